"""What every store promises, held over SQLite and PostgreSQL alike: docs/decisions/0004-record.md, as tests."""

from __future__ import annotations

import json
import multiprocessing
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from dateline.errors import BadInput, BadJudgement, BadQuestion, BadRecord, Busy, OtherVersion
from dateline.intake.text import report as report_of
from dateline.model.codec import Json, from_json, to_json
from dateline.model.entry import Entry
from dateline.model.item import Item
from dateline.model.reading import INTERNAL, Reading
from dateline.model.report import report_id
from dateline.record import Record, opening
from dateline.record import tables as t

DAY = datetime(2024, 3, 5, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The path or url of a record that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    make: Callable[[], str] = request.getfixturevalue("postgres")
    return make()


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record
        assert record.check() == []


@pytest.fixture(scope="module")
def some(examples: dict[str, Reading]) -> list[Reading]:
    """The examples as the record gives them back: without the scaffolding of the stages."""
    return [from_json(Reading, to_json(reading, INTERNAL)) for reading in examples.values()]


@pytest.fixture
def wire(some: list[Reading]) -> Reading:
    """One example, with a publisher and an address."""
    return at_outlet(some[4])


def at_outlet(reading: Reading, publisher: str = "Meridian", url: str = "https://meridian.example/a/1") -> Reading:
    return replace(reading, report=replace(reading.report, publisher=publisher, url=url))


def edited(reading: Reading, front: str) -> Reading:
    """The same article with `front` put before its text: every span moves, and every id is another."""
    data = to_json(reading, INTERNAL)
    assert isinstance(data, dict)
    moved = _moved(data, len(front))
    text = front + reading.report.text
    new = report_id(text, reading.report.published)
    plain = from_json(Reading, moved)
    claims = tuple(
        replace(claim, report=new, id=sha256(f"{new}{claim.id}".encode()).hexdigest()[:16]) for claim in plain.claims
    )
    return replace(plain, report=replace(plain.report, text=text, id=new), claims=claims)


def _moved(value: Json, by: int) -> Json:
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            return {name: int(str(each)) + by for name, each in value.items()}
        return {name: _moved(each, by) for name, each in value.items()}
    return value


def ids(entries: Iterator[Entry]) -> list[str]:
    return [entry.claim.id for entry in entries]


# Taking in


def test_what_goes_in_comes_out(record: Record, some: list[Reading]) -> None:
    for reading in some:
        assert record.add(reading).outcome == "new"
    assert list(record.readings()) == some
    assert list(record.reports()) == [reading.report for reading in some]
    entries = list(record.entries())
    assert [entry.claim for entry in entries] == [claim for reading in some for claim in reading.claims]
    assert all(entry.sentence.span.of(entry.report.text) == entry.sentence.text for entry in entries)
    assert all(entry.sentence.span.contains(entry.claim.action.span) for entry in entries)
    assert {entry.made_by for entry in entries} == {some[0].made_by}
    assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
    assert record.reading(some[2].report.id) == some[2]


def test_the_same_again_changes_nothing(record: Record, wire: Reading) -> None:
    record.add(wire)
    before = list(record.changes())
    later = replace(wire.report, retrieved="2024-03-06T10:00:00Z", title="Another headline")
    assert [record.add(wire).outcome, record.add(replace(wire, report=later)).outcome] == ["known", "known"]
    assert list(record.changes()) == before
    assert len(record) == 1


def test_odd_letters_are_kept(record: Record) -> None:
    reading = Reading(report=report_of("\ud800 \x00 e\u0301 😀", date(2024, 3, 5)))
    record.add(reading)
    assert next(record.readings()).report == reading.report


def test_a_changed_text_supersedes_with_the_difference(record: Record, wire: Reading) -> None:
    record.add(wire)
    seen = list(record.changes())[-1].seq
    new = edited(wire, "Updated. ")
    first = new.claims[0]
    new = replace(new, claims=(replace(first, status="denied"), *new.claims[2:]))
    taken = record.add(new)
    assert (taken.outcome, taken.added, taken.changed, taken.withdrawn) == (
        "new version", 0, len(wire.claims) - 1, 1,
    )  # fmt: skip
    changes = {change.was or change.claim: change for change in record.changes(since=seen)}
    assert changes[wire.claims[0].id].claim == first.id
    assert changes[wire.claims[0].id].what == ("status",)
    assert changes[wire.claims[1].id].kind == "withdrawn"
    assert {changes[claim.id].what for claim in wire.claims[2:]} == {("text",)}
    assert len(record) == 1
    assert ids(record.entries()) == [claim.id for claim in new.claims]


def test_a_mirror_of_the_feed_holds_what_stands(record: Record, some: list[Reading], wire: Reading) -> None:
    mirror: dict[str, int] = {}
    seen = 0

    def follow() -> None:
        nonlocal seen
        for change in record.changes(since=seen):
            seen = change.seq
            mirror.pop(change.was or change.claim, None)
            if change.kind != "withdrawn":
                mirror[change.claim] = change.version
        assert mirror == {entry.claim.id: entry.version for entry in record.entries(rejected=True)}

    for reading in (*some[:2], wire, edited(wire, "New: "), replace(some[0], claims=some[0].claims[2:]), some[1]):
        record.add(reading)
        follow()
    record.judge(some[1].claims[0].id, "mend", by="Ada", field="status", value="planned")
    record.judge(some[1].claims[1].id, "reject", by="Ada")
    follow()


def test_an_earlier_version_met_again_changes_nothing(record: Record, wire: Reading) -> None:
    """Two copies in one folder, an older and a newer one: reading the folder again must not turn them about."""
    new = edited(wire, "Updated. ")
    for reading in (wire, new):
        record.add(reading)
    assert [record.add(reading).outcome for reading in (wire, new)] == ["known", "known"]
    assert ids(record.entries()) == [claim.id for claim in new.claims]


def test_the_time_of_retrieval_orders_versions(record: Record, wire: Reading) -> None:
    def fetched(reading: Reading, at: str) -> Reading:
        return replace(reading, report=replace(reading.report, retrieved=at))

    new = edited(wire, "Updated. ")
    record.add(fetched(new, "2024-03-06T00:00:00Z"))
    assert record.add(fetched(wire, "2024-03-05T00:00:00Z")).outcome == "older version"
    assert ids(record.entries()) == [claim.id for claim in new.claims]
    assert record.add(fetched(wire, "2024-03-07T00:00:00Z")).outcome == "new version"
    assert ids(record.entries()) == [claim.id for claim in wire.claims]


def test_articles_are_known_by_their_addresses(record: Record, wire: Reading) -> None:
    url = "https://www.meridian.example/a/1/?utm_source=feed#top"
    record.add(wire, address="tag:meridian.example,2024:1")
    assert record.add(at_outlet(edited(wire, "1 "), url=url)).outcome == "new version"
    guid = edited(wire, "2 ")
    guid = replace(guid, report=replace(guid.report, url=None))
    assert record.add(guid, address="tag:meridian.example,2024:1").outcome == "new version"
    assert record.add(at_outlet(edited(wire, "3 "), url="https://meridian.example/")).outcome == "new"
    assert record.add(at_outlet(edited(wire, "4 "), url="https://meridian.example/")).outcome == "new"


def test_a_guid_means_something_at_its_outlet_only(record: Record, wire: Reading) -> None:
    def at(publisher: str | None, front: str) -> Reading:
        reading = edited(wire, front)
        return replace(reading, report=replace(reading.report, publisher=publisher, url=None))

    assert record.add(at("Meridian", "1 "), address="1234").outcome == "new"
    assert record.add(at("Courier", "2 "), address="1234").outcome == "new"
    assert record.add(at("Meridian", "3 "), address="1234").outcome == "new version"
    assert record.add(at(None, "4 "), address="1234").outcome == "new"
    assert record.add(at(None, "5 "), address="1234").outcome == "new"


def test_another_address_of_what_is_known_is_noted(record: Record, wire: Reading) -> None:
    record.add(wire)
    other = "https://meridian.example/mobile/1"
    assert [record.add(at_outlet(wire, url=other)).outcome for _ in range(2)] == ["known", "known"]
    assert record.sql("SELECT count(*) FROM revision").rows == ((2,),)
    assert record.add(at_outlet(edited(wire, "New. "), url=other)).outcome == "new version"


def test_the_same_words_at_two_outlets_are_two_reports(record: Record, wire: Reading) -> None:
    record.add(wire)
    assert record.add(at_outlet(wire, "Courier", "https://courier.example/x")).outcome == "new"
    assert record.count(by=["publisher"]) == [(("Courier",), len(wire.claims)), (("Meridian",), len(wire.claims))]


def test_all_or_nothing(record: Record, wire: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.record.keeping import Keeping

    def fail(self: Keeping) -> None:
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr(Keeping, "finish", fail)
        with pytest.raises(RuntimeError):
            record.add(wire, item=Item("a.txt"))
    assert len(record) == 0
    assert record.sql("SELECT count(*) FROM claim").rows == ((0,),)
    assert record.item("a.txt") is None
    assert record.add(wire, item=Item("a.txt"))


# As known then


def test_as_of(record: Record, some: list[Reading]) -> None:
    old = some[0]
    new = replace(old, claims=old.claims[:2], made_by=(("dateline", "9"),))
    record.add(old, at=DAY)
    record.add(new, at=DAY + timedelta(days=1))
    record.judge(old.claims[0].id, "reject", by="Ada", at=DAY + timedelta(days=2))
    count = len(old.claims)
    for as_of, expected in (
        (DAY - timedelta(seconds=1), 0), (DAY, count), (DAY.date(), count), (1, count),
        (DAY + timedelta(days=1), 2), (2, 2), (datetime(2024, 3, 6, 12), 2), (date(2024, 3, 7), 1), (None, 1),
    ):  # fmt: skip
        assert len(list(record.entries(as_of=as_of))) == expected, as_of
        assert record.count(as_of=as_of) == [((), expected)]
    assert list(record.claims(as_of=DAY)) == list(old.claims)
    assert next(record.readings(as_of=2)).made_by == new.made_by
    first = next(record.entries(as_of=1))
    assert (first.recorded, first.superseded, first.made_by) == (DAY, None, old.made_by)


def test_what_was_known_stays_known(record: Record, some: list[Reading]) -> None:
    """After forty changes of every kind, the record still tells what it told after each of them."""
    dice = random.Random(7)
    texts = [[at_outlet(reading, url=f"https://m.example/{number}")] for number, reading in enumerate(some[:3])]
    for versions in texts:
        first = versions[0]
        versions.append(edited(first, "Updated. "))
        versions.append(replace(versions[1], claims=versions[1].claims[3:], made_by=(("dateline", "9"),)))
    told: dict[int, list[tuple[int, str, str]]] = {}
    judged: list[int] = []

    def now(as_of: int | None = None) -> list[tuple[int, str, str]]:
        entries = record.entries(as_of=as_of, rejected=True)
        return [(entry.version, entry.review, repr(entry.claim)) for entry in entries]

    def judge() -> None:
        standing = list(record.entries(rejected=True))
        if standing:
            claim = dice.choice(standing).claim.id
            verdict = dice.choice(["accept", "reject", "mend"])
            given = {"field": "timing", "value": dice.choice(["new", "background"])} if verdict == "mend" else {}
            judged.append(record.judge(claim, verdict, by="Ada", **given))  # type: ignore[arg-type]

    def undo() -> None:
        if judged:
            record.undo(judged.pop(dice.randrange(len(judged))), by="Bo")

    def propose() -> None:
        if record.propose(dice.choice(dice.choice(texts))):
            (report,) = record.proposals()
            dice.choice([record.accept, record.refuse])(report, by="Ada")

    for _ in range(40):
        dice.choice([lambda: record.add(dice.choice(dice.choice(texts))), judge, judge, undo, propose])()
        ((revision,),) = record.sql("SELECT coalesce(max(number), 0) FROM revision").rows
        assert isinstance(revision, int)
        told[revision] = now()
    assert len(told) > 20
    for revision, expected in told.items():
        assert now(revision) == expected, revision
    mirror: dict[str, int] = {}
    for change in record.changes():
        mirror.pop(change.was or change.claim, None)
        if change.kind != "withdrawn":
            mirror[change.claim] = change.version
    assert mirror == {entry.claim.id: entry.version for entry in record.entries(rejected=True)}


def test_revisions_grow_in_time(record: Record, some: list[Reading]) -> None:
    """A clock that is set back does not put what came later before what came earlier."""
    for number, reading in enumerate(some[:3]):
        record.add(reading, at=DAY - timedelta(hours=number))
    times = [row[0] for row in record.sql("SELECT at FROM revision ORDER BY number").rows]
    assert times == sorted(set(times))
    assert [len({entry.report.id for entry in record.entries(as_of=each)}) for each in (1, 2, 3)] == [1, 2, 3]


# Reading again


def test_a_proposal_waits_until_it_is_accepted(record: Record, some: list[Reading]) -> None:
    old = some[0]
    fresh = replace(old.claims[3], id="f" * 16, type="AID", action=replace(old.claims[3].action, lemma="bestow"))
    new = replace(
        old,
        claims=(replace(old.claims[0], status="possible"), *old.claims[2:3], fresh),
        made_by=(("dateline", "9"),),
    )
    record.add(old)
    assert [record.propose(new), record.propose(new), record.propose(old)] == [True, False, False]
    assert record.proposals() == [old.report.id]
    assert list(record.claims()) == list(old.claims)
    difference = record.difference(old.report.id)
    assert (difference.same, len(difference.withdrawn)) == (1, len(old.claims) - 3)
    assert {each.fields for each in difference.changed} >= {("status",)}
    assert difference.made_by == new.made_by
    taken = record.accept(old.report.id, by="Ada", why="better")
    assert (taken.outcome, taken.withdrawn) == ("read again", len(old.claims) - 3)
    assert list(record.claims()) == list(new.claims)
    assert record.proposals() == []
    with pytest.raises(BadInput, match="proposed"):
        record.accept(old.report.id, by="Ada")


def test_a_refused_proposal_goes_when_vacuumed(record: Record, some: list[Reading]) -> None:
    record.add(some[0])
    record.propose(replace(some[0], made_by=(("dateline", "9"),)))
    record.refuse(some[0].report.id, by="Ada")
    assert record.proposals() == []
    assert [record.vacuum(), record.vacuum()] == [1, 0]
    assert list(record.claims()) == list(some[0].claims)


# Judgements


def test_judgements_are_laid_over(record: Record, some: list[Reading]) -> None:
    record.add(some[0])
    claim = some[0].claims[0]
    accepted = record.judge(claim.id, "accept", by="Ada", why="checked")
    mended = record.judge(claim.id, "mend", by="Bo", field="status", value="planned")
    record.judge(claim.id, "mend", by="Bo", field="where.country", value="KEN")
    [entry] = record.entries(where=[claim.id])
    assert (entry.review, entry.claim.status, entry.claim.where.country) == ("mended", "planned", "KEN")
    assert entry.claim == replace(claim, status="planned", where=replace(claim.where, country="KEN"))
    assert record.count(where=t.claim.c.status == "planned", by=["country"])[-1] == (("KEN",), 1)
    record.undo(mended, by="Ada", why="it was not")
    [entry] = record.entries(where=[claim.id])
    assert (entry.review, entry.claim.status, entry.claim.where.country) == ("mended", claim.status, "KEN")
    record.judge(claim.id, "reject", by="Cy")
    assert list(record.entries(where=[claim.id])) == []
    assert [entry.review for entry in record.entries(where=[claim.id], rejected=True)] == ["rejected"]
    every = record.judgements(claim.id)
    assert [(each.verdict, each.by, each.undone) for each in every] == [
        ("accept", "Ada", False), ("mend", "Bo", True), ("mend", "Bo", False), ("undo", "Ada", False),
        ("reject", "Cy", False),
    ]  # fmt: skip
    assert every[0].number == accepted
    assert record.judgements(orphaned=True) == []
    assert [change.kind for change in record.changes()][-5:] == ["judged"] * 5


def test_a_mended_type_brings_what_depends_on_it(record: Record, some: list[Reading]) -> None:
    record.add(some[4])
    claim = next(each for each in some[4].claims if each.type == "CONSULT")
    record.judge(claim.id, "mend", by="Ada", field="type", value="ASSAULT")
    [entry] = record.entries(where=[claim.id])
    assert (entry.claim.quad, entry.claim.score, entry.claim.cameo[:2], entry.claim.modes) == (4, -9.3, "18", ())
    assert record.count(t.claim.c.type == "ASSAULT", by=["quad"]) == [(("4",), 1)]


def test_judgements_hold_after_a_re_reading(record: Record, wire: Reading) -> None:
    record.add(wire)
    first, second, third, fourth, *_ = wire.claims
    record.judge(first.id, "accept", by="Ada")
    record.judge(second.id, "mend", by="Ada", field="timing", value="background")
    record.judge(third.id, "reject", by="Ada")
    record.judge(fourth.id, "accept", by="Ada")
    new = edited(wire, "Updated. ")
    new = replace(new, claims=(*new.claims[:3], replace(new.claims[3], status="denied"), *new.claims[4:]))
    record.add(new)
    reviews = {entry.claim.id: entry.review for entry in record.entries(rejected=True)}
    assert [reviews[claim.id] for claim in new.claims[:4]] == ["accepted", "mended", "rejected", "open"]
    [lost] = record.judgements(orphaned=True)
    assert (lost.subject, lost.verdict) == (fourth.id, "accept")
    gone = replace(new, claims=new.claims[3:], made_by=(("dateline", "9"),))
    record.add(gone)
    assert len(record.judgements(orphaned=True)) == 4
    record.add(replace(new, made_by=(("dateline", "10"),)))
    assert [each.subject for each in record.judgements(orphaned=True)] == [fourth.id]
    assert [each.subject for each in record.judgements(new.claims[1].id)] == [second.id]
    [mended] = record.entries(where=[new.claims[1].id])
    assert (mended.review, mended.claim.timing) == ("mended", "background")


def test_pairs_are_judged(record: Record) -> None:
    number = record.judge("a1", "same", by="Ada", other="b2", why="one meeting")
    record.judge("b2", "not same", by="Bo", other="a1")
    record.undo(number, by="Ada")
    assert [(each.verdict, each.subject, each.other, each.undone) for each in record.judgements("a1")] == [
        ("same", "a1", "b2", True), ("not same", "b2", "a1", False), ("undo", "a1", "b2", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "given", "said"),
    [
        ("mend", {"field": "status", "value": "sometimes"}, "does not fit"),
        ("mend", {"field": "mood", "value": "x"}, "no field 'mood'"),
        ("mend", {"field": "id", "value": "x"}, "no field 'id'"),
        ("mend", {"field": "actors.9.name", "value": "x"}, "nothing at"),
        ("mend", {}, "needs a field"),
        ("accept", {"field": "status"}, "needs a field"),
        ("same", {}, "two things"),
        ("praise", {}, "no verdict"),
    ],
)
def test_judgements_that_do_not_fit(
    record: Record, some: list[Reading], verdict: str, given: dict[str, str], said: str
) -> None:
    record.add(some[0])
    with pytest.raises(BadJudgement, match=said):
        record.judge(some[0].claims[0].id, verdict, by="Ada", **given)  # type: ignore[arg-type]
    with pytest.raises(BadJudgement, match="stands in this record"):
        record.judge("0" * 16, "accept", by="Ada")
    with pytest.raises(BadJudgement, match="by whom"):
        record.judge(some[0].claims[0].id, "accept", by=" ")
    with pytest.raises(BadJudgement, match="no judgement 7"):
        record.undo(7, by="Ada")
    assert record.judgements() == []


# Rights


def stored(record: Record) -> str:
    """Every letter that the record keeps in columns of text, but for what is not the report's."""
    found = []
    for table in t.ORDER:
        for row in record.sql(f"SELECT * FROM {table.name}").rows:
            found += [str(cell) for cell in row if isinstance(cell, str)]
    return "\n".join(found)


def words_in(entry: Entry) -> str:
    return json.dumps([to_json(entry.claim), to_json(entry.report), entry.sentence.text], ensure_ascii=False)


@pytest.mark.parametrize("later", [False, True], ids=["on the way in", "set later"])
def test_offsets_keep_no_words(record: Record, wire: Reading, later: bool) -> None:
    if later:
        record.add(wire)
        record.set_rights("Meridian", "offsets", by="Ada")
    else:
        record.add(wire, rights="offsets")
    entries = list(record.entries())
    assert [entry.claim.id for entry in entries] == [claim.id for claim in wire.claims]
    assert {entry.rights for entry in entries} == {"offsets"}
    assert {entry.claim.action.span for entry in entries} == {claim.action.span for claim in wire.claims}
    assert {party.text for entry in entries for party in entry.claim.actors} == {""}
    assert "Vladimir Putin" in {party.name for entry in entries for party in entry.claim.actors}
    for words in ("presented him", "long list of questions", "engineer who showed", "footage distributed"):
        assert words not in stored(record)
        assert all(words not in words_in(entry) for entry in entries)
    assert list(record.entries(where=record.words("spacecraft"))) == []
    assert record.add(wire).outcome == "known"
    assert next(record.readings()).report.text == ""
    if record.path is not None:
        assert b"engineer who showed" not in record.path.read_bytes()


@pytest.mark.parametrize("later", [False, True], ids=["on the way in", "set later"])
def test_short_quotes_keep_the_sentences_of_claims(record: Record, wire: Reading, later: bool) -> None:
    if later:
        record.add(wire)
        assert record.set_rights("Meridian", "short quotes", by="Ada") == 1
    else:
        record.set_rights("Meridian", "short quotes", by="Ada")
        record.add(wire, rights="full text")
    entries = list(record.entries())
    assert [entry.claim for entry in entries] == list(wire.claims)
    assert all(entry.sentence.text and entry.report.text == "" for entry in entries)
    assert {entry.rights for entry in entries} == {"short quotes"}
    assert "although China has not commented" not in stored(record)
    assert record.rights() == {"Meridian": "short quotes"}
    told = {change.claim for change in record.changes() if change.what == ("rights",)}
    assert told == ({claim.id for claim in wire.claims} if later else set())


def test_other_publishers_keep_their_words(record: Record, wire: Reading) -> None:
    record.add(wire)
    record.add(at_outlet(wire, "Courier", "https://courier.example/x"))
    record.set_rights("Meridian", "offsets", by="Ada")
    texts = {entry.report.publisher: entry.claim.actors for entry in record.entries()}
    assert all(party.text for party in texts["Courier"])
    assert record.sql("SELECT count(*) FROM party WHERE text = 'Kim'").rows != ((0,),)


# Questions


def test_where_order_limit(record: Record, some: list[Reading]) -> None:
    for reading in some:
        record.add(reading)
    c, p = t.claim.c, t.claim_party.c
    acts = (
        select(p.claim).join(t.party, t.party.c.number == p.party).where(p.side == "actor", t.party.c.country == "PRK")
    )
    found = list(record.entries(where=c.version.in_(acts), order=[c.earliest.desc()], limit=3))
    assert len(found) == 3
    assert all(any(party.country == "PRK" for party in entry.claim.actors) for entry in found)
    days = [entry.claim.when.earliest for entry in found if entry.claim.when.earliest]
    assert days == sorted(days, reverse=True)
    assert ids(record.entries(where=[some[1].claims[0].id, "none such"])) == [some[1].claims[0].id]
    assert list(record.entries(where=[])) == []


def test_words_and_names(record: Record, some: list[Reading]) -> None:
    for reading in some:
        record.add(reading)
    p, s = t.party.c, t.claim_source.c

    def sentences(words: str) -> list[str]:
        return [entry.sentence.text for entry in record.entries(where=record.words(words))]

    assert all("model of a spacecraft" in each for each in sentences("MODEL of a Spacecraft"))
    assert sentences("model of a spacecraft")
    assert sentences("spacecra*") == sentences("spacecraft")
    assert sentences("spacecra") == []
    assert sentences('a "quoted') == []
    said = select(s.claim).join(t.party, p.number == s.party).where(s.place == 0, record.named("peskov"))
    [entry] = record.entries(where=t.claim.c.version.in_(said))
    assert entry.claim.attribution[0].name == "Dmitry Peskov"
    with pytest.raises(BadQuestion):
        record.words("*")


def test_accents_do_not_count(record: Record) -> None:
    from tests.record.made import reading

    record.add(reading("Erdoğan met Müller in São Tomé.", "met", "Erdoğan", "Müller"))
    for words in ("Erdogan", "erdoğan", "MULLER", "sao tome", "São Tomé", "Sa\u0303o"):
        assert len(list(record.entries(where=record.words(words)))) == 1, words
    assert record.words("x") is not None


def test_counts(record: Record, some: list[Reading]) -> None:
    from dateline.record.counting import KEYS

    for reading in some:
        record.add(reading)
    claims = [claim for reading in some for claim in reading.claims]
    assert record.count() == [((), len(claims))]
    by_type = {key: count for (key,), count in record.count(by=["type"])}
    assert by_type == {each: sum(claim.type == each for claim in claims) for each in {claim.type for claim in claims}}
    months = record.count(where=t.claim.c.earliest.is_not(None), by=["month", "type"])
    assert sum(count for _, count in months) == sum(claim.when.earliest is not None for claim in claims)
    for key in KEYS:
        assert record.count(by=[key]), key
    with pytest.raises(BadQuestion, match="by 'mood'"):
        record.count(by=["mood"])


def test_sql_may_only_read(record: Record, some: list[Reading]) -> None:
    record.add(some[4])
    found = record.sql("SELECT who, type, whom FROM claims WHERE status = :status LIMIT 2;", status="happened")
    assert (found.columns, len(found.rows)) == (("who", "type", "whom"), 2)
    views = ("claims", "who_did_what_to_whom", "sources", "quoted", "transfers", "reports", "feed", "judgements")
    for view in views:
        assert record.sql(f"SELECT * FROM {view}").columns
    assert record.sql("SELECT '100%' AS share, 2 % 2").rows == (("100%", 0),)
    for query in (
        "DELETE FROM claim", "DROP TABLE claim", "SELECT nonsense", "", "INSERT INTO maker VALUES (9, 'x')",
        "COMMIT; DELETE FROM claim_body", "ATTACH DATABASE 'other.db' AS other", "VACUUM INTO 'other.db'",
        "PRAGMA query_only = OFF", "PRAGMA journal_mode = DELETE", "SELECT load_extension('x')",
        "COPY claim TO '/tmp/claims'",
    ):  # fmt: skip
        with pytest.raises(BadRecord):
            record.sql(query)
    assert not Path("other.db").exists()
    with pytest.raises(BadRecord, match="longer"):
        record.sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e9) SELECT count(*) FROM n",
            seconds=0.2,
        )
    assert len(list(record.entries())) == len(some[4].claims)


