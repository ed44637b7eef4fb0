"""Words that count from another time go in ("last week", "two days later"); points with a base come out."""

from __future__ import annotations

from dateline.stages.times.meanings import Amount, Beside, Meaning, Offset, Open, Point, Repeat, Vague
from dateline.stages.times.numbers import number
from dateline.stages.times.shapes import Match, shape
from dateline.stages.times.words import Word

LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
"""The letter of a unit in a TIMEX3 duration; T in front where it stands in the time part."""


def duration(n: float | None, unit: str) -> str:
    """A TIMEX3 duration: P2D, PT4H, PXY; a fortnight is two weeks, a decade ten years.

    >>> duration(2.5, "year"), duration(None, "week"), duration(1, "decade")
    ('P2.5Y', 'PXW', 'P10Y')
    """
    if unit in ("night", "morning", "evening", "afternoon"):
        unit = "day"
    if unit == "fortnight":
        unit, n = "week", None if n is None else n * 2
    if unit in ("decade", "century", "millennium"):
        years = {"decade": 10, "century": 100, "millennium": 1000}[unit]
        unit, n = "year", None if n is None else n * years
    letter = LETTERS[unit]
    if n is not None and n != int(n):
        if unit == "year" and n * 12 == int(n * 12):
            whole, months = divmod(int(n * 12), 12)
            return f"P{whole}Y{months}M" if whole else f"P{months}M"
        if unit == "hour" and n * 60 == int(n * 60):
            whole, minutes = divmod(int(n * 60), 60)
            return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    amount = "X" if n is None else str(int(n)) if n == int(n) else str(n)
    return f"PT{amount}{letter[1]}" if letter.startswith("T") else f"P{amount}{letter}"


def unit_of(match: Match) -> str | None:
    """The unit of time among the words."""
    for word in reversed(match.inner()):
        for name in ("UNITS", "UNIT", "UNIT_SHY"):
            value = word.values.get(name)
            if isinstance(value, str):
                return value
    return None


def _count(match: Match) -> float | None:
    """The number before the unit, with what "and a half" after it adds."""
    end = next(
        (at for at in range(match.first, match.last) if {"UNITS", "UNIT", "UNIT_SHY"} & match.words[at].values.keys() and "NUMWORD" not in match.words[at].values),
        match.last,
    )  # fmt: skip
    words = match.words[match.first : end]
    cut = next((at for at, word in enumerate(words) if at and word.key in ("to", "or")), len(words))
    words = words[:cut]
    if words and "ABOUT" in words[0].values and "SOME" in words[0].values and len(words) > 1:
        words = words[1:]
    if any(word.key == "quarter" for word in words):
        return 0.25
    n = number(words)
    tail = [word.key for word in match.words[end : match.last]]
    return n + 0.5 if n is not None and "half" in tail else n


def about(match: Match) -> str | None:
    """The modifier of an amount: MORE_THAN, APPROX and the like."""
    value = match.of("ABOUT")
    return value if isinstance(value, str) and value != "NONE" else None


def base_of(match: Match) -> Offset | None:
    """Last, this or next unit, or the one told of before ("that week", "the previous month")."""
    unit = unit_of(match) or ("weekend" if match.has("WEEKEND") else None)
    if unit is None:
        return None
    for name, n in (("LAST", -1), ("NEXT", 1), ("THIS", 0), ("LATEST", 0)):
        if match.has(name):
            return Offset(unit, n)
    for name, n in (("PREVIOUS", -1), ("FOLLOWING", 1), ("THAT", 0)):
        if match.has(name):
            return Offset(unit, n, "told")
    return None


@shape("(the)? DEICTIC")
def deictic(match: Match) -> Meaning | None:
    """Today, yesterday, the day after tomorrow."""
    n = match.number("DEICTIC")
    after = match.after()
    if n is None or (after and "POSS" in after.values and (two := match.after(2)) and two.key == "world"):
        return None
    return Point(base=Offset("day", n))


