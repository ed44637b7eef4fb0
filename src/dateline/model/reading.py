"""The noun that is handed down the stages: a Reading, everything read from one report."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.act import Act, Exchange, Standing
from dateline.model.attribution import Attribution
from dateline.model.claim import Claim
from dateline.model.doubt import Doubt
from dateline.model.label import Label
from dateline.model.parse import EMPTY, Parse
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.problem import Problem
from dateline.model.quote import Quote
from dateline.model.report import Report
from dateline.model.sentence import Mark, Sentence
from dateline.model.time import Time


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one report, one field a stage, in the order in which the stages fill them.

    `marks`, `parse`, `actions`, `status`, `transfers` and `doubts` are the scaffolding between the stages: the last
    three run parallel to `actions`. They are not part of the public output. `made_by` holds pairs of a component
    (dateline, the pipeline, the lexicon) and its version.
    """

    report: Report
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    parse: Parse = EMPTY
    parties: tuple[Party, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actions: tuple[Act, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotes: tuple[Quote, ...] = ()
    labels: tuple[Label, ...] = ()
    status: tuple[Standing, ...] = ()
    transfers: tuple[Exchange, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_by: tuple[tuple[str, str], ...] = ()

    @property
    def believed(self) -> tuple[Act, ...]:
        """The acts that stand, which are all where none was doubted."""
        if not self.doubts:
            return self.actions
        return tuple(act for act, doubt in zip(self.actions, self.doubts, strict=True) if doubt.stands)


INTERNAL = frozenset({"marks", "parse", "actions", "status", "transfers", "doubts"})
"""The fields of a Reading that are scaffolding and stay out of the public output."""
