"""An act goes in; out come the tokens of its own clause, where its goods and the ways they go are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.act import Act
from dateline.model.goods import Carrier, GoodsLexicon
from dateline.model.parse import Parse, Token

_CLOSED = frozenset({"advcl", "relcl", "parataxis", "csubj", "csubjpass"})
_OPEN_PARTICIPLES = frozenset({"acl"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens that belong to an act, in the order of the text, and the carriers among them, outermost first."""

    tokens: tuple[Token, ...]
    carriers: tuple[tuple[Token, Carrier], ...]
    trigger: Token


def scope_of(parse: Parse, act: Act, words: GoodsLexicon, others: frozenset[int]) -> Scope:
    """What the act's words govern, without subordinate clauses and without what other acts (`others`) head.

    A light verb's act includes the verb's other arguments ("struck a deal on Friday for 40 tanks"), a relative clause
    or participle the noun that it describes ("drones supplied by Tehran").
    """
    trigger = parse.tokens[act.trigger]
    found: dict[int, Token] = {}
    carriers: list[tuple[Token, Carrier]] = []
    queue = [trigger]
    if (
        trigger.pos == "NOUN"
        and trigger.dep in ("dobj", "nsubjpass")
        and act.action.span.contains(parse.head(trigger).span)
    ):
        queue.append(parse.head(trigger))
    while queue:
        token = queue.pop(0)
        if token.i in found:
            continue
        found[token.i] = token
        carrier = carrier_of(words, token)
        if carrier is not None:
            carriers.append((token, carrier))
        for child in parse.children(token):
            joined = child.dep == "conj" and child.pos in ("VERB", "AUX") and not _misread_noun(parse, words, child)
            closed = child.dep in _CLOSED or joined
            if closed and not (child.dep == "advcl" and _purpose(parse, child) and token.i == trigger.i):
                continue
            if child.i in others and child.i not in (trigger.i,) and child.dep not in ("compound", "amod"):
                continue
            queue.append(child)
    for noun in _described(parse, trigger):
        for token in _phrase(parse, noun, trigger):
            found.setdefault(token.i, token)
    tokens = tuple(sorted(found.values(), key=lambda token: token.start))
    return Scope(tokens, tuple(carriers), trigger)


def carrier_of(words: GoodsLexicon, token: Token) -> Carrier | None:
    """Which way goods go with this word, if it is one that carries goods."""
    if token.pos == "VERB" or token.tag.startswith("VB"):
        return words.carriers.get(("verb", token.lemma.lower()))
    if token.pos in ("NOUN", "PROPN"):
        return words.carriers.get(("noun", token.lemma.lower()))
    return None


def _misread_noun(parse: Parse, words: GoodsLexicon, verb: Token) -> bool:
    """Whether a joined "verb" is the first word of a good ("shells and antitank missiles")."""
    after = parse.tokens[verb.i + 1] if verb.i + 1 < len(parse.tokens) else verb
    return f"{verb.text.lower()} {after.lemma.lower()}" in words.terms


def _purpose(parse: Parse, verb: Token) -> bool:
    return any(child.tag == "TO" for child in parse.children(verb, "aux"))


def _described(parse: Parse, trigger: Token) -> list[Token]:
    """The noun that a relative clause or participle describes, where the noun is what is moved."""
    head = parse.head(trigger)
    if trigger.dep == "acl" and trigger.tag == "VBN":
        return [head]
    if trigger.dep == "relcl":
        moved = parse.children(trigger, "dobj", "nsubjpass", "pobj")
        if any(each.tag in ("WDT", "WP") for each in moved) or not moved:
            return [head]
    return []


def _phrase(parse: Parse, noun: Token, trigger: Token) -> list[Token]:
    below = {token.i for token in parse.subtree(trigger)}
    return [token for token in parse.subtree(noun) if token.i not in below]
