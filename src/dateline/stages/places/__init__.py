"""Tokens, parties and the gazetteer go in; out come the places of the report: where, in what role, how exact.

A demonym, a name inside another name ("Goma General Hospital") and a capital that stands for its government are no
places; they still help to tell what the other names mean.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.place import Place, PlaceCandidate, PlaceRole
from dateline.model.reading import Reading
from dateline.stages.places.resolving import Sense, resolve
from dateline.stages.places.roles import role_of
from dateline.stages.places.toponyms import Toponym, toponyms


def places(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.places`, in the order of the text."""
    found = toponyms(reading, kit.gazetteer)
    senses = resolve(found, kit.gazetteer)
    parties = _Covers(reading.parties)
    kept = []
    for toponym, sense in zip(found, senses, strict=True):
        role = role_of(toponym, reading.parse)
        if is_place(toponym, role, parties.of(toponym)):
            kept.append(_place(toponym, sense, role))
    return replace(reading, places=tuple(kept))


class _Covers:
    """Which party mentions cover a stretch of the text."""

    def __init__(self, parties: tuple[Party, ...]) -> None:
        self._parties = sorted(parties, key=lambda party: party.span)
        self._starts = [party.span.start for party in self._parties]
        self._longest = max((len(party.span) for party in parties), default=0)

    def of(self, toponym: Toponym) -> list[Party]:
        """The parties whose mention takes in the toponym."""
        found = []
        for at in range(bisect_right(self._starts, toponym.span.start) - 1, -1, -1):
            party = self._parties[at]
            if party.span.start + self._longest < toponym.span.end:
                break
            if party.span.contains(toponym.span):
                found.append(party)
        return found


def is_place(toponym: Toponym, role: PlaceRole, covering: list[Party]) -> bool:
    """Whether a toponym is a place here: not a demonym, not part of another name, not a party by metonymy."""
    if toponym.form in ("demonym", "part"):
        return False
    if role in ("location", "destination", "origin", "reference", "dateline"):
        return True
    return not any(party.span == toponym.span or party.how == "metonym" for party in covering)


def _place(toponym: Toponym, sense: Sense, role: PlaceRole) -> Place:
    entry = sense.entry
    if entry is None:
        return Place(
            text=toponym.text, span=toponym.span, state="unresolved", reason=sense.how, candidates=_candidates(sense),
            role=role,
        )  # fmt: skip
    return Place(
        text=toponym.text,
        span=toponym.span,
        name=entry.name,
        id=entry.id,
        country=entry.country,
        admin1=entry.name if entry.feature == "A.ADM1" else entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        how=sense.how,
        candidates=_candidates(sense) if len(sense.shares) > 1 else (),
        role=role,
        feature=entry.feature,
    )


def _candidates(sense: Sense) -> tuple[PlaceCandidate, ...]:
    return tuple(
        PlaceCandidate(entry.id, entry.name, entry.country, entry.lat, entry.lon, round(share, 3))
        for entry, share in sense.shares
    )
