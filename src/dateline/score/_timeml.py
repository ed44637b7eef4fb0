"""TimeML files go in; their text, document date, time expressions, events and links come out (for the scores of times).

TimeML 1.2.1 and TIMEX3 (ISO-TimeML, ISO 24617-1), as the TempEval-3 corpora use them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report, report_id
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time, Timex
from dateline.score import Score, f1, ratio


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """One annotated time expression."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event: where it stands, and its relation to the document's date (BEFORE, OVERLAP, AFTER)."""

    span: Span
    relation: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text; `half` is 0 or 1 by a hash of its name, so that one half can be left unseen."""

    name: str
    text: str
    created: str
    timexes: tuple[GoldTimex, ...]
    events: tuple[GoldEvent, ...]

    @property
    def half(self) -> int:
        """In which half of its set the document is."""
        return sha256(f"{self.name}.tml".encode()).digest()[0] % 2


@dataclass
class _Walk:
    """The text of an element tree as it is walked, with the spans of its marks."""

    text: str = ""
    timexes: list[GoldTimex] = field(default_factory=list)
    events: list[tuple[str, Span]] = field(default_factory=list)

    def into(self, element: ElementTree.Element) -> None:
        """Take in an element and all below it."""
        start = len(self.text)
        self.text += element.text or ""
        for child in element:
            self.into(child)
            self.text += child.tail or ""
        span = Span(start, len(self.text))
        if element.tag == "TIMEX3" and span:
            self.timexes.append(GoldTimex(span, element.get("type", ""), element.get("value", "")))
        elif element.tag == "EVENT":
            self.events.append((element.get("eid", ""), span))


_RELATIONS = {
    "BEFORE": "BEFORE", "IBEFORE": "BEFORE", "ENDED_BY": "OVERLAP", "AFTER": "AFTER", "IAFTER": "AFTER",
    "INCLUDES": "OVERLAP", "IS_INCLUDED": "OVERLAP", "SIMULTANEOUS": "OVERLAP", "DURING": "OVERLAP",
    "IDENTITY": "OVERLAP", "BEGINS": "OVERLAP", "BEGUN_BY": "OVERLAP", "ENDS": "OVERLAP", "DURING_INV": "OVERLAP",
    "OVERLAP": "OVERLAP",
}  # fmt: skip
_INVERSE = {"BEFORE": "AFTER", "AFTER": "BEFORE", "OVERLAP": "OVERLAP"}


def documents(folder: Path) -> list[Document]:
    """All `.tml` documents below a folder, by name."""
    return [_document(path) for path in sorted(folder.rglob("*.tml"))]


def _document(path: Path) -> Document:
    root = ElementTree.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    walk = _Walk()
    body = root.find("TEXT")
    if body is not None:
        walk.into(body)
    instance = {each.get("eiid"): each.get("eventID") for each in root.iter("MAKEINSTANCE")}
    origin = created.get("tid") if created is not None else "t0"
    relations: dict[str, str] = {}
    for link in root.iter("TLINK"):
        relation = _RELATIONS.get(link.get("relType", ""))
        event, other = link.get("eventInstanceID"), link.get("relatedToEventInstance")
        if relation and event and link.get("relatedToTime") == origin:
            relations[instance.get(event) or event] = relation
        elif relation and other and link.get("timeID") == origin:
            relations[instance.get(other) or other] = _INVERSE[relation]
    events = tuple(GoldEvent(span, relations.get(eid)) for eid, span in walk.events)
    return Document(
        path.stem, walk.text, created.get("value", "") if created is not None else "", tuple(walk.timexes), events
    )


def report(document: Document) -> Report:
    """The document as a report of the day on which it was made."""
    made = _moment(document.created)
    published = NOT_STATED
    if made:
        day = document.created[:10]
        published = Time(timex=Timex("DATE", day), edtf=day, earliest=made, latest=made, grain="day", anchor="absolute")
    return Report(
        id=report_id(document.text, published), text=document.text, body=Span(0, len(document.text)),
        published=published, published_basis="given" if made else "none",
    )  # fmt: skip


def _moment(value: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value[:10])
    except ValueError:
        return None


_NEEDED = frozenset({"sentences", "marks", "parse", "times"})


def read(document: Document, kit: Kit) -> Reading:
    """The document read as far as its times, by the stages that these rest on."""
    from dateline.stages import STAGES

    reading = Reading(report=report(document))
    for stage in STAGES:
        if stage.__name__ in _NEEDED:
            reading = stage(reading, kit)
    return reading


@dataclass
class Tally:
    """Counts of one half or of the whole: expressions in gold and found, and how many of them agree."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    same: int = 0
    type: int = 0

    def add(self, document: Document, times: tuple[Time, ...]) -> None:
        """Count one document: each gold expression is paired with the first free one found that overlaps it."""
        free = [time for time in times if time.span is not None]
        self.gold += len(document.timexes)
        self.found += len(free)
        for gold, time in pairs(document, times):
            if time is None or time.span is None or time.timex is None:
                continue
            self.relaxed += 1
            self.strict += time.span == gold.span
            self.value += time.timex.value == gold.value
            self.same += plain(time.timex.value) == plain(gold.value)
            self.type += time.timex.type == gold.type

    def figures(self, suffix: str = "") -> dict[str, float]:
        """F1 of relaxed and strict spans, of values, of types, in percent."""
        return {
            f"{name} F1{suffix}": f1(count, self.found, self.gold)[2]
            for name, count in (
                ("relaxed", self.relaxed),
                ("strict", self.strict),
                ("value", self.value),
                ("value in one notation", self.same),
                ("type", self.type),
            )
        }


def plain(value: str) -> str:
    """A TIMEX3 value in one of the notations that annotators use for it: 2000-W7 as 2000-W07, 1948-XX as 1948.

    >>> plain("2000-W7"), plain("1948-XX-XX"), plain("196X"), plain("1998-02-12T08:00")
    ('2000-W07', '1948', '196', '1998-02-12T08')
    """
    value = re.sub(r"(-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"^(\d{3})X$", r"\1", value)
    return re.sub(r"(T\d\d):00$", r"\1", value)


def pairs(document: Document, times: tuple[Time, ...]) -> list[tuple[GoldTimex, Time | None]]:
    """Each gold expression with the time found that overlaps it and is not yet taken, the same span before others."""
    free = [time for time in times if time.span is not None]
    paired: list[tuple[GoldTimex, Time | None]] = []
    for gold in document.timexes:
        over = [time for time in free if time.span is not None and time.span.overlaps(gold.span)]
        chosen = next((time for time in over if time.span == gold.span), over[0] if over else None)
        if chosen is not None:
            free.remove(chosen)
        paired.append((gold, chosen))
    return paired


def score_times(folder: Path, kit: Kit) -> Score:
    """TempEval-3's measures of time expressions, for the whole set and for each of two halves."""
    whole, halves = Tally(), (Tally(), Tally())
    for document in documents(folder):
        times = read(document, kit).times
        whole.add(document, times)
        halves[document.half].add(document, times)
    figures = {**whole.figures(), **halves[0].figures(" (half 1)"), **halves[1].figures(" (half 2)")}
    figures["value accuracy of relaxed matches"] = ratio(whole.value, whole.relaxed)
    counts = {
        "gold": whole.gold,
        "found": whole.found,
        "relaxed": whole.relaxed,
        "strict": whole.strict,
        "value": whole.value,
    }
    return Score(figures, counts)
