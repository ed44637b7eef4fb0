"""Reports and addresses as hostile as can be, through every page and every route of the API: nothing breaks out.

What is made up here is what outlets, feeds and strangers could send: markup in titles, names and texts, signs that turn
words round, null bytes, broken surrogates, words of two megabytes, and addresses that try to leave their folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.time import Time
from dateline.record import Record
from dateline.rooms import modules
from dateline.web.app import create
from dateline.web.limits import Limits
from dateline.web.store import Store
from tests.record.made import reading

LONG = 2_000_000
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT, "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)", "</title></head>",
    "javascript:alert(1)", "{{ 7 * 7 }}{% include '/etc/passwd' %}", "]]><!--", "</textarea></template></svg>",
    "\u202egnp.exe\u202c", "\u2066\u2069\u200f", "\x00\x01\x1b[2J\x85\u2028", "\ud800\udfff\ufffe", "%s%n${7*7}#{7*7}",
    "=cmd|' /C calc'!A0", "../../../../etc/passwd", "\U000e0001\U0001f600" * 20, "ﷺ" * 200, "a\u0300" * 500,
)  # fmt: skip
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LARGEST = 1_500_000
"""Bytes of a page; a word of two megabytes must not be on it once a claim."""


def hostile(number: int, words: str) -> Reading:
    """A reading whose every part that a report can set holds hostile words."""
    made = reading(f"Kenya visited Peru {words} at last.", "visited", "Kenya", "Peru", date(2024, 3, 1 + number % 5))
    (claim,) = made.claims
    who = replace(
        claim.actors[0], name=f"Kenya {words[:300]}", entity=f"person:kenya-{number}", title=words[:300], kind="person"
    )
    where = Place(text="Peru", name=f"Lima {words[:300]}", id=f"geonames:{number}", country="PER", lat=-12.0, lon=-77.0)
    day = date(2024, 3, 1 + number % 5)
    when = Time(earliest=day, latest=day, edtf=day.isoformat(), text=words[:300], grain="day")
    source = replace(claim.attribution[0], kind="named person", text=words[:300], name=words[:300],
                     party=Party(claim.actors[0].span, words[:300], name=f"Ana {words[:300]}"))  # fmt: skip
    claim = replace(
        claim, id=f"{number:016x}", actors=(who,), where=where, when=when, attribution=(source, *claim.attribution),
        action=replace(claim.action, lemma=words[:300]), status=("happened", "planned", "denied")[number % 3],
    )  # fmt: skip
    report = replace(
        made.report, title=f"Visit {words}", publisher=f"Outlet {words[:300]}", bylines=(words[:300],),
        url=f"https://outlet.example/{quote(words[:200], safe='', errors='replace')}" if number % 2 else words[:300],
    )  # fmt: skip
    return replace(made, report=report, claims=(claim,))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A desk over a record of hostile reports."""
    with Record(tmp_path_factory.mktemp("hostile") / "news.db") as record:
        for number, words in enumerate((*HOSTILE, "x" * LONG)):
            record.add(hostile(number, words))
        record.judge(f"{0:016x}", "mend", by=SCRIPT, why=SCRIPT, field="status", value="planned")
        record.judge(f"{1:016x}", "reject", by=SCRIPT, why=SCRIPT)
        store = Store.beside(record)
        store.note(SCRIPT, SCRIPT, SCRIPT)
        yield create(record, store, allowed=Limits(rate=None), today=lambda: date(2024, 3, 6))
        store.close()


@pytest.fixture(scope="module")
def visitor(desk: FastAPI) -> TestClient:
    return TestClient(desk, base_url="http://localhost", follow_redirects=False)


def routes() -> list[str]:
    """Every address that answers GET, with names for what stands in it, those of the API too."""
    found = set()
    for page in modules("dateline.web.pages").values():
        for name in ("router", "public"):
            router = getattr(page, name, None)
            if isinstance(router, APIRouter):
                found |= set(_paths(router))
    return sorted(found)


def _paths(router: APIRouter, prefix: str = "") -> Iterator[str]:
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        if isinstance(route, APIRoute):
            if "GET" in route.methods and route.path != "/live":
                yield prefix + route.path
        elif isinstance(inner, APIRouter):
            context = getattr(route, "include_context", None)
            yield from _paths(inner, prefix + str(getattr(context, "prefix", "")))


ROUTES = routes()
ASKED = ("", f"?q={quote(f'who:{chr(34)}{SCRIPT}{chr(34)} or visited')}&as_of=1", "?format=json")


KNOWN = {"key": "nothing", "number": "1", "kind": "threat", "one": "KEN", "other": "PER"}


def addresses(path: str) -> list[str]:
    """The addresses of a route: of a claim with a script in it, of one with a picture, and of the longest."""
    return list(dict.fromkeys(re.sub(r"\{([^}]+)\}", _filled(path, number), path) for number in (0, 1, len(HOSTILE))))


def _filled(path: str, number: int) -> Callable[[re.Match[str]], str]:
    """What stands for a name in the address of a route."""
    words = {**KNOWN, "format": "csv" if "exports" in path else "atom", "id": f"{number:016x}"}
    if "actor" in path:
        words["id"] = f"person:kenya-{number}"
    elif "report" in path:
        words["id"] = f"report-of-{number:016x}"
    return lambda name: words[name[1].removesuffix(":path")]