def test_writing_while_reading(record: Record, some: list[Reading]) -> None:
    for reading in some[:2]:
        record.add(reading)
    stream = record.entries()
    found = [next(stream).claim.id]
    record.add(some[2])
    record.judge(some[0].claims[1].id, "reject", by="Ada")
    found += ids(stream)
    assert found == [claim.id for reading in some[:2] for claim in reading.claims]


# Items


def test_items_and_rejects(record: Record, some: list[Reading]) -> None:
    item = Item("folder/a.html", "folder", "00ff")
    assert record.item(item.locator) is None
    record.reject(item, "holds no text; is it a page of pictures?", at=DAY)
    record.reject(item, "holds no text; is it a page of pictures?")
    record.reject(Item("folder/b.html", "folder"), "is no HTML", "fetch")
    assert [(each.locator, each.stage) for each in record.rejects()] == [
        ("folder/a.html", "intake"), ("folder/b.html", "fetch"),
    ]  # fmt: skip
    record.add(some[0], item=item)
    found = record.item(item.locator)
    assert found is not None
    assert (found.state, found.report, found.hash) == ("taken", some[0].report.id, "00ff")
    assert [each.locator for each in record.rejects(source="folder")] == ["folder/b.html"]
    assert len(list(record.rejects(resolved=True))) == 2
    record.leave(Item("folder/c.html", "folder"))
    assert [each.locator for each in record.items(state="left")] == ["folder/c.html"]
    assert record.add(some[0], item=Item("folder/copy.html", "folder")).outcome == "known"
    assert record.item("folder/copy.html") is not None


