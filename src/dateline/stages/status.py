"""Acts go in; out comes for each whether it is real."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.act import Standing
from dateline.model.kit import Kit
from dateline.model.reading import Reading


def status(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.status`, parallel to `Reading.actions`."""
    return replace(reading, status=tuple(Standing("happened") for _ in reading.actions))
