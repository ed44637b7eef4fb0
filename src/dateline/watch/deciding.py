"""What a feed says of an entry, and what is known of it, go in; what to do about it comes out. No clock, no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

ENOUGH = 120
"""Words from which on what a feed carries of an article is taken for all of it; fewer are a teaser."""
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
MOST_TRIES = 8
"""Tries of a page until it is given up: with the waits between them, some ten hours."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One entry of a feed as it stands now: three times that are never taken for one another.

    `published` and `updated` are what the feed says; `seen` is when it was first met there. `words` is the text that
    the feed carries, as HTML.
    """

    feed: str
    id: str
    seen: datetime
    link: str | None = None
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    words: str = ""
    count: int = 0

    @property
    def hash(self) -> str:
        """What tells one state of the entry from another."""
        said = (self.link, self.title, self.published, self.updated, self.words)
        return sha256("\n".join(str(each) for each in said).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def locator(self) -> str:
        """Where its article stands, as the record knows it."""
        return self.link or f"{self.feed}#{self.id}"


@dataclass(frozen=True, slots=True)
class Tried:
    """How often the page of an entry was asked for in vain, and when last."""

    times: int = 0
    last: datetime | None = None


Action = Literal["take", "fetch", "wait", "leave", "give up"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: take the feed's own text, fetch the page, wait `until` then, leave it as known, or give it up."""

    action: Action
    why: str
    until: datetime | None = None


def decide(notice: Notice, known: str | None, tried: Tried, now: datetime, pages: bool = True) -> Decision:
    """What to do about an entry.

    `known` is the hash of its state when it was last taken in; `pages` whether pages may be fetched at all.

    >>> from datetime import UTC
    >>> now = datetime(2024, 3, 5, tzinfo=UTC)
    >>> decide(Notice("f", "1", now, "https://post.example/1", count=20), None, Tried(), now).action
    'fetch'
    """
    if known == notice.hash:
        return Decision("leave", "taken in already, and unchanged since")
    if notice.count >= ENOUGH or not pages:
        if not notice.count:
            return Decision("give up", "carries no text, and its page is not to be fetched")
        return Decision("take", "the feed carries the text")
    if not notice.link:
        return Decision("take" if notice.count else "give up", "has no page, only what the feed says")
    if tried.times >= MOST_TRIES:
        return Decision("give up", f"its page could not be fetched in {tried.times} tries")
    until = tried.last + wait(tried.times) if tried.last else now
    if until > now:
        return Decision("wait", "its page could not be fetched a while ago", until)
    return Decision("fetch", "the feed carries a teaser only")


def wait(times: int, first: timedelta = FIRST_WAIT) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, a day at most.

    >>> [str(wait(times)) for times in (0, 1, 2, 20)]
    ['0:00:00', '0:05:00', '0:10:00', '1 day, 0:00:00']
    """
    if times < 1:
        return timedelta(0)
    doubled = first * (1 << min(times - 1, 20))
    return min(doubled, LONGEST_WAIT)
