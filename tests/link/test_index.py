"""The index beside a record: kept up step by step it is what it would be from scratch; what was undone stays undone."""

from __future__ import annotations

import random
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.errors import Busy
from dateline.intake import text as plain
from dateline.link import told
from dateline.link.content import Rarity
from dateline.link.filed import File
from dateline.link.index import SUFFIX, Index
from dateline.link.linker import Linker
from dateline.link.mention import Mention
from dateline.link.recorded import events, sampled
from dateline.model.entry import Entry
from dateline.model.reading import Reading
from dateline.reader import load, read
from dateline.record import Record

CASES = Path(__file__).parents[2] / "cases" / "link" / "events"


def read_cases() -> list[Reading]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for each in tomllib.loads(path.read_text("utf-8"))["report"]:
            report = replace(plain.report(each["text"].strip(), each["published"]), publisher=each["publisher"])
            found.append(read(report, load()))
    return found


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return read_cases()


@pytest.fixture
def record(tmp_path: Path, readings: list[Reading]) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as record:
        for reading in readings:
            record.add(reading)
        yield record


def clusters(record: Record, rarity: Rarity | None = None, path: Path | None = None) -> list[tuple[str, ...]]:
    with Index(record, path) as index:
        index.catch_up(rarity=rarity)
        return index.every()


def from_scratch(record: Record, rarity: Rarity) -> list[tuple[str, ...]]:
    """What an index comes to that knows nothing yet, with words weighed alike."""
    assert record.path is not None
    fresh = record.path.with_name(f"fresh{random.random()}.links")
    return clusters(record, rarity, fresh)


def rarity_of(record: Record) -> Rarity:
    with Index(record) as index:
        return index.rarity


def claim(record: Record, publisher: str, words: str) -> str:
    every = record.entries()
    return next(
        each.claim.id for each in every if each.report.publisher == publisher and each.claim.action.text == words
    )


def test_the_index_holds_what_linking_the_whole_record_gives(record: Record) -> None:
    assert clusters(record) == sorted(tuple(sorted(event.claims)) for event in events(record))
    assert record.path is not None
    assert record.path.with_name(record.path.name + SUFFIX).exists()


@pytest.mark.parametrize("seed", [1, 2])
def test_report_by_report_it_is_what_it_would_be_from_scratch(
    tmp_path: Path, readings: list[Reading], seed: int
) -> None:
    shuffled = list(readings)
    random.Random(seed).shuffle(shuffled)
    with Record(tmp_path / "record.db") as record:
        for reading in shuffled:
            record.add(reading)
            found = clusters(record)
        assert found == from_scratch(record, rarity_of(record))
        assert sorted(name for each in found for name in each) == sorted(each.id for each in record.claims())