@shape("TONIGHT", "OVERNIGHT", "last (night|evening)", "late last night")
def tonight(match: Match) -> Meaning | None:
    """Tonight, last night, overnight."""
    part = "EV" if match.has("=evening") else "NI"
    back = match.has("OVERNIGHT", "=last")
    return Point(base=Offset("day", -1 if back else 0), part=part)


@shape("(the|these|those)? (LAST|NEXT|THIS|PREVIOUS|FOLLOWING|THAT|LATEST) (full|whole|entire|calendar|fiscal|financial|school|academic)? (UNIT|WEEKEND)")
def which_unit(match: Match) -> Meaning | None:
    """Last week, next year, this month; the next day and that year count from the time told of."""
    base = base_of(match)
    if base is None:
        return None
    first = match.words[match.first].key
    kind = next((name for name in ("fiscal", "financial", "school", "academic") if match.has(f"={name}")), None)
    kind = "fiscal" if kind == "financial" else kind
    if first == "the":
        if match.has("=past") or (match.has("=last", "=coming") and base.unit not in ("day", "weekend")):
            return Amount(duration(1, base.unit), base.unit, 1, direction=-1 if match.has("LAST") else 1)
        if match.has("=next"):
            before = match.before()
            if before and before.key in ("for", "within") and base.unit != "day":
                return Amount(duration(1, base.unit), base.unit, 1, direction=1, origin="told")
            if base.unit in ("decade", "century"):
                return Amount(duration(1, base.unit), base.unit, 1, direction=1, origin="told")
            base = Offset(base.unit, 1, "told")
        if match.has("=current"):
            base = Offset(base.unit, 0)
    elif match.has("=past"):
        return Amount(duration(1, base.unit), base.unit, 1, direction=-1)
    if base.unit in ("hour", "minute", "second"):
        if base.origin == "told" or base.n == 0:
            return None
        return Amount(duration(1, base.unit), base.unit, 1, direction=base.n)
    if match.has("LATEST") and base.unit != "quarter":
        base = Offset(base.unit, -1)
    elif match.has("LATEST"):
        base = Offset("quarter", 0, "told", loose=True)
    if match.has("=this") and base.unit == "day":
        base = Offset("day", 0, "told")
    return Point(base=base, fiscal=kind)


@shape("the? (UNIT|WEEKEND) before last", "the? (UNIT|WEEKEND) after next")
def one_further(match: Match) -> Meaning | None:
    """The week before last, the year after next."""
    unit = unit_of(match) or "weekend"
    return Point(base=Offset(unit, -2 if match.has("=last") else 2))


@shape("the? (WEEKDAY) before last")
def weekday_before_last(match: Match) -> Meaning | None:
    """The Friday before last."""
    return Point(weekday=match.number("WEEKDAY"), base=Offset("week", -2))


@shape("the (UNIT) (before|after|EARLIER|FOLLOWING|PREVIOUS)(?=STOP)", "a (UNIT) (before|after)(?=STOP)")
def unit_beside(match: Match) -> Meaning | None:
    """The day before, the year after: beside the time told of."""
    unit = unit_of(match)
    back = match.has("=before", "PREVIOUS", "=earlier")
    return Point(base=Offset(unit, -1 if back else 1, "told")) if unit else None


@shape("(the|this|that|these|those)? (LAST|NEXT|THIS|PREVIOUS|FOLLOWING|THAT) (MON|SEASON|SEASON_SHY|WEEKDAY|WEEKDAY_SHORT DOT|FEAST) (DAYN)?")
def which_named(match: Match) -> Meaning | None:
    """Last May, next Friday, this summer, that winter, last Christmas."""
    direction = next((n for name, n in (("LAST", -1), ("NEXT", 1), ("THIS", 0)) if match.has(name)), None)
    base = None
    if direction is None:
        n = next(n for name, n in (("PREVIOUS", -1), ("FOLLOWING", 1), ("THAT", 0)) if match.has(name))
        base = Offset("year", 0, "told") if n == 0 and not match.has("WEEKDAY") else None
        direction = n * 10 or (10 if match.has("WEEKDAY") else None)
    day = match.number("DAY")
    shy = match.word("MONTH_SHY")
    if shy and shy.text.islower():
        return None
    month = match.number("MONTH") or match.number("MONTH_SHY") or match.number("MONTH_SHORT")
    season = match.of("SEASON") or match.of("SEASON_SHY")
    feast = match.of("FEAST")
    return Point(
        month=month, day=day if month else None, season=season if isinstance(season, str) and not month else None,
        weekday=match.number("WEEKDAY") or match.number("WEEKDAY_SHORT"),
        feast=feast if isinstance(feast, str) else None, direction=direction, base=base,
    )  # fmt: skip


