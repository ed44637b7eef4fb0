"""Entries go in; out comes what became of plans, promises, demands and threats: done, broken, called off, overdue.

A `Notice` is what somebody gave notice of, with its condition and its term. Later claims answer it: those that do it,
call it off, break or refuse it, or bring about its condition. Each answer has a score and its reasons; it is a pointer
for a person, and never says that one thing came of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dateline.link import fitting
from dateline.link.content import content, stem
from dateline.link.copies import appeared
from dateline.link.mention import Extent
from dateline.link.notices import NEAR, Notice, day_of, notices, things
from dateline.link.telling import extent, who
from dateline.model.act import EventType
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place

AnswerKind = Literal["done", "condition met", "called off", "broken", "refused"]
State = Literal["open", "done", "condition met", "called off", "broken", "refused", "overdue"]

LEAST = 0.6
"""The score from which on a later claim answers a notice. Set on the cases of cases/link/followups.toml."""
LONGEST = 730
"""Days after which nothing is taken for an answer any more, unless the term is later."""

_REAL = frozenset(("happened", "ongoing"))
_OFF = frozenset(
    "cancel postpone scrap abandon drop withdraw suspend shelve revoke rescind delay halt defer retract lift".split()
)
_BREAK = frozenset("break breach violate renege backtrack ignore defy flout".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """A later claim that answers a notice: how, how surely (0 to 1), and why."""

    entry: Entry
    how: AnswerKind
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A notice with its answers in the order of time, and where it stands on the day asked for."""

    notice: Notice
    answers: tuple[Answer, ...]
    state: State


def followups(
    entries: Iterable[Entry],
    as_of: date | None = None,
    groups: Mapping[str, str] | None = None,
    only: Container[str] | None = None,
) -> tuple[Outcome, ...]:
    """What became of every plan, promise, demand and threat, in the order in which they were first told.

    `as_of` is the day on which to say what is overdue, that of the last report unless given; later reports are left
    out. `groups` gives the event of each claim by its id, where known: notices of one event are one. `only` are the ids
    of the claims whose notices are asked for, all unless given; any claim may answer them.
    """
    told = sorted(entries, key=lambda each: (appeared(each.report), each.claim.action.span, each.claim.id))
    days = [day for each in told if (day := day_of(each)) is not None]
    until = as_of or max(days, default=None)
    if as_of is not None:
        told = [each for each in told if (day := day_of(each)) is None or day <= as_of]
    index = _Index(told)
    return tuple(
        _outcome(notice, index, until)
        for notice in notices(told, groups or {})
        if only is None or any(each.claim.id in only for each in notice.entries)
    )


class _Index:
    """Entries by type and by who has a part in them, in the order of time: a notice meets only those near it."""

    def __init__(self, told: Iterable[Entry]) -> None:
        self._found: dict[tuple[str, str], tuple[list[int], list[Entry]]] = defaultdict(lambda: ([], []))
        for entry in told:
            day = day_of(entry)
            if day is None:
                continue
            for root in _roots((*entry.claim.actors, *entry.claim.recipients)):
                days, held = self._found[entry.claim.type, root]
                days.append(day.toordinal())
                held.append(entry)

    def near(self, types: Iterable[str], parties: Iterable[Party], first: int, last: int) -> Iterator[Entry]:
        """The entries of these types in which one of the parties has a part, told from `first` to `last`, each once."""
        seen: set[int] = set()
        roots = sorted(_roots(parties))
        for kind in sorted(types):
            for root in roots:
                days, held = self._found.get((kind, root), ((), ()))
                for at in range(bisect_left(days, first), len(held)):
                    if days[at] > last:
                        break
                    if id(held[at]) not in seen:
                        seen.add(id(held[at]))
                        yield held[at]


def _roots(parties: Iterable[Party]) -> set[str]:
    """By what parties are found again: the entity, and the state that they act for."""
    found: set[str] = set()
    for party in parties:
        found |= {each for each in (party.entity, party.country) if each} or {who(party).key}
    return found


_EVERY: tuple[EventType, ...] = get_args(EventType)


