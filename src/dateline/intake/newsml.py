"""A NewsML-G2 or NITF document of the IPTC goes in; its Reports come out, one an item of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dateline.errors import BadInput
from dateline.intake._article import Article, report
from dateline.intake.text.header import names
from dateline.model.markup import prose
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".xml", ".nitf", ".newsml", ".g2")

_OPENS = re.compile(
    rb"(?s)\A[\s\xef\xbb\xbf]*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    rb"<(?:\w+:)?(?:newsMessage|newsItem|packageItem|nitf)[\s>]"
)
_BY = re.compile(r"(?i)^by\s+")
_BLOCKS = frozenset(("p", "hl2", "h1", "h2", "h3", "h4", "li", "td", "th", "dt", "dd", "pre"))
_UNREAD = frozenset(("media", "figure", "figcaption", "note", "script", "style", "head", "body.end", "byline"))
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def fits(data: bytes) -> bool:
    """Whether `data` opens as one of them does."""
    return bool(_OPENS.match(data[:8192]))


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The reports of the items in a document; BadInput when it is broken or of another kind.

    Entities that the document declares are not expanded and nothing is fetched.
    """
    root = _root(data, name)
    items = list(root.iter("{*}newsItem"))
    documents = [each for each in root.iter("{*}nitf") if not any(True for _ in each.iterancestors("{*}newsItem"))]
    if not items and not documents:
        raise BadInput(f"{name}: is XML, but no NewsML-G2 and no NITF")
    many = len(items) + len(documents) > 1
    every = [*((each, _item) for each in items), *((each, _nitf) for each in documents)]
    for number, (element, article) in enumerate(every, start=1):
        place = f"{name}, item {number}" if many else name
        found = article(element)
        if isinstance(found, str):
            yield BadInput(f"{place}: {found}")
        else:
            yield report(found, published)


def _root(data: bytes, name: str) -> Element:
    from lxml import etree

    if not data.strip():
        raise BadInput(f"{name}: is empty")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = " ".join(str(error).partition("(")[0].split()).rstrip(",") or "no element"
        raise BadInput(f"{name}: is broken XML ({said[:160]})") from None


def _item(item: Element) -> Article | str:
    """The article of a newsItem; why there is none, if its text is no text or its publisher withdrew it."""
    status = _code(item.find("{*}itemMeta/{*}pubStatus"))
    if status in ("canceled", "withheld"):
        return f"is {status}"
    kind = _code(item.find("{*}itemMeta/{*}itemClass"))
    if kind in ("picture", "graphic", "video", "audio", "animation"):
        return f"is of class {kind}, not text"
    inner = next(item.iter("{*}nitf"), None)
    of_nitf = _nitf(inner) if inner is not None else None
    body = of_nitf.body if isinstance(of_nitf, Article) else _content(item)
    if not body:
        return "has no text"
    meta = item.find("{*}contentMeta")
    byline = _said(meta, "by")
    sources = [*_named(meta, "infoSource"), *_credits(_said(meta, "creditline"))]
    inner_title = of_nitf.title if isinstance(of_nitf, Article) else None
    inner_bylines = of_nitf.bylines if isinstance(of_nitf, Article) else ()
    creators = tuple(_named(meta, "creator"))
    return Article(
        body=body,
        title=_said(meta, "headline") or inner_title or _said(item.find("{*}itemMeta"), "title"),
        publisher=next(iter([*_named(item.find("{*}itemMeta"), "provider"), *sources]), None),
        bylines=tuple(names(_BY.sub("", byline))) if byline else inner_bylines or creators,
        agencies=tuple(dict.fromkeys(sources)),
        language=_language(item, meta),
        url=item.get("guid"),
        dates=tuple(_dates(item, meta)),
    )


def _content(item: Element) -> str:
    """The text of a contentSet: XHTML, or HTML or plain text as it is written there."""
    for inline in item.iterfind("{*}contentSet/{*}inlineXML"):
        found = _paragraphs(inline)
        if found:
            return found
    for inline in item.iterfind("{*}contentSet/{*}inlineData"):
        kind = (inline.get("contenttype") or "text/plain").partition(";")[0]
        if kind.startswith("text/") and inline.get("encoding") is None:
            return prose("".join(str(each) for each in inline.itertext()))
    return ""