@shape("(ABOUT)? COUNT HYPHEN? (more|full|whole)? ANYUNIT (and (a|one)? half)? (AGO|HENCE)")
def ago(match: Match) -> Meaning | None:
    """Two days ago, more than a century and a half ago, a few weeks ago, ten years from now."""
    unit, n = unit_of(match), _count(match)
    sign = match.number("AGO") or match.number("HENCE")
    if unit is None or sign is None or (match.has("=back") and not _ends(match.after())):
        return None
    return counted(n, unit, sign, "report", about(match))


@shape("(ABOUT)? COUNT HYPHEN? (more|full|whole)? ANYUNIT (and (a|one)? half)? (LATER|EARLIER)", "(ABOUT)? COUNT ANYUNIT (before|after)(?=STOP)",
       "(ABOUT)? COUNT ANYUNIT (before|after) (that|then)")  # fmt: skip
def later(match: Match) -> Meaning | None:
    """Two days later, six months earlier, a week before: from the time told of."""
    unit, n = unit_of(match), _count(match)
    if unit is None:
        return None
    sign = match.number("LATER") or (-1 if match.has("=before") else 1)
    return counted(n, unit, sign, "told", about(match))


def counted(n: float | None, unit: str, sign: int, origin: str, mod: str | None) -> Meaning:
    """So many units on or back; a half is read in the next finer unit."""
    told = origin == "told"
    if unit in ("second", "minute", "hour") and told:
        return Amount(duration(n, unit), unit, n, mod)
    if n is not None and n != int(n):
        finer = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24)}
        smaller, times = finer.get(unit, (unit, 1))
        unit, n = smaller, float(round(n * times))
    if unit == "fortnight":
        unit, n = "week", None if n is None else n * 2
    if n == 1 and unit == "year" and sign == -1:
        return Point(base=Offset(unit, -1, "told" if told else "report"), mod=mod, like="quarter")
    if n is None:
        return Point(base=Offset(unit, sign, "told" if told else "report", loose=True), mod=mod)
    return Point(base=Offset(unit, sign * int(n), "told" if told else "report"), mod=mod)


@shape("(the|a)? UNIT HYPHEN (AGO|LATER|EARLIER) (HYPHEN? (period|quarter|month|week|level|half|UNIT))?")
def year_ago(match: Match) -> Meaning | None:
    """Year-ago, the year-earlier quarter: the same stretch of the year before."""
    word = next(word for word in match.inner() if "UNIT" in word.values)
    unit = str(word.values["UNIT"])
    grain = next((name for name in ("quarter", "month", "week", "half") if match.has(f"={name}")), None)
    if grain:
        return Point(base=Offset(unit, -1, "told"), like=grain)
    return Point(base=Offset(unit, -1, "told"), like="quarter" if unit == "year" and not match.has("LATER") or match.has("EARLIER") else None)


