"""A point tied to the calendar, or an amount or repeat, goes in; the Time of the model comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from dateline.model.span import Span
from dateline.model.time import Grain, Time, Timex
from dateline.stages.times import stretches
from dateline.stages.times.meanings import Amount, Open, Point, Repeat, Vague
from dateline.stages.times.story import Resolved, Story
from dateline.stages.times.stretches import Stretch

_PARTS = {
    "MO": (6, 12),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (18, 24),
    "DAWN": (4, 8),
    "DUSK": (17, 21),
    "MI": (12, 14),
}
"""Hours of the day that a part of it may mean; a night is told by the day on which it begins."""
_TIMEX_PARTS = {"DAWN": "MO", "DUSK": "EV"}
_UNITS: dict[str, Grain] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "week",
    "month": "month", "quarter": "quarter", "half": "half", "year": "year", "decade": "decade", "century": "century",
    "season": "season", "weekend": "weekend", "daypart": "daypart",
}  # fmt: skip
_AFTER = frozenset({"since", "after"})
_BEFORE = frozenset({"until", "till", "by", "before"})


def of_point(point: Point, found: Resolved, text: str, span: Span, signal: str | None) -> Time:
    """The Time of a point; unresolved, with the reason, where it could not be tied to the calendar."""
    stretch = found.stretch
    if stretch is None:
        value = found.value or "XXXX-XX-XX"
        if point.part and len(value) == 10:
            value += f"T{_TIMEX_PARTS.get(point.part, point.part)}"
        timex = Timex("TIME" if "T" in value[1:] else "DATE", value, point.mod)
        reason = found.reason or "no day of the calendar fits the words"
        return Time(
            text, span, timex, grain=_grain(point), anchor=found.anchor, anchor_span=found.anchor_span,
            state="unresolved", reason=reason, signal=signal,
        )  # fmt: skip
    if point.hour is not None:
        return _clock(point, stretch, found, text, span, signal)
    if point.part is not None and stretch.first:
        return _part(point, stretch, found, text, span, signal)
    mod = point.mod
    earliest, latest = _bent(stretch, mod)
    edtf = _edtf(stretch, mod, earliest, latest)
    time = Time(
        text, span, Timex("DATE", stretch.value, mod), edtf, earliest, latest, stretch.grain, found.anchor,
        found.anchor_span, signal=signal,
    )  # fmt: skip
    return bounded(time)


def _grain(point: Point) -> Grain | None:
    if point.base is not None:
        return _UNITS.get(point.base.unit)
    for name in ("day", "weekday", "month", "season", "quarter", "half", "year", "decade", "century"):
        if getattr(point, name) is not None:
            return "day" if name == "weekday" else _UNITS[name]
    return None


def _clock(point: Point, stretch: Stretch, found: Resolved, text: str, span: Span, signal: str | None) -> Time:
    hour, minute, second = point.hour or 0, point.minute or 0, point.second
    value = f"{stretch.value}T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
    moment: datetime | None = None
    if stretch.first:
        day = stretch.first + timedelta(days=hour // 24)
        zone = timezone(timedelta(minutes=point.zone)) if point.zone is not None else None
        moment = datetime(day.year, day.month, day.day, hour % 24, minute, second or 0, tzinfo=zone)
    edtf = moment.isoformat().replace("+00:00", "Z") if moment else None
    mod = point.mod if point.mod == "APPROX" else None
    time = Time(
        text, span, Timex("TIME", value, mod), edtf, moment, moment, "second" if second is not None else "minute",
        found.anchor, found.anchor_span, signal=signal,
    )  # fmt: skip
    return bounded(time)


def _part(point: Point, stretch: Stretch, found: Resolved, text: str, span: Span, signal: str | None) -> Time:
    assert stretch.first is not None
    part = point.part or "MO"
    start, end = _PARTS[part]
    noon = datetime(stretch.first.year, stretch.first.month, stretch.first.day)
    latest = noon + timedelta(hours=end + (6 if part == "NI" else 0)) - timedelta(seconds=1)
    value = f"{stretch.value}T{_TIMEX_PARTS.get(part, part)}"
    return Time(
        text, span, Timex("TIME", value, point.mod), stretch.edtf, noon + timedelta(hours=start), latest, "daypart",
        found.anchor, found.anchor_span, signal=signal,
    )  # fmt: skip


def _bent(stretch: Stretch, mod: str | None) -> tuple[date | None, date | None]:
    """The bounds of a stretch, or of the third of it that "early", "mid", "late" leave."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or mod not in ("START", "MID", "END"):
        return first, last
    third = ((last - first).days + 1) / 3
    if mod == "START":
        return first, first + timedelta(days=max(0, round(third) - 1))
    if mod == "END":
        return last - timedelta(days=max(0, round(third) - 1)), last
    return first + timedelta(days=round(third)), first + timedelta(days=max(round(third), round(2 * third) - 1))


