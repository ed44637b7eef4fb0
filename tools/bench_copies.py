"""How well copies are found, and how fast: made reports go in, edited as newsrooms edit; precision and recall come out.

    .venv/bin/python tools/bench_copies.py [families] [--minhash]

The words are those of our own cases, strung together by which word follows which there, so that two stories share short
phrases by chance as real ones do; one in three carries a stock phrase. Of each story there are three light copies, a
heavy one, the first half, a longer story that takes in one of its paragraphs, and another that takes in one sentence.
`--minhash` measures the usual way beside it (datasketch, 128 permutations, shingles of three words, Jaccard .5), if it
is installed; `docs/decisions/0007-copies.md` has the figures.
"""

from __future__ import annotations

import random
import re
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from dateline.link.copies import Copies
from dateline.link.origins import origins
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.wires import is_wire

ROOT = Path(__file__).parents[1]
STOCK = (
    "the president of the united republics of orland and vessia",
    "according to the ministry of foreign affairs and trade in tarsa",
    "on the sidelines of the general assembly of the united nations",
)
LIGHT, HEAVY = 0.02, 0.12
"""Words in a hundred that a light and a heavy hand change."""


@dataclass(frozen=True)
class Made:
    """A made report: of which family, and of which other family it holds a paragraph or a sentence."""

    report: Report
    family: int
    role: str
    holds: int | None = None


def texts(node: object) -> Iterator[str]:
    """All strings of a file of cases that are sentences."""
    if isinstance(node, str):
        if len(node.split()) > 7:
            yield node
    elif isinstance(node, dict):
        for each in node.values():
            yield from texts(each)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def chain() -> dict[str, list[str]]:
    """Which words follow a word in our own texts; the empty word opens and a full stop closes a sentence."""
    follows: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "cases").rglob("*.toml")):
        for text in texts(tomllib.loads(path.read_text("utf-8"))):
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                words = [word for word in sentence.rstrip(".!? ").split() if not is_wire(word.strip("(),.:;/"))]
                for left, right in zip(["", *words], [*words, "."], strict=True):
                    follows[left].append(right)
    return follows


