"""What is parsed of titles: the words that are no names as running text has them."""

from __future__ import annotations

import pytest

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.reader import read


def told(text: str, kit: Kit) -> Reading:
    title, _, body = text.partition("\n")
    return read(Report("told", text, Span(0, len(text)), title_span=Span(0, len(title)) if body else None), kit)


def acts(text: str, kit: Kit) -> list[tuple[str, list[str], list[str]]]:
    reading = told(text, kit)
    return [
        (act.type, [party.text for party in act.actors], [party.text for party in act.recipients])
        for act in reading.actions
    ]


@pytest.mark.parametrize(
    ("title", "type", "actors", "recipients"),
    [
        ("Peru Expels Two Bolivian Envoys", "SANCTION", ["Peru"], ["Two Bolivian Envoys"]),
        ("Kenya and Uganda Sign Trade Deal", "AGREE", ["Kenya", "Uganda"], []),
        ("Turkey Eases Sanctions on Myanmar", "RETREAT", ["Turkey"], ["Myanmar"]),
        ("Norway Urges Allies to Send More Tanks", "REQUEST", ["Norway"], ["Allies"]),
    ],
)
def test_a_title_is_read_as_its_words_would_be(
    kit: Kit, title: str, type: str, actors: list[str], recipients: list[str]
) -> None:
    assert acts(title, kit)[0] == (type, actors, recipients)


def test_the_running_text_tells_a_name_from_a_word(kit: Kit) -> None:
    """A minister called Hope is known from the body; without it "hope" is a word."""
    body = "The minister, Ada Hope, met the Peruvian envoy on Monday. Later on Monday Hope left for Lima."
    reading = told(f"Envoy Meets Minister Hope in Lima\n\n{body}", kit)
    unit = next(unit for unit in reading.parse.units if unit.names is not None)
    assert [name.of(reading.report.text) for name in unit.names or ()] == ["Hope", "Lima"]
    alone = told("Envoy Meets Minister Hope in Lima", kit)
    names = alone.parse.units[0].names or ()
    assert [name.of(alone.report.text) for name in names] == ["Lima"]


def test_running_text_is_left_as_it_is(kit: Kit) -> None:
    reading = told("Kenya and Uganda signed a trade deal with the Polish Government on Monday.", kit)
    assert all(unit.names is None for unit in reading.parse.units)
