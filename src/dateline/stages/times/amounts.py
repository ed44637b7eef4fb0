"""Words of length go in ("two years", "the past few weeks"); amounts come out."""

from __future__ import annotations

from dateline.stages.times.durations import about, count, duration, unit_of
from dateline.stages.times.meanings import Amount, Meaning, Nothing, Origin, Repeat
from dateline.stages.times.shapes import Match, shape
from dateline.stages.times.words import Word


@shape(
    "(ABOUT)? (the|these|those|his|her|its|their)? (LAST|NEXT|PREVIOUS|FOLLOWING|FINAL|ORDINAL) "
    "(ABOUT)? (few|several|couple of|PAIR|SOME|NUMERAL|full|more)+ HYPHEN? ANYUNIT",
    "(the)? (LAST|NEXT|recent|coming|PREVIOUS|FOLLOWING|THAT) UNITS",
)
def directed(match: Match) -> Meaning | None:
    """The past two months, the next few years, recent weeks, the first nine months."""
    unit = unit_of(match)
    if unit is None or _starts_with_preposition(match) or (match.has("=two") and unit == "quarter"):
        return None
    direction, origin = _direction(match)
    words = [
        word
        for word in match.inner()
        if not _POINTING & word.values.keys() and (_is_some(word) or not word.of("ABOUT"))
    ]
    inner = Match(words, 0, len(words), match.calendar)
    n = count(inner) if inner.has("NUM", "BIG", "DECIMAL", "NUMWORD", "PAIR", "HALF") else None
    if n is None and not inner.has("SOME") and match.has("THAT"):
        return None
    return Amount(duration(n, unit), unit, n, about(match), direction, origin)


_POINTING = frozenset({"LAST", "NEXT", "PREVIOUS", "FOLLOWING", "FINAL", "ORDINAL"})


def _is_some(word: Word) -> bool:
    """Whether the word leaves the amount open; "some" is also a word for "about"."""
    return "SOME" in word.values


def _starts_with_preposition(match: Match) -> bool:
    """Whether "over", "under" before the words is no measure ("over the past two years")."""
    first, second = match.words[match.first : match.first + 2]
    return first.key in ("over", "under", "around") and second.key in ("the", "these", "his", "its")


def _direction(match: Match) -> tuple[int | None, Origin]:
    if match.has("=recent", "LAST"):
        return -1, "report"
    if match.has("NEXT"):
        return 1, "report"
    if match.has("PREVIOUS"):
        return -1, "told"
    if match.has("FOLLOWING"):
        return 1, "told"
    return None, "told"


@shape(
    "(ABOUT)? COUNT HYPHEN? (more|full|whole|trading|working|business|calendar|consecutive|straight|additional)? "
    "ANYUNIT (and (a|one)? half)?",
    "(ABOUT)? COUNT (to|or|HYPHEN) COUNT HYPHEN? (more)? ANYUNIT",
    "(ABOUT)? COUNT HYPHEN? ANYUNIT (and|COMMA)? NUMERAL ANYUNIT",
)
def amount(match: Match) -> Meaning | None:
    """Two years, a five-year plan, half an hour, two to three weeks, two years and six months; never an age."""
    if is_age(match):
        return Nothing()
    units = [word for word in match.inner() if _is_unit(word)]
    unit = unit_of(match)
    if unit is None or not units:
        return None
    first = match.words[match.first]
    if _is_share(match, unit, units[-1]) or _is_thing(match, units[-1]):
        return None
    if first.key in ("a", "an", "the") and not match.has("SOME", "PAIR", "=half", "NUMWORD", "NUM"):
        return _a_unit(match, unit)
    if first.key == "the" and not match.has("SOME", "PAIR"):
        return None
    if len(units) > 1:
        return _sum(match, units)
    n = count(match)
    if units[0].key == "year" and match.number("YEAR"):
        return None
    return Amount(duration(n, unit), unit, n, about(match))


def _is_unit(word: Word) -> bool:
    return bool({"UNITS", "UNIT", "UNIT_SHY"} & word.values.keys()) and "NUMWORD" not in word.values


def _is_share(match: Match, unit: str, word: Word) -> bool:
    """Whether a quarter is a fourth of something: "three-quarters", "a quarter of the vote"."""
    if unit != "quarter":
        return False
    before, after = match.before(), match.after()
    of = (after is not None and after.key == "of") or (before is not None and before.key == "of")
    return (
        (of and not match.has("SOME"))
        or (match.has("HYPHEN") and word.key == "quarters")
        or (match.has("ABOUT") and match.has("=a"))
    )


