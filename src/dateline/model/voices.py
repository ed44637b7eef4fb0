"""The learned part of attribution: linear models over named features, so that every weight can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import exp

from dateline.model.attribution import AttributionKind


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


@dataclass(frozen=True, slots=True)
class Voices:
    """What the attributions stage has learned: whether a word reports, what, on whose word, and of which kind it is.

    `version` names the weights; "" stands for none, and the stage then goes by rules alone.
    """

    version: str = ""
    cue: Linear = field(default_factory=Linear)
    content: Linear = field(default_factory=Linear)
    source: Linear = field(default_factory=Linear)
    kinds: dict[AttributionKind, Linear] = field(default_factory=dict)

    def kind(self, features: Collection[str]) -> AttributionKind | None:
        """Of which kind an attribution is, by the features of its cue; None where that was not learned."""
        if not self.kinds:
            return None
        return max(self.kinds, key=lambda kind: (self.kinds[kind].probability(features), kind))
