"""PLV's marked sentences go in; out comes how often a whole triple is right: who, to whom, and the PLOVER root.

Recall: sentences in which some act has the marked source as actor, the marked target as recipient (or, for what two do
together, both as actors) and the marked root. Precision: of the acts that dateline finds between the marked two, in
whatever role, those that are right. `precision_all` takes every act with two sides in the sentence for a claim that it
is the marked one, though the set marks one relation a sentence and leaves the others unmarked: a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.model.act import Act
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.score import Score, f1, ratio
from dateline.score.plv import GOLD as GOLD
from dateline.score.plv import Row, readings, root_of, rows, touches


def score(gold: Path, kit: Kit) -> Score:
    """Recall, precision and F1 of whole triples in percent."""
    found = list(rows(gold))
    recalled = right = between = sided = 0
    for row, reading in readings(found, kit):
        pair = [act for act in reading.believed if _between(row, act)]
        true = [act for act in pair if _right(row, act) and root_of(act, kit.codebook) == row.root]
        recalled += bool(true)
        right += len(true)
        between += len(pair)
        sided += sum(_two_sided(act) for act in reading.believed)
    recall = ratio(recalled, len(found))
    precision = ratio(right, between)
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(
        {
            "recall": recall,
            "precision": precision,
            "f1": mean,
            "precision_all": f1(right, sided, len(found))[0],
        },
        {"sentences": len(found), "recalled": recalled, "between": between, "right": right, "two_sided": sided},
    )


def _right(row: Row, act: Act) -> bool:
    source, target = touches(act.actors, row.sources), touches(act.recipients, row.targets)
    return source and (target or (not act.recipients and touches(act.actors, row.targets)))


def _between(row: Row, act: Act) -> bool:
    both: Sequence[Party] = (*act.actors, *act.recipients)
    return touches(both, row.sources) and touches(both, row.targets)


def _two_sided(act: Act) -> bool:
    return bool(act.actors and act.recipients) or len(act.actors) > 1
