"""The learned part of attribution: linear models over named features, so that every weight can be read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from dateline.model.attribution import AttributionKind
from dateline.model.linear import Linear


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
