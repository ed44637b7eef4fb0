"""The noun of second thoughts: a Doubt, how far the text bears out one act, and the Doubter that has learned it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log, prod

from dateline.model.linear import Linear

DOUBTFUL = 0.5
"""A claim that is less likely than this to be right in type, parties and status is a doubtful one."""
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely the fields of one act are to be true to the text, 0 to 1, and whether the act `stands` at all.

    `type` is how likely the text tells of an act of that type by these words; `actors`, `recipients` and `status` are
    how likely these are right, and whole, if it does; `claim` is how likely all four are right. `method` names what
    judged.
    """

    type: float
    actors: float
    recipients: float
    status: float
    claim: float
    method: str
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Doubter:
    """What the doubts stage has learned: a model a field, and the probability of `type` under which no act stands.

    `version` names the weights; "" stands for none, and nothing is doubted then. `slope` and `shift` make a share of
    the product of the four, as its factors are not independent (Platt 1999).
    """

    version: str = ""
    type: Linear = field(default_factory=Linear)
    actors: Linear = field(default_factory=Linear)
    recipients: Linear = field(default_factory=Linear)
    status: Linear = field(default_factory=Linear)
    threshold: float = 0.0
    slope: float = 1.0
    shift: float = 0.0

    def claim(self, *fields: float) -> float:
        """How likely all four fields are right, 0 to 1, by how likely each is.

        >>> Doubter().claim(0.9, 0.8, 1.0, 1.0)
        0.72
        """
        return round(1.0 / (1.0 + exp(-self.slope * odds(prod(fields)) - self.shift)), 3)


def odds(likely: float) -> float:
    """The log odds of a probability, which is kept a millionth away from 0 and 1.

    >>> odds(0.5), round(odds(1.0))
    (0.0, 14)
    """
    kept = min(max(likely, _EDGE), 1 - _EDGE)
    return log(kept / (1.0 - kept))
