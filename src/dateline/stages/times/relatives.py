"""Words that count from another time go in ("last week", "two days later"); points with a base come out."""

from __future__ import annotations

from dateline.stages.times.durations import about, count, duration, unit_of
from dateline.stages.times.meanings import Amount, Beside, Meaning, Offset, Open, Point
from dateline.stages.times.shapes import Match, shape
from dateline.stages.times.words import Word


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
    before, after, word = match.before(), match.after(), match.words[match.first]
    if (
        before
        and "NAME" in before.values
        and word.text[0].isupper()
        and (not word.text.isupper() or before.key == "usa")
    ):
        return None
    if n is None or (after and "POSS" in after.values and (two := match.after(2)) and two.key == "world"):
        return None
    return Point(base=Offset("day", n))


@shape("TONIGHT", "OVERNIGHT", "last (night|evening)", "late last night")
def tonight(match: Match) -> Meaning | None:
    """Tonight, last night, overnight."""
    part = "EV" if match.has("=evening") else "NI"
    back = match.has("OVERNIGHT", "=last")
    return Point(base=Offset("day", -1 if back else 0), part=part)


@shape(
    "(the|these|those)? (LAST|NEXT|THIS|PREVIOUS|FOLLOWING|THAT|LATEST) "
    "(full|whole|entire|calendar|fiscal|financial|school|academic)? (UNIT|WEEKEND)"
)
def which_unit(match: Match) -> Meaning | None:
    """Last week, next year, this month; the next day and that year count from the time told of."""
    base = base_of(match)
    if base is None:
        return None
    first, after = match.words[match.first].key, match.after()
    if base.unit == "day" and first == "this" and after and after.key == "and":
        return None
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


@shape(
    "(the|this|that|these|those)? (LAST|NEXT|THIS|PREVIOUS|FOLLOWING|THAT) "
    "(MON|SEASON|SEASON_SHY|WEEKDAY|WEEKDAY_SHORT DOT|FEAST) (DAYN)?"
)
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
    unit, n = unit_of(match), count(match)
    sign = match.number("AGO") or match.number("HENCE")
    if unit is None or sign is None or (match.has("=back") and not _ends(match.after())):
        return None
    return counted(n, unit, sign, "report", about(match))


@shape(
    "(ABOUT)? COUNT HYPHEN? (more|full|whole)? ANYUNIT (and (a|one)? half)? (LATER|EARLIER)",
    "(ABOUT)? COUNT ANYUNIT (before|after)(?=STOP)",
    "(ABOUT)? COUNT ANYUNIT (before|after) (that|then)",
)
def later(match: Match) -> Meaning | None:
    """Two days later, six months earlier, a week before: from the time told of."""
    unit, n = unit_of(match), count(match)
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
        finer = {
            "year": ("month", 12),
            "decade": ("year", 10),
            "century": ("year", 100),
            "month": ("day", 30),
            "week": ("day", 7),
            "day": ("hour", 24),
        }
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
    return Point(
        base=Offset(unit, -1, "told"),
        like="quarter" if (unit == "year" and not match.has("LATER")) or match.has("EARLIER") else None,
    )


@shape("the (UNIT|WEEKEND)", "THIS (UNIT|WEEKEND)", "the (school|academic|fiscal|full|whole|entire|calendar) year")
def the_unit(match: Match) -> Meaning | None:
    """The quarter, the weekend, the year: the one told of, else the report's own."""
    unit = unit_of(match) or ("weekend" if match.has("WEEKEND") else None)
    after, before = match.after(), match.before()
    if unit is None or unit in ("hour", "minute", "second", "century", "millennium", "fortnight"):
        return None
    if match.has("=this") and after and after.key == "and":
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
    before, after = match.before(), match.after()
    if before and before.key in ("in", "during", "on", "for", "of", "throughout"):
        return Point(part=part)
    return Point(part=part) if after and after.key == "of" else None


@shape("(?<=(since))then", "(?<=(until))then", "(?<=(by))then", "(?<=(from))then", "that time", "(?<=(by))this time")
def then(match: Match) -> Meaning | None:
    """Until then, by that time: the time told of, whatever its grain."""
    before, after = match.before(), match.after()
    if before is None or before.key not in ("since", "until", "by", "from", "at", "before", "around", "during", "of"):
        return None
    return None if after is not None and after.key == "around" else Point(base=Offset("same", 0, "told"))


@shape("PART")
def part(match: Match) -> Meaning | None:
    """Morning, night: kept only when a day stands beside it."""
    value = match.of("PART")
    return Point(part=value, reason="alone") if isinstance(value, str) else None


@shape("(the)? year HYPHEN? end")
def year_end(match: Match) -> Meaning | None:
    """Year-end: its last day."""
    return Point(month=12, day=31)


@shape("the (latest|LATEST) period", "the YEAR (period|quarter)")
def the_period(match: Match) -> Meaning | None:
    """The latest period, the 1988 quarter: the stretch that the report is about, in that year."""
    word = match.word("YEAR")
    if word:
        return Point(year=int(word.key), like="quarter")
    return Point(base=Offset("quarter", 0, "told", loose=True))


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
    unit, n = unit_of(match), count(match)
    if unit is None:
        return None
    length = Amount(duration(n, unit), unit, n, about(match))
    whole = int(n) if n is not None and n == int(n) else 0
    unit, whole = ("week", whole * 2) if unit == "fortnight" else (unit, whole)
    return Beside(unit, -whole if match.has("=before") else whole, length)


def _ends(word: Word | None) -> bool:
    return word is None or bool({"COMMA", "DOT", "BREAK", "OTHER", "CLOSE"} & word.values.keys())
