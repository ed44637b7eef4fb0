"""A reading goes in; out come its Entries: each claim with its report, the sentence that says it, and how it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.model.act import Words
from dateline.model.claim import Claim
from dateline.model.reading import Reading
from dateline.model.report import Report

Rights = Literal["full text", "short quotes", "offsets"]
"""What of a publisher's words may be stored and shown: all, the sentence that says a claim, or only where it stands."""

Review = Literal["open", "accepted", "mended", "rejected"]
"""What people have said of a claim so far; a mended one carries the fields as they mended them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the record holds it: what every answer, page and export is made of.

    `version` numbers the row in the record and grows with every change (0 outside a record); `sentence` holds the words
    to check the claim by, empty where `rights` forbid to show them; `recorded` and `superseded` are when this version
    came in and when another took its place (UTC, None while it stands); `made_by` pairs a component (dateline, the
    pipeline, the lexicon) with its version.
    """

    version: int
    claim: Claim
    report: Report
    sentence: Words
    recorded: datetime
    superseded: datetime | None = None
    made_by: tuple[tuple[str, str], ...] = ()
    review: Review = "open"
    rights: Rights = "full text"

    @property
    def quotable(self) -> bool:
        """Whether the words that say the claim may be shown: its sentence, its act, its condition."""
        return self.rights != "offsets"

    @property
    def whole(self) -> bool:
        """Whether the report's whole text may be shown, and is there."""
        return self.rights == "full text" and len(self.report.text) >= self.report.body.end > 0


def entries(reading: Reading, recorded: datetime) -> Iterator[Entry]:
    """The claims of one reading as entries, in its order, none of them reviewed."""
    starts = [sentence.span.start for sentence in reading.sentences]
    for claim in reading.claims:
        place = bisect_right(starts, claim.action.span.start) - 1
        span = claim.action.span
        if place >= 0 and reading.sentences[place].span.contains(span):
            span = reading.sentences[place].span
        words = Words(span.of(reading.report.text), span)
        yield Entry(0, claim, reading.report, words, recorded, made_by=reading.made_by)
