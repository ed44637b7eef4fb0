"""A request goes in; out comes the Visit: who asks, of which record, as of when, in which language."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar, cast
from urllib.parse import urlencode

from sqlalchemy import func, select
from starlette.requests import Request

from dateline.lexicon import actors
from dateline.model.actors import Actors
from dateline.questions import settings as asked
from dateline.questions.syntax import Question, Term, Value
from dateline.record import Record
from dateline.record import tables as t
from dateline.web.catalogue import Catalogue
from dateline.web.limits import Limits, within
from dateline.web.linked import Linking
from dateline.web.security import Guard, Person, Refused, Session
from dateline.web.store import Role, Store

T = TypeVar("T")
log = logging.getLogger(__name__)
_FAR = 10
"""How many times older than wished an answer may be that is shown while it is made anew."""
_SHARE = 50
"""How many times as long as an answer takes it is good for: no more than a fiftieth of the time goes into it."""
_QUICK = 0.1
"""Seconds that a reader may wait for an answer that is as the record stands."""
_SHELF = 256
"""Answers that are kept until the record changes."""


class Shelf:
    """Answers that cost something, kept under a key that names all that they depend on; the least used go first."""

    def __init__(self, size: int = _SHELF) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._renewing: set[Hashable] = set()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was kept under `key`, or what `make` makes: once, however many ask for it at the same time."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return cast(T, self._kept[key])
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._put(key, made)
        return made

    def renew(self, key: Hashable, make: Callable[[], object]) -> None:
        """Make anew what is kept under `key`, beside all else and one thing at a time; till then the old one stands."""
        with self._lock:
            if key in self._renewing:
                return
            self._renewing.add(key)

        def work() -> None:
            try:
                with self._turn:
                    self.put(key, make())
            except Exception as error:  # whoever asks next makes it, and is told what is wrong with it
                log.warning("what a page shows could not be made anew: %s", error)
            finally:
                with self._lock:
                    self._renewing.discard(key)

        threading.Thread(target=work, daemon=True).start()

    def peek(self, key: Hashable) -> object:
        """What is kept under `key`; None where nothing is."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: Hashable, value: object) -> None:
        """Keep something under `key` in place of what was."""
        with self._lock:
            self._put(key, value)

    def _put(self, key: Hashable, value: object) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer of `lately`: of which revision, when it was made (by a clock that only grows), and what it took."""

    revision: int
    at: float
    value: object
    took: float


@dataclass(frozen=True)
class Desk:
    """All that the pages share: the record, the desk's own file, who may come, what is allowed, the texts."""

    record: Record
    store: Store
    guard: Guard
    limits: Limits
    words: Catalogue
    shelf: Shelf
    linking: Linking
    today: Callable[[], date] = date.today

    @cached_property
    def knowledge(self) -> Actors:
        """Who is known by name; read once, as that takes seconds."""
        return actors.load()


@dataclass
class Visit:
    """One request: its desk, who asks, and as of when.

    `as_of` is what the address says (`as_of=2026-11-24`, a time, or the number of a revision), None for now; whoever
    asks the record hands it on. `person` is None only on pages that are open to everybody.
    """

    desk: Desk
    request: Request
    person: Person | None
    session: Session | None

    @property
    def record(self) -> Record:
        return self.desk.record

    @cached_property
    def as_of(self) -> datetime | int | None:
        words = self.request.query_params.get("as_of", "").strip()
        if not words:
            return None
        return asked.as_of(Term("as-of", (Value(words, 0),), 0), Question(words, Term("", (), 0)))

    @cached_property
    def revision(self) -> int:
        """The number of the latest revision of the record."""
        return self.record.revision()

    @property
    def today(self) -> date:
        """The day on which the record is asked: now, or the day as of which it is."""
        if isinstance(self.as_of, datetime):
            return self.as_of.date()
        if self.as_of is not None:
            with self.record.connection() as connection:
                query = select(func.max(t.revision.c.at)).where(t.revision.c.number <= self.as_of)
                at = connection.execute(query).scalar()
            return datetime.fromisoformat(at).astimezone(UTC).date() if at else self.desk.today()
        return self.desk.today()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of the record as it stands, made once for all visits until the record changes.

        `key` names it, with all that it depends on but the record, `as_of` and the day.
        """
        return self.desk.shelf.get((key, self.revision, self.as_of, self.desk.today()), self._still(make))

    def lately(self, key: Hashable, make: Callable[[], T], seconds: float = 20.0) -> T:
        """As `once`, but while the record changes all the time, what was made some seconds ago will do.

        What took no time is made anew at once, so that a small record is always shown as it stands; what took long,
        beside the answer, which does not wait for it unless it is older by far. For what is gathered from the whole
        record: who reads a claim or judges one always sees it as it stands.
        """
        whole = ("lately", key, self.as_of, self.desk.today())

        def anew() -> _Kept:
            within(self.desk.limits.seconds * _FAR)
            revision, begun = self.record.revision(), time.monotonic()
            value = self._still(make)()
            return _Kept(revision, time.monotonic(), value, time.monotonic() - begun)

        # Who comes while it is made the first time waits for that, whatever is written meanwhile.
        kept = self.desk.shelf.get(whole, anew)
        within(self.desk.limits.seconds)  # who waited for others has not had any time yet
        if kept.revision == self.revision:
            return cast(T, kept.value)
        age, good = time.monotonic() - kept.at, max(seconds, _SHARE * kept.took)
        if age >= _FAR * good or (kept.took < _QUICK and age >= min(seconds, _SHARE * kept.took)):
            kept = anew()
            self.desk.shelf.put(whole, kept)
        elif age >= good:
            self.desk.shelf.renew(whole, anew)
        return cast(T, kept.value)

    def _still(self, make: Callable[[], T]) -> Callable[[], T]:
        """What makes the same of one state of the record, whoever writes to it meanwhile."""

        def made() -> T:
            with self.record.still():
                return make()

        return made

    def may(self, role: Role) -> bool:
        """Whether who asks may do what is asked of `role`."""
        return self.person is not None and self.person.may(role)

    def need(self, role: Role) -> Person:
        """Who asks, if they may; Refused otherwise."""
        if self.person is None:
            raise Refused(401, "log in first")
        if not self.person.may(role):
            raise Refused(403, f"{self.person.name} may not do this; it needs the role {role}")
        return self.person

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """The text of `key` in the language of the desk."""
        return self.desk.words.say(key, n, **values)

    def link(self, path: str, query: Mapping[str, str | int | None] | None = None, **more: str | int | None) -> str:
        """An address of the desk that keeps to `as_of`; what is None is left out.

        `query` is for names that are none in Python.
        """
        path, mark, place = path.partition("#")
        given = {**(query or {}), **more}
        parts = {name: value for name, value in given.items() if value is not None and value != ""}
        held = self.request.query_params.get("as_of")
        if held and "as_of" not in given:
            parts["as_of"] = held
        joined = "&" if "?" in path else "?"
        return f"{path}{joined + urlencode(parts) if parts else ''}{mark}{place}"

    def here(self, **changes: str | int | None) -> str:
        """This very address with some of its query changed; None takes a part out."""
        held: dict[str, str | int | None] = dict(self.request.query_params.items())
        parts = {name: value for name, value in {**held, **changes}.items() if value is not None and value != ""}
        return f"{self.request.url.path}{'?' + urlencode(parts) if parts else ''}"


def visit(request: Request) -> Visit:
    """The visit that a request is; for pages, as `Depends(visit)` or a plain call."""
    found: Visit = request.state.visit
    return found
