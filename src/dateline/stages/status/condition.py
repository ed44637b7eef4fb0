"""A sentence goes in; out come its conditions: "if", "unless", "provided that", "should …", each with its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.act import Words
from dateline.model.clause import verbal
from dateline.model.parse import Parse, Token
from dateline.model.span import Span

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
    """One condition: its words, the token that heads its clause, and the token that it is attached to.

    `loose` where the tree does not show what it belongs to, so that it holds for the whole sentence.
    """

    words: Words
    head: Token
    above: Token
    inside: frozenset[int]
    loose: bool = False


def conditions_of(parse: Parse, text: str, tokens: Sequence[Token]) -> list[Condition]:
    """All conditions among the tokens of one sentence, in the order of the text."""
    found: list[Condition] = []
    for place, token in enumerate(tokens):
        if any(token.i in each.inside for each in found):
            continue
        head = _head(parse, token)
        inside: Sequence[Token] = parse.subtree(head) if head is not None else ()
        loose = head is None or head.dep == "ROOT" or not any(each.i == token.i for each in inside)
        if loose:
            inside = _cut(tokens, place) if _opens(tokens, place) or head is not None else ()
        if not inside:
            continue
        start, end = min(each.start for each in (token, *inside)), max(each.end for each in inside)
        span = _trimmed(text, Span(start, end))
        if len(span) > 3:
            words, numbers = Words(span.of(text), span), frozenset(each.i for each in inside)
            above = parse.head(head) if head is not None else token
            found.append(Condition(words, head or token, above, numbers, loose))
    return found


_OPENERS = (
    ("provided", "that"), ("providing", "that"), ("so", "long", "as"), ("as", "long", "as"),
    ("on", "condition", "that"),
    ("on", "the", "condition", "that"), ("in", "the", "event", "of"), ("in", "the", "event", "that"), ("in", "case"),
    ("on", "one", "condition"), ("only", "if"), ("only", "when"), ("only", "after"), ("but", "only", "if"),
    ("but", "only", "when"), ("but", "only", "after"), ("but", "only", "once"), ("but", "only", "with"),
    ("but", "only", "in"), ("unless",),
    ("assuming", "that"), ("assuming",), ("supposing",), ("failing", "which"), ("subject", "to"), ("depending", "on"),
    ("if",), ("only", "once"), ("only", "in", "return", "for"), ("only", "in", "exchange", "for"), ("only", "with"),
)  # fmt: skip
"""What opens a condition wherever it stands, where the tree shows none."""


def _opens(tokens: Sequence[Token], place: int) -> bool:
    words = [each.text.lower() for each in tokens[place : place + 4]]
    if words[:1] == ["provided"] and (place and tokens[place - 1].text in (",", "—", "–")):
        return True
    if words[:1] == ["if"]:
        before = tokens[place - 1].lemma.lower() if place else ""
        return before not in _ASKING and before not in ("as", "even", "what", "or")
    if words[:1] in (["should"], ["had"], ["were"]) and _fronted(tokens, place):
        return True
    if words[:2] == ["subject", "to"]:  # what "is subject to inspection" is only described
        return bool(place) and tokens[place - 1].lemma not in ("be", "become", "remain", "make")
    if words[:2] == ["only", "once"]:
        return words[2:3] != [] and tokens[place + 2].pos in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")
    return any(tuple(words[: len(opener)]) == opener for opener in _OPENERS)


def _fronted(tokens: Sequence[Token], place: int) -> bool:
    """ "Should Minsk refuse, …" at the start of what is no question; "would sail were the port to open" after it."""
    after = tokens[place + 1 : place + 8]
    if not after or after[0].pos not in ("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM"):
        return False
    if tokens[place].text.lower() == "were":
        would = any(each.text.lower() in ("would", "could", "might") for each in tokens)
        return would and any(each.tag == "TO" for each in after)
    return (
        (place == 0 or tokens[place - 1].text in ":;,“") and tokens[place].text[0].isupper() and tokens[-1].text != "?"
    )


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
    if word == "until" and token.dep == "mark":
        head = parse.head(token)
        above = parse.head(head)
        denied = any(child.dep == "neg" for child in parse.children(above))
        return head if denied and any(child.tag == "MD" for child in parse.children(above, "aux")) else None
    if word == "once" and token.dep in ("mark", "advmod") and verbal(parse.head(token)):
        head = parse.head(token)
        done = head.tag in ("VBD", "VBN") and _tells_of_past(parse, head)
        subject = parse.children(head, "nsubj", "nsubjpass", "aux", "auxpass", "mark")
        late = any(each.start < token.start for each in subject)  # "had once met"
        done = done or late
        return head if head.dep == "advcl" and head.start > token.start and not done else None
    if word in ("when", "after") and token.i > 0 and parse.tokens[token.i - 1].text.lower() == "only":
        head = parse.head(token)
        return head if head.dep == "advcl" else None
    if word in _INVERTED and token.dep in ("aux", "auxpass", "ROOT", "advcl", "ccomp"):
        return _inverted(parse, token)
    return None


def _tells_of_past(parse: Parse, verb: Token) -> bool:
    """Whether both the clause and the one around it tell of what was done: "once he was freed, he left"."""
    above = parse.head(verb)
    helpers = [child for each in (verb, above) for child in parse.children(each, "aux", "auxpass")]
    past = above.tag == "VBD" or any(each.tag == "VBD" for each in helpers if each.head == above.i)
    return past and not any(each.tag == "MD" for each in helpers)


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


def _cut(tokens: Sequence[Token], place: int) -> list[Token]:
    """Where the tree is of no help: from the opener to the next comma that closes it."""
    inside: list[Token] = []
    for each in tokens[place:]:
        if each.text in (";", ":", "—", "–", ".") or (each.text == "," and len(inside) > 2):
            break
        inside.append(each)
    return inside


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and text[end - 1] in " \t\n,.;:—–-":
        end -= 1
    while start < end and text[start] in " \t\n,.;:—–-":
        start += 1
    return Span(start, end)
