"""Neighbouring time expressions go in; those that say one time together come out as one."""

from __future__ import annotations

from dataclasses import replace

from dateline.stages.times.meanings import Beside, Expression, Open, Point
from dateline.stages.times.words import Word

_CLOCK = frozenset({"hour", "minute", "second", "zone", "part"})
_DAYS = frozenset({"day", "weekday", "weekend", "feast"})
_GAPS = frozenset("|,|of|on|in|at|the|'s|-|, on|, in|of the|in the|on the|early|late".split("|"))
"""What may stand between two expressions that are one."""


def joined(found: list[Expression], words: list[Word]) -> list[Expression]:
    """Neighbours that say one time together as one: "10 p.m." + "Wednesday", "July" + "of that year"."""
    kept: list[Expression] = []
    for each in found:
        while kept:
            whole = _join(kept[-1], each, words)
            if whole is None:
                break
            kept.pop()
            each = whole
        kept.append(each)
    return [_settled(each, words) for each in kept]


def _settled(each: Expression, words: list[Word]) -> Expression:
    """What counts from something that turned out to be no date, as the length or the open time that it is then."""
    if not isinstance(each.meaning, Beside):
        return each
    if isinstance(each.meaning.otherwise, Open):
        return replace(each, meaning=each.meaning.otherwise)
    last = each.last - 1
    return replace(each, last=last, end=words[last - 1].end, meaning=each.meaning.otherwise)


def _join(left: Expression, right: Expression, words: list[Word]) -> Expression | None:
    """Both as one expression, or None when they are two."""
    one, two = left.meaning, right.meaning
    if not isinstance(two, Point):
        return None
    between = words[left.last : right.first]
    if isinstance(one, Beside):
        dated = two.filled() & {"day", "weekday", "feast"} or (two.base is not None and two.base.unit == "day")
        if not (one.n and dated and two.shift is None and all(word.key == "the" for word in between)):
            return None
        return Expression(left.first, right.last, left.start, right.end, replace(two, shift=(one.unit, one.n)))
    gap = " ".join(word.key.replace("’", "'") for word in between)
    if not isinstance(one, Point) or gap not in _GAPS or any("BREAK" in word.values for word in between):
        return None
    first, second = one.filled() - {"mod", "reason"}, two.filled() - {"mod", "reason"}
    if first & second or not _fits(one, two, gap):
        return None
    said = {name: getattr(two, name) for name in second}
    meaning = replace(one, **said, mod=one.mod or two.mod, reason=None)
    return Expression(left.first, right.last, left.start, right.end, meaning)


def _fits(one: Point, two: Point, gap: str) -> bool:
    """Whether two points, told side by side with `gap` between, are parts of one."""
    first, second = one.filled() - {"mod", "reason"}, two.filled() - {"mod", "reason"}
    if first <= _CLOCK or second <= _CLOCK:
        return _fits_clock(one, two, gap)
    if first == {"weekday"}:
        week = second == {"base"} and two.base is not None and two.base.unit == "week"
        return gap in ("", "of", "in") if week else "day" in second and gap in ("", ",", "the", "-")
    if second in ({"year"}, {"short_year"}, {"year", "era"}):
        parts = first & {"month", "season", "quarter", "half", "feast", "century"}
        return bool(parts) and "base" not in first and gap in ("of", ",", "", "in", ", in")
    if second == {"base"} and two.base is not None:
        if two.base.unit == "month":
            return first == {"day"} and gap in ("of", "of the")
        parts = first & {"month", "season", "quarter", "half"}
        return (
            two.base.unit == "year" and bool(parts) and "year" not in first and gap in ("of", "", ",", "in", "of the")
        )
    if first == {"base"} and one.base is not None and gap in ("'s", ""):
        parts = second & {"quarter", "half", "season", "month", "feast"}
        return (one.base.unit == "year" and bool(parts)) or (one.base.unit == "week" and second == {"weekday"})
    return first == {"year"} and second in ({"quarter"}, {"half"}, {"season"}) and gap in ("", "'s")


def _fits_clock(one: Point, two: Point, gap: str) -> bool:
    """Whether a clock time or a part of the day goes with its day: "noon on Friday", "4 in the morning"."""
    first, second = one.filled() - {"mod", "reason"}, two.filled() - {"mod", "reason"}
    if first <= _CLOCK and second <= _CLOCK:
        return "part" in first | second and gap in ("", "in", "in the", "at")
    if first <= _CLOCK:
        return _is_day(two) and gap in ("", ",", ") on", ")", "on", "of", "of the", ", on", "on the", "early", "late")
    if "hour" in second:
        return _is_day(one) and gap in ("", "at", ",")
    return _is_day(one) and gap in ("", "early", "late", "-")


def _is_day(point: Point) -> bool:
    """Whether the point names a day."""
    named = point.filled()
    return bool(named & _DAYS) or (point.base is not None and point.base.unit == "day" and not named & _CLOCK)
