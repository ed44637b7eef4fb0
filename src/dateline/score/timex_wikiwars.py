"""WikiWars (narratives of wars) goes in; how well time expressions are found and valued comes out."""

from __future__ import annotations

from pathlib import Path

from dateline.model.kit import Kit
from dateline.score import Score
from dateline.score._timeml import score_times

GOLD = "wikiwars/trainingset"


def score(gold: Path, kit: Kit) -> Score:
    """Relaxed, strict, value and type F1, as for newswire; every type here is DATE, so that figure says little."""
    return score_times(gold, kit)
