"""W3C Web Annotations: the model's MUSTs as a schema, the meaning as JSON-LD by rdflib, the words at their places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import rdflib
from jsonschema import Draft202012Validator

from dateline.model.codec import Json
from dateline.model.entry import Entry
from dateline.model.place import Place

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
Write = Callable[[str, list[Entry]], Path]
Annotation = dict[str, Json]
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The terms of http://www.w3.org/ns/anno.jsonld that we use, so that no test fetches it.
CONTEXT: Json = {
    "oa": str(OA), "as": "http://www.w3.org/ns/activitystreams#", "schema": "http://schema.org/",
    "rdf": str(rdflib.RDF), "dcterms": str(rdflib.DCTERMS), "dc": str(rdflib.DC), "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState", "AnnotationCollection": "as:OrderedCollection", "Text": "oa:Text",
    "AnnotationPage": "as:OrderedCollectionPage", "Software": "as:Application",
    "classifying": "oa:classifying", "identifying": "oa:identifying", "linking": "oa:linking",
    "describing": "oa:describing", "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"}, "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"}, "items": {"@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"}, "value": "rdf:value", "exact": "oa:exact", "prefix": "oa:prefix",
    "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end", "sourceDate": "oa:sourceDate",
    "created": "dcterms:created", "format": "dc:format", "language": "dc:language", "total": "as:totalItems",
}  # fmt: skip
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
SELECTOR: Json = {
    "oneOf": [
        {"properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1},
                        "prefix": {"type": "string"}, "suffix": {"type": "string"}}, "required": ["type", "exact"]},
        {"properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0}}, "required": ["type", "start", "end"]},
    ]
}  # fmt: skip
TARGET: Json = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "source": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uri"}}},
        "selector": {"type": "array", "items": SELECTOR, "minItems": 1},
        "state": {"properties": {"type": {"const": "TimeState"}, "sourceDate": {"type": "string", "pattern": MOMENT}}},
    },
}
BODY: Json = {
    "anyOf": [
        {"type": "string", "format": "uri"},
        {"type": "object", "required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}}},
        {"type": "object", "required": ["type", "source"], "properties": {"type": {"const": "SpecificResource"}}},
    ]
}
# annotation-model, 3.1: exactly one id, at least one context, one target, type Annotation; 4.x of bodies and selectors.
SCHEMA: Json = {
    "type": "object",
    "required": ["@context", "id", "type", "first", "total"],
    "properties": {
        "@context": {"contains": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        "type": {"const": "AnnotationCollection"},
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id", "type", "motivation", "target"],
                        "properties": {
                            "id": {"type": "string", "format": "uri"},
                            "type": {"const": "Annotation"},
                            "motivation": {"enum": ["classifying", "identifying", "linking"]},
                            "created": {"type": "string", "pattern": MOMENT},
                            "body": {"anyOf": [BODY, {"type": "array", "items": BODY, "minItems": 2}]},
                            "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
                        },
                    },
                },
            },
        },
    },
}


def annotations(path: Path) -> list[Annotation]:
    read = json.loads(path.read_text("utf-8"))
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(read)
    assert read["total"] == len(read["first"]["items"])
    return list(read["first"]["items"])


def targets(annotation: Annotation) -> list[Annotation]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]  # type: ignore[list-item, return-value]


def selectors(found: list[Annotation]) -> Iterator[dict[str, Annotation]]:
    for each in found:
        for target in targets(each):
            yield {selector["type"]: selector for selector in target["selector"]}  # type: ignore[union-attr, index, misc]


def test_every_claim_classifies_its_words(told: list[Entry], write: Write) -> None:
    found = annotations(write("webannotation", told))
    assert len({each["id"] for each in found}) == len(found)
    assert sum(each["motivation"] == "classifying" for each in found) == len(told)


def test_both_selectors_lead_to_the_same_words(told: list[Entry], write: Write) -> None:
    one = [each for each in told if each.claim.report == told[0].claim.report]
    text = one[0].report.text
    for pair in selectors(annotations(write("webannotation", one))):
        place, quote = pair["TextPositionSelector"], pair["TextQuoteSelector"]
        assert text[place["start"] : place["end"]] == quote["exact"]  # type: ignore[misc]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


def test_the_hash_is_of_the_text_that_was_counted_in(entry: Callable[..., Entry], write: Write) -> None:
    (first, *_) = annotations(write("webannotation", [entry(url="https://news.example/1")]))
    source = targets(first)[0]["source"]
    text = entry().report.text
    assert source == {
        "id": "https://news.example/1",
        "type": "Text",
        "schema:sha256": sha256(text.encode()).hexdigest(),
    }


def test_json_ld_means_what_it_says(entry: Callable[..., Entry], goma: Place, write: Write) -> None:
    read = json.loads(write("webannotation", [entry(where=goma)]).read_text("utf-8"))
    graph = rdflib.Graph().parse(data=json.dumps(read | {"@context": CONTEXT}), format="json-ld")
    claim = rdflib.URIRef("tag:dateline,2026:claim/c0ffee00c0ffee00")
    assert (claim, rdflib.RDF.type, OA.Annotation) in graph
    assert (claim, OA.motivatedBy, OA.classifying) in graph
    (target,) = graph.objects(claim, OA.hasTarget)
    exact = {
        str(each) for selector in graph.objects(target, OA.hasSelector) for each in graph.objects(selector, OA.exact)
    }
    assert exact == {"warned"}
    sources = {str(each) for body in graph.objects(predicate=OA.hasBody) for each in graph.objects(body, OA.hasSource)}
    assert sources == {
        "tag:dateline,2026:party/iso:KEN", "tag:dateline,2026:party/iso:NOR", "https://sws.geonames.org/216281/"
    }  # fmt: skip


@pytest.mark.parametrize("rights", ["short quotes", "offsets"])
def test_rights(rights: str, entry: Callable[..., Entry], write: Write) -> None:
    """Short quotes: nothing from outside the sentence. Offsets: only where it stands."""
    found = annotations(write("webannotation", [entry(rights=rights)]))
    quotes = [pair.get("TextQuoteSelector") for pair in selectors(found)]
    if rights == "offsets":
        assert quotes == [None] * len(quotes)
    else:
        assert all(quote and f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in entry().sentence.text
                   for quote in quotes)  # fmt: skip


def test_hostile_words(hostile: list[Entry], write: Write) -> None:
    annotations(write("webannotation", hostile))
    broken = [replace(each, report=replace(each.report, text=each.report.text + "\ud800\x00")) for each in hostile]
    annotations(write("webannotation", broken))


def test_nothing(write: Write) -> None:
    assert annotations(write("webannotation", [])) == []
