"""Measured quality: one file a gold set, found by being here; each scores a kit against gold and states its counts.

A module `score/<name>.py` defines `GOLD` (the path of its set inside the gold folder) and
`score(gold: Path, kit: Kit) -> Score`. `dateline score --gold DIR [NAME…]` runs them and holds the figures against the
floors in `scores/floors.toml`, which only go up.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.model.kit import Kit


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one set: name to value (percentages, 0 to 100, unless the name says otherwise), and the counts."""

    figures: dict[str, float]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Set:
    """One gold set: its name, where it lies inside the gold folder, and the function that scores a kit on it."""

    name: str
    gold: str
    score: Callable[[Path, Kit], Score]


def sets() -> dict[str, Set]:
    """All sets, by name."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found[module.name] = Set(module.name, loaded.GOLD, loaded.score)
    return found


def ratio(part: float, whole: float) -> float:
    """`part` of `whole` in percent; 0 when the whole is nothing.

    >>> ratio(1, 4)
    25.0
    """
    return 100.0 * part / whole if whole else 0.0


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent.

    >>> f1(1, 2, 1)
    (50.0, 100.0, 66.66666666666667)
    """
    precision, recall = ratio(right, found), ratio(right, gold)
    return precision, recall, (2 * precision * recall / (precision + recall) if precision + recall else 0.0)
