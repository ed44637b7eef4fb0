"""Text and parse go in; every time expression comes out, resolved as far as the words allow."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, datetime

from dateline.model.kit import Kit
from dateline.model.parse import Parse
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.tense import Tense, is_timetable, tense_at
from dateline.model.time import Time
from dateline.stages.times import values
from dateline.stages.times.expressions import expressions
from dateline.stages.times.meanings import Amount, Expression, Open, Point, Repeat, Vague
from dateline.stages.times.story import Story


def times(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.times`, in the order of the text."""
    report = reading.report
    found = expressions(report.text, report.body.start, report.body.end, kit.calendar)
    published = report.published.earliest if report.published.state == "known" else None
    if published is not None and published.year not in _DATABLE:
        published = None
    story = Story(published, kit.calendar, narrative=is_narrative(found, published))
    _begin(story, found, report.text)
    starts = [sentence.span.start for sentence in reading.sentences]
    told = []
    for each in found:
        if not _is_manner(each, reading.parse):
            story.sentence = bisect_right(starts, each.start)
            told.append(_time(each, story, reading.parse, report.text))
    return replace(reading, times=_ranges(told, report.text))


_FROM = frozenset({"from", "between"})
_TO = frozenset({"to", "until", "till", "through", "and"})


def _ranges(told: list[Time], text: str) -> tuple[Time, ...]:
    """The same with the first side of each range bound to its second: "from 3 to 5 May", "1914-18", "May to July"."""
    kept = list(told)
    for at in range(len(kept) - 1):
        left, right = kept[at], kept[at + 1]
        if not _spans_range(left, right, text):
            continue
        if left.earliest and left.latest:
            kept[at] = values.onwards(replace(left, range_end=right.span, signal=left.signal or "from"))
        if right.earliest and right.latest:
            kept[at + 1] = values.up_to(replace(right, signal=right.signal or "to"))
    return tuple(kept)


def _spans_range(left: Time, right: Time, text: str) -> bool:
    """Whether two known points of one kind stand as the ends of a range."""
    if left.span is None or right.span is None:
        return False
    between = text[left.span.end : right.span.start].strip().lower()
    if not all(time.state == "known" and time.timex and time.timex.type in ("DATE", "TIME") for time in (left, right)):
        return False
    if between in ("-", "–", "—"):
        return left.grain == right.grain
    if left.signal == "between":
        return between == "and"
    return (left.signal == "from" and between in _TO - {"and"}) or (
        between in ("to", "through") and left.grain == right.grain
    )


_DATABLE = range(1000, 9000)
"""Years in which a report can have been published; a date beyond is a mistake, and nothing is counted from it."""


def is_narrative(found: list[Expression], published: date | datetime | None) -> bool:
    """Whether the text counts from its own story: it names many full years of another time, and hardly says "today"."""
    far = news = 0
    opens: bool | None = None
    for each in found:
        point = each.meaning
        if not isinstance(point, Point):
            continue
        distant = point.year is not None and (published is None or abs(point.year - published.year) > 1)
        opens = distant if opens is None else opens
        if distant:
            far += 2 if point.month else 1
        else:
            news += _counts_from_report(point)
    return far > 10 * news and (far >= 6 or (far >= 4 and bool(opens)))


def _counts_from_report(point: Point) -> bool:
    """Whether the words count from the report's date: "today", "last May", a bare weekday."""
    if point.direction is not None or (point.base is not None and point.base.origin == "report"):
        return True
    return point.weekday is not None and point.day is None


def _begin(story: Story, found: list[Expression], text: str) -> None:
    """A narrative that opens without a year begins in the first one that it names."""
    if not story.narrative:
        return
    for each in found:
        if isinstance(each.meaning, Point) and each.meaning.year is not None:
            stretch = story.resolve(Point(year=each.meaning.year, era=each.meaning.era), None).stretch
            if stretch:
                story.reach(stretch, Span(each.start, each.end))
            return


def _time(each: Expression, story: Story, parse: Parse, text: str) -> Time:
    """One expression as a Time; a point that is resolved is where the story has got to."""
    span = Span(each.start, each.end)
    written = span.of(text)
    meaning = each.meaning
    if isinstance(meaning, Point):
        story.bound = each.signal in ("until", "till", "by", "to", "through")
        found = story.resolve(meaning, _tense(each, meaning, story, parse))
        if found.stretch:
            story.reach(found.stretch, span, aside=meaning.like is not None)
        return values.of_point(meaning, found, written, span, each.signal)
    if isinstance(meaning, Amount):
        return values.of_amount(meaning, story, written, span, each.signal)
    if isinstance(meaning, Repeat):
        return values.of_repeat(meaning, written, span, each.signal)
    if isinstance(meaning, Vague):
        return values.of_vague(meaning, story, written, span, each.signal)
    if isinstance(meaning, Open):
        return values.of_open(meaning, written, span, each.signal)
    raise TypeError(f"{meaning!r} should have been settled before")


def _is_manner(each: Expression, parse: Parse) -> bool:
    """Whether "soon" tells how things went ("soon joined them") and not when they will."""
    if each.meaning != Vague("FUTURE_REF") or each.last - each.first != 1 or each.end - each.start == len("future"):
        return False
    return tense_at(parse, each.start, each.end) == "past"


_DATED_AHEAD = frozenset(
    "election elections vote poll polls ballot referendum runoff summit meeting talks hearing deadline debate ceremony "
    "inauguration match game final visit launch".split()
)
"""What is named by its day beforehand: "preparing for Tuesday's election"."""


def _tense(each: Expression, point: Point, story: Story, parse: Parse) -> Tense:
    """The tense that helps to choose among years or weeks; looked up only where it can."""
    if point.year is not None or point.base is not None or story.narrative:
        return None
    if each.signal == "since":
        return "past"
    tense = tense_at(parse, each.start, each.end)
    if tense == "past":
        return tense
    if each.owner:
        return tense if each.owner in _DATED_AHEAD else None
    if tense == "present" and point.weekday is not None:
        return "future" if each.signal in ("by", "until", "till") or is_timetable(parse, each.start) else None
    return tense or ("future" if each.signal in ("by", "until", "till") else None)
