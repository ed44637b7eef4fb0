"""What words of time say goes in, in the order of the text; dates come out, counted from the report or from the story.

News counts from its own date: "Wednesday" is the last one. A narrative of other years counts from where it has got to:
"in April" comes after the March before it. Which of the two a report is, its own expressions show.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from dateline.model.calendar import Calendar, feast_day
from dateline.model.span import Span
from dateline.model.tense import Tense
from dateline.model.time import Anchor
from dateline.stages.times import stretches
from dateline.stages.times.meanings import Offset, Point
from dateline.stages.times.stretches import Stretch

ORDER = (
    "second",
    "minute",
    "hour",
    "daypart",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
_BACK = 1.5
"""How much less a story goes back than on."""
_GREGORIAN = range(1583, 2500)
"""Years for which feasts are reckoned."""
_STILL_TOLD = 8
"""How many times back a quarter is still the one that "a year ago" is held against."""
_AGAINST_TENSE = 10.0
"""How much farther a date may lie on the side that the tense points to ("extended to Nov. 20" is not a year ago)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A time that the story has reached: the stretch, and where its words stand; `aside` when only for comparison."""

    stretch: Stretch
    span: Span
    aside: bool = False
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point tied to the calendar, and to what; without a stretch, why not."""

    stretch: Stretch | None
    anchor: Anchor | None
    anchor_span: Span | None = None
    reason: str | None = None
    value: str | None = None