def test_a_new_report_is_compared_with_its_neighbours_only(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    clusters(record)
    compared: list[int] = []
    add = Linker.add
    monkeypatch.setattr(Linker, "add", lambda self, *more: (add(self, *more), compared.append(self.compared))[0])
    text = "A volcano on the island of Ambrym erupted on Tuesday. Vanuatu asked Fiji for tents."
    record.add(read(replace(plain.report(text, date(2024, 3, 8)), publisher="Reef Times"), load()))
    clusters(record)
    assert compared == [0]


def test_nothing_new_changes_nothing(record: Record) -> None:
    with Index(record) as index:
        assert index.catch_up() > 0
        assert index.catch_up() == 0
    with Index(record) as index:
        assert index.catch_up() == 0


def test_a_text_that_changed_is_linked_anew(tmp_path: Path) -> None:
    day = date(2024, 3, 7)
    with Record(tmp_path / "record.db") as record:
        for outlet in ("Levant Wire", "Nile Courier"):
            text = f"{outlet} - Foreign ministers of Turkey and Egypt met in Ankara on Wednesday."
            record.add(
                read(replace(plain.report(text, day), publisher=outlet), load()), address=f"https://{outlet[:3]}.org/1"
            )
        before = clusters(record)
        both = max(map(len, before))
        text = "Nile Courier - Farmers blocked a road in Luxor on Tuesday."
        record.add(
            read(replace(plain.report(text, day), publisher="Nile Courier"), load()), address="https://Nil.org/1"
        )
        after = clusters(record)
        assert max(map(len, after)) < both
        assert after == from_scratch(record, rarity_of(record))
        standing = {each.claim.id for each in record.entries()}
        assert {name for each in after for name in each} == standing


def test_a_claim_that_was_rejected_is_in_no_event_until_that_is_undone(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    before = clusters(record)
    number = record.judge(met, "reject", by="a reader")
    assert met not in {name for each in clusters(record) for name in each}
    assert clusters(record) == from_scratch(record, rarity_of(record))
    record.undo(number, by="a reader")
    assert clusters(record) == before


def test_what_a_person_parted_stays_parted_and_what_he_undid_stays_undone(
    record: Record, readings: list[Reading]
) -> None:
    met, talks = claim(record, "Levant Wire", "met"), claim(record, "Cairo Evening Post", "held talks")
    before = clusters(record)
    number = record.judge(met, "not same", by="a reader", other=talks)
    parted = clusters(record)
    assert not any(met in each and talks in each for each in parted)
    text = "Turkish and Egyptian ministers held talks on gas in Ankara on Wednesday, an official said."
    record.add(read(replace(plain.report(text, date(2024, 3, 8)), publisher="Delta Mail"), load()))
    assert not any(met in each and talks in each for each in clusters(record))
    record.undo(number, by="a reader")
    together = clusters(record)
    assert any(met in each and talks in each for each in together)
    assert together == from_scratch(record, rarity_of(record))
    assert {each for each in together if met not in each} >= {each for each in before if met not in each} - set(
        together
    )


def test_what_a_person_put_together_holds_until_it_is_undone(record: Record) -> None:
    names = [each.claim.id for each in record.entries()]
    apart = [each for each in clusters(record) if len(each) == 1]
    one, two = apart[0][0], apart[1][0]
    number = record.judge(one, "same", by="a reader", other=two)
    assert tuple(sorted((one, two))) in clusters(record)
    record.undo(number, by="a reader")
    assert apart[0] in clusters(record)
    assert one in names


def test_of_two_judgements_the_later_holds(record: Record) -> None:
    apart = [each for each in clusters(record) if len(each) == 1]
    one, two = apart[0][0], apart[1][0]
    record.judge(one, "same", by="a reader", other=two)
    record.judge(two, "unsure", by="another", other=one)
    assert apart[0] in clusters(record)


def test_one_text_at_two_addresses_is_linked_while_either_stands(tmp_path: Path) -> None:
    text = "Kenya expelled two diplomats of Somalia on Monday."
    reading = read(replace(plain.report(text, date(2024, 3, 5)), publisher="Rift Post"), load())
    other = read(replace(plain.report("Nothing of note happened.", date(2024, 3, 5)), publisher="Rift Post"), load())
    with Record(tmp_path / "record.db") as record:
        for at, some in ((2, other), (1, reading), (2, reading)):
            record.add(some, address=f"https://rift.example/{at}")
        both = clusters(record)
        record.add(other, address="https://rift.example/2")
        assert clusters(record) == both
        assert both


def test_another_record_in_its_place_is_noticed(tmp_path: Path, readings: list[Reading]) -> None:
    for name, some in (("a.db", readings[:6]), ("b.db", readings[6:])):
        with Record(tmp_path / name) as record:
            for reading in some:
                record.add(reading, at=datetime(2024, 1 if name == "a.db" else 2, 1, tzinfo=UTC))
            clusters(record)
    shutil.copy(tmp_path / f"a.db{SUFFIX}", tmp_path / f"b.db{SUFFIX}")
    with Record(tmp_path / "b.db") as record:
        assert {name for each in clusters(record) for name in each} == {each.id for each in record.claims()}


def test_words_that_the_record_forgets_are_forgotten(record: Record) -> None:
    """What is not for the record to keep is not for a file beside it: names and heads of acts are all that stays."""
    assert record.path is not None
    file = record.path.with_name(record.path.name + SUFFIX)

    def mentions() -> list[Mention]:
        with Index(record) as index:
            index.catch_up()
            found = [index.mention(name) for each in index.every() for name in each]
        return [each for each in found if each is not None]

    words = {word for each in mentions() for word in each.sentence if len(word) > 5}
    assert any(f'"{word}"'.encode() in file.read_bytes() for word in words)
    for publisher in {each.publisher for each in record.reports() if each.publisher}:
        record.set_rights(publisher, "offsets", by="a lawyer")
    after = mentions()
    assert not any(each.sentence or each.quoted for each in after)
    kept = f"{after}"  # names, lemmas
    assert {word for word in words if word not in kept and f'"{word}"'.encode() in file.read_bytes()} == set()


def test_a_file_that_is_no_index_is_made_anew(record: Record) -> None:
    whole = clusters(record)
    assert record.path is not None
    record.path.with_name(record.path.name + SUFFIX).write_bytes(
        b"not a database, but long enough to look like one" * 9
    )
    assert clusters(record) == whole


def test_an_index_of_another_dateline_is_made_anew(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    clusters(record)
    monkeypatch.setattr("dateline.link.index.made_by", lambda: "another")
    with Index(record) as index:
        assert index.catch_up() > 0


def test_where_nothing_can_be_written_it_is_kept_in_memory(record: Record, tmp_path: Path) -> None:
    with Index(record, tmp_path / "no such folder" / "record.links") as index:
        assert index.path is None
        index.catch_up()
        assert index.every() == clusters(record)


def test_two_at_once_take_turns(record: Record) -> None:
    assert record.path is not None
    path = record.path.with_name("held.links")
    with File(path) as held, Index(record, path) as index:
        index._file.db.execute("PRAGMA busy_timeout = 1")
        held.begin()
        with pytest.raises(Busy, match="another process links this record"):
            index.catch_up()
        held.commit()
        index.catch_up()
        assert index.every()


def test_interrupted_it_goes_on_where_it_was(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, of: int) -> None:
        seen.append(done)
        if done > of // 2:
            raise Stop

    monkeypatch.setattr("dateline.link.index._AT_ONCE", 3)
    seen: list[int] = []
    with Index(record) as index, pytest.raises(Stop):
        index.catch_up(stop)
    with Index(record) as index:
        left = index.catch_up()
        assert 0 < left < seen[-1] + 3
        assert index.every() == from_scratch(record, index.rarity)


def test_an_empty_record_has_no_events(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        assert clusters(record) == []


def test_events_come_with_their_claims(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    with Index(record) as index:
        index.catch_up()
        (found,) = index.events([met, met])
        assert set(found.event.claims) == set(found.entries)
        assert index.events(["nothing"]) == []
        one: list[Entry] = [found.entries[met]]
        (some,) = index.events_of(one)
        assert some.event.claims == (met,)


def test_the_rarity_of_words_is_that_of_its_beginning(record: Record) -> None:
    with Index(record) as index:
        index.catch_up()
        assert index.rarity == sampled(record)


def test_the_loosest_tie_of_an_event_can_be_asked_for_and_cut(record: Record) -> None:
    met = claim(record, "Levant Wire", "met")
    with Index(record) as index:
        index.catch_up()
        (tie,) = index.ties([met])
        (cluster,) = index.clusters([met])
        assert {tie.left, tie.right} <= set(cluster)
        assert sum(points for _, points in tie.reasons) == pytest.approx(tie.points)
    record.judge(tie.left, "not same", by="a reader", other=tie.right)
    assert not any({tie.left, tie.right} <= set(each) for each in clusters(record))


def test_a_mention_comes_out_of_the_file_as_it_went_in(record: Record) -> None:
    every = {each.id: each for told_ in told(record.entries()) for each in told_.mentions}
    with Index(record) as index:
        index.catch_up()
    with Index(record) as index:
        assert {name: index.mention(name) for name in every} == every
