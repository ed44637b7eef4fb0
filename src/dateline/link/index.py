"""A record goes in; out come the clusters of its claims, kept in a file beside it and linked anew near what changed.

The file, `record.db.links`, is made of the record alone: who deletes it loses nothing but the time to link again. It
follows the record's feed of changes, so it takes as long as what is new, whatever the record holds. It begins anew by
itself where it is of another record, of another dateline, or stopped fitting: when words were taken out of the record
(it must not remember them), and when the record has doubled, since how rare words are is taken from a sample of the
reports that were there when it began.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from sqlalchemy import func, or_, select

from dateline import __version__, lexicon
from dateline.errors import Busy
from dateline.link import rulings, told
from dateline.link.content import Rarity
from dateline.link.events import event
from dateline.link.filed import File
from dateline.link.linker import Linker
from dateline.link.mention import Mention
from dateline.link.origins import origins
from dateline.link.recorded import sampled
from dateline.link.review import Tie
from dateline.model.entry import Entry
from dateline.model.judgement import Event
from dateline.record import Record
from dateline.record import tables as t

SUFFIX = ".links"
_MADE_BY = ("clusters", "content", "filed", "fitting", "index", "linker", "mention", "pair", "telling")
"""The modules on which it hangs what is one occurrence, and how that is kept."""
_AT_ONCE = 2_000
"""Changes of the feed that are taken in and kept together; who is interrupted goes on after them."""
_NAMES = 500
"""Claims that are read in one go."""
Progress = Callable[[int, int], None]
"""Is told how many changes were taken in, and how many there are."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An event and the entries of its claims, by their ids."""

    event: Event
    entries: Mapping[str, Entry]


def gathered(clusters: Iterable[Sequence[str]], entries: Iterable[Entry]) -> list[Linked]:
    """The events of some clusters, as far as `entries` tell them, support counted by origins."""
    by_id = {entry.claim.id: entry for entry in entries}
    of = origins({entry.report.id: entry.report for entry in by_id.values()}.values()).by_report()
    told_of = ({name: by_id[name] for name in cluster if name in by_id} for cluster in clusters)
    found = [Linked(event(some.values(), of), some) for some in told_of if some]
    return sorted(found, key=lambda each: (each.event.first or "", each.event.id))


