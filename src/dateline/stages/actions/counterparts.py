"""Acts come in; they go out with the other side filled in where another act of the same sentence names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.act import Act
from dateline.model.parse import Parse
from dateline.model.party import Party

_ADDRESSING = frozenset("write send phone telephone call ring email cable text message address".split())
"""Verbs by which words go to somebody, whose other verb tells what the words were: "wrote to Togo demanding grain"."""
_AIMED = frozenset(("REQUEST", "THREATEN", "REJECT"))
"""What is said to those whom it is aimed at; of an accusation others may be told."""


def answered(acts: Sequence[Act], parse: Parse) -> list[Act]:
    """The same acts; a request that names nobody, of somebody who is asked in the clause above, goes to who asks.

    "Niger wants grain from Togo, which wants uranium in return": Togo wants it from Niger. What is asked, refused or
    threatened in a letter or a call is so by whoever sent it, and goes to whoever gets it.
    """
    asked: dict[int, Act] = {}
    addressed: dict[int, Act] = {}
    for act in acts:
        token = parse.tokens[act.trigger]
        if act.type == "REQUEST" and act.actors and act.recipients:
            asked[token.head if token.pos == "ADJ" else token.i] = act  # "is eager": the clause hangs on the copula
        if act.type == "CONSULT" and token.lemma.lower() in _ADDRESSING:
            addressed[token.i] = act
    found: list[Act] = []
    for act in acts:
        token = parse.tokens[act.trigger]
        if act.type == "REQUEST" and act.actors and not act.recipients:
            above = next((asked[each.i] for each in parse.ancestors(token) if each.i in asked), None)
            if above is not None and _turned(act, above):
                act = replace(act, recipients=above.actors)
        letter = next((addressed[each.i] for each in parse.ancestors(token) if each.i in addressed), None)
        if letter is not None and token.tag == "VBG":
            act = _written(act, letter, token.dep == "acl")
        found.append(act)
    return found


def _written(act: Act, letter: Act, hung: bool) -> Act:
    """What is told beside a letter or a call; `hung` where the parser may have taken who gets it for who says it."""
    if act.type in (*_AIMED, "ACCUSE") and hung and _meet(act.actors, letter.recipients):
        act = replace(act, actors=letter.actors)
    if act.type in _AIMED and not act.recipients and _meet(act.actors, letter.actors):
        # Of a call both sides are its actors.
        others = tuple(each for each in letter.actors if not _meet([each], act.actors))
        act = replace(act, recipients=letter.recipients or others)
    return act


def _turned(act: Act, other: Act) -> bool:
    """Whether who is asked in one act asks in the other."""
    return _meet(act.actors, other.recipients) and not _meet(act.actors, other.actors)


def _meet(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether a party stands on both sides: the same mention, the same known entity, or organs of one country."""
    return any(
        a.span == b.span
        or (a.entity is not None and a.entity == b.entity)
        or (a.country is not None and a.country == b.country)
        for a in one
        for b in other
    )
