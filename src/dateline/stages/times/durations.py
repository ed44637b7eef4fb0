"""Words of an amount and a unit go in; the amount, the unit and the TIMEX3 duration come out."""

from __future__ import annotations

from dateline.stages.times.numbers import number
from dateline.stages.times.shapes import Match
from dateline.stages.times.words import Word

LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
"""The letter of a unit in a TIMEX3 duration; T in front where it stands in the time part."""


def duration(n: float | None, unit: str) -> str:
    """A TIMEX3 duration: P2D, PT4H, PXY; a fortnight is two weeks, a decade ten years.

    >>> duration(2.5, "year"), duration(None, "week"), duration(1, "decade")
    ('P2Y6M', 'PXW', 'P10Y')
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


def count(match: Match) -> float | None:
    """The number before the unit, with what "and a half" after it adds."""
    units = {"UNITS", "UNIT", "UNIT_SHY"}
    end = match.first
    while end < match.last and ("NUMWORD" in match.words[end].values or not units & match.words[end].values.keys()):
        end += 1
    words = match.words[match.first : end]
    cut = next((at for at in range(len(words)) if at and _splits(words, at)), len(words))
    words = words[:cut]
    if words and "ABOUT" in words[0].values and "SOME" in words[0].values and len(words) > 1:
        words = words[1:]
    if any(word.key == "quarter" for word in words):
        return 0.25
    n = number(words)
    tail = [word.key for word in match.words[end : match.last]]
    return n + 0.5 if n is not None and "half" in tail else n


def _splits(words: list[Word], at: int) -> bool:
    """Whether two amounts part here: "two to three", "10-19", but not "twenty-four"."""
    word = words[at]
    if "HYPHEN" in word.values:
        before = words[at - 1].values
        value = before.get("NUMWORD")
        return "NUM" in before or (isinstance(value, int) and value < 20)
    return word.key in ("to", "or")


def about(match: Match) -> str | None:
    """The modifier of an amount: MORE_THAN, APPROX and the like."""
    value = match.of("ABOUT")
    return value if isinstance(value, str) and value != "NONE" else None
