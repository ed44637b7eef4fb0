"""The first marks of a claim: an Act that words name, its standing (is it real?), and what is transferred for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.attribution import Certainty
from dateline.model.party import Party
from dateline.model.span import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
StatusValue = Literal[
    "happened", "ongoing", "planned", "expected", "possible", "conditional", "attempted", "denied", "not"
]  # fmt: skip
Timing = Literal["new", "background"]
Stage = Literal["wanted", "offered", "agreed", "under way", "delivered", "refused", "rumoured"]
Role = Literal["participant", "beneficiary", "instrument", "object", "topic", "third party"]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of the report with where they stand: an action, a condition."""

    text: str
    span: Span
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """Who or what else had a part in an act, by role; `party` where it is somebody."""

    role: Role
    text: str
    span: Span
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range with its unit ("three soldiers": 3 to 3 soldiers); an open end is None."""

    text: str
    span: Span
    low: float | None
    high: float | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """One step of the trace: which rule, frame or model gave `field` its value, with its version and a remark."""

    field: str
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act that words of the report name, before it is judged whether it is real.

    `trigger` is the number of the token that heads `action`; `type`, `modes`, `contexts` and `cameo` are PLOVER's and
    CAMEO's; `casualties` and `quantities` are numbers in the act's own clause. `same_as` is the index of an earlier
    act of the reading that these words tell again. `confidence` (0 to 1) is how sure the coding of `type` is.
    """

    trigger: int
    action: Words
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    others: tuple[Other, ...] = ()
    clause: Span | None = None
    casualties: tuple[Quantity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    same_as: int | None = None
    confidence: float = 0.5
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether one act is real: status, certainty, condition, and whether it is news or background here."""

    status: StatusValue
    certainty: Certainty | None = None
    condition: Words | None = None
    timing: Timing = "new"
    confidence: float = 0.5
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Good:
    """What is given: goods, technology, money, people, territory, relief; `category` from the goods taxonomy."""

    text: str
    span: Span
    category: str | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Goods from somebody to somebody, what is asked or given in return, and how far it has come.

    In JSON the two ends are called `from` and `to`.
    """

    goods: tuple[Good, ...]
    from_: tuple[Party, ...]
    to: tuple[Party, ...]
    in_return_for: tuple[Good, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Measure:
    """A rule that an act may touch, its legal basis, and the words that point to it: a pointer, not a finding."""

    measure: str
    basis: str
    triggered_by: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the transfers stage found for one act: the transfer, and the measures that it may touch."""

    transfer: Transfer | None = None
    measures: tuple[Measure, ...] = ()
    why: tuple[Why, ...] = ()
