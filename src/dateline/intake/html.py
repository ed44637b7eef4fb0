"""A saved web page goes in; its Report comes out: the article's own text, with every date that the page offers."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from dateline.errors import BadInput
from dateline.intake._article import Article, report, url_date
from dateline.intake.text.decoding import decode
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Of = Literal["published", "updated"]

_OPENS = re.compile(
    rb"(?is)\A[\s\xef\xbb\xbf\x00\xfe\xff]*(?:<\?[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)[\s>]"
)
_ARTICLE = re.compile(r"Article|BlogPosting|Posting|Report$")
_META: dict[str, Of] = {
    "article:published_time": "published", "og:article:published_time": "published", "datepublished": "published",
    "date": "published", "dc.date": "published", "dc.date.issued": "published", "dcterms.date": "published",
    "dcterms.created": "published", "dc.date.created": "published", "dcterms.issued": "published",
    "pubdate": "published", "publishdate": "published", "publish-date": "published", "publish_date": "published",
    "sailthru.date": "published", "parsely-pub-date": "published", "citation_publication_date": "published",
    "originalpublicationdate": "published", "article.published": "published",
    "cxenseparse:recs:publishtime": "published",
    "article:modified_time": "updated", "og:updated_time": "updated", "datemodified": "updated",
    "dcterms.modified": "updated", "dc.date.modified": "updated", "last-modified": "updated", "lastmod": "updated",
    "article.updated": "updated", "revised": "updated",
}  # fmt: skip
"""Names of meta elements that date a page, in small letters."""
_UPDATE = re.compile(r"(?i)updat|modif|edit|revis|correct")
_CREDIT = re.compile(
    r"(?i)\b(?:Agence France-Presse|Associated Press|Reuters|AFP|AP|TASS|Xinhua|Yonhap|dpa|Interfax|Kyodo|EFE|ANSA)\b"
)
_LINES = re.compile(r"\n+")
_BY = re.compile(r"(?i)(?:by|published|posted|updated|last updated|issued)\b.{0,80}")
_HEAD = 4
"""Lines before the running text that may repeat title, byline and date."""

_FEWEST = 5
"""Words from which on a page holds an article; what is left of an empty one is a menu."""


def fits(data: bytes) -> bool:
    """Whether `data` opens as a page does."""
    return bool(_OPENS.match(data[:4096]))


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The one report of a page; BadInput when it is no page or holds no article."""
    yield report(article(decode(data, name), name), published)


def article(page: str, name: str, url: str | None = None) -> Article:
    """What a page, which comes from `url` if that is known, says of its article."""
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if not page.strip():
        raise BadInput(f"{name}: is empty")
    tree = _tree(page)
    if tree is None:
        raise BadInput(f"{name}: is no HTML")
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, TypeError) as error:
        raise BadInput(f"{name}: is HTML that cannot be taken apart ({type(error).__name__})") from None
    if found is None or isinstance(found, dict) or len((found.text or "").split()) < _FEWEST:
        raise BadInput(f"{name}: holds no article that can be told from menus and notices")
    stated = list(_stated(tree))
    link = url or _first(tree, "//link[translate(@rel,'CANOIL','canoil')='canonical']/@href") or _meta(tree, "og:url")
    title = _text(stated, "headline") or _meta(tree, "og:title") or found.title
    bylines = tuple(_names(stated, "author")) or tuple(_authors(found.author))
    dates = (
        *_linked_data(stated, "datePublished", "published"),
        *_metadata(tree),
        *_linked_data(stated, "dateCreated", "published"),
        *_linked_data(stated, "dateModified", "updated"),
        *_visible(tree),
        *url_date(link),
    )
    publisher = next(_names(stated, "publisher"), None) or _meta(tree, "og:site_name") or found.sitename
    return Article(
        body=_body(found.text or "", title, bylines),
        title=title,
        publisher=publisher,
        bylines=tuple(each for each in bylines if not _CREDIT.fullmatch(each) and each != publisher),
        agencies=tuple(_credits(stated, bylines)),
        language=tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _text(stated, "inLanguage"),
        url=link,
        dates=(*dates, *_guessed(page, dates)),
    )


def _tree(page: str) -> HtmlElement | None:
    from lxml import etree, html

    try:
        tree = html.document_fromstring(
            page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.LxmlError, ValueError):
        return None
    return tree


def _body(text: str, title: str | None, bylines: tuple[str, ...]) -> str:
    """The paragraphs, without the title, byline and date that some pages repeat at the head of them."""
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    head = lines[:_HEAD]
    same = (title or "").casefold()
    kept = [
        line
        for line in head
        if line.casefold() != same and not _BY.fullmatch(line) and line not in bylines and not _dated(line)
    ]
    return "\n\n".join((*kept, *lines[_HEAD:]))


