"""Acts come in, in the order of the text; they go out with `same_as` where one plainly tells an earlier one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.act import Act
from dateline.model.party import Party
from dateline.model.reading import Reading


def linked(acts: Sequence[Act], reading: Reading) -> tuple[Act, ...]:
    """The same acts, each retelling with the index of the first telling.

    Plain means: the same kind of act, by the same lemma or CAMEO code, and parties that do not differ on either side.
    """
    found: list[Act] = []
    first: dict[tuple[object, ...], int] = {}
    for number, act in enumerate(acts):
        sides = (_side(act.actors), _side(act.recipients))
        key = (act.type, act.cameo, act.action.lemma, *sides)
        if None in sides or key not in first:
            if None not in sides:
                first[key] = number
            found.append(act)
        else:
            found.append(replace(act, same_as=first[key]))
    return tuple(found)


def _side(parties: Sequence[Party]) -> frozenset[str] | None:
    """The known parties of one side; None where one of them is nobody known."""
    names = [party.entity or (party.name if party.how == "named" else None) for party in parties]
    return None if None in names else frozenset(name for name in names if name is not None)
