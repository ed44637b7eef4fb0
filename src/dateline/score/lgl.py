"""LGL (Lieberman 2010: 588 local news articles) goes in; out come how well its toponyms are found and resolved.

What LGL counts as a toponym is wide: names of places also where they stand for a government, inside the names of
organisations ("Richmond Police Department"), streets, and demonyms ("Georgian"). Detection is scored over all of
them, with the toponyms of the stage, of which its places are the part that are places where they stand. `strict` asks
for the very same span, `relaxed` for one character in common.

Resolution is scored apart, on the spans of the gold: of the 4,462 with coordinates, how many resolve to a point within
161 km (100 miles) of them, by the great circle. A name that the stage leaves open counts by its best candidate in
`acc161`, and as wrong in `acc161_settled`. The articles are halved by a hash of their number: errors were looked at
in the half `seen` only.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report, report_id
from dateline.model.span import Span
from dateline.model.time import NOT_STATED
from dateline.score import Score, f1, ratio
from dateline.stages.marks import marks
from dateline.stages.parse import parse
from dateline.stages.places.given import given
from dateline.stages.places.resolving import distance, outlet_country, resolve
from dateline.stages.places.toponyms import toponyms
from dateline.stages.sentences import sentences

GOLD = "geo/lgl.xml"
NEAR_KM = 161.0
NOWHERE_KM = 20_038.0
"""The error of a name that resolves to nothing: half the way round the Earth."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated toponym; `point` in degrees, or None where the annotators found no place for it."""

    span: Span
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its toponyms; `seen` tells the half whose errors were looked at."""

    report: Report
    gold: tuple[Gold, ...]
    seen: bool


def score(gold: Path, kit: Kit) -> Score:
    """Strict and relaxed detection F1, accuracy within 161 km and median error, on the whole and on each half."""
    tallies = {"": _Tally(), "_seen": _Tally(), "_unseen": _Tally()}
    for article in articles(gold):
        reading = Reading(report=article.report)
        for stage in (sentences, marks, parse):
            reading = stage(reading, kit)
        for tally in (tallies[""], tallies["_seen" if article.seen else "_unseen"]):
            tally.add(article, reading, kit)
    figures: dict[str, float] = {}
    for half, tally in tallies.items():
        figures |= {f"{name}{half}": value for name, value in tally.figures().items()}
    return Score(figures, {**tallies[""].counts, "articles_unseen": tallies["_unseen"].counts["articles"]})


def articles(path: Path) -> Iterator[Article]:
    """The articles of the file."""
    for each in ElementTree.parse(path).getroot():
        text = each.findtext("text") or ""
        marked = []
        for toponym in each.iter("toponym"):
            span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            tag = toponym.find("gaztag")
            point = None if tag is None else (float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0))
            marked.append(Gold(span, point))
        report = Report(id=report_id(text, NOT_STATED), text=text, body=Span(0, len(text)), url=each.findtext("url"))
        half = int(sha256((each.get("docid") or "").encode()).hexdigest(), 16) % 2
        yield Article(report, tuple(marked), half == 0)


class _Tally:
    """Counts over some of the articles."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: list[float] = []

    def add(self, article: Article, reading: Reading, kit: Kit) -> None:
        self.counts["articles"] += 1
        self._detection(article, reading, kit)
        self._resolution(article, reading, kit)

    def _detection(self, article: Article, reading: Reading, kit: Kit) -> None:
        gold = {each.span for each in article.gold}
        found = {toponym.span for toponym in toponyms(reading, kit.gazetteer)}
        self.counts["toponyms"] += len(gold)
        self.counts["found"] += len(found)
        self.counts["same_span"] += len(gold & found)
        self.counts["gold_touched"] += sum(any(span.overlaps(each) for each in found) for span in gold)
        self.counts["found_touched"] += sum(any(span.overlaps(each) for each in gold) for span in found)

    def _resolution(self, article: Article, reading: Reading, kit: Kit) -> None:
        spans = [each.span for each in article.gold]
        every, where = given(reading, kit.gazetteer, spans)
        senses = resolve(every, kit.gazetteer, outlet_country(article.report.url))
        for each, at in zip(article.gold, where, strict=True):
            if each.point is None:
                continue
            sense = senses[at]
            best = sense.entry or (sense.shares[0][0] if sense.shares else None)
            error = NOWHERE_KM if best is None else distance(best.lat, best.lon, *each.point)
            self.errors.append(error)
            self.counts["with_point"] += 1
            self.counts["near"] += error <= NEAR_KM
            self.counts["near_settled"] += error <= NEAR_KM and sense.entry is not None
            self.counts["left_open"] += sense.entry is None

    def figures(self) -> dict[str, float]:
        counts = self.counts
        precision, recall, strict = f1(counts["same_span"], counts["found"], counts["toponyms"])
        loose_precision = ratio(counts["found_touched"], counts["found"])
        loose_recall = ratio(counts["gold_touched"], counts["toponyms"])
        both = loose_precision + loose_recall
        return {
            "strict_precision": precision,
            "strict_recall": recall,
            "strict_f1": strict,
            "relaxed_f1": 2 * loose_precision * loose_recall / both if both else 0.0,
            "acc161": ratio(counts["near"], counts["with_point"]),
            "acc161_settled": ratio(counts["near_settled"], counts["with_point"]),
            "median_error_km": median(self.errors) if self.errors else 0.0,
        }
