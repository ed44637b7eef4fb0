"""The head of a paragraph goes in; out comes its Dateline, if it has one: the place, day and wire."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.wires import WIRE, is_wire


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a report and say where and when it was filed, and by which wire ("SEOUL, May 3 (Yonhap) --").

    `span` takes in the dash or colon that ends it; `places` are the names as written; `day` the words of the date;
    `agencies` the names in the parentheses.
    """

    span: Span
    places: tuple[Span, ...] = ()
    day: Span | None = None
    agencies: tuple[Span, ...] = ()


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?P<day>(?i:{_MONTH}\s\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:,?\s\d{{4}}|\s'?\d{{2}}(?!\d))?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_WIRE = r"\((?P<{}>(?:[^()]|\([^()]*\)){{2,60}})\)"
_LETTER = r"[^\W\d_]"
_CAPITALS = rf"(?!{_LETTER}*[a-zß-öø-ÿ]){_LETTER}[\w.'’-]*"
_WORD = rf"(?=[^a-zß-öø-ÿ]){_LETTER}[\w.'’-]*"
_REST = rf"(?:,\s(?!\d){_WORD}(?:\s(?:of\s)?{_WORD}){{0,3}}){{0,2}}"
_LOUD = rf"{_CAPITALS}(?:\s{_CAPITALS}){{0,3}}(?:/{_CAPITALS}(?:\s{_CAPITALS}){{0,3}}){{0,3}}"
_QUIET = rf"{_WORD}(?:\s(?:(?:of|de|la|al|el|da|do)\s)?{_WORD}){{0,3}}(?:/{_WORD}(?:\s{_WORD}){{0,3}}){{0,3}}"
_DASH = r"(?:\s*(?:--+|[–—―])|\s+[-_](?=\s)|(?<=\))\s*[-_](?!\w))\s*"
_STATE = r"(?:\s\([^()]{2,30}\)(?=,))?"
_KIND = (
    "TEXT|EXCERPTS?|ARTICLE|(?:EDITORIAL )?REPORT|COMMUNIQUE|INTERVIEW|EDITORIAL|COMMENTARY|SPEECH|SUMMARY|CONTINUED"
)
_MARK = rf"(?:\[(?:{_KIND})\]\s*){{0,3}}"

_WITH_WIRE = re.compile(
    rf"(?:{_WIRE.format('first')}\s*)?(?P<places>{_QUIET}{_REST}){_STATE}(?:,?\s{_DAY})?,?\s*{_WIRE.format('wire')}"
    rf"(?:{_DASH}|:\s*|\s+(?=\[)){_MARK}"
)
_WITH_DAY = re.compile(rf"(?P<places>{_QUIET}{_REST}){_STATE},?\s{_DAY}(?:{_DASH}|:\s+){_MARK}")
_WIRE_ONLY = re.compile(rf"{_WIRE.format('wire')}\s*(?:--+|[-_–—―])(?!\w)\s*")
_PLACE_ONLY = re.compile(rf"(?P<places>{_LOUD}{_REST})(?:{_DASH}|(?<=\w{{4}}):\s+)")
_BREAK = rf"(?:{_DASH}|:\s+|[./]+-?\s+(?=[^\W\d_a-z]|[\"“‘]))"
_SIGNED = re.compile(
    rf"(?:(?P<places>{_QUIET}{_REST})(?:\s[(\[][^()\[\]]{{2,30}}[)\]])?(?:[.,]|\s?[-–—])?\s)?"
    rf"(?:{_DAY}(?:[.,]|\s?[-–—])?\s)?"
    rf"(?:/(?P<wire>{WIRE})/{_BREAK}|\((?P<first>{WIRE})\)(?:{_BREAK}|\s+(?=[^\W\d_a-z])))"
)
_UNMARKED = re.compile(
    rf"(?P<places>{_QUIET}{_REST})(?:[.,]|\s?[-–—])\s(?:{_DAY}(?:[.,]|\s?[-–—])\s)?(?P<wire>{WIRE})"
    rf"(?![\w’'])(?:{_BREAK}|[-–—]\s*|\s*\Z)"
)
_AFTER_WIRE = re.compile(rf"\((?P<wire>{WIRE})\){_DASH}(?P<places>{_LOUD}{_REST}),\s{_DAY}{_DASH}")
_WITH_DAY_AFTER = re.compile(rf"(?P<places>{_LOUD}{_REST})\s\({_DAY}\)(?:{_DASH}|:\s+)")
"""How agencies sign without Reuters' dash: "MOSCOW, May 3. /TASS/. ", "New Delhi, May 3 (PTI) ", "Tehran, IRNA – "."""
_LABEL = re.compile(
    r"(?i)(?:file|photo|video|watch|breaking|updated?|live|analysis|exclusive|opinion|explainer|factbox|read|note|source"
    r"|details?|background|quote|image|editor|correction|corrected|fact|interview|in pictures|just in|alert|urgent"
    r"|headlines?|summary|timeline|q&a|q|a|caption|comment|memo|reminder|subject|from|to|date|re|title)\b"
)
_HEAD = 200
"""Code points in which a dateline must end; none that was seen came near."""


def dateline_at(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which `text[start:end]`, one paragraph, opens, or None.

    >>> line = dateline_at("MOSCOW/SEOUL, Sept 13 (Reuters) - Two leaders met.", 0, 50)
    >>> line.span.end, [place.of("MOSCOW/SEOUL") for place in line.places]
    (34, ['MOSCOW', 'SEOUL'])
    """
    head = text[start : min(end, start + _HEAD)]
    if not head or head[0].isdigit():
        return None
    found = (
        _WITH_DAY_AFTER.match(head)
        or _AFTER_WIRE.match(head)
        or _WITH_WIRE.match(head)
        or _SIGNED.match(head)
        or _UNMARKED.match(head)
        or _WITH_DAY.match(head)
        or _WIRE_ONLY.match(head)
    )
    if found is None and any(letter.islower() for letter in head):
        found = _PLACE_ONLY.match(head)
        if found and not any(each.islower() for each in head[found.end() :]):
            found = None
    if found is None or _LABEL.match(found.group()):
        return None
    if not head[found.end() :].strip() and not ("day" in found.groupdict() or "wire" in found.groupdict()):
        return None
    named = found.groupdict()
    places = _split(found.start("places"), named["places"], start) if named.get("places") else ()
    day = Span(start + found.start("day"), start + found.end("day")) if named.get("day") else None
    wires = [Span(start + found.start(name), start + found.end(name)) for name in ("first", "wire") if named.get(name)]
    if wires and not all(_is_wire(wire.of(text)) for wire in wires):
        return None
    return Dateline(Span(start, start + found.end()), places, day, tuple(wires))


def _split(at: int, places: str, start: int) -> tuple[Span, ...]:
    return tuple(
        Span(start + at + each.start(), start + at + each.end()) for each in re.finditer(r"[^/,\s][^/,]*", places)
    )


def _is_wire(name: str) -> bool:
    """Whether what stands in the parentheses may be the name of a wire: a few words, capital or camel, no verb form.

    >>> _is_wire("ACAN-EFE"), _is_wire("dpa-AFX"), _is_wire("who was ill")
    (True, True, False)
    """
    words = name.split()
    return is_wire(name) or (len(words) <= 7 and any(map(str.isupper, name)) and not words[0].islower())
