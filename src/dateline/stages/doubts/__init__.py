"""Acts with their standing go in; out comes for each how far the text bears it out, field by field.

Frames and rules propose; what is learned here only doubts. It never changes a type or a party: it says how likely each
field is to be right, and which acts are too unlikely to be told of at all to make a claim.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model.doubt import Doubt
from dateline.model.kit import Kit
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.stages.doubts.features import Describer

_SAID = 3
"""How many features a note names."""


def doubts(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.doubts`, parallel to `Reading.actions`; a note says what speaks against an act that does not stand.

    Where nothing was learned, every act stands, and the priors of frames and rules are its probabilities.
    """
    if not reading.actions:
        return replace(reading, doubts=())
    doubter = kit.doubter
    if not doubter.version:
        priors = tuple(
            Doubt(
                act.confidence,
                act.confidence,
                act.confidence,
                standing.confidence,
                doubter.claim(act.confidence, standing.confidence),
                "prior",
            )
            for act, standing in zip(reading.actions, reading.status, strict=True)
        )
        return replace(reading, doubts=priors)
    describer = Describer(reading)
    method = f"doubts {doubter.version}"
    found: list[Doubt] = []
    notes: list[Problem] = []
    for number, act in enumerate(reading.actions):
        features = describer.type(number)
        likely = doubter.type.probability(features)
        stands = likely >= doubter.threshold
        actors = doubter.actors.probability(describer.actors(number))
        recipients = doubter.recipients.probability(describer.recipients(number))
        status = doubter.status.probability(describer.status(number))
        found.append(
            Doubt(
                round(likely, 3), round(actors, 3), round(recipients, 3), round(status, 3),
                doubter.claim(likely, actors, recipients, status), method, stands,
            )
        )  # fmt: skip
        if not stands:
            against = "; ".join(doubter.type.against(features, _SAID))
            message = (
                f"{act.action.text!r} is not taken for an act ({act.type}): {likely:.0%} likely, because of {against}"
            )
            notes.append(Problem("doubts", message, "note", act.action.span))
    return replace(reading, doubts=tuple(found), problems=(*reading.problems, *notes))
