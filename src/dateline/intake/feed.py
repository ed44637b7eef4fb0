"""A feed as a file goes in (RSS, Atom, JSON Feed); a Report an entry comes out, or a BadInput for one without text."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dateline.errors import BadInput
from dateline.intake._article import Article, report, url_date
from dateline.intake.text.decoding import decode
from dateline.intake.text.header import names
from dateline.model.markup import prose
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

SUFFIXES = (".rss", ".atom", ".rdf", ".feed", ".xml", ".json")

Entry = Mapping[str, object]

_XML = re.compile(
    rb"(?s)\A[\s\xef\xbb\xbf]*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]"
)
_JSON = re.compile(rb'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')
_DATES = (("published", "published"), ("issued", "published"), ("created", "published"), ("updated", "updated"))
_ADDRESS = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)|\S+@\S+")


def fits(data: bytes) -> bool:
    """Whether `data` opens as RSS, Atom or JSON Feed does."""
    head = data[:8192]
    return bool(_XML.match(head)) or (head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(_JSON.search(head)))


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """A report for each entry; BadInput when there is none or it is no feed.

    What was updated was not published then: an entry with the date of an update only has no date of publication.
    """
    if not data.strip():
        raise BadInput(f"{name}: is empty")
    made = _json_feed(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_feed(data, name)
    count = 0
    for place, article in made:
        count += 1
        yield report(article, published) if article.body else BadInput(f"{place}: has no text")
    if not count:
        raise BadInput(f"{name}: is a feed without entries")


def _xml_feed(data: bytes, name: str) -> Iterator[tuple[str, Article]]:
    import feedparser

    try:
        # a stream, as feedparser would fetch what is an address or open what is a path
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
        raise BadInput(f"{name}: is a feed that cannot be taken apart ({type(error).__name__})") from None
    entries: list[Entry] = list(feed.get("entries", ()))
    if not entries and not feed.get("version"):
        raise BadInput(f"{name}: is no RSS and no Atom")
    head: Entry = feed.get("feed", {})
    plain = str(feed.get("version", "")).startswith("rss") and b"dc:date" in data
    for number, entry in enumerate(entries, start=1):
        yield f"{name}, entry {number}", _entry(entry, head, plain)


def _entry(entry: Entry, head: Entry, plain: bool) -> Article:
    """The article of one entry: its content, else its summary."""
    link = _word(entry, "link")
    source = entry.get("source")
    publisher = _word(source, "title") if isinstance(source, Mapping) else None
    author = _ADDRESS.sub(lambda found: found["name"] or "", _word(entry, "author") or "")
    return Article(
        body=_content(entry),
        title=prose(_word(entry, "title") or "") or None,
        publisher=publisher or _word(head, "title"),
        bylines=tuple(names(re.sub(r"(?i)^by\s+", "", author))),
        language=_language(entry) or _word(head, "language"),
        url=link or None,
        dates=(*_dates(entry, plain), *url_date(link)),
    )


def _content(entry: Entry) -> str:
    """The longest of an entry's texts: many feeds repeat the first sentence as their summary."""
    parts = entry.get("content")
    values = (
        [_word(each, "value") or "" for each in parts if isinstance(each, Mapping)] if isinstance(parts, list) else []
    )
    found = [prose(each) for each in (*values, _word(entry, "summary") or "")]
    return max(found, key=len, default="")


def _language(entry: Entry) -> str | None:
    parts = entry.get("content")
    for each in parts if isinstance(parts, list) else []:
        if isinstance(each, Mapping) and _word(each, "language"):
            return _word(each, "language")
    return None


def _dates(entry: Entry, plain: bool) -> Iterator[DateCandidate]:
    """The dates as the feed writes them.

    Feedparser answers for `updated` with `published` when asked by index, so it is asked otherwise; and it takes the
    `dc:date` of RSS, which is that of publication, for an update's.
    """
    for key, of in _DATES:
        words = dict.get(entry, key) if isinstance(entry, dict) else None
        if isinstance(words, str) and words.strip():
            update = of == "updated" and not plain
            yield DateCandidate(stamp(words), "feed", "updated" if update else "published", key)


def _json_feed(data: bytes, name: str) -> Iterator[tuple[str, Article]]:
    try:
        feed: object = json.loads(decode(data, name).removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise BadInput(f"{name}: is no JSON Feed (its JSON is broken)") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise BadInput(f"{name}: is no JSON Feed (it has no items)")
    for number, item in enumerate(items, start=1):
        place = f"{name}, entry {number}"
        yield place, _item(item, feed) if isinstance(item, dict) else Article("")


def _item(item: Entry, feed: Entry) -> Article:
    link = _word(item, "url") or _word(item, "external_url")
    authors = item.get("authors") or [item.get("author")]
    people = authors if isinstance(authors, list) else []
    dates = [
        DateCandidate(stamp(words), "feed", "updated" if key == "date_modified" else "published", key)
        for key in ("date_published", "date_modified")
        if (words := _word(item, key))
    ]
    return Article(
        body=_word(item, "content_text") or prose(_word(item, "content_html") or _word(item, "summary") or ""),
        title=_word(item, "title"),
        publisher=_word(feed, "title"),
        bylines=tuple(name for each in people if isinstance(each, Mapping) and (name := _word(each, "name"))),
        language=_word(item, "language") or _word(feed, "language"),
        url=link,
        dates=(*dates, *url_date(link)),
    )


def _word(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return value.strip() or None if isinstance(value, str) else None
