"""Saved questions: what is new to them or changed comes as feeds and messages, and never to a private address."""

from __future__ import annotations

import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree as Xml

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline import coder, internet
from dateline.model.kit import Kit
from dateline.record import Record
from dateline.web import alerts
from dateline.web.desk import Desk

Token = Callable[[TestClient], str]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found: Desk = app.state.desk
    return found


@pytest.fixture
def more(record: Record, kit: Kit, tmp_path: object) -> Callable[[], None]:
    """Takes one more report in."""
    from pathlib import Path

    def take() -> None:
        path = Path(str(tmp_path)) / "more.txt"
        path.write_text(" date 2024-03-16\n\nKenya reopened the border crossing at Mandera on Saturday. "
                        "Ethiopia thanked Kenya for the fertiliser.\n")  # fmt: skip
        list(coder.code([str(path)], record, lambda: kit, published=date(2024, 3, 16)))

    return take


class Receiver(HTTPServer):
    """A machine that takes messages; `answer` is the status that it gives."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: list[tuple[dict[str, str], bytes]] = []
        self.answer = 200


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.messages.append((dict(self.headers.items()), body))
        self.send_response(self.server.answer)
        self.send_header("location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A machine on this one that counts as public under the name `hook.example`."""
    server = Receiver()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = socket.getaddrinfo

    def named(host: str, *more: object, **others: object) -> object:
        return real("127.0.0.1" if host == "hook.example" else host, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", named)
    monkeypatch.setattr(internet, "public", lambda machine: machine == "127.0.0.1")
    yield server
    server.shutdown()


def test_a_question_is_saved_shown_and_forgotten(client: TestClient, token: Token) -> None:
    form = {"csrf": token(client)}
    saved = client.post("/saved", data={**form, "name": "Kenya acts", "question": "who:KEN"})
    assert saved.headers["location"] == "/saved#saved-1"
    assert "Kenya acts" in client.get("/saved").text
    assert client.post("/saved", data={**form, "name": "wrong", "question": "whoo:KEN"}).status_code == 400
    client.post("/saved/1/forget", data=form)
    assert "Kenya acts" not in client.get("/saved").text
    assert client.post("/saved/1/forget", data=form).status_code == 404


def test_the_feeds_tell_what_is_new_and_what_changed(
    client: TestClient, record: Record, token: Token, more: Callable[[], None]
) -> None:
    client.post("/saved", data={"csrf": token(client), "name": "Kenya", "question": "who:KEN"})
    (question,) = client.get("/saved?format=json").json()["questions"]
    before = len(client.get(f"/feed/{question['key']}.json").json()["items"])
    more()
    claim = next(record.entries(record.words("reopened the border crossing"))).claim.id
    record.judge(claim, "mend", by="ana", field="status", value="possible")
    items = client.get(f"/feed/{question['key']}.json").json()["items"]
    assert len(items) == before + 2
    assert [item["tags"] for item in items[:2]] == [["judged"], ["added"]]
    assert {item["_dateline"]["claim"] for item in items[:2]} == {claim}
    atom = Xml.fromstring(client.get(f"/feed/{question['key']}.atom").text)
    assert [each.findtext(f"{ATOM}content") for each in atom.findall(f"{ATOM}entry")] == [
        item["content_text"] or None for item in items
    ]
    assert client.get("/feed/nokey.json").status_code == 404


def test_what_went_is_told_to_the_questions_that_it_answered(record: Record, desk: Desk) -> None:
    claim = next(record.entries(record.words("closes border crossing")))
    seen = alerts.last(record)
    record.judge(claim.claim.id, "reject", by="ana")
    assert [each.change.kind for each in alerts.since(record, "who:KEN", seen)] == ["judged"]
    assert list(alerts.since(record, "who:SOM", seen)) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8321/", "http://[::1]/", "http://10.0.0.7/x", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data", "http://[::ffff:127.0.0.1]/", "http://0/", "http://2130706433/",
        "ftp://example.com/", "https://user:word@example.com/", "file:///etc/passwd", "http://", "nonsense",
        "http://[fe80::1]/", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_no_message_goes_to_a_private_address(url: str, client: TestClient, token: Token) -> None:
    form = {"csrf": token(client), "name": "x", "question": "", "webhook": url}
    assert client.post("/saved", data=form).status_code == 400


def test_a_webhook_is_told_once_signed_and_with_the_words(
    desk: Desk, record: Record, receiver: Receiver, more: Callable[[], None]
) -> None:
    hook = f"http://hook.example:{receiver.server_port}/in?x=1"
    question = alerts.save(desk, "Kenya", "who:KEN", "ana", hook)
    assert alerts.deliver(desk) == 0
    more()
    assert alerts.deliver(desk) == 1
    assert alerts.deliver(desk) == 0
    ((headers, body),) = receiver.messages
    told = json.loads(body)
    assert told["claims"][0]["sentence"].startswith("Kenya reopened the border crossing")
    assert question.secret is not None
    signature = hmac.new(question.secret.encode(), body, sha256).hexdigest()
    assert {name.lower(): value for name, value in headers.items()}["x-dateline-signature"] == f"sha256={signature}"


def test_a_webhook_that_fails_is_tried_again_and_never_handed_on(
    desk: Desk, receiver: Receiver, more: Callable[[], None]
) -> None:
    alerts.save(desk, "Kenya", "who:KEN", "ana", f"http://hook.example:{receiver.server_port}/")
    more()
    receiver.answer = 307
    assert alerts.deliver(desk) == 0
    (question,) = alerts.saved(desk.store)
    assert "answered 307" in (question.failed or "")
    receiver.answer = 200
    assert alerts.deliver(desk) == 1
    assert alerts.saved(desk.store)[0].failed is None
    assert len(receiver.messages) == 2
