"""Plain text goes in, with or without a header that dates it; a Report comes out."""

from __future__ import annotations

import re
from datetime import date

from dateline.model.report import Report, report_id
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time, Timex

_HEADER = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})[ \t]*")


def report(text: str, published: date | None = None) -> Report:
    """The report that `text` is; `published`, when given, wins over the header."""
    header = _HEADER.match(text)
    stated = date.fromisoformat(header.group(1)) if header else None
    day = published or stated
    when = NOT_STATED
    if day:
        iso = day.isoformat()
        span = Span(*header.span(1)) if header and not published else None
        when = Time(
            text=span.of(text) if span else None, span=span, timex=Timex("DATE", iso), edtf=iso, earliest=day,
            latest=day, grain="day", anchor="absolute",
        )  # fmt: skip
    return Report(
        id=report_id(text, when),
        text=text,
        body=Span(header.end() if header else 0, len(text)),
        published=when,
        published_basis="given" if published else "header" if stated else "none",
    )