# The file


def test_backup_and_restore(record: Record, some: list[Reading], wire: Reading, tmp_path: Path, place: str) -> None:
    for reading in (*some[:3], wire, edited(wire, "New: ")):
        record.add(reading)
    record.judge(some[0].claims[0].id, "accept", by="Ada")
    saved = record.backup(tmp_path / "backup.db")
    with pytest.raises(BadRecord, match="is there already"):
        record.backup(saved)
    expected = list(record.entries()), list(record.changes()), record.judgements()
    record.add(some[4])
    with pytest.raises(BadRecord, match="already"):
        Record.restore(saved, place)
    if record.path is not None:
        place = str(tmp_path / "other.db")
    with Record.restore(saved, place, replace=True) as restored:
        assert (list(restored.entries()), list(restored.changes()), restored.judgements()) == expected
        assert restored.check() == []
        assert len(list(restored.entries(where=restored.words("spacecraft")))) > 0
        restored.add(some[5])
        assert restored.check() == []


def test_check_finds_what_is_wrong(place: str, some: list[Reading]) -> None:
    from sqlalchemy import delete, text, update

    with Record.open(place) as record:
        record.add(some[0])
        for statement, said in (
            (update(t.report).values(text="other words"), "is not the one that was taken in"),
            (update(t.claim).where(t.claim.c.version == 1).values(type="AID"), "not what its body says"),
            (delete(t.claim_source).where(t.claim_source.c.claim == 2), "no source"),
            (text("UPDATE claim_body SET body = :b WHERE claim = 3"), "cannot be unpacked"),
        ):
            with opening.writing(record.engine) as connection:
                connection.execute(statement, {"b": b"xx"} if "body" in str(statement) else {})
            assert any(said in each for each in record.check()), said