def _dated(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(line) < 40 and stamp(line).state == "known"


def _stated(tree: HtmlElement) -> Iterator[dict[str, Json]]:
    """The articles in a page's JSON-LD; broken JSON-LD is passed over, as it often is broken."""
    for script in _elements(tree, "//script[@type='application/ld+json']"):
        try:
            value: Json = json.loads((script.text or "").strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (each for each in _objects(value, 0) if _ARTICLE.search(_types(each)))


def _objects(value: Json, depth: int) -> Iterator[dict[str, Json]]:
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth)
    elif isinstance(value, dict) and depth < 4:
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(value.get(key), depth + 1)


def _types(value: dict[str, Json]) -> str:
    kind = value.get("@type")
    return " ".join(str(each) for each in kind) if isinstance(kind, list) else str(kind)


def _text(stated: list[dict[str, Json]], key: str) -> str | None:
    found = (value.get(key) for value in stated)
    return next((" ".join(each.split()) for each in found if isinstance(each, str) and each.strip()), None)


def _names(stated: list[dict[str, Json]], key: str) -> Iterator[str]:
    """The names of the people or organisations under `key`."""
    for value in stated:
        field = value.get(key)
        for each in field if isinstance(field, list) else [field]:
            name = each.get("name") if isinstance(each, dict) else each
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str) and one.strip() and not one.startswith("http"):
                    yield " ".join(one.split())


def _authors(names: str | None) -> Iterator[str]:
    yield from (each.strip() for each in (names or "").split(";") if each.strip())


def _credits(stated: list[dict[str, Json]], bylines: tuple[str, ...]) -> Iterator[str]:
    """The wires that are credited: as author, as source, in the line of copyright."""
    for each in (
        *bylines,
        *_names(stated, "sourceOrganization"),
        *_names(stated, "creditText"),
        *_names(stated, "provider"),
    ):
        yield from (wire.group() for wire in _CREDIT.finditer(each))


def _linked_data(stated: list[dict[str, Json]], key: str, of: Of) -> Iterator[DateCandidate]:
    for value in stated:
        words = value.get(key)
        if isinstance(words, str) and words.strip():
            yield DateCandidate(stamp(words), "meta", of, f"JSON-LD {key}")


def _metadata(tree: HtmlElement) -> Iterator[DateCandidate]:
    for element in _elements(tree, "//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip()
            of = _META.get(key.lower())
            words = element.get("content") or ""
            if of and words.strip():
                yield DateCandidate(stamp(words), "meta", of, f"meta {key}")
                break


def _visible(tree: HtmlElement) -> Iterator[DateCandidate]:
    """The `time` elements of the page, which readers see; those of lists of other articles are left out."""
    elements = _elements(tree, "//article//time | //main//time | //header//time") or _elements(tree, "//time")
    seen: set[str] = set()
    for element in elements[:8]:
        words = element.get("datetime") or " ".join("".join(str(each) for each in element.itertext()).split())
        if not words or words in seen:
            continue
        seen.add(words)
        parent = element.getparent()
        around = " ".join((element.get("class") or "", element.get("itemprop") or "", _lead(element)))
        around += " " + (parent.get("class") or "" if parent is not None else "")
        of: Of = "updated" if _UPDATE.search(around) else "published"
        time = stamp(words)
        if time.state == "known":
            yield DateCandidate(time, "body", of, "time element")


def _lead(element: HtmlElement) -> str:
    """The words just before an element: "Updated on"."""
    before = element.getprevious()
    parent = element.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else None
    return (words or "")[-40:]


def _guessed(page: str, dates: tuple[DateCandidate, ...]) -> Iterator[DateCandidate]:
    """What htmldate makes of the page, when the page's own places do not say that day already.

    Not its extensive search: that makes the first of January of the year in the line of copyright.
    """
    from htmldate import find_date

    try:
        words = find_date(page, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return
    if words and words not in {each.time.edtf for each in dates}:
        yield DateCandidate(stamp(words), "body", said_in="htmldate")


def _elements(tree: HtmlElement, path: str) -> list[HtmlElement]:
    from lxml.html import HtmlElement

    found = tree.xpath(path)
    return [each for each in found if isinstance(each, HtmlElement)] if isinstance(found, list) else []


def _first(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    words = next((str(each).strip() for each in found), "") if isinstance(found, list) else ""
    return words or None


def _meta(tree: HtmlElement, name: str) -> str | None:
    return _first(tree, f"//meta[@property='{name}' or @name='{name}']/@content")
