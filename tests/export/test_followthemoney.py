"""FollowTheMoney, checked by its own model where `followthemoney` is installed; by its shape in any case."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.span import Span

Write = Callable[[str, list[Entry]], Path]
Entity = dict[str, object]


def lines(path: Path) -> list[Entity]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        assert set(each) == {"id", "schema", "properties", "datasets", "first_seen"}
        assert all(values and all(isinstance(value, str) and value for value in values)
                   for values in each["properties"].values())  # fmt: skip
    return found


def one(schema: str, found: list[Entity]) -> dict[str, list[str]]:
    (each,) = (each for each in found if each["schema"] == schema)
    return each["properties"]  # type: ignore[return-value]


def check(path: Path) -> None:
    """Every entity fits its schema, every value its type, and every reference leads to an entity of the right kind."""
    pytest.importorskip("followthemoney", reason="followthemoney is not installed: `uv pip install followthemoney`")
    from followthemoney import model

    proxies = {each["id"]: model.get_proxy(each, cleaned=False) for each in lines(path)}
    for given in lines(path):
        proxy = proxies[given["id"]]
        proxy.schema.validate(proxy.to_dict())
        for name, values in given["properties"].items():  # type: ignore[attr-defined]
            assert len(proxy.get(name)) == len(values), f"{name} takes none of {values}"
        for property, value in proxy.itervalues():
            if property.type.name == "entity":
                assert proxies[value].schema.is_a(property.range)


def test_fits_the_model(told: list[Entry], write: Write) -> None:
    check(write("followthemoney", told))


def test_hostile_words_fit_the_model(hostile: list[Entry], write: Write) -> None:
    check(write("followthemoney", hostile))


def test_words_that_may_not_be_shown_fit_the_model(told: list[Entry], write: Write) -> None:
    check(write("followthemoney", [replace(each, rights="offsets") for each in told[:20]]))


def test_every_claim_is_one_event_with_article_and_note(told: list[Entry], write: Write) -> None:
    found = lines(write("followthemoney", told))
    count = Counter(each["schema"] for each in found)
    assert count["Event"] == count["Note"] == count["Documentation"] == len(told)
    assert count["Article"] == len({each.claim.report for each in told})


def test_an_event_says_that_it_is_a_claim(entry: Callable[..., Entry], goma: Place, write: Write) -> None:
    found = lines(write("followthemoney", [entry(status="planned", where=goma, url="https://news.example/1")]))
    event = one("Event", found)
    assert event["summary"] == ["Claimed, not established. Status: planned. On the word of the report itself."]
    assert (event["startDate"], event["country"], event["recordId"]) == (["2024-03-04"], ["cd"], ["c0ffee00c0ffee00"])
    assert event["sourceUrl"] == ["https://news.example/1"]
    assert len(event["involved"]) == 2
    assert one("Documentation", found)["role"] == ["claims: the report itself"]
    assert one("UnknownLink", found)["role"] == ["THREATEN (planned)"]
    assert one("Article", found)["publishedAt"] == ["2024-03-05"]


def test_who_is_only_words_is_mentioned_and_not_involved(entry: Callable[..., Entry], write: Write) -> None:
    found = lines(write("followthemoney", [entry(actors=(Party(Span(40, 51), "riot police", kind="group"),))]))
    mentions = {tuple(each["properties"]["name"]): each["properties"] for each in found if each["schema"] == "Mention"}  # type: ignore[index]
    assert "resolved" not in mentions["riot police",]
    assert "resolved" in mentions["Norway",]
    assert len(one("Event", found)["involved"]) == 1
    assert not any(each["schema"] in ("Organization", "UnknownLink") for each in found)


def test_an_office_is_held_on_the_day_of_the_report(entry: Callable[..., Entry], write: Write) -> None:
    minister = Party(Span(0, 5), "Amina Otieno", "person:amina-otieno", "Amina Otieno", "person", "KEN",
                     office="minister of defence")  # fmt: skip
    found = lines(write("followthemoney", [entry(actors=(minister,))]))
    assert one("Position", found) == {"name": ["minister of defence"], "country": ["ke"]}
    assert one("Occupancy", found)["date"] == ["2024-03-05"]


def test_nothing(write: Write) -> None:
    assert lines(write("followthemoney", [])) == []
