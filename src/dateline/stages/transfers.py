"""Acts go in; out comes for each what is transferred, and the measures that it may touch."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.act import Exchange
from dateline.model.kit import Kit
from dateline.model.reading import Reading


def transfers(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.transfers`, parallel to `Reading.actions`."""
    return replace(reading, transfers=tuple(Exchange() for _ in reading.actions))