def _dates(item: Element, meta: Element | None) -> Iterator[DateCandidate]:
    """firstCreated and versionCreated as in ninjs; what is embargoed appears when that ends."""
    head = item.find("{*}itemMeta")
    first, version = _said(head, "firstCreated"), _said(head, "versionCreated")
    embargo = _said(head, "embargoed")
    if embargo:
        yield DateCandidate(stamp(embargo), "meta", said_in="embargoed")
    if first:
        yield DateCandidate(stamp(first), "meta", said_in="firstCreated")
    if version:
        yield DateCandidate(stamp(version), "meta", "updated" if first else "published", "versionCreated")
    for key, of in (("contentCreated", "published"), ("contentModified", "updated")):
        words = _said(meta, key)
        if words:
            yield DateCandidate(stamp(words), "meta", "updated" if of == "updated" else "published", key)


def _language(item: Element, meta: Element | None) -> str | None:
    stated = meta.find("{*}language") if meta is not None else None
    return (stated.get("tag") if stated is not None else None) or item.get(_XML)


def _nitf(document: Element) -> Article | str:
    """The article of an NITF document."""
    body = _paragraphs(document.find("{*}body/{*}body.content"))
    if not body:
        return "has no text"
    head, top = document.find("{*}head"), document.find("{*}body/{*}body.head")
    data = head.find("{*}docdata") if head is not None else None
    byline = _said(top, "byline")
    publication = head.find("{*}pubdata") if head is not None else None
    holder = data.find("{*}doc.copyright") if data is not None else None
    publisher = publication.get("name") if publication is not None else None
    filed = _said(top, "dateline")
    return Article(
        body=f"{filed.rstrip(' -–—')} - {body}" if filed and not body.startswith(filed[:12]) else body,
        title=_said(top, "hedline/{*}hl1") or _said(top, "hedline") or _said(head, "title"),
        publisher=publisher or (holder.get("holder") if holder is not None else None) or _said(top, "distributor"),
        bylines=tuple(names(_BY.sub("", byline))) if byline else (),
        agencies=tuple(_credits(_said(top, "distributor"))),
        language=document.get(_XML),
        url=publication.get("ex-ref") if publication is not None else None,
        dates=tuple(_issued(data, publication)),
    )


def _issued(data: Element | None, publication: Element | None) -> Iterator[DateCandidate]:
    """The dates of an NITF document: of release, of issue, of the paper's edition."""
    for path in ("date.release", "date.issue"):
        element = data.find(f"{{*}}{path}") if data is not None else None
        words = element.get("norm") if element is not None else None
        if words:
            yield DateCandidate(stamp(words), "meta", said_in=path)
    words = publication.get("date.publication") if publication is not None else None
    if words:
        yield DateCandidate(stamp(words), "meta", said_in="date.publication")


def _paragraphs(element: Element | None) -> str:
    """The text of XML paragraphs, captions and notes left out; of an element without any, all of it."""
    if element is None:
        return ""
    found = []
    for each in element.iter("{*}*"):
        name = _name(each)
        if name in _BLOCKS and not any(_name(above) in _UNREAD | {"p", "li"} for above in each.iterancestors("{*}*")):
            found.append(_line(each))
    return "\n\n".join(each for each in found if each) or _line(element)


def _line(element: Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext("{*}*")).split())


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: Element | None, path: str) -> str | None:
    """The words of the first element under `path`; None when there are none."""
    found = element.find(f"{{*}}{path}") if element is not None else None
    return _line(found) or None if found is not None else None


def _code(element: Element | None) -> str | None:
    """The last part of a QCode: `stat:usable` is `usable`."""
    code = element.get("qcode") or element.get("uri") or "" if element is not None else ""
    return re.split(r"[:/]", code)[-1] or None


def _named(element: Element | None, path: str) -> Iterator[str]:
    """The names of the parties under `path`: their `name`, else their literal; a code is no name."""
    for each in element.iterfind(f"{{*}}{path}") if element is not None else ():
        words = _said(each, "name") or each.get("literal") or _line(each)
        if words:
            yield words


def _credits(line: str | None) -> list[str]:
    """The wires in a line of credit."""
    return [each.strip() for each in re.split(r"\s*(?:/|,|;|\band\b)\s*", line) if each.strip()] if line else []
