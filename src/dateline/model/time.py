"""The nouns of *when*: a Time, as the words give it and as a range of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dateline.model.span import Span
from dateline.model.state import State

Grain = Literal[
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "season", "quarter", "half", "year",
    "decade", "century", "vague",
]  # fmt: skip
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["published", "time", "absolute"]


@dataclass(frozen=True, slots=True)
class Timex:
    """Type and value as TIMEX3 writes them (ISO-TimeML, ISO 24617-1): `DATE 2023-09-13`, `DURATION P2D`."""

    type: TimexType
    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When, as written (`text`, `span`) and as resolved.

    `earliest` and `latest` are inclusive bounds in the calendar; `edtf` is the same in the Extended Date/Time Format
    (ISO 8601-2:2019). `anchor` says what the resolution rests on: the report's date of publication, another time of
    the report (`anchor_span`), or nothing (absolute). `text` and `span` are None for a time that no words state.
    `signal` is the word before the expression that bounds it (TimeML's SIGNAL: "since", "until", "by", "from"); after
    such a word an open side of `earliest` and `latest` is None and `edtf` an open interval, while `timex` stays the
    value of the expression itself. `range_end` is the span of the time that closes a range which this one opens.
    """

    text: str | None = None
    span: Span | None = None
    timex: Timex | None = None
    edtf: str | None = None
    earliest: date | datetime | None = None
    latest: date | datetime | None = None
    grain: Grain | None = None
    anchor: Anchor | None = None
    anchor_span: Span | None = None
    state: State = "known"
    reason: str | None = None
    signal: str | None = None
    range_end: Span | None = None


NOT_STATED = Time(state="not_stated")
"""The time of what the report dates nowhere."""
