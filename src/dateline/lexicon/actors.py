"""Loads the actors for a Kit."""

from __future__ import annotations

from dateline.model.actors import Actors, NoActors


def load() -> Actors:
    return NoActors()
