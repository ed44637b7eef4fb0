"""PolNeAR's articles go in; out come F1 over attributions, over their parts token by token, and by form of speech.

An attribution is right when its content and a gold one share half of the whitespace tokens of both together (IoU at
least .5, greedily one to one, best first) and their sources overlap, or both have none. The set marks the outermost
attributions of each passage and hardly any inside another's content or inside a quotation, so an attribution with
`inside` is left out here. Where two people annotated an article the first by file name is gold; `human_f1` holds the
second against the first on those articles, by the same rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.score import Score, f1, ratio
from dateline.stages import STAGES

GOLD = "polnear/dev"
_ROW = re.compile(r"(?:T\d+\t\w+ \d+ \d+|E\d+\t)")
NEEDED = ("sentences", "marks", "parse", "attributions")
"""The stages that attributions rest on; parties would only name the sources."""
PARTS = ("Source", "Cue", "Content")
_DAY = date(2016, 9, 15)
"""The middle of the time that the set covers; attributions do not depend on it."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as annotated or found: half-open code points of each part, in pieces; a part may be empty."""

    source: Ranges
    cue: Ranges
    content: Ranges

    def part(self, name: str) -> Ranges:
        """The pieces of "Source", "Cue" or "Content"."""
        return {"Source": self.source, "Cue": self.cue, "Content": self.content}[name]


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the attributions that each of its annotators marked, the first by file name first."""

    name: str
    text: str
    annotations: tuple[tuple[Marked, ...], ...]


def articles(folder: Path) -> Iterator[Article]:
    """The articles of one part of the set (`text/` and `attributions/`, brat stand-off), by name."""
    files = sorted((folder / "attributions").glob("*.ann"))
    for file in sorted((folder / "text").glob("*.txt")):
        mine = [each for each in files if each.stem.rpartition("_")[0] == file.stem]
        with file.open(encoding="utf-8", newline="") as lines:
            text = lines.read()
        yield Article(file.stem, text, tuple(marked(each.read_text(encoding="utf-8")) for each in mine))


def marked(annotation: str) -> tuple[Marked, ...]:
    """The attributions of one brat file: T lines hold spans ("Source 110 112;115 117"), E lines tie them together."""
    spans: dict[str, Ranges] = {}
    events = []
    for line in annotation.split("\n"):  # quoted text may hold other characters that end lines, and even line ends
        fields = line.split("\t")
        if len(fields) < 2 or not _ROW.match(line):
            continue
        if line.startswith("T"):
            pieces = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = tuple((int(piece.split()[0]), int(piece.split()[1])) for piece in pieces)
        else:
            events.append([each.split(":") for each in fields[1].split()[1:]])
    found = []
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {part: [] for part in PARTS}
        for role, place in event:
            parts[role.rstrip("0123456789")].extend(spans[place])
        found.append(Marked(*(tuple(sorted(parts[part])) for part in PARTS)))
    return tuple(found)


def found(reading: Reading) -> tuple[Marked, ...]:
    """The outermost attributions of a reading in the set's shape."""
    made = []
    for each in reading.attributions:
        if each.inside is None:
            source = each.sources[0].span
            made.append(
                Marked(
                    ((source.start, source.end),) if source is not None else (),
                    ((each.cue.start, each.cue.end),) if each.cue is not None else (),
                    tuple((piece.start, piece.end) for piece in each.contents),
                )
            )
    return tuple(made)


def score(gold: Path, kit: Kit) -> Score:
    """Attribution F1, the share found by form, exact F1, and the token F1 of each part, all in percent."""
    tally, human = Tally(), Tally()
    for article in articles(gold):
        if not article.annotations:
            continue
        reading = _read(article.text, kit)
        tally.add(article.text, article.annotations[0], found(reading))
        if len(article.annotations) > 1:
            human.add(article.text, article.annotations[0], article.annotations[1])
    figures = tally.figures()
    if human.counts["gold"]:
        figures["human_f1"] = human.figures()["f1"]
    return Score(figures, dict(tally.counts) | {"articles read twice": human.counts["articles"]})


