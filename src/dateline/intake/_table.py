"""A row of a table goes in with the map of its columns; its Report comes out, or a BadInput that says what it lacks."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from dateline.errors import BadInput
from dateline.intake._article import Article, report, url_date
from dateline.intake.text.header import names
from dateline.model.markup import prose
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; the first that a row has counts. A dot leads into what is nested.

    `stated` is whether a person wrote the map; the columns that they name for the text are joined, in their order.
    """

    stated: bool = False

    text: tuple[str, ...] = (
        "text", "body", "content", "fulltext", "full_text", "maintext", "article", "articlebody", "article_text",
        "story", "body_text", "bodytext", "body_html", "content_html", "plaintext", "html", "event_text",
    )  # fmt: skip
    title: tuple[str, ...] = ("title", "headline", "heading")
    published: tuple[str, ...] = (
        "published", "date", "datepublished", "date_published", "published_at", "publishedat", "published_date",
        "publication_date", "publicationdate", "publish_date", "pub_date", "pubdate", "date_publish", "firstcreated",
        "created_at", "timestamp", "datetime",
    )  # fmt: skip
    updated: tuple[str, ...] = ("updated", "datemodified", "date_modified", "modified", "updated_at", "date_modify")
    publisher: tuple[str, ...] = (
        "publisher", "publication", "outlet", "source.name", "source", "source_name", "newspaper", "site", "sitename",
        "source_domain", "domain",
    )  # fmt: skip
    byline: tuple[str, ...] = ("byline", "bylines", "author", "authors", "by")
    agency: tuple[str, ...] = ("agency", "agencies", "wire", "credit")
    language: tuple[str, ...] = ("language", "lang", "inlanguage", "language_code")
    url: tuple[str, ...] = ("url", "link", "canonical_url", "permalink", "uri")
    retrieved: tuple[str, ...] = (
        "retrieved",
        "crawled",
        "crawl_date",
        "date_download",
        "fetched",
        "seen",
        "scraped_at",
    )


_KEYS = tuple(each.name for each in fields(Columns) if each.name != "stated")


def columns(name: str) -> Columns:
    """The map for the file `name`: what a person wrote in `name` with `.columns.toml` added, or the usual names.

    BadInput when that file is not as it should be. Such a file says `text = "story"` or `text = ["lead", "story"]`.
    """
    path = Path(f"{name}.columns.toml")
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        if isinstance(error, tomllib.TOMLDecodeError | UnicodeDecodeError):
            raise BadInput(f"{path}: is no TOML ({error})") from None
        return Columns()
    strange = sorted(set(stated) - set(_KEYS))
    if strange:
        raise BadInput(f"{path}: {strange[0]!r} is nothing that a report has; choose from {', '.join(_KEYS)}")
    if "text" not in stated:
        raise BadInput(f'{path}: does not say which column holds the text; write text = "…"')
    return Columns(True, **{key: _listed(stated.get(key, []), key, path) for key in _KEYS})


def _listed(value: object, key: str, path: Path) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in found):
        raise BadInput(f"{path}: {key} is no column's name and no list of them")
    return tuple(str(each) for each in found)


def missing(header: Iterable[str], name: str, where: Columns) -> str | None:
    """Why no row under `header` can have a text, in one sentence; None when one can."""
    header = list(header)
    have = {each.strip().lower() for each in header}
    if any(each.lower().split(".")[0] in have for each in where.text):
        return None
    shown = ", ".join(each[:30] for each in header[:12]) + (", …" if len(header) > 12 else "")
    asked = f"{where.text[0]!r} is none of them" if where.stated else f"say which in {Path(name).name}.columns.toml"
    return f"no column holds the text ({asked}; there are {shown})"


def row_report(row: Row, place: str, where: Columns, published: date | None) -> Report | BadInput:
    """The Report of one row, found at `place` ("rows.csv, line 3")."""
    cells = {key.strip().lower(): value for key, value in row.items()}
    every = [_words(_cell(cells, each)) for each in where.text]
    texts = [each for each in every if each]
    body = "\n\n".join(prose(each) for each in (texts if where.stated else texts[:1])).strip()
    if not body:
        return BadInput(f"{place}: has no text")
    dates = [*_dates(cells, where.published, "published"), *_dates(cells, where.updated, "updated")]
    url = _first(cells, where.url)
    return report(
        Article(
            body=body,
            title=_first(cells, where.title),
            publisher=_first(cells, where.publisher),
            bylines=tuple(_many(cells, where.byline)),
            agencies=tuple(_many(cells, where.agency)),
            language=_first(cells, where.language),
            url=url,
            retrieved=_first(cells, where.retrieved),
            dates=(*dates, *url_date(url)),
        ),
        published,
    )


def _dates(cells: Row, keys: tuple[str, ...], of: str) -> Iterator[DateCandidate]:
    for key in keys:
        words = _words(_cell(cells, key))
        if words:
            yield DateCandidate(stamp(words), "meta", "updated" if of == "updated" else "published", f"column {key}")


def _cell(cells: Row, key: str) -> object:
    """The value under `key`, in small letters; a dot leads into objects, unless a column is called so."""
    key = key.lower()
    if key in cells or "." not in key:
        return cells.get(key)
    first, _, rest = key.partition(".")
    inner = cells.get(first)
    return _cell({str(each).lower(): value for each, value in inner.items()}, rest) if isinstance(inner, dict) else None


def _words(value: object) -> str:
    """A cell as words; an object, a list or a truth value has none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def _first(cells: Row, keys: tuple[str, ...]) -> str | None:
    found = (" ".join(_words(_cell(cells, key)).split()) for key in keys)
    return next((each for each in found if each), None)


def _many(cells: Row, keys: tuple[str, ...]) -> Iterator[str]:
    """The names under the first of `keys` that is filled: a list, a list written as JSON, or a line as papers sign."""
    for key in keys:
        value = _cell(cells, key)
        if isinstance(value, str) and value.lstrip().startswith('["'):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                value = _words(value)
        found = value if isinstance(value, list) else names(_words(value))
        words = [_words(each.get("name") if isinstance(each, dict) else each) for each in found]
        if any(words):
            yield from (each for each in words if each)
            return
