"""Two mentions go in, and how alike their reports are; out comes what speaks for and against one occurrence.

Each reason has points; above 0 in sum the two may be one. The points follow what a regression over ECB+ topics 1-20
weighs, rounded by hand (`score/ecbplus.py` checks them on topics 21-35); those of days, places and numbers, which that
set hardly states, and of known parties, are set by the cases in cases/link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dateline.link import fitting
from dateline.link.content import Rarity, stem
from dateline.link.mention import Mention

Relation = Literal["same word", "same stem", "same class", "same code", "same type", "none"]
Reasons = list[tuple[str, float]]

POINTS: Mapping[str, float] = {
    "prior": -1.8,
    "same word": 1.6,
    "same word, by its rarity": 0.2,
    "same stem": 1.8,
    "same class": -0.3,
    "same code": 0.2,
    "same type": -1.0,
    "none": -3.0,
    "same report": 1.2,
    "reports alike": 2.8,
    "reports little alike": -0.4,
    "reports hardly alike": -0.5,
    "parties": 1.6,
    "other parties": -0.4,
    "other actor": -0.8,
    "other recipient": -0.9,
    "time": 0.8,
    "other time": -3.0,
    "place": 1.5,
    "other place": -1.0,
    "number": 0.6,
    "other number": -1.0,
    "things": 0.5,
    "other things": -0.5,
    "sentences": 0.3,
    "quote": 1.0,
}
LITTLE, HARDLY = 0.25, 0.15
"""Under what similarity two reports are little, or hardly, alike."""
_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_STEM = 4


def related(left: Mention, right: Mention) -> Relation:
    """How the words of two acts are related: one word, one stem, one class of wording, one code, one type."""
    if left.lemma == right.lemma:
        return "same word"
    if _one_stem(left.lemma, right.lemma):
        return "same stem"
    if left.senses & right.senses:
        return "same class"
    if left.code is not None and left.code == right.code:
        return "same code"
    return "same type" if left.type is not None and left.type == right.type else "none"


def _one_stem(left: str, right: str) -> bool:
    """Whether words are formed from one: they differ in their ends alone ("explode", "explosion")."""
    left, right = left.partition(" ")[0], right.partition(" ")[0]
    short = min(len(left), len(right))
    if short < _STEM or left[:_STEM] != right[:_STEM]:
        return False
    return left[: short - 2] == right[: short - 2]


def reasons(left: Mention, right: Mention, alike: float, rarity: Rarity) -> Reasons:
    """What speaks for and against, each with its points; `alike` is the similarity of the two reports, 0 to 1."""
    relation = related(left, right)
    found: Reasons = [("prior", POINTS["prior"]), (relation, POINTS[relation])]
    if relation == "same word":
        _add(found, "same word, by its rarity", rarity.of(stem(left.lemma)))
    if left.report == right.report:
        _add(found, "same report", 1.0)
    else:
        _add(found, "reports alike", alike)
        if alike < LITTLE:
            _add(found, "reports little alike", 1.0)
        if alike < HARDLY:
            _add(found, "reports hardly alike", 1.0)
    _parties(found, left, right)
    _fit(found, "time", fitting.times(left.when, right.when))
    _fit(found, "place", fitting.places(left.where, right.where))
    _fit(found, "number", fitting.numbers(left.numbers, right.numbers))
    if left.things and right.things:
        common = _likeness(left.things, right.things, rarity)
        _add(found, "things" if common else "other things", common or 1.0)
    _add(found, "sentences", _likeness(left.sentence, right.sentence, rarity))
    if left.quoted & right.quoted:
        _add(found, "quote", 1.0)
    return found


def points(left: Mention, right: Mention, alike: float, rarity: Rarity) -> float:
    """The sum of the reasons: above 0 the two may be one occurrence."""
    return sum(each for _, each in reasons(left, right, alike, rarity))


def _add(found: Reasons, name: str, strength: float) -> None:
    if strength:
        found.append((name, POINTS[name] * strength))


def _fit(found: Reasons, name: str, fit: fitting.Fit) -> None:
    if fit.verdict != "open":
        _add(found, name if fit.verdict == "fits" else f"other {name}", fit.strength)


def _parties(found: Reasons, left: Mention, right: Mention) -> None:
    """Who takes part: all together, and side by side where the act has sides."""
    everybody = fitting.sides(left.everybody, right.everybody)
    if everybody.verdict == "fits":
        _add(found, "parties", everybody.strength)
    elif everybody.verdict == "conflicts":
        _add(found, "other parties", everybody.strength)
    if left.type in _SYMMETRIC or right.type in _SYMMETRIC:
        return
    for name, fit in (
        ("other actor", fitting.sides(left.actors, right.actors)),
        ("other recipient", fitting.sides(left.recipients, right.recipients)),
    ):
        if fit.verdict == "conflicts":
            _add(found, name, fit.strength)


def _likeness(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """How alike two sets of words are, 0 to 1: the cosine with each word weighed by its rarity."""
    common = left & right
    if not common:
        return 0.0
    total = sum(rarity.of(word) ** 2 for word in common)
    return total / float((_mass(left, rarity) * _mass(right, rarity)) ** 0.5)


def _mass(words: frozenset[str], rarity: Rarity) -> float:
    return sum(rarity.of(word) ** 2 for word in words)
