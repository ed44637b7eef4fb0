"""A sentence goes in; out come its conditions: "if", "unless", "provided that", "should …", each with its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.act import Words
from dateline.model.parse import Parse, Token
from dateline.model.span import Span
from dateline.stages.status.clause import verbal

_IF = frozenset({"if", "unless", "lest", "providing", "supposing", "assuming", "provided", "suppose", "failing"})
_LONG = frozenset({"long", "far", "soon"})
_EVENT = frozenset({"condition", "proviso", "event", "case", "understanding", "assumption"})
_INVERTED = frozenset({"should", "were", "had"})
_ASKING = frozenset({
    "ask", "wonder", "know", "see", "determine", "say", "decide", "doubt", "inquire", "check", "question", "clarify",
    "consider", "find",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, the token that heads its clause, and the token that it is attached to."""

    words: Words
    head: Token
    above: Token
    inside: frozenset[int]


def conditions_of(parse: Parse, text: str, tokens: Sequence[Token]) -> list[Condition]:
    """All conditions among the tokens of one sentence, in the order of the text."""
    found: list[Condition] = []
    for token in tokens:
        head = _head(parse, token)
        if head is None or any(head.i == each.head.i for each in found):
            continue
        inside = parse.subtree(head)
        if not inside or (head.dep == "ROOT" and token.text.lower() not in _IF):
            continue
        start = min(token.start, min(each.start for each in inside))
        end = max(each.end for each in inside)
        if head.dep == "ROOT":
            inside, start, end = _cut(tokens, token)
        span = _trimmed(text, Span(start, end))
        if len(span) > 3:
            words = Words(span.of(text), span)
            found.append(Condition(words, head, parse.head(head), frozenset(each.i for each in inside)))
    return found


def _head(parse: Parse, token: Token) -> Token | None:
    """The head of the clause that `token` makes a condition; None where it opens none."""
    word = token.text.lower()
    if word in ("if", "unless", "lest"):
        return _if(parse, token)
    if word in ("provided", "providing", "supposing", "assuming", "suppose", "failing"):
        clause = parse.children(token, "ccomp", "pcomp", "pobj")
        if token.dep == "mark":
            return parse.head(token)
        return token if clause and token.dep in ("advcl", "prep", "ROOT", "dep", "ccomp", "parataxis") else None
    if word in _LONG and token.i > 0 and parse.tokens[token.i - 1].text.lower() in ("as", "so") and word == "long":
        clause = [each for each in parse.children(token, "advcl", "ccomp") if verbal(each)]
        return clause[0] if clause else None
    if word in _EVENT:
        clause = [each for each in parse.children(token, "acl", "ccomp", "relcl") if verbal(each)]
        before = parse.head(token) if token.dep == "pobj" else None
        if before is not None and before.text.lower() in ("on", "in", "with", "under") and (clause or word == "event"):
            return before
        return None
    if word == "once" and token.dep in ("mark", "advmod") and verbal(parse.head(token)):
        head = parse.head(token)
        return head if head.dep == "advcl" and head.start > token.start else None
    if word in ("when", "after") and token.i > 0 and parse.tokens[token.i - 1].text.lower() == "only":
        head = parse.head(token)
        return head if head.dep == "advcl" else None
    if word in _INVERTED and token.dep in ("aux", "auxpass", "ROOT", "advcl", "ccomp"):
        return _inverted(parse, token)
    return None


def _if(parse: Parse, token: Token) -> Token | None:
    head = parse.head(token)
    if head.i == token.i or not (verbal(head) or head.pos in ("ADJ", "NOUN", "ADV", "PROPN")):
        return None
    governor = parse.head(head)
    if head.dep in ("ccomp", "xcomp") and governor.lemma in _ASKING and token.text.lower() == "if":
        return None if head.start > governor.start else head
    before = parse.tokens[token.i - 1].text.lower() if token.i else ""
    if before in ("as", "even") and before == "as":
        return None
    return head


def _inverted(parse: Parse, token: Token) -> Token | None:
    """ "Should Minsk refuse, …", "were the situation to worsen", "had the port been open": the auxiliary goes first."""
    verb = parse.head(token) if token.dep in ("aux", "auxpass") else token
    if verb.dep not in ("advcl", "ccomp", "dep", "parataxis") or (
        verb.dep == "ccomp" and verb.start > parse.head(verb).start
    ):
        return None
    subject = parse.children(verb, "nsubj", "nsubjpass", "expl")
    if not subject or subject[0].start < token.start:
        return None
    if any(child.start < token.start and child.dep in ("mark", "advmod", "prep") for child in parse.children(verb)):
        return None
    return verb


def _cut(tokens: Sequence[Token], opener: Token) -> tuple[list[Token], int, int]:
    """Where the parser made the condition the main clause: from its opener to the next comma."""
    after = [each for each in tokens if each.start >= opener.start]
    inside: list[Token] = []
    for each in after:
        if each.text in (",", ";", ":", "—") and len(inside) > 2:
            break
        inside.append(each)
    return inside, inside[0].start, inside[-1].end


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and text[end - 1] in " \t\n,.;:—–-":
        end -= 1
    while start < end and text[start] in " \t\n,.;:—–-":
        start += 1
    return Span(start, end)
