"""A claim, the reading that it came from and a filled form go in; out come the fields that a person mended, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, get_args

from dateline.errors import BadJudgement, BadQuestion
from dateline.model import wording
from dateline.model.act import EventType, Stage, StatusValue, Timing
from dateline.model.claim import Claim
from dateline.model.codec import Json, to_json
from dateline.model.party import Party, key
from dateline.model.place import NOWHERE_STATED, Place
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Grain, Time
from dateline.questions.days import days
from dateline.questions.syntax import Question, Term, Value

_MOST = 24
"""How many parties and places of a report are offered, those nearest to the claim first."""
_WORDS: dict[str, tuple[str, ...]] = {
    "status": get_args(StatusValue), "type": get_args(EventType), "timing": get_args(Timing),
}  # fmt: skip
S = TypeVar("S", Party, Time, Place)
UNSTATED = ""
"""What a form says for a time or a place that the report does not state."""


@dataclass(frozen=True, slots=True)
class Side:
    """One party of the report that may be chosen: under which key, how it is called, and where it stands now."""

    key: str
    name: str
    acts: bool
    acted_upon: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen, and how it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """What may be mended of a claim, each field with its value now; `when` is a day, a month, a year, or a range."""

    status: str
    type: str
    timing: str
    stage: str | None
    when: str
    where: str
    parties: tuple[Side, ...]
    times: tuple[Choice, ...]
    places: tuple[Choice, ...]


def form(claim: Claim, reading: Reading | None) -> Form:
    """The form for a claim, with the parties, times and places of its report to choose from."""
    parties = _parties(claim, reading)
    acts, acted = ({key(each, claim.report) for each in side} for side in (claim.actors, claim.recipients))
    return Form(
        claim.status, claim.type, claim.timing, claim.transfer.stage if claim.transfer else None,
        (claim.when.edtf or "") if claim.when.state == "known" else UNSTATED,
        _place(claim.where) if claim.where.state == "known" else UNSTATED,
        tuple(Side(id, wording.party(each), id in acts, id in acted) for id, each in parties.items()),
        tuple(
            Choice(each.edtf or "", f"{wording.when(each)}, “{' '.join((each.text or '').split())}”")
            for each in _near(claim, reading.times if reading else ())
            if each.state == "known" and each.edtf
        ),
        tuple(Choice(id, wording.where(each)) for id, each in _places(claim, reading).items()),
    )  # fmt: skip


def mended(claim: Claim, reading: Reading | None, filled: dict[str, list[str]]) -> list[tuple[str, Json]]:
    """The fields that a filled form changes, with their new values; BadJudgement where one means nothing.

    A form that leaves a field out leaves it as it is.
    """
    now = form(claim, reading)
    found: list[tuple[str, Json]] = []
    for field, allowed in _WORDS.items():
        if field in filled and (value := filled[field][0]) != getattr(now, field):
            found.append((field, _one_of(field, value, allowed)))
    if claim.transfer is not None and "stage" in filled and filled["stage"][0] != now.stage:
        found.append(("transfer.stage", _one_of("stage", filled["stage"][0], get_args(Stage))))
    if "when" in filled and (words := filled["when"][0].strip()) != now.when:
        found.append(("when", to_json(_time(words))))
    if "where" in filled and (chosen := filled["where"][0]) != now.where:
        places = _places(claim, reading)
        if chosen != UNSTATED and chosen not in places:
            raise BadJudgement("where: this place does not stand in the report; reload the page and choose again")
        found.append(("where", to_json(places[chosen] if chosen else NOWHERE_STATED)))
    if "sides" in filled:
        found += _sides(claim, _parties(claim, reading), filled)
    return found


def _sides(claim: Claim, parties: dict[str, Party], filled: dict[str, list[str]]) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for field, before, name in (("actors", claim.actors, "acts"), ("recipients", claim.recipients, "acted")):
        chosen = filled.get(name, [])
        unknown = [each for each in chosen if each not in parties]
        if unknown:
            raise BadJudgement(f"{field}: {unknown[0]!r} is no party of the report; reload the page and choose again")
        if set(chosen) != {key(each, claim.report) for each in before}:
            kept = {key(each, claim.report): each for each in before}
            found.append((field, [to_json(kept.get(each, parties[each])) for each in dict.fromkeys(chosen)]))
    return found


def _one_of(field: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise BadJudgement(f"{field}: is one of {', '.join(allowed)}, not {value!r}")
    return value


def _time(words: str) -> Time:
    """The time that a person typed: `2023-09-13`, `2023-09`, `2023`, or two of them with `..` or `/` between."""
    if words == UNSTATED:
        return NOT_STATED
    typed = words.replace("/", "..")
    try:
        first, last = days(Value(typed, 0), Question(typed, Term("", (), 0)), date.today())
    except BadQuestion:
        raise BadJudgement("when: a time is 2023-09-13, 2023-09, 2023, or two of them with / between") from None
    grain: dict[int, Grain] = {4: "year", 7: "month"}
    whole = ".." not in typed
    return Time(
        edtf=words if whole and typed[:4].isdigit() else f"{first or '..'}/{last or '..'}",
        earliest=date.fromisoformat(first) if first else None, latest=date.fromisoformat(last) if last else None,
        grain=grain.get(len(typed), "day") if whole else "day", anchor="absolute",
    )  # fmt: skip


def _parties(claim: Claim, reading: Reading | None) -> dict[str, Party]:
    """The parties of the claim and of its report, each once, the nearest first."""
    found = {key(each, claim.report): each for each in (*claim.actors, *claim.recipients)}
    for each in _near(claim, reading.parties if reading else ()):
        if len(found) < _MOST and (each.name or each.text):
            found.setdefault(key(each, claim.report), each)
    return found


def _places(claim: Claim, reading: Reading | None) -> dict[str, Place]:
    found = {_place(claim.where): claim.where} if claim.where.state == "known" else {}
    for each in _near(claim, reading.places if reading else ()):
        if len(found) < _MOST and each.state == "known" and (each.name or each.text):
            # What is chosen as the place of an act is where it was, whatever its words do in their own clause.
            found.setdefault(_place(each), replace(each, role="location"))
    return found


def _place(place: Place) -> str:
    return place.id or f"text:{' '.join((place.name or place.text or '').casefold().split())}"


def _near(claim: Claim, some: Iterable[S]) -> list[S]:
    """By how far from the act they stand."""
    act = claim.action.span

    def far(span: Span | None) -> int:
        return 1 << 30 if span is None else max(span.start - act.end, act.start - span.end, 0)

    return sorted(some, key=lambda each: far(each.span))
