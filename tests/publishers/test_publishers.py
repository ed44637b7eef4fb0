"""Every publisher's file: its facts fit together, and its examples come out as they say."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from dateline import publishers
from dateline.intake import text as plain
from dateline.model.publisher import Publisher
from dateline.model.wires import is_wire

KNOWN = publishers.load()
BY_ID = {each.id: each for each in KNOWN.known}
EXAMPLES = [
    pytest.param(id, example, id=f"{id}-{number}")
    for id, file in publishers.documents()
    for number, example in enumerate(tomllib.loads(file.read_text("utf-8")).get("example", ()))
]


@pytest.mark.parametrize(("id", "example"), EXAMPLES)
def test_an_example_comes_out_as_its_file_says(id: str, example: dict[str, object]) -> None:
    publisher = BY_ID[id]
    address = f"https://www.{publisher.domains[0]}/world/pact"
    report = plain.report(f"date: 2024-03-06\nurl: {address}\n\n{example['text']}")
    report = KNOWN.settled(report)
    assert report.publisher == publisher.name
    if "agencies" in example:
        assert list(report.agencies) == example["agencies"]
    filed = [each.time.edtf for each in report.dates if each.basis == "dateline"]
    assert filed == ([example["filed"]] if "filed" in example else [])
    assert len(report.furniture) == example.get("furniture", 0)


@pytest.mark.parametrize("publisher", KNOWN.known, ids=lambda each: each.id)
def test_facts_of_a_publisher(publisher: Publisher) -> None:
    assert len(publisher.country) == 3
    assert publisher.domains
    assert all(domain == domain.lower() and "." in domain and "/" not in domain for domain in publisher.domains)
    assert all(map(is_wire, publisher.signs)), "add it to model/wires.py"
    assert (publisher.kind == "agency") is bool(publisher.signs)
    assert (publisher.rights is None) is (publisher.licence is None)


def test_no_name_and_no_domain_is_two_publishers() -> None:
    counts = Counter(domain for each in KNOWN.known for domain in each.domains)
    counts += Counter(
        name
        for each in KNOWN.known
        for name in {words.casefold() for words in (each.name, *each.aliases, *each.signs)} - set(each.domains)
    )
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("https://feeds.bbc.co.uk/x", "BBC News"),
        ("https://notreuters.com/x", None),
        ("https://[bad", None),
        ("", None),
    ],
)
def test_an_address_tells_the_publisher(url: str, name: str | None) -> None:
    found = KNOWN.at(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "id"), [("the guardian", "gb/guardian"), ("KCNA", "kp/kcna"), ("tass.com", "ru/tass")]
)
def test_a_name_tells_the_publisher(name: str, id: str) -> None:
    found = KNOWN.called(name)
    assert found is not None
    assert found.id == id


def test_an_unknown_publisher_stays_as_it_is() -> None:
    report = plain.report(
        "date: 2024-03-06\npublisher: The Quarry Post\n\nTwo envoys met on Tuesday, a spokesman said."
    )
    assert KNOWN.settled(report) == report
