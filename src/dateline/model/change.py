"""The nouns of what becomes of claims: a Change in the feed, what a reading brought, how two readings differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.model.claim import Claim

ChangeKind = Literal["added", "changed", "withdrawn", "judged"]
Outcome = Literal["new", "new version", "read again", "known", "older version"]
ReviewVerdict = Literal["accept", "mend", "reject"]
"""What a person may say of one claim."""
AnyVerdict = Literal["accept", "mend", "reject", "same", "not same", "unsure", "undo"]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the feed of a record: what became of one claim.

    `seq` counts changes in the order in which they were kept, `revision` the transactions. `claim` is the id after the
    change and `was` the one before it, where that was another. `version` is the version of the claim that stands now,
    or stood last if it was withdrawn. `what` names the fields that changed; `text` alone means that only its place in
    the text did. `by` is who judged, for judgements.
    """

    seq: int
    revision: int
    at: datetime
    kind: ChangeKind
    claim: str
    was: str | None
    version: int
    what: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of handing a reading to the record; it is false where nothing changed.

    `outcome` is `new` (an article not met before), `new version` (its text changed), `read again` (the same text, read
    otherwise), `known` (nothing changed) or `older version` (a later one stands; it is kept as history). The rest
    counts claims.
    """

    outcome: Outcome
    added: int = 0
    changed: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        return self.outcome != "known"


@dataclass(frozen=True, slots=True)
class Altered:
    """One claim before and after, and the fields that differ."""

    before: Claim
    after: Claim
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a proposed reading of a report differs from what stands; `same` counts the claims that stay as they are."""

    report: str
    made_by: tuple[tuple[str, str], ...]
    added: tuple[Claim, ...]
    changed: tuple[Altered, ...]
    withdrawn: tuple[Claim, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of a person as the record keeps it.

    `subject` is the id of a claim, or of the first of two things of which `other` is the second. `field` and `value`
    (JSON) say what a mending mends and how. `undoes` is the number of the judgement that an undo takes back, `undone`
    whether this one was taken back. `orphaned` where no claim that stands is the one that was judged, or it no longer
    says what was accepted.
    """

    number: int
    verdict: AnyVerdict
    subject: str
    by: str
    at: datetime
    why: str
    field: str | None = None
    value: str | None = None
    other: str | None = None
    undoes: int | None = None
    undone: bool = False
    orphaned: bool = False
