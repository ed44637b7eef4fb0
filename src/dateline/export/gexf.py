"""Entries go in; out comes the network of parties as GEXF 1.3 for Gephi: edges that stand as long as they are dated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from dateline.export import Leave, _network
from dateline.export._network import Document, Edge, Node, written
from dateline.model.entry import Entry

SUFFIX = ".gexf"
CARRIES = _network.CARRIES
_TYPES = {"str": "string", "int": "integer", "float": "double", "bool": "boolean"}
_NODE = tuple((each.name, str(each.type)) for each in fields(Node) if each.name not in ("id", "label"))
_EDGE = tuple(
    (each.name, str(each.type))
    for each in fields(Edge)
    if each.name not in ("id", "source", "target", "type", "start", "end")
)
Spell = tuple[str, str]


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """The dynamic graph with an edge for each claim and pair of parties; the number of claims in it.

    An edge that is not dated has no spell and so stands at all times, and with it both of its nodes.
    """
    nodes, edges, claims = _network.network(entries, leave)
    spells = _spells(edges)
    with to.open("wb") as out:
        xml = Document(out)
        with xml.element("gexf", xmlns="http://gexf.net/1.3", version="1.3"):
            with xml.element("meta"):
                xml.leaf("creator", "dateline")
                xml.leaf(
                    "description", "Who did what to whom as reports tell it: an edge a claim, none of them a finding"
                )
            with xml.element("graph", defaultedgetype="directed", mode="dynamic", timeformat="date"):
                _attributes(xml, "node", _NODE)
                _attributes(xml, "edge", (*_EDGE, ("event_type", "str")))
                with xml.element("nodes", count=str(len(nodes))):
                    for node in nodes:
                        with xml.element("node", id=node.id, label=node.label):
                            _values(xml, [(name, written(getattr(node, name))) for name, _ in _NODE])
                            _spelled(xml, spells[node.id])
                with xml.element("edges", count=str(len(edges))):
                    for edge in edges:
                        _line(xml, edge)
    return claims


def _line(xml: Document, edge: Edge) -> None:
    """One edge. `kind` keeps parallel edges apart: Gephi merges those that share it. All are directed, as readers want
    of one graph; a joint act says in `joint` that it is not."""
    with xml.element(
        "edge",
        id=edge.id,
        source=edge.source,
        target=edge.target,
        type="directed",
        kind=edge.type,
        label=f"{edge.type} ({edge.status})",
        weight="1.0",
    ):
        _values(xml, [*((name, written(getattr(edge, name))) for name, _ in _EDGE), ("event_type", edge.type)])
        _spelled(xml, [(edge.start, edge.end)] if edge.start or edge.end else [])


def _spells(edges: Sequence[Edge]) -> dict[str, list[Spell]]:
    """When each node is there: as long as its edges, or at all times where one of them is not dated."""
    found: dict[str, set[Spell]] = defaultdict(set)
    for edge in edges:
        for node in (edge.source, edge.target):
            found[node].add((edge.start, edge.end))
    return defaultdict(list, {node: [] if ("", "") in each else sorted(each) for node, each in found.items()})


def _attributes(xml: Document, kind: str, names: Iterable[tuple[str, str]]) -> None:
    with xml.element("attributes", class_=kind):
        for name, type in names:
            xml.leaf("attribute", id=name, title=name, type=_TYPES[type])


def _values(xml: Document, values: Iterable[tuple[str, str]]) -> None:
    with xml.element("attvalues"):
        for name, value in values:
            if value:
                xml.leaf("attvalue", for_=name, value=value)


def _spelled(xml: Document, spells: Sequence[Spell]) -> None:
    if spells:
        with xml.element("spells"):
            for start, end in spells:
                xml.leaf("spell", **{side: day for side, day in (("start", start), ("end", end)) if day})
