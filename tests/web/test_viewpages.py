"""The pages of views: what they show of a question, as people, programs and keyboards meet it, and as of when."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dateline import coder
from dateline.model.kit import Kit
from dateline.record import Record
from dateline.web.app import create
from dateline.web.desk import Desk
from dateline.web.store import Store
from dateline.web.viewing import asked_for, narrowed
from dateline.web.views.ties import Figure

PAGES = (
    "/map", "/network", "/network?by=states", "/series", "/series?by=month", "/timeline", "/diary?start=2024-03-05",
    "/ledger", "/ledger/demand", "/ledger/promise", "/ledger/plan", "/ledger/transfer", "/actor/iso:KEN",
    "/actor/person:william-ruto", "/dyad/iso:KEN/iso:ETH", "/dyad/KEN/SOM", "/dossiers", "/codebook",
)  # fmt: skip


class Page(HTMLParser):
    """What a test wants to know of a page: its ids, its headings, its figures with their tables, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.within = {"figure": 0, "label": 0}
        self.figures = self.tables = 0
        self.unnamed: list[str] = []
        self.labels: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.ids += [held["id"] or ""] if "id" in held else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a" and held.get("href"):
            self.links.append(held["href"] or "")
        if tag in self.within:
            self.within[tag] += 1
        self.figures += tag == "figure"
        self.tables += tag == "table" and self.within["figure"] > 0
        if tag == "label" and held.get("for"):
            self.labels.add(held["for"] or "")
        if tag in ("input", "select", "textarea") and held.get("type") not in ("hidden", "submit"):
            named = self.within["label"] or held.get("aria-label") or held.get("id") in self.labels
            self.unnamed += [] if named else [str(held)]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            self.within[tag] -= 1


def page(client: TestClient, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    return Page(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_a_view_can_be_read_by_everybody(client: TestClient, path: str) -> None:
    found = page(client, path)
    assert len(found.ids) == len(set(found.ids)), "an id stands once"
    assert found.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False)), "no gap"
    assert found.unnamed == [], "every field has a label"
    assert found.tables == found.figures, "every chart has its table"
    text = client.get(path).text
    assert " style=" not in text
    assert "<style" not in text
    assert "onclick" not in text


@pytest.mark.parametrize("path", PAGES)
def test_a_view_answers_programs_at_the_same_address(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)
    assert client.get(path + ("&" if "?" in path else "?") + "format=json").json() == answer.json()


