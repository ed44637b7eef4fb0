"""Text goes in; out come its content words, cut to their stems, and how rare each is among many reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[\"“”]([^\"“”]{12,}?)[\"“”]")
_EMPTY = frozenset(
    "a about above after again against all also am an and another any are as at back be because been before being "
    "between both but by can could did do does doing down during each even few for from further get go got had has "
    "have having he her here hers herself him himself his how i if in into is it its itself just last like made make "
    "many may me might more most much must my new no nor not now of off on once one only or other our out over own "
    "per said same say says she should since so some still such than that the their them then there these they this "
    "those through to told too under until up upon us very was we were what when where which while who whom whose "
    "why will with would year years you your monday tuesday wednesday thursday friday saturday sunday yesterday "
    "today tomorrow january february march april june july august september october november december".split()
)
"""Words that say nothing of what a text is about; days and months too, whose sense hangs on the day of the report."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without its endings of inflection, so that forms of one word meet; no dictionary is asked.

    >>> [stem(word) for word in ("missiles", "bombed", "bombing", "parties", "Vladivostok's")]
    ['missile', 'bomb', 'bomb', 'party', 'vladivostok']
    """
    word = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            return word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word
    return word


def content(text: str) -> list[str]:
    """The stems of the content words of a text, in order.

    >>> content("The president's envoys met in Arica on Tuesday.")
    ['president', 'envoy', 'met', 'arica']
    """
    return [stem(word) for word in _WORD.findall(text) if word.casefold() not in _EMPTY and len(word) > 1]


def quoted(text: str) -> Iterator[str]:
    """The runs of verbatim speech in a text, folded so that punctuation and case do not tell them apart."""
    for found in _QUOTED.findall(text):
        words = _WORD.findall(found.casefold())
        if len(words) > 2:
            yield " ".join(words)


_UNSEEN = 50
"""As many reports about other things are thought to be there too: in a handful, what all share would seem common."""


@dataclass(slots=True)
class Rarity:
    """In how many of `reports` each word stands; grows as reports come in."""

    reports: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    """What `of` said of words since the last report came in: asked a hundred times for each pair of acts."""

    def take(self, words: Iterable[str]) -> None:
        """One more report with these words."""
        self._known.clear()
        self.reports += 1
        self.counts.update(set(words))

    def of(self, word: str) -> float:
        """How rare a word is: the logarithm of all reports to those that have it; a tenth at least."""
        found = self._known.get(word)
        if found is None:
            rare = log((1 + _UNSEEN + self.reports) / (1 + self.counts.get(word, 0)))
            found = self._known[word] = 0.1 if word in _EMPTY else max(0.1, rare)
        return found


@dataclass(frozen=True, slots=True)
class Story:
    """What one report is about: its words weighed by rarity, of length 1, and the heaviest of them in order."""

    report: str
    published: int | None
    weights: Mapping[str, float]
    heads: tuple[str, ...]


_HEADS = 20
_KEPT = 60
"""How many words of a report are weighed: beyond these, similarity changes in the third digit."""


def story(report: str, published: int | None, words: Mapping[str, int], rarity: Rarity) -> Story:
    """The story of a report whose content words are `words`, with how often each stands there."""
    weighed = {word: (1.0 + log(count)) * rarity.of(word) for word, count in words.items()}
    ranked = sorted(weighed, key=lambda word: (-weighed[word], word))[:_KEPT]
    length = sum(weighed[word] ** 2 for word in ranked) ** 0.5 or 1.0
    return Story(report, published, {word: weighed[word] / length for word in ranked}, tuple(ranked[:_HEADS]))


def similarity(left: Story, right: Story) -> float:
    """How alike two stories are, 0 to 1: the cosine of their weighed words."""
    small, large = left.weights, right.weights
    if len(small) > len(large):
        small, large = large, small
    return sum(weight * large[word] for word, weight in small.items() if word in large)
