"""Words for what comes again go in ("every Monday", "annually"); repeats come out."""

from __future__ import annotations

from dateline.stages.times.durations import count, duration, unit_of
from dateline.stages.times.meanings import Meaning, Repeat
from dateline.stages.times.shapes import Match, shape


@shape(
    "EVERY COUNT? ANYUNIT",
    "EVERY (WEEKDAY|WEEKDAYS|MONTH|SEASON|SEASON_SHY|PART|WEEKEND|FEAST)",
    "EVERY ORDINAL (UNIT|WEEKDAY)",
)
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
    n = match.number("ORDINAL") or count(inner)
    return Repeat(duration(None if n is None else n * step, unit), unit)


@shape("EVERY PART")
def every_part(match: Match) -> Meaning | None:
    """Every morning."""
    return Repeat(f"XXXX-XX-XXT{match.of('PART')}", "daypart")


@shape("OFTEN")
def often(match: Match) -> Meaning | None:
    """Daily, annually; not the name of a newspaper."""
    value = match.of("OFTEN")
    word, after, before = match.words[match.first], match.after(), match.before()
    named = (
        word.text[0].isupper()
        and not word.text.isupper()
        and ((after and "NAME" in after.values) or (before and "NAME" in before.values))
    )
    paper = after is not None and "NAME" in after.values and not after.text.isupper()
    return Repeat(value) if isinstance(value, str) and not named and not paper else None


@shape("WEEKDAYS")
def weekdays(match: Match) -> Meaning | None:
    """Mondays."""
    return Repeat(f"XXXX-WXX-{match.number('WEEKDAYS')}", "day")