@dataclass
class Story:
    """Where a report stands in time while it is read: its own date, and the times that it has told of."""

    published: date | datetime | None
    calendar: Calendar
    narrative: bool = False
    told: list[Told] = field(default_factory=list)
    sentence: int = 0
    bound: bool = False

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def reach(self, stretch: Stretch, span: Span, aside: bool = False) -> None:
        """Enter a time that the story has got to."""
        self.told.append(Told(stretch, span, aside, self.sentence))

    def resolve(self, point: Point, tense: Tense) -> Resolved:
        """Tie a point to the calendar as far as the words and the story allow."""
        if point.short_year is not None:
            point = replace(point, year=self._full_year(point.short_year), short_year=None)
        if point.century is not None or point.decade is not None:
            return self._long(point)
        if point.shift is not None:
            return self._shifted(point, point.shift, tense)
        if point.year is not None and point.like is not None:
            quarter = self.quarter()
            found = stretches.of_quarter(point.year, quarter[1]) if quarter else stretches.of_year(point.year)
            return Resolved(found, "time" if quarter else "absolute", quarter[0].span if quarter else None)
        if point.year is not None:
            year = -point.year if point.era == -1 or self._before_christ(point) else point.year
            return Resolved(self._in_year(point, year), "absolute", reason="there is no such day")
        if point.base is not None:
            return self._based(point, point.base)
        if point.feast or point.month or point.season or point.quarter or point.half:
            return self._yearly(point, tense)
        if point.weekday is not None:
            return self._weekday(point, tense)
        if point.weekend:
            return self._weekend(point, tense)
        return self._day_of_telling(tense)

    def _before_christ(self, point: Point) -> bool:
        """Whether the story is in the years before Christ, so that a bare small year is one of those."""
        return bool(self.told) and self.told[-1].stretch.year < 0 and (point.year or 0) < 1000

    def _full_year(self, short: int) -> int:
        near = self.told[-1].stretch.year if self.narrative and self.told else self.today.year if self.today else 2000
        year = near - near % 100 + short
        return year - 100 if year > near + 10 else year

    def _long(self, point: Point) -> Resolved:
        """Decades and centuries."""
        if point.decade is None:
            return Resolved(stretches.of_century(point.century or 1, point.era == -1), "absolute")
        if point.century is not None:
            return Resolved(stretches.of_decade((point.century - 1) * 10 + point.decade), "absolute")
        near = self.told[-1].stretch.year if self.narrative and self.told else self.today.year if self.today else None
        if near is None:
            return Resolved(None, None, reason="no anchor")
        decade = near // 100 * 10 + point.decade
        return Resolved(stretches.of_decade(decade - 10 if decade * 10 > near + 5 else decade), "published")

    def _in_year(self, point: Point, year: int) -> Stretch | None:
        """The finest stretch that the point names, in a known year."""
        if point.fiscal:
            return _fiscal(point, year)
        if point.feast:
            return self._feast(point.feast, year)
        if point.month and point.day:
            return stretches.of_month_day(year, point.month, point.day)
        if point.month:
            return stretches.of_month(year, point.month)
        if point.season:
            return stretches.of_season(year, point.season)
        if point.quarter:
            return stretches.of_quarter(year, point.quarter)
        if point.half:
            return stretches.of_half(year, point.half)
        return stretches.of_year(year)

    def _feast(self, name: str, year: int) -> Stretch | None:
        feast = self.calendar.feasts[name]
        first = feast_day(feast, year) if year in _GREGORIAN else None
        if first is None:
            return None
        day = stretches.of_day(first)
        if feast.days == 1:
            return day
        last = first + timedelta(days=feast.days - 1)
        return Stretch("month" if feast.days > 20 else "week", f"{first}/{last}", f"{first}/{last}", year, first, last)

    # ---- larger stretch named --------------------------------------------------------------------------------------

    def _based(self, point: Point, base: Offset) -> Resolved:
        if point.like:
            same = self._same_stretch_of(base, point.like)
            if same is not None:
                return same
        outer = self.count(base)
        stretch = outer.stretch
        if stretch is None:
            return outer
        if point.weekday is not None and stretch.first:
            day = stretch.first + timedelta(days=point.weekday - 1)
            return replace(outer, stretch=stretches.of_day(day))
        if point.day and not point.month and stretch.first:
            found = stretches.of_month_day(stretch.year, stretch.first.month, point.day)
            return replace(outer, stretch=found, reason="there is no such day")
        if (
            point.feast
            or point.month
            or point.season
            or point.quarter
            or point.half
            or (point.fiscal and base.unit == "year")
        ):
            found = self._in_year(point, stretch.year)
            return replace(outer, stretch=found, reason="there is no such day")
        return outer

    def _same_stretch_of(self, base: Offset, unit: str) -> Resolved | None:
        """The same quarter, month … a year before: "the year-ago quarter"."""
        for told in reversed(self.told[-_STILL_TOLD:]):
            if told.stretch.grain == unit and told.stretch.first and not told.aside and self._is_over(told.stretch):
                day = stretches.shifted(base.unit, base.n, told.stretch.first)
                return Resolved(stretches.unit_holding(unit, day) if day else None, "time", told.span)
        return None

    def _is_over(self, stretch: Stretch) -> bool:
        """Whether the stretch had ended when the report was published; results are told of no other."""
        return self.narrative or self.today is None or stretch.last is None or stretch.last < self.today

    def quarter(self) -> tuple[Told, int] | None:
        """The quarter that the report is about: the last one told of that is not there for comparison."""
        for told in reversed(self.told):
            if (
                told.stretch.grain == "quarter"
                and told.stretch.first
                and not told.aside
                and self._is_over(told.stretch)
            ):
                return told, (told.stretch.first.month + 2) // 3
        return None

    def _shifted(self, point: Point, shift: tuple[str, int], tense: Tense) -> Resolved:
        """The point, moved by so many units."""
        found = self.resolve(replace(point, shift=None), tense)
        if found.stretch is None or found.stretch.first is None:
            return found
        unit, n = shift
        day = stretches.shifted(unit, n, found.stretch.first)
        unit = "day" if unit == "week" else unit
        return replace(found, stretch=stretches.unit_holding(unit, day) if day else None, reason="out of the calendar")

    def count(self, base: Offset) -> Resolved:
        """The stretch so many units from the report's date, or from where the story has got to."""
        if base.origin == "told" or (self.narrative and self.told and base.unit != "decade" and base.n == 0):
            return self._from_told(base)
        if self.narrative and self.told:
            return self._from_told(base)
        if self.today is None:
            return Resolved(None, None, reason="no anchor: the report's date is not known", value=_loose_value(base))
        if base.loose:
            value = "PAST_REF" if base.n < 0 else "FUTURE_REF"
            return Resolved(None, "published", reason="how many is not said", value=value)
        return self._from_published(base)

    def _from_published(self, base: Offset) -> Resolved:
        assert self.today is not None
        if base.unit in ("hour", "minute", "second"):
            return self._from_clock(base)
        day = stretches.shifted(base.unit, base.n, self.today)
        if base.unit in ("decade", "century") and abs(base.n) > 1 and day is not None:
            return Resolved(stretches.of_year(day.year), "published")
        if base.unit in ("decade", "century") and abs(base.n) > 1 and day is not None:
            return Resolved(stretches.of_year(day.year), "published")
        return Resolved(
            stretches.unit_holding(base.unit, day) if day else None, "published", reason="out of the calendar"
        )

    def _from_clock(self, base: Offset) -> Resolved:
        """Hours from the moment of publication, where that is known to the minute."""
        if not isinstance(self.published, datetime):
            return Resolved(None, "published", reason="the hour of publication is not known", value="XXXX-XX-XXTXX")
        seconds = {"hour": 3600, "minute": 60, "second": 1}[base.unit] * base.n
        moment = self.published + timedelta(seconds=seconds)
        stretch = replace(stretches.of_day(moment.date()), grain="hour", value=moment.strftime("%Y-%m-%dT%H:%M"))
        return Resolved(stretch, "published")

    def _from_told(self, base: Offset) -> Resolved:
        """Counted from the last time told of that is fine enough."""
        told = self._reached(base)
        if told is None:
            if self.today is None or self.narrative:
                return Resolved(
                    None, None, reason="no anchor: the report tells of no time before this", value=_loose_value(base)
                )
            if base.unit == "same":
                return Resolved(None, None, reason="no anchor: the report tells of no time before this")
            if base.unit == "quarter" and base.loose and base.n == 0:
                base = replace(base, n=-1)
            elif base.loose and base.n:
                return Resolved(None, "published", reason="how many is not said", value=_loose_value(base))
            return self._from_published(base)
        if base.loose and base.n:
            return Resolved(
                None, "time", told.span, reason="how many is not said", value=_loose_value(base, told.stretch.year)
            )
        stretch = told.stretch
        if base.unit == "same":
            return Resolved(stretch, "time", told.span)
        if stretch.first is None or stretch.last is None:
            return self._from_years(base, told)
        if _finer(base.unit, stretch.grain):
            value = _loose_value(base, stretch.year)
            return Resolved(None, "time", told.span, reason=f"only the {stretch.grain} is known", value=value)
        start = stretch.last if base.n > 0 and base.unit == "day" else stretch.first
        day = stretches.shifted(base.unit, base.n, start)
        if day is None:
            return Resolved(None, "time", told.span, reason="out of the calendar")
        unit = (
            "day"
            if base.unit == "week" and abs(base.n) >= 1 and stretch.grain == "day" and base.origin == "told"
            else base.unit
        )
        return Resolved(stretches.unit_holding(unit, day), "time", told.span)

    def _from_years(self, base: Offset, told: Told) -> Resolved:
        """Counting in years before Christ."""
        if base.unit == "year":
            year = told.stretch.year + base.n
            return Resolved(stretches.of_year(year), "time", told.span)
        if base.n == 0 and told.stretch.grain == base.unit:
            return Resolved(told.stretch, "time", told.span)
        return Resolved(None, "time", told.span, reason="days before Christ are not counted")

    def _reached(self, base: Offset) -> Told | None:
        """The last time told of; for "the quarter", "that month" the last that is that fine."""
        if base.loose and base.n == 0:
            if self.narrative:
                return self.told[-1] if self.told else None
            quarter = self.quarter() if base.unit == "quarter" else None
            return quarter[0] if quarter else None
        if base.unit == "quarter" and base.n == 0 and (quarter := self.quarter()):
            return quarter[0]
        for told in reversed(self.told[-6:]):
            if not _finer(base.unit, told.stretch.grain):
                return told
        return self.told[-1] if self.told else None

    # ---- nothing larger named --------------------------------------------------------------------------------------

    def _yearly(self, point: Point, tense: Tense) -> Resolved:
        """What comes once a year: the year that tense, direction and story make likeliest."""
        told = self._point_of_story()
        if self.narrative and told and point.direction in (None, 10, -10, 0):
            return self._next_in_story(point, told)
        if self.today is None:
            if told is None:
                return Resolved(
                    None,
                    None,
                    reason="no anchor: neither the report's date nor a year is stated",
                    value=_yearless(point),
                )
            return self._next_in_story(point, told)
        year = self.today.year
        options = [stretch for each in (year - 1, year, year + 1) if (stretch := self._in_year(point, each))]
        chosen = _choose(options, self.today, point, tense, self.bound)
        return Resolved(chosen, "published", reason="there is no such day")

    def _point_of_story(self) -> Told | None:
        """Where the story stands: the last time told of in this sentence, else the first of the last dated sentence.

        Later times of a sentence look back or ahead more often than they move the story on; and so do bare years that
        an earlier sentence names.
        """
        last = self._last_main()
        if last is None or last.sentence == self.sentence:
            return last
        at = len(self.told)
        while at and self.told[at - 1].sentence >= last.sentence:
            at -= 1
        same = (each for each in self.told[at:] if each.sentence == last.sentence)
        return next((each for each in same if not _finer("month", each.stretch.grain)), last)

    def _last_main(self) -> Told | None:
        """The last time told of, without the years that an earlier sentence only looks back to."""
        for at in range(len(self.told) - 1, -1, -1):
            told = self.told[at]
            if told.sentence != self.sentence and told.stretch.grain in ("year", "decade", "century"):
                before = next(
                    (each for each in reversed(self.told[:at]) if not _finer("month", each.stretch.grain)), None
                )
                if before is not None and before.stretch.year > told.stretch.year:
                    continue
            return told
        return None

    def _next_in_story(self, point: Point, told: Told) -> Resolved:
        """The year in which it comes next after the time told of, or shortly before it."""
        year = told.stretch.year
        if told.stretch.first is None:
            return Resolved(self._in_year(point, year), "time", told.span)
        options = [
            stretch for each in (year - 1, year, year + 1) if (stretch := self._in_year(point, each)) and stretch.first
        ]
        if told.stretch.grain in ("year", "decade"):
            options = [stretch for stretch in options if stretch.year == year] or options
        start = told.stretch.first

        def cost(stretch: Stretch) -> float:
            days = ((stretch.first or start) - start).days
            return days if days >= 0 else -days * _BACK

        best = min(options, key=cost, default=None)
        return Resolved(best, "time", told.span, reason="there is no such day")

    def _weekday(self, point: Point, tense: Tense) -> Resolved:
        told = self.told[-1] if self.told else None
        weekday = point.weekday or 1
        if (
            (self.narrative or self.today is None)
            and told
            and told.stretch.grain in ("day", "week", "weekend")
            and told.stretch.first
        ):
            ahead = (weekday - told.stretch.first.isoweekday()) % 7
            return Resolved(stretches.of_day(told.stretch.first + timedelta(days=ahead)), "time", told.span)
        if point.direction in (10, -10) and told and told.stretch.grain == "day" and told.stretch.first:
            ahead = (weekday - told.stretch.first.isoweekday() - 1) % 7 + 1
            back = (told.stretch.first.isoweekday() - weekday - 1) % 7 + 1
            day = told.stretch.first + timedelta(days=ahead if point.direction == 10 else -back)
            return Resolved(stretches.of_day(day), "time", told.span)
        if self.today is None or self.narrative:
            return Resolved(None, None, reason="no anchor: the report's date is not known", value=f"XXXX-WXX-{weekday}")
        back = (self.today.isoweekday() - weekday) % 7
        if point.direction == -1:
            day = self.today - timedelta(days=back or 7)
        elif point.direction == 1:
            day = self.today + timedelta(days=7 - back)
        elif point.direction == 0:
            day = self.today + timedelta(days=weekday - self.today.isoweekday())
        elif tense == "future":
            day = self.today + timedelta(days=(7 - back) % 7)
        else:
            day = self.today - timedelta(days=back)
        return Resolved(stretches.of_day(day), "published")

    def _weekend(self, point: Point, tense: Tense) -> Resolved:
        if self.today is None or self.narrative:
            return Resolved(None, None, reason="no anchor: the report's date is not known", value="XXXX-WXX-WE")
        ahead = tense == "future" or self.today.isoweekday() >= 6
        return Resolved(stretches.of_weekend(self.today if ahead else self.today - timedelta(days=7)), "published")

    def _day_of_telling(self, tense: Tense) -> Resolved:
        """The day of a clock time or a part of the day told alone: the last day told of, else the report's."""
        for told in reversed(self.told[-4:]):
            if told.stretch.grain != "day" or told.stretch.first is None:
                continue
            ahead = self.today is not None and told.stretch.first > self.today
            if told.sentence == self.sentence or self.narrative or ahead == (tense == "future"):
                return Resolved(stretches.of_day(told.stretch.first), "time", told.span)
        if self.today is None or self.narrative:
            return Resolved(None, None, reason="no anchor: the day is not stated", value="XXXX-XX-XX")
        return Resolved(stretches.of_day(self.today), "published")


