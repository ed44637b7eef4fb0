"""A Shelf in a SQLite file: of what was linked before, only what is near a new report is read.

The file is made of the record and can be thrown away at any time. Who writes holds it alone; whoever reads meanwhile
sees what was there before.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from dateline.link.content import Story
from dateline.link.mention import Extent, Mention, Number, Who
from dateline.link.shelf import Cluster, Key, Week
from dateline.model.codec import from_json, to_json
from dateline.model.place import Place

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (article INTEGER, report TEXT, PRIMARY KEY (article, report)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_report ON source (report);
CREATE TABLE IF NOT EXISTS story (report TEXT PRIMARY KEY, published INTEGER, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS head (word TEXT, week INTEGER, report TEXT, PRIMARY KEY (word, week, report)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS head_report ON head (report);
CREATE TABLE IF NOT EXISTS mention (name TEXT PRIMARY KEY, report TEXT NOT NULL, place INTEGER, body TEXT NOT NULL,
    cluster TEXT);
CREATE INDEX IF NOT EXISTS mention_report ON mention (report, place);
CREATE INDEX IF NOT EXISTS mention_cluster ON mention (cluster);
CREATE TABLE IF NOT EXISTS pointer (key TEXT, name TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pointer_name ON pointer (name);
CREATE TABLE IF NOT EXISTS edge (one TEXT, other TEXT, points REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ruling (one TEXT, other TEXT, same INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS renamed (was TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;
"""
"""Both directions of an edge and of a ruling have rows; `renamed` holds ids of claims that became others."""
_NO_WEEK = -1
_AT_HAND = 30_000
"""Stories and mentions that are kept in memory: what some weeks hold, some hundred MB at most."""
_AT_ONCE = 500
"""Values in one statement; SQLite takes some thousands."""


class _Hand(Generic[K, V]):
    """What was read last, by its key; the oldest goes when there is too much."""

    def __init__(self, read: Callable[[K], V], most: int = _AT_HAND) -> None:
        self._read, self._most = read, most
        self._held: dict[K, V] = {}

    def __call__(self, key: K) -> V:
        found = self._held.pop(key, None)
        if found is None:
            found = self._read(key)
        self.hold(key, found)
        return found

    def hold(self, key: K, value: V) -> None:
        while len(self._held) >= self._most:
            del self._held[next(iter(self._held))]
        self._held[key] = value

    def forget(self, key: K) -> None:
        self._held.pop(key, None)


