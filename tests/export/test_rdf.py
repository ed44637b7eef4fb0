"""RDF, read by rdflib: who did what in SEM, on whose word in PROV-O, and nothing outside of its report's graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, Namespace, URIRef

from dateline.model.attribution import Cue, Source
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.span import Span

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
Write = Callable[[str, list[Entry]], Path]
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
PROV = Namespace("http://www.w3.org/ns/prov#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
CLAIM = URIRef("tag:dateline,2026:claim/c0ffee00c0ffee00")


def dataset(path: Path) -> rdflib.Dataset:
    read = rdflib.Dataset()
    read.parse(path, format="nquads")
    return read


def graph(path: Path) -> rdflib.Graph:
    whole = rdflib.Graph()
    for subject, verb, value, _ in dataset(path).quads():
        whole.add((subject, verb, value))
    return whole


def test_every_claim_is_an_event_in_the_graph_of_its_report(told: list[Entry], write: Write) -> None:
    read = dataset(write("rdf", told))
    events = {(str(event), str(name)) for event, _, _, name in read.quads((None, RDF.type, SEM.Event, None))}
    assert events == {
        (f"tag:dateline,2026:claim/{each.claim.id}", f"tag:dateline,2026:report/{each.claim.report}") for each in told
    }
    for _, _, _, name in read.quads():
        assert str(name).startswith("tag:dateline,2026:report/")


def test_terms_are_those_of_the_vocabularies(told: list[Entry], write: Write) -> None:
    used = {str(verb) for _, verb, _ in graph(write("rdf", told))} | {
        str(value) for _, _, value in graph(write("rdf", told)).triples((None, RDF.type, None))
    }
    assert {each.removeprefix(str(SEM)) for each in used if each.startswith(str(SEM))} <= {
        "Event", "Actor", "Place", "Time", "EventType", "Role", "View", "Authority", "hasActor", "hasPlace", "hasTime",
        "hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp", "eventType", "actorType", "roleType", "accordingTo",
    }  # fmt: skip
    assert {each.removeprefix(str(PROV)) for each in used if each.startswith(str(PROV))} <= {
        "Entity", "Agent", "SoftwareAgent", "Organization", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource",
        "wasAttributedTo", "actedOnBehalfOf", "specializationOf", "generatedAtTime", "invalidatedAtTime",
    }  # fmt: skip


def test_who_does_what_by_whose_word(entry: Callable[..., Entry], goma: Place, write: Write) -> None:
    read = graph(write("rdf", [entry(where=goma)]))
    roles = {str(read.value(role, SEM.roleType)): role for role in read.objects(CLAIM, SEM.hasActor)}
    assert {name: str(read.value(role, RDF.value)) for name, role in roles.items()} == {
        "tag:dateline,2026:term/actor": "tag:dateline,2026:party/iso:KEN",
        "tag:dateline,2026:term/recipient": "tag:dateline,2026:party/iso:NOR",
    }
    authority = read.value(CLAIM, SEM.accordingTo)
    assert {read.value(role, SEM.accordingTo) for role in roles.values()} == {authority}
    assert str(read.value(authority, RDFS.label)) == "the report itself"
    assert read.value(CLAIM, SEM.hasPlace) == URIRef("https://sws.geonames.org/216281/")
    time = read.value(CLAIM, SEM.hasTime)
    assert str(read.value(time, SEM.hasEarliestBeginTimeStamp)) == "2024-03-04"


def test_a_chain_is_quoted_link_by_link(entry: Callable[..., Entry], write: Write) -> None:
    speaker = Party(Span(35, 39), "Mwangi", "person:mwangi", "Mwangi", "person", "KEN", organisation="foreign ministry")
    inner = Source("named person", Span(35, 39), "Mwangi", party=speaker, cue=Cue("said", Span(40, 44)))
    chain = (inner, Source("outlet", Span(45, 49), "the wire"), *entry().claim.attribution)
    read = graph(write("rdf", [entry(attribution=chain)]))
    first = read.value(CLAIM, PROV.hadPrimarySource)
    second = read.value(predicate=PROV.wasQuotedFrom, object=first)
    third = read.value(predicate=PROV.wasQuotedFrom, object=second)
    assert [str(read.value(read.value(each, PROV.wasAttributedTo), RDFS.label)) for each in (first, second, third)] == [
        "Mwangi", "the wire", "the report itself"
    ]  # fmt: skip
    assert (URIRef("tag:dateline,2026:report/r1"), PROV.wasDerivedFrom, third) in read
    speaker_said = read.value(first, PROV.wasAttributedTo)
    ministry = read.value(speaker_said, PROV.actedOnBehalfOf)
    assert str(read.value(ministry, RDFS.label)) == "foreign ministry"


def test_the_words_stand_where_the_offsets_say(entry: Callable[..., Entry], write: Write) -> None:
    read = graph(write("rdf", [entry()]))
    words = {
        (int(read.value(mention, NIF.beginIndex)), int(read.value(mention, NIF.endIndex))): str(words)
        for mention, words in read.subject_objects(NIF.anchorOf)
    }
    text = entry().report.text
    assert words
    assert all(text[start:end] == each for (start, end), each in words.items())
    assert str(read.value(URIRef("tag:dateline,2026:report/r1"), NIF.isString)) == text


def test_rights(entry: Callable[..., Entry], write: Write) -> None:
    assert not list(graph(write("rdf", [entry(rights="short quotes")])).objects(predicate=NIF.isString))
    assert not list(graph(write("rdf", [entry(rights="offsets")])).objects(predicate=NIF.anchorOf))


def test_hostile_words(hostile: list[Entry], write: Write) -> None:
    read = graph(write("rdf", hostile))
    claims = {each.claim.id for each in hostile}
    assert len(list(read.subjects(RDF.type, SEM.Event))) == len(claims)
    broken = [replace(each, report=replace(each.report, text=f'"\\\r\n{each.report.text}\ud800')) for each in hostile]
    assert len(graph(write("rdf", broken))) > 0


def test_nothing(write: Write) -> None:
    assert write("rdf", []).read_bytes() == b""
