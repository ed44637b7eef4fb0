"""Clock times go in with their zones; points of the day come out."""

from __future__ import annotations

import re

from dateline.stages.times.meanings import Meaning, Point
from dateline.stages.times.shapes import Match, shape


def _zone(match: Match) -> int | None:
    return match.number("ZONE")


@shape("CLOCKAM ((OPEN)? ZONE|LOCAL)?", "CLOCKAM")
def clock_am(match: Match) -> Meaning | None:
    """8pm; 8:30 a.m. EDT."""
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])", match.words[match.first].key)
    if not found or int(found[1]) > 12:
        return None
    return Point(hour=_hour(int(found[1]), found[3]), minute=int(found[2] or 0), zone=_zone(match))


@shape("CLOCK (hours|h)? (ZONE|LOCAL)?", "CLOCK")
def clock(match: Match) -> Meaning | None:
    """14:30 GMT; bare only after "at", "by", "until" and the like."""
    parts = [int(part) for part in re.split(r"[:h]", match.words[match.first].key)]
    before, after = match.before(), match.after()
    if parts[0] > 24 or parts[1] > 59:
        return None
    led = before is not None and before.key in (
        "at",
        "by",
        "until",
        "from",
        "to",
        "about",
        "around",
        "since",
        "after",
        "before",
        "and",
        "between",
        "(",
    )
    if not led and match.last - match.first == 1:
        return None
    if after and after.key in ("-", "to") and not led:
        return None
    second = parts[2] if len(parts) > 2 else None
    return Point(hour=parts[0], minute=parts[1], second=second, zone=_zone(match))


@shape("NUM (hours|hrs)? (ZONE|LOCAL)")
def military(match: Match) -> Meaning | None:
    """1430 GMT; 0200 local time."""
    word = match.words[match.first]
    if len(word.key) != 4 or int(word.key[:2]) > 24 or int(word.key[2:]) > 59:
        return None
    zone = match.word("ZONE")
    if zone and not zone.text.isupper() and len(zone.text) <= 4:
        return None
    return Point(hour=int(word.key[:2]), minute=int(word.key[2:]), zone=_zone(match))


@shape("(NUMWORD|NUM) AMPM ZONE?", "(NUMWORD|DAY) o APOS clock", "(NUMWORD|DAY) in the (morning|afternoon|evening)")
def clock_words(match: Match) -> Meaning | None:
    """Ten a.m.; five o'clock; 4 in the morning."""
    hour = match.number("NUMWORD") or match.number("DAY")
    if hour is None or not 1 <= hour <= 12:
        return None
    half = match.number("AMPM")
    if half is None and not match.has("=morning", "=afternoon", "=evening"):
        return Point(hour=hour, minute=0)
    late = half == 12 or match.has("=afternoon", "=evening")
    return Point(hour=_hour(hour, "p" if late else "a"), minute=0, zone=_zone(match))


@shape("HOUR_NAME ((ZONE|LOCAL))?")
def named_hour(match: Match) -> Meaning | None:
    """Noon, midnight."""
    hour = match.number("HOUR_NAME")
    after, word = match.after(), match.words[match.first]
    if hour is None or (after and "NAME" in after.values and word.text[0].isupper()):
        return None
    return Point(hour=hour, minute=0, zone=_zone(match))


def _hour(hour: int, half: str) -> int:
    """Hours of 24 from hours of 12."""
    return hour % 12 + (12 if half == "p" else 0)
