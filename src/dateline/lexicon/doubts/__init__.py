"""Loads the learned weights of the doubts stage for a Kit from the table beside this module, or another file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import BadLexicon
from dateline.model.doubt import Doubter
from dateline.model.linear import Linear

_MODELS = ("type", "actors", "recipients", "status")


@cache
def load(weights: Path | None = None) -> Doubter:
    """The doubter; `weights` names a file that `tools/train_doubt.py` made, else the shipped one is taken.

    One line a feature, with the model that it belongs to and its weight; the bias stands under the name "bias", the
    threshold as the feature "threshold" of the model "gate", and "slope" and "shift" under "claim".
    """
    shipped = weights or files(__name__).joinpath("weights.tsv")
    if not shipped.is_file():
        return Doubter()
    found: dict[str, dict[str, float]] = {model: {} for model in (*_MODELS, "claim", "gate")}
    version = ""
    for number, line in enumerate(shipped.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            version = version or line.removeprefix("# version ").strip()
            continue
        try:
            model, feature, weight = line.split("\t")
            found[model][feature] = float(weight)
        except (ValueError, KeyError):
            raise BadLexicon(
                f"weights of doubts, line {number}: a model, a feature and a weight are needed: {line!r}"
            ) from None
    models = {model: Linear(found[model].pop("bias", 0.0), found[model]) for model in _MODELS}
    whole = found["claim"]
    threshold = found["gate"].get("threshold", 0.0)
    return Doubter(version, **models, threshold=threshold, slope=whole.get("slope", 1.0), shift=whole.get("shift", 0.0))