# Many at once


def _add(where: str, readings: list[Reading], ready: object) -> None:
    ready.wait()  # type: ignore[attr-defined]
    with Record.open(where) as record:
        for reading in readings:
            record.add(reading, item=Item(reading.report.id))


def together(place: str, work: list[list[Reading]]) -> None:
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(len(work))
    workers = [context.Process(target=_add, args=(place, readings, ready)) for readings in work]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * len(workers)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_many_processes_lose_and_double_nothing(place: str, some: list[Reading]) -> None:
    """Two into one SQLite file, ten into PostgreSQL, half of what each brings being brought by another too."""
    processes = 2 if "://" not in place else 10
    every = [edited(reading, f"{number}. ") for number in range(4) for reading in some[:5]]
    shared, own = every[::2], every[1::2]
    together(place, [[*own[each::processes], *shared] for each in range(processes)])
    with Record.open(place, create=False) as record:
        assert len(record) == len(every)
        assert sorted(ids(record.entries())) == sorted(claim.id for reading in every for claim in reading.claims)
        changes = list(record.changes())
        assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
        assert {change.kind for change in changes} == {"added"}
        assert record.check() == []
        assert len(list(record.items())) == len(every)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_process_leaves_all_or_nothing(place: str, some: list[Reading]) -> None:
    """Killed without warning at five points, each time resumed: the record is that of an undisturbed run."""
    every = [edited(reading, f"{number}. ") for number in range(6) for reading in some[:3]]
    Record.open(place).close()
    context = multiprocessing.get_context("fork")
    for number in range(5):
        worker = context.Process(target=_add, args=(place, every, context.Barrier(1)))
        worker.start()
        worker.join(0.05 + 0.06 * number)
        worker.kill()
        worker.join(60)
        with Record.open(place, create=False) as record:
            kept = {entry.claim.report for entry in record.entries()}
            items = {item.report for item in record.items(state="taken")}
            assert items == {report.id for report in record.reports()} >= kept
            assert record.count()[0][1] == sum(len(each.claims) for each in every if each.report.id in items)
    _add(place, every, context.Barrier(1))
    with Record.open(place, create=False) as record:
        assert ids(record.entries()) == [claim.id for reading in every for claim in reading.claims]
        assert record.check() == []


