"""Ten made stories go in; out comes a pile of reports of them whose origins are known, for `dateline score lineage`.

    .venv/bin/python tools/lineage.py            # writes scores/made/lineage.jsonl, always the same

Of each story (tools/data/lineage/stories.toml) there are two wires, what outlets make of them with ever heavier hands,
and what others report by themselves; ROLES says which. A row is one report: its true origin, and whose words it holds.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "tools" / "data" / "lineage" / "stories.toml"
MADE = ROOT / "scores" / "made" / "lineage.jsonl"
ROLES = {
    "wire": "the first wire's own report",
    "signed": "the wire's report with its credit, less the last paragraph",
    "light": "the wire's report without credit, some words changed, a headline line put before it",
    "heavy": "the same with one word in six changed, paragraphs moved and one gone",
    "trimmed": "its first two paragraphs, without credit",
    "rewrite": "told anew from the wire in other words and another order, with its quotations, without credit",
    "relay": "told anew in other words still, without quotations, but it says in its lead who reported that",
    "untold": "the same without any of that: nothing in it says whence it has it",
    "wire2": "another wire's own report, which quotes a part of what was said to everybody",
    "signed2": "that wire's report with its credit",
    "shared": "an outlet's own report, which quotes what was said to everybody in full",
    "local": "an outlet's own report with its own witness",
    "mixed": "an outlet's own comment, with one paragraph of the first wire in it",
}
CHANGED = {
    "said": "stated", "near": "close to", "because": "since", "killed": "left dead", "more than": "over", 
    "whether": "if", "had been": "was", "people": "persons", "after": "following", "before": "ahead of", "also": "too",
    "at least": "no fewer than", "must": "has to", "began": "started", "under": "according to", "until": "up to",
    "among them": "including", "promised": "pledged", "asked for": "requested", "most of it": "the bulk",
    "hours": "hrs", "government": "cabinet", "police": "officers", "arrested": "detained", "tickets": "seats",
    "demand": "call for", "forced": "compelled", "destroyed": "razed", "several": "a number of", "next": "coming",
    "where": "in which", "while": "as", "last": "past", "agreed": "consented", "reopen": "open again",
}  # fmt: skip
"""What sub-editors put for what: it need not be better."""
_WIRE, _WIRE2 = ("0", "1", "2", "3", "4", "5"), ("second 0", "second 1", "second 3", "second 4")
WORDS = {
    "wire": _WIRE, "light": _WIRE, "signed": _WIRE[:-1], "heavy": _WIRE[:-1], "trimmed": _WIRE[:2], "mixed": _WIRE[3:5],
    "wire2": _WIRE2, "signed2": _WIRE2,
}  # fmt: skip
"""Which of the wires' paragraphs a report holds; the words of every other role are its own."""
OUTLETS = (
    "Sunday Almanac", "Morning Ledger", "The Quay Observer", "Evening Lantern", "Hillside Courier", "Metro Echo",
    "The Corn Exchange Daily", "Union Sentinel", "The Weekday", "Province Herald", "Upland Mail", "The Bell Tower",
    "Civic Post",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One event as the file has it."""

    place: str
    day: date
    facts: list[list[str]]
    heard: str
    told: str
    own: str
    speaker: list[str]
    witness: list[str]
    local: list[str]
    comment: list[str]


def main() -> None:
    """Write the pile."""
    MADE.parent.mkdir(parents=True, exist_ok=True)
    MADE.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in pile()), "utf-8")


def pile() -> Iterator[dict[str, object]]:
    """The rows: one report each, with its role, its true origin, and in `words` whose words it holds."""
    chance = random.Random(7)
    for number, each in enumerate(tomllib.loads(STORIES.read_text("utf-8"))["story"]):
        story = Story(**each)
        outlets = iter(chance.sample(OUTLETS, len(OUTLETS)))
        for role, later, paragraphs in reports(story, chance):
            outlet = {"wire": "Reuters", "wire2": "AFP"}.get(role) or next(outlets)
            own = role in ("shared", "local", "mixed")
            origin = outlet if own else "AFP" if role.endswith("2") else "Reuters"
            yield {
                "id": f"{number}-{role}", "story": number, "role": role, "origin": f"{number}: {origin}",
                "outlet": outlet,
                "published": str(story.day + timedelta(days=later)),
                "words": [f"{number}: {each}" for each in WORDS.get(role, ())],
                "text": "\n\n".join(paragraphs),
            }  # fmt: skip


def reports(story: Story, chance: random.Random) -> Iterator[tuple[str, int, list[str]]]:
    """The reports of one story: role, days after the event, paragraphs."""
    one, two, three = zip(*story.facts, strict=True)
    head = f"{story.place}, {story.day:%b} {story.day.day}"
    said = [f"“{story.heard},” {story.speaker[0]} told reporters.", f"“{story.told},” said {story.witness[0]}."]
    body = [one[1], said[0], one[2], said[1], *one[3:]]
    first = [f"{head} (Reuters) - {one[0]}", *body]
    bare = [one[0], *body]
    half = story.heard.split(" and ", 1)[-1] if " and " in story.heard else story.heard.split(", ", 1)[-1]
    yield "wire", 0, first
    yield "signed", 0, [f"{story.place} (Reuters) - {one[0]}", *body[:-1]]
    yield "light", 1, [f"{story.place.title()}: what we know", *(edited(each, 0.04, chance) for each in bare)]
    moved = [bare[0], *chance.sample(bare[1:-1], len(bare) - 2)]
    yield "heavy", 1, [edited(each, 0.17, chance) for each in moved]
    yield "trimmed", 0, bare[:2]
    again = [f"“{story.heard},” {story.speaker[1].rstrip(',')} said.", f"Others had worse to tell. “{story.told}.”"]
    yield "rewrite", 1, [two[0], *chance.sample([two[2], *again], 3)]
    day = f"{story.day + timedelta(days=1):%A}"
    yield "relay", 1, [f"{two[1].rstrip('.')}, Reuters reported on {day}.", two[3]]
    yield "untold", 1, [two[4], two[5]]
    cut = f"“{half[0].upper()}{half[1:]},” said {story.speaker[2].rstrip(',')}."
    other = [three[1], cut, three[3], three[4], three[2], three[5]]
    yield "wire2", 0, [f"{head} (AFP) - {three[0]}", *other]
    yield "signed2", 1, [f"{story.place} (AFP) - {three[0]}", *other[:4]]
    stood = f"{story.speaker[2].rstrip(',')} stood before the cameras for ten minutes. “{story.heard}.”"
    yield "shared", 0, [story.local[0], stood, story.local[1]]
    yield "local", 1, [story.local[2], f"“{story.own},” {story.witness[2]} told this newspaper.", story.local[3]]
    yield "mixed", 2, [*story.comment[:2], f"{one[3]} {one[4]}", story.comment[2]]


def edited(text: str, rate: float, chance: random.Random) -> str:
    """A paragraph with some words changed, dropped or put in, up to a share of them; what is quoted stays."""
    pieces = text.split("“")
    found = [_changed(pieces[0], rate, chance)]
    for piece in pieces[1:]:
        quoted, mark, after = piece.partition("”")
        found.append(f"“{quoted}{mark}{_changed(after, rate, chance)}")
    return "".join(found)


def _changed(text: str, rate: float, chance: random.Random) -> str:
    for words, others in CHANGED.items():
        if f" {words} " in text and chance.random() < 4 * rate:
            text = text.replace(f" {words} ", f" {others} ", 1)
    words = []
    for word in text.split(" "):
        luck = chance.random()
        if luck < rate / 3 and word.isalpha() and word.islower() and len(word) < 5:
            continue
        words += ["also", word] if luck > 1 - rate / 4 and word.islower() else [word]
    return " ".join(words)


if __name__ == "__main__":
    main()
