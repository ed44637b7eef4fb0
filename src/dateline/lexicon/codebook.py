"""Loads the codebook for a Kit."""

from __future__ import annotations

from dateline.model.codebook import Codebook


def load() -> Codebook:
    return Codebook()
