"""Asking: answers, pages of them, facets that narrow, terms that come out, errors that point, completion."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from dateline.questions import ask
from dateline.record import Record
from dateline.web import completing, facets


def answers(client: TestClient, question: str, **more: str) -> dict[str, object]:
    return dict(client.get("/ask", params={"q": question, "format": "json", **more}).json())


def test_the_answers_are_those_of_the_question_language(client: TestClient, record: Record) -> None:
    for question in ("", "who:KEN", "status:planned or status:possible", 'said:"Musalia Mudavadi"', "goods:fertiliser"):
        page = answers(client, question)
        assert page["count"] == len(list(ask(record, question))), question


def test_pages_hold_every_answer_once(client: TestClient, record: Record) -> None:
    found: list[str] = []
    for number in range(1, int(str(answers(client, "")["pages"])) + 1):
        page = answers(client, "", page=str(number))
        found += [each["claim"]["id"] for each in page["entries"]]  # type: ignore[attr-defined]
    assert sorted(found) == sorted(entry.claim.id for entry in record.entries())


def test_every_facet_leads_to_as_many_claims_as_it_says(client: TestClient) -> None:
    """A value of a facet is a question; it finds what was counted. Voices may say more in chains of their own."""
    for question in ("", "who:KEN", "did:CONSULT or did:AGREE"):
        for facet in answers(client, question)["facets"]:  # type: ignore[attr-defined]
            for value in facet["values"]:
                found = answers(client, value["question"])["count"]
                if facet["name"] in ("voice", "dyad", "goods", "place"):
                    assert found >= value["claims"], value
                else:
                    assert found == value["claims"], (facet["name"], value)


def test_a_facet_narrows_a_question_with_an_or_as_a_whole() -> None:
    assert facets._bare("did:AID or did:AGREE sort:when") == "(did:AID or did:AGREE) sort:when"
    assert facets._bare("who:KEN -did:AID limit:5") == "who:KEN -did:AID limit:5"


@pytest.mark.parametrize(
    "question", ['who:KEN "port of Lamu"', "(did:AID or -who:KEN) not (where:KEN status:planned)", 'said:"a b",TASS x*']
)
def test_a_question_that_is_spelled_again_means_the_same(record: Record, question: str) -> None:
    from dateline.questions import parse

    again = facets.spelled(parse(question).tree)
    assert [each.version for each in ask(record, again)] == [each.version for each in ask(record, question)]
    assert facets.spelled(parse(again).tree) == again


def test_an_error_points_at_the_character_and_says_what_would_be_right(client: TestClient) -> None:
    answer = client.get("/ask", params={"q": "who:KEN stat:planned"})
    assert answer.status_code == 400
    assert "did you mean status:" in html.unescape(answer.text)
    assert re.search(r"who:KEN <mark>s</mark>tat:planned", answer.text)
    wrong = answers(client, "who:KEN stat:planned")["wrong"]
    assert isinstance(wrong, dict)
    assert (wrong["at"], wrong["instead"]) == (8, "who:KEN status:planned")
    assert answers(client, "status:planed -who:KEN")["wrong"]["instead"] == "status:planned -who:KEN"  # type: ignore[index]


def test_the_order_can_be_chosen_without_a_script(client: TestClient) -> None:
    page = dict(client.get("/ask", params={"q": "who:KEN", "sort": "-score", "format": "json"}).json())
    scores = [each["claim"]["score"] for each in page["entries"]]
    assert scores == sorted(scores, reverse=True)


def test_an_old_version_of_the_record_can_be_asked(client: TestClient, record: Record) -> None:
    claim = next(record.entries()).claim
    before = record.revision()
    record.judge(claim.id, "reject", by="ana")
    assert answers(client, f"id:{claim.id}")["count"] == 0
    assert answers(client, f"id:{claim.id}", as_of=str(before))["count"] == 1
    assert f"as_of={before}" in client.get("/ask", params={"q": "who:KEN", "as_of": str(before)}).text
    assert client.get("/ask", params={"as_of": "yesterdayish"}).status_code == 400


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sta", "status:"),
        ("who:KEN status:pl", "planned "),
        ("did:thr", "THREATEN "),
        ('said:"Musal', '"Musalia Mudavadi" '),
        ("where:momb", "Mombasa "),
        ("outlet:coast", '"The Coast Herald" '),
        ("goods:missile", "arms.missiles "),
        ("status:planned,poss", "possible "),
        ("sort:-sc", "-score "),
        ("said:official", "official-unnamed "),
    ],
)
def test_what_is_typed_is_completed(record: Record, typed: str, first: str) -> None:
    found = [each.words for each in completing.complete(record, typed, len(typed))]
    assert first in found[:2]


def test_completion_stops_where_nothing_can_be_told(record: Record) -> None:
    for typed in ('"free words', "nofield:x", "who:z", 'who:"', "id:12", "who:**", "outlet:zzz"):
        assert completing.complete(record, typed, len(typed)) == (), typed
    assert completing.complete(record, "who:KEN", 0)[0].words == "who:"
