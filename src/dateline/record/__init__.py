"""Readings go in and stay; readings, claims and what became of them come out: the store, on SQLite or PostgreSQL.

`Record` is the door; `tables` states the schema, over which questions are asked; `docs/decisions/0004-record.md` says
what others may build on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime
from os import PathLike
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from dateline.model.change import AnyVerdict, Change, ChangeKind, Difference, Judged, Taken
from dateline.model.claim import Claim
from dateline.model.codec import Json
from dateline.model.entry import Entry, Rights
from dateline.model.item import Item, ItemState, Reject, RejectStage
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.record import checking, copying, items, judging, looking, opening, publishing, searching, taking
from dateline.record import tables as t
from dateline.record.keeping import Keeping
from dateline.record.looking import AsOf, Order, Where

__all__ = ["AsOf", "Order", "Record", "Table", "Where"]

Table = searching.Table
T = TypeVar("T")
_STILL: ContextVar[Mapping[int, Connection]] = ContextVar("still", default=MappingProxyType({}))
"""The connection by which each record, by its identity, is read within `Record.still`."""
_KEEP = 200_000
"""Parties whose numbers are remembered, so that a long run need not ask for them again."""


class Record:
    """All that was read, from when on and until when. `Record(path)` opens or makes one; a url names PostgreSQL.

    Use it in a `with` block, or `close` it. Any number of processes and threads may read while one writes; writers take
    turns. BadRecord, OtherVersion, Busy and MissingExtra say in one sentence what is wrong and what to do.
    """

    path: Path | None
    """The file of the record; None on PostgreSQL."""
    name: str
    """The path, or the url without its password."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self._open(path, create=True)

    @classmethod
    def open(cls, where: str | PathLike[str], create: bool = True) -> Record:
        """The record at a path or url; without `create` it must be there already, else BadRecord."""
        record = cls.__new__(cls)
        record._open(where, create)
        return record

    def _open(self, where: str | PathLike[str], create: bool) -> None:
        url = opening.url_of(where)
        self.name = opening.shown(url)
        self.path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self._engine = opening.connect(url)
        self._known: dict[str, int] = {}
        try:
            opening.prepare(self._engine, self.name, create)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The engine of SQLAlchemy below, for those who need more than this class gives; read only through it."""
        return self._engine

    # Taking in

    def add(
        self,
        reading: Reading,
        *,
        address: str | None = None,
        item: Item | None = None,
        rights: Rights | None = None,
        at: datetime | None = None,
    ) -> Taken:
        """Keep a reading, and let it stand in place of what stood of its article: all of it, or nothing.

        False (`known`) when it stands already, or when a later version of its text does. `address` is a guid, or
        another url of the article, by which its next version will be known again, besides the report's own url.
        `item` is marked as taken in the same transaction. `rights` are its publisher's, if this record was told none.
        `at` is when it came in, now unless given, and never before the last revision.
        """
        addresses = taking.addresses(reading.report, address)
        with self._reading() as connection:
            rights = taking.rights(connection, reading.report, rights)
        ready = taking.prepared(reading, rights)

        def keep(keeping: Keeping) -> Taken:
            taken = taking.add(keeping, ready, addresses)
            if item is not None:
                items.mark(keeping.connection, item, "taken", reading.report.id, at)
            return taken

        return self._write("added", keep, at)

    def propose(
        self,
        reading: Reading,
        *,
        address: str | None = None,
        rights: Rights | None = None,
        at: datetime | None = None,
    ) -> bool:
        """Keep a reading as a proposal that does not stand; False when the same one stands or waits already."""
        with self._reading() as connection:
            rights = taking.rights(connection, reading.report, rights)
        ready = taking.prepared(reading, rights)
        addresses = taking.addresses(reading.report, address)
        return self._write("proposed", lambda keeping: taking.propose(keeping, ready, addresses), at)

    def proposals(self) -> list[str]:
        """The ids of the reports of which a reading is proposed, in the order in which they came."""
        query = (
            select(t.report.c.id)
            .join(t.reading, t.reading.c.report == t.report.c.number)
            .where(t.reading.c.state == "proposed")
            .order_by(t.reading.c.number)
        )
        with self._reading() as connection:
            return list(connection.execute(query).scalars())

    def difference(self, report: str) -> Difference:
        """How the proposed reading of a report differs from what stands; BadInput when none is proposed."""
        with self._reading() as connection:
            return taking.difference(connection, report)

    def accept(self, report: str, *, by: str, why: str = "", at: datetime | None = None) -> Taken:
        """Let the proposed reading of a report stand; BadInput when none is proposed."""
        return self._write(
            "accepted", lambda keeping: taking.accept(keeping, report), at, f"{by}: {why}" if why else by
        )

    def refuse(self, report: str, *, by: str, why: str = "", at: datetime | None = None) -> None:
        """Refuse the proposed reading of a report; `vacuum` takes it out of the file."""
        self._write("refused", lambda keeping: taking.refuse(keeping, report), at, f"{by}: {why}" if why else by)

    # Reading out

    def entries(
        self,
        where: Where = None,
        as_of: AsOf = None,
        order: Order = None,
        limit: int | None = None,
        rejected: bool = False,
        offset: int = 0,
    ) -> Iterator[Entry]:
        """The claims that fit, one by one, as the record holds them: now, or as it held them at `as_of`.

        `where` is a clause over `tables.claim`, or the ids of claims; `order` columns of it, the order of arrival
        unless given; the first `offset` are passed over. `as_of` is a time (UTC when it has no zone), a day (to its
        end), or the number of a revision. Claims that people rejected stay out unless `rejected`. The record may be
        written to meanwhile: what comes out is what stood when the first entry was asked for.
        """
        with self._reading() as connection:
            yield from looking.entries(connection, where, as_of, order, limit, rejected, offset)

    def revision(self, as_of: AsOf = None) -> int:
        """The number of the revision that stands, or stood at `as_of`: by it an answer can be asked for again."""
        with self._reading() as connection:
            return looking.revision(connection, as_of)

    def count(
        self, where: Where = None, by: Sequence[str] = (), as_of: AsOf = None, rejected: bool = False
    ) -> list[tuple[tuple[str | None, ...], int]]:
        """How many claims fit, by the values of `by`: pairs of these values and a count, in their order.

        `counting.KEYS` lists what can be counted by; with nothing to count by, the one pair is `((), n)`.
        """
        with self._reading() as connection:
            return looking.count(connection, where, by, as_of, rejected)

    def words(self, words: str) -> ColumnElement[bool]:
        """The clause that a claim's sentence, action, parties or title have `words` one after the other.

        Capitals and accents do not count; a star at the end stands for any ending: `shell*`.
        """
        return searching.words(self._engine.dialect.name, words)

    def named(self, words: str) -> ColumnElement[bool]:
        """The clause that a row of `tables.party` has `words` in its name, wording, title, office or organisation."""
        return searching.named(self._engine.dialect.name, words)

    def reports(self, as_of: AsOf = None) -> Iterator[Report]:
        """The versions of reports that stand, in the order in which they came in."""
        with self._reading() as connection:
            yield from looking.reports(connection, as_of)

    def report(self, id: str, as_of: AsOf = None) -> tuple[Report, Rights] | None:
        """A version of a report that stands, or stood at `as_of`, with what may be shown of its words; None without."""
        with self._reading() as connection:
            return looking.report(connection, id, as_of)

    def readings(self, as_of: AsOf = None) -> Iterator[Reading]:
        """The readings that stand, as they were read, in the order in which they came in.

        They are without the scaffolding of the stages, and without what people mended: `entries` has that.
        """
        with self._reading() as connection:
            yield from looking.readings(connection, as_of)

    def reading(self, report: str, as_of: AsOf = None) -> Reading | None:
        """The reading of a report that stands, or stood at `as_of`, by the report's id; None where none does."""
        with self._reading() as connection:
            return next(looking.readings(connection, as_of, report), None)

    def claims(self, as_of: AsOf = None) -> Iterator[Claim]:
        """The claims of the readings that stand, as they were read, in order."""
        for reading in self.readings(as_of):
            yield from reading.claims

    def __len__(self) -> int:
        """How many readings stand."""
        with self._reading() as connection:
            query = select(func.count()).select_from(t.reading).where(t.reading.c.state == "standing")
            return int(connection.execute(query).scalar_one())

    def changes(self, since: int | datetime = 0, limit: int | None = None) -> Iterator[Change]:
        """The feed: what became of claims after change number `since`, or after a time, in order.

        A mirror that applies every row, and asks again from the last `seq` that it saw, misses nothing.
        """
        c = t.change.c
        query = select(t.change, t.revision.c.at, t.revision.c.by).join(t.revision, t.revision.c.number == c.revision)
        if isinstance(since, datetime):
            query = query.where(t.revision.c.at > looking.moment(since))
        else:
            query = query.where(c.seq > since)
        with self._reading() as connection:
            some = query.order_by(c.seq).limit(limit).execution_options(yield_per=1000)
            for row in connection.execute(some):
                yield Change(
                    row.seq, row.revision, datetime.fromisoformat(row.at), cast(ChangeKind, row.kind), row.claim,
                    row.was, row.version, tuple(row.what.split()), row.by if row.kind == "judged" else None,
                )  # fmt: skip

    def sql(self, query: str, seconds: float | None = 30.0, **values: str | int | float | None) -> Table:
        """What a statement of SQL selects; it may only read. `:name` in it takes `values`.

        BadRecord when it is no SQL, wants to write, or takes longer than `seconds`.
        """
        with self._said():
            return searching.select(self._engine, self.name, query, values, seconds)

    # Judging

    def judge(
        self,
        subject: str,
        verdict: AnyVerdict,
        *,
        by: str,
        why: str = "",
        field: str | None = None,
        value: Json = None,
        other: str | None = None,
        at: datetime | None = None,
    ) -> int:
        """Keep what a person decided, and lay it over what stands; the number of the judgement comes out.

        Of a claim: `accept`, `reject`, or `mend` one `field` (`status`, `where.country`, `actors.0.name`) to `value`,
        JSON as `dateline schema --of claim` has it. Of two things, `subject` and `other`: `same`, `not same`, `unsure`.
        A mended `type` brings its quad, score and broadest CAMEO code. Nothing is overwritten: a later judgement is
        laid over an earlier one. BadJudgement when it does not fit.
        """

        def keep(keeping: Keeping) -> int:
            return judging.judge(keeping, subject, verdict, by, why, field, value, other)

        return self._write("judged", keep, at, by)

    def undo(self, number: int, *, by: str, why: str = "", at: datetime | None = None) -> int:
        """Take a judgement back: a judgement of its own, whose number comes out."""
        return self._write("judged", lambda keeping: judging.undo(keeping, number, by, why), at, by)

    def judgements(self, subject: str | None = None, orphaned: bool | None = None, as_of: AsOf = None) -> list[Judged]:
        """What people decided up to `as_of`, in order: of one claim or thing, and only what lost its claim, or did not.

        Whether a judgement has lost its claim is told as it is now.
        """
        with self._reading() as connection:
            return judging.judgements(connection, subject, orphaned, looking.revision_at(connection, as_of))

    # Items, rejects, rights

    def item(self, locator: str) -> Item | None:
        """What became of a document of a source; None where it was never met."""
        with self._reading() as connection:
            return next(items.items(connection, locator=locator), None)

    def items(self, source: str | None = None, state: ItemState | None = None) -> Iterator[Item]:
        """The documents that were met, by locator."""
        with self._reading() as connection:
            yield from items.items(connection, source, state)

    def finish(self, item: Item, at: datetime | None = None) -> None:
        """Note that all that a file or feed holds was gone through, so that the next run can pass it over."""
        with self._said(), opening.writing(self._engine) as connection:
            items.mark(connection, item, "taken", item.report, at)

    def leave(self, item: Item, at: datetime | None = None) -> None:
        """Note that a document was not taken in on purpose."""
        with self._said(), opening.writing(self._engine) as connection:
            items.mark(connection, item, "left", item.report, at)

    def reject(self, item: Item, why: str, stage: RejectStage = "intake", at: datetime | None = None) -> None:
        """Note that a document could not be taken in, and why; taking it in later resolves that."""
        with self._said(), opening.writing(self._engine) as connection:
            items.reject(connection, item, why, stage, at)

    def rejects(self, source: str | None = None, resolved: bool = False) -> Iterator[Reject]:
        """The documents that could not be taken in, in order; with `resolved` those too that could be later."""
        with self._reading() as connection:
            yield from items.rejects(connection, source, resolved)

    def rights(self) -> dict[str, Rights]:
        """What this record was told that publishers let us keep, by publisher."""
        with self._reading() as connection:
            return publishing.rights(connection)

    def set_rights(self, publisher: str, rights: Rights, *, by: str, at: datetime | None = None) -> int:
        """Say what a publisher lets us keep of its words, from now on; how many reports lost words comes out.

        Stricter rights take the words of what is kept already out at once and for good. Freer ones bring nothing back:
        reports must be taken in again.
        """
        count = self._write("rights", lambda keeping: publishing.set_rights(keeping, publisher, rights, by), at, by)
        self._known.clear()
        with self._said():
            copying.settle(self._engine)
        return count

    # The file

    def backup(self, to: str | PathLike[str]) -> Path:
        """Write all of the record, as it stands now, to a new SQLite file, from either database, while others write."""
        with self._said():
            return copying.backup(self._engine, self.name, Path(to))

    @classmethod
    def restore(cls, backup: str | PathLike[str], to: str | PathLike[str], replace: bool = False) -> Record:
        """The record that a backup holds, at a path or url, open; what is there already must be empty, or is replaced.

        A file that is replaced stays beside it, its name with `.replaced` behind. BadRecord when the backup is damaged.
        """
        copying.restore(Path(backup), to, replace)
        return cls.open(to, create=False)

    def info(self) -> dict[str, str]:
        """How much the record holds, since when, what made it, and how large it is, in words for people."""
        with self._reading() as connection:
            return checking.info(connection, self.name)

    def check(self) -> list[str]:
        """What is wrong with the record, a sentence each; nothing where all is well."""
        with self._said():
            return checking.check(self._engine)

    def vacuum(self) -> int:
        """Take refused and outdated proposals out, and give room back to the disk; how many went comes out."""
        with self._said():
            return copying.vacuum(self._engine)

    def _said(self) -> AbstractContextManager[None]:
        return opening.told(self.name)

    @contextmanager
    def still(self) -> Iterator[None]:
        """All that is read within, by this thread, sees one state of the record, whoever writes to it meanwhile.

        Nothing may be written within, and what comes out one by one must be taken before it ends.
        """
        if _STILL.get().get(id(self)) is not None:
            yield
            return
        with self._reading() as connection:
            token = _STILL.set({**_STILL.get(), id(self): connection})
            try:
                yield
            finally:
                _STILL.reset(token)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection to read by, for those who need more than this class gives: within `still`, the one of that."""
        with self._reading() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record for as long as it is open."""
        held = _STILL.get().get(id(self))
        with self._said():
            if held is not None:
                yield held
                return
            options = {"isolation_level": "REPEATABLE READ"} if self.path is None else {}
            with self._engine.connect().execution_options(**options) as connection:
                yield connection

    def _write(self, kind: str, work: Callable[[Keeping], T], at: datetime | None, by: str | None = None) -> T:
        with self._said():
            with opening.writing(self._engine) as connection:
                keeping = Keeping(connection, kind, at, by, self._known)
                done = work(keeping)
                keeping.finish()
            # Only what was committed is sure to stand.
            if len(self._known) + len(keeping.learned) > _KEEP:
                self._known.clear()
            self._known.update(keeping.learned)
            return done
