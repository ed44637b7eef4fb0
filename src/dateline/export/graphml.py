"""Entries go in; out comes the network of parties as GraphML, a directed multigraph with an edge for each claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from dateline.export import Leave, _network
from dateline.export._network import Document, Edge, Node, written
from dateline.model.entry import Entry

SUFFIX = ".graphml"
CARRIES = _network.CARRIES
_TYPES = {"str": "string", "int": "int", "float": "double", "bool": "boolean"}
_NODE = tuple((each.name, str(each.type)) for each in fields(Node) if each.name != "id")
_EDGE = tuple((each.name, str(each.type)) for each in fields(Edge) if each.name not in ("id", "source", "target"))


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """The graph with an edge for each claim and pair of parties; the number of claims in it."""
    nodes, edges, claims = _network.network(entries, leave)
    with to.open("wb") as out:
        xml = Document(out)
        with xml.element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns"):
            for kind, names in (("node", _NODE), ("edge", (*_EDGE, ("weight", "float")))):
                for name, type in names:
                    told = {"attr.name": name, "attr.type": _TYPES[type]}
                    xml.leaf("key", id=f"{kind}_{name}", for_=kind, **told)
            with xml.element("graph", id="dateline", edgedefault="directed"):
                for node in nodes:
                    with xml.element("node", id=node.id):
                        _data(xml, node, "node", _NODE)
                for edge in edges:
                    with xml.element("edge", id=edge.id, source=edge.source, target=edge.target):
                        _data(xml, edge, "edge", _EDGE)
                        xml.leaf("data", "1.0", key="edge_weight")
    return claims


def _data(xml: Document, element: Node | Edge, kind: str, names: Iterable[tuple[str, str]]) -> None:
    for name, _ in names:
        value = written(getattr(element, name))
        if value:
            xml.leaf("data", value, key=f"{kind}_{name}")
