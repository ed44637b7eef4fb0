"""Words for longer stretches go in; points come out: seasons, quarters, decades, centuries, fiscal years, feasts."""

from __future__ import annotations

import re

from dateline.stages.times.dates import LEADS, year_of
from dateline.stages.times.meanings import Meaning, Point
from dateline.stages.times.shapes import Match, shape


@shape(
    "(the)? SEASON (of)? YEAR", "(the)? SEASON_SHY (of)? YEAR", "the? YEAR SEASON", "the SEASON", "SEASON", "SEASON_SHY"
)
def season(match: Match) -> Meaning | None:
    """The spring of 1862; 1982 summer; winter; "spring" and "fall" alone only after "in", "this" and the like."""
    value = match.of("SEASON") or match.of("SEASON_SHY")
    if not isinstance(value, str):
        return None
    before, after = match.before(), match.after()
    if match.has("YEAR"):
        if match.has("SEASON_SHY") and not match.has("=of", "=the") and not (before and before.key in LEADS):
            return None
        return Point(season=value, **year_of(match))
    if after and after.key in ("palace", "olympics", "olympic", "games", "break", "camp", "festival", "line"):
        return None
    if match.has("SEASON_SHY"):
        if not before or (match.words[match.first].text.isupper() and before.key == "to"):
            return None
        led = before.key in (
            "in",
            "this",
            "last",
            "next",
            "early",
            "late",
            "mid",
            "by",
            "until",
            "since",
            "during",
            "of",
        )
        the = before.key == "the" and (two := match.before(2)) and two.key in ("in", "by", "until", "during", "since")
        return Point(season=value) if (led and before.key != "of") or the else None
    return Point(season=value)


@shape(
    "(the)? YEAR HYPHEN? (ORDINAL|FINAL) HYPHEN? (quarter|half)",
    "(the)? (fiscal)? (ORDINAL|FINAL|NTH) HYPHEN? (fiscal)? (quarter|half)",
    "(the)? (ORDINAL|FINAL) two quarters",
)
def quarter(match: Match) -> Meaning | None:
    """The third quarter; fiscal second-quarter; the first half; the last half of 1989."""
    nth = match.of("ORDINAL") or match.of("FINAL") or match.of("NTH")
    if not isinstance(nth, int):
        return None
    fiscal = "fiscal" if match.has("=fiscal") else None
    if match.has("=half", "=quarters"):
        half = {1: 1, 2: 2, -1: 2}.get(nth)
        before = match.after()
        if (before and before.key in ("hour", "time")) or not half:
            return None
        return Point(half=half, fiscal=fiscal, **year_of(match))
    number = 4 if nth == -1 else nth
    if not 1 <= number <= 4 or (match.has("FINAL") and nth != -1):
        return None
    return Point(quarter=number, fiscal=fiscal, **year_of(match))


@shape("(the)? (EARLY)? HYPHEN? DECADE", "the (EARLY)? HYPHEN? TENS", "the (NTH|ORDINAL) century TENS")
def decade(match: Match) -> Meaning | None:
    """The 1990s; the '80s; the eighties; never somebody "in his 20s"."""
    before = match.before()
    mod = match.of("EARLY")
    said = mod if isinstance(mod, str) else None
    word = match.word("DECADE")
    if not word:
        tens = match.number("TENS")
        return Point(decade=tens, century=None, mod=said) if tens else None
    digits = re.sub(r"\D", "", word.key)
    if len(digits) == 4:
        if digits[2:] == "00" and digits not in ("2000", "1900"):
            return Point(century=int(digits[:2]) + 1, mod=said)
        return Point(century=int(digits[:2]) + 1, decade=int(digits[2]), mod=said)
    if len(digits) != 2 or (before and before.key in ("his", "her", "their", "its", "my", "our", "your")):
        return None
    if word.key[0].isdigit() and not match.has("=the"):
        return None
    return Point(decade=int(digits[0]), mod=said)


@shape("(the)? (EARLY)? HYPHEN? (NTH|ORDINAL) HYPHEN? (century|centuries) (ERA)?", "the NTH")
def century(match: Match) -> Meaning | None:
    """The 20th century; eighteenth-century; the 9th century BC."""
    if match.has("=century", "=centuries"):
        value = match.of("NTH") or match.of("ORDINAL")
        era = match.number("ERA")
        mod = match.of("EARLY")
        if isinstance(value, int) and 1 <= value <= 30:
            return Point(century=value, era=-1 if era == -1 else None, mod=mod if isinstance(mod, str) else None)
    if match.has("DAYNTH") and match.last - match.first == 2:
        before, after = match.before(), match.after()
        if (
            before
            and before.key in ("on", "by", "until", "since", "from")
            and after
            and {"DOT", "COMMA", "BREAK"} & after.values.keys()
        ):
            return Point(day=match.number("DAYNTH"))
    return None


@shape(
    "(fiscal|financial|fy) (year)? YEAR ((HYPHEN|SLASH) (TWO|YEAR))?",
    "(the)? YEAR ((HYPHEN|SLASH) (TWO|YEAR))? (fiscal|financial|school|academic|budget|tax) year",
    "(the)? YEAR (HYPHEN|SLASH) TWO (season)?",
)
def fiscal_year(match: Match) -> Meaning | None:
    """Fiscal 2023; the 2022-23 school year; 1995/96."""
    word, short = match.word("YEAR"), match.word("TWO")
    if not word:
        return None
    first = int(word.key)
    kind = next((name for name in ("school", "academic") if match.has(f"={name}")), None)
    kind = kind or ("fiscal" if match.has("=fiscal", "=financial", "=budget", "=tax", "=fy") else None)
    if short and (first + 1) % 100 != int(short.key):
        return None
    if short and kind is None and not match.has("SLASH", "=season"):
        return None
    return Point(year=first, fiscal=f"{kind or 'season'} two" if short else kind)


@shape("(the)? FEAST (COMMA|in|of)? YEAR", "FEAST")
def feast(match: Match) -> Meaning | None:
    """Christmas; Ramadan 2023; Good Friday."""
    name = match.of("FEAST")
    word = match.word("FEAST")
    if not isinstance(name, str) or word is None or word.text.islower():
        return None
    before, after = match.before(), match.after()
    if before and before.key in ("operation", "battle", "camp", "mount", "mt", "tales"):
        return None
    if after and "NAME" in after.values and not match.has("YEAR") and not word.text.isupper():
        return None
    if after and after.key in ("island", "accords", "offensive", "agreement", "rising", "war", "parade", "decorations"):
        return None
    return Point(feast=name, **year_of(match))
