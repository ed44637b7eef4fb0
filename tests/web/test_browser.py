"""The desk in a browser: each page without a fault of access, every key path, nothing asked of other machines.

Needs Debian's chromium, playwright and axe-core; skipped with a word where one of them is absent.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
import uvicorn

from dateline.record import Record
from dateline.web.app import create
from dateline.web.store import Store

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

WIDTHS = (320, 400, 800, 1400)
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {
    "light": {"runOnly": {"type": "tag", "values": list(LEVELS)}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}
"""WCAG 2.2, levels A and AA, and what else axe-core thinks good; in the dark only the colours are others."""


@pytest.fixture
def site(record: Record, store: Store) -> Iterator[str]:
    """The address of a desk that answers."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create(record, store, today=lambda: date(2024, 3, 15))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A browser without a window."""
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except sync_api.Error as error:
            pytest.skip(f"chromium does not start here ({str(error).splitlines()[0]})")
        yield browser
        browser.close()


class Reader:
    """Somebody with a browser: what it asks of other machines and what goes wrong in it is noted."""

    def __init__(self, browser: object, site: str, **options: object) -> None:
        self.context = browser.new_context(**options)  # type: ignore[attr-defined]
        self.site = site
        self.page = self.context.new_page()
        self.foreign: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda each: self.foreign.append(each.url) if not each.url.startswith(site) else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)


@pytest.fixture
def reader(browser: object, site: str) -> Iterator[Reader]:
    reader = Reader(browser, site, viewport={"width": 1400, "height": 900})
    yield reader
    assert reader.foreign == []
    assert reader.wrong == []
    reader.context.close()


