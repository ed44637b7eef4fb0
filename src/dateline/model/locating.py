"""A reading and one token of it go in; the place of what the token tells comes out, with what that rests on."""

from __future__ import annotations

from bisect import bisect_left

from dateline.model.parse import Parse, Token
from dateline.model.place import NOWHERE_STATED, Place
from dateline.model.reading import Reading

PLACING = ("location", "destination")
"""The roles of a place that may be where something happens."""
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis"})


def place_of(reading: Reading, token: Token) -> tuple[Place, str]:
    """The place of the act that `token` heads and the basis: `clause`, `sentence`, `dateline` or `none`.

    `clause`: the words place it in the act's own clause. `sentence`: they place the clause that it stands in.
    `dateline`: nothing in the sentence does, and the act is told in the first sentence after a dateline with one place.
    A place that only measures a distance, or that somebody comes from, is never where something happens.
    """
    parse = reading.parse
    places = _placing(reading, token)
    best = _nearest(parse, token, places, own_clause=True)
    if best is not None:
        return best, "clause"
    for above in _enclosing(parse, token):
        best = _nearest(parse, above, places, own_clause=True)
        if best is not None:
            return best, "sentence"
    return NOWHERE_STATED, "none"


def _placing(reading: Reading, token: Token) -> list[tuple[Token, Place]]:
    """The places in the token's unit that may be where something happens, each with its first token."""
    start, end = reading.parse.ranges[token.unit]
    tokens = reading.parse.tokens
    if start == end:
        return []
    sentence = reading.sentences[token.sentence].span
    begins = [place.span.start if place.span else -1 for place in reading.places]
    found = []
    for at in range(bisect_left(begins, sentence.start), len(reading.places)):
        place = reading.places[at]
        if place.span is None or place.span.start >= sentence.end:
            break
        first = reading.parse.at(place.span.start)
        if place.role in PLACING and first is not None and start <= first.i < end:
            found.append((tokens[first.i], place))
    return found


def _nearest(parse: Parse, act: Token, places: list[tuple[Token, Place]], own_clause: bool) -> Place | None:
    """The place that hangs on `act` by the fewest steps without a verb of another clause between; sites before areas."""
    best: tuple[tuple[int, int, int], Place] | None = None
    for first, place in places:
        steps = _steps(parse, act, first)
        if steps is None:
            continue
        rank = (steps, _EXACT.get(place.precision or "", 9), first.i)
        if best is None or rank < best[0]:
            best = rank, place
    return best[1] if best else None


_EXACT = {"site": 0, "city": 1, "district": 2, "province": 3, "sea": 4, "region": 5, "country": 6}


def _steps(parse: Parse, act: Token, token: Token) -> int | None:
    """How many heads lie between the token and the act; None when another clause does, or the act is not above."""
    steps = 0
    while token.i != act.i:
        if token.dep in _CLAUSES and token.pos in ("VERB", "AUX"):
            return None
        if token.dep == "conj" and token.pos == "VERB" and parse.head(token).i == act.i:
            return None
        if token.head == token.i:
            return None
        token = parse.head(token)
        steps += 1
    return steps


def _enclosing(parse: Parse, token: Token) -> list[Token]:
    """The verbs of the clauses that the token's clause stands in, nearest first; not across one that reports."""
    found = []
    for above in parse.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            found.append(above)
    return found
