"""Entries, and who is who among them, go in; out comes the queue of what a person should look at, the worst first.

Three kinds of questions: is this field of this claim right, are these two one and the same, and do these two claims
tell of one occurrence? A claim that a person has accepted, mended or rejected is asked about no more, nor is a pair of
which a person has said anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import exp

from dateline.link.copies import appeared
from dateline.link.people import People
from dateline.model.entry import Entry

DOUBTFUL = 0.6
"""How likely a field must be right for nobody to be asked about it."""
_LOOSE = 0.65
"""How likely two claims must tell of one occurrence for nobody to be asked about it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds a claim in its event: the claim, the other that it is tied to most, with how many points, and why."""

    left: str
    right: str
    points: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `sure` is how likely the value is right, or the two are one (0 to 1); the lower of a field, and the
    nearer to one half of a pair, the worse.

    Of a claim, `subject` is its id, `field` what is doubtful, and `entries` that claim alone. Of a pair, `subject` and
    `other` are the ids of two figures, `reasons` what speaks for and against, and `entries` a claim of each, to see; or
    with the field `event` the ids of two claims that are held to tell of one occurrence, which are then the `entries`.
    """

    subject: str
    other: str | None
    field: str | None
    sure: float
    reasons: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def doubt(self) -> float:
        """How much there is to doubt, 0 to 1: by this the queue is ordered."""
        of_pair = self.other is not None
        return 1.0 - (abs(2.0 * self.sure - 1.0) if of_pair else self.sure)


def queue(
    entries: Iterable[Entry],
    who: People | None = None,
    ties: Iterable[Tie] = (),
    judged: Collection[tuple[str, str]] = (),
) -> tuple[Question, ...]:
    """What a person should look at, the worst first; of a claim its most doubtful field, and each claim once.

    `ties` are what holds events together, of which the loose ones are asked about; `judged` pairs of claims of which a
    person has said something, the lesser id first.
    """
    told = sorted(entries, key=lambda each: (appeared(each.report), each.claim.action.span, each.claim.id))
    found: dict[str, Question] = {}
    for entry in told:
        sure = min(entry.claim.confidence, key=lambda each: (each.value, each.field), default=None)
        if entry.review == "open" and sure is not None and sure.value < DOUBTFUL:
            reasons = (f"held to be right with {sure.value:.2f}, by {sure.method}",)
            question = Question(entry.claim.id, None, sure.field, sure.value, reasons, (entry,))
            found.setdefault(entry.claim.id, question)
    pairs = _pairs(told, who) if who is not None else []
    loose = _loose(told, ties, judged)
    return tuple(
        sorted((*found.values(), *pairs, *loose), key=lambda each: (-each.doubt, each.subject, each.other or ""))
    )


def _loose(told: Iterable[Entry], ties: Iterable[Tie], judged: Collection[tuple[str, str]]) -> Iterator[Question]:
    """The ties that may not hold: points are logarithms of odds, by and large, so 0 is one half."""
    by_id = {entry.claim.id: entry for entry in told}
    for tie in ties:
        left, right = sorted((tie.left, tie.right))
        sure = 1.0 / (1.0 + exp(-tie.points))
        if sure >= _LOOSE or (left, right) in judged or left not in by_id or right not in by_id:
            continue
        reasons = tuple(f"{why} ({points:+.2f})" for why, points in tie.reasons)
        yield Question(left, right, "event", sure, reasons, (by_id[left], by_id[right]))


def _pairs(told: Iterable[Entry], who: People) -> list[Question]:
    asked = [each for each in who.questions() if each.by == "rule"]
    wanted = {id for each in asked for id in (each.left, each.right)}
    shown: dict[str, Entry] = {}
    for entry in told:
        claim = entry.claim
        parties = [*claim.actors, *claim.recipients]
        parties += [source.party for source in claim.attribution if source.party is not None]
        parties += [other.party for other in claim.others if other.party is not None]
        for id in wanted.intersection(filter(None, map(who.figure, parties))):
            shown.setdefault(id, entry)
    return [
        Question(
            each.left, each.right, None, each.score, tuple(f"{why} ({points:+.2f})" for why, points in each.reasons),
            tuple(dict.fromkeys(shown[id] for id in (each.left, each.right) if id in shown)),
        )
        for each in asked
    ]  # fmt: skip