class File:
    """A Shelf in the SQLite file at `path`, or in memory for None; close it, or use it in a with-block."""

    def __init__(self, path: Path | None, patience: float = 60.0) -> None:
        self.db = sqlite3.connect(path or ":memory:", timeout=patience, isolation_level=None)
        try:
            self.db.execute("PRAGMA journal_mode = WAL")  # so that others read while one writes
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.execute("PRAGMA secure_delete = ON")  # words that a record forgot must not linger
            self.db.executescript(_SCHEMA)
        except BaseException:
            self.db.close()
            raise
        self._forget()

    def _forget(self) -> None:
        self._story = _Hand(self._read_story)
        self._mention = _Hand(self._read_mention)
        self._near = _Hand(self._read_near)
        self._ruled: dict[bool, dict[str, set[str]]] | None = None

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self.db.close()

    # Transactions, and notes about the whole

    def begin(self) -> None:
        """Hold the file alone until `commit`."""
        self.db.execute("BEGIN IMMEDIATE")
        self._ruled = None

    def commit(self) -> None:
        """Let what was written stand."""
        self.db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written since `begin`."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        self._forget()

    def note(self, name: str) -> str | None:
        """What was noted under a name."""
        row = self.db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def write_note(self, name: str, value: str) -> None:
        """Note something about the whole."""
        self.db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def clear(self) -> None:
        """Throw all away."""
        for table in ("note", "source", "story", "head", "mention", "pointer", "edge", "renamed", "ruling"):
            self.db.execute(f"DELETE FROM {table}")
        self._forget()

    def __len__(self) -> int:
        """How many reports are here."""
        return int(self.db.execute("SELECT count(*) FROM story").fetchone()[0])

    # Which article a report is of; what claims were called before

    def reports_of(self, articles: Collection[int]) -> set[str]:
        """The reports that some articles were linked by."""
        return {str(each) for (each,) in self._some("SELECT report FROM source WHERE article IN ({})", articles)}

    def set_sources(self, articles: Collection[int], found: Iterable[tuple[int, str]]) -> None:
        """Note by which reports some articles are linked now."""
        self._some("DELETE FROM source WHERE article IN ({})", articles)
        self.db.executemany("INSERT OR IGNORE INTO source VALUES (?, ?)", found)

    def rename(self, was: str, now: str) -> None:
        """Note that a claim is called otherwise now."""
        self.db.execute("DELETE FROM renamed WHERE was = ?", (now,))
        self.db.execute("INSERT OR REPLACE INTO renamed VALUES (?, ?)", (was, now))

    def now(self, name: str) -> str:
        """What a claim is called by now."""
        seen = {name}
        while row := self.db.execute("SELECT now FROM renamed WHERE was = ?", (name,)).fetchone():
            name = str(row[0])
            if name in seen:
                break
            seen.add(name)
        return name

    def rulings(self) -> dict[tuple[str, str], bool]:
        """What people say of pairs, the lesser id first."""
        rows = self.db.execute("SELECT one, other, same FROM ruling WHERE one < other")
        return {(one, other): bool(same) for one, other, same in rows}

    # What a Linker asks

    def holds(self, report: str) -> bool:
        """See `shelf.Shelf`, as of all that follows."""
        return self.db.execute("SELECT 1 FROM story WHERE report = ?", (report,)).fetchone() is not None

    def put(self, story: Story, mentions: Sequence[Mention]) -> None:
        body = json.dumps([dict(story.weights), list(story.heads)], ensure_ascii=False)
        self.db.execute("INSERT INTO story VALUES (?, ?, ?)", (story.report, story.published, body))
        self._story.hold(story.report, story)
        rows = ((each.id, each.report, place, _packed(each), None) for place, each in enumerate(mentions))
        self.db.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?, ?)", rows)
        for each in mentions:
            self._mention.hold(each.id, each)

    def file(self, report: str, weeks: Iterable[Week], keys: Iterable[tuple[Key, str]]) -> None:
        heads = self.story(report).heads
        rows = ((word, _week(week), report) for week in weeks for word in heads)
        self.db.executemany("INSERT OR IGNORE INTO head VALUES (?, ?, ?)", rows)
        self.db.executemany("INSERT OR IGNORE INTO pointer VALUES (?, ?)", ((_key(key), name) for key, name in keys))

    def drop(self, report: str) -> None:
        names = self.mentions_of(report)
        back = [(other, name) for name in names for other in self.near(name)]
        self.db.executemany("DELETE FROM edge WHERE one = ? AND other = ?", back)
        for name in (*names, *(other for other, _ in back)):
            self._near.forget(name)
            self._mention.forget(name)
        for query in (
            "DELETE FROM edge WHERE one IN ({})", "DELETE FROM pointer WHERE name IN ({})",
            "DELETE FROM mention WHERE name IN ({})",
        ):  # fmt: skip
            self._some(query, names)
        self.db.execute("DELETE FROM head WHERE report = ?", (report,))
        self.db.execute("DELETE FROM story WHERE report = ?", (report,))
        self._story.forget(report)

    def story(self, report: str) -> Story:
        return self._story(report)

    def mention(self, name: str) -> Mention | None:
        return self._mention(name)

    def mentions_of(self, report: str) -> Sequence[str]:
        rows = self.db.execute("SELECT name FROM mention WHERE report = ? ORDER BY place", (report,))
        return [name for (name,) in rows]

    def sharing(self, heads: Sequence[str], weeks: Sequence[Week], least: int) -> Collection[str]:
        query = (
            f"SELECT report FROM head WHERE word IN ({_marks(heads)}) AND week IN ({_marks(weeks)}) "
            "GROUP BY report HAVING count(DISTINCT word) >= ?"
        )
        return [name for (name,) in self.db.execute(query, (*heads, *map(_week, weeks), least))]

    def under(self, keys: Collection[Key]) -> Collection[str]:
        rows = self._some("SELECT name FROM pointer WHERE key IN ({})", [_key(key) for key in keys])
        return {str(name) for (name,) in rows}

    def near(self, name: str) -> Mapping[str, float]:
        return self._near(name)

    def tie(self, left: str, right: str, points: float) -> None:
        rows = ((left, right, points), (right, left, points))
        self.db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?)", rows)
        self._near(left)[right] = points
        self._near(right)[left] = points

    def cluster(self, name: str) -> Cluster | None:
        query = "SELECT name FROM mention WHERE cluster = (SELECT cluster FROM mention WHERE name = ?) ORDER BY name"
        return tuple(each for (each,) in self.db.execute(query, (name,))) or None

    def settle(self, cluster: Cluster) -> None:
        head = cluster[0]
        # Whoever is not settled with it any more is settled anew by itself; until then it has no cluster.
        self.db.execute("UPDATE mention SET cluster = NULL WHERE cluster = ?", (head,))
        self.db.executemany("UPDATE mention SET cluster = ? WHERE name = ?", ((head, name) for name in cluster))

    def clusters(self) -> Collection[Cluster]:
        found: dict[str, list[str]] = {}
        rows = self.db.execute("SELECT cluster, name FROM mention WHERE cluster IS NOT NULL ORDER BY name")
        for head, name in rows:
            found.setdefault(head, []).append(name)
        return [tuple(each) for each in found.values()]

    def ruled(self, name: str, same: bool) -> Collection[str]:
        if self._ruled is None:  # few, and asked for with every mention
            self._ruled = {True: defaultdict(set), False: defaultdict(set)}
            for one, other, which in self.db.execute("SELECT one, other, same FROM ruling"):
                self._ruled[bool(which)][one].add(other)
        return self._ruled[same].get(name, ())

    def rule(self, left: str, right: str, same: bool | None) -> None:
        self._ruled = None
        for one, other in ((left, right), (right, left)):
            self.db.execute("DELETE FROM ruling WHERE one = ? AND other = ?", (one, other))
            if same is not None:
                self.db.execute("INSERT INTO ruling VALUES (?, ?, ?)", (one, other, same))

    # Reading

    def _read_story(self, report: str) -> Story:
        row = self.db.execute("SELECT published, body FROM story WHERE report = ?", (report,)).fetchone()
        if row is None:
            raise KeyError(report)
        weights, heads = json.loads(row[1])
        return Story(report, row[0], weights, tuple(heads))

    def _read_mention(self, name: str) -> Mention | None:
        row = self.db.execute("SELECT body FROM mention WHERE name = ?", (name,)).fetchone()
        return None if row is None else _unpacked(name, row[0])

    def _read_near(self, name: str) -> dict[str, float]:
        return dict(self.db.execute("SELECT other, points FROM edge WHERE one = ?", (name,)).fetchall())

    def _some(self, query: str, values: Collection[str] | Collection[int]) -> list[tuple[str | int, ...]]:
        """The rows of a query with `{}` for a list of values, some of these at a time."""
        every: list[str | int] = list(values)
        found: list[tuple[str | int, ...]] = []
        for at in range(0, len(every), _AT_ONCE):
            some = every[at : at + _AT_ONCE]
            found += self.db.execute(query.format(_marks(some)), some).fetchall()
        return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _week(week: Week) -> int:
    return _NO_WEEK if week is None else week