def _edtf(stretch: Stretch, mod: str | None, earliest: date | None, latest: date | None) -> str | None:
    if mod == "APPROX" and stretch.edtf and stretch.grain in ("day", "month", "year") and "/" not in stretch.edtf:
        return f"{stretch.edtf}~"
    if mod in ("START", "MID", "END") and earliest and latest:
        return f"{earliest}~/{latest}~" if earliest != latest else stretch.edtf
    return stretch.edtf


def bounded(time: Time) -> Time:
    """The same with the side open that the word before it leaves open: "since 2017" has no latest."""
    if time.signal in _AFTER:
        return onwards(time)
    if time.signal in _BEFORE:
        return up_to(time)
    return time


def onwards(time: Time) -> Time:
    """The same without a latest; "after May" begins when May is over."""
    if time.signal == "after" and time.grain in _DAYS and isinstance(time.latest, date):
        low = time.latest + timedelta(days=1)
        return replace(time, earliest=low, latest=None, edtf=f"{low}/..")
    edge = _edge(time, time.earliest)
    return replace(time, latest=None, edtf=f"{edge}/.." if edge else time.edtf)


def up_to(time: Time) -> Time:
    """The same without an earliest; "before May" ends when May begins."""
    if time.signal == "before" and time.grain in _DAYS and isinstance(time.earliest, date):
        high = time.earliest - timedelta(days=1)
        return replace(time, earliest=None, latest=high, edtf=f"../{high}")
    edge = _edge(time, time.latest)
    return replace(time, earliest=None, edtf=f"../{edge}" if edge else time.edtf)


_DAYS = frozenset({"day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"})


def _edge(time: Time, day: date | datetime | None) -> str | None:
    """One end of an open interval: the plain EDTF of the time where it has one, else the day."""
    plain = time.edtf
    if plain and "/" not in plain and "~" not in plain and "X" not in plain and time.grain in ("day", "month", "year"):
        return plain
    if day is None:
        return None
    return (day.date() if isinstance(day, datetime) else day).isoformat()


def of_amount(amount: Amount, story: Story, text: str, span: Span, signal: str | None) -> Time:
    """The Time of a length; with bounds where it is told from when it runs ("the past two months")."""
    earliest: date | None = None
    latest: date | None = None
    anchor = anchor_span = None
    start: date | None = None
    if amount.direction is not None:
        if amount.origin == "told" or story.narrative:
            told = story.told[-1] if story.told else None
            start = (told.stretch.last if amount.direction > 0 else told.stretch.first) if told else None
            anchor, anchor_span = ("time" if told else None), (told.span if told else None)
        elif story.today:
            start, anchor = story.today, "published"
    if start and amount.n is not None and amount.n == int(amount.n):
        unit, n = ("week", int(amount.n) * 2) if amount.unit == "fortnight" else (amount.unit, int(amount.n))
        other = stretches.shifted(unit, n * (amount.direction or 1), start)
        if other:
            earliest, latest = min(start, other), max(start, other)
    edtf = f"{earliest}/{latest}" if earliest and latest else None
    state = "known" if amount.n is not None else "unresolved"
    return Time(
        text, span, Timex("DURATION", amount.value, amount.mod), edtf, earliest, latest,
        _UNITS.get(amount.unit, "vague") if amount.n is not None else "vague",
        "published" if anchor == "published" else "time" if anchor == "time" else None, anchor_span,
        "known" if state == "known" else "unresolved", None if state == "known" else "how many is not said", signal,
    )  # fmt: skip


def of_repeat(repeat: Repeat, text: str, span: Span, signal: str | None) -> Time:
    """The Time of something that comes again."""
    return Time(text, span, Timex("SET", repeat.value, repeat.mod), grain=_UNITS.get(repeat.grain or ""), signal=signal)


def of_vague(vague: Vague, story: Story, text: str, span: Span, signal: str | None) -> Time:
    """The Time of "now", "recently", "soon": a side of the report's date, no more."""
    today = story.today if not story.narrative else None
    now = today if vague.value == "PRESENT_REF" else None
    return Time(
        text, span, Timex("DATE", vague.value), earliest=today if vague.value == "FUTURE_REF" else now,
        latest=today if vague.value == "PAST_REF" else now, grain="vague", anchor="published" if today else None,
        state="unresolved", reason="the words name no date", signal=signal,
    )  # fmt: skip


def of_open(found: Open, text: str, span: Span, signal: str | None) -> Time:
    """The Time of what hangs on something else than a time."""
    return Time(
        text, span, Timex("DATE", found.value), grain=_UNITS.get(found.grain or ""), state="unresolved",
        reason=found.reason, signal=signal,
    )  # fmt: skip
