"""The words of an act in a parse go in; out comes the stretch that goes on from them and says what the act is about.

"Wants" is no news; "wants [submarine technology in return]" is. The stretch begins where the words of the act end, so
that both together are one piece of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.parse import Parse, Token
from dateline.model.span import Span

_COMPLEMENTS = frozenset(
    "dobj dative attr oprd acomp xcomp ccomp prep prt pobj pcomp agent acl npadvmod advmod nmod conj cc".split()
)
"""What may go on from a verb, a noun or an adjective: objects, contents, what follows a preposition."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_APART = frozenset(("relcl", "advcl", "parataxis", "appos")) | _SUBJECTS
"""What tells of another clause where it stands beside a complement; subjects are kept below a content."""
_CLAUSES = frozenset(("xcomp", "ccomp", "pcomp", "acl"))
_LIGHT = frozenset(("npadvmod", "advmod"))
_TIMES = frozenset(("DATE", "TIME"))
_SCENES = frozenset(("GPE", "LOC", "FAC"))
_SCENIC = frozenset(("in", "at", "near", "outside", "on"))
_INSIDE = frozenset(",-–'\"’‘“”%$")
_GAP = 2
"""Code points that may stand between two tokens: a space, and a mark that the parser was not shown."""
_LONGEST = 24
"""Words after which the stretch ends at the next phrase."""
_OPENING = frozenset(("ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "DET", "PRON"))
_TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))


def complement(parse: Parse, words: Span, known: Sequence[Span] = ()) -> Span | None:
    """What goes on from `words` without a break; None where that says no more than the parties at `known` do.

    Times and places at its end are left out, for a claim has fields for them.
    """
    act = parse.within(words)
    if not act:
        return None
    last = act[-1]
    phrases = _phrases(parse, act, last)
    run: list[Token] = []
    before = last
    for token in parse.tokens[last.i + 1 : parse.ranges[last.unit][1]]:
        if token.start - before.end > _GAP:  # the words of a teller were cut out here
            break
        if token.i not in phrases:
            inside = run and phrases.get(token.i - 1) is phrases.get(token.i + 1, last)
            if token.text not in _INSIDE or not inside:
                break
            phrases[token.i] = phrases[token.i - 1]
        run.append(token)
        before = token
    run = _without_scene(_cut(run))
    while run and (not phrases[run[-1].i].firm or (run[-1].pos in _OPENING and run[-1].tag != "PRP")):
        run.pop()
    telling = [each for each in run if each.pos in _TELLING]
    if not telling or all(any(span.contains(each.span) for span in known) for each in telling):
        return None
    return Span(run[0].start, run[-1].end)


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """One complement; a firm one says what the act is about, another only when, where or how."""

    firm: bool


def _phrases(parse: Parse, act: Sequence[Token], last: Token) -> dict[int, _Phrase]:
    """The complement that each token behind the act belongs to, by the token's number."""
    found: dict[int, _Phrase] = {}
    for head in act:
        for child in parse.children(head):
            if child.i <= last.i or child.dep not in _COMPLEMENTS:
                continue
            if child.dep in ("conj", "cc") and head.pos not in ("NOUN", "PROPN"):
                continue
            phrase = _Phrase(not _sets_the_scene(parse, child))
            found |= {each.i: phrase for each in _below(parse, child)}
    return found


def _sets_the_scene(parse: Parse, child: Token) -> bool:
    if child.dep in _LIGHT:
        return True
    below = parse.children(child, "pobj") if child.dep == "prep" else []
    return bool(below) and all(
        each.ent in _TIMES or (each.ent in _SCENES and child.text.lower() in _SCENIC) for each in below
    )


def _below(parse: Parse, top: Token) -> list[Token]:
    """The tokens under `top` without the clauses that are told beside it."""
    found, stack = [], [top]
    while stack:
        token = stack.pop()
        found.append(token)
        clause = token.dep in _CLAUSES or token.pos in ("VERB", "AUX")
        apart = _APART - _SUBJECTS if clause else _APART
        stack.extend(child for child in parse.children(token) if child.dep != "punct" and child.dep not in apart)
    return found


def _without_scene(run: list[Token]) -> list[Token]:
    """The run without the places and days at its end, wherever the parser hung them: "met the envoy in Nairobi"."""
    while True:
        at = next((at for at in range(len(run) - 1, 0, -1) if run[at].pos == "ADP"), 0)
        scene = run[at + 1 :]
        if not at or run[at].text.lower() not in _SCENIC or not scene:
            return run
        if not all(each.ent in _TIMES or each.ent in _SCENES or each.pos == "DET" for each in scene):
            return run
        run = run[:at]


def _cut(run: list[Token]) -> list[Token]:
    """A run that is too long up to the last phrase that ends in time."""
    if len(run) <= _LONGEST:
        return run
    ends = [at for at in range(_LONGEST // 2, _LONGEST) if run[at].pos in ("ADP", "CCONJ", "SCONJ", "PUNCT")]
    return run[: ends[-1] if ends else _LONGEST]
