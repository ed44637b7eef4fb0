"""A PDF goes in; its Report comes out: the text layer, with where each page stands in it. Pictures are not read."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.errors import BadInput
from dateline.intake._article import Article, report
from dateline.model.report import DateCandidate, Report
from dateline.model.span import Span
from dateline.model.stamp import stamp

if TYPE_CHECKING:
    from pypdf import PdfReader

SUFFIXES = (".pdf",)

_STAMP = re.compile(r"D:(?P<day>\d{8})")
_HYPHEN = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]+)(?P<mark>[-\u00ad])\n(?=[^\W\d_A-Z])")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ENDS = re.compile(r"[.!?:”\"’)]\s*\Z")
_FOLIO = re.compile(r"(?i)\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*")
_JUNK = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EDGE = 2
"""Lines at the head and at the foot of a page that may be running titles."""
_MOST_PAGES = 3000
_SHORT = 0.85
"""A line shorter than this share of the page's usual line ends its paragraph, if a sentence ends there too."""


def fits(data: bytes) -> bool:
    """Whether `data` opens as a PDF does."""
    return b"%PDF-" in data[:1024]


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The one report of a PDF; BadInput when pypdf is missing, it is broken or locked, or it has no text layer."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise BadInput(f"{name}: is a PDF, which needs pypdf; install it with pip install 'dateline[pdf]'") from None
    if not data:
        raise BadInput(f"{name}: is empty")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput(f"{name}: is a PDF that is locked by a password")
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
        article = _article(reader)
    except BadInput:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError,
            ArithmeticError, NotImplementedError, AssertionError) as error:  # fmt: skip
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadInput(f"{name}: is a PDF that cannot be taken apart ({said})") from None
    texts = _flowed(pages)
    if not any(texts):
        raise BadInput(f"{name}: is a PDF of {len(pages)} pages without a text layer; it would need to be read by OCR")
    found = report(replace(article, body="\n\n".join(each for each in texts if each)), published)
    yield replace(found, pages=_spans(found, texts))


def _article(reader: PdfReader) -> Article:
    """What the file says of itself. Its title and author are often its program's: only its dates are taken."""
    words = reader.metadata
    made = _STAMP.match(str(words.get("/CreationDate") or "")) if words else None
    changed = _STAMP.match(str(words.get("/ModDate") or "")) if words else None
    dates = [DateCandidate(stamp(made["day"]), "meta", said_in="CreationDate")] if made else []
    dates += [DateCandidate(stamp(changed["day"]), "meta", "updated", "ModDate")] if changed else []
    return Article("", dates=tuple(dates))


def _spans(report: Report, texts: list[str]) -> tuple[Span, ...]:
    """Where each page stands; one without text stands empty where it would be."""
    spans, at = [], report.body.start
    for text in texts:
        start = report.text.find(text, at) if text else at
        start = at if start < 0 else start
        spans.append(Span(start, start + len(text)))
        at = start + len(text)
    return tuple(spans)


def _flowed(pages: list[str]) -> list[str]:
    """The text of each page: running titles and page numbers out, words put together again, lines made paragraphs."""
    lined = [[_JUNK.sub("", line).rstrip() for line in page.splitlines()] for page in pages]
    edges = Counter(
        line
        for lines in lined
        for line in {_plain(line) for line in (*_filled(lines)[:_EDGE], *_filled(lines)[-_EDGE:])}
        if line
    )
    running = {line for line, count in edges.items() if count > 2 and count > len(pages) / 2}
    return [_paragraphs(_inner(lines, running)) for lines in lined]


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _plain(line: str) -> str:
    """A line as it is the same on every page: without its numbers."""
    return re.sub(r"\d+", "", line).strip()


def _inner(lines: list[str], running: set[str]) -> list[str]:
    """The lines without running titles and page numbers at the page's edges."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    edge = {*filled[:_EDGE], *filled[-_EDGE:]}
    return [
        line
        for number, line in enumerate(lines)
        if number not in edge or not (_plain(line) in running or _FOLIO.fullmatch(line))
    ]


def _paragraphs(lines: list[str]) -> str:
    """The lines as paragraphs: a blank line ends one, and so does a short line at the end of a sentence."""
    usual = sorted(len(line) for line in lines if line.strip())
    full = usual[int(len(usual) * 0.9)] if usual else 0
    parts: list[str] = []
    for line in lines:
        parts.append(line.strip() + "\n")
        if len(line) < full * _SHORT and _ENDS.search(line):
            parts.append("\n")
    text = _HYPHEN.sub(_joined, "".join(parts).strip("\n"))
    return "\n\n".join(" ".join(each.split()) for each in _BLANK.split(text) if each.strip())


def _joined(broken: re.Match[str]) -> str:
    """The first half of a word that a line's end breaks; after a name the hyphen is the word's own (Seoul-based)."""
    named = broken["mark"] == "-" and broken["word"][0].isupper()
    return broken["word"] + ("-" if named else "")
