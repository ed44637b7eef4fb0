"""The parse goes in; noun phrases come out, each with the words from its first modifier to its last complement."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from dateline.model.parse import Parse, Token
from dateline.model.span import Span

_INNER = frozenset(
    "compound amod nmod det nummod quantmod predet case punct advmod aux auxpass cc preconj mark prep prt neg "
    "intj expl acomp meta agent npmod prepositional".split()
)
_LEFT = frozenset(
    "compound amod nmod det nummod quantmod predet poss case punct advmod npadvmod conj cc pobj appos prep neg "
    "dep".split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BY_PLACE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "appos", "conj", "agent"})
_CLOSING = {"]": "[", ")": "(", "”": "“", "’": "‘", '"': '"'}
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{4}[Zz]")
_JOINING = frozenset(" \t\n\r\u00a0\"'“”‘’[](-–")


def heads(parse: Parse, unit: int, named: Container[int]) -> Iterator[Token]:
    """The tokens of one unit that head a noun phrase, in order; `named` holds the tokens that are part of a name."""
    for token in parse.unit(unit):
        if token.dep in _INNER or _hyphened(parse, token) or not _nominal(parse, token, named):
            continue
        if token.dep == "conj":
            root = token
            while root.dep == "conj" and root.head != root.i:
                root = parse.tokens[root.head]
            if root.dep in ("amod", "compound", "nmod", "nummod", "advmod", "prep"):
                continue
        yield token


def _nominal(parse: Parse, token: Token, named: Container[int]) -> bool:
    if token.pos in _NOMINAL:
        return True
    if token.dep not in _BY_PLACE:
        return False
    if token.pos in ("NUM", "DET") or token.i in named:
        return True
    deed = token.tag == "VBG" and bool(parse.children(token, "amod"))  # "said Russian shelling killed two"
    return token.pos in ("ADJ", "VERB") and (deed or _has_article(parse, token))


def _hyphened(parse: Parse, token: Token) -> bool:
    """Whether a noun is the first half of a compound with a hyphen: "defector" in "defector-turned-researcher"."""
    following = token.i + 1
    if token.head <= token.i or following >= len(parse.tokens) or token.dep in ("nsubj", "poss", "nsubjpass"):
        return False
    return parse.tokens[following].text == "-" and parse.tokens[following].start == token.end


def _has_article(parse: Parse, token: Token) -> bool:
    """ "the wounded", "the accused", "the two": an adjective or participle with an article stands for people."""
    return any(child.dep == "det" and child.text.lower() in ("the", "those") for child in parse.children(token))


def first_of(parse: Parse, head: Token, text: str) -> int:
    """The number of the first token of the phrase that `head` governs: what precedes it and hangs on it unbroken."""
    start, _ = parse.ranges[head.unit]
    tokens = parse.tokens
    first = i = head.i
    while i > start:
        i -= 1
        token = tokens[i]
        if token.dep not in _LEFT or not _below(tokens, token, head) or not _joined(text, token, tokens[i + 1]):
            break
        if _CLOCK.fullmatch(token.text):
            break
        first = i
        if token.dep == "det" and not (i > start and tokens[i - 1].dep in ("predet", "preconj")):
            break
    while first < head.i and _leading(tokens[first], tokens[first + 1]):
        first += 1
    return first


def _below(tokens: tuple[Token, ...], token: Token, head: Token) -> bool:
    """Whether `token` hangs on `head` by words that stand between them."""
    steps = 0
    while token.i != head.i:
        if token.dep not in _LEFT or token.head == token.i or token.head > head.i or steps > 12:
            return False
        token = tokens[token.head]
        steps += 1
    return True


def _leading(token: Token, following: Token) -> bool:
    """Words that stand before a phrase without being of it: "only the", "even", "and", a comma."""
    if token.text.lower() == "at" and following.text.lower() in ("least", "most"):
        return False
    if token.dep in ("cc", "preconj", "punct", "prep", "neg") and token.text not in ("$", "#"):
        return token.text.lower() != "no"
    if token.text.lower() in (
        "only",
        "even",
        "also",
        "just",
        "both",
        "including",
        "presumably",
        "mostly",
        "mainly",
        "then",
    ):
        return token.text.lower() != "both" or token.dep in ("preconj", "cc", "advmod")
    return token.pos == "ADV" and following.dep not in ("amod", "nummod", "quantmod", "compound") and token.tag != "CD"


def _joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but space, hyphens or the marks of a quotation stands between two tokens."""
    return right.start - left.end < 4 and all(mark in _JOINING for mark in text[left.end : right.start])


def complement(parse: Parse, head: int, after: int, text: str, prepositions: frozenset[str]) -> tuple[int, int] | None:
    """The last token of the prepositional complement that begins right `after` a phrase, and the one that heads it."""
    tokens = parse.tokens
    at = after + 1
    if at >= parse.ranges[tokens[after].unit][1]:
        return None
    prep = tokens[at]
    if (
        prep.text.lower() not in prepositions
        or prep.dep not in ("prep", "dative", "agent")
        or not head <= prep.head <= after
    ) and (prep.text.lower() != "of" or prep.dep != "prep" or prep.head > after):
        return None
    if not _joined(text, tokens[after], prep):
        return None
    objects = parse.children(prep, "pobj")
    if not objects or objects[0].i < at:
        return None
    inner = objects[0]
    if first_of(parse, inner, text) != at + 1:
        return None
    return inner.i, inner.i


def span_of(parse: Parse, first: int, last: int, text: str) -> Span:
    """The span from the first to the last token, with the bracket or quotation mark that closes one opened inside."""
    start, end = parse.tokens[first].start, parse.tokens[last].end
    if text.endswith(("'s", "’s"), start + 1, end):
        return Span(start, end - 2)
    closing = _CLOSING.get(text[end : end + 1], "")
    inside = text[start:end]
    if closing and inside.count(closing) > inside.count(text[end]) * (closing != text[end]):
        odd = closing != text[end] or inside.count(closing) % 2 == 1
        return Span(start, end + 1) if odd else Span(start, end)
    return Span(start, end)
