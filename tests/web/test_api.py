"""The API as programs meet it: pages, tags, lines, problems, judgements by role, exports, the feed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from dateline import export
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json
from dateline.questions import ask
from dateline.record import Record
from dateline.web.app import create
from dateline.web.store import Role, Store
from tests.record.made import reading

API = "/api/v1"
Some = dict[str, Json]


@pytest.fixture
def shared(record: Record, store: Store) -> Callable[[Role | None], TestClient]:
    """Somebody of a role at a desk that is shared, by a token; None is a stranger."""
    app = create(record, store, shared=True, today=lambda: date(2024, 3, 6))

    def _client(role: Role | None) -> TestClient:
        headers = {}
        if role is not None:
            headers["authorization"] = f"Bearer {store.admit(f'a {role}er', role)}"
        return TestClient(app, base_url="http://localhost", follow_redirects=False, headers=headers)

    return _client


def every(client: TestClient, path: str, list_of: str, **query: str | int) -> list[Some]:
    """All of a list, page by page."""
    found: list[Some] = []
    cursor: str | None = None
    for _ in range(1000):
        answer = client.get(API + path, params={**query, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        found += answer.json()[list_of]
        cursor = answer.json()["cursor"]
        if cursor is None:
            return found
    raise AssertionError("there is no end to the pages")


@pytest.mark.parametrize("question", ["", "status:happened sort:-published", "did:CONSULT,AGREE or status:planned"])
@pytest.mark.parametrize("limit", [3, 500])
def test_claims_are_those_of_the_question(client: TestClient, record: Record, question: str, limit: int) -> None:
    found = every(client, "/claims", "claims", q=question, limit=limit)
    entries = list(ask(record, question))
    assert [each["version"] for each in found] == [entry.version for entry in entries]
    assert [from_json(Claim, each["claim"]) for each in found] == [entry.claim for entry in entries]
    assert [each["sentence"]["text"] for each in found] == [entry.sentence.text for entry in entries]


def test_pages_stay_whole_while_the_record_is_written_to(client: TestClient, record: Record) -> None:
    before = [entry.claim.id for entry in record.entries()]
    first = client.get(f"{API}/claims", params={"limit": 5}).json()
    record.add(reading("Malta visited Peru.", "visited", "Malta", "Peru"))
    rest = client.get(f"{API}/claims", params={"limit": 500, "cursor": first["cursor"]}).json()
    assert [each["claim"]["id"] for each in first["claims"] + rest["claims"]] == before
    then = client.get(f"{API}/claims", params={"limit": 500, "as_of": first["revision"]}).json()
    assert [each["claim"]["id"] for each in then["claims"]] == before
    assert len(client.get(f"{API}/claims", params={"limit": 500}).json()["claims"]) == len(before) + 1


def test_an_answer_is_not_sent_again_until_the_record_changes(client: TestClient, record: Record) -> None:
    address = f"{API}/claims?q=did:CONSULT"
    first = client.get(address)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address).content == first.content
    assert client.get(f"{API}/claims?q=did:AGREE", headers={"if-none-match": tag}).status_code == 200
    record.judge(next(record.entries()).claim.id, "accept", by="ada")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_all_claims_come_as_json_lines(client: TestClient, record: Record) -> None:
    answer = client.get(f"{API}/claims", headers={"accept": "application/jsonl"})
    assert answer.headers["content-type"] == "application/jsonl"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["version"] for each in lines] == [entry.version for entry in record.entries()]
    wrong = client.get(f"{API}/claims?q=who:", headers={"accept": "application/jsonl"})
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/problem+json")


def test_one_claim_comes_with_what_was_decided_of_it_rejected_or_not(client: TestClient, record: Record) -> None:
    id = next(record.entries()).claim.id
    before = record.revision()
    record.judge(id, "reject", by="ada", why="no such thing")
    found = client.get(f"{API}/claims/{id}").json()
    assert (found["held"]["review"], found["judgements"][0]["why"]) == ("rejected", "no such thing")
    then = client.get(f"{API}/claims/{id}", params={"as_of": before}).json()
    assert (then["held"]["review"], then["judgements"]) == ("open", [])


def test_counts_are_those_of_the_record(client: TestClient, record: Record) -> None:
    found = client.get(f"{API}/counts", params={"by": "type,status"}).json()
    assert [((*each["values"],), each["claims"]) for each in found["counts"]] == record.count(by=("type", "status"))
    assert client.get(f"{API}/counts").json()["counts"] == [{"values": [], "claims": record.count()[0][1]}]
    assert "cannot be counted by 'colour'" in client.get(f"{API}/counts?by=colour").json()["detail"]


def test_reports_come_in_order_with_their_text_and_claims(client: TestClient, record: Record) -> None:
    found = every(client, "/reports", "reports", limit=2)
    assert [each["id"] for each in found] == [report.id for report in record.reports()]
    assert sum(int(str(each["claims"])) for each in found) == record.count()[0][1]
    one = client.get(f"{API}/reports/{found[0]['id']}").json()
    assert one["report"]["text"] == next(record.reports()).text
    assert len(one["claims"]) == found[0]["claims"]


def test_words_that_may_not_be_shown_leave_by_no_way(client: TestClient, record: Record) -> None:
    entry = next(each for each in record.entries() if each.report.publisher and each.sentence.span.start > 500)
    record.set_rights(str(entry.report.publisher), "offsets", by="ada")
    words = entry.sentence.text[5:45]
    for path in ("/claims", f"/claims/{entry.claim.id}", f"/reports/{entry.report.id}", f"/events/{entry.claim.id}",
                 "/exports/jsonl", "/exports/csv", "/exports/webannotation"):  # fmt: skip
        answer = client.get(API + path)
        assert answer.status_code == 200
        assert words not in answer.text.replace("\\n", "\n")


def test_events_and_where_reports_differ(client: TestClient, record: Record) -> None:
    found = every(client, "/events", "events", limit=7)
    assert sorted(claim for event in found for claim in event["claims"]) == sorted(
        entry.claim.id for entry in record.entries()
    )
    differing = every(client, "/events", "events", differing="true")
    assert differing == [event for event in found if event["disagreements"]]
    one = client.get(f"{API}/events/{found[0]['claims'][0]}").json()
    assert one["event"]["id"] == found[0]["id"]
    assert [each["claim"]["id"] for each in one["claims"]] == found[0]["claims"]


def test_actors_by_name_and_id(client: TestClient, record: Record) -> None:
    found = every(client, "/actors", "actors", limit=10)
    assert [each["claims"] for each in found] == sorted((each["claims"] for each in found), reverse=True)
    one = found[0]
    assert one in client.get(f"{API}/actors", params={"name": str(one["name"])}).json()["actors"]
    whole = client.get(f"{API}/actors/{one['entity']}").json()
    assert whole["actor"] == one
    assert whole["wordings"]
    acted = sum(each["claims"] for each in whole["did"])
    assert acted == sum(
        any(party.entity == one["entity"] for party in entry.claim.actors) for entry in record.entries()
    )


def test_a_mirror_that_follows_the_feed_misses_nothing(client: TestClient, record: Record) -> None:
    record.judge(next(record.entries()).claim.id, "mend", by="ada", field="status", value="planned")
    seen, since, more = [], 0, True
    while more:
        answer = client.get(f"{API}/changes", params={"since": since, "limit": 7}).json()
        seen += answer["changes"]
        since, more = answer["next"], answer["more"]
    assert [each["seq"] for each in seen] == [change.seq for change in record.changes()]
    lines = client.get(f"{API}/changes", headers={"accept": "application/x-ndjson"}).text.splitlines()
    assert [json.loads(line) for line in lines] == seen
    assert seen[-1]["by"] == "ada"


def test_the_codebook_says_what_words_mean(client: TestClient) -> None:
    found = client.get(f"{API}/codebook").json()
    assert len(found["types"]) == 16
    assert {"planned", "denied"} <= set(found["statuses"])
    assert "who" in {each["name"] for each in found["fields"]}


@pytest.mark.parametrize("name", sorted(export.files()))
def test_every_format_is_handed_out(client: TestClient, record: Record, store: Store, name: str) -> None:
    answer = client.get(f"{API}/exports/{name}", params={"q": "limit:5"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-dateline-claims"] == "5"
    folder = export.files()[name] == ""
    assert zipfile.is_zipfile(io.BytesIO(answer.content)) == (folder or name == "xlsx")
    assert "5 claims of: limit:5" in store.audit(1)[0].what
    assert client.get("/export", params={"q": "limit:5", "format": name}).status_code == 200


def test_an_export_brings_what_its_format_cannot_carry(client: TestClient) -> None:
    answer = client.get(f"{API}/exports/gdelt2", params={"whole": "true"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        assert any(name.endswith(".sidecar.jsonl") for name in held.namelist())


def test_too_much_is_not_handed_out_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.api.exports.MOST", 3)
    answer = client.get(f"{API}/exports/csv")
    assert answer.status_code == 400
    assert "3 at most go out at once" in answer.json()["detail"]
    assert client.get(f"{API}/exports/csv?q=limit:3").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/claims?q=who:PRK or", 400, "a term is needed after `or`"),
        ("/claims?q=colour:red", 400, "there is no field colour:"),
        ("/claims?limit=0", 422, "limit: "),
        ("/claims?limit=501", 422, "limit: "),
        ("/claims?cursor=nonsense", 400, "ask without one"),
        ("/claims?as_of=soon", 400, "a moment is"),
        ("/claims/nothing", 404, "holds no claim nothing"),
        ("/claims/%00", 400, "null byte"),
        ("/claims/..%2F..%2Fetc%2Fpasswd", 404, ""),
        ("/reports/nothing", 404, "holds no report"),
        ("/events/nothing", 404, "holds no claim"),
        ("/actors/nothing", 404, "no actor nothing"),
        ("/exports/nothing", 404, "there is no format nothing"),
        ("/events?cursor=WyJ4IiwxLDFd", 400, "of another question"),
        ("/nothing", 404, "there is no page"),
        ("/claims?q=" + "x" * 9_000, 414, "too long"),
    ],
)
def test_what_goes_wrong_is_a_problem_that_says_what_to_do(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(API + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["type"].startswith("urn:dateline:problem:")
    assert said in told["detail"]


def test_a_judgement_is_kept_noted_and_taken_back(client: TestClient, record: Record, store: Store) -> None:
    entry = next(record.entries())
    verdict: Some = {
        "subject": entry.claim.id,
        "verdict": "mend",
        "field": "status",
        "value": "planned",
        "why": "later",
    }
    made = client.post(f"{API}/judgements", json={**verdict, "version": entry.version})
    assert made.status_code == 201
    assert made.json()["held"]["claim"]["status"] == "planned"
    assert store.audit(1)[0].did == "judgement"
    stale = client.post(f"{API}/judgements", json={**verdict, "version": entry.version})
    assert (stale.status_code, stale.headers["content-type"]) == (409, "application/problem+json")
    listed = client.get(f"{API}/judgements", params={"subject": entry.claim.id}).json()["judgements"]
    assert [(each["verdict"], each["value"], each["why"]) for each in listed] == [("mend", '"planned"', "later")]
    undone = client.post(f"{API}/judgements/{made.json()['number']}/undo", json={"why": "I was wrong"})
    assert undone.status_code == 201
    assert undone.json()["held"]["claim"]["status"] == entry.claim.status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"verdict": "accept"}, 422), ({"subject": "x", "verdict": "love"}, 422),
        ({"subject": "x", "verdict": "accept", "more": 1}, 422), ({"subject": "x", "verdict": "accept"}, 404),
        ({"subject": "\x00", "verdict": "accept"}, 422), ([], 422),
    ],
)  # fmt: skip
def test_what_is_no_judgement_is_refused(client: TestClient, body: Json, status: int) -> None:
    assert client.post(f"{API}/judgements", json=body).status_code == status


def test_two_things_are_judged_to_be_one(client: TestClient, record: Record) -> None:
    one, other = (entry.claim.id for entry in record.entries(limit=2))
    made = client.post(f"{API}/judgements", json={"subject": one, "verdict": "same", "other": other})
    assert made.status_code == 201
    assert other in client.get(f"{API}/events/{one}").json()["event"]["claims"]


def test_roles_may_do_what_they_may(shared: Callable[[Role | None], TestClient], record: Record) -> None:
    verdict = {"subject": next(record.entries()).claim.id, "verdict": "accept"}
    stranger = shared(None)
    for path in (
        "",
        "/claims",
        "/reports",
        "/events",
        "/actors",
        "/changes",
        "/judgements",
        "/codebook",
        "/exports/csv",
    ):
        answer = stranger.get(API + path)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json"), path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert shared("read").get(API + path).status_code == 200
    assert stranger.post(f"{API}/judgements", json=verdict).status_code in (401, 403)
    assert shared("read").post(f"{API}/judgements", json=verdict).status_code == 403
    assert shared("review").post(f"{API}/judgements", json=verdict).status_code == 201
    assert record.judgements()[-1].by == "a reviewer"
    wrong = TestClient(stranger.app, base_url="http://localhost", headers={"authorization": "Bearer nothing"})
    assert wrong.get(f"{API}/claims").status_code == 401


def test_another_site_cannot_judge_in_a_readers_name(client: TestClient, record: Record) -> None:
    verdict = {"subject": next(record.entries()).claim.id, "verdict": "reject"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post(f"{API}/judgements", json=verdict, headers=headers).status_code == 403
    plain = {"content-type": "text/plain"}  # what a form of another site can send without asking first
    assert client.post(f"{API}/judgements", content=json.dumps(verdict), headers=plain).status_code == 403
    assert record.judgements() == []


def test_other_methods_are_told_what_may_be_asked(client: TestClient) -> None:
    answer = client.request("PUT", f"{API}/claims")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    head = client.head(f"{API}/claims")
    assert (head.status_code, head.content) == (200, b"")


def test_hostile_words_come_as_they_are_in_valid_json(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Record(tmp_path_factory.mktemp("hostile") / "news.db") as record:
        made = reading('Kenya visited Peru \u202e\u2028\x00\ud800 </script><script>"', "visited", "Kenya", "Peru")
        record.add(replace(made, report=replace(made.report, title="<img src=x onerror=alert(1)>\ud800")))
        store = Store.beside(record)
        hostile = TestClient(create(record, store), base_url="http://localhost")
        for path in ("/claims", "/reports", f"/reports/{made.report.id}", "/events", "/exports/jsonl"):
            answer = hostile.get(API + path)
            assert answer.status_code == 200
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "\u2028" not in answer.text
        assert hostile.get(f"{API}/claims").json()["claims"][0]["report"]["title"].startswith("<img")
        store.close()
