"""A site on this machine is watched: what is taken in, what is known, what changed, and what is refused."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dateline import internet
from dateline.model.kit import Kit
from dateline.record import Record
from dateline.watch import Event, round_of
from dateline.watch.feeds import Feeds
from dateline.watch.pages import NotFetched, Pages

PACT = "Kenya signed a pact with Norway on Monday, its foreign ministry said."
PAGE = "<!doctype html><html lang='en'><head><title>Pact</title></head><body><article><p>{}</p></article></body></html>"
ITEM = """<item><guid isPermaLink="false">{id}</guid><title>{title}</title><link>{site}/{id}</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>A teaser.</description></item>"""


class Site:
    """What a small site serves, and what it was asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, tuple[int, str, dict[str, str]]] = {}
        self.asked: list[str] = []

    def feed(self, *items: tuple[str, str]) -> str:
        """Put up a feed of items (id, title); its address."""
        rows = "".join(ITEM.format(id=id, title=title, site=self.address) for id, title in items)
        self.put("/feed", f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{rows}</channel></rss>')
        return f"{self.address}/feed"

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, body, headers)


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            status, body, headers = found.pages.get(self.path, (404, "", {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_address[1]}")
    Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def once(tmp_path: Path, kit: Kit, url: str, pages: Pages | None = None) -> list[Event]:
    """One round over one feed, with everything opened anew as after a restart."""
    with Record(tmp_path / "record.db") as record, Feeds(tmp_path / "feeds.db", private=True) as feeds:
        feeds.add(url)
        return list(round_of(feeds, pages or Pages(pause=0, private=True), record, lambda: kit, all=True))


def outcomes(events: list[Event]) -> list[str]:
    return [event.outcome for event in events]


def test_new_changed_and_known(site: Site, tmp_path: Path, kit: Kit) -> None:
    site.put("/1", PAGE.format(PACT))
    site.put("/2", PAGE.format("Chad accused Peru of spying on Monday, a minister said."))
    url = site.feed(("1", "Pact"), ("2", "Spies"))
    first = once(tmp_path, kit, url)
    assert outcomes(first) == ["taken", "taken"]
    with Record(tmp_path / "record.db") as record:
        dates = {(report.published.edtf, report.published_basis) for report in record.reports()}
        assert dates == {("2024-03-05", "feed")}
        assert all(report.retrieved for report in record.reports())
    assert once(tmp_path, kit, url) == []
    site.put("/1", PAGE.format(PACT.replace("Norway", "Oman")))
    assert outcomes(once(tmp_path, kit, site.feed(("1", "Pact mended"), ("2", "Spies")))) == ["taken"]
    with Record(tmp_path / "record.db") as record:
        assert len(record) == 2
        assert {change.kind for change in record.changes()} >= {"added", "withdrawn"} or "changed" in {
            change.kind for change in record.changes()
        }


def test_a_page_that_fails_is_tried_again_later(site: Site, tmp_path: Path, kit: Kit) -> None:
    url = site.feed(("1", "Pact"))
    assert outcomes(once(tmp_path, kit, url)) == ["failed"]
    assert outcomes(once(tmp_path, kit, url)) == ["waiting"]


def test_a_page_that_holds_nothing_is_rejected(site: Site, tmp_path: Path, kit: Kit) -> None:
    site.put("/1", "<html><body></body></html>")
    url = site.feed(("1", "Pact"))
    assert outcomes(once(tmp_path, kit, url)) == ["rejected"]
    assert once(tmp_path, kit, url) == []
    with Record(tmp_path / "record.db") as record:
        assert [reject.stage for reject in record.rejects()] == ["intake"]


def test_a_feed_that_fails_is_told_and_asked_more_seldom(site: Site, tmp_path: Path, kit: Kit) -> None:
    site.put("/feed", "gone", 500)
    events = once(tmp_path, kit, f"{site.address}/feed")
    assert [(event.outcome, event.locator) for event in events] == [("failed", None)]


def test_robots_are_heeded(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret")
    site.put("/secret", "x")
    site.put("/open", "x")
    pages = Pages(pause=0, private=True)
    assert pages.fetch(f"{site.address}/open") == b"x"
    with pytest.raises(NotFetched, match=r"robots\.txt"):
        pages.fetch(f"{site.address}/secret")
    assert "/secret" not in site.asked


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1/x", "private network"),
        ("http://localhost/x", "private network"),
        ("http://[::1]/x", "private network"),
        ("http://10.0.0.8/x", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("file:///etc/passwd", "not one of the web"),
        ("ftp://post.example/x", "not one of the web"),
    ],
)
def test_what_is_never_asked(url: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said):
        Pages(pause=0)._get(url)


def test_a_page_that_leads_nowhere(site: Site) -> None:
    site.put("/turn", "", 302, location="/turn")
    site.put("/large", "x" * 10_000_001)
    site.put("/later", "", 429, retry_after="60")
    pages = Pages(pause=0, private=True)
    with pytest.raises(NotFetched, match="handed on more than"):
        pages.fetch(f"{site.address}/turn")
    with pytest.raises(NotFetched, match="larger than"):
        pages.fetch(f"{site.address}/large")
    with pytest.raises(NotFetched, match="answered 429") as caught:
        pages.fetch(f"{site.address}/later")
    assert caught.value.after == 60


def test_a_name_that_means_another_machine_the_second_time_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the name is of a machine that may be asked, from then on of this one: the first is connected to."""
    site.put("/secret", "keep out")
    port = int(site.address.rpartition(":")[2])
    real, asked = socket.getaddrinfo, list[str]()

    def turning(host: str, *arguments: object, **more: object) -> object:
        if host != "rebinding.example":
            return real(host, port, type=socket.SOCK_STREAM)
        asked.append(host)
        return real("127.0.0.9" if len(asked) == 1 else "127.0.0.1", port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    monkeypatch.setattr(internet, "public", lambda machine: machine == "127.0.0.9")
    with pytest.raises(OSError, match="refused"):  # nobody is at home there; whoever is here is never reached
        internet.connect("rebinding.example", port, 5)
    with pytest.raises(NotFetched, match="in a private network"):
        Pages(pause=0).fetch(f"http://rebinding.example:{port}/secret")
    assert site.asked == []


def test_a_redirect_into_the_private_network_is_not_followed(
    site: Site, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site itself counts as public, the machine that its feed and its page lead to does not."""
    port = site.address.rpartition(":")[2]
    real = internet.public
    monkeypatch.setattr(internet, "public", lambda machine: machine == "127.0.0.1" or real(machine))
    site.put("/feed", "", 302, location=f"http://127.0.0.2:{port}/secret")
    with Feeds(tmp_path / "feeds.db") as feeds:
        feeds.add(f"{site.address}/feed")
        (polled,) = feeds.poll(all=True)
    assert polled.why is not None
    assert "127.0.0.2 is in a private network" in polled.why
    site.put("/page", "", 302, location=f"http://127.0.0.2:{port}/secret")
    with pytest.raises(NotFetched, match=r"127\.0\.0\.2 is in a private network"):
        Pages(pause=0).fetch(f"{site.address}/page")
    assert site.asked == ["/feed", "/robots.txt", "/page"]


def test_a_feed_of_the_local_network_is_asked_only_on_purpose(site: Site, tmp_path: Path) -> None:
    url = site.feed(("1", "Pact"))
    with Feeds(tmp_path / "feeds.db") as feeds:
        feeds.add(url)
        (polled,) = feeds.poll(all=True)
        assert polled.why == "127.0.0.1 is in a private network"
    with Feeds(tmp_path / "feeds.db", private=True) as feeds:
        (polled,) = feeds.poll(all=True)
        assert (polled.new, polled.why) == (1, None)
