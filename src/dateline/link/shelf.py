"""Where a Linker keeps what it knows: reports with their stories, mentions, what points to what, clusters, rulings.

A Shelf is asked for little at a time, so that it may be memory, as here, or a file (`link.filed`) of which only what is
near a new report is ever read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dateline.link.content import Story
from dateline.link.mention import Mention

Week = int | None
Cluster = tuple[str, ...]
Key = tuple[str, ...]


class Shelf(Protocol):
    """What a Linker asks of the place where it keeps things; mentions and reports are called by their ids."""

    def holds(self, report: str) -> bool:
        """Whether a report was put here."""
        ...

    def put(self, story: Story, mentions: Sequence[Mention]) -> None:
        """Take in a report; it is not found by others before `file`."""
        ...

    def file(self, report: str, weeks: Iterable[Week], keys: Iterable[tuple[Key, str]]) -> None:
        """Let a report be found by the heads of its story in some weeks, and mentions by their keys."""
        ...

    def drop(self, report: str) -> None:
        """Take a report out, with its mentions and all that points to them."""
        ...

    def story(self, report: str) -> Story:
        """The story of a report."""
        ...

    def mention(self, name: str) -> Mention | None:
        """A mention; None for one that is not here."""
        ...

    def mentions_of(self, report: str) -> Sequence[str]:
        """The mentions of a report, in its order."""
        ...

    def sharing(self, heads: Sequence[str], weeks: Sequence[Week], least: int) -> Collection[str]:
        """The reports filed in some weeks that have at least so many of these heads."""
        ...

    def under(self, keys: Collection[Key]) -> Collection[str]:
        """The mentions filed under any of these keys."""
        ...

    def near(self, name: str) -> Mapping[str, float]:
        """The mentions that may be one with this, each with the points."""
        ...

    def tie(self, left: str, right: str, points: float) -> None:
        """Note that two mentions may be one."""
        ...

    def cluster(self, name: str) -> Cluster | None:
        """The cluster that a mention is in."""
        ...

    def settle(self, cluster: Cluster) -> None:
        """Let this be the cluster of all of its mentions."""
        ...

    def clusters(self) -> Collection[Cluster]:
        """All clusters, each once."""
        ...

    def ruled(self, name: str, same: bool) -> Collection[str]:
        """The mentions that a person holds to be the same as this, or not the same; known or not."""
        ...

    def rule(self, left: str, right: str, same: bool | None) -> None:
        """Keep what a person says of two mentions; None takes it back."""
        ...


@dataclass(slots=True)
class Memory:
    """A Shelf in memory."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    _of: dict[str, list[str]] = field(default_factory=dict)
    _heads: dict[tuple[str, Week], list[str]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    _filed: dict[str, tuple[list[tuple[str, Week]], list[tuple[Key, str]]]] = field(default_factory=dict)
    _edges: dict[str, dict[str, float]] = field(default_factory=dict)
    _cluster_of: dict[str, Cluster] = field(default_factory=dict)
    _same: dict[str, set[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    def holds(self, report: str) -> bool:
        """See `Shelf`, as of all that follows."""
        return report in self.stories

    def put(self, story: Story, mentions: Sequence[Mention]) -> None:
        self.stories[story.report] = story
        self._of[story.report] = [mention.id for mention in mentions]
        self.mentions.update((mention.id, mention) for mention in mentions)

    def file(self, report: str, weeks: Iterable[Week], keys: Iterable[tuple[Key, str]]) -> None:
        heads = [(word, week) for week in weeks for word in self.stories[report].heads]
        filed = heads, list(keys)
        for head in filed[0]:
            self._heads[head].append(report)
        for key, name in filed[1]:
            self._keys[key].append(name)
        self._filed[report] = filed

    def drop(self, report: str) -> None:
        heads, keys = self._filed.pop(report, ([], []))
        for head in heads:
            self._heads[head].remove(report)
        for key, name in keys:
            self._keys[key].remove(name)
        for name in self._of.pop(report):
            for other in self._edges.pop(name, ()):
                del self._edges[other][name]
            self._cluster_of.pop(name, None)
            del self.mentions[name]
        del self.stories[report]

    def story(self, report: str) -> Story:
        return self.stories[report]

    def mention(self, name: str) -> Mention | None:
        return self.mentions.get(name)

    def mentions_of(self, report: str) -> Sequence[str]:
        return self._of[report]

    def sharing(self, heads: Sequence[str], weeks: Sequence[Week], least: int) -> Collection[str]:
        shared: dict[str, int] = defaultdict(int)
        for word in heads:
            for week in weeks:
                for report in self._heads.get((word, week), ()):
                    shared[report] += 1
        return [report for report, count in shared.items() if count >= least]

    def under(self, keys: Collection[Key]) -> Collection[str]:
        return {name for key in keys for name in self._keys.get(key, ())}

    def near(self, name: str) -> Mapping[str, float]:
        return self._edges.get(name, {})

    def tie(self, left: str, right: str, points: float) -> None:
        self._edges.setdefault(left, {})[right] = points
        self._edges.setdefault(right, {})[left] = points

    def cluster(self, name: str) -> Cluster | None:
        return self._cluster_of.get(name)

    def settle(self, cluster: Cluster) -> None:
        self._cluster_of.update((name, cluster) for name in cluster)

    def clusters(self) -> Collection[Cluster]:
        return set(self._cluster_of.values())

    def ruled(self, name: str, same: bool) -> Collection[str]:
        return (self._same if same else self._apart).get(name, ())

    def rule(self, left: str, right: str, same: bool | None) -> None:
        for table, wanted in ((self._same, True), (self._apart, False)):
            for one, two in ((left, right), (right, left)):
                if same is wanted:
                    table.setdefault(one, set()).add(two)
                else:
                    table.get(one, set()).discard(two)
