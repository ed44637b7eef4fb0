"""Reports with their mentions go in, as they come; out come clusters of mentions, kept up to date near what is new.

Only neighbours are compared: mentions of reports that tell one story (they share some of their weightiest words within
some weeks), and mentions far apart that share two parties, a class of wording and a week in which it occurred. What the
comparison finds does not hang on the order of the reports, but for two things: how rare a word is is taken from the
reports that were there, so that a later report is weighed by a larger count; and where very many tell one story, a
report is compared only with those most like it among the ones that came before, and clustered only with what it is tied
to by the stronger edges. Linked anew from an empty Linker in one `add`, the same reports give the same clusters in any
order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import inf

from dateline.link.clusters import Edges, clustered, parts
from dateline.link.content import Rarity, Story, similarity, story
from dateline.link.mention import Mention
from dateline.link.pair import Reasons, doubt, points, reasons, related
from dateline.link.shelf import Cluster, Key, Memory, Shelf, Week

ALIKE = 0.1
"""Under what similarity two reports are no neighbours."""
_SHARED = 2
"""How many of their weightiest words two neighbours share at least."""
_WEEKS = 3
"""How many weeks apart two reports of one story may appear."""
_LONG = 31
"""Days beyond which a time is too long to look for others by it."""
_WHOLE = 150
"""How many tellings that hang together are clustered as one: a war of a year hangs together by thousands, and where so
many may be one, a weak likeness says little."""
_BARS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
"""Points above which an edge counts, one bar after the other, where more than that hang together."""
_MOST = 80
"""With how many of its neighbours a report is compared, the most alike: of a story told a thousand times not all."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report as the linker takes it: its id, its day as an ordinal, its content words, its mentions."""

    report: str
    published: int | None
    words: Mapping[str, int]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Linker:
    """What has been linked so far; `add` brings it up to date. Feeds on mentions alone, so claims need not be known.

    What it knows is on its `shelf`: in memory, unless it is given another.
    """

    rarity: Rarity = field(default_factory=Rarity)
    shelf: Shelf = field(default_factory=Memory)
    settled: bool = False
    """Whether `rarity` is as it is to be, and reports that are added are not counted in."""
    compared: int = 0
    """How many pairs of mentions were weighed so far."""

    def add(self, reports: Iterable[Told], touched: Iterable[str] = ()) -> set[Cluster]:
        """Take reports in; the clusters that came of it, new ones and those that changed. Known reports are left.

        `touched` are mentions that are to be clustered anew besides, as `remove` gives them.
        """
        new = sorted((each for each in reports if not self.shelf.holds(each.report)), key=lambda told: told.report)
        if not self.settled:
            for told in new:
                self.rarity.take(told.words)
        for told in new:
            self.shelf.put(story(told.report, told.published, told.words, self.rarity), told.mentions)
        for told in new:
            self._compare(told)
        return self._cluster([*(mention.id for told in new for mention in told.mentions), *touched])

    def remove(self, report: str) -> set[str]:
        """Take a report out; the mentions of others that may now be clustered otherwise: hand them to `add`."""
        if not self.shelf.holds(report):
            return set()
        own = self.shelf.mentions_of(report)
        hanging = {name for each in own for name in (*self.shelf.near(each), *(self.shelf.cluster(each) or ()))}
        hanging |= {name for each in own for name in self.shelf.ruled(each, True)}
        self.shelf.drop(report)
        return hanging - set(own)

    def judge(self, left: str, right: str, same: bool | None) -> set[Cluster]:
        """Hold two mentions together (True), apart (False), or leave them to the points again (None)."""
        self.shelf.rule(left, right, same)
        return self._cluster((left, right))

    def clusters(self) -> list[Cluster]:
        """All clusters, each in the order of names."""
        return sorted(self.shelf.clusters())

    def cluster(self, name: str) -> Cluster:
        """The cluster that a mention is in; KeyError for one that is not here."""
        found = self.shelf.cluster(name)
        if found is None:
            raise KeyError(name)
        return found

    def why(self, left: str, right: str) -> Reasons:
        """What speaks for and against two mentions being one."""
        one, two = self._mention(left), self._mention(right)
        return reasons(one, two, self._alike(one, two), self.rarity)

    def _mention(self, name: str) -> Mention:
        found = self.shelf.mention(name)
        if found is None:
            raise KeyError(name)
        return found

    def _compare(self, told: Told) -> None:
        """The edges between the mentions of one report and those of its neighbours that were put in place before."""
        here = self.shelf.story(told.report)
        for other in self._neighbours(here):
            others = [self._mention(name) for name in self.shelf.mentions_of(other)]
            for mention in told.mentions:
                for each in others:
                    self._weigh(mention, each)
        keys: list[tuple[Key, str]] = []
        for number, mention in enumerate(told.mentions):
            for later in told.mentions[number + 1 :]:
                self._weigh(mention, later)
            own = [(key, mention.id) for key in _keys(mention, wide=False)]
            # Those of this report that come before were compared above, whatever keys they share.
            for name in sorted(self.shelf.under(list(_keys(mention, wide=True)))):
                self._weigh(mention, self._mention(name))
            keys += own
        self.shelf.file(told.report, [_week(told.published)], keys)

    def _neighbours(self, here: Story) -> list[str]:
        """The reports that may tell the same story, those of no known day among them."""
        week = _week(here.published)
        weeks: list[Week] = [None] if week is None else [None, *range(week - _WEEKS, week + _WEEKS + 1)]
        shared = self.shelf.sharing(here.heads, weeks, _SHARED)
        near = [(similarity(here, self.shelf.story(report)), report) for report in shared]
        closest = sorted(((-alike, report) for alike, report in near if alike >= ALIKE))[:_MOST]
        return sorted(report for _, report in closest)

    def _weigh(self, left: Mention, right: Mention) -> None:
        if related(left, right) == "none" or right.id in self.shelf.near(left.id):
            return
        self.compared += 1
        weight = points(left, right, self._alike(left, right), self.rarity)
        if weight > 0:
            self.shelf.tie(left.id, right.id, weight)

    def _alike(self, left: Mention, right: Mention) -> float:
        if left.report == right.report:
            return 1.0
        return similarity(self.shelf.story(left.report), self.shelf.story(right.report))

    def _cluster(self, touched: Iterable[str]) -> set[Cluster]:
        """Cluster anew what hangs together with `touched`; the clusters that were not there before."""
        changed: set[Cluster] = set()
        done: set[str] = set()
        wanted = set(touched)
        for name in sorted(wanted):
            if name in done or self.shelf.mention(name) is None:
                continue
            whole = self._hanging(name)
            done.update(whole)
            alike = self._told_alike(whole)
            edges = {first: self.shelf.near(first) for first in alike}
            new = {first for first, told in alike.items() if not wanted.isdisjoint(told)}
            for part in self._pieces(alike, edges, new):
                rulings = self._rulings([each for first in part for each in alike[first]])
                for cluster in clustered(part, edges, self._points, *rulings):
                    found = tuple(sorted(each for first in cluster for each in alike[first]))
                    if any(self.shelf.cluster(each) != found for each in found):
                        changed.add(found)
                        self.shelf.settle(found)
        return changed

    def _pieces(self, alike: Mapping[str, Sequence[str]], edges: Edges, new: Set[str]) -> Iterator[list[str]]:
        """What hangs together, or where that is too much what of it is tied to `new` by the stronger edges."""
        if len(alike) <= _WHOLE:
            yield sorted(alike)
            return
        bonds = self._bonds(alike)
        tied = {each: {**row, **bonds.get(each, {})} for each, row in edges.items()}
        large = [(list(alike), 0)]
        while large:
            part, step = large.pop()
            for piece in parts(part, tied, _BARS[step]):
                if new.isdisjoint(piece):
                    continue
                if len(piece) <= _WHOLE or step + 1 == len(_BARS):
                    yield piece
                else:
                    large.append((piece, step + 1))

    def _bonds(self, alike: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
        """Ties that hold under any bar: of what people judged to be one, and of each cluster as it was settled last."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        heads: dict[str, str] = {}
        for first, told in alike.items():
            ones = set(self.shelf.ruled(first, True))
            for cluster in filter(None, map(self.shelf.cluster, told)):
                ones.add(heads.setdefault(cluster[0], first))
            for other in ones - {first}:
                found[first][other] = found[other][first] = inf
        return found

    def _hanging(self, name: str) -> list[str]:
        """All that hangs together with one mention, by points or by a judgement."""
        seen, stack = {name}, [name]
        while stack:
            each = stack.pop()
            ruled = [other for other in self.shelf.ruled(each, True) if self.shelf.mention(other) is not None]
            for other in (*self.shelf.near(each), *ruled):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return sorted(seen)

    def _told_alike(self, part: Sequence[str]) -> dict[str, list[str]]:
        """The mentions of a part by the first that is told in the same words: copies have one voice, and one look."""
        first: dict[tuple[object, ...], str] = {}
        found: dict[str, list[str]] = {}
        for name in part:
            each = self._mention(name)
            judged = self.shelf.ruled(name, True) or self.shelf.ruled(name, False)
            told: tuple[object, ...] = (name,)
            if each.sentence and not judged:
                told = each.lemma, each.type, each.status, each.sentence, each.when, each.actors, each.recipients
            found.setdefault(first.setdefault(told, name), []).append(name)
        return found

    def _rulings(self, piece: Sequence[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        same, apart = (
            [(name, other) for name in piece for other in sorted(self.shelf.ruled(name, which)) if name < other]
            for which in (True, False)
        )
        return same, apart

    def _points(self, left: str, right: str) -> float:
        known = self.shelf.near(left).get(right)
        if known is not None:
            return known
        one, two = self._mention(left), self._mention(right)
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
