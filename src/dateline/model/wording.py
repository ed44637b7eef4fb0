"""The nouns go in; out come the few plain words in which people read them, the same in every output for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.attribution import Source
from dateline.model.claim import Claim
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.state import State
from dateline.model.time import Time

_UNKNOWN: dict[State, str] = {
    "not_stated": "not stated",
    "unresolved": "not resolved",
    "conflicting": "conflicting",
    "known": "",
}

_SEASON = re.compile(r"(?P<year>\d{4})-(?P<season>2[1-4])")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def party(each: Party) -> str:
    """Who: the best name known, else the words; what kind of somebody where the words may not be shown.

    >>> from dateline.model.span import Span
    >>> party(Party(Span(0, 8), "", kind="military", country="KEN"))
    'unnamed military (KEN)'
    """
    name = " ".join((each.name or each.text).split())
    if name:
        return name
    kind = each.kind if each.kind == "unnamed" else f"unnamed {each.kind}"
    return f"{kind} ({each.country})" if each.country else kind


def parties(many: Sequence[Party]) -> str:
    """Several parties on one side."""
    return ", ".join(dict.fromkeys(party(each) for each in many))


def when(time: Time) -> str:
    """When: the day or the range, or why there is none, with the words that say it.

    >>> when(Time(state="not_stated")), when(Time(edtf="2023-22")), when(Time(edtf="../2024-09"))
    ('when not stated', 'summer 2023', 'until 2024-09')
    """
    if time.state == "known" and time.edtf:
        return _calendar(time.edtf)
    if time.state == "known" and time.earliest:
        last = f"/{time.latest}" if time.latest and time.latest != time.earliest else ""
        return f"{time.earliest}{last}"
    words = f'"{" ".join(time.text.split())}", ' if time.text else ""
    return f"{words}{'when ' if not words else ''}{_UNKNOWN[time.state] or 'not resolved'}"


def _calendar(edtf: str) -> str:
    """A date or range of the Extended Date/Time Format in plain words.

    >>> _calendar("2022-10-01~/2022-10-10~"), _calendar("199X"), _calendar("2023-09-04/..")
    ('about 2022-10-01 to 2022-10-10', '1990s', 'since 2023-09-04')
    """
    first, mark, last = edtf.partition("/")
    if mark and first in ("", ".."):
        return f"until {_calendar(last)}"
    if mark and last in ("", ".."):
        return f"since {_calendar(first)}"
    if mark:
        return f"{_calendar(first)} to {_calendar(last).removeprefix('about ')}"
    if edtf.endswith(("~", "%", "?")):
        return f"about {_calendar(edtf[:-1])}"
    season = _SEASON.fullmatch(edtf)
    if season:
        return f"{_SEASONS[season['season']]} {season['year']}"
    return f"{edtf[:-1]}0s" if re.fullmatch(r"\d{3}X", edtf) else edtf


def where(place: Place) -> str:
    """Where: the place with its country, or that none is stated.

    >>> where(Place(text="Goma", name="Goma", country="COD"))
    'Goma (COD)'
    """
    if place.state == "not_stated" or not (place.name or place.text):
        return f"where {_UNKNOWN[place.state] or 'not stated'}"
    name = " ".join((place.name or place.text or "").split())
    note = place.country if place.state == "known" else _UNKNOWN[place.state]
    return f"{name} ({note})" if note and place.precision != "country" else name


def source(each: Source) -> str:
    """One link of the chain: who says so, and in what form when it is no person's plain word."""
    if each.kind == "own voice":
        return party(each.party) if each.party else each.text or "the report itself"
    name = party(each.party) if each.party else " ".join((each.text or each.kind).split())
    return f"{name} ({each.medium})" if each.medium else name


def chain(sources: Sequence[Source]) -> str:
    """On whose word, from the inside out; the report's own voice is named only when it stands alone.

    >>> chain([Source(kind="own voice")])
    'the report itself'
    """
    outer = [each for each in sources if each.kind != "own voice"] or list(sources)
    return ", via ".join(dict.fromkeys(source(each) for each in outer))


def line(claim: Claim) -> str:
    """The claim on one line: when · who → did what → to whom · where · status · on whose word."""
    return " · ".join([when(claim.when), deed(claim), where(claim.where), status(claim), chain(claim.attribution)])


def deed(claim: Claim, quotable: bool = True) -> str:
    """Who did what to whom; without the words of the act where the rights to them forbid to quote."""
    words = act(claim) if quotable else ""
    whom = f" → {parties(claim.recipients)}" if claim.recipients else ""
    return f"{parties(claim.actors) or 'somebody'} → {words + ' ' if words else ''}[{kind(claim)}]{whom}"


def act(claim: Claim) -> str:
    """The words that say the act, with those that go on from them and say what it is about: "wants" what."""
    end = claim.action.span.end
    after = [other for other in claim.others if other.span.start == end + 1 and other.party is None]
    longest = max(after, key=lambda other: other.span.end, default=None)
    return " ".join(f"{claim.action.text} {longest.text if longest else ''}".split())


def kind(claim: Claim) -> str:
    """The type with its modes: `CONSULT/visit`."""
    return "/".join((claim.type, *claim.modes))


def status(claim: Claim) -> str:
    """The status, with the word of estimate, the condition and the age where there are any."""
    notes = [claim.certainty.text] if claim.certainty else []
    notes += [" ".join(claim.condition.text.split())] if claim.condition else []
    notes += ["background"] if claim.timing == "background" else []
    return f"{claim.status} ({'; '.join(notes)})" if notes else claim.status
