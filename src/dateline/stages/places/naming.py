"""A toponym, its part in the clause and the parties that cover it go in; out comes whether it names a place here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.model.party import Party
from dateline.model.span import Span
from dateline.stages.places.roles import Part
from dateline.stages.places.toponyms import Toponym


class Covers:
    """Which party mentions cover a stretch of the text."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._parties = sorted(parties, key=lambda party: party.span)
        self._starts = [party.span.start for party in self._parties]
        self._longest = max((len(party.span) for party in parties), default=0)

    def of(self, span: Span) -> list[Party]:
        """The parties whose mention takes in `span`."""
        found = []
        for at in range(bisect_right(self._starts, span.start) - 1, -1, -1):
            party = self._parties[at]
            if party.span.start + self._longest < span.end:
                break
            if party.span.contains(span):
                found.append(party)
        return found


def is_place(toponym: Toponym, part: Part, covering: Sequence[Party], seat: bool = True) -> bool:
    """Whether a toponym is a place here: no demonym, and no party by its name unless the words make it a place.

    "Moscow said" and "sent arms to Moscow" name a government; "in Moscow", "visited Moscow" and "flew to Moscow" name
    a place. A name inside that of an organisation is none, but "residents of Goma" leaves Goma one. What is no `seat`
    of a government (a town, a hospital, a base) is a place when something is done to it or comes from it.
    """
    if toponym.form == "demonym":
        return False
    if part.bodily or (not seat and part.role in ("origin", "destination", "reference")):
        return True
    if part.role in ("origin", "destination", "reference"):
        return not any(_stands_for(party, toponym) for party in covering)
    return not any(
        _stands_for(party, toponym) or party.kind in ("organisation", "government", "military", "outlet")
        for party in covering
    )


def _stands_for(party: Party, toponym: Toponym) -> bool:
    """Whether the party is called by the place's name and nothing else."""
    return len(party.span) <= len(toponym.span) + 6 and party.kind in ("government", "military", "organisation")
