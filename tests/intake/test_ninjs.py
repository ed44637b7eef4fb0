"""Items in ninjs as agencies send them, in version 1 and in version 3."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput

FIRST = {
    "uri": "http://wire.example/1", "type": "text", "versioncreated": "2024-03-06T01:00:00Z",
    "firstcreated": "2024-03-05T22:10:00Z", "pubstatus": "usable", "language": "en-GB", "byline": "By Mina Okafor",
    "copyrightholder": "Meridian News", "infosource": [{"name": "GNB"}], "headline": "Ghana and Togo sign a pact",
    "located": "Accra", "body_html": "<p>ACCRA, March 5 (Meridian) - They signed on Tuesday.</p><p>It was late.</p>",
    "place": [{"name": "Accra"}],
}  # fmt: skip
THIRD = {
    "uri": "urn:wire:2", "type": "text", "standard": {"name": "ninjs", "version": "3.1"}, "language": "en",
    "versionCreated": "2024-03-06T01:00:00+00:00", "pubStatus": "usable", "by": "Jo Park", "located": "Tema",
    "headlines": [{"role": "short", "value": "Ships"}, {"role": "main", "value": "Ships leave Tema"}],
    "bodies": [
        {"role": "main", "contentType": "text/html", "value": "<p>Two ships left.</p>"},
        {"role": "excerpt", "contentType": "text/plain", "value": "Two ships."},
    ],
    "infoSources": [{"name": "Gulf News Bureau"}],
}  # fmt: skip


def test_version_1() -> None:
    (found,) = intake.from_bytes(json.dumps(FIRST).encode(), "item.json")
    assert found.text.startswith(
        "Ghana and Togo sign a pact\n\nACCRA, March 5 (Meridian) - They signed on Tuesday.\n\n"
    )
    assert (found.published.edtf, found.published_basis) == ("2024-03-05", "meta")
    assert [(each.said_in, each.of) for each in found.dates[:2]] == [
        ("firstCreated", "published"),
        ("versionCreated", "updated"),
    ]
    assert (found.publisher, found.bylines, found.agencies) == ("Meridian News", ("Mina Okafor",), ("GNB", "Meridian"))
    assert found.language == "en"


def test_version_3() -> None:
    (found,) = intake.from_bytes(json.dumps(THIRD).encode(), "item.json")
    assert found.text == "Ships leave Tema\n\nTwo ships left."
    assert (found.published.edtf, found.publisher, found.bylines) == ("2024-03-06", "Gulf News Bureau", ("Jo Park",))


def test_several_items_and_a_package() -> None:
    package = {
        "uri": "urn:wire:3",
        "versioncreated": "2024-03-06",
        "pubstatus": "usable",
        "associations": {"main": FIRST},
    }
    found = intake.from_bytes(json.dumps([package, THIRD]).encode(), "items.json")
    assert [each.title for each in found] == ["Ghana and Togo sign a pact", "Ships leave Tema"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pubstatus": "canceled"}, "is canceled"),
        ({"body_html": " "}, "has no text"),
        ({"body_html": None, "body_text": 3}, "has no text"),
    ],
)
def test_items_that_are_no_reports(change: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=f"^item.json: {said}$"):
        intake.from_bytes(json.dumps(FIRST | change).encode(), "item.json")


def test_broken_json() -> None:
    with pytest.raises(BadInput, match="is no JSON"):
        intake.from_bytes(json.dumps(FIRST).encode()[:-1], "item.json")
    with pytest.raises(BadInput, match="is empty"):
        intake.from_bytes(b"", "item.ninjs")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([FIRST, THIRD]),
    st.sampled_from([*FIRST, *THIRD]),
    st.sampled_from([None, 1, [], {}, [1], "", [[]]]),
)
def test_wrong_types_are_reports_or_bad_input(item: dict[str, object], key: str, value: object) -> None:
    with suppress(BadInput):
        intake.from_bytes(json.dumps(item | {key: value}).encode(), "item.ninjs")
