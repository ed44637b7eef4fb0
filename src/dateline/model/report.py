"""The noun that comes in: a Report, one dated text exactly as received."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

PublishedBasis = Literal["header", "meta", "feed", "url", "given", "none"]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date that the report offers as its own, with where it stood; `published` is the one that was chosen.

    An `updated` date is never chosen. `said_in` is the place by its name in the format ("JSON-LD datePublished"), for
    what is no text.
    """

    time: Time
    basis: Literal["header", "body", "dateline", "meta", "feed", "url", "given"]
    of: Literal["published", "updated"] = "published"
    said_in: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One dated text. `text` is never altered: every span of a reading counts code points in it.

    `body` is the part of `text` that is report and not header; `language` is ISO 639-1 or None where not known;
    `agencies` are the credited wires ("Reuters"); `dates` are all dates offered, of which `published` is one;
    `retrieved` is when it was fetched; `pages` are where the pages of a paged document stand, in order; `furniture` are
    paragraphs known to be its publisher's own and no part of the report.
    """

    id: str
    text: str
    body: Span
    published: Time = NOT_STATED
    published_basis: PublishedBasis = "none"
    title: str | None = None
    title_span: Span | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    pages: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()


def report_id(text: str, published: Time) -> str:
    """The id of a report: a hash of its text and of its date of publication, 16 hexadecimal digits."""
    day = "" if published.earliest is None else published.earliest.isoformat()
    return sha256(f"{day}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
