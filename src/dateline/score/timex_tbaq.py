"""TimeBank and AQUAINT go in; how well time expressions are found and valued comes out (TempEval-3's measures)."""

from __future__ import annotations

from pathlib import Path

from dateline.model.kit import Kit
from dateline.score import Score
from dateline.score._timeml import score_times

GOLD = "tempeval3/TBAQ-cleaned"


def score(gold: Path, kit: Kit) -> Score:
    """Relaxed, strict, value and type F1; a value counts where the spans overlap and the TIMEX3 values are equal."""
    return score_times(gold, kit)
