"""A sentence's tokens go in; out come its words of estimate with their bands, and the one that bears on an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.model.attribution import Certainty
from dateline.model.goods import Estimate
from dateline.model.parse import Parse, Token
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A word of estimate in the report and the tokens that make it up."""

    certainty: Certainty
    tokens: tuple[Token, ...]


def estimates_in(text: str, tokens: Sequence[Token], words: Mapping[str, Estimate]) -> list[Found]:
    """Every word of estimate, the longest phrase first at each place."""
    longest = _longest(tuple(words))
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            piece = tokens[at : at + length]
            estimate = words.get(" ".join(token.text.lower() for token in piece))
            if estimate is not None:
                span = Span(piece[0].start, piece[-1].end)
                found.append(Found(Certainty(span.of(text), span, estimate.low, estimate.high), tuple(piece)))
                at += length - 1
                break
        at += 1
    return found


@lru_cache(maxsize=8)
def _longest(phrases: tuple[str, ...]) -> int:
    return max((len(phrase.split()) for phrase in phrases), default=0)


_REASON = frozenset({"as", "because", "since", "after", "although", "though", "while", "given"})


def _gives_reason(parse: Parse, verb: Token) -> bool:
    return any(child.text.lower() in _REASON for child in parse.children(verb, "mark"))


def estimate_for(parse: Parse, act: Token, found: Sequence[Found]) -> Certainty | None:
    """The estimate that hangs on the act, on its clause, or on a clause that governs it; the nearest wins."""
    if not found:
        return None
    chain = [act, *parse.ancestors(act)]
    for near in chain:
        for each in found:
            for token in each.tokens:
                if token.i == near.i or (token.head == near.i and token.dep != "relcl"):
                    return each.certainty
        if near.dep == "relcl" or (near.dep == "advcl" and _gives_reason(parse, near)):
            return None
    return None