def _read(text: str, kit: Kit) -> Reading:
    reading = Reading(report=plain.report(text, _DAY))
    for stage in STAGES:
        if stage.__name__ in NEEDED:
            reading = stage(reading, kit)
    return reading


class Tally:
    """Counts of right, found and gold, article by article."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, text: str, gold: Sequence[Marked], answer: Sequence[Marked]) -> None:
        """Count one article."""
        tokens = _Tokens(text)
        want = [{part: tokens.at(each.part(part)) for part in PARTS} for each in gold]
        have = [{part: tokens.at(each.part(part)) for part in PARTS} for each in answer]
        forms = [form(text, each) for each in gold]
        counts = self.counts
        counts.update(articles=1, gold=len(want), found=len(have))
        counts.update(f"gold {each}" for each in forms)
        for part in PARTS:
            marked_tokens = frozenset[int]().union(*(each[part] for each in want))
            found_tokens = frozenset[int]().union(*(each[part] for each in have))
            counts[f"{part} right"] += len(marked_tokens & found_tokens)
            counts[f"{part} found"] += len(found_tokens)
            counts[f"{part} gold"] += len(marked_tokens)
        for left, right in _matched(want, have):
            counts.update(("right", f"right {forms[left]}"))
            if want[left] == have[right]:
                counts["exact"] += 1

    def figures(self) -> dict[str, float]:
        """All figures, in percent."""
        counts = self.counts
        precision, recall, both = f1(counts["right"], counts["found"], counts["gold"])
        figures = {"precision": precision, "recall": recall, "f1": both}
        figures["exact_f1"] = f1(counts["exact"], counts["found"], counts["gold"])[2]
        for part in PARTS:
            here = f1(counts[f"{part} right"], counts[f"{part} found"], counts[f"{part} gold"])
            figures[f"{part.lower()}_token_f1"] = here[2]
        for each in ("direct", "indirect", "mixed"):
            figures[f"recall_{each}"] = ratio(counts[f"right {each}"], counts[f"gold {each}"])
        return figures


def form(text: str, each: Marked) -> str:
    """Direct, indirect or mixed speech, by the quotation marks in the content."""
    content = " ".join(text[start:end] for start, end in each.content).strip()
    marks = len(re.findall(r'["“”]', content))
    if marks >= 2 and re.match(r'["“]', content) and re.search(r'["”]$', content):
        return "direct"
    return "mixed" if marks else "indirect"


_Sets = dict[str, frozenset[int]]


def _matched(want: Sequence[_Sets], have: Sequence[_Sets]) -> Iterator[tuple[int, int]]:
    """Pairs of gold and found that are the same attribution, greedily by the overlap of their contents."""
    holding: dict[int, list[int]] = {}
    for right, each in enumerate(have):
        for token in each["Content"]:
            holding.setdefault(token, []).append(right)
    pairs = []
    for left, gold in enumerate(want):
        for right in sorted({right for token in gold["Content"] for right in holding.get(token, ())}):
            answer = have[right]
            overlap = len(gold["Content"] & answer["Content"]) / len(gold["Content"] | answer["Content"])
            sources = bool(gold["Source"] & answer["Source"]) or not (gold["Source"] or answer["Source"])
            if overlap >= 0.5 and sources:
                pairs.append((-overlap, left, right))
    lefts, rights = set[int](), set[int]()
    for _, left, right in sorted(pairs):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            yield left, right


class _Tokens:
    """The whitespace tokens of a text, by number."""

    def __init__(self, text: str) -> None:
        places = [match.span() for match in re.finditer(r"\S+", text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def at(self, pieces: Ranges) -> frozenset[int]:
        """The tokens that share a character with one of the pieces."""
        touched = set[int]()
        for start, end in pieces:
            place = bisect_right(self._ends, start)
            while place < len(self._starts) and self._starts[place] < end:
                touched.add(place)
                place += 1
        return frozenset(touched)
