"""Fills `Reading.parties`."""

from __future__ import annotations

from dateline.model.kit import Kit
from dateline.model.reading import Reading


def parties(reading: Reading, kit: Kit) -> Reading:
    return reading
