"""Synthesised reports go in, a day at a time; out comes what linking a day takes as the record grows, in CPU time.

    python tools/bench_linking.py --reports 100000 --day 1000                       # in memory
    python tools/bench_linking.py --reports 100000 --day 1000 --file /tmp/links.db  # as beside a record

Every day has new stories and goes on with some of the days before; how many reports tell a story, which parties act,
and which words are used are all drawn by Zipf's law, so that a few parties are in very many claims, as in the news.
Reports of one story share words, parties, an act and a day, less closely than copies would.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from bisect import bisect_left
from collections import Counter
from datetime import date
from itertools import accumulate
from pathlib import Path

from dateline.lexicon import wordings
from dateline.link.filed import File
from dateline.link.linker import Linker, Told
from dateline.link.mention import Extent, Mention, Who

FIRST = date(2020, 1, 1).toordinal()
TYPES = ("CONSULT", "ASSAULT", "ACCUSE", "SUPPORT", "COERCE", "AGREE", "REQUEST", "PROTEST", "SANCTION", "MOBILIZE")
PARTIES, WORDS, STATES = 3_000, 30_000, 190


class Zipf:
    """Draws numbers from 0 on, the number `n` with a weight of 1 / (n + 5)."""

    def __init__(self, many: int) -> None:
        self.sums = list(accumulate(1 / (number + 5) for number in range(many)))

    def draw(self, chance: random.Random) -> int:
        return bisect_left(self.sums, chance.random() * self.sums[-1])


class News:
    """Stories and the reports that tell them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.parties, self.words = Zipf(PARTIES), Zipf(WORDS)
        self.lemmas = sorted(wordings.load())
        self.by_lemma = wordings.load()
        self.stories: list[tuple[int, list[int], list[tuple[str, str, Who, Who, int]]]] = []
        self.count = 0

    def day(self, day: int, many: int) -> list[Told]:
        """`many` reports of one day: three in four tell a story of that day, the others go on with a recent one."""
        recent = [story for story in self.stories if day - story[0] < 10]
        fresh = [self._story(day) for _ in range(many // 8)]
        self.stories = recent + fresh
        sizes = Zipf(len(fresh))
        found = []
        for _ in range(many):
            old = recent and self.chance.random() < 0.25
            story = self.chance.choice(recent) if old else fresh[sizes.draw(self.chance)]
            found.append(self._report(day, story))
        return found

    def _who(self) -> Who:
        number = self.parties.draw(self.chance)
        state = number < STATES
        words = frozenset({f"name{number}"})
        return Who(f"p:{number}", words, f"C{number % STATES}", state, state, known=self.chance.random() < 0.7)

    def _story(self, day: int) -> tuple[int, list[int], list[tuple[str, str, Who, Who, int]]]:
        words = [self.words.draw(self.chance) for _ in range(60)]
        acts = [
            (self.chance.choice(self.lemmas), self.chance.choice(TYPES), self._who(), self._who(), day)
            for _ in range(6)
        ]
        return day, words, acts

    def _report(self, day: int, story: tuple[int, list[int], list[tuple[str, str, Who, Who, int]]]) -> Told:
        _, shared, acts = story
        self.count += 1
        report = f"r{self.count:07}"
        told = [f"w{word}" for word in self.chance.sample(shared, 40)]
        told += [f"w{self.words.draw(self.chance)}" for _ in range(120)]
        mentions = []
        for at, (lemma, type, actor, recipient, when) in enumerate(self.chance.sample(acts, 4)):
            extent = Extent(when + FIRST, when + FIRST, "day") if self.chance.random() < 0.6 else Extent()
            told += [*actor.words, *recipient.words] * 2
            mentions.append(
                Mention(
                    f"{report}:{at}",
                    report,
                    lemma,
                    self.by_lemma[lemma],
                    type,
                    None,
                    (actor,),
                    (recipient,),
                    sentence=frozenset(told[at * 8 : at * 8 + 12]),
                    when=extent,
                    published=day + FIRST,
                    order=at,
                )
            )
        return Told(report, day + FIRST, Counter(told), tuple(mentions))


def main() -> None:
    """Link day by day, and print what each tenth of the record took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--day", type=int, default=1_000, help="reports a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", type=Path, help="keep what is linked in this file, committed day by day")
    asked = parser.parse_args()
    news, linker = News(asked.seed), Linker()
    file = None
    if asked.file is not None:
        asked.file.unlink(missing_ok=True)
        file = File(asked.file)
        # A record is sampled first, and words keep what they are worth: some reports of a day that is not linked.
        for told in News(asked.seed + 1).day(0, 300):
            linker.rarity.take(told.words)
        linker = Linker(linker.rarity, file, settled=True)
    days = asked.reports // asked.day
    print("reports  CPU s a day    pairs weighed a day  clusters changed a day  largest cluster  memory MB")
    took: list[tuple[float, int, int]] = []
    for day in range(days):
        reports = news.day(day, asked.day)
        before, start = linker.compared, time.process_time()
        if file is not None:
            file.begin()
        changed = linker.add(reports)
        if file is not None:
            file.commit()
        took.append((time.process_time() - start, linker.compared - before, len(changed)))
        if (day + 1) % max(1, days // 10) == 0 or day == 0:
            seconds, pairs, touched = (sum(each) / len(took) for each in zip(*took, strict=True))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            largest = max(len(each) for each in changed)
            line = f"{(day + 1) * asked.day:7,}  {seconds:13.2f}  {pairs:19,.0f}  {touched:22,.0f}"
            print(f"{line}  {largest:15,}  {memory:9,}", flush=True)
            took.clear()


if __name__ == "__main__":
    main()
