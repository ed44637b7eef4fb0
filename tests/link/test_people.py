"""Who is who across reports, by the cases of cases/link/people.toml; what people judge holds, and can be taken back."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.link import people as module
from dateline.link.people import People, figure_id
from dateline.model.act import Words
from dateline.model.actors import NoActors
from dateline.model.attribution import OWN_VOICE
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Entity, Party
from dateline.model.place import Place
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "link" / "people.toml").read_text("utf-8"))["case"]


class Known(NoActors):
    """A knowledge base that knows the entities of the cases, and nothing of them but their names."""

    def entity(self, id: str) -> Entity | None:
        of = {row[5]: row[2] for case in CASES for row in case["told"] if len(row) > 5}
        return Entity(id, of[id], "person") if id in of else None


KNOWN = Known()


def people(entries: Iterable[Entry], rulings: Sequence[tuple[str, str, bool | None]] = ()) -> People:
    return module.people(entries, rulings, KNOWN)


def party(name: str, country: str = "", office: str = "", entity: str | None = None) -> Party:
    return Party(
        Span(0, len(name)), name, entity, name, "person", country or None, title=office or None, office=office or None
    )


def entry(report: str, day: str, *parties: Party) -> Entry:
    on = date.fromisoformat(day)
    whole = Report(report, "", Span(0, 0), Time(earliest=on, latest=on, grain="day"))
    words = Words("met", Span(0, 3))
    claim = Claim(
        f"{report}:{parties[0].name}", report, "CONSULT", (), (), 1, 1.0, "040", words, parties, (), (), "happened",
        None, None, "new", NOT_STATED, Place(state="not_stated"), (OWN_VOICE,), None, (), (), (), (), (), (),
    )  # fmt: skip
    return Entry(1, claim, whole, words, datetime(2024, 5, 9, tzinfo=UTC))


def rows(case: dict[str, list[list[str]]]) -> tuple[list[Entry], list[str]]:
    parties = [party(*row[2:]) for row in case["told"]]
    ids = [figure_id(each, KNOWN) for each in parties]
    return (
        [entry(row[0], row[1], each) for row, each in zip(case["told"], parties, strict=True)],
        [str(id) for id in ids],
    )


def grouped(found: People, ids: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for number, id in enumerate(ids):
        groups.setdefault(found.group(id), []).append(number)
    return [each for each in groups.values() if len(each) > 1]


def asked(found: People, ids: Sequence[str]) -> list[list[int]]:
    return sorted(sorted((ids.index(each.left), ids.index(each.right))) for each in found.questions())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, list[list[str]]]) -> None:
    entries, ids = rows(case)
    for seed in range(3):
        random.Random(seed).shuffle(entries)
        found = people(entries)
        why = [(each.left, each.right, each.score, each.reasons) for each in found.candidates]
        assert (grouped(found, ids), asked(found, ids)) == (case["one"], case["ask"]), why


def case(name: str) -> tuple[list[Entry], list[str]]:
    return rows(next(each for each in CASES if str(each["name"]).startswith(name)))


def test_a_person_parts_what_a_rule_would_join_and_takes_it_back() -> None:
    entries, ids = case("a person who changes office")
    pair = (ids[0], ids[1])
    assert grouped(people(entries), ids) == [[0, 1]]
    parted = people(entries, [(*pair, False)])
    assert grouped(parted, ids) == []
    assert parted.questions() == ()
    assert grouped(people(entries, []), ids) == [[0, 1]]
    unsure = people(entries, [(*reversed(pair), None)])  # type: ignore[arg-type]
    assert grouped(unsure, ids) == []
    assert asked(unsure, ids) == [[0, 1]]


def test_a_person_joins_what_a_rule_would_not() -> None:
    entries, ids = case("two known entities")
    assert grouped(people(entries, [(ids[0], ids[1], True)]), ids) == [[0, 1]]
    entries, ids = case("two ministers")
    found = people(entries, [(ids[0], ids[1], True)])
    assert grouped(found, ids) == [[0, 1]]
    assert {found.of(party("Petrov", "BGR", "minister of agriculture"))} == {found.group(ids[0])}


def test_those_whom_a_person_parts_are_not_joined_by_way_of_a_third() -> None:
    entries, ids = case("one name in three")
    found = people(entries, [(ids[0], ids[2], False)])
    assert [0, 2] not in [sorted({0, 2} & set(each)) for each in grouped(found, ids)]
    assert {each.verdict for each in found.candidates if {each.left, each.right} == {ids[0], ids[2]}} == {"not same"}


def test_every_candidate_says_why() -> None:
    entries = [each for number, one in enumerate(CASES) for each in renamed(rows(one)[0], str(number))]
    found = people(entries)
    assert found.candidates
    for each in found.candidates:
        assert each.reasons
        assert 0 <= each.score <= 1
        assert each.left in found.figures
        assert each.right in found.figures
    for id, figure in found.figures.items():
        assert figure in found.members(found.group(id))


def renamed(entries: Sequence[Entry], tag: str) -> list[Entry]:
    return [replace(each, report=replace(each.report, id=f"{tag}{each.report.id}")) for each in entries]


def test_nothing_and_nobody() -> None:
    assert people([]).questions() == ()
    assert people([], [("a", "b", True)]).group("a") == "a"
    nobody = [Party(Span(0, 2), "he", how="pronoun"), party(""), party("..."), party("\u202e\x00"), party("北京 市长")]
    found = people([entry("r", "2024-05-02", *nobody)])
    assert all(found.of(each) is None or isinstance(found.of(each), str) for each in nobody)


def test_many_of_one_surname_stay_cheap_and_apart() -> None:
    rng = random.Random(3)
    given = ["".join(rng.choices("bdfgklmnprst", k=1) + rng.choices("aeiou", k=1)) * 2 for _ in range(150)]
    entries = [entry(f"r{n}", "2024-05-02", party(f"{name.title()}{n} Kim", "KOR")) for n, name in enumerate(given)]
    found = people(entries)
    assert len({found.group(id) for id in found.figures}) > 140


def test_an_entity_that_nobody_knows_is_but_a_name() -> None:
    rows = [("PRT", "judge"), ("BRA", "senator")]
    met = [party("Maria Santos", country, office, "person:maria-santos") for country, office in rows]
    found = people([entry(f"r{number}", "2024-05-02", each) for number, each in enumerate(met)])
    assert len({found.of(each) for each in met}) == 2


def test_a_body_without_its_country_is_a_question() -> None:
    court = party("Supreme Court", "TON")
    some = [replace(court, kind="organisation", country=country) for country in ("TON", None)]
    found = people([entry(f"r{number}", "2024-05-02", each) for number, each in enumerate(some)])
    assert len(found.questions()) == 1
    assert len({found.of(each) for each in some}) == 2
