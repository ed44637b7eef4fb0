"""Copies and origins by the cases of cases/link/origins.toml; forty copies of one wire; the contracts of linking."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.link.copies import Copies, appeared
from dateline.link.origins import Origins, origins
from dateline.model.act import Words
from dateline.model.attribution import OWN_VOICE, Source
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.place import Place
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "link" / "origins.toml").read_text("utf-8"))["case"]


def told(id: str, text: str, outlet: str | None = None, on: date | None = None, agencies: Iterable[str] = ()) -> Report:
    text = text.strip()
    published = Time(earliest=on, latest=on, grain="day") if on else NOT_STATED
    return Report(id, text, Span(0, len(text)), published, publisher=outlet, agencies=tuple(agencies))


def reports(case: dict[str, list[dict[str, object]]]) -> list[Report]:
    return [
        told(str(each["id"]), str(each["text"]), str(each["outlet"]), each["published"], each.get("agencies", ()))  # type: ignore[arg-type]
        for each in case["report"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, list[dict[str, object]]]) -> None:
    every = reports(case)
    found = origins(every)
    ids = [each.id for each in every]
    assert {id: [each.id for each in found.of(id) if each.main] for id in ids} == case["mains"]
    assert (found.count(ids), found.outlets(ids)) == (case["origins"], case["outlets"])
    assert [[each.report, each.parent or "", each.basis] for each in found.tree(ids)] == case["tree"]
    for id in ids:
        text = next(each.text for each in every if each.id == id)
        for each in found.of(id):
            assert each.grounds
            for ground in each.grounds:
                assert ground.span is None or ground.words.split()[0] in ground.span.of(text)


def edited(text: str, rng: random.Random) -> str:
    """A text as a sub-editor leaves it: another headline, a word changed here and there, now and then cut short."""
    paragraphs = text.split("\n\n")
    if rng.random() < 0.5:
        paragraphs = paragraphs[: max(2, len(paragraphs) - 1)]
    words = [paragraph.split(" ") for paragraph in paragraphs]
    for paragraph in words:
        at = rng.randrange(len(paragraph))
        paragraph[at] = rng.choice(["reportedly", "also", "some", paragraph[at]])
    headline = rng.choice(["Trawlers held", "Crews in custody after estuary chase", "Boats seized"])
    return "\n\n".join([headline, *(" ".join(paragraph) for paragraph in words)])


def forty() -> list[Report]:
    rng = random.Random(7)
    wire = reports(CASES[0])[0]
    copies = [told(f"c{n:02}", edited(wire.text, rng), f"Paper {n}", date(2024, 5, 3)) for n in range(40)]
    return [wire, *copies]


def test_forty_copies_of_one_wire_are_one_origin() -> None:
    every = forty()
    found = origins(every)
    ids = [each.id for each in every]
    assert found.outlets(ids) == 41
    assert found.count(ids) == 1
    assert {each.id for id in ids for each in found.of(id) if each.main} == {"agency:gb/reuters"}
    assert found.by_report() == dict.fromkeys(ids, "agency:gb/reuters")
    tree = found.tree(ids)
    assert [each.report for each in tree if each.parent is None] == ["wire"]
    assert all(each.similarity > 0.6 for each in tree[1:])


def every_case() -> list[Report]:
    return [
        replace(each, id=f"{number}-{each.id}") for number, case in enumerate(CASES) for each in reports(case)
    ] + forty()[1:]


def test_the_order_in_which_reports_come_is_nothing() -> None:
    every = every_case()
    ids = [each.id for each in every]
    first = origins(every)
    for seed in range(3):
        random.Random(seed).shuffle(every)
        again = origins(every)
        assert [again.of(id) for id in ids] == [first.of(id) for id in ids]
        assert again.tree(ids) == first.tree(ids)


def test_a_report_more_against_an_index_that_is_kept() -> None:
    every = every_case()
    index = Copies(every[:-1])
    index.add(every[-1])
    assert index.of(every[-1].id) == Copies(every).of(every[-1].id)
    assert origins(every[-2:], copies=index).outlets([each.id for each in every[-2:]]) == 2


def test_nothing_and_strangers() -> None:
    found = origins([])
    assert (found.count([]), found.outlets([]), found.tree([])) == (0, 0, ())
    assert [each.id for each in found.of("never seen")] == ["report:never seen"]
    assert found.count(["a", "b"]) == 2
    assert found.tree(["a"]) == ()
    assert Copies().of("a") == ()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n\n", "a", '"' * 500, "(((((" * 200, "spam " * 20_000, "x" * 200_000, " " * 200_000,
        "\x00\ud800\u202e" * 50, "told " * 5_000, "“" * 3_000, "1," * 5_000, "北京" * 4_000, "(Reuters)\n" * 2_000,
    ],
    ids=lambda text: f"{text[:8]!r}x{len(text)}",
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    pair = [Report(id, text, Span(0, len(text))) for id in ("a", "b")]
    shown = Report("c", text[:10], Span(3, len(text) + 50), furniture=(Span(0, 2), Span(5, 400)))
    found = origins([*pair, shown])
    assert len(found.tree(["a", "b", "c"])) == 3
    for copy in found.copies("a"):
        for passage in copy.passages:
            assert passage.here.end <= len(text)


def test_reports_of_which_no_text_may_be_kept() -> None:
    rows = [replace(each, text="") for each in reports(CASES[0])]
    found = origins(rows)
    assert found.count([each.id for each in rows]) == 3
    assert origins([replace(rows[1], agencies=("Reuters",)), rows[0]]).count(["wire", "star"]) == 1


def test_when_reports_appeared() -> None:
    def at(id: str, when: date | datetime | None) -> Report:
        return Report(id, "", Span(0, 0), Time(earliest=when) if when else NOT_STATED)

    rows = [
        at("c", date(2024, 5, 2)), at("d", None), at("b", datetime(2024, 5, 2, 9)),
        at("a", datetime(2024, 5, 2, 9, tzinfo=UTC)), at("z", datetime(2024, 5, 1, 23)),
    ]  # fmt: skip
    assert [each.id for each in sorted(rows, key=appeared)] == ["z", "a", "b", "c", "d"]


def claim(report: Report, action: str, *chain: Source) -> Entry:
    at = report.text.index(action)
    words = Words(action, Span(at, at + len(action)))
    made = Claim(
        f"{report.id}:{action}", report.id, "CONSULT", (), (), 1, 1.0, "040", words, (), (), (), "happened", None, None,
        "new", NOT_STATED, Place(state="not_stated"), (*chain, OWN_VOICE), None, (), (), (), (), (), (),
    )  # fmt: skip
    return Entry(1, made, report, words, datetime(2024, 5, 9, tzinfo=UTC))


def ids_of(found: Origins, entry: Entry) -> list[str]:
    return [each.id for each in found.of_claim(entry)]


def test_a_claim_has_the_origin_of_its_passage_and_of_its_chain() -> None:
    every = {each.id: each for each in reports(next(each for each in CASES if "paragraph of a wire" in each["name"]))}
    found = origins(every.values())
    story = every["story"]
    taken, own = claim(story, "swam ashore"), claim(story, "promised an inquiry")
    relayed = claim(story, "asked who would pay", Source("named person", name="Ana Drew", medium="told TASS"))
    passed_on = claim(story, "promised an", Source("outlet", text="Radio Mirra", name="Radio Mirra"))
    assert ids_of(found, taken) == ["agency:us/ap"]
    assert ids_of(found, own) == ["outlet:lakeside weekly"]
    assert ids_of(found, relayed) == ["agency:ru/tass"]
    assert ids_of(found, passed_on) == ["outlet:radio mirra"]
    assert found.count_claims([taken, own, claim(every["wire"], "gave way")]) == 2
    assert found.count_claims([]) == 0
