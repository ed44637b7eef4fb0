"""A web archive goes in (WARC or the older ARC); a Report a page comes out, or a BadInput where a page holds none."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline import intake
from dateline.errors import BadInput
from dateline.intake._article import url_date
from dateline.intake.text import chosen
from dateline.model.report import Report, report_id

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc", ".arc", ".gz")

_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/feed+json": ".json",
}  # fmt: skip
"""The content types that are read, and the suffix of the format that reads them."""
_LARGEST = 64 * 2**20
"""Bytes of one page; what unpacks to more is a bomb or a film."""


def fits(data: bytes) -> bool:
    """Whether `data` opens as an archive does, packed or not."""
    head = data[:64]
    if data.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:4096], 64)
        except zlib.error:
            return False
    return head.startswith((b"WARC/", b"filedesc://"))


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The reports of the pages that were answered with success; BadInput when it is no archive.

    The record's own date is that of the crawl: it becomes `retrieved`, never the date of publication. Records that
    hold no page, such as pictures, scripts and redirections, are passed over; a page without an article is told.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise BadInput(
            f"{name}: is a web archive, which needs warcio; install it with pip install 'dateline[warc]'"
        ) from None
    if not data:
        raise BadInput(f"{name}: is empty")
    if not fits(data):
        raise BadInput(f"{name}: is no web archive")
    number, read = 0, 0
    try:
        for record in ArchiveIterator(io.BytesIO(data), arc2warc=True):
            number += 1
            for each in _record(record, name, published):
                read += 1
                yield each
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError, IndexError) as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        yield BadInput(f"{name}: is broken after record {number} ({said})")
        return
    if not read:
        raise BadInput(f"{name}: is an archive of {number} records without a page")


def _record(record: ArcWarcRecord, name: str, published: date | None) -> Iterator[Report | BadInput]:
    """The reports of one record."""
    suffix = _suffix(record)
    if suffix is None:
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    crawled = record.rec_headers.get_header("WARC-Date")
    place = f"{name}: {url}"
    page = record.content_stream().read(_LARGEST + 1)
    if len(page) > _LARGEST:
        yield BadInput(f"{place}: is larger than {_LARGEST >> 20} MB")
        return
    try:
        for each in intake.taken(page, f"{place}#{suffix}", published):
            yield _told(each, place, suffix) if isinstance(each, BadInput) else _archived(each, url, crawled)
    except BadInput as error:
        yield _told(error, place, suffix)


def _told(error: BadInput, place: str, suffix: str) -> BadInput:
    """The same without the suffix that was added for the format's sake."""
    return BadInput(str(error).replace(f"{place}#{suffix}", place))


def _suffix(record: ArcWarcRecord) -> str | None:
    """The suffix by which a record's content is read; None for what is no page."""
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    headers = record.http_headers
    if headers is not None:
        if not (headers.get_statuscode() or "200").startswith("2"):
            return None
        kind = headers.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    return _KINDS.get(kind.partition(";")[0].strip().lower())


def _archived(report: Report, url: str, crawled: str | None) -> Report:
    """The report with what the archive knows of it: its address, the host that served it, the day of the crawl."""
    dates = report.dates
    if report.url is None:
        dates = (*dates, *url_date(url))
    when, basis = chosen(dates)
    return replace(
        report,
        id=report_id(report.text, when),
        published=when,
        published_basis=basis,
        url=report.url or url or None,
        publisher=report.publisher or urlsplit(url).hostname,
        retrieved=report.retrieved or crawled,
        dates=dates,
    )
