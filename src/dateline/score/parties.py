"""Annotated news text goes in; out comes how many of its parties the parties stage finds, and how it links them.

The text (`training/events.jsonl`) names the actors, recipients and speakers of each claim by span, and gives chains of
strings that mean one party. Only the tenth by hash of the text is scored; the rest is there to learn from.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.score import Score, ratio
from dateline.stages import STAGES

GOLD = "../training/events.jsonl"

TENTHS = 10
HELD_OUT = 9
"""Which tenth is kept for measuring."""


@dataclass(frozen=True, slots=True)
class Item:
    """One annotated text: the spans of its parties, and its chains of strings."""

    text: str
    published: date
    parties: tuple[Span, ...]
    chains: tuple[tuple[str, ...], ...]


def items(gold: Path, tenths: Iterable[int] = (HELD_OUT,)) -> Iterator[Item]:
    """The annotated texts of some tenths by hash."""
    wanted = set(tenths)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if tenth(row["text"]) in wanted:
            yield item(row)


def tenth(text: str) -> int:
    """Which of ten parts a text belongs to, by its hash."""
    return int(sha256(text.encode()).hexdigest(), 16) % TENTHS


def item(row: dict[str, object]) -> Item:
    """One line of the file."""
    spans: dict[Span, None] = {}
    claims = row["claims"]
    assert isinstance(claims, list)
    for claim in claims:
        for each in [*claim["actors"], *claim["recipients"], *([claim["speaker"]] if claim["speaker"] else [])]:
            spans[Span(each["start"], each["end"])] = None
    chains = row["references"]
    assert isinstance(chains, list)
    return Item(
        str(row["text"]), date.fromisoformat(str(row["published"])), tuple(spans), tuple(tuple(each) for each in chains)
    )


def score(gold: Path, kit: Kit) -> Score:
    """Party strings found exactly, and by head; references linked to the chain that they belong to."""
    tally: dict[str, int] = {}
    for each in items(gold):
        reading = Reading(report=plain.report(each.text, each.published))
        for stage in STAGES:
            reading = stage(reading, kit)
            if stage.__name__ == "parties":
                break
        for name, number in judge(each, reading).items():
            tally[name] = tally.get(name, 0) + number
    return figures(tally)


def figures(tally: dict[str, int]) -> Score:
    """The shares that the counts give."""
    return Score(
        {
            "exact": ratio(tally.get("exact", 0), tally.get("parties", 0)),
            "head": ratio(tally.get("head", 0), tally.get("parties", 0)),
            "linked": ratio(tally.get("linked", 0), tally.get("references", 0)),
            "not misled": 100 - ratio(tally.get("misled", 0), tally.get("references", 0)),
        },
        tally,
    )


def judge(item: Item, reading: Reading) -> dict[str, int]:
    """The counts of one text.

    `exact`: a party has the very span. `head`: a party has the word that heads it, within it. `linked`: a string of a
    chain, after its first, is in the cluster of an earlier string of that chain. `misled`: it is in a cluster with
    somebody else instead.
    """
    exact = {party.span for party in reading.parties}
    linked, misled, references = links(item, reading)
    return {
        "parties": len(item.parties),
        "exact": sum(span in exact for span in item.parties),
        "head": sum(any(_same_head(reading, span, party.span) for party in reading.parties) for span in item.parties),
        "references": references,
        "linked": linked,
        "misled": misled,
    }


def _same_head(reading: Reading, gold: Span, found: Span) -> bool:
    if gold == found:
        return True
    head, other = head_of(reading, gold), head_of(reading, found)
    if head is None or other is None:
        return False
    return found.contains(head) and gold.contains(other)


def head_of(reading: Reading, span: Span) -> Span | None:
    """The word that heads a stretch: the first whose governor stands outside it."""
    for token in reading.parse.within(span):
        governor = reading.parse.head(token)
        if token.pos not in ("PUNCT", "ADP", "CCONJ") and (governor.i == token.i or not span.contains(governor.span)):
            return token.span
    return None


def links(item: Item, reading: Reading) -> tuple[int, int, int]:
    """How many strings of chains are linked rightly, how many to another, and how many there are to link.

    A string stands for the parties of that very text, or else for the party that has its head; a row of names
    ("Kim and Putin") for the members of a plural that lie in it.
    """
    parties = reading.parties
    cluster = clusters(parties)
    size = Counter(cluster)
    linked = misled = references = 0
    for chain in item.chains:
        found = [_named(text, reading) for text in chain]
        for at in range(1, len(chain)):
            references += 1
            own = found[at]
            others = {cluster[n] for place, numbers in enumerate(found) if place != at for n in numbers if n not in own}
            rows = [span for place, text in enumerate(chain) if place != at for span in _places(text, item.text)]
            if any(cluster[n] in others or _gathers(parties[n], rows) for n in own):
                linked += 1
            elif any(size[cluster[n]] > 1 or parties[n].members for n in own):
                misled += 1
    return linked, misled, references


def _named(text: str, reading: Reading) -> list[int]:
    """The numbers of the parties that a string of a chain stands for."""
    exact = [number for number, party in enumerate(reading.parties) if party.text.casefold() == text.casefold()]
    if exact:
        return exact
    return [
        number
        for span in _places(text, reading.report.text)
        for number, party in enumerate(reading.parties)
        if _same_head(reading, span, party.span)
    ]


def _places(text: str, whole: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", whole)]


def _gathers(party: Party, rows: Sequence[Span]) -> bool:
    """Whether the members of a plural all lie in one of the rows of names."""
    return bool(party.members) and any(all(row.contains(member) for member in party.members) for row in rows)


def clusters(parties: Sequence[Party]) -> list[int]:
    """For each party the number of its cluster: parties of one entity, or linked by antecedent, or by a sole member."""
    at: dict[Span, int] = {}
    for number, party in enumerate(parties):
        at.setdefault(party.span, number)
    root = list(range(len(parties)))

    def top(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    entities: dict[str, int] = {}
    for number, party in enumerate(parties):
        others = []
        if party.antecedent is not None and not party.members and party.antecedent in at:
            others.append(at[party.antecedent])
        if party.entity is not None:
            others.append(entities.setdefault(party.entity, number))
        for other in others:
            first, second = sorted((top(number), top(other)))
            root[second] = first
    return [top(number) for number in range(len(parties))]
