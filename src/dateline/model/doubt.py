"""The noun of second thoughts: a Doubt, how far the text bears out one act, and the Doubter that has learned it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.linear import Linear


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely the fields of one act are to be true to the text, 0 to 1, and whether the act `stands` at all.

    `type` is how likely the text tells of an act of that type by these words; `actors`, `recipients` and `status` are
    how likely these are right, and whole, if it does. `method` names what judged.
    """

    type: float
    actors: float
    recipients: float
    status: float
    method: str
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Doubter:
    """What the doubts stage has learned: a model a field, and the probability of `type` under which no act stands.

    `version` names the weights; "" stands for none, and nothing is doubted then.
    """

    version: str = ""
    type: Linear = field(default_factory=Linear)
    actors: Linear = field(default_factory=Linear)
    recipients: Linear = field(default_factory=Linear)
    status: Linear = field(default_factory=Linear)
    threshold: float = 0.0
