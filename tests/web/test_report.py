"""A report shows its text lit and its claims beside, and every judgement of them can be made, seen and taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from starlette.testclient import TestClient

from dateline.model.entry import Entry
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.record import Record
from dateline.web import lighting
from dateline.web.lighting import Light

Token = Callable[[TestClient], str]


@pytest.fixture
def arrest(record: Record) -> Entry:
    """The claim that Kenyan police arrested four men in Lamu, a police spokesman said."""
    found = record.entries(record.words("arrested four men"))
    return next(found)


def words(page: str) -> str:
    """The text of a page as people see it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_pieces_put_together_are_the_text_whatever_overlaps() -> None:
    text = "Kim met Lee in Seoul"
    lit = [Light(Span(0, 11), "act", ("a",)), Light(Span(8, 20), "place", ("b",)), Light(Span(8, 11), "party")]
    pieces = lighting.pieces(text, Span(0, 20), lit)
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.layers, piece.claims) for piece in pieces] == [
        ("Kim met ", ("act",), ("a",)),
        ("Lee", ("act", "place", "party"), ("a", "b")),
        (" in Seoul", ("place",), ("b",)),
    ]
    assert pieces[0].first == ("a",)


def test_the_text_is_whole_and_leads_to_its_claims_and_they_to_it(client: TestClient, arrest: Entry) -> None:
    page = client.get(f"/report/{arrest.report.id}").text
    id = arrest.claim.id
    assert f'id="at-{id}" href="#claim-{id}"' in page
    assert f'id="claim-{id}"' in page
    assert f'href="#at-{id}"' in page
    assert "a police spokesman" in page


def test_every_claim_of_every_report_stands_on_its_page(client: TestClient, record: Record) -> None:
    for report in record.reports():
        page = client.get(f"/report/{report.id}?format=json").json()
        assert {each["entry"]["claim"]["id"] for each in page["claims"]} == {
            entry.claim.id for entry in record.entries() if entry.report.id == report.id
        }
        text = "".join(piece["text"] for paragraph in page["text"] for piece in paragraph["pieces"])
        assert "".join(text.split()) == "".join(report.text[report.body.start : report.body.end].split())


def test_a_claim_is_accepted_and_that_is_taken_back(
    client: TestClient, record: Record, arrest: Entry, token: Token
) -> None:
    id, form = arrest.claim.id, {"csrf": token(client)}
    answer = client.post(f"/claim/{id}/accept", data={**form, "why": "seen on video"})
    assert answer.headers["location"] == f"/report/{arrest.report.id}?claim={id}#claim-{id}"
    assert "seen on video" in client.get(f"/report/{arrest.report.id}").text
    (accepted,) = record.judgements(id)
    assert client.post(f"/claim/{id}/undo", data={**form, "number": accepted.number}).status_code == 303
    assert next(record.entries([id])).review == "open"
    assert [(each.verdict, each.undone) for each in record.judgements(id)] == [("accept", True), ("undo", False)]


def test_a_script_gets_the_part_of_the_page_that_changed(client: TestClient, arrest: Entry, token: Token) -> None:
    headers = {"x-part": "claim", "x-csrf-token": token(client)}
    part = client.post(f"/claim/{arrest.claim.id}/reject", headers=headers).text
    assert part.strip().startswith("<article")
    assert 'data-review="rejected"' in part
    assert "<html" not in part


