"""One transaction that writes: rows go in under the next numbers, with the revision that they all belong to."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import cast

from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, update

from dateline.model.act import Words
from dateline.model.change import ChangeKind
from dateline.model.claim import Claim
from dateline.model.codec import Json
from dateline.record import rows
from dateline.record import tables as t
from dateline.record.bodies import pack
from dateline.record.rows import Row

_TICK = timedelta(microseconds=1)


def folded(words: str) -> str:
    """`words` without accents and capitals, as both full-text indexes compare them.

    >>> folded("Erdoğan")
    'erdogan'
    """
    apart = unicodedata.normalize("NFKD", words)
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()


def stamp(at: datetime) -> str:
    """A time as the record writes it: UTC, with microseconds, so that text sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


class Keeping:
    """What one transaction writes. Numbers are given here: writers take turns, so the next one is the greatest plus 1.

    `at` is when it happens, now unless given; a revision is never given a time before that of the one before it.
    `known` holds the numbers of parties that are sure to stand, and those that this transaction adds go to `learned`.
    """

    def __init__(
        self,
        connection: Connection,
        kind: str,
        at: datetime | None = None,
        by: str | None = None,
        known: dict[str, int] | None = None,
    ) -> None:
        self.connection = connection
        self.learned: dict[str, int] = {}
        self._known = known if known is not None else {}
        self._kind, self._by, self._at = kind, by, at or datetime.now(UTC)
        self._next: dict[str, int] = {}
        self._changes: list[Row] = []
        self._waiting: dict[Table, list[Row]] = {}

    @cached_property
    def revision(self) -> int:
        """The number of the revision that this transaction is; made when it is first asked for."""
        number = self.number(t.revision)
        last = self.connection.execute(select(t.revision.c.at).where(t.revision.c.number == number - 1)).scalar()
        at = self._at if self._at.tzinfo else self._at.replace(tzinfo=UTC)
        if last is not None:
            at = max(at, datetime.fromisoformat(last) + _TICK)
        self.put(t.revision, {"number": number, "at": stamp(at), "kind": self._kind, "by": rows.writable(self._by)})
        return number

    def call(self, kind: str) -> None:
        """Say what kind of revision this is, before it is made."""
        self._kind = kind

    def number(self, table: Table) -> int:
        """The next number of a table."""
        if table.name not in self._next:
            (key,) = table.primary_key.columns
            self._next[table.name] = (self.connection.execute(select(func.max(key))).scalar() or 0) + 1
        found = self._next[table.name]
        self._next[table.name] = found + 1
        return found

    def numbers(self, table: Table, count: int) -> list[int]:
        """The next `count` numbers of a table."""
        return [self.number(table) for _ in range(count)]

    def put(self, table: Table, *some: Row) -> None:
        """Insert rows now."""
        if some:
            self.connection.execute(insert(table), list(some))

    def maker(self, made_by: Iterable[tuple[str, str]]) -> int:
        """The number of a set of versions."""
        versions = json.dumps([list(each) for each in made_by], ensure_ascii=False)
        found = self.connection.execute(select(t.maker.c.number).where(t.maker.c.versions == versions)).scalar()
        if found is None:
            found = self.number(t.maker)
            self.put(t.maker, {"number": found, "versions": versions})
        return int(found)

    def claims(self, versions: Sequence[int], some: Sequence[tuple[Claim, Json, Words, Row]]) -> None:
        """Keep claims under these versions, each with its body, its sentence and the columns that the record adds.

        `original` is the version itself, and `review` open, where the columns leave them out.
        """
        flat: list[Row] = []
        hanging = [rows.parts(claim) for claim, *_ in some]
        parties = self._parties(
            [party for each in hanging for _, party in each.parties if party]
            + [party for each in hanging for _, *both in each.sources for party in both if party]
        )
        for version, (claim, body, sentence, added), own in zip(versions, some, hanging, strict=True):
            row: Row = {"original": version, "review": "open", **rows.claim_row(claim, sentence), **added}
            flat.append({**row, "version": version, "recorded": self.revision, "superseded": None})
            self._wait(t.claim_body, {"claim": version, "body": pack(body)})
            for party_row, party in own.parties:
                self._wait(t.claim_party, {**party_row, "claim": version, "party": _of(party, parties)})
            for source_row, voice, addressee in own.sources:
                both: Row = {"party": _of(voice, parties), "addressee": _of(addressee, parties)}
                self._wait(t.claim_source, {**source_row, "claim": version, **both})
            for name, plain in own.plain.items():
                self._wait(t.metadata.tables[name], *({**each, "claim": version} for each in plain))
        self.put(t.claim, *flat)
        for table in t.PARTS:
            self.put(table, *self._waiting.pop(table, []))
        self._words(flat)

    def _wait(self, table: Table, *some: Row) -> None:
        self._waiting.setdefault(table, []).extend(some)

    def _parties(self, some: Iterable[Row]) -> dict[str, int]:
        """The numbers of party rows by hash; those that do not stand yet are added."""
        wanted = {cast(str, row["hash"]): row for row in some}
        found = {each: self._known[each] for each in wanted if each in self._known}
        rest = [each for each in wanted if each not in found]
        for at in range(0, len(rest), 500):
            query = select(t.party.c.hash, t.party.c.number).where(t.party.c.hash.in_(rest[at : at + 500]))
            found.update((each.hash, each.number) for each in self.connection.execute(query))
        new = [{**wanted[each], "number": self.number(t.party)} for each in rest if each not in found]
        self.put(t.party, *new)
        if new:
            words = [{"n": row["number"], "w": _party_words(row)} for row in new]
            self._index("party_words", "rowid, words", "party, words", words)
        found.update((cast(str, row["hash"]), cast(int, row["number"])) for row in new)
        self.learned.update(found)
        return found

    def _words(self, flat: Sequence[Row]) -> None:
        if not flat:
            return
        query = select(t.report.c.number, t.report.c.title).where(
            t.report.c.number.in_({cast(int, row["report"]) for row in flat})
        )
        titles = {each.number: each.title or "" for each in self.connection.execute(query)}
        some = [
            {
                "n": row["version"],
                "sentence": row["sentence"],
                "action": row["action"],
                "parties": f"{row['who']!s} {row['whom']!s}",
                "title": titles[row["report"]],
            }
            for row in flat
        ]
        if self.connection.dialect.name == "sqlite":
            self.connection.execute(
                text(
                    "INSERT INTO claim_words(rowid, sentence, action, parties, title) "
                    "VALUES (:n, :sentence, :action, :parties, :title)"
                ),
                some,
            )
            return
        joined = [{"n": each["n"], "w": "\n".join(str(each[name]) for name in _TEXTS)} for each in some]
        self._index("claim_words", "", "claim, words", joined)

    def _index(self, table: str, lite: str, post: str, some: Sequence[Row]) -> None:
        if self.connection.dialect.name == "sqlite":
            self.connection.execute(text(f"INSERT INTO {table}({lite}) VALUES (:n, :w)"), list(some))
        else:
            plain = [{"n": each["n"], "w": folded(str(each["w"]))} for each in some]
            self.connection.execute(text(f"INSERT INTO {table}({post}) VALUES (:n, to_tsvector('simple', :w))"), plain)

    def supersede(self, versions: Iterable[int]) -> None:
        """Let versions of claims stand until before this revision."""
        every = [{"v": each, "r": self.revision} for each in versions]
        if every:
            statement = update(t.claim).where(t.claim.c.version == bindparam("v")).values(superseded=bindparam("r"))
            self.connection.execute(statement, every)

    def change(
        self, kind: ChangeKind, claim: str, version: int, what: Iterable[str] = (), was: str | None = None
    ) -> None:
        """Put a change into the feed."""
        row: Row = {
            "seq": self.number(t.change),
            "revision": self.revision,
            "kind": kind,
            "claim": claim,
            "was": was if was != claim else None,
            "version": version,
            "what": " ".join(what),
        }
        self._changes.append(row)

    def finish(self) -> None:
        """Write what was put off; to be called last."""
        self.put(t.change, *self._changes)
        self._changes.clear()


_TEXTS = ("sentence", "action", "parties", "title")


def _of(party: Row | None, numbers: dict[str, int]) -> int | None:
    return numbers[cast(str, party["hash"])] if party else None


def _party_words(row: Row) -> str:
    """What the view `party_text` makes of the row."""
    return " ; ".join(str(row[name] or "") for name in ("name", "text", "title", "office", "organisation"))