def clean(text: str, path: str) -> None:
    """Whether a page holds nothing that a report brought but words."""
    tree = html.fromstring(text)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "base", "foreignobject"), (path, element.tag)
        if element.tag == "script":
            kind = element.get("type", "module")
            assert not (element.text or "").strip() or kind in ("application/json", "text/plain"), path
            assert str(element.get("src") or "/static/").startswith("/static/"), path
        for name, value in element.attrib.items():
            assert not name.casefold().startswith("on"), (path, name)
            if name in ("href", "src", "action", "formaction", "{http://www.w3.org/1999/xlink}href"):
                assert not re.match(r"\s*(javascript|vbscript|data:text)", str(value), re.IGNORECASE), (path, value)
    assert not TURNING.search(text.replace("\n", "").replace("\t", "")), (path, TURNING.search(text))
    assert "49{%" not in text


@pytest.mark.parametrize("path", ROUTES)
def test_nothing_that_a_report_says_breaks_out_of_a_page(visitor: TestClient, desk: FastAPI, path: str) -> None:
    record = desk.state.desk.record
    of = {f"{number:016x}": entry.report.id for number, entry in enumerate(record.entries(rejected=True))}
    for address in addresses(path):
        address = re.sub(r"report-of-(\w+)", lambda found: of[found[1]], address)
        for asked in ASKED:
            answer = visitor.get(address + asked)
            assert answer.status_code < 500, (address + asked, answer.text[-500:])
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "script-src 'self'" in answer.headers["content-security-policy"]
            kind = answer.headers.get("content-type", "")
            if kind.startswith("text/html"):
                assert len(answer.content) < LARGEST + (2 * LONG if "report" in path else 0), address + asked
                clean(answer.text, address + asked)
            elif "json" in kind and "jsonl" not in kind:
                answer.json()
            elif "svg" in kind:
                assert SCRIPT not in answer.text


PATHS = st.one_of(
    st.sampled_from(["..", "../..", "%2e%2e", "....//", "~", "con", "nul", "a/b", "a\\b", ".env", "", " ", "\u202e"]),
    st.sampled_from(HOSTILE), st.text(max_size=40),
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(words=PATHS, asked=PATHS, path=st.sampled_from(ROUTES))
def test_whatever_stands_in_an_address_is_answered(visitor: TestClient, words: str, asked: str, path: str) -> None:
    part = quote(words, safe="", errors="surrogatepass")
    filled = re.sub(r"\{[^}]+\}", lambda _: part, path)
    query = quote(asked, safe="", errors="surrogatepass")
    answer = visitor.get(f"{filled}?q={query}&cursor={query}&as_of={query}&state={query}&day={query}&by={query}")
    assert answer.status_code < 500, (answer.status_code, filled, answer.text[-300:])
    if answer.headers.get("content-type", "").startswith("text/html"):
        clean(answer.text, filled)


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/....//app.py",
     "/static/..\\app.py", "/static/%2e%2e%5capp.py"],
)  # fmt: skip
def test_no_file_but_those_beside_the_pages_is_handed_out(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code in (400, 404)
    assert "def create" not in answer.text


def test_a_table_that_is_handed_out_keeps_the_words(visitor: TestClient) -> None:
    """A spreadsheet takes = for a formula in CSV; the page of the formats says so, and xlsx writes it as words."""
    import io

    import openpyxl

    answer = visitor.get("/api/v1/exports/xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_session_that_was_foisted_is_not_the_one_that_logs_in(record: Record, store: Store) -> None:
    """Whoever plants a cookie before the login does not hold the session after it."""
    from dateline.web.security import hashed

    store.admit("ana", "read", hashed("a long enough one"))
    app = create(record, store, shared=True)
    victim = TestClient(app, base_url="http://localhost", follow_redirects=False)
    page = victim.get("/login")
    ((name, planted),) = victim.cookies.items()
    token = html.fromstring(page.text).xpath("//input[@name='csrf']/@value")[0]
    form = {"csrf": token, "name": "ana", "password": "a long enough one", "to": "/"}
    assert victim.post("/login", data=form).status_code == 303
    assert victim.cookies[name] != planted
    assert victim.get("/ask").status_code == 200
    thief = TestClient(app, base_url="http://localhost", follow_redirects=False, cookies={name: planted})
    assert thief.get("/ask").status_code == 303
    answer = thief.post("/saved", data={"csrf": token, "name": "x", "question": "who:KEN"})
    assert answer.status_code in (303, 401, 403)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost:8321/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest",
     "http://192.168.1.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "file:///etc/passwd",
     "gopher://127.0.0.1/", "http://[fd00::1]/", "http://100.64.0.1/", "http://user@127.0.0.1/", "//127.0.0.1/", "http://"],
)  # fmt: skip
def test_no_message_goes_to_a_private_address(visitor: TestClient, address: str) -> None:
    page = html.fromstring(visitor.get("/saved?q=who:KEN").text)
    token = page.xpath("//input[@name='csrf']/@value")[0]
    form = {"csrf": token, "name": "x", "question": "who:KEN", "webhook": address}
    answer = visitor.post("/saved", data=form, headers={"accept": "application/json"})
    assert answer.status_code in (400, 403, 409, 422), answer.text[:300]


def test_feeds_that_lead_to_a_private_address_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = pytest.importorskip("dateline.watch.pages")
    pages = watch.Pages(pause=0.0)
    for address in ("http://127.0.0.1/", "http://[::1]/x", "http://169.254.169.254/", "ftp://10.0.0.1/", "http:///x"):
        with pytest.raises(watch.NotFetched):
            pages.fetch(address)
