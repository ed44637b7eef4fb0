"""The parties stage: the cases under `cases/parties`, and what must hold of any report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypedDict

import pytest

from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.score.parties import clusters
from dateline.stages.parties import parties

Read = Callable[..., Reading]
CASES = Path(__file__).parents[2] / "cases" / "parties"


class Row(TypedDict, total=False):
    """One mention of a case, and what must be so of it."""

    words: str
    nth: int
    same: str
    differs: str
    members: list[str]
    kind: str
    country: str
    sectors: list[str]
    title: str
    name: str
    office: str
    organisation: str
    entity: str
    how: str
    state: str
    count: int


class Case(TypedDict, total=False):
    """One case: a text, its day, its parties, and words that are nobody."""

    name: str
    text: str
    published: date
    party: list[Row]
    nobody: list[str]


def _cases() -> list[tuple[str, Case]]:
    found: list[tuple[str, Case]] = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found.append((f"{path.stem}: {case['name']}", case))  # noqa: PERF401
    return found


@pytest.mark.parametrize("case", [case for _, case in _cases()], ids=[name for name, _ in _cases()])
def test_case(case: Case, read: Read) -> None:
    reading = read(case["text"], published=case["published"], through="parties")
    wrong = [fault for row in case.get("party", []) for fault in _faults(row, reading)]
    texts = {party.text for party in reading.parties}
    wrong += [f"{words!r} is taken for somebody" for words in case.get("nobody", []) if words in texts]
    assert not wrong, "\n".join([*wrong, *map(repr, reading.parties)])


def _faults(row: Row, reading: Reading) -> list[str]:
    party = _at(reading, row["words"], row.get("nth", 1))
    if party is None:
        return [f"{row['words']!r} is not found"]
    faults = [
        f"{party.text!r}: {field} is {getattr(party, field)!r}"
        for field in ("kind", "title", "name", "office", "organisation", "entity", "how", "state", "count")
        if field in row and getattr(party, field) != row[field]  # type: ignore[literal-required,unused-ignore]
    ]
    if "country" in row and (party.country or "") != row["country"]:
        faults.append(f"{party.text!r}: country is {party.country!r}")
    if "sectors" in row and list(party.sectors) != row["sectors"]:
        faults.append(f"{party.text!r}: sectors are {party.sectors!r}")
    if "members" in row:
        members = [span.of(reading.report.text) for span in party.members]
        if members != row["members"]:
            faults.append(f"{party.text!r}: members are {members!r}")
    if "same" in row:
        other = _at(reading, row["same"], 1)
        number = clusters(reading.parties)
        if other is None or number[reading.parties.index(party)] != number[reading.parties.index(other)]:
            faults.append(f"{party.text!r} is not {row['same']!r}")
    if "differs" in row:
        other = _at(reading, row["differs"], 1)
        number = clusters(reading.parties)
        if other is None or number[reading.parties.index(party)] == number[reading.parties.index(other)]:
            faults.append(f"{party.text!r} is {row['differs']!r}")
    return faults


def _at(reading: Reading, words: str, nth: int) -> Party | None:
    """The party that is the `nth` place where `words` stand as whole words."""
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", reading.report.text)]
    if len(places) < nth:
        return None
    span = Span(*places[nth - 1])
    return next((party for party in reading.parties if party.span == span), None)


SEED_LIKE = """
Costa Rican President Ines Salas and Panamanian leader Raul Ortega shook hands in David on Tuesday, pictures showed.

"We are neighbours," Salas said. The two leaders, who last met in May, thanked the bishops of both countries. Ortega's \
office told EFE it had sent gifts; its spokesman, Juan Rios, declined to say which. He added: "They liked them."
"""


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "?", "“", "He.", "It is.", "their", SEED_LIKE, SEED_LIKE.upper(), "THE"]
)
def test_spans_are_exact_and_in_order(text: str, read: Read) -> None:
    reading = read(text, through="parties")
    assert all(party.text == party.span.of(reading.report.text) for party in reading.parties)
    order = [(party.span.start, -party.span.end) for party in reading.parties]
    assert order == sorted(order)
    spans = {party.span for party in reading.parties}
    for party in reading.parties:
        assert party.antecedent is None or party.antecedent in spans
        assert set(party.members) <= spans
        assert (party.state == "known") == (party.reason is None)
        assert not party.text.endswith(("'s", "’s"))


def test_without_a_knowledge_base_the_words_still_speak(kit: Kit, read: Read) -> None:
    reading = read(SEED_LIKE, through="parse")
    found = parties(reading, Kit(parser=kit.parser, roles=kit.roles))
    names = {party.name for party in found.parties}
    assert {"Ines Salas", "Raul Ortega", "Juan Rios"} <= names


def test_an_empty_reading_has_no_parties() -> None:
    assert parties(Reading(report=Report(id="", text="", body=Span(0, 0))), Kit()).parties == ()


def test_one_person_has_one_id_in_two_reports(read: Read) -> None:
    first = read("Estonian Culture Minister Kadri Tamm resigned. Tamm gave no reason.", through="parties")
    second = read("In Riga, Estonian Culture Minister Kadri Tamm opened a library.", through="parties")
    ids = [{party.entity for party in each.parties if party.name == "Kadri Tamm"} for each in (first, second)]
    assert ids == [{"person:kadri-tamm@est"}, {"person:kadri-tamm@est"}]
