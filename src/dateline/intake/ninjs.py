"""A ninjs item of the IPTC goes in (versions 1 to 3), or a list of them; its Report comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.errors import BadInput
from dateline.intake._article import Article, report
from dateline.intake.text.decoding import decode
from dateline.intake.text.header import names
from dateline.model.markup import prose
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

SUFFIXES = (".ninjs", ".json")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Item = dict[str, Json]

_MARK = re.compile(
    rb'"(?:versioncreated|versionCreated|firstcreated|firstCreated|contentCreated|body_text|body_html|body_xhtml|bodies'
    rb'|representationtype|representationType|pubstatus|pubStatus)"\s*:'
)
_URI = re.compile(rb'"uri"\s*:\s*"')
_BODIES = ("body_text", "body_xhtml", "body_html")
"""Where version 1 has its text; publishers add a suffix of their own ("body_sportsml" is no text)."""


def fits(data: bytes) -> bool:
    """Whether `data` is JSON with a uri and at least two of the properties that only ninjs has."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200_000]
    return head[:1] in (b"{", b"[") and bool(_URI.search(head)) and len(set(_MARK.findall(head))) >= 2


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The reports of the items of type text, those that a package holds too; BadInput when there is none."""
    text = decode(data, name).removeprefix("\ufeff")
    if not text.strip():
        raise BadInput(f"{name}: is empty")
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        said = f"at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise BadInput(f"{name}: is no JSON ({said})") from None
    items = value if isinstance(value, list) else [value]
    many = len(items) > 1
    for number, item in enumerate(items, start=1):
        place = f"{name}, item {number}" if many else name
        if not isinstance(item, dict):
            yield BadInput(f"{place}: is no ninjs item")
            continue
        found = list(_texts(item))
        if not found:
            status = _word(item, "pubStatus", "pubstatus")
            why = f"is {status}" if status in ("canceled", "withheld") else "has no text"
            yield BadInput(f"{place}: {why}")
        yield from (report(each, published) for each in found)


def _texts(item: Item) -> Iterator[Article]:
    """The articles of an item; of a package, which has no text itself, those that it holds."""
    if _word(item, "pubStatus", "pubstatus") in ("canceled", "withheld"):
        return
    body = _body(item)
    if body:
        yield _article(item, body)
        return
    parts = item.get("associations")
    for part in parts.values() if isinstance(parts, dict) else parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and _word(part, "type") in (None, "text"):
            inner = _body(part)
            if inner:
                yield _article(part, inner)


def _body(item: Item) -> str:
    """The text: `bodies` in version 3, the whole before an excerpt; `body_…` in version 1."""
    bodies = [each for each in _list(item, "bodies") if isinstance(each, dict)]
    bodies.sort(key=lambda each: (_word(each, "role") not in (None, "main", "body"), _kind(each) != "text/plain"))
    for each in bodies:
        words = _word(each, "value")
        if words and _kind(each) in ("", "text/plain", "text/html", "application/xhtml+xml"):
            return prose(words)
    for key in _BODIES:
        words = _word(item, key)
        if words:
            return prose(words)
    return ""


def _kind(body: Item) -> str:
    return (_word(body, "contentType", "contenttype") or "").partition(";")[0].strip().lower()


def _article(item: Item, body: str) -> Article:
    sources = [*_names(item, "infoSources"), *_names(item, "infosource")]
    byline = _word(item, "by", "byline")
    return Article(
        body=body,
        title=_title(item),
        publisher=_word(item, "copyrightHolder", "copyrightholder") or next(iter(sources), None),
        bylines=tuple(names(re.sub(r"(?i)^by\s+", "", byline))) if byline else (),
        agencies=tuple(sources),
        language=_word(item, "language"),
        url=_word(item, "url", "uri"),
        dates=tuple(_dates(item)),
    )


def _title(item: Item) -> str | None:
    """The headline: of several, the main one."""
    found = [each for each in _list(item, "headlines") if isinstance(each, dict)]
    found.sort(key=lambda each: _word(each, "role") not in (None, "main"))
    for each in found:
        words = _word(each, "value")
        if words:
            return prose(words)
    words = _word(item, "headline", "title", "name")
    return prose(words) if words else None


def _dates(item: Item) -> Iterator[DateCandidate]:
    """firstCreated is when the item first came out; versionCreated is that of this version: an update unless alone.

    An item without firstCreated was published when its version was, by the standard's own use of it.
    """
    first = _word(item, "firstCreated", "firstcreated")
    version = _word(item, "versionCreated", "versioncreated")
    made = _word(item, "contentCreated", "contentcreated")
    if first:
        yield DateCandidate(stamp(first), "meta", said_in="firstCreated")
    if version:
        yield DateCandidate(stamp(version), "meta", "updated" if first else "published", "versionCreated")
    if made:
        yield DateCandidate(stamp(made), "meta", said_in="contentCreated")


def _names(item: Item, key: str) -> Iterator[str]:
    for each in _list(item, key):
        words = _word(each, "name", "literal") if isinstance(each, dict) else each
        if isinstance(words, str) and words.strip():
            yield words.strip()


def _list(item: Item, key: str) -> list[Json]:
    value = item.get(key)
    return value if isinstance(value, list) else [value] if value is not None else []


def _word(item: Item, *keys: str) -> str | None:
    for key in keys:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
