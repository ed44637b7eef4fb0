"""Words of the calendar go in; points come out: days, months, seasons, quarters, years, decades, centuries, feasts."""

from __future__ import annotations

import re
from typing import TypedDict

from dateline.stages.times.meanings import Meaning, Open, Point
from dateline.stages.times.numbers import spelled_year
from dateline.stages.times.shapes import Match, shape
from dateline.stages.times.words import Word

LEADS = frozenset(
    "in since until till by of from to through during before after between and for early late mid last next this "
    "around about circa throughout into or towards toward than as per dated on via".split()
)
"""Words after which a bare month that is another word too, or a bare number, is a date."""
_COUNTED = frozenset(
    "people troops soldiers men women dollars euros jobs homes miles kilometers km votes seats".split()
)


_GOES_ON = frozenset("were was saw the but while when at with that which who as".split())
"""Words that may come after the second of two days, where a noun would mean that it counts things."""


class YearSaid(TypedDict, total=False):
    """The year of a Point, as it was said."""

    year: int
    short_year: int


def _month(match: Match) -> int | None:
    """The month among the words; None where the word is "may", "march" in lower case and so no month."""
    for word in match.inner():
        for name in ("MONTH", "MONTH_SHY", "MONTH_SHORT"):
            value = word.values.get(name)
            if isinstance(value, int):
                return None if name != "MONTH" and word.text.islower() else value
    return None


def _day(match: Match) -> int | None:
    for name in ("DAYNTH", "DAY", "ORDINAL"):
        word = match.word(name)
        if word:
            value = word.values[name]
            return value if isinstance(value, int) and 1 <= value <= 31 else None
    return None


def year_of(match: Match) -> YearSaid:
    """The year among the words as fields of a Point: in full or by two digits."""
    word = match.word("YEAR")
    if word:
        return {"year": int(word.key)}
    word = match.word("APOSYEAR")
    return {"short_year": int(word.key[1:])} if word else {}


@shape("ISO")
def iso(match: Match) -> Meaning | None:
    """2023-09-13, 2023-09-13T08:30:00Z."""
    found = re.match(
        r"(\d{4})-(\d\d)-(\d\d)(?:t(\d\d):?(\d\d)(?::?(\d\d))?(?:(z)|([+-])(\d\d):?(\d\d))?)?",
        match.words[match.first].key,
    )
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups()[:3])
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    if found[4] is None:
        return Point(year=year, month=month, day=day)
    zone = 0 if found[7] else None
    if found[8]:
        zone = (int(found[9]) * 60 + int(found[10])) * (-1 if found[8] == "-" else 1)
    second = int(found[6]) if found[6] else None
    return Point(year=year, month=month, day=day, hour=int(found[4]), minute=int(found[5]), second=second, zone=zone)


@shape("NUMDATE")
def numeric(match: Match) -> Meaning | None:
    """13/09/2023 and 09/13/2023 can be told apart; 03/04/2023 cannot, and says so."""
    first, second, year = (int(part) for part in re.split(r"[/.]", match.words[match.first].key))
    if "." in match.words[match.first].key and len(match.words[match.first].key.split(".")[-1]) == 2:
        return None
    short: YearSaid = {"short_year": year} if year < 100 else {"year": year}
    if 12 < first <= 31 and 1 <= second <= 12:
        return Point(day=first, month=second, **short)
    if 12 < second <= 31 and 1 <= first <= 12:
        return Point(day=second, month=first, **short)
    if first == second and 1 <= first <= 12:
        return Point(day=first, month=first, **short)
    if 1 <= first <= 12 and 1 <= second <= 12:
        if "." in match.words[match.first].key:
            return Point(day=first, month=second, **short)
        value = f"{year:04d}-XX-XX" if year >= 100 else "XXXX-XX-XX"
        return Open(value, "day", "day and month can be read either way round")
    return None


@shape(
    "MON (the)? DAYN (COMMA|of|in)? YR",
    "MON (the)? ORDINAL COMMA? YR",
    "(the)? DAYN HYPHEN? (of)? HYPHEN? MON (COMMA|of|HYPHEN)? YR",
    "the ORDINAL of MON COMMA? YR",
)
def full_date(match: Match) -> Meaning | None:
    """September 13, 2023; 13 September 2023; the 3rd of March 1918; Sept. 13 '98."""
    month, day = _month(match), _day(match)
    return Point(month=month, day=day, **year_of(match)) if month and day else None