class Index:
    """The clusters of a record's claims, as of the last `catch_up`.

    At `path`, by default beside the record; in memory for a record on a server, or where nothing can be written.
    """

    def __init__(self, record: Record, path: Path | None = None) -> None:
        self._record = record
        if path is None and record.path is not None:
            path = record.path.with_name(record.path.name + SUFFIX)
        self.path = path
        self._file = self._opened()

    def _opened(self) -> File:
        try:
            return File(self.path)
        except sqlite3.DatabaseError as error:
            if self.path is None:
                raise
            if isinstance(error, sqlite3.OperationalError):  # a folder that cannot be written to, a disk that is full
                self.path = None
                return File(None)
            self.path.unlink()  # no database at all
            return File(self.path)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __len__(self) -> int:
        """How many reports are linked."""
        return len(self._file)

    def catch_up(self, progress: Progress | None = None, rarity: Rarity | None = None) -> int:
        """Link what changed since the last time; how many changes of the record's feed that were.

        `rarity` says how rare words are, where the index begins anew; a sample of the record unless given. Busy where
        another process is at it for more than a minute.
        """
        if self._at() == (self._feed()[1], self._judged()) and not self._outdated():
            return 0  # the usual case: nothing to hold the file for
        try:
            return self._caught_up(progress, rarity)
        except sqlite3.OperationalError as error:
            self._file.rollback()
            if "locked" in str(error) or "busy" in str(error):
                raise Busy(f"{self.path}: another process links this record; try again when it is done") from None
            raise
        except BaseException:
            self._file.rollback()
            raise

    def behind(self) -> tuple[int, bool] | None:
        """How many changes of the feed are not linked yet, and whether a judgement is not; None where all must be."""
        if self._outdated():
            return None
        since, judged = self._at()
        return self._feed()[1] - since, judged != self._judged()

    def clusters(self, claims: Iterable[str]) -> list[tuple[str, ...]]:
        """The clusters that some claims are part of, each once; what is not on the record is left out."""
        return sorted({found for name in claims if (found := self._file.cluster(name)) is not None})

    def events(self, claims: Iterable[str]) -> list[Linked]:
        """The events that some claims are part of, each with all of its claims, in the order of their first reports."""
        found = self.clusters(claims)
        names = [name for cluster in found for name in cluster]
        stretches = (names[at : at + _NAMES] for at in range(0, len(names), _NAMES))
        return gathered(found, [entry for some in stretches for entry in self._record.entries(some)])

    def events_of(self, entries: Iterable[Entry]) -> list[Linked]:
        """The events that some entries tell of, each with these of its claims alone."""
        every = {entry.claim.id: entry for entry in entries}
        return gathered(self.clusters(every), every.values())

    def ties(self, claims: Iterable[str]) -> Iterator[Tie]:
        """Of each event that some claims are part of, the claim that hangs on it the least, and what it hangs on."""
        linking = Linker(self.rarity, self._file, settled=True)
        for cluster in self.clusters(claims):
            held = {
                name: max((points, other) for other, points in near.items())
                for name in cluster
                if (near := {other: each for other, each in self._file.near(name).items() if other in cluster})
            }
            if held:
                name = min(held, key=lambda each: (held[each], each))
                points, other = held[name]
                yield Tie(name, other, points, tuple(linking.why(name, other)))

    def every(self) -> list[tuple[str, ...]]:
        """All clusters."""
        return sorted(self._file.clusters())

    def mention(self, claim: str) -> Mention | None:
        """A claim as it is linked; None for one that is not on the record."""
        return self._file.mention(claim)

    @property
    def rarity(self) -> Rarity:
        """How rare words are taken to be."""
        count, words = json.loads(self._file.note("rarity") or "[0, {}]")
        return Rarity(count, Counter(words))

    # How it is kept

    def _caught_up(self, progress: Progress | None, rarity: Rarity | None) -> int:
        self._file.begin()
        if self._outdated():
            self._begin_anew(rarity)
        known, last = self._feed()
        linking = Linker(self.rarity, self._file, settled=True)
        since = first = int(self._file.note("since") or 0)
        while since < last:
            since = self._take_in(linking, since)
            self._note_revision(known)
            if progress is not None:
                progress(since - first, last - first)
            self._file.commit()  # a kill loses this stretch at most
            self._file.begin()
        self._rule(linking)
        self._note_revision(known)
        self._file.commit()
        return last - first

    def _begin_anew(self, rarity: Rarity | None) -> None:
        self._file.clear()
        chosen = rarity or sampled(self._record)
        self._file.write_note("rarity", json.dumps([chosen.reports, dict(chosen.counts)], ensure_ascii=False))
        self._file.write_note("made by", made_by())
        self._file.write_note("reports", str(len(self._record)))
        self._file.write_note("rights", str(self._rights()))

    def _take_in(self, linking: Linker, since: int) -> int:
        """Link the articles that some changes after `since` touch anew; the number of the last of these changes."""
        c = t.change.c
        query = select(c.seq, c.kind, c.claim, c.was, t.claim.c.article).join(t.claim, t.claim.c.version == c.version)
        with self._record.engine.connect() as connection:
            rows = connection.execute(query.where(c.seq > since).order_by(c.seq).limit(_AT_ONCE)).all()
        articles = sorted({row.article for row in rows})
        for row in rows:
            if row.was is not None and row.kind == "changed":
                self._file.rename(row.was, row.claim)
        gone = self._file.reports_of(articles)
        touched = {name for report in sorted(gone) for name in linking.remove(report)}
        r = t.report.c
        # One text under two addresses is one report of two articles.
        again = t.claim.c.report.in_(select(r.number).where(r.id.in_(sorted(gone))))
        entries = self._record.entries(or_(t.claim.c.article.in_(articles), again))
        self._file.set_sources(articles, self._sources(articles))
        linking.add(told(entries), touched)
        last = rows[-1].seq if rows else since
        self._file.write_note("since", str(last))
        return int(last)

    def _sources(self, articles: Sequence[int]) -> list[tuple[int, str]]:
        c, r = t.claim.c, t.report.c
        query = (
            select(c.article, r.id)
            .join(t.report, r.number == c.report)
            .where(c.article.in_(articles), c.superseded.is_(None))
            .distinct()
        )
        with self._record.engine.connect() as connection:
            return [(article, report) for article, report in connection.execute(query)]

    def _rule(self, linking: Linker) -> None:
        """Let the rulings be those of the record's judgements; one that was taken back is taken back here."""
        wanted: dict[tuple[str, str], bool] = {}
        for left, right, same in rulings(self._record.judgements()):
            one, two = sorted((self._file.now(left), self._file.now(right)))
            if same is None:
                wanted.pop((one, two), None)
            elif one != two:
                wanted[one, two] = same
        held = self._file.rulings()
        for one, two in sorted(held.keys() | wanted.keys()):
            if held.get((one, two)) is not wanted.get((one, two)):
                linking.judge(one, two, wanted.get((one, two)))
        self._file.write_note("judged", str(self._judged()))

    # Whether it still fits

    def _outdated(self) -> bool:
        """Whether the file is of another record or another dateline, holds words that were taken out, or is too old."""
        note = self._file.note
        if note("made by") != made_by() or note("rights") != str(self._rights()):
            return True
        revision = int(note("revision") or 0)
        if revision and self._moment(revision) != note("moment"):
            return True
        return len(self._record) > 2 * int(note("reports") or 0)

    def _note_revision(self, revision: int) -> None:
        """Note a revision and its time: by both, another record in the place of this one is told."""
        self._file.write_note("revision", str(revision))
        self._file.write_note("moment", self._moment(revision) or "")

    def _moment(self, revision: int) -> str | None:
        with self._record.engine.connect() as connection:
            return connection.execute(select(t.revision.c.at).where(t.revision.c.number == revision)).scalar()

    def _feed(self) -> tuple[int, int]:
        """The revision that stands, and the number of the last change."""
        with self._record.engine.connect() as connection:
            revision = connection.execute(select(func.max(t.revision.c.number))).scalar()
            return revision or 0, connection.execute(select(func.max(t.change.c.seq))).scalar() or 0

    def _judged(self) -> int:
        with self._record.engine.connect() as connection:
            return connection.execute(select(func.max(t.judgement.c.number))).scalar() or 0

    def _rights(self) -> int:
        """The last revision that may have taken words out of the record."""
        query = select(func.max(t.revision.c.number)).where(t.revision.c.kind == "rights")
        with self._record.engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def _at(self) -> tuple[int, int]:
        return int(self._file.note("since") or 0), int(self._file.note("judged") or 0)


@cache
def made_by() -> str:
    """What the clusters hang on besides the record: the modules that link, to the letter, and their words."""
    digest = sha256(lexicon.version().encode())
    for name in _MADE_BY:
        path = files("dateline.link") / f"{name}.py"
        digest.update(path.read_bytes() if path.is_file() else name.encode())
    return f"{__version__} {digest.hexdigest()[:16]}"