def _key(key: Key) -> str:
    return "\t".join(key)


def _packed(mention: Mention) -> str:
    """A mention as plain lists: so it is read several times as fast as the codec reads nouns, and it is, very often."""
    each = mention
    sides = [[_packed_who(one) for one in side] for side in (each.actors, each.recipients, each.others)]
    words = [sorted(some) for some in (each.senses, each.things, each.sentence, each.quoted)]
    numbers = [[one.unit, one.low, one.high, one.counted] for one in each.numbers]
    when = [each.when.first, each.when.last, each.when.grain]
    where = None if each.where is None else to_json(each.where)
    plain = [each.report, each.lemma, each.type, each.code, each.status, each.published, each.order]
    return json.dumps([*plain, when, where, words, numbers, sides])


def _packed_who(who: Who) -> list[object]:
    return [who.key, sorted(who.words), who.country, who.state, who.body, who.known, who.person]


def _unpacked(name: str, body: str) -> Mention:
    """The mention that was packed."""
    report, lemma, kind, code, status, published, order, when, where, words, numbers, sides = json.loads(body)
    senses, things, sentence, quoted = map(frozenset, words)
    actors, recipients, others = (
        tuple(Who(key, frozenset(words), *rest) for key, words, *rest in side) for side in sides
    )
    return Mention(
        id=name, report=report, lemma=lemma, senses=senses, type=kind, code=code, actors=actors, recipients=recipients,
        others=others, things=things, sentence=sentence, quoted=quoted,
        numbers=tuple(Number(*each) for each in numbers), when=Extent(*when),
        where=None if where is None else from_json(Place, where), status=status, published=published, order=order,
    )  # fmt: skip
