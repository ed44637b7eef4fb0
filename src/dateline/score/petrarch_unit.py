"""PETRARCH's unit test sentences go in; out comes how often the two parties of an expected event are found by role.

The sentences are stylised and their countries invented (Arnor, Gondor), and the event codes are those of a dictionary
made for the test; so only structure is compared: an act whose actor and recipient bear the names that the expected
source and target codes abbreviate ("ARN" Arnor), and no act where none is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.model.act import Act
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.reader import read
from dateline.score import Score, ratio

GOLD = "petrarch_unit/PETR.UnitTest.records.xml"
_SENTENCE = re.compile(r"<Sentence\s([^>]*)>(.*?)</Sentence>", re.S)
_EVENT = re.compile(r'<EventCoding\s+sourcecode="([^"]*)"\s+targetcode="([^"]*)"')
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.S)


@dataclass(frozen=True, slots=True)
class Test:
    """One sentence of the suite: its words, the pairs of codes expected, and whether none is."""

    text: str
    pairs: tuple[tuple[str, str], ...]
    nothing: bool


def tests(file: Path) -> Iterator[Test]:
    """The sentences with at least one pair of country codes that their words spell out, and those without events."""
    for _, body in _SENTENCE.findall(re.sub(r"<!--.*?-->", "", file.read_text("utf-8", "replace"), flags=re.S)):
        found = _TEXT.search(body)
        if found is None:
            continue
        text = " ".join(found[1].split())
        pairs = tuple((a[:3], b[:3]) for a, b in _EVENT.findall(body) if _named(a[:3], text) and _named(b[:3], text))
        nothing = "noevents" in body
        if pairs or nothing:
            yield Test(text, pairs, nothing)


def _named(code: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(code)}", text, re.IGNORECASE)) if len(code) == 3 else False


def score(gold: Path, kit: Kit) -> Score:
    """`pairs`: expected pairs found by role; `either`: in whatever role; `silent`: no act where none is expected."""
    whole = either = expected = silent = nothing = 0
    for test in tests(gold):
        acts = read(Report("test", test.text, Span(0, len(test.text))), kit).actions
        if test.nothing:
            nothing += 1
            silent += not acts
        for source, target in test.pairs:
            expected += 1
            whole += any(_bears(act.actors, source) and _side(act, target) for act in acts)
            either += any(
                _bears(every := (*act.actors, *act.recipients), source) and _bears(every, target) for act in acts
            )
    return Score(
        {"pairs": ratio(whole, expected), "either": ratio(either, expected), "silent": ratio(silent, nothing)},
        {"expected": expected, "without_event": nothing},
    )


def _side(act: Act, code: str) -> bool:
    """Whether the code is the recipient's, or another actor's of what both do together."""
    return _bears(act.recipients, code) or (not act.recipients and _bears(act.actors, code))


def _bears(parties: tuple[Party, ...], code: str) -> bool:
    return any(_named(code, party.text) for party in parties)
