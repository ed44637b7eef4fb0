"""GeoJSON, read by the `geojson` library: a pin only where a point is known, and nothing else hidden in the map."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geojson
import pytest

from dateline.model.entry import Entry
from dateline.model.place import NOWHERE_STATED, Place, Precision

Write = Callable[[str, list[Entry]], Path]


def features(path: Path) -> list[geojson.Feature]:
    read = geojson.loads(path.read_text("utf-8"))
    assert isinstance(read, geojson.FeatureCollection)
    for each in read["features"]:
        assert isinstance(each, geojson.Feature)
        assert each["geometry"] is None or each.is_valid, each.errors()
    return list(read["features"])


def test_every_claim_is_a_valid_feature(told: list[Entry], write: Write) -> None:
    found = features(write("geojson", told))
    assert [each["id"] for each in found] == [entry.claim.id for entry in told]
    assert any(each["geometry"] for each in found)
    for each, entry in zip(found, told, strict=True):
        assert each["properties"]["status"] == entry.claim.status
        assert each["properties"]["record_version"] == entry.version
        assert each["properties"]["precision"] == entry.claim.where.precision
        assert each["properties"]["place_basis"] == entry.claim.where.how


def test_longitude_stands_before_latitude(entry: Callable[..., Entry], goma: Place, write: Write) -> None:
    assert features(write("geojson", [entry(where=goma)]))[0]["geometry"]["coordinates"] == [29.22, -1.67]


@pytest.mark.parametrize("precision", ["district", "province", "country", "region", "sea"])
def test_an_area_gets_no_pin(
    precision: Precision, entry: Callable[..., Entry], goma: Place, write: Write, left: Callable[..., dict[str, int]]
) -> None:
    claims = [entry(where=replace(goma, precision=precision))]
    (found,) = features(write("geojson", claims))
    assert found["geometry"] is None
    assert found["properties"]["place"] == "Goma"
    assert f"where: a {precision} is no point: no pin on the map" in left("geojson", claims)


@pytest.mark.parametrize(
    "where",
    [
        NOWHERE_STATED,
        Place(text="Springfield", state="unresolved", reason="several", lat=1.0, lon=1.0, precision="city"),
        Place(text="Nowhere", name="Nowhere", lat=91.0, lon=0.0, precision="city"),
    ],
    ids=["not stated", "unresolved", "off the globe"],
)
def test_no_pin_without_a_place(where: Place, entry: Callable[..., Entry], write: Write) -> None:
    assert features(write("geojson", [entry(where=where)]))[0]["geometry"] is None


def test_hostile_words(hostile: list[Entry], write: Write) -> None:
    text = write("geojson", hostile).read_text("utf-8")
    assert "\\ud800" not in text
    assert "\x1b" not in text
    assert len(features(write("geojson", hostile))) == len(hostile)
    assert not any((each["properties"]["url"] or "").startswith("javascript") for each in json.loads(text)["features"])


def test_nothing(write: Write) -> None:
    assert features(write("geojson", [])) == []
