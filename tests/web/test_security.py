"""Who may come, and what is refused: logins, sessions, CSRF tokens, foreign hosts and origins, headers."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from dateline.record import Record
from dateline.web import limits
from dateline.web.app import create
from dateline.web.limits import Limits
from dateline.web.security import hashed, matches
from dateline.web.serving import Address, BadAddress, serve
from dateline.web.store import Store

PASSWORD = "a long enough one"
Token = Callable[[TestClient], str]
LogIn = Callable[[FastAPI, str], TestClient]


@pytest.fixture
def log_in(token: Token) -> LogIn:
    """Makes a reader who logged in."""

    def made(app: FastAPI, name: str) -> TestClient:
        client = TestClient(app, base_url="http://localhost", follow_redirects=False)
        form = {"csrf": token(client), "name": name, "password": PASSWORD, "to": "/ask"}
        answer = client.post("/login", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/ask")
        return client

    return made


@pytest.fixture
def shared(record: Record, store: Store) -> FastAPI:
    """A shared desk with a reader, a reviewer and an admin, all with one password."""
    for name, role in (("ana", "read"), ("ben", "review"), ("cem", "admin")):
        store.admit(name, role, hashed(PASSWORD))  # type: ignore[arg-type]
    return create(record, store, shared=True, hosts=["desk.example"])


def test_a_password_is_kept_so_that_nobody_can_read_it() -> None:
    kept = hashed(PASSWORD)
    assert PASSWORD not in kept
    assert kept != hashed(PASSWORD)
    assert matches(PASSWORD, kept)
    assert not matches(PASSWORD + "r", kept)


def test_a_shared_desk_shows_nothing_without_a_login(shared: FastAPI) -> None:
    client = TestClient(shared, base_url="http://localhost", follow_redirects=False)
    for path in ("/", "/ask?q=who:KEN", "/review", "/saved", "/audit", "/live", "/ask/complete?q=wh&at=2"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"].startswith("/login?to=")) == (303, True), path
        assert client.get(path, headers={"accept": "application/json"}).status_code == 401, path
    assert client.get("/login").status_code == 200


def test_a_login_leads_back_and_a_wrong_password_does_not(
    shared: FastAPI, store: Store, log_in: LogIn, token: Token
) -> None:
    assert log_in(shared, "ana").get("/ask").status_code == 200
    client = TestClient(shared, base_url="http://localhost", follow_redirects=False)
    for name in ("ana", "nobody"):
        wrong = client.post("/login", data={"csrf": token(client), "name": name, "password": "wrong"})
        assert (wrong.status_code, "do not go together" in wrong.text) == (403, True)
    assert [line.did for line in store.audit()] == ["failed login", "failed login", "login"]


def test_a_login_never_leads_away_from_the_desk(shared: FastAPI, token: Token) -> None:
    client = TestClient(shared, base_url="http://localhost", follow_redirects=False)
    for away in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        form = {"csrf": token(client), "name": "ana", "password": PASSWORD, "to": away}
        assert client.post("/login", data=form).headers["location"] == "/"


def test_wrong_passwords_are_counted(shared: FastAPI, token: Token) -> None:
    client = TestClient(shared, base_url="http://localhost", client=("10.9.8.7", 1), follow_redirects=False)
    form = {"csrf": token(client), "name": "someone", "password": "wrong"}
    statuses = [client.post("/login", data=form).status_code for _ in range(12)]
    assert statuses[:10] == [403] * 10
    assert statuses[-1] == 429


def test_roles_bound_what_people_may_do(shared: FastAPI, record: Record, log_in: LogIn, token: Token) -> None:
    claim = next(record.entries()).claim.id
    reader, reviewer, admin = (log_in(shared, name) for name in ("ana", "ben", "cem"))
    accept = f"/claim/{claim}/accept"
    assert reader.post(accept, data={"csrf": token(reader)}).status_code == 403
    assert reviewer.post(accept, data={"csrf": token(reviewer)}).status_code == 303
    assert reader.get("/audit").status_code == reviewer.get("/audit").status_code == 403
    assert "accept" in admin.get("/audit").text
    assert "Accept" not in reader.get(f"/report/{next(record.entries()).report.id}").text


def test_who_is_dismissed_is_out_at_once_and_who_logs_out_too(
    shared: FastAPI, store: Store, log_in: LogIn, token: Token
) -> None:
    client = log_in(shared, "ana")
    store.dismiss("ana")
    assert client.get("/ask").status_code == 303
    client = log_in(shared, "ben")
    client.post("/logout", data={"csrf": token(client)})
    assert client.get("/ask").status_code == 303


def test_a_token_is_for_programs_and_needs_no_csrf(shared: FastAPI, store: Store, record: Record) -> None:
    made = store.admit("robot", "review")
    client = TestClient(shared, base_url="http://localhost", follow_redirects=False)
    bearer = {"authorization": f"Bearer {made}", "accept": "application/json"}
    assert client.get("/ask", headers=bearer).status_code == 200
    claim = next(record.entries()).claim.id
    assert client.post(f"/claim/{claim}/accept", headers=bearer).status_code == 200
    assert client.get("/ask", headers={**bearer, "authorization": "Bearer wrong"}).status_code == 401
    assert record.judgements(claim)[0].by == "robot"


def test_a_form_needs_the_token_of_its_own_session(
    app: FastAPI, client: TestClient, record: Record, token: Token
) -> None:
    claim = next(record.entries()).claim.id
    assert client.post(f"/claim/{claim}/accept").status_code == 403
    other = TestClient(app, base_url="http://localhost")
    foreign = token(other)
    client.get("/")
    assert client.post(f"/claim/{claim}/accept", data={"csrf": foreign}).status_code == 403
    assert client.post(f"/claim/{claim}/accept", data={"csrf": token(client)}).status_code == 303
    assert len(record.judgements()) == 1


def test_a_cookie_that_was_tampered_with_is_none(shared: FastAPI, log_in: LogIn) -> None:
    client = log_in(shared, "ana")
    ((name, cookie),) = client.cookies.items()
    client.cookies.clear()
    client.cookies.set(name, cookie[:-2] + ("aa" if not cookie.endswith("aa") else "bb"))
    assert client.get("/ask").status_code == 303


def test_other_names_and_other_sites_are_refused(
    app: FastAPI, client: TestClient, record: Record, token: Token
) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/", headers={"host": "127.0.0.1:8321"}).status_code == 200
    claim = next(record.entries()).claim.id
    form = {"csrf": token(client)}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post(f"/claim/{claim}/accept", data=form, headers=headers).status_code == 403


def test_every_answer_forbids_scripts_and_frames_of_others(client: TestClient) -> None:
    for path in ("/", "/login", "/nope", "/static/desk.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    cookie = client.get("/").headers.get("set-cookie", "HttpOnly; SameSite=Lax")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_too_much_too_long_and_too_often_is_refused(record: Record, store: Store) -> None:
    client = TestClient(
        create(record, store, allowed=Limits(rate=0.001, burst=5, body=1000)), base_url="http://localhost"
    )
    assert client.get(f"/ask?q={'x' * 9000}").status_code == 414
    assert client.post("/login", data={"name": "x" * 2000}).status_code == 413
    statuses = [client.get("/login").status_code for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_question_that_takes_too_long_is_stopped(record: Record, store: Store) -> None:
    create(record, store)
    slow = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10000000) SELECT max(x) FROM n"

    def ask() -> None:
        limits.within(0.0)
        with record.engine.connect() as connection:
            connection.exec_driver_sql(slow)

    with pytest.raises(OperationalError, match="interrupted"):
        copy_context().run(ask)  # what a request is given holds for it alone
    assert len(list(record.entries())) > 0


def test_sharing_needs_somebody_who_may_come(record: Record) -> None:
    for address in (Address("0.0.0.0", 0), Address("127.0.0.1", 0, ("desk.example",))):
        with pytest.raises(BadAddress, match="nobody has a login yet"):
            serve(record, address)


def test_addresses_of_this_machine_are_known() -> None:
    own = [Address("127.0.0.1"), Address("localhost"), Address("::1"), Address("127.8.8.8")]
    assert [each.loopback for each in own] == [True] * 4
    assert [Address(each).loopback for each in ("0.0.0.0", "::", "192.168.1.2", "desk.example")] == [False] * 4


def test_the_audit_log_shows_when_a_line_was_altered(store: Store) -> None:
    for number in range(4):
        store.note("ana", "export", f"question {number}")
    assert store.broken() is None
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET what = 'question 7' WHERE number = 2")
    assert store.broken() == 2


def test_two_desks_on_one_machine_keep_their_cookies_apart(app: FastAPI, record: Record, tmp_path: Path) -> None:
    other = Store(tmp_path / "other.desk.db")
    guards = [app.state.desk.guard, create(record, other).state.desk.guard]
    other.close()
    assert guards[0].cookie != guards[1].cookie
    assert "Secure" in guards[0].set_cookie("x", "https")
    assert "Secure" not in guards[0].set_cookie("x", "http")
