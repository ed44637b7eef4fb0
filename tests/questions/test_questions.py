"""Questions to a small record made by hand, and questions that are not understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadQuestion
from dateline.intake.text import report
from dateline.model.act import Good, Transfer, Words
from dateline.model.attribution import OWN_VOICE, Source
from dateline.model.claim import Claim
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.questions import ask
from dateline.questions.terms import parse
from dateline.record import Record

TEXT = "Kenya sold Norway tea in Mombasa on Monday, Mina Okafor told Meridian."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def party(words: str, country: str | None = None, *sectors: str) -> Party:
    return Party(span=span(words), text=words, name=words, country=country, sectors=sectors, kind="government")


SALE = Claim(
    id="a1", report="r", type="COOPERATE", modes=(), contexts=("economic",), quad=2, score=6.8, cameo="061",
    action=Words("sold", span("sold"), "sell"), actors=(party("Kenya", "KEN", "GOV"),),
    recipients=(party("Norway", "NOR", "GOV"),), others=(), status="happened", certainty=None, condition=None,
    timing="new", when=Time(earliest=date(2024, 3, 4), latest=date(2024, 3, 4)),
    where=Place(text="Mombasa", name="Mombasa", country="KEN"),
    attribution=(Source("named person", party=party("Mina Okafor"), addressee=party("Meridian")), OWN_VOICE),
    transfer=Transfer((Good("tea", span("tea"), "food"),), (), (), (), "delivered"), measures=(), casualties=(),
    quantities=(), evidence=(Span(0, 10),), confidence=(), why=(),
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Record:
    threat = replace(
        SALE, id="b2", type="THREATEN", modes=("restrict",), cameo="138", status="planned",
        when=Time(state="not_stated"),
        where=Place(state="not_stated"), attribution=(OWN_VOICE,), transfer=None,
    )  # fmt: skip
    reading = Reading(report(TEXT), sentences=(Sentence(Span(0, len(TEXT)), 0),), claims=(SALE, threat))
    record = Record(tmp_path / "record.db")
    record.add(reading)
    return record


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", "a1 b2"),
        ("who:KEN", "a1 b2"),
        ("who:kenya whom:NOR", "a1 b2"),
        ("who:NOR", ""),
        ("who:GOV did:threaten", "b2"),
        ("did:restrict", "b2"),
        ("did:06", "a1"),
        ("did:sold -did:THREATEN", "a1"),
        ("status:planned", "b2"),
        ("not status:planned", "a1"),
        ("not not status:planned", "b2"),
        ('said:"Mina Okafor"', "a1"),
        ("via:Meridian", "a1"),
        ("when:2024-03", "a1"),
        ("when:2024-03-05..", ""),
        ("when:..2024", "a1"),
        ("when:2023-09..2024-03-04", "a1"),
        ("where:Mombasa", "a1"),
        ("where:ken", "a1"),
        ("goods:food", "a1"),
        ("goods:te", ""),
        ('"tea in mombasa"', "a1 b2"),
        ("tea -where:Mombasa", "b2"),
    ],
)
def test_questions(record: Record, question: str, found: str) -> None:
    assert " ".join(answer.claim.id for answer in ask(record, question)) == found


def test_an_answer_carries_its_evidence(record: Record) -> None:
    answer = next(ask(record, "goods:tea"))
    assert (answer.sentence, answer.report.text) == (TEXT, TEXT)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who:KEN wen:2024", "at character 9: there is no field wen:, but who: whom: did:"),
        ("status:maybe", "at character 8: a status is one of happened, ongoing"),
        ("who:KEN when:soon", "at character 14: a time is YYYY"),
        ("when:2024-13", "at character 6: a time is"),
        ("when:2024..2023", "at character 6: a time is"),
        ('who:"KEN', "at character 5: this quotation mark is never closed"),
        ("who:KEN not", "at character 12: a term is needed after `not`"),
        ('who:""', "something must stand between"),
        ("who:", "at character 5: something must follow who:"),
    ],
)
def test_what_is_not_understood_is_pointed_at(question: str, said: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        parse(question)
    assert said in str(caught.value)
    assert str(caught.value).splitlines()[2].endswith("^")
