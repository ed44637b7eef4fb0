"""Reports with their mentions go in, as they come; out come clusters of mentions, kept up to date near what is new.

Only neighbours are compared: mentions of reports that tell one story (they share some of their weightiest words within
some weeks), and mentions far apart that share two parties, a class of wording and a week in which it occurred. What the
comparison finds does not hang on the order of the reports, but for two things: how rare a word is is taken from the
reports that were there, so that a later report is weighed by a larger count; and of a story that very many tell, a
report is compared with those most like it among the ones that came before. Linked anew from an empty Linker in one
`add`, the same reports give the same clusters in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.link.clusters import clustered
from dateline.link.content import Rarity, Story, similarity, story
from dateline.link.mention import Mention
from dateline.link.pair import Reasons, doubt, points, reasons, related

ALIKE = 0.1
"""Under what similarity two reports are no neighbours."""
_SHARED = 2
"""How many of their weightiest words two neighbours share at least."""
_WEEKS = 3
"""How many weeks apart two reports of one story may appear."""
_LONG = 31
"""Days beyond which a time is too long to look for others by it."""
_MOST = 80
"""With how many of its neighbours a report is compared, the most alike: of a story told a thousand times not all."""
Week = int | None


@dataclass(frozen=True, slots=True)
class Told:
    """One report as the linker takes it: its id, its day as an ordinal, its content words, its mentions."""

    report: str
    published: int | None
    words: Mapping[str, int]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Linker:
    """What has been linked so far; `add` brings it up to date. Feeds on mentions alone, so claims need not be known."""

    rarity: Rarity = field(default_factory=Rarity)
    mentions: dict[str, Mention] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    edges: dict[str, dict[str, float]] = field(default_factory=dict)
    compared: int = 0
    """How many pairs of mentions were weighed so far."""
    _of_report: dict[str, list[str]] = field(default_factory=dict)
    _heads: dict[tuple[str, Week], list[str]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    _cluster_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _same: dict[str, set[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    def add(self, reports: Iterable[Told]) -> set[tuple[str, ...]]:
        """Take reports in; the clusters that came of it, new ones and those that changed. Known reports are left."""
        new = sorted((each for each in reports if each.report not in self.stories), key=lambda told: told.report)
        for told in new:
            self.rarity.take(told.words)
        for told in new:
            self.stories[told.report] = story(told.report, told.published, told.words, self.rarity)
            self._of_report[told.report] = [mention.id for mention in told.mentions]
            self.mentions.update((mention.id, mention) for mention in told.mentions)
        for told in new:
            self._compare(told)
        return self._cluster(mention.id for told in new for mention in told.mentions)

    def judge(self, left: str, right: str, same: bool | None) -> set[tuple[str, ...]]:
        """Hold two mentions together (True), apart (False), or leave them to the points again (None)."""
        for table, wanted in ((self._same, True), (self._apart, False)):
            for one, two in ((left, right), (right, left)):
                if same is wanted:
                    table.setdefault(one, set()).add(two)
                else:
                    table.get(one, set()).discard(two)
        return self._cluster((left, right))

    def clusters(self) -> list[tuple[str, ...]]:
        """All clusters, each in the order of names."""
        return sorted(set(self._cluster_of.values()))

    def cluster(self, name: str) -> tuple[str, ...]:
        """The cluster that a mention is in."""
        return self._cluster_of[name]

    def why(self, left: str, right: str) -> Reasons:
        """What speaks for and against two mentions being one."""
        one, two = self.mentions[left], self.mentions[right]
        return reasons(one, two, self._alike(one, two), self.rarity)

    def _compare(self, told: Told) -> None:
        """The edges between the mentions of one report and those of its neighbours that were put in place before."""
        here = self.stories[told.report]
        for other in self._neighbours(here):
            for mention in told.mentions:
                for name in self._of_report[other]:
                    self._weigh(mention, self.mentions[name])
        for number, mention in enumerate(told.mentions):
            for later in told.mentions[number + 1 :]:
                self._weigh(mention, later)
            far = {name for key in _keys(mention, wide=True) for name in self._keys.get(key, ())}
            for name in sorted(far):
                self._weigh(mention, self.mentions[name])
            for key in _keys(mention, wide=False):
                self._keys[key].append(mention.id)
        for word in here.heads:
            self._heads[word, _week(told.published)].append(told.report)

    def _neighbours(self, here: Story) -> list[str]:
        """The reports that may tell the same story, those of no known day among them."""
        shared: dict[str, int] = defaultdict(int)
        week = _week(here.published)
        weeks: list[Week] = [None] if week is None else [None, *range(week - _WEEKS, week + _WEEKS + 1)]
        for word in here.heads:
            for each in weeks:
                for report in self._heads.get((word, each), ()):
                    shared[report] += 1
        near = [
            (similarity(here, self.stories[report]), report) for report, count in shared.items() if count >= _SHARED
        ]
        closest = sorted(((-alike, report) for alike, report in near if alike >= ALIKE))[:_MOST]
        return sorted(report for _, report in closest)

    def _weigh(self, left: Mention, right: Mention) -> None:
        if related(left, right) == "none" or right.id in self.edges.get(left.id, ()):
            return
        self.compared += 1
        weight = points(left, right, self._alike(left, right), self.rarity)
        if weight > 0:
            self.edges.setdefault(left.id, {})[right.id] = weight
            self.edges.setdefault(right.id, {})[left.id] = weight

    def _alike(self, left: Mention, right: Mention) -> float:
        if left.report == right.report:
            return 1.0
        return similarity(self.stories[left.report], self.stories[right.report])

    def _cluster(self, touched: Iterable[str]) -> set[tuple[str, ...]]:
        """Cluster anew what hangs together with `touched`; the clusters that were not there before."""
        changed: set[tuple[str, ...]] = set()
        done: set[str] = set()
        for name in touched:
            if name in done or name not in self.mentions:
                continue
            part = self._hanging(name)
            done.update(part)
            alike = self._told_alike(part)
            for cluster in clustered(list(alike), self.edges, self._points, *self._rulings(part)):
                found = tuple(sorted(name for each in cluster for name in alike[each]))
                if any(self._cluster_of.get(each) != found for each in found):
                    changed.add(found)
                self._cluster_of.update((each, found) for each in found)
        return changed

    def _hanging(self, name: str) -> list[str]:
        """All that hangs together with one mention, by points or by a judgement."""
        seen, stack = {name}, [name]
        while stack:
            each = stack.pop()
            for other in (*self.edges.get(each, ()), *self._same.get(each, ())):
                if other not in seen and other in self.mentions:
                    seen.add(other)
                    stack.append(other)
        return sorted(seen)

    def _told_alike(self, part: Sequence[str]) -> dict[str, list[str]]:
        """The mentions of a part by the first that is told in the same words: copies have one voice, and one look."""
        first: dict[tuple[object, ...], str] = {}
        found: dict[str, list[str]] = {}
        for name in part:
            each = self.mentions[name]
            judged = self._same.get(name) or self._apart.get(name)
            told: tuple[object, ...] = (name,)
            if each.sentence and not judged:
                told = each.lemma, each.type, each.status, each.sentence, each.when, each.actors, each.recipients
            found.setdefault(first.setdefault(told, name), []).append(name)
        return found

    def _rulings(self, piece: Sequence[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        same = [(name, other) for name in piece for other in sorted(self._same.get(name, ())) if name < other]
        apart = [(name, other) for name in piece for other in sorted(self._apart.get(name, ())) if name < other]
        return same, apart

    def _points(self, left: str, right: str) -> float:
        known = self.edges.get(left, {}).get(right)
        if known is not None:
            return known
        one, two = self.mentions[left], self.mentions[right]
        alike = self._alike(one, two)
        found = reasons(one, two, alike, self.rarity)
        total = sum(each for _, each in found)
        return doubt(found) if total <= 0 else total if alike >= ALIKE and related(one, two) != "none" else 0.0


def _week(day: int | None) -> Week:
    return None if day is None else day // 7


def _keys(mention: Mention, wide: bool) -> Iterator[tuple[str, ...]]:
    """Under what a mention is found from afar: two known parties, what it is called, the week; `wide` to look around.

    A mention without a day, or with one that spans more than a month, is not looked for by it.
    """
    first, last = mention.when.first, mention.when.last
    if first is None or last is None or last - first > _LONG or mention.when.grain is None:
        return
    known = sorted({each.key for each in mention.everybody if each.known})[:4]
    if len(known) < 2:
        return
    called = sorted(mention.senses) or [mention.lemma]
    margin = 1 if wide else 0
    for at, one in enumerate(known):
        for two in known[at + 1 :]:
            for name in called:
                for week in range((first - margin) // 7, (last + margin) // 7 + 1):
                    yield one, two, name, str(week)
