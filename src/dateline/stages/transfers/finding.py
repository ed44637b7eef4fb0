"""The scope of an act goes in; out come the goods that it names, each with category, quantity, and its own token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dateline.model.act import Good, Quantity
from dateline.model.goods import GoodsLexicon
from dateline.model.parse import Parse, Token
from dateline.model.quantity import quantities_in, quantity_of
from dateline.model.span import Span
from dateline.stages.transfers.scope import Scope, carrier_of

_DIRECT = frozenset(
    {"dobj", "nsubjpass", "pobj", "conj", "appos", "attr", "nsubj", "compound", "dative", "oprd", "nmod", "acl"}
)
_WEAK = frozenset({
    "give", "provide", "offer", "get", "take", "bring", "help", "assist", "extend", "pay", "make", "present", "leave",
    "win", "need", "want", "accept", "receive", "build", "train", "move", "treat", "free", "share", "write", "issue",
})  # fmt: skip
"""Verbs that carry anything at all ("gave importance to"), so that only what is counted is taken for a good."""
_NAMING = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC", "DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class FoundGood:
    """A good and the token that heads its words."""

    good: Good
    head: Token


def goods_in(
    text: str, parse: Parse, scope: Scope, words: GoodsLexicon, taken: frozenset[int], only_terms: bool
) -> list[FoundGood]:
    """The goods among the tokens of a scope, in the order of the text.

    `taken` are tokens of parties, which are no goods but where they are people who are handed over. Where the taxonomy
    knows no word, the object of a carrying verb is a good without a category, unless `only_terms`.
    """
    found = [
        _good(text, parse, head, category)
        for head, category in _terms(scope.tokens, words)
        if (head.i not in taken or category.startswith("people")) and _counts(parse, head, scope)
    ]
    found += [_sum(text, parse, scope, quantity) for quantity in _sums(text, parse, scope)]
    if not found and not only_terms:
        found = [
            _good(text, parse, noun, None)
            for carrier, way in scope.carriers
            if way in ("give", "get", "swap") and carrier.pos == "VERB"
            for noun in _objects(parse, carrier)
            if noun.i not in taken and noun.pos == "NOUN" and noun.ent not in _NAMING
            if carrier.lemma.lower() not in _WEAK or parse.children(noun, "nummod")
        ]
    if not found:
        found = _act_itself(text, parse, scope, words)
    return _distinct(found)


def _act_itself(text: str, parse: Parse, scope: Scope, words: GoodsLexicon) -> list[FoundGood]:
    """The noun of the act where it names what is given: "a loan from the fund", "Oslo's donations to the camp"."""
    trigger = scope.trigger
    if trigger.pos != "NOUN":
        return []
    category = words.terms.get(trigger.text.lower()) or words.terms.get(trigger.lemma.lower())
    return [_good(text, parse, trigger, category)] if category is not None else []


_MONEYS = frozenset({
    "dollars", "euros", "pounds", "yen", "won", "rupees", "roubles", "yuan", "lira", "hryvnia", "shekels",
    "Australian dollars", "Canadian dollars", "Hong Kong dollars",
})  # fmt: skip


def _sums(text: str, parse: Parse, scope: Scope) -> list[Quantity]:
    """Sums of money that stand alone as what is given ("$2 billion"), not as the price of a noun ("a $2 bn loan")."""
    if not any(token.text in "$€£¥" or token.text[:1] in "$€£¥" for token in scope.tokens):
        return []
    return [
        quantity
        for quantity in quantities_in(text, parse, scope.tokens)
        if quantity.unit in _MONEYS and quantity.text[:1] in "$€£¥UA" and not _prices(parse, quantity)
    ]


def _prices(parse: Parse, quantity: Quantity) -> bool:
    """Whether the sum only measures a noun after it."""
    return any(
        token.dep in ("nummod", "compound", "quantmod", "amod", "nmod") and parse.head(token).start > quantity.span.end
        for token in parse.within(quantity.span)
    )


def _sum(text: str, parse: Parse, scope: Scope, quantity: Quantity) -> FoundGood:
    inside = parse.within(quantity.span)
    numbers = {token.i for token in inside}
    head = next((token for token in inside if token.head not in numbers), inside[-1])
    return FoundGood(Good(quantity.text, quantity.span, "money", quantity), head)


def _terms(tokens: Sequence[Token], words: GoodsLexicon) -> list[tuple[Token, str]]:
    """The terms of the taxonomy among the tokens, the longest at each place, each by its last token."""
    longest = _longest(tuple(words.terms))
    found: list[tuple[Token, str]] = []
    at = 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            piece = tokens[at : at + length]
            last = piece[-1]
            if last.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "X") or piece[-1].i - piece[0].i != length - 1:
                continue
            front = "".join(
                token.text.lower() + ("" if after.start == token.end else " ") for token, after in pairwise(piece)
            )
            category = words.terms.get(front + last.text.lower()) or words.terms.get(front + last.lemma.lower())
            if category is not None and (last.pos != "ADJ" or length > 1):
                found.append((last, category))
                at += length - 1
                break
        at += 1
    return found


@lru_cache(maxsize=8)
def _longest(terms: tuple[str, ...]) -> int:
    return max((len(term.replace("-", " - ").split()) for term in terms), default=0)


def _counts(parse: Parse, head: Token, scope: Scope) -> bool:
    """Whether the word stands as what is moved, and not as a mere modifier ("tank crew") or as the act itself."""
    if head.i == scope.trigger.i:
        return False
    if head.dep in ("compound", "amod", "nmod") and parse.head(head).i != scope.trigger.i:
        above = parse.head(head)
        return above.i in {carrier.i for carrier, _ in scope.carriers}
    return head.dep in _DIRECT or head.dep == "compound"


def _objects(parse: Parse, verb: Token) -> list[Token]:
    direct = parse.children(verb, "dobj", "nsubjpass")
    for preposition in parse.children(verb, "prep"):
        if preposition.text.lower() == "with":
            direct += parse.children(preposition, "pobj")
    found = []
    for noun in direct:
        while noun is not None:
            found.append(noun)
            joined = parse.children(noun, "conj")
            noun = joined[0] if joined else None  # type: ignore[assignment]
    return found


def _good(text: str, parse: Parse, head: Token, category: str | None) -> FoundGood:
    first = head
    for child in sorted(parse.children(head, "compound", "amod", "nmod"), key=lambda each: -each.i):
        if child.i < head.i and child.start < first.start:
            leftmost = min(parse.subtree(child), key=lambda each: each.start)
            first = leftmost if leftmost.unit == head.unit else first
    before = parse.head(head)
    if before.i == head.i - 1 and before.dep == "conj" and before.unit == head.unit:
        first = min(first, before, key=lambda each: each.start)
    span = Span(first.start, head.end)
    return FoundGood(Good(span.of(text), span, category, quantity_of(text, parse, head)), head)


def _distinct(found: list[FoundGood]) -> list[FoundGood]:
    """Without goods that stand inside the words of another ("submarine" in "submarine technology")."""
    kept: list[FoundGood] = []
    for each in sorted(found, key=lambda one: (-len(one.good.span), one.good.span.start)):
        if not any(other.good.span.overlaps(each.good.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.good.span.start)


def carried(parse: Parse, found: FoundGood, scope: Scope, words: GoodsLexicon) -> Token | None:
    """The nearest carrier above a good inside the scope ("sold" over "of the sale of tanks"), if there is one."""
    inside = {token.i for token in scope.tokens}
    for above in parse.ancestors(found.head):
        if above.i not in inside:
            return None
        if carrier_of(words, above) is not None:
            return above
        if above.i == scope.trigger.i:
            return None
    return None
