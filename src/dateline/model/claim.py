"""The atom of the record: a Claim, what one report says that somebody did, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.act import (
    EventType,
    Measure,
    Other,
    Quantity,
    StatusValue,
    Timing,
    Transfer,
    Why,
    Words,
)
from dateline.model.attribution import Certainty, Source
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.span import Span
from dateline.model.time import Time


@dataclass(frozen=True, slots=True)
class Confidence:
    """How likely the value of `field` is to be right (0 to 1), by `method`.

    The field "claim" stands for type, actors, recipients and status all together.
    """

    field: str
    value: float
    method: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says was, will be or may be done. The fields are those of `docs/reference/claim.md`.

    `id` is a hash of report, evidence, action, parties and attribution, so reading a report again changes nothing.
    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; `score` is PLOVER's
    intensity, -10 to 10. `attribution` runs from the innermost speaker to the report's own outlet and is never empty.
    """

    id: str
    report: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    score: float
    cameo: str
    action: Words
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    others: tuple[Other, ...]
    status: StatusValue
    certainty: Certainty | None
    condition: Words | None
    timing: Timing
    when: Time
    where: Place
    attribution: tuple[Source, ...]
    transfer: Transfer | None
    measures: tuple[Measure, ...]
    casualties: tuple[Quantity, ...]
    quantities: tuple[Quantity, ...]
    evidence: tuple[Span, ...]
    confidence: tuple[Confidence, ...]
    why: tuple[Why, ...]

    @property
    def sure(self) -> float | None:
        """How likely type, parties and status are all right, 0 to 1; None where nothing was said of it."""
        return next((each.value for each in self.confidence if each.field == "claim"), None)
