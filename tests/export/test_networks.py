"""GraphML and GEXF, read by networkx: who did what to whom, with nobody joined to anybody that no claim names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

Write = Callable[[str, list[Entry]], Path]
BOTH = pytest.mark.parametrize("name", ["graphml", "gexf"])


def graph(name: str, path: Path) -> networkx.MultiDiGraph:
    if name == "gexf":
        return networkx.MultiDiGraph(networkx.read_gexf(path, version="1.3"))
    return networkx.MultiDiGraph(networkx.read_graphml(path))


@BOTH
def test_every_claim_between_two_parties_is_an_edge(name: str, told: list[Entry], write: Write) -> None:
    read = graph(name, write(name, told))
    claims = {data["claim"] for _, _, data in read.edges(data=True)}
    two_sided = {
        each.claim.id
        for each in told
        if (each.claim.actors and each.claim.recipients) or (len(each.claim.actors) > 1 and not each.claim.recipients)
    }
    assert claims == two_sided
    assert "iso:RUS" in read
    assert read.nodes["iso:RUS"]["label"] == "Russia"
    assert read.nodes["iso:RUS"]["iso3"] == "RUS"
    assert read.nodes["iso:RUS"]["wikidata"] == "Q159"


@BOTH
def test_an_edge_says_what_kind_of_claim_it_is(name: str, entry: Callable[..., Entry], write: Write) -> None:
    read = graph(name, write(name, [entry(status="denied")]))
    ((source, target, data),) = read.edges(data=True)
    assert (source, target) == ("iso:KEN", "iso:NOR")
    assert data["event_type" if name == "gexf" else "type"] == "THREATEN"
    assert (data["status"], data["weight"], data["joint"]) == ("denied", 1.0, False)


@BOTH
def test_who_meet_are_joined_though_nobody_is_the_recipient(
    name: str, entry: Callable[..., Entry], write: Write
) -> None:
    alone = entry()
    together = entry(actors=(*alone.claim.actors, *alone.claim.recipients), recipients=())
    ((source, target, data),) = graph(name, write(name, [together])).edges(data=True)
    assert {source, target} == {"iso:KEN", "iso:NOR"}
    assert data["joint"] is True


@BOTH
def test_one_party_alone_is_left(
    name: str, entry: Callable[..., Entry], write: Write, left: Callable[..., dict[str, int]]
) -> None:
    assert graph(name, write(name, [entry(recipients=())])).number_of_edges() == 0
    assert left(name, [entry(recipients=())]) == {"nobody on the other side to draw a line to": 1}


@BOTH
def test_nameless_parties_of_two_reports_are_two(name: str, entry: Callable[..., Entry], write: Write) -> None:
    police = (Party(Span(40, 51), "riot police"),)
    first = entry(actors=police)
    second = entry(actors=police, report="r2", id="c2")
    assert graph(name, write(name, [first, second])).number_of_nodes() == 3


@BOTH
def test_unresolved_pronouns_are_nobody_else(name: str, entry: Callable[..., Entry], write: Write) -> None:
    first = entry(actors=(Party(Span(40, 42), "he", how="pronoun", state="unresolved"),))
    second = entry(actors=(Party(Span(50, 52), "he", how="pronoun", state="unresolved"),), id="c2")
    assert graph(name, write(name, [first, second])).number_of_nodes() == 3


@BOTH
def test_two_versions_of_a_claim_are_two_edges(name: str, entry: Callable[..., Entry], write: Write) -> None:
    assert graph(name, write(name, [entry(), entry(status="denied")])).number_of_edges() == 2


def test_spells_are_the_days_of_the_claim(
    entry: Callable[..., Entry], stretch: Callable[..., Time], write: Write
) -> None:
    week = entry(when=stretch("2024-03-04", "2024-03-10"))
    read = graph("gexf", write("gexf", [week]))
    ((_, _, data),) = read.edges(data=True)
    assert data["spells"] == [("2024-03-04", "2024-03-10")]
    assert read.nodes["iso:KEN"]["spells"] == [("2024-03-04", "2024-03-10")]


def test_what_is_not_dated_stands_at_all_times(entry: Callable[..., Entry], write: Write) -> None:
    read = graph("gexf", write("gexf", [entry(), replace(entry(id="c2"), claim=entry(id="c2", when=NOT_STATED).claim)]))
    assert sorted("spells" in data for _, _, data in read.edges(data=True)) == [False, True]
    assert not any("spells" in data for _, data in read.nodes(data=True))


@BOTH
def test_hostile_words(name: str, hostile: list[Entry], write: Write) -> None:
    path = write(name, hostile)
    ElementTree.parse(path)
    assert graph(name, path).number_of_edges() > 0


@BOTH
def test_nothing(name: str, write: Write) -> None:
    assert graph(name, write(name, [])).number_of_nodes() == 0