def test_a_forked_process_opens_its_own(record: Record, some: list[Reading]) -> None:
    """A record that is open when a process is forked off serves both, each by connections of its own."""
    record.add(some[0])
    stream = record.entries()
    first = next(stream)

    def work() -> None:
        assert len(record) == 1
        record.add(some[1])

    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    worker.join(60)
    assert worker.exitcode == 0
    assert [first.claim.id, *ids(stream)] == [claim.id for claim in some[0].claims]
    assert len(record) == 2


def test_vacuum_makes_the_full_text_anew(record: Record, some: list[Reading]) -> None:
    from sqlalchemy import text

    record.add(some[4])
    with opening.writing(record.engine) as connection:
        if record.path is not None:
            connection.execute(text("INSERT INTO claim_words(claim_words) VALUES ('delete-all')"))
        else:
            connection.execute(text("DELETE FROM claim_words"))
    assert any("full text" in each for each in record.check())
    record.vacuum()
    assert record.check() == []
    assert list(record.entries(where=record.words("spacecraft")))


# Opening


def test_it_stays_when_closed(place: str, some: list[Reading]) -> None:
    with Record.open(place) as record:
        record.add(some[0])
    with Record.open(place, create=False) as record:
        assert len(record) == 1


def test_versions_of_the_schema(place: str) -> None:
    from sqlalchemy import text

    with Record.open(place) as record, opening.writing(record.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OtherVersion, match="newer dateline"):
        Record.open(place)


def test_no_record(place: str) -> None:
    with pytest.raises(BadRecord, match="no record yet"):
        Record.open(place, create=False)


def test_a_held_record_says_so(record: Record, some: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.0)
    place = str(record.path) if record.path is not None else record.name
    if record.path is None:
        pytest.skip("PostgreSQL waits in whole seconds")
    with Record.open(place) as other, opening.writing(record.engine), pytest.raises(Busy, match="another process"):
        other.add(some[0])


def test_the_steps_of_the_schema_come_to_what_the_tables_state(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from dateline.record.migrations import upgrade

    engine = opening.connect(opening.url_of(place))
    with opening.writing(engine) as connection:
        upgrade(connection)
        ours = {"include_name": lambda name, kind, _: kind != "table" or str(name) in t.metadata.tables}
        found = compare_metadata(MigrationContext.configure(connection, opts=ours), t.metadata)
    assert [each for each in found if place.startswith("postgres") or "comment" not in str(each)] == []
    engine.dispose()
    with Record.open(place, create=False) as record:
        assert record.check() == []
