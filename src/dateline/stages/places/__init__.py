"""Tokens, parties and the gazetteer go in; out come the places of the report: where, in what role, how exact.

A demonym, a name inside the name of something else ("the Bank of Korea") and a capital that stands for its government
are no places; they still help to tell what the other names mean.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.place import Place, PlaceCandidate
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.places import words
from dateline.stages.places.descriptions import descriptions
from dateline.stages.places.naming import Covers, is_place
from dateline.stages.places.resolving import Sense, encloses, outlet_country, resolve
from dateline.stages.places.roles import MENTION, MODIFIER, TARGET, Part, handled, head_of, part_of
from dateline.stages.places.toponyms import Toponym, toponyms


def places(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.places`, in the order of the text."""
    found = toponyms(reading, kit.gazetteer)
    senses = resolve(found, kit.gazetteer, outlet_country(reading.report.url))
    covers = Covers(reading.parties)
    settled = {
        sense.entry.id for toponym, sense in zip(found, senses, strict=True) if sense.entry and toponym.form == "name"
    }
    named: list[Place] = []
    for number, (toponym, sense) in enumerate(zip(found, senses, strict=True)):
        part = _part(reading, toponym, number > 0 and encloses(toponym, found[number - 1], number))
        part = _known_kind(part, toponym, sense, reading)
        if toponym.form == "part":
            site = _site(reading, toponym, sense, settled)
            if site is not None and not (named and named[-1].span == site.span):
                named.append(site)
        elif is_place(toponym, part, covers.of(toponym.span), _is_seat(sense)):
            named.append(_place(toponym, sense, part))
    described = descriptions(reading, named, found, senses)
    return replace(reading, places=tuple(sorted([*named, *described], key=lambda place: place.span or Span(0, 0))))


def _is_seat(sense: Sense) -> bool:
    """Whether the name may stand for a government: that of a country, a region, a capital, a palace, or unknown."""
    return sense.entry is None or sense.entry.feature.startswith(SEATS)


SEATS = ("A.", "P.PPLC", "S.PAL", "S.GOVL")


def _part(reading: Reading, toponym: Toponym, holds_last: bool) -> Part:
    """What the place does; that which only says where the last one lies ("Texas" in "Paris, Texas") describes it."""
    if holds_last:
        return MODIFIER
    head = head_of(toponym.whole or toponym.tokens, reading.parse)
    if toponym.filed:
        return Part("dateline", True)
    if head is None:
        return MENTION
    kind = reading.parse.head(head)
    if toponym.noun and head.dep in ("compound", "nmod", "amod") and kind.text.lower() == toponym.noun:
        head = kind  # "across Luhansk province": the noun goes with the name
    return part_of(head, reading.parse)


def _known_kind(part: Part, toponym: Toponym, sense: Sense, reading: Reading) -> Part:
    """What a place does once it is known what it is: "on X", and sites that something is done to."""
    if part.surface and not any(bearer.entry.feature.startswith(SURFACES) for bearer in toponym.bearers[:5]):
        return MENTION
    if part.role == "mention" and sense.entry and sense.entry.precision == "site" and not _is_seat(sense):
        head = head_of(toponym.tokens, reading.parse)
        if head is not None and handled(head, reading.parse):
            return TARGET
    return part


SURFACES = ("T", "H", "S", "R", "L.MILB", "L.NVB", "L.PRT")
"""Features of what something can be on."""


def _site(reading: Reading, toponym: Toponym, sense: Sense, settled: set[str]) -> Place | None:
    """A site that is named after the place where it lies ("Goma General Hospital"): in that place, if it is a town.

    It is taken to lie there only if the town is a large one or is named by itself as well: a university may bear the
    name of a man that a hamlet bears too.
    """
    tokens = [reading.parse.tokens[number] for number in toponym.whole]
    head = head_of(toponym.whole, reading.parse)
    if not tokens or head is None or head.text.lower() not in words.SITE_HEADS:
        return None
    part = part_of(head, reading.parse)
    if part.role in ("mention", "modifier"):
        return None
    span = Span(min(token.start for token in tokens), max(token.end for token in tokens))
    text = span.of(reading.report.text)
    entry = sense.entry
    if entry is None or entry.precision != "city" or (entry.population < LARGE and entry.id not in settled):
        reason = "not in the gazetteer, and the place in its name need not be where it lies"
        return Place(text=text, span=span, name=text, state="unresolved", reason=reason, role=part.role)
    return Place(
        text=text,
        span=span,
        name=text,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision="city",
        how=f"a site that bears the name of {entry.name}",
        role=part.role,
    )


LARGE = 50_000
"""People of a town that a site may be taken to lie in by its name alone."""


def _place(toponym: Toponym, sense: Sense, part: Part) -> Place:
    entry = sense.entry
    if entry is None:
        return Place(
            text=toponym.text, span=toponym.span, state="unresolved", reason=sense.how, candidates=_candidates(sense),
            role=part.role,
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
        role=part.role,
        feature=entry.feature,
    )


def _candidates(sense: Sense) -> tuple[PlaceCandidate, ...]:
    return tuple(
        PlaceCandidate(entry.id, entry.name, entry.country, entry.lat, entry.lon, round(share, 3))
        for entry, share in sense.shares
    )
