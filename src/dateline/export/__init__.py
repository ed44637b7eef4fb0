"""Readings in, text for people or programs out: one file per format, found by being here.

A format is a module with `render(readings: Iterable[Reading], look: Look) -> Iterator[str]`, which yields its output
in pieces, so that many readings never stand in memory at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from dateline.model.reading import Reading
from dateline.rooms import modules


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the reader's page is, in columns, and whether it shows colours; only formats for people ask."""

    width: int = 100
    colour: bool = False


Render = Callable[[Iterable[Reading], Look], Iterator[str]]


def formats() -> dict[str, Render]:
    """The formats by name.

    >>> sorted(formats())
    ['html', 'json', 'jsonl', 'table']
    """
    return {
        name: cast(Render, module.render) for name, module in modules(__name__).items() if hasattr(module, "render")
    }
