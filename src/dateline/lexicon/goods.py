"""Loads the goods for a Kit."""

from __future__ import annotations

from dateline.model.goods import GoodsLexicon


def load() -> GoodsLexicon:
    return GoodsLexicon()
