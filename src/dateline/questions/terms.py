"""The words of a question go in; its Terms come out, each of which a claim fits or not."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from dateline.errors import BadQuestion
from dateline.model.act import EventType, StatusValue
from dateline.model.attribution import Source
from dateline.model.claim import Claim
from dateline.model.party import Party

_TERM = re.compile(r'(?P<minus>-)?(?:(?P<field>[^\W\d_]+):)?(?:"(?P<quoted>[^"]*)(?P<close>"?)|(?P<bare>[^\s"]+))')
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: a field (or "" for free text), what is asked of it, and whether it must not fit."""

    field: str
    value: str
    negated: bool = False

    def fits(self, claim: Claim, sentence: str) -> bool:
        """Whether the claim, told in `sentence`, fits."""
        found = FIELDS[self.field](claim, self.value) if self.field else _within(self.value, [sentence])
        return found is not self.negated


def parse(question: str) -> tuple[Term, ...]:
    """The terms of a question; BadQuestion points at the character where it is not understood.

    >>> parse('who:PRK not status:planned "artillery shells"')[1]
    Term(field='status', value='planned', negated=True)
    """
    terms: list[Term] = []
    negated = False
    at = 0
    while at < len(question):
        if question[at].isspace():
            at += 1
            continue
        found = _TERM.match(question, at)
        if found is None:
            raise _bad(question, at, "a term is needed here, such as who:PRK")
        if found["bare"] == "not" and not found["field"]:
            negated, at = not negated, found.end()
            continue
        if found["quoted"] is not None and not found["close"]:
            raise _bad(question, found.start("quoted") - 1, "this quotation mark is never closed")
        terms.append(_term(question, found, negated))
        negated, at = False, found.end()
    if negated:
        raise _bad(question, len(question), "a term is needed after `not`")
    return tuple(terms)


def _term(question: str, found: re.Match[str], negated: bool) -> Term:
    field = (found["field"] or "").lower()
    value = found["quoted"] if found["quoted"] is not None else found["bare"]
    if not field and found["bare"] is not None and value.endswith(":"):
        raise _bad(question, found.end(), f"something must follow {value}")
    if field and field not in FIELDS:
        raise _bad(
            question, found.start("field"), f"there is no field {field}:, but {' '.join(f'{f}:' for f in FIELDS)}"
        )
    if not value.strip():
        raise _bad(question, found.start(), "something must stand between the quotation marks")
    place = found.start("quoted") if found["quoted"] is not None else found.start("bare")
    if field == "status" and value.lower() not in get_args(StatusValue):
        raise _bad(question, place, f"a status is one of {', '.join(get_args(StatusValue))}")
    if field == "when":
        try:
            _range(value)
        except ValueError:
            raise _bad(question, place, "a time is YYYY, YYYY-MM, YYYY-MM-DD or two of them with .. between") from None
    return Term(field, value, negated is not bool(found["minus"]))


def _bad(question: str, at: int, message: str) -> BadQuestion:
    return BadQuestion(f"at character {at + 1}: {message}\n  {question}\n  {' ' * at}^")


def _within(value: str, words: Iterable[str | None]) -> bool:
    """Whether `value` stands in one of `words`, whatever the case, as whole words."""
    wanted = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
    return any(wanted.search(" ".join(each.split())) for each in words if each)


def _party(each: Party, value: str) -> bool:
    codes = {each.entity, each.country, each.kind, *each.sectors}
    return value.upper() in {code.upper() for code in codes if code} or _within(
        value, [each.name, each.text, each.title, each.office, each.organisation]
    )


def _any_party(parties: Sequence[Party], value: str) -> bool:
    return any(_party(each, value) for each in parties)


def _did(claim: Claim, value: str) -> bool:
    if value.upper() in get_args(EventType):
        return claim.type == value.upper()
    if value.isdigit():
        return claim.cameo.startswith(value)
    return value.lower() in claim.modes or _within(value, [claim.action.text, claim.action.lemma])


def _source(each: Source, value: str) -> bool:
    return (each.party is not None and _party(each.party, value)) or _within(value, [each.text, each.kind])


def _said(claim: Claim, value: str) -> bool:
    return _source(claim.attribution[0], value)


def _via(claim: Claim, value: str) -> bool:
    return any(_source(each, value) for each in claim.attribution[1:]) or any(
        _within(value, [each.medium]) or (each.addressee is not None and _party(each.addressee, value))
        for each in claim.attribution
    )


def _when(claim: Claim, value: str) -> bool:
    first, last = _range(value)
    earliest, latest = (_day(each) for each in (claim.when.earliest, claim.when.latest))
    if earliest is None and latest is None:
        return False
    return (earliest or date.min) <= last and first <= (latest or date.max)


def _day(each: date | datetime | None) -> date | None:
    return each.date() if isinstance(each, datetime) else each


def _range(value: str) -> tuple[date, date]:
    """The days that a term of time takes in.

    >>> _range("2023-09..2023-10")
    (datetime.date(2023, 9, 1), datetime.date(2023, 10, 31))
    """
    first, mark, last = value.partition("..")
    low = _bounds(first)[0] if first else date.min
    high = _bounds(last)[1] if last else date.max if mark else _bounds(first)[1]
    if low > high or value == "..":
        raise ValueError(value)
    return low, high


def _bounds(value: str) -> tuple[date, date]:
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in found.groups())
    first = date(year or 0, month or 1, day or 1)
    last_day = day or calendar.monthrange(first.year, month or 12)[1]
    return first, date(first.year, month or 12, last_day)


def _where(claim: Claim, value: str) -> bool:
    place = claim.where
    return value.upper() == place.country or value == place.id or _within(value, [place.name, place.text, place.admin1])


def _goods(claim: Claim, value: str) -> bool:
    if claim.transfer is None:
        return False
    goods = (*claim.transfer.goods, *claim.transfer.in_return_for)
    return _within(value, [words for each in goods for words in (each.text, each.category)])


FIELDS: dict[str, Callable[[Claim, str], bool]] = {
    "who": lambda claim, value: _any_party(claim.actors, value),
    "whom": lambda claim, value: _any_party(claim.recipients, value),
    "did": _did,
    "status": lambda claim, value: claim.status == value.lower(),
    "said": _said,
    "via": _via,
    "when": _when,
    "where": _where,
    "goods": _goods,
}
"""What may be asked of a claim, each with its test."""