def paths(record: Record) -> dict[str, str]:
    """Every page of the house with something on it."""
    entry = next(record.entries(record.words("arrested four men")))
    met = next(record.entries(record.words("met Ethiopian Prime Minister Abiy Ahmed in Mombasa")))
    return {
        "today": "/", "ask": "/ask?q=who:KEN", "help": "/ask", "wrong": "/ask?q=whoo:KEN", "review": "/review",
        "report": f"/report/{entry.report.id}", "claim": f"/claim/{entry.claim.id}",
        "mend": f"/claim/{entry.claim.id}/mend", "event": f"/event/{met.claim.id}", "saved": "/saved",
        "audit": "/audit", "login": "/login", "error": "/nowhere",
        "map": "/map?q=who:KEN", "network": "/network", "series": "/series", "timeline": "/timeline?q=who:KEN",
        "diary": "/diary?start=2024-03-05", "demands": "/ledger/demand", "transfers": "/ledger/transfer",
        "actor": "/actor/iso:KEN", "dyad": "/dyad/KEN/ETH", "dossiers": "/dossiers", "codebook": "/codebook",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", list(RULES))
def test_no_page_has_a_fault_of_access(browser: object, site: str, record: Record, scheme: str) -> None:
    axe = axe_playwright.Axe()
    reader = Reader(browser, site, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    found: dict[str, list[str]] = {}
    for name, path in paths(record).items():
        reader.go(path)
        for each in axe.run(reader.page, options=RULES[scheme]).response["violations"]:
            where = "; ".join(node["html"][:160] for node in each["nodes"][:3])
            found.setdefault(name, []).append(f"{each['id']} ({each['impact']}): {where}")
    reader.context.close()
    assert found == {}
    assert reader.foreign == []


def test_no_page_is_wider_than_the_window(browser: object, site: str, record: Record) -> None:
    """WCAG 1.4.4 and 1.4.10: 400 % of 1280 pixels leaves 320 of them, and nothing scrolls sideways."""
    reader = Reader(browser, site)
    wide = {}
    for name, path in paths(record).items():
        reader.go(path)
        for width in WIDTHS:
            reader.page.set_viewport_size({"width": width, "height": 900})
            over = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide[name, width] = over
    reader.context.close()
    assert wide == {}


def test_claims_are_judged_by_keyboard_and_that_is_taken_back(reader: Reader, record: Record) -> None:
    entry = next(record.entries(record.words("arrested four men")))
    reader.go(f"/report/{entry.report.id}")
    keyboard, page = reader.page.keyboard, reader.page
    keyboard.press("j")
    chosen = page.locator(".beside.now").get_attribute("data-claim")
    assert page.locator(f'.text .now[data-claims~="{chosen}"]').count() >= 1
    keyboard.press("a")
    page.wait_for_selector(f'#claim-{chosen}[data-review="accepted"]')
    assert next(record.entries([chosen])).review == "accepted"
    page.locator(f"#claim-{chosen} .deed").click()
    keyboard.press("u")
    page.wait_for_selector(f'#claim-{chosen}[data-review="open"]')
    keyboard.press("r")
    page.wait_for_selector(f'#claim-{chosen}[data-review="rejected"]')


def test_a_field_is_mended_in_place(reader: Reader, record: Record) -> None:
    entry = next(record.entries(record.words("arrested four men")))
    id = entry.claim.id
    reader.go(f"/report/{entry.report.id}#claim-{id}")
    page = reader.page
    page.wait_for_selector(f"#claim-{id}.now")
    page.keyboard.press("m")
    page.wait_for_selector(f"#claim-{id} .mend")
    page.keyboard.press("Escape")
    assert page.locator(".mend").count() == 0
    page.keyboard.press("m")
    page.locator(f"#claim-{id} .mend select[name=status]").select_option("attempted")
    page.locator(f"#claim-{id} .mend button").click()
    page.wait_for_selector(f'#claim-{id} .status[data-status="attempted"]')
    assert next(record.entries([id])).claim.status == "attempted"


def test_the_next_doubtful_claim_is_there_at_once(reader: Reader) -> None:
    reader.go("/review")
    reader.page.locator("a.button").first.click()
    first = reader.page.url
    reader.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    reader.page.on("request", lambda each: asked.append(each.url) if "/report/" in each.url else None)
    reader.page.keyboard.press("n")
    reader.page.wait_for_function("first => location.href !== first", arg=first)
    assert reader.page.url.split("?")[0] not in {each.split("?")[0] for each in asked[:1]}
    assert reader.page.locator(".beside").count() >= 1


def test_words_and_claims_light_each_other(reader: Reader, record: Record) -> None:
    entry = next(record.entries(record.words("arrested four men")))
    reader.go(f"/report/{entry.report.id}")
    reader.page.locator(f'.text .act[data-claims~="{entry.claim.id}"]').first.click()
    reader.page.wait_for_selector(f"#claim-{entry.claim.id}.now")


def test_a_question_is_completed_and_asked_by_keyboard(reader: Reader) -> None:
    reader.go("/")
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("stat")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=option] >> text=planned")
    page.keyboard.type("pl")
    page.wait_for_function("() => document.querySelectorAll('[role=option]').length === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.locator("#seek").input_value() == "status:planned "
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?q=status%3Aplanned*")
    assert page.locator("article.claim").count() >= 1


def test_everything_can_be_read_asked_and_judged_without_a_script(browser: object, site: str, record: Record) -> None:
    entry = next(record.entries(record.words("arrested four men")))
    reader = Reader(browser, site, java_script_enabled=False)
    for path in paths(record).values():
        reader.go(path)
        assert reader.page.locator("main").inner_text().strip(), path
    reader.go(f"/report/{entry.report.id}")
    claim = reader.page.locator(f"#claim-{entry.claim.id}")
    claim.get_by_role("button", name="Accept").click()
    assert reader.page.url.endswith(f"#claim-{entry.claim.id}")
    assert next(record.entries([entry.claim.id])).review == "accepted"
    claim.get_by_role("link", name="Mend").click()
    reader.page.locator("select[name=status]").select_option("possible")
    reader.page.get_by_role("button", name="Keep").click()
    assert next(record.entries([entry.claim.id])).claim.status == "possible"
    reader.page.locator(f"#claim-{entry.claim.id}").get_by_role("button", name="Undo").last.click()
    assert next(record.entries([entry.claim.id])).claim.status == "happened"
    reader.context.close()


def test_hostile_words_stay_words(browser: object, site: str, record: Record) -> None:
    """A headline and a sentence that would run as a script if anything let them."""
    from dateline.intake import text as plain
    from dateline.model.reading import Reading

    hostile = '<script>document.title="run"</script> <img src=x onerror=alert(1)> "><svg onload=alert(2)>'
    report = plain.report(f" date 2024-03-14\n\n{hostile} Kenya \u202eattacked\u202c Somalia.\n", date(2024, 3, 14))
    record.add(Reading(report=report))
    reader = Reader(browser, site)
    reader.go(f"/report/{report.id}")
    assert hostile.split()[1] in reader.page.locator(".text").inner_text()
    assert reader.page.title() != "run"
    assert "\u202e" not in reader.page.content()
    reader.go("/ask?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert reader.page.locator("main script").count() == 0
    assert reader.wrong == []
    reader.context.close()
