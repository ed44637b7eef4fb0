"""A line or paragraph of a report goes in; out comes what it is if it is not running text."""

from __future__ import annotations

import re
from typing import Literal

from dateline.model.day import CLOCK, DAY
from dateline.model.span import Span

Furniture = Literal["caption", "credit", "bullet", "boilerplate"]

BULLET = re.compile(r"(?:[•·▪▫●○◦■□‣⁃∙►▶➤*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
STOP = re.compile(r"""[.!?…。！？։।؟]["'”’»)\]]*$""")
"""What ends running text."""

_BOILERPLATE = re.compile(
    r"""(?ix)
    (?:\d+\.\s)?skip\sto\s | live\supdates?,?$ | published\s(?:on\s)?\d | (?:first\s)?published:?\s
    | (?:last\s)?updated:?\s | advertisement$ | share(?:\sthis\b.{0,30})?$ | share\son\s
    | follow\s(?:us|[a-z]+\s(?:on|@)) | subscribe\b | sign\sup\b | (?:also\s)?read(?:\salso|\smore|\sin\sapp)?\s*:
    | read\s(?:more|next|the\sfull)\b | see\salso\b | related\s(?:stories|articles|news)\b | click\shere\b
    | watch\s(?:live|more)?\s*: | listen\sto\sthis | our\sstandards\s*: | all\srights\sreserved | copyright\b | ©
    | this\s(?:article|story|report)\s(?:was|has\sbeen)\s(?:first\s|originally\s)?(?:published|updated|translated)
    | \(end\)(?:\s\S{1,40}){0,4}$ | -{0,2}\s*end\s*-{0,2}$ | -\s*ends?\s*- | \#{3,} | ___+ | \*{3,}
    | (?:log|sign)\s(?:in|out)\b.{0,30}$ | most\sread$ | recommended$ | comments?(?:\s\(\d+\))?$
    | \d+\s(?:min|minutes?)\sread$ | print$ | email$ | (?:tags?|topics?|keywords?)\s*: | more\son\sthis\b
    """
)
_TICKER = re.compile(r"(?:[A-Z][A-Z0-9&]{1,9}\s+[\d,.]+\s*(?:[▲▼△▽+−-]|\()[^A-Z]{0,40})+$")
_CAPTION = re.compile(
    r"""(?ix)
    \(?\[?(?:file(?:\s(?:photo|image|picture))? | (?:hand-?out|archive|illustrative)\s(?:photo|image|picture))
      \s*(?::|-\s|[–—])
    | \(?\[?(?:photo|image|picture|video|graphic|map|caption|screengrab|screenshot)s?
      \s*(?::|/|\bby\b|credit\b|courtesy\b)
    | (?:in\s)?this\s(?:photo|image|picture|combination)\b[^.]{0,120}\b(?:shows?|released|taken|provided)\b
    """
)
_CREDIT = re.compile(
    r"""(?x)
    (?i:\(?(?:additional\s)?(?:reporting|writing|editing|compiled|translated|edited|written|produced)\sby\s)
    | (?i:source)\s*: | (?i:with\s(?:inputs?|agenc(?:y|ies)|additional\sreporting)\b.{0,60}$)
    | (?i:by)(?:\s(?:[A-Z][\w’'.-]*[a-z][\w’'-]*|[A-Z]\.|and|of|in|for|&)[,;]?){1,10}$
    | BY(?:\s[A-Z][A-Z.’'-]*,?){1,4}(?<!\.)$
    | (?i:agenc(?:y|ies)|afp|reuters|ap|tass|xinhua|yonhap|dpa|ria\snovosti|interfax|efe|ansa|anadolu|pti|ani)$
    | (?:[A-Z][a-z]+\s)?(?i:staff\s(?:writer|reporter|and\sagencies)|web\sdesk|news\sdesk)$
    | (?i:[A-Za-z ]{2,30}\spublished\s\d) | [—–―]\s?[A-Z][^.!?]{2,80}$
    """
)
_WIRES = r"\b(?:VIA|POOL|HANDOUT|AFP|REUTERS|AP|GETTY|EPA|TASS|YONHAP|KCNA)\b"
_LOUD_CREDIT = re.compile(
    rf"(?=.*[A-Z]/[A-Z]|.*\bVIA\b|(?:\S+\s){{0,3}}{_WIRES})(?:[A-Z0-9.,'’&/-]+(?:\s|$)){{1,9}}(?<![.!?])"
)
_TRACKING = re.compile(r"(?:[a-z]{2,4}\.?|[A-Z]{2,4}\d{6,}|[A-Z0-9_]{8,}|MENAFN\w+|\d{6,})")

LABEL = re.compile(
    r"(?:Quote(?: from [^:\n]{2,60})?|(?:More )?[Dd]etails?|Background|Reminder|Why it matters|What happened|Context"
    r"|Literally)\s*:\s*"
)
"""With what a paragraph of a report in sections opens."""
_HEAD = 300
"""Code points that are looked at; furniture shows at its beginning."""


def furniture(text: str, block: Span) -> Furniture | None:
    """What `block`, one line or paragraph of `text`, is, if it is not running text or a heading.

    >>> furniture("Photo: Mina Okafor", Span(0, 18)), furniture("She left on Monday.", Span(0, 19))
    ('credit', None)
    """
    words = text[block.start : min(block.end, block.start + _HEAD)]
    if not any(letter.isalnum() for letter in words):
        return "boilerplate"
    if _BOILERPLATE.match(words) or _TICKER.match(words) or (len(block) < 40 and _TRACKING.fullmatch(words)):
        return "boilerplate"
    day = DAY.match(words) if len(block) < 60 else None
    clock = CLOCK.match(words, day.end()) if day else None
    if clock and not any(letter.isalpha() for letter in words[clock.end() :]):
        return "boilerplate"
    if _CAPTION.match(words):
        return "credit" if len(block) < 60 and not STOP.search(words) else "caption"
    if _CREDIT.match(words) or (len(block) < 120 and not words.isdigit() and _LOUD_CREDIT.fullmatch(words)):
        return "credit"
    return "bullet" if BULLET.match(words) else None
