"""What was read goes in, as JSON, and comes out without the words that its publisher does not let us keep."""

from __future__ import annotations

from dateline.model.codec import Json
from dateline.model.entry import Rights

STRICTNESS: tuple[Rights, ...] = ("full text", "short quotes", "offsets")
"""From the freest to the strictest."""

_WORDS = frozenset({"text", "detail", "message"})
_OR_NOTHING = frozenset({"reason", "medium", "title"})


def stricter(first: Rights, second: Rights) -> Rights:
    """The stricter of the two.

    >>> stricter("short quotes", "full text")
    'short quotes'
    """
    return max(first, second, key=STRICTNESS.index)


def without_words(value: Json) -> Json:
    """`value` without verbatim words: spans, codes and lemmas stay, and names that the knowledge base knows.

    >>> without_words({"text": "the old capital", "entity": None, "name": "the old capital", "country": "KAZ"})
    {'text': '', 'entity': None, 'name': None, 'country': 'KAZ'}
    >>> without_words({"text": "Astana", "id": "geonames:1526273", "name": "Astana", "admin1": None})
    {'text': '', 'id': 'geonames:1526273', 'name': 'Astana', 'admin1': None}
    """
    if isinstance(value, list):
        return [without_words(each) for each in value]
    if not isinstance(value, dict) or value.get("kind") == "own voice":
        return value  # whose outlet it is, is no word of the report
    kept: dict[str, Json] = {}
    for field, each in value.items():
        if field in _WORDS and isinstance(each, str):
            kept[field] = ""
        elif field in _OR_NOTHING and isinstance(each, str):
            kept[field] = None
        else:
            kept[field] = without_words(each)
    if "name" in kept and not _known(value):
        kept["name"] = None
    return kept


def _known(value: dict[str, Json]) -> bool:
    """Whether the name in `value` is one that dateline knew, and not only the report's own wording."""
    if "entity" in value:
        return value["entity"] is not None
    if "party" in value:
        party = value["party"]
        return isinstance(party, dict) and party.get("entity") is not None
    return value.get("id") is not None