def _is_thing(match: Match, word: Word) -> bool:
    """Whether "night" and "second" are no units: "a night raid", "the second", "one second later" apart."""
    if "UNIT_SHY" not in word.values:
        return False
    after = match.after()
    if word.key == "night":
        return match.words[match.first].key == "a" or (after is not None and "HYPHEN" in after.values)
    return not match.has("HYPHEN")


def _a_unit(match: Match, unit: str) -> Meaning | None:
    """A week, a year: a length after "for", "in", "than" and the like, a rate after a number ("twice a year")."""
    before, after = match.before(), match.after()
    if after and after.key in ("of", "when", "that"):
        return None
    if unit in ("second", "minute") and not match.has("ABOUT"):
        return None
    if unit == "quarter" and not (before and before.key in ("for", "in", "last")):
        return None
    if match.has("ABOUT") or (before and before.key in _LENGTHS):
        return Amount(duration(1, unit), unit, 1, about(match))
    if before and (
        before.key in ("times", "once", "twice")
        or {"NUM", "BIG", "DECIMAL", "UNITS", "NUMWORD", "PERCENT"} & before.values.keys()
    ):
        return Repeat(duration(1, unit), unit)
    if after and after.key in ("and",):
        return Amount(duration(1, unit), unit, 1)
    return Amount(duration(1, unit), unit, 1) if unit in ("decade", "century", "week", "month", "year") else None


_LENGTHS = frozenset(
    "for in within after lasting lasted than nearly almost over about least takes took spent spend last lasts every "
    "before under only just once twice times quarter half".split()
)


def _sum(match: Match, units: list[Word]) -> Meaning | None:
    """Two years and six months; of "a year or two years" the lesser."""
    parts = []
    start = match.first
    for at in range(match.first, match.last):
        if match.words[at] not in units:
            continue
        inner = Match(match.words, start, at + 1, match.calendar)
        unit = unit_of(inner)
        if unit is None:
            return None
        parts.append((count(inner), unit))
        start = at + 1
    if len({unit for _, unit in parts}) == 1 or any(n is None for n, _ in parts):
        n, unit = parts[0]
        return Amount(duration(n, unit), unit, n, about(match))
    first, second = duration(*parts[0]), duration(*parts[1])
    value = first + second[2 if first.startswith("PT") and second.startswith("PT") else 1 :]
    return Amount(value, parts[0][1], parts[0][0], about(match))


@shape("the (fiscal|financial)? year(?=(ended|ending))")
def year_ended(match: Match) -> Meaning | None:
    """The year ended March 31: a length that the date after it closes."""
    return Amount("P1Y", "year", 1)


@shape("UNITS", "UNIT HYPHEN long", "UNITS HYPHEN long", "(many|some|several) UNITS")
def bare_units(match: Match) -> Meaning | None:
    """Years, weeks, decades-long: an amount left open."""
    unit, before, after = unit_of(match), match.before(), match.after()
    if unit is None or unit in ("second", "night", "morning", "evening", "afternoon", "weekend", "half", "quarter"):
        return None
    if match.has("=long"):
        plural = match.has("UNITS")
        return Amount(duration(None if plural else 1, unit), unit, None if plural else 1)
    if is_age(match) or (after and after.key in ("old", "of") and not match.has("SOME")):
        return None if after and after.key == "old" else Amount(duration(None, unit), unit, None)
    word = match.words[match.first]
    if word.text[0].isupper() and not word.text.isupper() and before and "NAME" in before.values:
        return None
    if before and (
        "POSS" in before.values or before.key in ("working", "school", "holy", "office", "opening", "business")
    ):
        return None
    if unit in ("hour", "minute", "century", "millennium") and not (
        before and before.key in ("for", "in", "within", "after")
    ):
        return None
    return Amount(duration(None, unit), unit, None)


def is_age(match: Match) -> bool:
    """Whether the amount is somebody's age: "54 years old", "an 8-month-old", "aged six months"."""
    before, after = match.before(), match.after()
    if before and before.key in ("aged", "age"):
        return True
    if not after:
        return False
    if after.key in ("old", "olds"):
        return True
    two, three = match.after(2), match.after(3)
    if "HYPHEN" in after.values and two and two.key in ("old", "olds"):
        return True
    return after.key == "of" and bool(two and two.key == "age") and not (three and three.key == "d")
