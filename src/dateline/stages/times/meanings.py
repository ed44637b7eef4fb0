"""What words of time say, before it is known what they point to: points, amounts, repeats, and words left open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Origin = Literal["report", "told"]
"""Counted from the report's own date, or from the time that the story has reached."""


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units on (n > 0) or back from `origin`: "last week" is -1 week from the report's date.

    `loose` when only the unit is known and not how many ("a few days later").
    """

    unit: str
    n: int
    origin: Origin = "report"
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point or stretch of the calendar as far as the words give it; the largest missing unit comes from an anchor.

    `base` is the larger stretch that it lies in when the words name one ("July of that year"); `direction` is -1 for
    "last", 0 for "this", 1 for "next"; 10 and -10 for "the following" and "the previous". `like` names a unit when the
    point is that stretch which the report tells of, in another year ("the year-ago quarter"). `shift` moves the rest by
    so many units ("two days before Christmas"). `zone` is minutes east of Greenwich. `era` is -1 for years before
    Christ.
    """

    century: int | None = None
    decade: int | None = None
    year: int | None = None
    short_year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekend: bool | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: int | None = None
    feast: str | None = None
    like: str | None = None
    shift: tuple[str, int] | None = None
    base: Offset | None = None
    direction: int | None = None
    era: int | None = None
    fiscal: str | None = None
    mod: str | None = None
    reason: str | None = None

    def filled(self) -> frozenset[str]:
        """The names of the fields that the words give."""
        return frozenset(each.name for each in fields(self) if getattr(self, each.name) is not None)


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time: `n` units (None when the words leave it open), with the value as TIMEX3 writes it.

    `direction` is -1 for "the past two months", 1 for "the next two months"; `origin` says from when.
    """

    value: str
    unit: str
    n: float | None
    mod: str | None = None
    direction: int | None = None
    origin: Origin = "report"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something that comes again: "every Monday", "annually"; `value` as TIMEX3 writes it."""

    value: str
    grain: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A word that points to now, before or after: PRESENT_REF, PAST_REF, FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Open:
    """A time that hangs on something which is no time ("the day after the election"), or that can be read two ways."""

    value: str
    grain: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """So many units before or after what follows ("two days after …"): a date gives a point, else it is `otherwise`."""

    unit: str
    n: int
    otherwise: Amount | Open


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a time and are none, all of them: an age."""


Meaning = Point | Amount | Repeat | Vague | Open | Beside | Nothing


@dataclass(frozen=True, slots=True)
class Expression:
    """Some words that say a time: from word `first` to word `last` (half-open), and what they say.

    `signal` is the preposition before them where it bounds the time ("since", "until", "by"); `owner` the word after
    their possessive ("ruling" in "Wednesday's ruling").
    """

    first: int
    last: int
    start: int
    end: int
    meaning: Meaning
    signal: str | None = None
    owner: str | None = None
