"""Entries go in; out comes the network of who did what to whom: parties as nodes, an edge for each claim and pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from dateline.export import Leave, Left, leave_fields
from dateline.lexicon.registers import registers
from dateline.model import wording
from dateline.model.characters import shown
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party, key

CARRIES = frozenset({"type", "cameo", "quad", "score", "status", "timing", "report"})
_LOST = {
    "others": "an edge joins two parties and no other roles",
    "condition": "an edge has no condition",
    "certainty": "an edge has no words of estimate",
    "where": "an edge names its place and no more",
    "transfer": "an edge has no transfer",
    "measures": "an edge has no measures",
    "casualties": "an edge has no numbers",
    "quantities": "an edge has no numbers",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One party; `iso3` and `wikidata` are "" where not known, `known` is whether it is the same one everywhere."""

    id: str
    label: str
    kind: str
    iso3: str
    wikidata: str
    known: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One claim between two parties; `joint` where both act on one side, so that it has no direction.

    `start` and `end` are the first and last day that the claim may be dated to, "" where they are open or unknown.
    """

    id: str
    source: str
    target: str
    claim: str
    report: str
    type: str
    modes: str
    cameo: str
    quad: int
    score: float
    status: str
    timing: str
    joint: bool
    start: str
    end: str
    place: str
    said_by: str
    url: str


def network(entries: Iterable[Entry], leave: Leave) -> tuple[tuple[Node, ...], tuple[Edge, ...], int]:
    """Nodes and edges in the order in which they are first told of, and how many claims they hold.

    A claim with two sides gives an edge from each actor to each recipient; one whose actors act together ("the two
    leaders met") joins each two of them. One with a single party has nobody to be joined to, and is left.
    """
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    claims = 0
    for entry in entries:
        pairs = list(_pairs(entry.claim))
        if not pairs:
            leave(Left(entry.claim.id, "nobody on the other side to draw a line to"))
            continue
        claims += 1
        leave_fields(entry.claim, _LOST, leave)
        for left, right, joint in pairs:
            for party in (left, right):
                nodes.setdefault(key(party, entry.claim.report), _node(party, entry.claim.report))
            edge = _edge(entry, left, right, joint)
            number = 2
            while edges.get(edge.id, edge) != edge:  # the same claim in several of its versions
                edge = _edge(entry, left, right, joint, f".{number}")
                number += 1
            edges[edge.id] = edge
    return tuple(nodes.values()), tuple(edges.values()), claims


def _pairs(claim: Claim) -> Iterator[tuple[Party, Party, bool]]:
    if claim.recipients:
        for left in _each(claim.actors, claim.report):
            for right in _each(claim.recipients, claim.report):
                yield left, right, False
    else:
        for left, right in combinations(_each(claim.actors, claim.report), 2):
            yield left, right, True


def _each(parties: Iterable[Party], report: str) -> list[Party]:
    """The parties without those that are told twice."""
    return list({key(party, report): party for party in parties}.values())


def _node(party: Party, report: str) -> Node:
    return Node(
        id=shown(key(party, report)),
        label=shown(wording.party(party)),
        kind=party.kind,
        iso3=party.country or "",
        wikidata=registers(party.entity).get("wikidata", ""),
        known=party.entity is not None,
    )


def _edge(entry: Entry, left: Party, right: Party, joint: bool, mark: str = "") -> Edge:
    claim = entry.claim
    source, target = (shown(key(each, claim.report)) for each in (left, right))
    return Edge(
        id=f"{claim.id}{mark}:{source}>{target}",
        source=source,
        target=target,
        claim=claim.id,
        report=claim.report,
        type=claim.type,
        modes=" ".join(claim.modes),
        cameo=claim.cameo,
        quad=claim.quad,
        score=claim.score,
        status=claim.status,
        timing=claim.timing,
        joint=joint,
        start=_day(claim.when.earliest) if claim.when.state == "known" else "",
        end=_day(claim.when.latest) if claim.when.state == "known" else "",
        place=shown(wording.where(claim.where)) if claim.where.state == "known" else "",
        said_by=shown(wording.chain(claim.attribution)),
        url=shown(entry.report.url or ""),
    )


def _day(bound: date | datetime | None) -> str:
    return "" if bound is None else bound.isoformat()[:10]


class Document:
    """An XML document that is written from its first element to its last; `with` closes an element."""

    def __init__(self, out: BinaryIO) -> None:
        self._xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        """An element around what is written in the `with` block; an underscore behind a name is left out (`for_`)."""
        self._xml.startElement(name, AttributesImpl({key.rstrip("_"): value for key, value in attributes.items()}))
        yield
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        """An element with text and nothing else in it."""
        with self.element(name, **attributes):
            self._xml.characters(text)


def written(value: str | int | float | bool) -> str:
    """A value as XML Schema writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