class Newsroom:
    """Writes and edits, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._follows = chain()
        self._words = sorted(self._follows)

    def sentence(self) -> str:
        """A sentence of 8 to 30 words."""
        while True:
            words, word = list[str](), ""
            while len(words) < 30 and (word := self._rng.choice(self._follows[word])) != ".":
                words.append(word)
            if len(words) >= 8:
                return " ".join(words) + "."

    def story(self) -> list[str]:
        """Six to ten paragraphs of one to three sentences."""
        rng = self._rng
        found = [" ".join(self.sentence() for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(6, 10))]
        if rng.random() < 1 / 3:
            found[-1] += f" {self.sentence()[:-1]} {rng.choice(STOCK)}."
        return found

    def edited(self, paragraphs: list[str], rate: float) -> list[str]:
        """Paragraphs with words taken out, put in and changed; now and then one goes, or two change places."""
        rng = self._rng
        found = [" ".join(self._changed(paragraph.split(), rate)) for paragraph in paragraphs]
        if len(found) > 3 and rng.random() < 0.5:
            found.pop(rng.randrange(1, len(found)))
        if len(found) > 3 and rng.random() < 10 * rate:
            at = rng.randrange(1, len(found) - 1)
            found[at], found[at + 1] = found[at + 1], found[at]
        return [self.sentence(), *found]

    def _changed(self, words: list[str], rate: float) -> Iterator[str]:
        for word in words:
            luck = self._rng.random()
            if luck < rate:
                if luck > rate / 3:
                    yield self._rng.choice(self._words)
                if luck > 2 * rate / 3:
                    yield word
            else:
                yield word

    def pile(self, families: int) -> list[Made]:
        """Seven reports a family, as the head of this file says, and a stranger."""
        made: list[Made] = []

        def put(paragraphs: list[str], family: int, role: str, holds: int | None = None) -> None:
            text = "\n\n".join(paragraphs)
            made.append(Made(Report(f"{len(made):06}", text, Span(0, len(text))), family, role, holds))

        for family in range(families):
            first = self.story()
            put(first, family, "first")
            for _ in range(3):
                put(self.edited(first, LIGHT), family, "light")
            put(self.edited(first, HEAVY), family, "heavy")
            put(self.edited(first[: (len(first) + 1) // 2], LIGHT), family, "half")
            long = max(first, key=len)
            sentence = max(long.split(". "), key=len)
            for role, taken in (("paragraph", long), ("sentence", sentence)):
                host = self.story() + self.story()
                host.insert(self._rng.randrange(len(host)), " ".join(self._changed(taken.split(), LIGHT)))
                put(host, -len(made), role, family)
            put(self.story(), -len(made), "stranger")
        return made


def main() -> None:
    """Make the pile, find the copies, and print what was found."""
    families = next((int(each) for each in sys.argv[1:] if each.isdigit()), 100)
    made = Newsroom(11).pile(families)
    start = time.perf_counter()
    index = Copies(each.report for each in made)
    added = time.perf_counter()
    copies = {each.report.id: index.of(each.report.id) for each in made}
    asked = time.perf_counter()
    known = origins((each.report for each in made), copies=index)
    done = time.perf_counter()
    words = sum(len(each.report.text.split()) for each in made)
    spent = [f"{1e3 * (after - before) / len(made):.2f}" for before, after in pairwise((start, added, asked, done))]
    print(f"{len(made)} reports, {words} words; ms a report: {spent[0]} to add, {spent[1]} to compare, {spent[2]} more")
    group = {each.report.id: known.of(each.report.id)[0].id for each in made}
    pairs(
        "reports of one origin",
        made,
        {id: {other for other in group if group[other] == of} for id, of in group.items()},
    )
    held(made, {id: {copy.of for copy in found} for id, found in copies.items()})
    if "--minhash" in sys.argv:
        minhash(made)


def pairs(name: str, made: list[Made], found: dict[str, set[str]]) -> None:
    """Precision and recall over pairs of reports, and recall by role."""
    by_family: dict[int, list[Made]] = defaultdict(list)
    for each in made:
        by_family[each.family].append(each)
    true = {frozenset((a.report.id, b.report.id)) for some in by_family.values() for a, b in combinations(some, 2)}
    said = {frozenset((id, other)) for id, others in found.items() for other in others if id != other}
    print(f"{name}: precision {len(said & true) / max(1, len(said)):.4f} ({len(said & true)} of {len(said)}), "
          f"recall {len(said & true) / len(true):.4f} ({len(said & true)} of {len(true)})")  # fmt: skip
    for role in ("light", "heavy", "half"):
        of = {each.report.id for each in made if each.role == role}
        firsts = {each.family: each.report.id for each in made if each.role == "first"}
        hit = sum(1 for each in made if each.report.id in of and firsts[each.family] in found[each.report.id])
        print(f"  {role} copies put with their first: {hit} of {len(of)}")


def held(made: list[Made], found: dict[str, set[str]]) -> None:
    """How many passages inside other stories are found, and how many links there are for which nothing was taken."""
    family = {each.report.id: each.family for each in made}
    for role in ("paragraph", "sentence"):
        hosts = [each for each in made if each.role == role]
        hit = sum(1 for each in hosts if each.holds in {family[other] for other in found[each.report.id]})
        print(f"one {role} inside a story twice as long: {hit} of {len(hosts)} found")
    holds = {each.report.id: each.holds for each in made}
    wrong = sum(
        1
        for each in made
        for other in found[each.report.id]
        if family[other] != each.family
        and family[other] != each.holds
        and holds[other] != each.family
        and (each.holds is None or holds[other] != each.holds)
    )
    print(f"links between reports that share nothing: {wrong} of {sum(map(len, found.values()))}")


def minhash(made: list[Made]) -> None:
    """The same pile by MinHash and LSH, over whole reports and over paragraphs."""
    from datasketch import MinHash, MinHashLSH

    def signature(text: str) -> MinHash:
        words = re.findall(r"\w+", text.lower())
        found = MinHash(num_perm=128, seed=1)
        found.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        return found

    for name, cut in (("reports", lambda text: [text]), ("paragraphs", lambda text: text.split("\n\n"))):
        start = time.perf_counter()
        lsh = MinHashLSH(threshold=0.5, num_perm=128)
        signatures: dict[tuple[str, int], MinHash] = {}
        for each in made:
            for number, piece in enumerate(cut(each.report.text)):
                signatures[each.report.id, number] = signature(piece)
                lsh.insert((each.report.id, number), signatures[each.report.id, number])
        found: dict[str, set[str]] = {each.report.id: set() for each in made}
        for (id, _), one in signatures.items():
            found[id] |= {other for other, _ in lsh.query(one)} - {id}
        print(f"MinHash of {name}: {1e3 * (time.perf_counter() - start) / len(made):.2f} ms a report")
        pairs("  pairs", made, found)
        held(made, found)


if __name__ == "__main__":
    main()
