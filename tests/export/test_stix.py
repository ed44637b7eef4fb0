"""STIX 2.1, checked by OASIS's validator: ids that last, references that lead somewhere, denials as opinions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import stix2validator

from dateline.model.entry import Entry
from dateline.model.place import Place
from dateline.model.time import NOT_STATED, Time

Write = Callable[[str, list[Entry]], Path]
Object = dict[str, object]
# 103: ids of version 4 are advised, but only version 5 keeps an export from doubling what is there. 302: a hash of what
# a URL leads to, which nobody has fetched.
RULES = stix2validator.ValidationOptions(version="2.1", strict=True, disabled="103,302")


def objects(path: Path) -> list[Object]:
    """The objects of the bundle, valid by the standard's schemas and MUSTs, every reference among them."""
    result = stix2validator.validate_file(str(path), RULES)
    assert result.is_valid, [str(error) for each in result.object_results for error in each.errors][:3]
    found: list[Object] = json.loads(path.read_text("utf-8"))["objects"]
    ids = {each["id"] for each in found}
    for each in found:
        for name, value in each.items():
            if name.endswith(("_ref", "_refs")):
                assert set(value if isinstance(value, list) else [value]) <= ids
    return found


def of(kind: str, found: list[Object]) -> list[Object]:
    return [each for each in found if each["type"] == kind]


def claim_in(incident: Object) -> Object:
    (told,) = incident["extensions"].values()  # type: ignore[attr-defined]
    return told  # type: ignore[no-any-return]


def test_a_claim_is_an_incident_with_a_note_in_its_report(told: list[Entry], write: Write) -> None:
    some = told[:25]
    found = objects(write("stix", some))
    assert [claim_in(each)["claim_id"] for each in of("incident", found)] == [each.claim.id for each in some]
    assert [each["content"] for each in of("note", found)] == [each.sentence.text for each in some]
    assert len(of("report", found)) == len({each.claim.report for each in some})
    assert len(of("extension-definition", found)) == 1
    assert of("observed-data", found) == of("threat-actor", found) == []
    for report in of("report", found):
        assert {each["id"] for each in of("incident", found)} & set(report["object_refs"])  # type: ignore[call-overload]


def test_the_same_claim_has_the_same_id_later(entry: Callable[..., Entry], write: Write) -> None:
    (first,) = of("incident", objects(write("stix", [entry()])))
    later = replace(entry(status="denied"), recorded=entry().recorded + timedelta(days=3), version=9)
    (second,) = of("incident", objects(write("stix", [later])))
    assert first["id"] == second["id"]
    assert UUID(str(first["id"]).partition("--")[2]).version == 5
    assert first["created"] == second["created"] == "2024-03-05T00:00:00.000Z"
    assert str(first["modified"]) < str(second["modified"])


def test_two_versions_stand_in_one_bundle(entry: Callable[..., Entry], write: Write) -> None:
    later = replace(entry(status="denied"), recorded=entry().recorded + timedelta(days=3))
    found = objects(write("stix", [entry(), later]))
    assert [claim_in(each)["status"] for each in of("incident", found)] == ["happened", "denied"]
    assert len(of("identity", found)) == 3


def test_a_dyad_is_a_relationship_with_its_time(
    entry: Callable[..., Entry], stretch: Callable[..., Time], write: Write
) -> None:
    found = objects(write("stix", [entry(when=stretch("2024-03-04", "2024-03-10"))]))
    (dyad,) = of("relationship", found)
    names = {each["id"]: each["name"] for each in of("identity", found)}
    assert (names[dyad["source_ref"]], names[dyad["target_ref"]]) == ("Kenya", "Norway")
    assert dyad["start_time"] == "2024-03-04T00:00:00.000Z"
    assert dyad["stop_time"] == "2024-03-10T23:59:59.000Z"


def test_undated_dyads_have_no_time(entry: Callable[..., Entry], write: Write) -> None:
    (dyad,) = of("relationship", objects(write("stix", [entry(when=NOT_STATED)])))
    assert "start_time" not in dyad


@pytest.mark.parametrize("status", ["denied", "not"])
def test_a_denial_is_an_opinion(status: str, entry: Callable[..., Entry], write: Write) -> None:
    (opinion,) = of("opinion", objects(write("stix", [entry(status=status)])))
    assert opinion["opinion"] == "strongly-disagree"
    assert opinion["authors"] == ["the report itself"]


def test_what_people_reject_is_revoked(entry: Callable[..., Entry], write: Write) -> None:
    found = objects(write("stix", [entry(review="rejected")]))
    assert [each.get("revoked") for each in of("incident", found)] == [True]
    assert [each["opinion"] for each in of("opinion", found)] == ["strongly-disagree"]


def test_a_place_is_as_exact_as_it_is(entry: Callable[..., Entry], goma: Place, write: Write) -> None:
    area = replace(goma, precision="province", name="Nord Kivu")
    found = objects(write("stix", [entry(where=goma), entry(where=area, id="c2")]))
    first, second = of("location", found)
    assert (first["latitude"], first["precision"], first["country"]) == (-1.67, 10_000.0, "CD")
    assert "latitude" not in second
    assert second["country"] == "CD"


def test_the_sea_is_left(entry: Callable[..., Entry], goma: Place, left: Callable[..., dict[str, int]]) -> None:
    sea = entry(where=replace(goma, precision="sea", country=None, admin1=None, name="Sea of Azov"))
    assert left("stix", [sea])["where: a location needs a country or a point"] == 1


def test_a_report_without_a_date(entry: Callable[..., Entry], write: Write) -> None:
    (report,) = of("report", objects(write("stix", [entry(published=None)])))
    assert "no date" in str(report["description"])


def test_hostile_words(hostile: list[Entry], write: Write) -> None:
    found = objects(write("stix", hostile[:30]))
    assert len(of("incident", found)) == 30
    links = [each for one in found for each in one.get("external_references", [])]  # type: ignore[attr-defined]
    assert not any("url" in each for each in links)


def test_nothing(write: Write) -> None:
    assert {each["type"] for each in objects(write("stix", []))} == {"identity", "extension-definition"}
