"""Words of a report and spans in them go in; out come pieces of text, one after the other, each with what lights it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.model.characters import shown
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.span import Span

Layer = Literal["party", "time", "place", "quote", "act", "cue", "said"]
"""What words may be lit as: who, when, where, verbatim words, what was done, the word of saying, what is reported."""

LONGEST = 4_000
"""Characters of a sentence that are shown with its claim; the report shows all."""


@dataclass(frozen=True, slots=True)
class Light:
    """One stretch to light: as what, and for which claims, by id."""

    span: Span
    layer: Layer
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words with all that lights them; `first` names the claims whose act begins here."""

    text: str
    layers: tuple[Layer, ...] = ()
    claims: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def pieces(text: str, stretch: Span, lights: Iterable[Light]) -> tuple[Piece, ...]:
    """The words of `stretch` cut wherever a light begins or ends.

    >>> [(piece.text, piece.layers) for piece in pieces("Kim met Lee", Span(0, 11), [Light(Span(0, 3), "party")])]
    [('Kim', ('party',)), (' met Lee', ())]
    """
    inside = [light for light in lights if light.span.overlaps(stretch)]
    cuts = {stretch.start, stretch.end}
    for light in inside:
        cuts |= {max(stretch.start, light.span.start), min(stretch.end, light.span.end)}
    places = sorted(cuts)
    found = []
    for start, end in pairwise(places):
        here = [light for light in inside if light.span.start < end and start < light.span.end]
        layers = tuple(dict.fromkeys(light.layer for light in here))
        claims = tuple(dict.fromkeys(claim for light in here for claim in light.claims))
        first = [
            claim for light in here if light.layer == "act" and light.span.start == start for claim in light.claims
        ]
        found.append(Piece(text[start:end], layers, claims, tuple(dict.fromkeys(first))))
    return tuple(found)


def lights(claim: Claim) -> list[Light]:
    """What of its report a claim lights: its act, who, when and where, and who says so."""
    own = (claim.id,)
    found = [Light(claim.action.span, "act", own)]
    parties = [*claim.actors, *claim.recipients, *(other.party for other in claim.others if other.party is not None)]
    found += [Light(party.span, "party", own) for party in parties if len(party.span)]
    if claim.when.span is not None:
        found.append(Light(claim.when.span, "time", own))
    if claim.where.span is not None:
        found.append(Light(claim.where.span, "place", own))
    for source in claim.attribution:
        if source.cue is not None:
            found.append(Light(source.cue.span, "cue", own))
        if source.span is not None:
            found.append(Light(source.span, "party", own))
    return found


def sentence(entry: Entry) -> tuple[Piece, ...]:
    """The sentence that says a claim, lit; empty where its publisher does not let it be shown.

    Of one that is longer than any sentence ought to be, the words around the act.
    """
    words = entry.sentence
    if not entry.quotable or not words.text:
        return ()
    start, end = words.span.start, words.span.start + len(words.text)
    moved = [
        Light(Span(light.span.start - start, light.span.end - start), light.layer, light.claims)
        for light in lights(entry.claim)
        if start <= light.span.start and light.span.end <= end
    ]
    whole = Span(0, len(words.text))
    if len(whole) <= LONGEST:
        return pieces(words.text, whole, moved)
    act = min(max(0, entry.claim.action.span.start - start), whole.end)
    shown = Span(max(0, act - LONGEST // 2), min(whole.end, act + LONGEST // 2))
    before, after = (Piece("… "),) * (shown.start > 0), (Piece(" …"),) * (shown.end < whole.end)
    return (*before, *pieces(words.text, shown, moved), *after)


def brief(words: str) -> str:
    """Words on one line; of more than any sentence ought to have, the first."""
    return shown(words if len(words) <= LONGEST else f"{words[:LONGEST]} …")


def within(lit: Sequence[Light], stretch: Span) -> list[Light]:
    """The lights that touch a stretch."""
    return [light for light in lit if light.span.overlaps(stretch)]
