"""Loads the cues for a Kit."""

from __future__ import annotations

from dateline.model.cues import Cues


def load() -> Cues:
    return Cues()