@shape("the (UNIT|WEEKEND)", "THIS (UNIT|WEEKEND)", "the (school|academic|fiscal|full|whole|entire|calendar) year")
def the_unit(match: Match) -> Meaning | None:
    """The quarter, the weekend, the year: the one told of, else the report's own."""
    unit = unit_of(match) or ("weekend" if match.has("WEEKEND") else None)
    after, before = match.after(), match.before()
    if unit is None or unit in ("hour", "minute", "second", "century", "millennium", "fortnight"):
        return None
    if after and (after.key in ("of", "that", "when", "i", "we", "he", "she", "they") or {"AGO"} & after.values.keys()):
        return None
    if unit == "day" and not (before and before.key in ("for", "of", "during", "on", "in", "earlier", "later")):
        return None
    kind = next((name for name in ("school", "academic", "fiscal") if match.has(f"={name}")), None)
    if kind:
        return Point(base=Offset("year", 0, "report"), fiscal=kind)
    if unit == "weekend":
        return Point(weekend=True)
    return Point(base=Offset(unit, 0, "told", loose=True))


@shape("WEEKEND")
def weekend(match: Match) -> Meaning | None:
    """At weekends, weekend talks."""
    return None


@shape("(the)? (WEEKEND|week) of")
def unit_holding(match: Match) -> Meaning | None:
    """The week of March 6: what follows is read with it later."""
    return None


@shape("(this|that|the next|the following|the same|the|THAT|FOLLOWING|PREVIOUS|the PREVIOUS|the FOLLOWING|next) PART")
def which_part(match: Match) -> Meaning | None:
    """This morning, that afternoon, the next evening."""
    part = match.of("PART")
    if not isinstance(part, str):
        return None
    if match.has("=this"):
        return Point(base=Offset("day", 0), part=part)
    if match.has("=next", "FOLLOWING"):
        return Point(base=Offset("day", 1, "told"), part=part)
    if match.has("PREVIOUS"):
        return Point(base=Offset("day", -1, "told"), part=part)
    if match.has("THAT"):
        return Point(base=Offset("day", 0, "told"), part=part)
    before = match.before()
    if before and before.key in ("in", "during", "on", "for", "of", "throughout"):
        return Point(part=part)
    return Point(part=part) if part in ("MO", "AF", "EV", "NI") and match.after() and match.after().key == "of" else None  # type: ignore[union-attr]


@shape("EVERY PART")
def every_part(match: Match) -> Meaning | None:
    """Every morning."""
    return Repeat(f"XXXX-XX-XXT{match.of('PART')}", "daypart")


@shape("PART")
def part(match: Match) -> Meaning | None:
    """Morning, night: kept only when a day stands beside it."""
    value = match.of("PART")
    return Point(part=value, reason="alone") if isinstance(value, str) else None


@shape("the (recent|distant)? past(?=STOP)", "long AGO")
def the_past(match: Match) -> Meaning | None:
    """The past, the recent past, long ago."""
    return Vague("PAST_REF")


@shape("(in)? (the|a|its|their|his|her|our)? (near|foreseeable|immediate|distant)? future", "(in)? the (short|near|long|longer|medium) term(?=STOP)")
def the_future(match: Match) -> Meaning | None:
    """The future, the near future, the longer term; not the future of somebody, nor a future something."""
    after = match.after()
    if match.first + 1 == match.last and after and {"WORD", "NAME"} & after.values.keys():
        return None
    if after and (after.key == "of" or "HYPHEN" in after.values):
        return None
    return Vague("FUTURE_REF")


@shape("soon", "shortly")
def soon(match: Match) -> Meaning | None:
    """Soon; not "as soon as" nor "soon after". In the past tense it is no time: the stage sees to that."""
    before, after = match.before(), match.after()
    if (before and before.key in ("as", "too", "so")) or (after and after.key in ("after", "before", "as", "afterward", "afterwards", "enough", "thereafter")):
        return None
    return Vague("FUTURE_REF")


@shape("year HYPHEN? end", "the year HYPHEN? end", "month HYPHEN? end")
def year_end(match: Match) -> Meaning | None:
    """Year-end: its last day."""
    if match.has("=month"):
        return None
    return Point(month=12, day=31)


@shape("the (latest|LATEST) period", "the YEAR (period|quarter)")
def the_period(match: Match) -> Meaning | None:
    """The latest period, the 1988 quarter: the stretch that the report is about, in that year."""
    word = match.word("YEAR")
    if word:
        return Point(year=int(word.key), like="quarter")
    return Point(base=Offset("quarter", 0, "told", loose=True))


