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

Relation = Literal["same word", "same stem", "same class", "same code", "same kind of deed", "same type", "none"]
Reasons = list[tuple[str, float]]

POINTS: Mapping[str, float] = {
    "prior": -1.8,
    "same word": 1.6,
    "same word, by its rarity": 0.2,
    "same stem": 1.8,
    "same class": -0.3,
    "same class and type": 0.4,
    "same code": 0.2,
    "same type": -1.0,
    "same kind of deed": -0.5,
    "none": -3.0,
    "same report": 1.2,
    "two claims of one report": -0.3,
    "told apart in one report": -4.0,
    "deeds in one sentence": 1.2,
    "deeds in one place": 0.8,
    "another speaker": -1.2,
    "words said again": -0.6,
    "nothing ties the words": -0.8,
    "told as done and as not done": -1.0,
    "reports alike": 2.8,
    "reports little alike": -0.4,
    "reports hardly alike": -0.5,
    "parties": 1.6,
    "other parties": -0.4,
    "other actor": -0.8,
    "other recipient": -0.9,
    "other persons": -0.8,
    "another kind of act": -0.8,
    "time": 1.0,
    "other time": -3.0,
    "other day for each report": -4.0,
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
_CONFLICTS = frozenset({name for name in POINTS if name.startswith("other ")} - {"other things"})
_PLAIN = -0.6
"""From how many points on a conflict is plain."""
_OPEN = -0.02
"""What a pair of tellings counts that have too little in common to be linked and do not conflict (ECB+ 1-20)."""
_FRIENDLY: frozenset[str] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""PLOVER's cooperative types; what is told by one word as one of these and as one of the others is two acts."""
_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_DEEDS = frozenset({"ASSAULT", "CONSULT", "PROTEST"})
"""Types of which reports tell one occurrence by many words: a raid is an attack, a bombing and a killing."""
_SPEECH = frozenset({"SUPPORT", "REJECT", "ACCUSE", "REQUEST", "THREATEN", "CONCEDE"})
"""Types of acts that are above all somebody's words: who says them tells one from another, and the next day may bring
the like again."""
_TIES = frozenset({"time", "things", "quote", "sentences", "number"})
_TIE = 0.1
"""What ties words of two reports to one occasion, and from how many points on; a threat stands and is told again."""
_ONE_SENTENCE = 0.75
_ONE_TOWN = 0.6
_OTHER_DAY = fitting.Fit("conflicts", 1.0)
_NEWS = 3
"""Within how many days what occurred is news."""
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
    if left.type is None or left.type != right.type:
        return "none"
    return "same kind of deed" if left.type in _DEEDS else "same type"


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
    if relation == "same class" and left.type is not None and left.type == right.type:
        _add(found, "same class and type", 1.0)
    if None not in (left.type, right.type) and (left.type in _FRIENDLY) is not (right.type in _FRIENDLY):
        _add(found, "another kind of act", 1.0)
    if left.report == right.report:
        read = left.type is not None and right.type is not None
        _add(found, "two claims of one report" if read else "same report", 1.0)
    else:
        _add(found, "reports alike", alike)
        if alike < LITTLE:
            _add(found, "reports little alike", 1.0)
        if alike < HARDLY:
            _add(found, "reports hardly alike", 1.0)
    _parties(found, left, right)
    time = fitting.times(left.when, right.when)
    _fit(found, "time", time)
    if time == _OTHER_DAY and _each_its_own(left, right):
        _add(found, "other day for each report", 1.0)
    place = fitting.places(left.where, right.where)
    _fit(found, "place", place)
    _fit(found, "number", fitting.numbers(left.numbers, right.numbers))
    if left.things and right.things:
        common = _likeness(left.things, right.things, rarity)
        _add(found, "things" if common else "other things", common or 1.0)
    around = _likeness(left.sentence, right.sentence, rarity)
    _add(found, "sentences", around)
    if left.report == right.report and left.type == right.type and left.type in _DEEDS:
        if around > _ONE_SENTENCE:
            _add(found, "deeds in one sentence", 1.0)
        if place.verdict == "fits" and place.strength >= _ONE_TOWN:
            _add(found, "deeds in one place", 1.0)
    if left.quoted & right.quoted:
        _add(found, "quote", 1.0)
    if left.report != right.report and left.type == right.type and left.type in _SPEECH:
        _add(found, "words said again", 1.0)
        if left.type != "THREATEN" and not any(points > _TIE for name, points in found if name in _TIES):
            _add(found, "nothing ties the words", 1.0)
    if (left.status == "not") is not (right.status == "not"):
        _add(found, "told as done and as not done", 1.0)
    if left.report == right.report and _plain(found):
        _add(found, "told apart in one report", 1.0)
    return found


def points(left: Mention, right: Mention, alike: float, rarity: Rarity) -> float:
    """The sum of the reasons: above 0 the two may be one occurrence."""
    return sum(each for _, each in reasons(left, right, alike, rarity))


def doubt(found: Reasons) -> float:
    """How far a pair that is no link speaks against two clusters being one: its points, or next to nothing.

    That two tellings have little in common says little where each leaves open what the other states; only values that
    cannot both hold speak against in full. Never above 0.
    """
    if _plain(found):
        return min(0.0, sum(points for _, points in found))
    return _OPEN


def _each_its_own(left: Mention, right: Mention) -> bool:
    """Whether two reports are as far apart as the days that they tell of: each tells the news of its own day.

    Reports of one day that differ on when something was disagree; so may one that looks back.
    """
    if left.published is None or right.published is None:
        return False
    return (
        all(
            each.when.last is not None and 0 <= (each.published or 0) - each.when.last <= _NEWS
            for each in (left, right)
        )
        and (left.published - right.published) * ((left.when.last or 0) - (right.when.last or 0)) > 0
    )


def _plain(found: Reasons) -> bool:
    """Whether two values plainly cannot both hold."""
    return any(name in _CONFLICTS and points < _PLAIN for name, points in found)


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
        _add(found, "other persons", float(fitting.persons(left.everybody, right.everybody)))
        return
    for name, fit in (
        ("other actor", fitting.sides(left.actors, right.actors)),
        ("other recipient", fitting.sides(left.recipients, right.recipients)),
    ):
        if fit.verdict == "conflicts":
            _add(found, name, fit.strength)
            if name == "other actor" and fit.strength == 1.0 and left.type in _SPEECH:
                _add(found, "another speaker", 1.0)


def _likeness(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """How alike two sets of words are, 0 to 1: the cosine with each word weighed by its rarity."""
    common = left & right
    if not common:
        return 0.0
    total = sum(rarity.of(word) ** 2 for word in common)
    return total / float((_mass(left, rarity) * _mass(right, rarity)) ** 0.5)


def _mass(words: frozenset[str], rarity: Rarity) -> float:
    return sum(rarity.of(word) ** 2 for word in words)
