"""Acts come in; they go out with the other side filled in where one want answers another in the same sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.act import Act
from dateline.model.parse import Parse
from dateline.model.party import Party


def answered(acts: Sequence[Act], parse: Parse) -> list[Act]:
    """The same acts; a request that names nobody, of somebody who is asked in the clause above, goes to who asks.

    "Niger wants grain from Togo, which wants uranium in return": Togo wants it from Niger.
    """
    asked: dict[int, Act] = {}
    for act in acts:
        if act.type == "REQUEST" and act.actors and act.recipients:
            token = parse.tokens[act.trigger]
            asked[token.head if token.pos == "ADJ" else token.i] = act  # "is eager": the clause hangs on the copula
    found: list[Act] = []
    for act in acts:
        if act.type == "REQUEST" and act.actors and not act.recipients:
            above = (asked.get(token.i) for token in parse.ancestors(parse.tokens[act.trigger]))
            other = next((each for each in above if each is not None), None)
            if other is not None and _meet(act.actors, other.recipients) and not _meet(act.actors, other.actors):
                act = replace(act, recipients=other.actors)
        found.append(act)
    return found


def _meet(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether a party stands on both sides: the same mention, the same known entity, or organs of one country."""
    return any(
        a.span == b.span
        or (a.entity is not None and a.entity == b.entity)
        or (a.country is not None and a.country == b.country)
        for a in one
        for b in other
    )