def _outcome(notice: Notice, index: _Index, until: date | None) -> Outcome:
    given = notice.given
    if given is None:
        return Outcome(notice, (), "open")
    first, own = given.toordinal(), {each.report.id for each in notice.entries}
    last = max(first + LONGEST, (notice.term.last or 0) + 30)
    parties = (*notice.doers, *notice.receivers, *notice.claim.actors)
    parties += tuple(party for claim in notice.hangs_on for party in (*claim.actors, *claim.recipients))
    near = (entry for entry in index.near(_EVERY, parties, first, last) if entry.report.id not in own)
    best: dict[tuple[str, AnswerKind], Answer] = {}
    for entry in near:
        answer = _answer(notice, entry)
        if answer is not None:
            key = entry.report.id, answer.how  # a report that tells it twice answers once
            best[key] = max(best.get(key, answer), answer, key=lambda each: (each.score, each.entry.claim.id))
    answers = sorted(best.values(), key=lambda each: (appeared(each.entry.report), each.entry.claim.id))
    return Outcome(notice, tuple(answers), _state(notice, answers, until))


def _state(notice: Notice, answers: Sequence[Answer], until: date | None) -> State:
    """Where it stands: what was done was done; else the last word on it; else whether its term is over."""
    found = [each.how for each in answers]
    if "done" in found:
        return "done"
    final = [how for how in found if how != "condition met"]
    if final:
        return final[-1]
    if notice.term.last is not None and until is not None and notice.term.last < until.toordinal():
        return "overdue"
    return "condition met" if found else "open"


def _answer(notice: Notice, entry: Entry) -> Answer | None:
    """How a later claim answers a notice, if it does."""
    claim = entry.claim
    day = day_of(entry)
    when = extent(claim.when)
    given = notice.given
    if day is None or given is None or (when.last is not None and when.last < given.toordinal()):
        return None
    if claim.status in _REAL:
        for made in (_undone(notice, entry, day), _done(notice, entry, when, day), _met(notice, entry)):
            if made is not None and made.score >= LEAST:
                return made
        return None
    if claim.status in ("not", "denied") and claim.type in notice.awaits:
        score, reasons = _alike(notice.doers, notice.receivers, notice.entries[0], entry)
        after = notice.term.last is not None and day.toordinal() > notice.term.last
        how: AnswerKind = "broken" if after and notice.kind in ("promise", "plan") else "called off"
        if notice.kind == "demand":
            how = "refused"
        made = Answer(entry, how, score, (*reasons, "it is told as not so"))
        return made if made.score >= LEAST else None
    return None


def _done(notice: Notice, entry: Entry, when: Extent, day: date) -> Answer | None:
    """Whether the claim does what notice was given of."""
    claim = entry.claim
    if claim.type not in notice.awaits or claim.id == notice.claim.id:
        return None
    score, reasons = _alike(notice.doers, notice.receivers, notice.entries[0], entry)
    if not score:
        return None
    fit = fitting.times(notice.term, when)
    if fit.verdict == "conflicts" or (notice.term.first is not None and day.toordinal() < notice.term.first):
        return None
    in_time = notice.term.known and when.known and fit.verdict == "fits"
    if in_time:
        score, reasons = score + 0.15, (*reasons, "at the time that was named")
    shared = things(notice.entries[0]) & things(entry)
    broad = len(notice.awaits) > 2 and not in_time
    if broad and not shared:
        return None  # so many kinds of act would do that parties alone say nothing
    return Answer(entry, "done", round(min(1.0, score), 2), reasons)


def _undone(notice: Notice, entry: Entry, day: date) -> Answer | None:
    """Whether the claim calls it off, breaks or refuses it."""
    claim = entry.claim
    words = {(claim.action.lemma or "").casefold(), *map(stem, claim.action.text.split())}
    shared = (things(notice.entries[0]) | {stem(notice.kind)}) & things(entry)
    by_doer, by_asker = _side(notice.doers, claim.actors), _side(notice.claim.actors, claim.actors)
    if words & _OFF and shared and by_asker >= 0.4:
        return Answer(entry, "called off", round(0.4 + 0.3 * by_asker, 2), _why("calls it off", shared))
    if words & _BREAK and shared and by_doer >= 0.4 and notice.kind in ("promise", "plan"):
        return Answer(entry, "broken", round(0.4 + 0.3 * by_doer, 2), _why("breaks it", shared))
    if claim.type == "REJECT" and notice.kind in ("demand", "promise") and by_doer >= 0.4:
        to = _side(notice.receivers, claim.recipients)
        same = bool(set(claim.modes) & set(notice.claim.modes))
        score = 0.2 + 0.3 * by_doer + 0.2 * to + 0.1 * min(2, len(shared)) + (0.1 if same else 0.0)
        if not shared and not same:
            return None
        how: AnswerKind = "refused" if notice.kind == "demand" else "broken"
        return Answer(entry, how, round(min(1.0, score), 2), _why("says no to it", shared))
    return None


