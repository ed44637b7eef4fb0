"""The nouns of taking in: an Item of a source, and a Reject, a document that could not be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ItemState = Literal["taken", "rejected", "left"]
RejectStage = Literal["fetch", "intake", "read", "keep"]


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a source: where it stands, what it holds, and what became of it.

    `locator` is unique in a record: a path or url, with the part behind a # where one file holds several. `source` is
    the file, folder or feed that it came with; `hash` that of its bytes, to see that it changed; `report` the id of the
    report that it became. `left` is what was not taken in on purpose, such as a language that is not read.
    """

    locator: str
    source: str = ""
    hash: str | None = None
    state: ItemState = "taken"
    report: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A document that could not be taken in: at what stage, and why, in a sentence that says what to do.

    `resolved` is when it was taken in after all.
    """

    locator: str
    source: str
    stage: RejectStage
    why: str
    at: datetime
    resolved: datetime | None = None
