"""Addresses of feeds go in; their entries come out as Notices, new and changed ones first met: the `reader` library.

`reader` keeps feeds and entries in a file of its own, asks with ETag and Last-Modified, heeds Retry-After, and knows
when each feed is due; what it does not do is wait longer after every failure, which is done here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from reader import Entry, FeedNotFoundError, InvalidFeedURLError, ParseError, Reader, ReaderError, make_reader
from reader._parser import Parser
from reader._parser.http import HTTPRetriever
from reader.plugins import DEFAULT_PLUGINS

from dateline.errors import BadInput
from dateline.model.markup import prose
from dateline.watch.deciding import Notice, Tried, wait
from dateline.watch.public import only_public

_UPDATE = ".reader.update"
_OURS = "dateline"


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of asking one feed: how many entries are new or changed, or why it could not be read."""

    feed: str
    new: int = 0
    changed: int = 0
    why: str | None = None


class Feeds:
    """The feeds that are watched, in the file `path`; `every` is how often each is asked.

    `private` lets hosts of the local network be asked, which are not otherwise.
    """

    def __init__(self, path: Path, every: timedelta = timedelta(minutes=30), private: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._reader: Reader = make_reader(
                str(path), plugins=(*DEFAULT_PLUGINS, *([] if private else [_ask_the_public]))
            )
        except ReaderError as error:
            raise BadInput(f"{path}: is no file of feeds ({error})") from None
        self._every = every

    def __enter__(self) -> Feeds:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()

    def add(self, url: str) -> None:
        """Watch a feed; nothing happens when it is watched already. BadInput when it is no address."""
        try:
            self._reader.add_feed(url, exist_ok=True)
        except (InvalidFeedURLError, ValueError) as error:
            raise BadInput(f"{url}: is no address of a feed ({error})") from None
        self._set_every(url, 0)

    def remove(self, url: str) -> None:
        """Watch a feed no longer; what was taken in from it stays. BadInput when it is not watched."""
        try:
            self._reader.delete_feed(url)
        except FeedNotFoundError:
            raise BadInput(f"{url}: is not watched; `dateline watch --list` shows what is") from None

    def urls(self) -> list[str]:
        """The feeds that are watched."""
        return [feed.url for feed in self._reader.get_feeds()]

    def poll(self, all: bool = False) -> Iterator[Polled]:
        """Ask the feeds that are due, or `all` of them; each says what came of it."""
        for url, value in self._reader.update_feeds_iter(scheduled=not all):
            kept = self._reader.get_tag(url, _OURS, None)
            failures = int(str(kept["failures"])) if isinstance(kept, dict) else 0
            if isinstance(value, Exception):
                said = str(value.__cause__ or value) if isinstance(value, ParseError) else str(value)
                self._set_every(url, failures + 1)
                yield Polled(url, why=" ".join(said.split()) or type(value).__name__)
                continue
            if failures:
                self._set_every(url, 0)
            yield Polled(url, value.new, value.modified) if value else Polled(url)

    def _set_every(self, url: str, failures: int) -> None:
        """How often a feed is asked: as agreed, and after failures more seldom, a day apart at most."""
        minutes = max(int((self._every + wait(failures, self._every)).total_seconds() // 60), 1)
        self._reader.set_tag(url, _UPDATE, {"interval": minutes, "jitter": 0.25})
        self._reader.set_tag(url, _OURS, {"failures": failures})

    def notices(self) -> Iterator[Notice]:
        """The entries that nobody is done with: new ones, and those that changed after they were taken in."""
        for entry in list(self._reader.get_entries(read=False)):
            yield _notice(entry)
        for entry in list(self._reader.get_entries(read=True)):
            if entry.read_modified and entry.last_updated > entry.read_modified:
                yield _notice(entry)

    def tried(self, notice: Notice) -> Tried:
        """How often its page was asked for in vain."""
        kept = self._reader.get_tag((notice.feed, notice.id), _OURS, None)
        if not isinstance(kept, dict):
            return Tried()
        return Tried(int(str(kept["times"])), datetime.fromisoformat(str(kept["last"])))

    def failed(self, notice: Notice, at: datetime) -> None:
        """Its page was asked for in vain once more."""
        times = self.tried(notice).times + 1
        self._reader.set_tag((notice.feed, notice.id), _OURS, {"times": times, "last": at.isoformat()})

    def done(self, notice: Notice) -> None:
        """Nothing is left to do about it, until it changes."""
        self._reader.set_entry_read((notice.feed, notice.id), True)


def _ask_the_public(reader: Reader) -> None:
    """A plugin of `reader`, by which it asks for feeds as `watch.public` does."""

    def before_the_first(parser: Parser) -> None:
        for scheme in ("http://", "https://"):
            retriever = parser.get_retriever(scheme)
            assert isinstance(retriever, HTTPRetriever)
            only_public(retriever.session)

    reader._parser.lazy_init(before_the_first)


def _notice(entry: Entry) -> Notice:
    content = entry.get_content(prefer_summary=False)
    words = (content.value if content else "") or entry.summary or ""
    return Notice(
        feed=entry.feed_url,
        id=entry.id,
        seen=entry.added.astimezone(UTC),
        link=entry.link,
        title=entry.title,
        published=entry.published,
        updated=entry.updated,
        words=words,
        count=len(prose(words).split()),
    )
