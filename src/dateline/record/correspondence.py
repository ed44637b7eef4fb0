"""Two readings of one article go in, as their claims; out comes which claim of the one is which of the other.

Ids of claims hold the report and the spans, so they change with every edit of the text. What stays is what is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.model.codec import Json

_PLACED = frozenset({
    "span", "anchor_span", "range_end", "antecedent", "members", "evidence", "triggered_by", "id", "report",
})  # fmt: skip
"""Fields that tell only where something stands in the text, or follow from that."""
_TRACE = frozenset({"why", "confidence"})


@dataclass(frozen=True)
class Told:
    """One claim with what it takes to know it again: its body as JSON and the sentence that says it.

    `version` is its number in the record, None for one that is not kept yet.
    """

    body: dict[str, Json]
    sentence: str
    version: int | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.body["id"])

    @cached_property
    def same(self) -> Hashable:
        """Type, parties and words of the action: claims that share it are the same claim."""
        return (self.body["type"], _names(self.body["actors"]), _names(self.body["recipients"]), self._words)

    @cached_property
    def near(self) -> Hashable:
        """Words of the action and the sentence: what is read anew from the very same words."""
        place = self.sentence if self.sentence else _json_start(self.body["action"])
        return (self._words, place)

    @cached_property
    def content(self) -> dict[str, Json]:
        """What it says, field by field, wherever it stands in the text and whatever rule found it."""
        return {field: _unplaced(each) for field, each in self.body.items() if field not in _PLACED | _TRACE}

    @property
    def _words(self) -> str:
        action = self.body["action"]
        assert isinstance(action, dict)
        return " ".join(str(action["text"] or action["lemma"] or "").casefold().split())

    def differs(self, other: Told) -> tuple[str, ...]:
        """The fields in which two claims differ; `text` alone where only their places in the text do.

        Empty when they are the same to the last letter.
        """
        if self.body == other.body:
            return ()
        said = [field for field in self.content if self.content[field] != other.content.get(field)]
        trace = [field for field in sorted(_TRACE) if self.body.get(field) != other.body.get(field)]
        return tuple(said + trace) or ("text",)


def pair(old: Sequence[Told], new: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Each old claim with the new one that it is, where there is one: by id, by what it says, by the words that say it.

    Among several that fit, what says the very same goes first, then the order of the text.
    """
    pairs: list[tuple[Told, Told]] = []
    left, right = list(old), list(new)
    for key in (_id, _exactly, _same, _near):
        found = _match(left, right, key)
        pairs += found
        gone_old = {id(each) for each, _ in found}
        gone_new = {id(each) for _, each in found}
        left = [each for each in left if id(each) not in gone_old]
        right = [each for each in right if id(each) not in gone_new]
    return pairs


def same(old: Told, new: Iterable[Told]) -> Told | None:
    """The claim among `new` that a judgement of `old` holds for: the same by id, or by type, parties and action."""
    every = list(new)
    for key in (_id, _exactly, _same):
        for each in every:
            if key(each) == key(old):
                return each
    return None


def _match(left: Iterable[Told], right: Iterable[Told], key: Callable[[Told], Hashable]) -> list[tuple[Told, Told]]:
    waiting: dict[Hashable, list[Told]] = defaultdict(list)
    for each in right:
        waiting[key(each)].append(each)
    return [(each, waiting[key(each)].pop(0)) for each in left if waiting.get(key(each))]


def _id(told: Told) -> Hashable:
    return told.id


def _same(told: Told) -> Hashable:
    return told.same


def _exactly(told: Told) -> Hashable:
    return (told.same, repr(told.content))


def _near(told: Told) -> Hashable:
    return told.near


def _names(parties: Json) -> tuple[str, ...]:
    assert isinstance(parties, list)
    return tuple(sorted(_name(each) for each in parties))


def _name(party: Json) -> str:
    assert isinstance(party, dict)
    return str(party["entity"] or party["name"] or party["text"]).casefold()


def _json_start(action: Json) -> str:
    assert isinstance(action, dict)
    return repr(action["span"])


def _unplaced(value: Json) -> Json:
    if isinstance(value, list):
        return [_unplaced(each) for each in value]
    if isinstance(value, dict):
        return {field: _unplaced(each) for field, each in value.items() if field not in _PLACED or field == "id"}
    return value
