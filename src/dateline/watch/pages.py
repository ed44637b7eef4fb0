"""An address goes in; the bytes that stand there come out, asked for politely and never on a private network.

Politely: under a name that says who asks, as robots.txt allows, one request a host at a time with a pause between, and
with the host's own wish to be left alone for a while (Retry-After) kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests

from dateline import __version__
from dateline.watch.public import PATIENCE, NotPublic, only_public

AGENT = f"dateline/{__version__} (+https://pypi.org/project/dateline/)"
_LARGEST = 10_000_000
_MOST_TURNS = 5


class NotFetched(Exception):
    """A page that was not got, and why; `after` is how many seconds its host wants to be left alone, if it said so."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass
class Pages:
    """Fetches pages; `pause` is the time between two requests to one host, in seconds.

    `private` lets it ask hosts of the local network, which it refuses otherwise: the address comes from a feed.
    """

    pause: float = 5.0
    private: bool = False
    _session: requests.Session = field(default_factory=requests.Session)
    _free: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.private:
            only_public(self._session)

    def fetch(self, url: str) -> bytes:
        """What stands at an address; NotFetched says why there is nothing."""
        if not self._allowed(url):
            raise NotFetched("robots.txt of the site forbids it")
        return self._get(url)

    def _get(self, url: str) -> bytes:
        for _ in range(_MOST_TURNS):
            host = self._checked(url)
            self._wait(host)
            try:
                with self._session.get(
                    url, headers={"User-Agent": AGENT}, timeout=PATIENCE, stream=True, allow_redirects=False
                ) as answer:
                    if answer.is_redirect or answer.is_permanent_redirect:
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    if answer.status_code != 200:
                        raise NotFetched(f"the site answered {answer.status_code}", self._after(host, answer))
                    return self._body(answer)
            except NotPublic as error:
                raise NotFetched(str(error)) from None
            except requests.RequestException as error:
                raise NotFetched(f"the site could not be reached ({type(error).__name__})") from None
        raise NotFetched(f"it was handed on more than {_MOST_TURNS} times")

    def _checked(self, url: str) -> str:
        """The host of an address that may be asked."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise NotFetched("its address is none") from None
        if parts.scheme not in ("http", "https") or not host:
            raise NotFetched("its address is not one of the web")
        return host

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        free = self._free.get(host, now)
        if free > now:
            time.sleep(free - now)
        self._free[host] = max(now, free) + self.pause

    def _after(self, host: str, answer: requests.Response) -> float | None:
        wished = answer.headers.get("retry-after", "")
        return float(wished) if wished.isdigit() else None

    def _body(self, answer: requests.Response) -> bytes:
        data = bytearray()
        for piece in answer.iter_content(65536):
            data += piece
            if len(data) > _LARGEST:
                raise NotFetched(f"it is larger than {_LARGEST // 1_000_000} MB")
        return bytes(data)

    def _allowed(self, url: str) -> bool:
        """What the site's robots.txt says; where it has none, all is allowed."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            try:
                rules.parse(self._get(f"{site}/robots.txt").decode("utf-8", "replace").splitlines())
                self._robots[site] = rules
            except NotFetched:
                self._robots[site] = None
        known = self._robots[site]
        return known is None or known.can_fetch(AGENT, url)
