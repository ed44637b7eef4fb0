"""Acts and attributions go in; out comes for each act whether it is real, how sure, on what condition, and how new."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.stages.status.standing import page_of, standing_of
from dateline.stages.status.voices import Voices


def status(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.status`, parallel to `Reading.actions`."""
    if not reading.actions:
        return replace(reading, status=())
    page = page_of(reading, kit.goods)
    voices = Voices(reading.attributions)
    tokens = reading.parse.tokens
    return replace(
        reading,
        status=tuple(
            standing_of(page, tokens[act.trigger], act.type, act.action.span, voices.of(tokens[act.trigger].span))
            for act in reading.actions
        ),
    )
