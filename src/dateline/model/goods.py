"""The words of what is transferred and how sure: goods by category, control regimes, words of estimate."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Estimate:
    """A word of estimate and its probability band."""

    phrase: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GoodsLexicon:
    """Goods by lemma or phrase, the measures that may bear on them, and the words of estimate."""

    categories: dict[str, str] = field(default_factory=dict)
    estimates: dict[str, Estimate] = field(default_factory=dict)
