"""Acts come in, in the order of the text; they go out with `same_as` where one plainly tells an earlier one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.act import Act
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.time import Time
from dateline.model.timing import time_of


def linked(acts: Sequence[Act], reading: Reading) -> tuple[Act, ...]:
    """The same acts, each retelling with the index of the first telling.

    Plain means: the same kind of act, by the same lemma or CAMEO code, parties that do not differ on either side, and
    neither another object ("launched a satellite", "launched missiles") nor another day.
    """
    found: list[Act] = []
    first: dict[tuple[object, ...], int] = {}
    for number, act in enumerate(acts):
        sides = (_side(act.actors), _side(act.recipients))
        key = (act.type, *_named(act), *sides)
        again = None not in sides and key in first and not _differ(reading, acts[first[key]], act)
        meeting = _met_for(reading, found, act)
        if meeting is not None:
            found.append(replace(act, same_as=meeting))
        elif not again:
            if None not in sides:
                first[key] = number
            found.append(act)
        else:
            found.append(replace(act, same_as=first[key]))
    return tuple(found)


def _met_for(reading: Reading, before: Sequence[Act], act: Act) -> int | None:
    """The meeting for which the talk is only what it is about: "met in Oslo to discuss the border"."""
    token = reading.parse.tokens[act.trigger]
    purpose = token.dep in ("advcl", "xcomp") and any(
        child.tag == "TO" for child in reading.parse.children(token, "aux")
    )
    if act.type != "CONSULT" or not purpose:
        return None
    for number, other in enumerate(before):
        if other.type == "CONSULT" and other.trigger == token.head and set(act.actors) <= set(other.actors):
            return number if other.same_as is None else other.same_as
    return None


def _differ(reading: Reading, first: Act, later: Act) -> bool:
    """Whether the words say that these are two acts: other things done to, or times of their own that lie apart."""
    things = [_thing(reading, act) for act in (first, later)]
    if None not in things and things[0] != things[1]:
        return True
    (one, basis), (two, other) = (time_of(reading, reading.parse.tokens[act.trigger]) for act in (first, later))
    if (basis, other) != ("clause", "clause") or one.state != "known" or two.state != "known":
        return False
    return _over(one, two) or _over(two, one)


def _thing(reading: Reading, act: Act) -> str | None:
    """The lemma of the object of the act's verb, where it is a thing and no party of the act."""
    spans = [party.span for party in (*act.actors, *act.recipients)]
    token = reading.parse.tokens[act.trigger]
    if token.pos != "VERB":
        return None
    for child in reading.parse.children(token, "dobj", "nsubjpass"):
        if child.pos == "NOUN" and not any(span.overlaps(child.span) for span in spans):
            return child.lemma.lower()
    return None


def _over(one: Time, two: Time) -> bool:
    """Whether the one time is over before the other begins."""
    if one.latest is None or two.earliest is None:
        return False
    return one.latest.isoformat()[:10] < two.earliest.isoformat()[:10]


def _named(act: Act) -> tuple[str | None, ...]:
    """What tells one act of a type from another; a meeting is one however far on it is ("open a meeting", "meet")."""
    if act.type == "CONSULT" and len(act.actors) > 1 and "meet" in f"{act.action.lemma} {act.action.text.lower()}":
        return ("meet",)
    return (act.cameo, act.action.lemma)


def _side(parties: Sequence[Party]) -> frozenset[str] | None:
    """The known parties of one side; None where one of them is nobody known."""
    names = [party.entity or (party.name if party.how == "named" else None) for party in parties]
    return None if None in names else frozenset(name for name in names if name is not None)