def test_the_links_of_views_lead_somewhere(client: TestClient) -> None:
    """Of all that lead to one kind of page, the first few: all of them would take a minute."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for path in PAGES:
        for link in page(client, path).links:
            if link.startswith("/") and "format=" not in link:
                address = urlsplit(link)
                kind = (address.path.split("/")[1], *sorted(parse_qs(address.query)))
                kinds.setdefault(kind, []).append(link.partition("#")[0])
    assert {"claim", "event", "report", "actor", "dyad", "ask"} <= {kind[0] for kind in kinds}
    for links in kinds.values():
        for link in list(dict.fromkeys(links))[:3]:
            assert client.get(link).status_code in (200, 303, 307), link


@pytest.mark.parametrize("view", ["map", "network", "series", "timeline"])
def test_a_chart_can_be_had_as_a_file_in_every_form(client: TestClient, view: str) -> None:
    svg = client.get(f"/{view}?q=party:KEN&format=svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.headers["content-disposition"] == f'attachment; filename="dateline-{view}.svg"'
    assert ElementTree.fromstring(svg.text).tag.endswith("svg")
    assert client.get(f"/{view}?q=party:KEN&format=png").content.startswith(b"\x89PNG")
    spec = json.loads(client.get(f"/{view}?q=party:KEN&format=vegalite").text)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert "party:KEN" in json.dumps(spec["title"])
    table = client.get(f"/{view}?q=party:KEN&format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) > 1


def test_a_chart_that_is_not_there_is_asked_for_in_vain(client: TestClient) -> None:
    answer = client.get("/map?format=svg&chart=pie")
    assert (answer.status_code, "there is map" in answer.text) == (400, True)
    assert client.get("/series?q=no-such-word&format=svg").status_code == 400


@pytest.mark.parametrize("view", ["map", "network", "series", "timeline", "diary", "ledger", "ledger/transfer"])
def test_a_question_that_finds_nothing_is_told_so_and_a_wrong_one_too(client: TestClient, view: str) -> None:
    empty = client.get(f"/{view}?q=nosuchword")
    assert empty.status_code == 200
    assert 'class="said"' in empty.text
    wrong = client.get(f"/{view}?q=nosuch:thing")
    assert wrong.status_code == 400
    assert "there is no field" in wrong.text


def test_the_map_counts_what_has_no_place(client: TestClient, record: Record) -> None:
    found = client.get("/map?format=json").json()["atlas"]
    placed = sum(spot["claims"] for spot in found["spots"])
    assert placed + found["unplaced"] + found["unresolved"] == found["claims"] == record.count()[0][1]
    assert {"Mombasa", "Lamu", "Nairobi"} <= {spot["name"] for spot in found["spots"]}


def test_a_mark_on_the_map_leads_to_as_many_claims_as_it_says(client: TestClient) -> None:
    drawn = client.get("/map?q=who:KEN").text
    town = re.search(r'href="(/ask[^"]*)"[^>]*>(?:(?!</a>).)*<title>Mombasa: (\d+) claims', drawn)
    assert town is not None
    found = client.get(town[1].replace("&amp;", "&") + "&format=json").json()
    assert found["count"] == int(town[2]) > 1


def test_a_bar_of_the_series_leads_to_as_many_claims_as_it_says(client: TestClient) -> None:
    drawn = client.get("/series?q=who:KEN").text
    bar = re.search(r'href="(/ask[^"]*)"[^>]*>(?:(?!</a>).)*<title>[^:]*: (\d+) claims?, ', drawn)
    assert bar is not None
    assert client.get(bar[1].replace("&amp;", "&") + "&format=json").json()["count"] == int(bar[2])


def test_views_look_back(client: TestClient, record: Record) -> None:
    first = client.get("/map?as_of=1&format=json").json()
    assert first["revision"] == 1
    assert first["atlas"]["claims"] < record.count()[0][1]
    assert "as_of=1" in client.get("/map?as_of=1").text


def test_the_diary_tells_what_lies_ahead_of_its_day(client: TestClient) -> None:
    from_monday = client.get("/diary?start=2024-03-05&format=json").json()
    acts = [matter["entries"][0]["claim"]["action"]["text"] for day in from_monday["days"] for matter in day["matters"]]
    assert any("meet" in act for act in acts)
    assert client.get("/diary?start=2030-01-01&format=json").json()["days"] == []
    assert client.get("/diary?start=tomorrow").status_code == 400


def test_a_ledger_tells_how_its_notices_stand(client: TestClient) -> None:
    demands = client.get("/ledger/demand?format=json").json()
    assert sum(count for _, count in demands["states"]) == len(demands["outcomes"]) > 0
    state = demands["states"][0][0]
    only = client.get(f"/ledger/demand?state={state}&format=json").json()
    assert {each["state"] for each in only["outcomes"]} == {state}
    assert client.get("/ledger/demand?state=happy").status_code == 400
    assert client.get("/ledger/gossip").status_code == 400


def test_the_ledger_of_transfers_puts_offers_and_what_came_of_them_side_by_side(client: TestClient) -> None:
    dealings = client.get("/ledger/transfer?q=fertiliser&format=json").json()["dealings"]
    assert any(len(each["steps"]) > 1 for each in dealings)


def test_the_page_of_an_actor_tells_what_they_did_and_said_and_with_whom(client: TestClient) -> None:
    ruto = client.get("/actor/person:william-ruto?format=json").json()
    assert ruto["name"] == "William Ruto"
    assert ruto["claims"] > 0
    assert "did" in {part["name"] for part in ruto["parts"]}
    assert any(office["title"] for office in ruto["known"]["offices"])
    kenya = client.get("/actor/iso:KEN?format=json").json()
    assert kenya["claims"] > ruto["claims"], "a state is all who act for it"
    assert "Ethiopia" in {tie["left"]["name"] for tie in kenya["dealings"]} | {
        tie["right"]["name"] for tie in kenya["dealings"]
    }


def test_nobody_has_no_page(client: TestClient) -> None:
    assert client.get("/actor/person:no-such-body").status_code == 404
    assert client.get("/dyad/iso:KEN/person:no-such-body").status_code == 404


def test_a_dyad_goes_both_ways(client: TestClient) -> None:
    there = client.get("/dyad/KEN/SOM?format=json").json()
    back = client.get("/dyad/SOM/KEN?format=json").json()
    assert there["names"] == ["Kenya", "Somalia"]
    assert there["claims"] == back["claims"] > 0
    ways = {side["name"]: side["count"] for side in there["sides"]}
    turned = {side["name"]: side["count"] for side in back["sides"]}
    assert ways.get("forth") == turned.get("back")
    assert there["series"]["formula"]


def test_the_codebook_has_every_code_and_real_examples(client: TestClient, record: Record) -> None:
    found = client.get("/codebook?format=json").json()
    assert len(found["types"]) == 16
    assert len(found["statuses"]) == 9
    assert sum(each["claims"] for each in found["types"]) == found["claims"]
    shown = [example for each in found["types"] for example in each["examples"]]
    assert shown
    known = {entry.claim.id for entry in record.entries()}
    assert all(each["claim"]["id"] in known for each in shown)
    assert all(each["says"] for each in found["types"])


def test_a_dossier_is_begun_filled_noted_sorted_and_sent(
    client: TestClient, token: Callable[[TestClient], str]
) -> None:
    csrf = token(client)

    def post(path: str, **form: str) -> str:
        answer = client.post(path, data={"csrf": csrf, **form})
        assert answer.status_code == 303, answer.text[:300]
        return answer.headers["location"]

    at = post("/dossiers", name="Port and border", question="between:KEN,SOM").partition("#")[0]
    held = client.get(f"{at}?format=json").json()
    ids = [each["choice"]["claim"] for each in held["claims"]]
    assert len(ids) > 1
    assert {each["standing"] for each in held["claims"]} == {"stands"}
    post(at, do="note", claim=ids[0], note="Ask <b>the ministry</b>.")
    post(at, do="down", claim=ids[0])
    post(at, do="rename", name="The border", intro="For Monday.\n\nTwo paragraphs.")
    html = client.get(at).text
    assert "Ask &lt;b&gt;the ministry&lt;/b&gt;." in html
    held = client.get(f"{at}?format=json").json()
    assert [each["choice"]["claim"] for each in held["claims"]][:2] == [ids[1], ids[0]]
    passages = {(each["entry"]["report"]["id"], each["entry"]["sentence"]["span"]["start"]) for each in held["claims"]}
    assert len(held["footnotes"]) == len(passages)
    sent = client.get(f"{at}?format=file")
    assert sent.headers["content-disposition"].startswith("attachment")
    assert "<title>The border</title>" in sent.text
    assert "Ask &lt;b&gt;the ministry&lt;/b&gt;." in sent.text
    post(at, do="remove", claim=ids[0])
    assert ids[0] not in json.dumps(client.get(f"{at}?format=json").json()["claims"])
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    assert any(line.did == "export" for line in desk.store.audit())
    assert post(at, do="discard") == "/dossiers"
    assert client.get(at).status_code == 404


def test_a_dossier_says_what_has_changed_since(client: TestClient, record: Record, token: Callable[..., str]) -> None:
    csrf = token(client)
    ids = [entry.claim.id for entry in record.entries(limit=2)]
    client.post("/dossiers", data={"csrf": csrf, "name": "Two", "claim": " ".join(ids)})
    record.judge(ids[0], "mend", field="status", value="denied", by="ana")
    record.judge(ids[1], "reject", by="ana")
    held = client.get("/dossier/1?format=json").json()
    assert [each["standing"] for each in held["claims"]] == ["changed", "gone"]
    assert held["claims"][0]["entry"]["claim"]["status"] == "denied"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"name": ""}, 400), ({"name": "x", "claim": "nosuchclaim"}, 400), ({"into": "77", "claim": ""}, 404),
        ({"into": "-1"}, 404), ({"name": "x", "question": "nosuch:x"}, 400), ({"name": "x" * 300}, 400),
    ],
)  # fmt: skip
def test_a_wrong_dossier_is_refused(
    client: TestClient, token: Callable[..., str], form: dict[str, str], status: int
) -> None:
    answer = client.post("/dossiers", data={"csrf": token(client), **form})
    assert answer.status_code == status, answer.text[:300]


def test_a_dossier_is_not_changed_by_a_form_of_another_site(client: TestClient, token: Callable[..., str]) -> None:
    assert client.post("/dossiers", data={"name": "x"}).status_code == 403
    form = {"csrf": token(client), "name": "x"}
    assert client.post("/dossiers", data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403


@pytest.mark.parametrize(
    "id", ["%3Cscript%3E", "name:%22%29%20or%20%28", "iso:%F0%9F%92%A5", "a" * 500, "..%2F..%2Fetc"]
)
def test_hostile_ids_are_nobody(client: TestClient, id: str) -> None:
    for path in (f"/actor/{id}", f"/dyad/{id}/iso:KEN"):
        answer = client.get(path)
        assert answer.status_code in (400, 404), path
        assert "<script>" not in answer.text.replace('<script type="module"', "")


HOSTILE = (
    "Kenyan President <script>alert(1)</script> will meet Norway's \u202eministers\u202c in Goma on March 20.\n\n"
    'Kenya warned "><img src=x onerror=alert(1)> Norway that it would attack if Norway does not leave Goma.\n\n'
    "Norway offered {{ 7 * 7 }} </svg><script>alert(2)</script> rifles to Kenya, Ana ${7*7} Drew\u2028 said.\n\n"
    "Kenya and Norway signed an agreement with " + "A" * 4000 + " in Goma."
)


def test_hostile_reports_do_no_harm_in_any_view(tmp_path: Path, kit: Kit) -> None:
    source = tmp_path / "hostile.jsonl"
    title = "</title><script>alert(3)</script>\x00\x1b[31m"
    source.write_text(
        json.dumps({"date": "2024-03-05", "publisher": "<b>Bold</b> \u202eHerald", "title": title, "text": HOSTILE,
                    "url": "javascript:alert(4)"}) + "\n"
    )  # fmt: skip
    with Record(tmp_path / "hostile.db") as record:
        list(coder.code([str(source)], record, lambda: kit))
        assert record.count()[0][1] > 0
        client = TestClient(create(record, Store.beside(record)), base_url="http://localhost")
        for path in (*PAGES, "/timeline?q=who:KEN", "/map?q=<script>", "/network?q=party:KEN", "/actor/iso:NOR"):
            text = client.get(path).text
            own = text.replace('<script type="module" src="/static/', "")
            assert "<script" not in own, path
            assert "<img" not in own, path
            assert "javascript:" not in re.sub(r">[^<]*<", "><", own), path
            assert "49 rifles" not in text
            for drawing in re.findall(r'<svg class="chart".*?</svg>', text, re.DOTALL):
                ElementTree.fromstring(drawing)
        for view in ("map", "network", "series", "timeline"):
            assert client.get(f"/{view}?format=png").content.startswith(b"\x89PNG")


def test_a_question_is_narrowed_whatever_it_says() -> None:
    assert narrowed("", "where:IRQ") == "where:IRQ"
    assert narrowed('who:PRK sort:-when limit:5 as-of:"2024-01-01"', "quad:1") == "who:PRK quad:1"
    assert narrowed("a or b", "quad:1") == "(a or b) quad:1"


def test_a_name_is_asked_for_in_quotes() -> None:
    assert asked_for('name:ana "x" drew') == '"ana  x  drew"'
    assert asked_for("person:a b") == '"person:a b"'
    assert Figure("x", "X", "person", "ZZZ").state() is None


def test_an_actor_of_the_past_is_called_what_reports_called_them_then(client: TestClient) -> None:
    now = client.get("/actor/iso:KEN?format=json").json()
    first = client.get("/actor/iso:KEN?as_of=8&format=json").json()
    assert first["claims"] < now["claims"]
    assert sum(count for _, count in first["names"]) < sum(count for _, count in now["names"])