def _met(notice: Notice, entry: Entry) -> Answer | None:
    """Whether the claim is what the condition names."""
    for condition in notice.hangs_on:
        if entry.claim.type not in (condition.type, *NEAR.get(condition.type, ())):
            continue
        doer, to = _side(condition.actors, entry.claim.actors), _side(condition.recipients, entry.claim.recipients)
        shared = set(content(notice.condition or "")) & things(entry)
        score = 0.3 + 0.3 * doer + 0.2 * to + 0.1 * min(2, len(shared))
        if doer >= 0.4 and not _conflict(condition.recipients, entry.claim.recipients):
            return Answer(entry, "condition met", round(min(1.0, score), 2), _why("what it hangs on", shared))
    if notice.condition and not notice.hangs_on:
        words = set(content(notice.condition))
        told = set(content(entry.sentence.text if entry.quotable else ""))
        shared = words & told
        if len(shared) >= 2 and len(shared) >= 0.6 * len(words):
            score = 0.3 + 0.5 * len(shared) / len(words)
            return Answer(entry, "condition met", round(score, 2), _why("the words of its condition", shared))
    return None


def _alike(
    doers: Sequence[Party], receivers: Sequence[Party], notice: Entry, entry: Entry
) -> tuple[float, tuple[str, ...]]:
    """How far a claim is by those and to those who were named, there, and of the same things; 0 where it cannot be."""
    claim = entry.claim
    if claim.type == "CONSULT":  # who visits whom, one report tells from this side and another from that
        doer = _side((*doers, *receivers), (*claim.actors, *claim.recipients))
        to = doer if receivers else 0.0
        conflict = bool(receivers) and not all(
            _side((each,), (*claim.actors, *claim.recipients)) for each in (*doers, *receivers)
        )
    else:
        doer, to = _side(doers, claim.actors), _side(receivers, claim.recipients)
        conflict = _conflict(receivers, claim.recipients)
    place = fitting.places(_place(notice), _place(entry))
    if doer < 0.4 or conflict or place.verdict == "conflicts":
        return 0.0, ()
    shared = things(notice) & things(entry)
    same = (notice.claim.action.lemma or "") == (claim.action.lemma or " ")
    score = 0.3 + 0.25 * doer + 0.15 * to + 0.1 * min(2, len(shared)) + (0.1 if same else 0.0)
    reasons = ["the same side does it", *(["to the same side"] if to else []), *(["in the same words"] if same else [])]
    if place.verdict == "fits":
        score, reasons = score + 0.1, [*reasons, "the place fits"]
    return round(min(1.0, score), 2), (*reasons, *_of(shared))


def _side(left: Sequence[Party], right: Sequence[Party]) -> float:
    fit = fitting.sides([who(each) for each in left], [who(each) for each in right])
    return fit.strength if fit.verdict == "fits" else 0.0


def _conflict(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether two sides are known to be others; words that nobody could resolve may be anybody's."""
    fit = fitting.sides([who(each) for each in left], [who(each) for each in right])
    return fit.verdict == "conflicts" and fit.strength > 0.9


def _place(entry: Entry) -> Place | None:
    return entry.claim.where if entry.claim.where.state == "known" else None


def _of(shared: Iterable[str]) -> tuple[str, ...]:
    words = sorted(shared)
    return (f"both of {', '.join(words[:4])}",) if words else ()


def _why(reason: str, shared: Iterable[str]) -> tuple[str, ...]:
    return (reason, *_of(shared))
