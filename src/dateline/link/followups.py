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
from functools import lru_cache
from typing import Literal, get_args

from dateline.link import fitting
from dateline.link.content import content, stem
from dateline.link.copies import appeared
from dateline.link.deeds import Deeds, Shared
from dateline.link.notices import NEAR, Notice, day_of, notices
from dateline.link.telling import extent, who
from dateline.model.act import EventType
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place

AnswerKind = Literal["done", "condition met", "called off", "broken", "refused"]
State = Literal["open", "done", "condition met", "called off", "broken", "refused", "overdue"]

LEAST = 0.6
"""The score from which on a later claim answers a notice. Set on the cases of cases/link/followups.toml."""
LONGEST = 365
"""Days after which nothing is taken for an answer any more, unless the term is later."""
_DOER, _TO = 0.5, 0.5
"""How far the doers and the receivers of both must be the same (`fitting.sides`)."""
_SPOKEN = frozenset(("demand", "promise", "threat"))
"""Notices that are speech acts, in which the deed comes after the word for speaking."""

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
    index, deeds = _Index(told), Deeds(told)
    return tuple(
        _outcome(notice, index, until, deeds)
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


def _outcome(notice: Notice, index: _Index, until: date | None, deeds: Deeds) -> Outcome:
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
        answer = _answer(notice, entry, deeds)
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


def _answer(notice: Notice, entry: Entry, deeds: Deeds) -> Answer | None:
    """How a later claim answers a notice, if it does."""
    claim = entry.claim
    day, given = day_of(entry), notice.given
    when = extent(claim.when)
    if day is None or given is None or (when.last is not None and when.last < given.toordinal()):
        return None
    if not _may_answer(notice, claim):
        return None
    shared = deeds.shared(notice.entries[0], notice.kind in _SPOKEN and notice.claim.status in _REAL, entry)
    if claim.status in _REAL:
        for made in (_undone(notice, entry, shared), _done(notice, entry, shared, day), _met(notice, entry, deeds)):
            if made is not None and made.score >= LEAST:
                return made
        return None
    if claim.status not in ("not", "denied"):
        return None
    made = _done(notice, entry, shared, day)
    if made is None or not shared.act or made.score < LEAST:
        return None
    over = notice.term.last is not None and day.toordinal() > notice.term.last
    how: AnswerKind = "refused" if notice.kind == "demand" else "broken" if over else "called off"
    return Answer(entry, how, made.score, (*made.reasons, "it is told as not so"))


def _may_answer(notice: Notice, claim: Claim) -> bool:
    """Whether type and verb of a claim leave any way in which it could answer; to look closer takes long."""
    if claim.type in notice.awaits:
        return True
    if claim.status not in _REAL:
        return False
    hangs = bool(notice.hangs_on) or bool(notice.condition)
    return hangs or claim.type == "REJECT" or bool(_verbs(claim) & (_OFF | _BREAK))


def _verbs(claim: Claim) -> frozenset[str]:
    return _stems(claim.action.lemma or "", claim.action.text)


@lru_cache(maxsize=50_000)
def _stems(lemma: str, text: str) -> frozenset[str]:
    return frozenset((lemma.casefold(), *map(stem, text.split())))


@lru_cache(maxsize=10_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(content(text))


def _done(notice: Notice, entry: Entry, shared: Shared, day: date) -> Answer | None:
    """Whether the claim does what notice was given of: the same deed, by whom, to whom, where and when it was to be."""
    claim = entry.claim
    if claim.type not in notice.awaits:
        return None
    doer, to = _sides(notice, claim)
    fit = fitting.times(notice.term, extent(claim.when))
    place = fitting.places(_place(notice.entries[0]), _place(entry))
    early = notice.term.first is not None and day.toordinal() < notice.term.first
    if doer < _DOER or to is None or early or "conflicts" in (fit.verdict, place.verdict):
        return None
    in_time = notice.term.known and fit.verdict == "fits"
    act = shared.act or bool(set(claim.modes) & set(notice.claim.modes))
    told = len(shared.words) + (to >= _TO) + 2 * in_time
    if not (act and told >= 1) and not told >= 3:
        return None
    score = 0.3 + 0.1 * doer + 0.2 * act + 0.15 * (to >= _TO) + 0.15 * in_time + 0.1 * min(3, len(shared.words))
    reasons = ["the same side does it"]
    reasons += ["to the same side"] * (to >= _TO) + ["at the time that was named"] * in_time
    reasons += ["the same act"] * act + ["the place fits"] * (place.verdict == "fits")
    if shared.undone:
        reasons.append("though it was not to be done")
    how: AnswerKind = "done" if not shared.undone else "refused" if notice.kind == "demand" else "broken"
    return Answer(entry, how, round(min(1.0, score), 2), (*reasons, *_of(shared.words)))


def _sides(notice: Notice, claim: Claim) -> tuple[float, float | None]:
    """How far a claim is by those who were to do it, and to those to whom; None where it is to others."""
    if claim.type == "CONSULT" and not notice.doers:
        return 0.0, None  # of whom nobody knows what was asked, nobody can have done it
    if claim.type == "CONSULT":  # who visits whom, one report tells from this side and another from that
        every = (*claim.actors, *claim.recipients)
        fits = [_side((one,), every) for one in (*notice.doers, *notice.receivers)]
        if not fits or min(fits) == 0.0:
            return 0.0, None  # all who were to meet must have
        return max(fits), min(fits) if notice.receivers else 0.0
    # What is demanded may well be done to others than him who demands it.
    conflict = notice.kind != "demand" and _conflict(notice.receivers, claim.recipients)
    return _side(notice.doers, claim.actors), None if conflict else _side(notice.receivers, claim.recipients)


def _undone(notice: Notice, entry: Entry, shared: Shared) -> Answer | None:
    """Whether the claim calls it off, breaks or refuses it."""
    claim = entry.claim
    words = _verbs(claim)
    same = bool(set(claim.modes) & set(notice.claim.modes))
    about = len(shared.words) + shared.act
    enough = about >= 2 or (about and _side(notice.claim.recipients, claim.recipients) >= _TO)
    if words & _OFF and enough and _side(notice.claim.actors, claim.actors) >= _DOER:
        return Answer(entry, "called off", round(min(1.0, 0.6 + 0.1 * about), 2), _why("calls it off", shared))
    if not words & _BREAK and claim.type != "REJECT":
        return None
    doer, to = _sides(notice, claim)
    if doer < _DOER or to is None:
        return None
    if words & _BREAK and notice.kind in ("promise", "plan") and about >= 2:
        return Answer(entry, "broken", round(min(1.0, 0.5 + 0.1 * about), 2), _why("breaks it", shared))
    if claim.type == "REJECT" and notice.kind in ("demand", "promise") and about + same >= 2 and about:
        how: AnswerKind = "refused" if notice.kind == "demand" else "broken"
        score = 0.5 + 0.1 * min(3, about) + (0.1 if same else 0.0)
        return Answer(entry, how, round(min(1.0, score), 2), _why("says no to it", shared))
    return None


def _met(notice: Notice, entry: Entry, deeds: Deeds) -> Answer | None:
    """Whether the claim is what the condition names."""
    words = _content(notice.condition or "")
    if not words and not notice.hangs_on:
        return None
    told = deeds.of(entry, False)
    shared = Shared(bool(words & told.acts), words & (told.acts | told.about))
    for condition in notice.hangs_on:
        claim = entry.claim
        if claim.type not in (condition.type, *NEAR.get(condition.type, ())):
            continue
        doer, to = _side(condition.actors, claim.actors), _side(condition.recipients, claim.recipients)
        told_enough = (shared.act or set(claim.modes) & set(condition.modes)) and (to >= _TO or shared.words)
        if doer >= _DOER and told_enough and not _conflict(condition.recipients, claim.recipients):
            score = 0.4 + 0.2 * doer + 0.1 * (to >= _TO) + 0.1 * min(2, len(shared.words))
            return Answer(entry, "condition met", round(min(1.0, score), 2), _why("what it hangs on", shared))
    sentence = _content(entry.sentence.text) if words and not notice.hangs_on and entry.quotable else frozenset()
    if words and not notice.hangs_on and len(words & sentence) >= max(3, 0.7 * len(words)):
        both = Shared(False, words & sentence)
        score = 0.3 + 0.5 * len(both.words) / len(words)
        return Answer(entry, "condition met", round(score, 2), _why("the words of its condition", both))
    return None


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


def _why(reason: str, shared: Shared) -> tuple[str, ...]:
    return (reason, *_of(shared.words))