@shape("VAGUE")
def vague(match: Match) -> Meaning | None:
    """Now, recently, soon."""
    value = match.of("VAGUE")
    after = match.after()
    if not isinstance(value, str):
        return None
    if match.words[match.first].key == "now" and after and after.key == "that" and (two := match.after(2)) and two.key not in ("an", "a"):
        return None
    return Vague(value)


@shape("the UNIT (before|after)(?!STOP)", "the UNITS (before|after)(?!STOP)")
def beside_event(match: Match) -> Meaning | None:
    """The day after the election: unresolved, since the election is no time."""
    unit = unit_of(match)
    if unit is None:
        return None
    sign = -1 if match.has("=before") else 1
    value = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit)
    if match.has("UNITS"):
        return Amount(duration(None, unit), unit, None)
    if value is None:
        return None
    return Beside(unit, sign, Open(value, unit, "it counts from something that the report does not date"))


@shape("(ABOUT)? COUNT (full|whole)? ANYUNIT (before|after)(?!STOP)")
def count_beside(match: Match) -> Meaning | None:
    """Two days before Christmas, a week after Aug. 7; before or after what is no date it is a length."""
    unit, n = unit_of(match), _count(match)
    if unit is None:
        return None
    length = Amount(duration(n, unit), unit, n, about(match))
    whole = int(n) if n is not None and n == int(n) else 0
    unit, whole = ("week", whole * 2) if unit == "fortnight" else (unit, whole)
    return Beside(unit, -whole if match.has("=before") else whole, length)


@shape("EVERY COUNT? ANYUNIT", "EVERY (WEEKDAY|WEEKDAYS|MONTH|SEASON|SEASON_SHY|PART|WEEKEND|FEAST)", "EVERY ORDINAL (UNIT|WEEKDAY)")
def every(match: Match) -> Meaning | None:
    """Every day, each year, every Monday, every two weeks, every summer."""
    step = 2 if match.has("=every other") or (match.words[match.first].of("EVERY") == 2) else 1
    weekday = match.number("WEEKDAY") or match.number("WEEKDAYS")
    if weekday:
        return Repeat(f"XXXX-WXX-{weekday}", "day")
    month = match.number("MONTH")
    if month:
        return Repeat(f"XXXX-{month:02d}", "month")
    season = match.of("SEASON") or match.of("SEASON_SHY")
    if isinstance(season, str):
        return Repeat(f"XXXX-{season}", "season")
    part_ = match.of("PART")
    if isinstance(part_, str):
        return Repeat(f"XXXX-XX-XXT{part_}", "daypart")
    if match.has("WEEKEND"):
        return Repeat("XXXX-WXX-WE", "weekend")
    if match.has("FEAST"):
        return Repeat("P1Y", "year")
    unit = unit_of(match)
    if unit is None:
        return None
    inner = Match(match.words, match.first + 1, match.last, match.calendar)
    n = match.number("ORDINAL") or _count(inner)
    return Repeat(duration(None if n is None else n * step, unit), unit)


@shape("OFTEN")
def often(match: Match) -> Meaning | None:
    """Daily, annually; not the name of a newspaper."""
    value = match.of("OFTEN")
    word, after, before = match.words[match.first], match.after(), match.before()
    named = word.text[0].isupper() and not word.text.isupper() and (
        (after and "NAME" in after.values) or (before and "NAME" in before.values)
    )
    return Repeat(value) if isinstance(value, str) and not named else None


@shape("WEEKDAYS")
def weekdays(match: Match) -> Meaning | None:
    """Mondays."""
    return Repeat(f"XXXX-WXX-{match.number('WEEKDAYS')}", "day")


def _ends(word: Word | None) -> bool:
    return word is None or bool({"COMMA", "DOT", "BREAK", "OTHER", "CLOSE"} & word.values.keys())
