"""Named features go in; a probability comes out, by a logistic regression of which every weight can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over binary features: the weight of each feature by its name, and the bias."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def probability(self, features: Iterable[str]) -> float:
        """How likely, 0 to 1, with these features on; features that the model has never seen count nothing."""
        weights = self.weights
        total = self.bias
        for feature in features:
            weight = weights.get(feature)
            if weight is not None:
                total += weight
        return 1.0 / (1.0 + exp(-max(-40.0, min(40.0, total))))

    def against(self, features: Iterable[str], most: int) -> list[str]:
        """The features that speak against it, the strongest first, `most` at most."""
        weighed = sorted((self.weights.get(feature, 0.0), feature) for feature in set(features))
        return [feature for weight, feature in weighed[:most] if weight < 0]
