"""The noun of linking: a Mention, the little of a claim by which it is told whether two tell of one occurrence."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.act import StatusValue
from dateline.model.place import Place
from dateline.model.time import Grain


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in an occurrence: `key` is an entity id, or a folded name where `known` is False.

    `words` are the content words of the name as used; `country` is ISO 3166 alpha-3; `state` is whether it stands for
    a state as such ("Moscow"), which whoever acts for that state fits; `body` whether it is a body of that state;
    `person` the name of a person who is named, known or not, which two persons who are two do not share.
    """

    key: str
    words: frozenset[str] = frozenset()
    country: str | None = None
    state: bool = False
    body: bool = False
    known: bool = False
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """When, in days since 0001-01-01 (inclusive); an open side is None. `grain` is how exact the words are."""

    first: int | None = None
    last: int | None = None
    grain: Grain | None = None

    @property
    def known(self) -> bool:
        return self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what it counts (`unit`, a stem; `counted` as written), as a range; an open end is None."""

    unit: str
    low: float | None
    high: float | None
    counted: str = ""


NOWHEN = Extent()


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an occurrence.

    `lemma` heads the words that tell it; `senses` are the classes of wording that those words are of (see
    `lexicon.wordings`); `type` is PLOVER's and `code` the root of CAMEO's ("040"), where known. `actors`, `recipients`
    and `others` are who; `things` content words of what else hangs on the act. `sentence` are the content words around
    it, `quoted` the runs of verbatim speech in it. `published` is the day of the report as an ordinal, `order` where
    in its report it stands, in code points.
    """

    id: str
    report: str
    lemma: str
    senses: frozenset[str] = frozenset()
    type: str | None = None
    code: str | None = None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    others: tuple[Who, ...] = ()
    things: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    numbers: tuple[Number, ...] = ()
    when: Extent = NOWHEN
    where: Place | None = None
    status: StatusValue = "happened"
    published: int | None = None
    order: int = 0

    @property
    def everybody(self) -> tuple[Who, ...]:
        """Who takes part, in whatever role."""
        return (*self.actors, *self.recipients, *self.others)
