"""Paragraphs go in; out comes what each is: running text, or heading, caption, credit, bullet, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.dateline import dateline_at
from dateline.model.sentence import SentenceKind
from dateline.model.span import Span
from dateline.stages.sentences.paragraphs import BULLET

_BOILERPLATE = re.compile(
    r"""(?ix)
    (?:\d+\.\s)?skip\sto\s | live\supdates?,?$ | published\s(?:on\s)?\d | (?:first\s)?published:?\s | (?:last\s)?updated:?\s
    | advertisement$ | share(?:\sthis\b.{0,30})?$ | share\son\s | follow\s(?:us|[a-z]+\s(?:on|@)) | subscribe\b | sign\sup\b
    | (?:also\s)?read(?:\salso|\smore|\sin\sapp)?\s*: | read\s(?:more|next|the\sfull)\b | see\salso\b | related\s(?:stories|articles|news)\b
    | click\shere\b | watch\s(?:live|more)?\s*: | listen\sto\sthis | our\sstandards\s*: | all\srights\sreserved | copyright\b | ©
    | this\s(?:article|story|report)\s(?:was|has\sbeen)\s(?:first\s|originally\s)?(?:published|updated|translated|produced)
    | \(end\)$ | -{0,2}\s*end\s*-{0,2}$ | -\s*ends?\s*- | \#{3,} | ___+ | \*{3,}
    | (?:log|sign)\s(?:in|out)\b.{0,30}$ | most\sread$ | recommended$ | comments?(?:\s\(\d+\))?$ | \d+\s(?:min|minutes?)\sread$
    | print$ | email$ | tags?\s*: | topics?\s*: | keywords?\s*: | more\son\sthis\b
    """
)
_TICKER = re.compile(r"(?:[A-Z][A-Z0-9&]{1,9}\s+[\d,.]+\s*(?:[▲▼△▽+-−]|\().{0,40}?%?\)?\s*)+$")
_CAPTION = re.compile(
    r"""(?ix)
    \(?\[?(?:file(?:\s(?:photo|image|picture))? | (?:hand-?out|archive|representational|illustrative)\s(?:photo|image|picture))\s*(?::|-\s|[–—])
    | \(?\[?(?:photo|image|picture|video|graphic|map|caption|screengrab|screenshot)s?\s*(?::|/|\bby\b|credit\b|courtesy\b)
    | (?:in\s)?this\s(?:photo|image|picture|combination)\b[^.]{0,120}\b(?:shows?|released|taken|provided)\b
    """
)
_CREDIT = re.compile(
    r"""(?x)
    (?i:\(?(?:additional\s)?(?:reporting|writing|editing|compiled|translated|edited|written|produced)\sby\s)
    | (?i:source)\s*: | (?i:with\s(?:inputs?|agenc(?:y|ies)|additional\sreporting)\b.{0,60}$)
    | (?i:by)\s(?=[A-Z])[^.!?]{3,90}$ | (?i:agenc(?:y|ies)|afp|reuters|ap|tass|xinhua|yonhap|dpa|ria\snovosti|interfax|efe|ansa|anadolu|pti|ani)$
    | (?:[A-Z][a-z]+\s)?(?i:staff\s(?:writer|reporter|and\sagencies)|web\sdesk|news\sdesk)$
    | (?i:[A-Za-z ]{2,30}\spublished\s\d)
    """
)
_LOUD_CREDIT = re.compile(r"[A-Z0-9 .,'’&-]*(?:/|\b(?:VIA|POOL|HANDOUT|AFP|REUTERS|AP|GETTY|EPA|TASS|YONHAP|KCNA)\b)[A-Z0-9 .,'’&/-]*")
_TRACKING = re.compile(r"(?:[a-z]{2,4}\.?|[A-Z]{2,4}\d{6,}|[A-Z0-9_]{8,}|MENAFN\w+|\d{6,})")
_LABEL = re.compile(r"(?:Quote(?: from [^:\n]{2,60})?|Details?|Background|Reminder|Why it matters|What happened|Context|Literally|More details)\s*:\s*")
_END = re.compile(r"""[.!?…。！？։।؟]["'”’»)\]]*$""")
_LONGEST_HEADING = 90
"""Code points; eighty-odd is the longest sub-heading seen."""


def kinds(text: str, blocks: Sequence[Span], title: Span | None) -> list[SentenceKind]:
    """What each paragraph of `blocks` is; `title` is where the report's title stands."""
    found = [_kind(text, block, title) for block in blocks]
    _headings(text, blocks, found)
    _captions(text, blocks, found)
    return found


def label_at(text: str, block: Span) -> Span | None:
    """The label with which a paragraph opens ("Details:", "Quote from the ministry:"), when words follow it."""
    label = _LABEL.match(text, block.start, min(block.end, block.start + 100))
    return Span(block.start, label.end()) if label and label.end() < block.end else None


def _kind(text: str, block: Span, title: Span | None) -> SentenceKind:
    words = text[block.start : min(block.end, block.start + 300)]
    if title and title.overlaps(block):
        return "headline"
    if not any(letter.isalnum() for letter in words):
        return "boilerplate"
    if _BOILERPLATE.match(words) or _TICKER.match(words) or (len(block) < 40 and _TRACKING.fullmatch(words)):
        return "boilerplate"
    if _CAPTION.match(words):
        return "credit" if len(block) < 60 and not _END.search(words) else "caption"
    if _CREDIT.match(words) or (len(block) < 120 and not words.isdigit() and _LOUD_CREDIT.fullmatch(words)):
        return "credit"
    if BULLET.match(words):
        return "bullet"
    return "body"


def _headings(text: str, blocks: Sequence[Span], found: list[SentenceKind]) -> None:
    """A short line without an end, with running text beneath it, is a heading."""
    for at, block in enumerate(blocks[:-1]):
        if found[at] != "body" or len(block) > _LONGEST_HEADING:
            continue
        words = block.of(text)
        ends = _END.search(words) and not words.endswith("?")
        if ends or words.endswith((",", ";", '"', "”")) or "\n" in words or not _opens(words):
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
