"""Paragraphs go in; out comes what each is: running text, or heading, caption, credit, bullet, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.dateline import dateline_at
from dateline.model.furniture import LABEL, STOP, furniture
from dateline.model.sentence import SentenceKind
from dateline.model.span import Span

_STAMP = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s?(?:[ap]\.?m\.?|GMT|UTC|BST|CET|EST|IST|h))*\s*[-–—:|]?\s+(?=[^\W\d_a-z]|[\"“‘])"
)
_LONGEST_HEADING = 90
"""Code points; eighty-odd is the longest sub-heading seen."""
_FEW = 6
"""Words; what ends in a colon and is longer introduces a list or a quotation."""


def kinds(text: str, blocks: Sequence[Span], title: Span | None) -> list[SentenceKind]:
    """What each paragraph of `blocks` is; `title` is where the report's title stands."""
    found = [_kind(text, block, title) for block in blocks]
    _headings(text, blocks, found)
    _captions(text, blocks, found)
    _rubrics(text, blocks, found)
    return found


def stamp_at(text: str, block: Span) -> Span | None:
    """The time of day with which an entry of a live report opens ("14:05 Police …")."""
    stamp = _STAMP.match(text, block.start, min(block.end, block.start + 40))
    return Span(block.start, stamp.end()) if stamp else None


def label_at(text: str, block: Span) -> Span | None:
    """The label with which a paragraph opens ("Details:", "Quote from the ministry:"), when words follow it."""
    label = LABEL.match(text, block.start, min(block.end, block.start + 100))
    return Span(block.start, label.end()) if label and label.end() < block.end else None


def _kind(text: str, block: Span, title: Span | None) -> SentenceKind:
    if title and title.overlaps(block):
        return "headline"
    return furniture(text, block) or "body"


def _headings(text: str, blocks: Sequence[Span], found: list[SentenceKind]) -> None:
    """A short line without an end, with running text beneath it, is a heading."""
    for at, block in enumerate(blocks[:-1]):
        if found[at] != "body" or len(block) > _LONGEST_HEADING:
            continue
        words = block.of(text)
        ends = STOP.search(words) and not words.endswith("?")
        if ends or words.endswith((",", ";", '"', "”")) or "\n" in words or not _opens(words):
            continue
        if words.endswith(":") and len(words.split()) > _FEW:
            continue
        below = blocks[at + 1]
        if found[at + 1] in ("body", "bullet") and len(below) > len(block):
            found[at] = "heading"


def _opens(words: str) -> bool:
    """Whether the words can open a line of their own: no lower-case first letter."""
    first = next((letter for letter in words if letter.isalpha()), "")
    return bool(first) and not first.islower()


def _captions(text: str, blocks: Sequence[Span], found: list[SentenceKind]) -> None:
    """A paragraph between the head of the report and a credit in capitals, before the dateline, is a caption."""
    for at, block in enumerate(blocks[:12]):
        if dateline_at(text, block.start, block.end):
            for before in range(1, at):
                if found[before] == "credit" and found[before - 1] == "body":
                    found[before - 1] = "caption"
            return


def _rubrics(text: str, blocks: Sequence[Span], found: list[SentenceKind]) -> None:
    """A word or three without an end above the headline are the page's rubric ("World", "Asia Pacific")."""
    if "headline" not in found:
        return
    for at in range(found.index("headline")):
        words = blocks[at].of(text) if len(blocks[at]) < 40 else ""
        if found[at] in ("body", "heading") and words and len(words.split()) <= 3 and not STOP.search(words):
            found[at] = "boilerplate"
