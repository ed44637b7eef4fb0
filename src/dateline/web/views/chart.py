"""Layers, words and rows go in; out comes a Chart: a Vega-Lite specification for any program, and its table."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType

from dateline.model.characters import shown
from dateline.model.codec import Json

Cell = str | int | float | None

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1b1f22", "soft": "#565e64", "line": "#c9ced2", "ground": "#fefefd", "land": "#e9eae6",
        "edge": "#b9beb8", "mark": "#1f5fa8", "verbal-cooperation": "#5b93c9", "material-cooperation": "#174f8f",
        "verbal-conflict": "#d07a2d", "material-conflict": "#9c2f14", "real": "#14663a", "ahead": "#2457a6",
        "maybe": "#7a5a00", "untrue": "#a3262c", "whole": "#a9b0b5",
    }
)  # fmt: skip
"""The colours of charts by what they stand for, on a light ground; each once, so that a page can put its own in their
place (`--chart-ink` for `ink`). On the ground each has a contrast of 3 to 1 at least, but for lines and land."""

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
"""The colours of PLOVER's quads, 1 to 4."""

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG: Mapping[str, Json] = {
    "background": COLOURS["ground"],
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": COLOURS["soft"], "titleColor": COLOURS["soft"], "gridColor": COLOURS["line"],
        "domainColor": COLOURS["line"], "tickColor": COLOURS["line"], "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "gridOpacity": 0.7,
    },
    "legend": {
        "labelColor": COLOURS["ink"], "titleColor": COLOURS["soft"], "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "orient": "top", "labelLimit": 300, "columnPadding": 24,
    },
    "title": {
        "color": COLOURS["ink"], "subtitleColor": COLOURS["soft"], "anchor": "start", "frame": "bounds", "fontSize": 16,
        "subtitleFontSize": 12, "offset": 12, "limit": 740, "subtitleLineHeight": 16,
    },
    "text": {"color": COLOURS["ink"], "fontSize": 12},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `name` is for files; `says` tells in a sentence or two what it shows, for those who do not see it.

    `spec` is a whole Vega-Lite specification with its data; `rows` under `head` say the same as a table. In `spec` a
    data field `url` leads to the claims behind a mark, on the page only; `says` of a datum is what the mark stands for.
    `leads` are the same addresses row by row, where there are any; `notes` say of what it is and how it is to be read.
    """

    name: str
    title: str
    says: str
    spec: Mapping[str, Json]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    leads: tuple[str | None, ...] = ()
    notes: tuple[str, ...] = ()

    def csv(self) -> str:
        """The table as comma-separated values (RFC 4180)."""
        out = StringIO(newline="")
        csv.writer(out).writerows([self.head, *self.rows])
        return out.getvalue()


def chart(
    name: str,
    title: str,
    says: str,
    body: Mapping[str, Json],
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    leads: Sequence[str | None] = (),
) -> Chart:
    """A chart of the `body` of a specification (its layers, size, data); `notes` stand below the title of a file."""
    notes = [shown(note) for note in notes]
    spec: dict[str, Json] = {
        "$schema": _SCHEMA,
        "description": shown(says),
        "title": {"text": title, "subtitle": [*notes]} if notes else {"text": title},
        "config": dict(_CONFIG),
        **body,
    }
    table = tuple(tuple(shown(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Chart(name, title, shown(says), spec, tuple(head), table, tuple(leads), tuple(notes))


def values(rows: Sequence[Mapping[str, Json]]) -> Json:
    """Rows as the data of a specification; what reports say in them is made fit to be drawn."""
    return {
        "values": [
            {name: shown(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
        ]
    }
