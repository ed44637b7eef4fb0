"""A question that is being typed goes in, with where the cursor stands; out comes how it may go on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from dateline.errors import BadQuestion
from dateline.lexicon import goods
from dateline.questions.fields import FIELDS
from dateline.questions.settings import SORTS
from dateline.questions.syntax import SETTINGS
from dateline.record import Record
from dateline.record import tables as t

_TOKEN = re.compile(r'-?(?:(?P<field>[A-Za-z][A-Za-z-]*):)?(?:[^\s",()]*,|"[^"]*",)*(?P<value>"[^"]*|[^\s",()]*)$')
_MOST = 10
_PEOPLE = frozenset({"who", "whom", "party", "between", "said", "via"})


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on: what takes the place of the characters from `start` up to the cursor, and what it means."""

    words: str
    says: str
    start: int


def complete(record: Record, question: str, at: int) -> tuple[Completion, ...]:
    """How the question may go on at character `at`: fields first, then what may stand after their colon."""
    before = question[: max(0, at)]
    found = _TOKEN.search(before)
    if found is None:
        return ()
    value, start = found["value"], found.start("value")
    if found["field"] is None:
        return () if value.startswith('"') else _fields(value, start)
    field, typed = found["field"].lower(), value.removeprefix('"')
    return tuple(
        Completion(f'"{words}" ' if re.search(r'[\s,()"]', words) else f"{words} ", says, start)
        for words, says in _values(record, field, typed)
        if '"' not in words
    )[:_MOST]


def _fields(typed: str, start: int) -> tuple[Completion, ...]:
    known = [(f"{name}:", field.says) for name, field in FIELDS.items() if name]
    known += [(f"{name}:", "how to answer") for name in SETTINGS]
    fits = [each for each in known if each[0].startswith(typed.lower())]
    return tuple(Completion(words, says, start) for words, says in fits)[: _MOST if typed else len(known)]


def _values(record: Record, field: str, typed: str) -> Iterable[tuple[str, str]]:
    """What may stand after the colon of a field: its closed list, or names that the record knows."""
    plain = typed.casefold()
    if field in FIELDS and FIELDS[field].values and field != "said":
        return [(each.replace(" ", "-"), "") for each in FIELDS[field].values if each.casefold().startswith(plain)]
    if field == "sort":
        return [(each, "") for name in SORTS for each in (name, f"-{name}") if each.startswith(plain)]
    if field == "goods":
        return [(each, "") for each in sorted(goods.load().categories) if plain in each]
    kinds = [(each.replace(" ", "-"), "kind of voice") for each in FIELDS["said"].values if each.startswith(plain)]
    if len(plain) < 2:
        return kinds if field == "said" else ()
    if field in _PEOPLE:
        return [*(kinds if field == "said" else ()), *_named(record, typed)]
    if field == "where":
        return _places(record, typed)
    return _outlets(record, typed) if field == "outlet" else ()


def _named(record: Record, typed: str) -> list[tuple[str, str]]:
    """Names of parties that begin so, those named most first, each with its country and kind."""
    try:
        fits = record.named(f"{typed}*")
    except BadQuestion:
        return []
    name = func.coalesce(t.party.c.name, t.party.c.text)
    query = (
        select(name, t.party.c.country, t.party.c.kind, func.count())
        .join(t.claim_party, t.claim_party.c.party == t.party.c.number)
        .where(fits, name != "")
        .group_by(name, t.party.c.country, t.party.c.kind)
        .order_by(func.count().desc(), name)
        .limit(_MOST * 2)
    )
    with record.connection() as connection:
        rows = connection.execute(query).all()
    found: dict[str, str] = {}
    for words, country, kind, _ in rows:
        found.setdefault(" ".join(words.split()), ", ".join(filter(None, (kind, country))))
    return list(found.items())


def _places(record: Record, typed: str) -> list[tuple[str, str]]:
    c = t.claim.c
    query = (
        select(c.place, c.country, func.count())
        .where(func.lower(c.place).startswith(typed.casefold(), autoescape=True), c.superseded.is_(None))
        .group_by(c.place, c.country)
        .order_by(func.count().desc(), c.place)
        .limit(_MOST)
    )
    with record.connection() as connection:
        return [(words, country or "") for words, country, _ in connection.execute(query)]


def _outlets(record: Record, typed: str) -> list[tuple[str, str]]:
    publisher = t.report.c.publisher
    query = (
        select(publisher, func.count())
        .where(func.lower(publisher).contains(typed.casefold(), autoescape=True))
        .group_by(publisher)
        .order_by(func.count().desc(), publisher)
        .limit(_MOST)
    )
    with record.connection() as connection:
        return [(words, f"{number:,}") for words, number in connection.execute(query)]
