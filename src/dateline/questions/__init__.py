"""A question goes to a record; its answers come out, each a claim with the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.claim import Claim
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.questions.terms import Term, parse
from dateline.record import Record


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim that fits, the report that makes it, and the sentence to check it by."""

    claim: Claim
    report: Report
    sentence: str


def ask(record: Record, question: str) -> Iterator[Answer]:
    """The claims of `record` that fit every term of `question`, in the order of the record.

    Terms: `who:PRK whom:USA did:THREATEN status:planned said:"Dmitry Peskov" via:TASS when:2023-09..2023-10
    where:Vostochny goods:artillery "free text"`; `not` or `-` before a term turns it round. An empty question fits
    every claim. BadQuestion says at which character it is not understood, and what would be right.

    This first version looks at every claim; a large record wants the one that asks by SQL.
    """
    terms = parse(question)
    return _fitting(record, terms)


def _fitting(record: Record, terms: tuple[Term, ...]) -> Iterator[Answer]:
    for reading in record.readings():
        for claim in reading.claims:
            sentence = _sentence(reading, claim)
            if all(term.fits(claim, sentence) for term in terms):
                yield Answer(claim, reading.report, sentence)


def _sentence(reading: Reading, claim: Claim) -> str:
    for sentence in reading.sentences:
        if sentence.span.contains(claim.action.span):
            return sentence.span.of(reading.report.text)
    return claim.action.text
