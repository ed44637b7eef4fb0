"""Text and parse go in; every time expression comes out, resolved as far as the words allow."""

from __future__ import annotations

from dateline.model.kit import Kit
from dateline.model.reading import Reading


def times(reading: Reading, kit: Kit) -> Reading:
    return reading