def _finer(unit: str, grain: str) -> bool:
    """Whether `unit` is finer than `grain`."""
    return unit in ORDER and grain in ORDER and ORDER.index(unit) < ORDER.index(grain)


def _loose_value(base: Offset, year: int | None = None) -> str:
    said = f"{year:04d}" if year and year > 0 else "XXXX"
    return {
        "day": f"{said}-XX-XX",
        "week": f"{said}-WXX",
        "month": f"{said}-XX",
        "year": "XXXX",
        "quarter": f"{said}-QX",
    }.get(base.unit, "XXXX")


def _yearless(point: Point) -> str:
    if point.month:
        return f"XXXX-{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")
    return f"XXXX-{point.season}" if point.season else f"XXXX-Q{point.quarter}" if point.quarter else "XXXX"


def _choose(options: list[Stretch], today: date, point: Point, tense: Tense, bound: bool) -> Stretch | None:
    """Among the same stretch of three years, the one that direction or tense points to, else the nearest.

    `bound` when a word such as "until" makes it the end of something, which may lie ahead of what was done.
    """
    dated = [option for option in options if option.first and option.last]
    if not dated:
        return options[1] if len(options) > 1 else None

    def first(option: Stretch) -> date:
        return option.first or today

    def last(option: Stretch) -> date:
        return option.last or today

    if point.direction in (-1, -10):
        return max((option for option in dated if last(option) < today), key=first, default=dated[0])
    if point.direction in (1, 10):
        return min((option for option in dated if first(option) > today), key=first, default=dated[-1])
    if point.direction == 0 or point.quarter or point.half:
        return next((option for option in dated if option.year == today.year), dated[0])

    def cost(option: Stretch) -> float:
        days = (first(option) - today).days if first(option) > today else min(0, (last(option) - today).days)
        against = tense is not None and ((days > 0) if tense == "past" else (days < 0) if tense == "future" else False)
        return abs(days) * (1.0 if not against else _AGAINST_TENSE / 4 if bound else _AGAINST_TENSE)

    return min(dated, key=cost)


def _fiscal(point: Point, year: int) -> Stretch:
    """Fiscal, school and season years: when they begin differs, so their bounds are wide."""
    kind = point.fiscal or ""
    if point.quarter:
        return stretches.of_quarter(year, point.quarter)
    if kind.endswith("two"):
        return stretches.of_years(year, 7 if kind != "school two" else 8, 12, f"{year:04d}/{year + 1:04d}")
    if kind in ("school", "academic"):
        return stretches.of_years(year, 8, 11, f"{year:04d}")
    found = stretches.of_years(year - 1, 4, 24, f"FY{year:04d}")
    return replace(found, value=f"{year:04d}", year=year)
