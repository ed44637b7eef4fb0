"""A text goes in; out comes its Header: what stands before the report proper and says when and by whom it appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.model.day import day_at
from dateline.model.span import Span, trim
from dateline.model.time import Time


@dataclass(frozen=True, slots=True)
class Header:
    """What a header states; `end` is where the body begins."""

    end: int
    dates: tuple[Time, ...] = ()
    title: Span | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None


_BLANK = "\ufeff \t\r\n\xa0"
_INLINE = re.compile(r"(?i:date)[ \t]*:?[ \t]+(?=\d{4}-\d{2}-\d{2}(?!\d))")
_FENCE = re.compile(r"---[ \t]*\r?\n")
_KEYED = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,24}?)[ \t]*:[ \t]*(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEYS = {
    "date": "date", "published": "date", "pubdate": "date", "pub date": "date", "publication date": "date",
    "published at": "date", "date published": "date", "datepublished": "date", "dateline": "date", "updated": "date",
    "modified": "date", "title": "title", "headline": "title", "subject": "title", "publisher": "publisher",
    "outlet": "publisher", "source": "publisher", "publication": "publisher", "newspaper": "publisher",
    "site": "publisher", "author": "byline", "authors": "byline", "by": "byline", "byline": "byline",
    "agency": "agency", "agencies": "agency", "wire": "agency", "credit": "agency", "language": "language",
    "lang": "language", "url": "url", "link": "url", "permalink": "url", "retrieved": "retrieved",
    "accessed": "retrieved", "crawled": "retrieved",
}  # fmt: skip
_LANGUAGES = {"english": "en", "russian": "ru", "french": "fr", "spanish": "es", "arabic": "ar", "german": "de"}
_MOST_LINES = 60


def header(text: str) -> Header:
    """The header of `text`: ` date YYYY-MM-DD `, a YAML block between `---` lines, or lines `Key: value`, or none.

    >>> head = header(" date 2024-05-06 Rain fell.")
    >>> head.end, head.dates[0].edtf
    (17, '2024-05-06')
    """
    start = 0
    while start < len(text) and text[start] in _BLANK:
        start += 1
    rows, end = _rows(text, start)
    inline = _INLINE.match(text, start)
    if inline and (len(rows) < 2 or any(key not in _KEYS for key, _ in rows)):
        return _inline(text, inline.end())
    fence = _FENCE.match(text, start)
    if fence:
        fenced, shut = _rows(text, fence.end())
        close = _FENCE.match(text + "\n", shut)
        if fenced and close:
            return _stated(text, fenced, min(close.end(), len(text)))
    named = [_KEYS.get(key) for key, _ in rows]
    if None in named or not ({"date", "title"} & set(named) or len(set(named)) > 1):
        return Header(start)
    return _stated(text, rows, end)


def _inline(text: str, at: int) -> Header:
    """The header that stands on the first line of the body: the word `date`, the day, and on with the text."""
    time = day_at(text, at)
    if time is None or time.span is None:
        return Header(at)
    end = time.span.end
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return Header(end, (time,))


def _rows(text: str, at: int) -> tuple[list[tuple[str, Span]], int]:
    """The lines `Key: value` from `at` on, each value with its span, and where they end.

    A list of YAML gives a row an item. The rows end at the first line that is none, or whose key is not known once
    one known key has been seen; a line of running text with a colon in it is no row.
    """
    rows: list[tuple[str, Span]] = []
    key = ""
    for _ in range(_MOST_LINES):
        item = _ITEM.match(text, at) if key else None
        row = item or _KEYED.match(text, at)
        if row is None:
            break
        name = key if item else re.sub(r"[ _-]+", " ", row["key"].strip().lower())
        if not item and name not in _KEYS and not (rows and len(row["value"]) < 60):
            break
        value = trim(Span(*row.span("value")), text)
        if value:
            rows.append((name, _unquoted(text, value)))
        key, at = name, row.end()
    return rows, at


def _unquoted(text: str, value: Span) -> Span:
    if len(value) >= 2 and text[value.start] in "\"'" and text[value.end - 1] == text[value.start]:
        return Span(value.start + 1, value.end - 1)
    return value


def _stated(text: str, rows: list[tuple[str, Span]], end: int) -> Header:
    """The header that the rows make."""
    by: dict[str, list[Span]] = {}
    for name, value in rows:
        by.setdefault(_KEYS.get(name, ""), []).append(value)

    def first(name: str) -> str | None:
        return by[name][0].of(text) if name in by else None

    while end < len(text) and text[end] in _BLANK:
        end += 1
    language = first("language")
    return Header(
        end=end,
        dates=tuple(_day(text, value) for value in by.get("date", [])),
        title=by["title"][0] if "title" in by else None,
        publisher=first("publisher"),
        bylines=tuple(name for value in by.get("byline", []) for name in names(value.of(text))),
        agencies=tuple(name for value in by.get("agency", []) for name in names(value.of(text))),
        language=_LANGUAGES.get(language.lower(), language[:2].lower()) if language else None,
        url=first("url"),
        retrieved=first("retrieved"),
    )


def _day(text: str, value: Span) -> Time:
    time = day_at(text, value.start, value.end)
    if time:
        return time
    return Time(text=value.of(text), span=value, state="unresolved", reason=f"{value.of(text)!r} is no date")


def names(words: str) -> list[str]:
    """The names in a list as newspapers write it.

    >>> names("[Mina Okafor, Jo Lindqvist and Ada Park]")
    ['Mina Okafor', 'Jo Lindqvist', 'Ada Park']
    """
    parts = re.split(r"\s*(?:,|;|&|\band\b)\s*", words.strip().strip("[]"))
    return [part.strip("\"' ") for part in parts if part.strip("\"' ")]
