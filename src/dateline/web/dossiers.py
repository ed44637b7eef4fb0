"""Claims that people choose go in with their notes; dossiers come out, kept in the desk's own file.

A dossier holds the ids of claims, not their words: what it shows is what the record has, and it says where that has
changed since the claim was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, Text, UniqueConstraint, func, select

from dateline.errors import BadInput
from dateline.web.store import Store, metadata

LONGEST = 20_000
"""Characters that a note may have."""
MOST = 500
"""Claims that one dossier may hold: more than anybody prints."""

_dossier = Table(
    "dossier", metadata,
    Column("number", Integer, primary_key=True), Column("name", Text, nullable=False),
    Column("intro", Text, nullable=False), Column("by", Text, nullable=False), Column("at", Text, nullable=False),
)  # fmt: skip
_chosen = Table(
    "dossier_claim", metadata,
    Column("number", Integer, primary_key=True), Column("dossier", Integer, nullable=False),
    Column("place", Integer, nullable=False), Column("claim", Text, nullable=False),
    Column("version", Integer, nullable=False), Column("revision", Integer, nullable=False),
    Column("note", Text, nullable=False), Column("by", Text, nullable=False), Column("at", Text, nullable=False),
    UniqueConstraint("dossier", "claim"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One claim of a dossier: its id, the version and the revision of the record as it was chosen, and a note."""

    claim: str
    version: int
    revision: int
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with its claims in the order that people gave them; `intro` is what stands before them."""

    number: int
    name: str
    intro: str
    by: str
    at: str
    choices: tuple[Choice, ...]


def dossiers(store: Store) -> list[Dossier]:
    """All dossiers, the latest first."""
    with store.reading() as connection:
        return [_whole(connection, number) for number in _numbers(connection)]


def dossier(store: Store, number: int) -> Dossier | None:
    """One dossier; None where there is none of this number."""
    with store.reading() as connection:
        return _whole(connection, number) if number in _numbers(connection) else None


def begin(store: Store, name: str, by: str) -> int:
    """A new dossier, whose number comes out; BadInput without a name."""
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise BadInput("a dossier needs a name, of 200 characters at most")
    with store.writing() as connection:
        number = int(connection.execute(select(func.coalesce(func.max(_dossier.c.number), 0))).scalar_one()) + 1
        connection.execute(_dossier.insert().values(number=number, name=name, intro="", by=by, at=_now()))
    return number


def rename(store: Store, number: int, name: str, intro: str) -> None:
    """Another name, or other words before the claims."""
    name = " ".join(name.split())
    if not name or len(name) > 200 or len(intro) > LONGEST:
        raise BadInput(f"a dossier needs a name, of 200 characters at most, and an introduction of {LONGEST:,} at most")
    with store.writing() as connection:
        connection.execute(_dossier.update().where(_dossier.c.number == number).values(name=name, intro=intro.strip()))


def discard(store: Store, number: int) -> None:
    """Throw a dossier away; the claims stay on the record."""
    with store.writing() as connection:
        connection.execute(_chosen.delete().where(_chosen.c.dossier == number))
        connection.execute(_dossier.delete().where(_dossier.c.number == number))


def choose(store: Store, number: int, claims: Sequence[tuple[str, int]], revision: int, by: str) -> int:
    """Put claims, by id and version, at the end of a dossier; those that it holds stay. How many came in."""
    c = _chosen.c
    with store.writing() as connection:
        held = set(connection.execute(select(c.claim).where(c.dossier == number)).scalars())
        fresh = [each for each in dict(claims).items() if each[0] not in held]
        if len(held) + len(fresh) > MOST:
            raise BadInput(f"a dossier holds {MOST} claims at most; begin another one")
        last = connection.execute(select(func.coalesce(func.max(c.place), 0)).where(c.dossier == number)).scalar_one()
        for place, (claim, version) in enumerate(fresh, start=int(last) + 1):
            connection.execute(
                _chosen.insert().values(
                    dossier=number, place=place, claim=claim, version=version, revision=revision, note="", by=by,
                    at=_now(),
                )
            )  # fmt: skip
    return len(fresh)


def remark(store: Store, number: int, claim: str, note: str) -> None:
    """Set the note of a claim."""
    if len(note) > LONGEST:
        raise BadInput(f"a note has {LONGEST:,} characters at most")
    with store.writing() as connection:
        connection.execute(_chosen.update().where(_is(number, claim)).values(note=note.strip()))


def remove(store: Store, number: int, claim: str) -> None:
    """Take a claim out of a dossier."""
    with store.writing() as connection:
        connection.execute(_chosen.delete().where(_is(number, claim)))


def move(store: Store, number: int, claim: str, up: bool) -> None:
    """Move a claim one place up or down; at the end of the row nothing happens."""
    c = _chosen.c
    with store.writing() as connection:
        rows = list(connection.execute(select(c.claim, c.place).where(c.dossier == number).order_by(c.place)))
        at = next((at for at, row in enumerate(rows) if row.claim == claim), None)
        to = None if at is None else at - 1 if up else at + 1
        if at is None or to is None or not 0 <= to < len(rows):
            return
        for one, place in ((rows[at], rows[to].place), (rows[to], rows[at].place)):
            connection.execute(_chosen.update().where(_is(number, one.claim)).values(place=place))


def _is(number: int, claim: str) -> ColumnElement[bool]:
    return (_chosen.c.dossier == number) & (_chosen.c.claim == claim)


def _numbers(connection: Connection) -> list[int]:
    return list(connection.execute(select(_dossier.c.number).order_by(_dossier.c.number.desc())).scalars())


def _whole(connection: Connection, number: int) -> Dossier:
    row = connection.execute(select(_dossier).where(_dossier.c.number == number)).one()
    chosen = connection.execute(select(_chosen).where(_chosen.c.dossier == number).order_by(_chosen.c.place))
    choices = tuple(Choice(each.claim, each.version, each.revision, each.note, each.by, each.at) for each in chosen)
    return Dossier(row.number, row.name, row.intro, row.by, row.at, choices)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