@shape("MON (the)? DAYN", "MON the? ORDINAL", "(the)? DAYN HYPHEN? (of)? MON", "the? ORDINAL of MON")
def day_of_month(match: Match) -> Meaning | None:
    """September 13; 13 September; the 24 February; July fourth; the first of May."""
    month, day = _month(match), _day(match)
    after = match.after()
    if after and ("UNITS" in after.values or "PERCENT" in after.values) and "DAY" in match.words[match.last - 1].values:
        return None
    if match.has("ORDINAL") and after and ("QUARTER" in after.values or after.key in ("quarter", "half", "week")):
        return None
    return Point(month=month, day=day) if month and day else None


@shape(
    "DAYN(?=(and|or|to|HYPHEN|COMMA|through|until)(DAYN(and|or))?(DAYN)(of)?MON)",
    "(the)? DAYN(?=(and|or|to|HYPHEN|through|until)(the)?DAYN(of)?MON)",
)
def day_before_date(match: Match) -> Meaning | None:
    """The 6 of "6 and 7 February": the month follows with the next date."""
    day = _day(match)
    before = match.before()
    if before and "COMMA" in before.values:
        return None
    return Point(day=day) if day else None


@shape(
    "(?<=(and))DAYN",
    "(?<=HYPHEN)DAYN",
    "(?<=(to))DAYN",
    "(?<=(or))DAYN",
    "(?<=(through))DAYN",
    "(?<=COMMA)DAYN(?=(and)DAYN)",
)
def day_after_date(match: Match) -> Meaning | None:
    """The 7 of "April 6 and 7": the month stands with the date before; whether one does is seen later."""
    after = match.after()
    ends = {"COMMA", "DOT", "BREAK", "CLOSE", "OTHER", "YEAR", "OPEN"}
    if after and not ends & after.values.keys() and after.key not in LEADS | _GOES_ON:
        return None
    before = match.before(2)
    if not before or not ({"DAY", "DAYNTH"} & before.values.keys()):
        return None
    day = _day(match)
    return Point(day=day) if day else None


@shape("MON (COMMA|of|in)? YEAR", "MON (of)? APOSYEAR")
def month_of_year(match: Match) -> Meaning | None:
    """March 1918; June, 1982; February of 1940; Oct. '98."""
    month = _month(match)
    return Point(month=month, **year_of(match)) if month else None


@shape("MONTH", "MONTH_SHY", "MONTH_SHORT DOT")
def month(match: Match) -> Meaning | None:
    """A month alone; words that have another meaning need a word of time before them."""
    found = _month(match)
    if not found:
        return None
    word, before, after = match.words[match.first], match.before(), match.after()
    if "MONTH" in word.values:
        if word.text.islower() and word.key == "august":
            return None
        if _is_name(word, before, after):
            return None
        return Point(month=found)
    if "MONTH_SHY" in word.values and word.key == "march" and _mid_sentence(word, before, after):
        return Point(month=found)
    if word.key == "may" and after is not None and "POSS" in after.values:
        return Point(month=found) if before is not None and before.key in ("in", "since", "until") else None
    led = before is not None and (before.key in LEADS or bool({"EARLY", "OPEN"} & before.values.keys()))
    paired = after is not None and "HYPHEN" in after.values and (two := match.after(2)) is not None
    paired = paired and two is not None and bool({"MONTH", "MONTH_SHY", "MONTH_SHORT"} & two.values.keys())
    return Point(month=found) if led or paired else None


def _mid_sentence(word: Word, before: Word | None, after: Word | None) -> bool:
    """Whether a capital letter inside a sentence, with no name beside it, shows that the word is a month."""
    if before is None or word.text.isupper() or {"DOT", "BREAK", "OTHER", "NAME"} & before.values.keys():
        return False
    return not (after and "NAME" in after.values)


def _is_name(word: Word, before: Word | None, after: Word | None) -> bool:
    """Whether April, June or August is somebody's name: a capitalised word stands beside it and no word of time."""
    if word.key not in ("april", "june", "august"):
        return False
    if before and (before.key in LEADS or before.key == "the"):
        return False
    return bool(after and "NAME" in after.values and not word.text.isupper()) or bool(
        before and before.key in ("mr", "mrs", "ms", "miss", "st")
    )


