"""Scores status on the UW factuality set: event heads from -3 (certainly not) to +3 (certainly), mean absolute error.

The value of an event is that of its status, refined by what gave the status where the trace tells a plain future from
an intention, and by the word of estimate. The values are medians of the set's *train* part, to a tenth; on a scale of
what readers believe, "failed to" is a no, though the record calls it attempted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.act import Standing, StatusValue
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.score import Score, ratio
from dateline.stages import STAGES
from dateline.stages.status.standing import page_of, standing_of
from dateline.stages.status.voices import Voices

GOLD = "factuality/UW/dev.jsonl"
NEEDED = ("sentences", "marks", "parse", "attributions")
"""The stages that status rests on here; the set has no parties and no dates."""

STATUS: dict[StatusValue, float] = {
    "happened": 3.0, "ongoing": 3.0, "planned": 2.2, "expected": 2.0, "possible": 1.5, "conditional": 1.4,
    "attempted": 1.2, "denied": -1.2, "not": -1.8,
}  # fmt: skip
"""The value of each status."""
TRACE: dict[tuple[StatusValue, str], float] = {
    ("planned", "will"): 2.6, ("planned", "to:intent"): 1.8, ("planned", "purpose"): 1.8,
    ("happened", "purpose"): 2.4, ("attempted", "to:fail"): -1.8, ("ongoing", "to:going"): 2.4,
    ("happened", "prep:for"): 2.4, ("happened", "noun"): 2.4, ("happened", "bare"): 2.2,
    ("happened", "to:true"): 2.4, ("happened", "prep:of"): 2.8, ("planned", "noun:true"): 2.4,
    ("not", "will not"): -2.4, ("not", "would"): -2.4, ("not", "noun:true"): -0.4, ("not", "nothing"): 0.6,
    ("denied", "nothing"): 0.0, ("denied", "negation"): -1.8, ("denied", "to:intent"): -0.4,
    ("not", "to:intent"): -0.6, ("denied", "to:false"): -2.4, ("planned", "to:true"): 1.6,
    ("conditional", "inside a condition"): 1.1, ("attempted", "noun:fail"): 2.4, ("planned", "prep:before"): 3.0,
    ("possible", "should"): 1.2,
}  # fmt: skip
"""Finer values where the outermost rule of the trace says more than the status."""


@dataclass(frozen=True, slots=True)
class _Event:
    label: float
    start: int


def value_of(standing: Standing) -> float:
    """The factuality, -3 to 3, that a standing stands for; a word of estimate moves an open one to its band."""
    rules = [rule for rule in standing.why[0].rule.split(" < ") if not rule.startswith("voice")]
    rule = rules[0] if rules else ""
    value = TRACE.get((standing.status, rule), STATUS[standing.status])
    if standing.certainty is not None and standing.status in ("expected", "possible", "planned"):
        middle = (standing.certainty.low + standing.certainty.high) / 2
        value = (value + (6 * middle - 3)) / 2 if middle < 0.5 else value
    return value


def score(gold: Path, kit: Kit) -> Score:
    """`uw_mae` over all annotated heads, `uw_found` the share of heads that a token begins at or covers."""
    error = everything = 0.0
    total = found = 0
    for text, events in _rows(gold):
        reading = _read(text, kit)
        page, voices = page_of(reading, kit.goods), Voices(reading.attributions)
        for event in events:
            total += 1
            everything += abs(event.label - 3.0)
            token = reading.parse.at(event.start) or _covering(reading, event.start)
            value = 3.0
            if token is not None:
                found += 1
                value = value_of(standing_of(page, token, voices=voices.of(token.span)))
            error += abs(event.label - value)
    return Score(
        {"uw_mae": error / max(total, 1), "uw_happened_mae": everything / max(total, 1), "found": ratio(found, total)},
        {"heads": total},
    )


def _rows(path: Path) -> Iterator[tuple[str, list[_Event]]]:
    """Text and events: heads are given as places in the text split at single blanks."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            starts = [0]
            for word in row["text"].split(" "):
                starts.append(starts[-1] + len(word) + 1)
            yield row["text"], [_Event(each["label"], starts[each["span1"][0]]) for each in row["targets"]]


def _read(text: str, kit: Kit) -> Reading:
    reading = Reading(report=plain.report(text))
    for stage in STAGES:
        if stage.__name__ in NEEDED:
            reading = stage(reading, kit)
    return reading


def _covering(reading: Reading, start: int) -> Token | None:
    for token in reading.parse.tokens:
        if token.start <= start < token.end:
            return token
    return None
