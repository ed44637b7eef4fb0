"""An event: who says what of it, where they differ, who repeats whom, and people's word on what belongs together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from dateline.record import Record

Token = Callable[[TestClient], str]


@pytest.fixture
def meeting(record: Record) -> str:
    """The claim that Ruto met Abiy, as the Standard has it from AFP."""
    return next(record.entries(record.words("met Ethiopian Prime Minister Abiy Ahmed in Mombasa"))).claim.id


def test_claims_stand_by_voice_and_each_once(client: TestClient, meeting: str) -> None:
    page = client.get(f"/event/{meeting}?format=json").json()
    claims = [said["entry"]["claim"]["id"] for voice in page["voices"] for said in voice["said"]]
    assert sorted(claims) == sorted(page["event"]["claims"])
    kinds = [voice["source"]["kind"] for voice in page["voices"]]
    assert len(set(kinds)) >= 3
    assert kinds[-1] == "own voice"


def test_where_reports_differ_both_sides_stand_with_their_voices(client: TestClient, meeting: str) -> None:
    page = client.get(f"/event/{meeting}").text
    assert "Where reports differ" in page
    assert page.index(">Mombasa<") < page.index(">Nairobi<")


def test_a_copy_stands_under_its_wire(client: TestClient, meeting: str) -> None:
    tree = client.get(f"/event/{meeting}?format=json").json()["tree"]
    (copy,) = [each for each in tree if each["outlet"] == "The Standard"]
    assert (copy["parent"], copy["repeat"]["depth"]) == ("Agence France-Presse", 1)
    origins = client.get(f"/event/{meeting}?format=json").json()["event"]["origins"]
    assert origins < len({each["outlet"] for each in tree})


def test_an_event_may_be_asked_for_by_its_own_id(client: TestClient, meeting: str) -> None:
    event = client.get(f"/event/{meeting}?format=json").json()["event"]["id"]
    assert client.get(f"/event/{event}?format=json").json()["event"]["id"] == event


def test_people_part_what_was_put_together_and_join_what_was_not(
    client: TestClient, record: Record, meeting: str, token: Token
) -> None:
    form = {"csrf": token(client)}
    other = next(record.entries(record.words("arrested four men"))).claim.id
    answer = client.post(f"/event/{meeting}/judge", data={**form, "other": other, "verdict": "same"})
    assert answer.headers["location"] == f"/event/{meeting}"
    assert other in client.get(f"/event/{meeting}?format=json").json()["event"]["claims"]
    client.post(f"/event/{meeting}/judge", data={**form, "other": other, "verdict": "not same"})
    assert other not in client.get(f"/event/{meeting}?format=json").json()["event"]["claims"]


def test_nonsense_about_belonging_is_refused(client: TestClient, meeting: str, token: Token) -> None:
    form = {"csrf": token(client), "verdict": "same"}
    assert client.post(f"/event/{meeting}/judge", data={**form, "other": meeting}).status_code == 409
    assert client.post(f"/event/{meeting}/judge", data={**form, "other": "0" * 16}).status_code == 409
    assert client.post(f"/event/{meeting}/judge", data={**form, "verdict": "perhaps", "other": "x"}).status_code == 422