@shape("WEEKDAY", "WEEKDAY_SHORT DOT?")
def weekday(match: Match) -> Meaning | None:
    """Wednesday; "Wed." only where it cannot be another word."""
    value = match.number("WEEKDAY")
    if value:
        return Point(weekday=value)
    word, before, after = match.words[match.first], match.before(), match.after()
    if word.text.islower():
        return None
    named = {"MONTH", "MONTH_SHORT", "DAY", "DAYNTH"}
    two = match.after(2)
    beside_date = after is not None and (
        bool(named & after.values.keys()) or (after.key == "," and two is not None and bool(named & two.values.keys()))
    )
    if word.key in ("sun", "sat", "mon", "wed", "fri", "thu", "tue", "tues", "thurs", "thur", "weds") and (
        beside_date or (before is not None and before.key in ("on", "last", "next") and match.has("DOT"))
    ):
        value = match.number("WEEKDAY_SHORT")
        return Point(weekday=value) if value else None
    return None


@shape("(the)? YEAR", "APOSYEAR", "(the)? year YEAR", "THREE")
def year(match: Match) -> Meaning | None:
    """1989; '89; the year 2000; a number that counts things is none."""
    word = match.word("YEAR")
    before, after = match.before(), match.after()
    if match.has("THREE") and not word:
        led = before is not None and (
            before.key
            in ("in", "of", "by", "until", "since", "from", "to", "during", "between", "before", "after", "and")
            or "EARLY" in before.values
            or "OPEN" in before.values
        )
        noun = (
            after is not None and {"WORD", "UNITS", "PERCENT", "NAME"} & after.values.keys() and after.key not in LEADS
        )
        plain = (led and not noun) or bool(after and "HYPHEN" in after.values)
        return Point(year=int(match.words[match.first].key), era=-1, reason="before christ") if plain else None
    if not word:
        short = match.word("APOSYEAR")
        if short and before and (before.key in LEADS or before.values.keys() & {"HYPHEN"}):
            return Point(short_year=int(short.key[1:]))
        return None
    value = int(word.key)
    if match.has("=year"):
        return Point(year=value)
    if before and (
        {"MONEY", "DECIMAL", "SLASH"} & before.values.keys()
        or before.key in ("no", "number", "chapter", "resolution", "than", "some", "nearly")
    ):
        return None
    if after and "NUMWORD" in after.values and after.text.islower():
        return None
    if after and (
        {"UNITS", "PERCENT", "MONEY", "UNIT", "ZONE", "LOCAL"} & after.values.keys() or after.key in _COUNTED
    ):
        return None
    if before and before.key in ("about", "around", "over", "almost") and not 1900 <= value <= 2050:
        return None
    led = before is not None and (before.key in LEADS or bool(before.values.keys() & {"OPEN", "CLOSE", "EARLY"}))
    if after and "HYPHEN" in after.values and (two := match.after(2)) and {"YEAR", "TWO"} & two.values.keys():
        return Point(year=value)
    if match.has("=the"):
        return Point(year=value) if after and "UNITS" not in after.values and 1900 <= value <= 2050 else None
    if led or 1900 <= value <= 2050:
        counted = after is not None and "WORD" in after.values and after.key.endswith("s") and len(after.key) > 3
        named = before is not None and before.key in (
            "and",
            "to",
            "of",
            "or",
            "by",
            "from",
            "about",
            "around",
            "for",
            "as",
        )
        if (
            counted
            and after is not None
            and after.key not in ("was", "saw", "has", "its", "this", "his", "as")
            and (named or not led)
        ):
            return None
        return Point(year=value)
    if before and ("HYPHEN" in before.values or before.key == ","):
        return Point(year=value) if 1500 <= value <= 2050 else None
    return None


@shape("(?<=HYPHEN)TWO", "(?<=SLASH)TWO")
def year_of_range(match: Match) -> Meaning | None:
    """The 96 of 1995-96."""
    first, second = match.before(2), match.words[match.first]
    if first is None or "YEAR" not in first.values:
        return None
    year_ = int(first.key)
    last = year_ - year_ % 100 + int(second.key)
    after = match.after()
    if last <= year_ or (after is not None and "HYPHEN" in after.values):
        return None
    return Point(year=last)


@shape("NUMWORD (HYPHEN? NUMWORD)+", "the year NUMWORD (HYPHEN? NUMWORD)+")
def year_in_words(match: Match) -> Meaning | None:
    """Nineteen ninety-one; the year two thousand."""
    value = spelled_year(match.inner())
    after = match.after()
    if value is None or (after and {"UNITS", "UNIT"} & after.values.keys()):
        return None
    if value == 2000 and not match.has("=year"):
        return None
    return Point(year=value)


@shape("NUM COMMA? ERA", "ad NUM", "APOSYEAR ERA")
def year_before_christ(match: Match) -> Meaning | None:
    """490 BC; 79 AD."""
    era, year_ = match.number("ERA"), match.number("NUM")
    return Point(year=year_, era=-1 if era == -1 else None) if year_ else None
