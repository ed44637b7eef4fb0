"""Made reports of known origin go in (`tools/lineage.py`); out comes how well copies and origins are told apart.

`pairs_of_words` are reports that hold the same words, in whole or in part, over the whole pile; `pairs_of_origin` those
of one story that go back to one newsroom. `stories_counted_right` leaves out the role `untold`, rewrites that keep no
trace of whence they are: these count as origins of their own, and no rule could know better. The pile is our own, so
the figures say how the rules fare on what they are meant for, and no more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from dateline.link.origins import Origins, origins
from dateline.model.kit import Kit
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.score import Score, f1, ratio

GOLD = "lineage.jsonl"
_OWN = frozenset(("shared", "local", "mixed"))
"""Roles that have an origin of their own."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made report, its role, its story, whose reporting it is, and which paragraphs of wires it holds."""

    report: Report
    role: str
    story: int
    origin: str
    words: frozenset[str]


def score(gold: Path, kit: Kit) -> Score:
    """Precision and recall of pairs, the share of stories with the right count of origins, and recall by role."""
    return scored(read(gold))


def read(path: Path) -> list[Made]:
    """The reports of a pile."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        day = date.fromisoformat(row["published"])
        when = Time(earliest=day, latest=day, grain="day", edtf=day.isoformat())
        report = Report(row["id"], row["text"], Span(0, len(row["text"])), when, publisher=row["outlet"])
        found.append(Made(report, row["role"], row["story"], row["origin"], frozenset(row["words"])))
    return found


def scored(made: list[Made]) -> Score:
    """The figures of a pile."""
    known = origins(each.report for each in made)
    names = [each.report.id for each in made]
    shared = {_pair(copy.report, copy.of) for id in names for copy in known.copies(id) if copy.extent != "quotes"}
    same = _pairs((f"{each.story}: {_found(known, each.report.id)}", each.report.id) for each in made)
    words = {_pair(one.report.id, two.report.id) for one, two in combinations(made, 2) if one.words & two.words}
    gold = _pairs((each.origin, each.report.id) for each in made)
    figures: dict[str, float] = {}
    for name, found, wanted in (("pairs_of_words", shared, words), ("pairs_of_origin", same, gold)):
        precision, recall, mean = f1(len(found & wanted), len(found), len(wanted))
        figures |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": mean}
    stories: dict[int, list[Made]] = defaultdict(list)
    for each in made:
        stories[each.story].append(each)
    told = {story: [each for each in some if each.role != "untold"] for story, some in stories.items()}
    right = sum(
        known.count(each.report.id for each in some) == len({each.origin for each in some}) for some in told.values()
    )
    figures["stories_counted_right"] = ratio(right, len(stories))
    figures |= _by_role(known, made, stories)
    return Score(figures, {"reports": len(made), "stories": len(stories), "pairs of one origin": len(gold)})


def _by_role(known: Origins, made: list[Made], stories: Mapping[int, list[Made]]) -> dict[str, float]:
    """Of each role, the share of reports with the origin that they were made from, or with one that nobody else has."""
    right: dict[str, list[bool]] = defaultdict(list)
    for each in made:
        origin = _found(known, each.report.id)
        others = {_found(known, other.report.id) for other in stories[each.story] if other is not each}
        wire = next(
            (other for other in stories[each.story] if other.role in ("wire", "wire2") and other.origin == each.origin),
            each,
        )
        right[each.role].append(origin not in others if each.role in _OWN else origin == _found(known, wire.report.id))
    return {f"of_{role}": ratio(sum(some), len(some)) for role, some in right.items()}


def _found(known: Origins, report: str) -> str:
    """The main origin of a report; where it may be one of several, all of them together are one more."""
    return " or ".join(sorted(each.id for each in known.of(report) if each.main))


def _pairs(groups: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs of reports of one group, of pairs of group and report."""
    members: dict[str, list[str]] = defaultdict(list)
    for group, name in groups:
        members[group].append(name)
    return {_pair(one, two) for some in members.values() for one, two in combinations(some, 2)}


def _pair(one: str, two: str) -> tuple[str, str]:
    return min(one, two), max(one, two)
