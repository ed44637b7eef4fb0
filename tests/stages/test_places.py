"""Places by the cases of cases/places: roles, senses, descriptions, and where an act happens; spans; linear time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dateline.intake import text as plain
from dateline.lexicon import gazetteer
from dateline.model.kit import Kit
from dateline.model.locating import place_of
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.marks import marks
from dateline.stages.parse import parse
from dateline.stages.places import places
from dateline.stages.places.given import given
from dateline.stages.places.resolving import resolve
from dateline.stages.sentences import sentences

CASES = Path(__file__).parents[2] / "cases" / "places"
Read = Callable[..., Reading]


def cases(*files: str) -> list[dict[str, object]]:
    return [case for name in files for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]]


def row(place: Place) -> list[str]:
    assert place.text is not None
    if place.state == "unresolved":
        return [place.text, place.role, "", "unresolved"]
    return [place.text, place.role, f"{place.name}, {place.country or ''}", place.precision or ""]


def test_every_file_of_cases_is_run() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == {"roles", "senses", "descriptions", "acts"}


@pytest.mark.parametrize("case", cases("roles", "senses", "descriptions"), ids=lambda case: str(case["name"]))
def test_case(case: dict[str, object], read: Read) -> None:
    reading = read(case["text"], through="places")
    assert [row(place) for place in reading.places] == case["expected"]


@pytest.mark.parametrize("case", cases("acts"), ids=lambda case: str(case["name"]))
def test_act(case: dict[str, object], read: Read) -> None:
    reading = read(case["text"], through="places")
    expected = case["expected"]
    assert isinstance(expected, list)
    found = []
    for word, *_ in expected:
        token = next(each for each in reading.parse.tokens if each.text == word)
        place, basis = place_of(reading, token)
        found.append([word, place.text or "", basis])
    assert found == expected


def test_what_was_chosen_and_what_was_not_can_be_seen(read: Read) -> None:
    """Police in Paris, Texas, arrested a man who was born in Springfield."""
    paris, _, springfield = read(
        str(test_what_was_chosen_and_what_was_not_can_be_seen.__doc__), through="places"
    ).places
    assert paris.how == "put into a place by the words"
    assert (paris.country, paris.admin1) == ("USA", "Texas")
    assert springfield.state == "unresolved"
    assert springfield.reason
    assert len({candidate.id for candidate in springfield.candidates}) > 1
    assert springfield.lat is None


def test_a_country_is_never_as_exact_as_a_city(read: Read) -> None:
    """Troops landed in Singapore, in Luxembourg, in Djibouti and in Chad."""
    for place in read(str(test_a_country_is_never_as_exact_as_a_city.__doc__), through="places").places:
        assert place.feature is not None
        assert (place.precision == "country") == place.feature.startswith("A.PCL")


def test_the_empty_report(read: Read) -> None:
    assert read("", through="places").places == ()


def test_spans_are_exact(read: Read) -> None:
    """“Shells fell on Donetsk’s outskirts,” the mayor of Horlivka — a town near [Donetsk] — said in İzmir."""
    reading = read(str(test_spans_are_exact.__doc__), through="places")
    assert reading.places
    for place in reading.places:
        assert place.span is not None
        assert place.span.of(reading.report.text) == place.text


def test_given_spans_are_resolved_among_the_others(kit: Kit, read: Read) -> None:
    """The mayor of Athens met farmers in Clarke County, Ga., on Friday."""
    text = str(test_given_spans_are_resolved_among_the_others.__doc__)
    reading = read(text, through="parse")
    span = Span(text.index("Athens"), text.index("Athens") + len("Athens"))
    every, [at] = given(reading, kit.gazetteer, [span])
    entry = resolve(every, kit.gazetteer)[at].entry
    assert entry is not None
    assert (entry.country, entry.admin1) == ("USA", "Georgia")


def test_a_long_report_takes_time_in_proportion(spent: Callable[[Callable[[], object]], float]) -> None:
    """A town, a base and a description in each sentence of a report of twenty thousand sentences: no squares."""
    kit = Kit(gazetteer=gazetteer.load())
    took = []
    for many in (1_000, 4_000):
        text = "Troops left Goma. " * many
        reading = Reading(report=plain.report(text))
        for stage in (sentences, marks, parse):
            reading = stage(reading, kit)
        took.append(spent(partial(places, reading, kit)))
    assert took[1] < 12 * took[0] + 0.2
