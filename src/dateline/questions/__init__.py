"""A question goes to a record; its answers come out, each a claim with the sentence that says it, or counts of them.

    who:PRK whom:USA did:THREATEN status:planned said:"Dmitry Peskov" via:TASS when:2023-09..2023-10 "free text"

The fields are those of `fields.FIELDS`; the grammar is that of `syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, true

from dateline.model.entry import Entry
from dateline.questions.fields import FIELDS, clause
from dateline.questions.settings import as_of as moment_of
from dateline.questions.settings import limit, order
from dateline.questions.syntax import SETTINGS, All, Either, Node, Not, Question, Term, parse
from dateline.questions.syntax import bad as _bad
from dateline.record import AsOf, Record


@dataclass(frozen=True, slots=True)
class Compiled:
    """A question compiled for one record: the clause over its tables, and how to answer."""

    where: ColumnElement[bool]
    order: tuple[ColumnElement[object], ...] | None
    as_of: AsOf
    limit: int | None
    rejected: bool


def ask(record: Record, question: str, as_of: AsOf = None) -> Iterator[Entry]:
    """The claims of `record` that fit `question`, as entries with their evidence; by default in order of arrival.

    An empty question fits every claim; what people rejected stays out unless the question says `review:rejected`.
    `as_of` is the moment of which the record is asked, where the question does not name one itself.
    BadQuestion points at the character that is not understood and says what would be right.
    """
    asked = compiled(record, question, as_of)
    return record.entries(asked.where, asked.as_of, asked.order, asked.limit, asked.rejected)


def count(
    record: Record, question: str, by: Sequence[str] = (), as_of: AsOf = None
) -> list[tuple[tuple[str | None, ...], int]]:
    """How many claims fit, by keys of `record.counting.KEYS` (month, type, status, …): values and how many."""
    asked = compiled(record, question, as_of)
    return record.count(asked.where, tuple(by), asked.as_of, asked.rejected)


def compiled(record: Record, question: str, as_of: AsOf = None) -> Compiled:
    """The question as a clause over the tables of the record, asked as of what it says itself, else of `as_of`."""
    asked = parse(question)
    for term in _terms(asked.tree):
        if term.field not in FIELDS:
            raise _no_field(asked, term)
    settings = {term.field: term for term in asked.settings}
    return Compiled(
        where=_clause(asked.tree, asked, record),
        order=order(settings.get("sort"), asked),
        as_of=moment_of(settings["as-of"], asked) if "as-of" in settings else as_of,
        limit=limit(settings.get("limit"), asked),
        rejected=any(
            term.field == "review" and any(value.text.casefold() == "rejected" for value in term.values)
            for term in _terms(asked.tree)
        ),
    )


def _clause(node: Node, question: Question, record: Record) -> ColumnElement[bool]:
    if isinstance(node, Term):
        return clause(node, question, record)
    if isinstance(node, Not):
        # What is not known does not fit: its opposite does, where SQL's own NOT would leave both out.
        return _clause(node.node, question, record).is_not(true())
    parts = [_clause(each, question, record) for each in node.nodes]
    return or_(*parts) if isinstance(node, Either) else and_(true(), *parts)


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from _terms(node.node)
    elif isinstance(node, All | Either):
        for each in node.nodes:
            yield from _terms(each)


def _no_field(question: Question, term: Term) -> Exception:
    from difflib import get_close_matches

    known = [*filter(None, FIELDS), *SETTINGS]
    near = get_close_matches(term.field, known, 1)
    hint = f"did you mean {near[0]}: ? There are" if near else "but"
    return _bad(question.text, term.at, f"there is no field {term.field}:, {hint} {' '.join(f'{f}:' for f in known)}")
