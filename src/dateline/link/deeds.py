"""Two claims go in, one that gives notice of a deed and one that may be the deed; out comes what of it both speak of.

Type and parties are not enough to tell that a promise was kept: those who are in the news do something of every type
every week. The word for the deed, or several words of what it is about, must be in both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.link.content import content, stem
from dateline.model.entry import Entry
from dateline.model.party import Party

_NEAR = 5
"""Content words after "demanded", "promised" in which the word for the deed stands."""
_SCOPE = 14
"""Content words after an act that tell what it is about; four before it, since a passive tells that first."""
_BEFORE = 4
_KIN = 5
"""Letters that a verb and the noun made from it have in common: investigate, investigation."""
_NOT = re.compile(
    r"(?:\W+\w+){0,5}?\W+(?:not\W+to|to\W+not|should\W+not|must\W+not|against|never\W+to)\b", re.IGNORECASE
)
_SHARE = 0.03
_FEW = 3
"""A word that stands in more reports than both of these allow says nothing: of all, and by number."""
_EMPTY = frozenset(
    "tell report reporter accord statement official minister president government country add include later state "
    "take make give put go come want need ask plan call announce promise demand threaten tweet news last next first "
    "week month people man woman new".split()
)


@dataclass(frozen=True, slots=True)
class Deed:
    """The words for an act (`acts`) and of what it is about (`about`), as stems without the names of parties.

    `undone` that notice is given of not doing it: "urged her not to sign".
    """

    acts: frozenset[str]
    about: frozenset[str]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """What two deeds have in common: whether one word for the act is in both, and the telling words besides.

    `undone` that the one is notice of not doing it.
    """

    act: bool
    words: frozenset[str]
    undone: bool = False


class Deeds:
    """The deeds of entries, and which words are too common among them to tell anything."""

    def __init__(self, told: Iterable[Entry]) -> None:
        entries = list(told)
        reports: dict[str, set[str]] = {}
        for entry in entries:
            reports.setdefault(entry.report.id, set()).update(_words(entry))
        counts = Counter(word for words in reports.values() for word in words)
        most = max(_FEW, _SHARE * len(reports))
        self._common = frozenset(word for word, count in counts.items() if count > most)
        self._known: dict[tuple[str, bool], Deed] = {}

    def of(self, entry: Entry, announced: bool) -> Deed:
        """The deed of a claim: the act itself, or the one that it announces, demands, promises or threatens."""
        key = entry.claim.id, announced
        if key not in self._known:
            self._known[key] = _deed(entry, announced)
        return self._known[key]

    def shared(self, notice: Entry, speaks: bool, answer: Entry) -> Shared:
        """What a notice and an answer share; `speaks` that the notice is a speech act, whose deed comes after it."""
        first, second = self.of(notice, speaks), self.of(answer, False)
        act = any(_kin(one, other) for one in first.acts for other in second.acts)
        words = (first.about | first.acts) & (second.about | second.acts)
        return Shared(act, frozenset(words - self._common - _EMPTY), first.undone)


def _deed(entry: Entry, announced: bool) -> Deed:
    claim = entry.claim
    action = claim.action
    after = list(_after(entry))
    own = {stem(word) for word in (action.lemma or "").casefold().split()}
    acts = set(content(action.text)) | own
    if announced:
        first = content(action.text)[:1]  # "threatened" of "threatened to impose": the speech, not the deed
        acts = (acts - own - set(first)) | set(after[:_NEAR])
    goods = claim.transfer.goods if claim.transfer is not None else ()
    texts = [other.text for other in claim.others if other.party is None] + [good.text for good in goods]
    about = {*after[:_SCOPE], *(word for text in texts for word in content(text)), *_before(entry)}
    names = _names(entry)
    start = action.span.end - entry.sentence.span.start
    undone = announced and entry.quotable and _NOT.match(entry.sentence.text, max(0, start)) is not None
    return Deed(frozenset(acts - names - _EMPTY), frozenset(about - names), undone)


def _after(entry: Entry) -> Iterator[str]:
    """The content words of the sentence after the act, up to the condition on which it hangs."""
    sentence, claim = entry.sentence, entry.claim
    start, end = claim.action.span.end - sentence.span.start, len(sentence.text)
    if claim.condition is not None and claim.condition.span.start >= claim.action.span.end:
        end = min(end, claim.condition.span.start - sentence.span.start)
    if entry.quotable and 0 <= start < end:
        names = _names(entry)
        yield from (word for word in content(sentence.text[start:end]) if word not in names)


def _before(entry: Entry) -> list[str]:
    start = entry.claim.action.span.start - entry.sentence.span.start
    return content(entry.sentence.text[:start])[-_BEFORE:] if entry.quotable and start > 0 else []


def _words(entry: Entry) -> set[str]:
    return {*content(entry.sentence.text), *content(entry.claim.action.text)}


def _names(entry: Entry) -> set[str]:
    """The words of the names and titles of all who have a part in a claim, or on whose word it is."""
    claim = entry.claim
    parties: list[Party] = [*claim.actors, *claim.recipients]
    parties += [source.party for source in claim.attribution if source.party is not None]
    texts = (text for each in parties for text in (each.name, each.title, each.office) if text)
    return {word for text in texts for word in content(text)}


def _kin(left: str, right: str) -> bool:
    """Whether two stems are one word, or a verb and its noun.

    >>> _kin("withdraw", "withdrawal"), _kin("investigat", "investigation"), _kin("state", "statue")
    (True, True, False)
    """
    if left == right:
        return True
    same = next((at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), len(left))
    return same >= max(_KIN, len(left) - 4, len(right) - 4)
