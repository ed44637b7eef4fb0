"""Events for pages: as the record tells them now or told them then, and kept only as long as they are still so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadInput, BadQuestion
from dateline.link.recorded import events, events_near
from dateline.model.reading import Reading
from dateline.record import Record
from dateline.web import linked
from dateline.web.linked import Linking

MET = "Turkish Foreign Minister Hakan Fidan met Syrian President Ahmed al-Sharaa in {place} on May 3, 2024."
Add = Callable[[str, str], str]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "news.db") as record:
        yield record


@pytest.fixture
def add(record: Record, read: Callable[..., Reading]) -> Add:
    """Adds a report of an outlet; the id of its first claim comes out."""

    def _add(outlet: str, text: str) -> str:
        reading = read(text, date(2024, 5, 4))
        record.add(replace(reading, report=replace(reading.report, publisher=outlet)))
        return reading.claims[0].id

    return _add


def test_an_event_is_as_the_record_has_it_now(record: Record, add: Add) -> None:
    linking = Linking(record)
    first = add("Nile Courier", MET.format(place="Cairo"))
    assert linking.event(first).events[0].claims == (first,)
    second = add("Bosphorus Times", MET.format(place="Ankara"))
    found = linking.event(first)
    assert set(found.events[0].claims) == {first, second}
    assert [each.field for each in found.events[0].disagreements] == ["where"]
    assert linking.event(f"event:{second}").events == linking.event(second).events
    record.judge(first, "not same", by="ada", other=second)
    assert linking.event(first).events[0].claims == (first,)
    record.judge(second, "reject", by="ada")
    with pytest.raises(BadInput, match="holds no claim"):
        linking.event(second)


def test_an_event_is_as_the_record_had_it_then(record: Record, add: Add) -> None:
    linking = Linking(record)
    first = add("Nile Courier", MET.format(place="Cairo"))
    alone = record.revision()
    second = add("Bosphorus Times", MET.format(place="Cairo"))
    together = record.revision()
    record.judge(first, "not same", by="ada", other=second)
    for _ in range(2):
        assert linking.event(first, alone).events[0].claims == (first,)
        assert set(linking.event(first, together).events[0].claims) == {first, second}
        assert linking.event(first).events[0].claims == (first,)
    assert linking.event(first, together).revision == together


def test_what_comes_in_elsewhere_makes_nothing_anew(record: Record, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    linking = Linking(record)
    first = add("Nile Courier", MET.format(place="Cairo"))
    linking.event(first)
    add("Fjord Post", "Norwegian police arrested three men in Bergen on Friday.")
    monkeypatch.setattr(linked, "events_near", lambda *_: pytest.fail("it was put together anew"))
    assert linking.event(first).revision == record.revision()


def test_events_near_are_those_of_the_whole(record: Record, add: Add) -> None:
    places = ("Cairo", "Cairo", "Ankara", "Giza")
    claims = [add(f"Outlet {number}", MET.format(place=place)) for number, place in enumerate(places)]
    whole = {claim: set(event.claims) for event in events(record) for claim in event.claims}
    for claim in claims:
        (near,) = events_near(record, [claim])
        assert set(near.claims) == whole[claim]


def test_a_timeline_too_wide_says_how_wide(record: Record, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("Nile Courier", MET.format(place="Cairo"))
    add("Fjord Post", "Norwegian police arrested three men in Bergen on Friday.")
    monkeypatch.setattr(linked, "MOST", 1)
    with pytest.raises(BadQuestion, match="2 claims fit, and 1 at most"):
        Linking(record).timeline("")
    assert len(Linking(record).timeline("limit:1").events) == 1


def test_the_index_beside_the_record_tells_the_same(record: Record, add: Add) -> None:
    from dateline.link.index import Index

    claims = [add(f"Outlet {number}", MET.format(place=place)) for number, place in enumerate(("Cairo", "Ankara"))]
    fresh, before = Linking(record), Linking(record)
    told = before.event(claims[0]), before.timeline("")
    with Index(record) as index:
        index.catch_up()
        assert index.behind() == (0, False)
        assert fresh.event(claims[0]) == told[0]
        assert fresh.timeline("") == told[1]
        record.judge(claims[0], "not same", by="ada", other=claims[1])
        assert index.behind() is not None
        assert fresh.event(claims[0]).events[0].claims == (claims[0],)  # though the index does not know it yet
        index.catch_up()
        assert fresh.event(claims[0]).events[0].claims == (claims[0],)
        new = add("Outlet 3", MET.format(place="Ankara"))
        assert new in fresh.event(new).events[0].claims
        assert fresh.event(claims[0], 1).events[0].claims == (claims[0],)


def test_the_desk_keeps_the_index_up_to_date(record: Record, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    from dateline.link.index import Index
    from dateline.web import indexing
    from dateline.web.app import create
    from dateline.web.store import Store

    monkeypatch.setattr(indexing, "EVERY", 0.05)
    add("Nile Courier", MET.format(place="Cairo"))
    store = Store.beside(record)
    desk = create(record, store).state.desk

    async def follow() -> None:
        async with indexing.indexing(desk):
            for place in ("Ankara", "Giza"):
                add("Nile Courier", MET.format(place=place))
                for _ in range(400):
                    with Index(record) as index:
                        if index.behind() == (0, False):
                            break
                    await asyncio.sleep(0.05)
                else:
                    raise AssertionError("the index stays behind")

    asyncio.run(follow())
    store.close()