def test_fields_are_mended_from_what_the_report_offers(
    client: TestClient, record: Record, arrest: Entry, token: Token
) -> None:
    id = arrest.claim.id
    form = client.get(f"/claim/{id}/mend?format=json").json()["form"]
    sides = {side["name"]: side["key"] for side in form["parties"]}
    assert {"Kenyan police", "four men"} <= set(sides)
    mended = {
        "csrf": token(client), "sides": "1", "status": "attempted", "type": "ASSAULT", "when": "2024-03-04/2024-03-05",
        "where": "", "acts": sides["four men"], "acted": sides["Kenyan police"], "why": "the other way round",
    }  # fmt: skip
    assert client.post(f"/claim/{id}/mend", data=mended).status_code == 303
    claim = next(record.entries([id])).claim
    assert (claim.status, claim.type, claim.quad, claim.where.state) == ("attempted", "ASSAULT", 4, "not_stated")
    assert (str(claim.when.earliest), str(claim.when.latest)) == ("2024-03-04", "2024-03-05")
    assert ([each.text for each in claim.actors], [each.text for each in claim.recipients]) == (
        ["four men"], ["Kenyan police"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({}, "nothing was changed"),
        ({"status": "perhaps"}, "status: is one of happened"),
        ({"when": "soon"}, "when: a time is 2023-09-13"),
        ({"where": "geonames:1"}, "does not stand in the report"),
        ({"sides": "1", "acts": "iso:ATL"}, "is no party of the report"),
        ({"when": "2024-03-04", "why": "x" * 3000}, "characters are enough"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_kept(
    client: TestClient, record: Record, arrest: Entry, token: Token, filled: dict[str, str], said: str
) -> None:
    answer = client.post(f"/claim/{arrest.claim.id}/mend", data={"csrf": token(client), **filled})
    assert answer.status_code == 409
    assert said in words(answer.text)
    assert record.judgements() == []


def test_the_past_is_shown_as_it_was_and_cannot_be_judged(
    client: TestClient, record: Record, arrest: Entry, token: Token
) -> None:
    id, before = arrest.claim.id, record.revision()
    client.post(f"/claim/{id}/mend", data={"csrf": token(client), "status": "planned"})
    now = client.get(f"/claim/{id}?format=json").json()
    then = client.get(f"/claim/{id}?as_of={before}&format=json").json()
    assert (now["entry"]["claim"]["status"], then["entry"]["claim"]["status"]) == ("planned", "happened")
    assert (len(now["judgements"]), len(then["judgements"])) == (1, 0)
    page = client.get(f"/report/{arrest.report.id}?as_of={before}").text
    assert "Accept" not in page
    assert f"As the record stood at {before}" in page
    late = client.post(f"/claim/{id}/accept?as_of={before}", data={"csrf": token(client)})
    assert late.status_code == 409


def test_a_publishers_words_are_shown_only_as_far_as_it_lets_them(client: TestClient, record: Record) -> None:
    entry = next(record.entries(record.words("protested against the closure")))
    record.set_rights("Agence France-Presse", "short quotes", by="lawyer")
    page = client.get(f"/report/{entry.report.id}").text
    assert "protested against the closure" in words(page)
    assert "the interior ministry said" not in words(page)
    record.set_rights("Agence France-Presse", "offsets", by="lawyer")
    page = client.get(f"/report/{entry.report.id}").text
    assert "does not let its words be kept" in page
    assert "protested" not in words(page)


def test_the_next_doubtful_claim_is_named_and_what_was_judged_is_passed_over(client: TestClient, token: Token) -> None:
    first = client.get("/review?format=json").json()["next"]
    page = client.get(f"/report/{first['report']}?format=json").json()
    assert page["next"]["report"] != first["report"]
    client.post(f"/claim/{first['claim']}/accept", data={"csrf": token(client)})
    assert client.get("/review?format=json").json()["next"]["claim"] != first["claim"]


def test_what_is_not_there_is_said_in_a_sentence(client: TestClient) -> None:
    for path in ("/report/0000000000000000", "/claim/0000000000000000", "/event/0000000000000000", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert 'class="said"' in answer.text
        assert client.get(path, headers={"accept": "application/json"}).json()["status"] == 404


def test_two_that_may_be_one_are_asked_about_until_somebody_says(
    client: TestClient, record: Record, token: Token, read: Callable[..., Reading]
) -> None:
    for day, words in (
        (10, "Trade Minister Pavel Orlik met Ruto in Nairobi."),
        (12, "Judge Pavel Orlik met Ruto in Lamu."),
    ):
        record.add(read(f" date 2024-03-{day}\n\n{words}\n", date(2024, 3, day)))
    pairs = client.get("/review?format=json").json()["pairs"]
    assert pairs, "whether the two are one should be asked"
    form = {"csrf": token(client), "subject": pairs[0]["subject"], "other": pairs[0]["other"]}
    assert client.post("/review/pair", data={**form, "verdict": "same"}).headers["location"] == "/review#pairs"
    assert record.judgements()[-1].verdict == "same"
    left = client.get("/review?format=json").json()["pairs"]
    assert (pairs[0]["subject"], pairs[0]["other"]) not in {(each["subject"], each["other"]) for each in left}
    assert client.post("/review/pair", data={**form, "verdict": "perhaps"}).status_code == 422
    assert client.post("/review/pair", data={**form, "other": form["subject"], "verdict": "same"}).status_code == 409


def test_the_versions_of_an_article_lead_to_each_other(
    client: TestClient, record: Record, read: Callable[..., Reading]
) -> None:
    """A text that its outlet changed: what stood before is a version of the record away."""
    words = ("Kenya closed the port on Monday.", "Kenya closed the port on Monday. It was corrected: Kenya did not.")
    for text in words:
        record.add(read(f" date 2024-03-11\n\n{text}\n", date(2024, 3, 11)), address="https://a.example/port")
    new = next(record.entries(record.words("closed the port"))).report.id
    old, now = client.get(f"/report/{new}?format=json").json()["versions"]
    assert (old["stands"], now["stands"], now["report"]) == (False, True, new)
    assert client.get(f"/report/{old['report']}").status_code == 404
    page = client.get(f"/report/{old['report']}?as_of={old['revision']}").text
    assert "corrected" not in page
    assert f"/report/{old['report']}?as_of={old['revision']}" in client.get(f"/report/{new}").text
