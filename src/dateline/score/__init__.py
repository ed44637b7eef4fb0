"""Measured quality: one file a gold set, found by being here; each scores a kit against gold and states its counts.

A module `score/<name>.py` defines `GOLD` (the path of its set inside the gold folder) and
`score(gold: Path, kit: Kit) -> Score`. `dateline score --gold DIR [NAME…]` runs them and holds the figures against the
floors in `scores/floors.toml`, which only go up.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
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


def floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors by set and figure, from `scores/floors.toml`."""
    return {name: dict(figures) for name, figures in tomllib.loads(path.read_text("utf-8")).items()}


def below(score: Score, floor: dict[str, float]) -> list[str]:
    """What falls short, one sentence a figure; empty when every floor holds.

    A figure whose name ends in `_mae` is an error: it must stay under its floor.

    >>> below(Score({"f1": 70.0}, {}), {"f1": 71.0})
    ['f1 is 70.00, under its floor of 71.00']
    """
    short = []
    for name, limit in floor.items():
        value = score.figures.get(name)
        error = name.endswith("_mae")
        if value is None:
            short.append(f"{name} is not measured, its floor is {limit:.2f}")
        elif value > limit if error else value < limit:
            short.append(f"{name} is {value:.2f}, {'over its ceiling' if error else 'under its floor'} of {limit:.2f}")
    return short
