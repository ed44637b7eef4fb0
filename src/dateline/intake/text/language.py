"""A text goes in; out comes `en` when it is English, or None: no other language is read, and none is guessed at."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    "the of and to that was were with for by from on is are it its his her he she they their has have had been not but "
    "which who will would this at as be".split()
)
"""Small words of English that no neighbour shares in such number."""
_SHARE = 0.15
"""English news has about 0.3; German, Dutch, French, Spanish, Italian and Portuguese stay under 0.05."""
_REACH = 5000
_FEWEST = 3


def language(text: str) -> str | None:
    """The language of `text` as ISO 639-1, if it is one that dateline reads.

    >>> language("The minister was in the capital."), language("Der Minister war in der Hauptstadt.")
    ('en', None)
    """
    words = [word.lower() for word in _WORD.findall(text[:_REACH])]
    if len(words) < _FEWEST:
        return None
    return "en" if sum(word in _ENGLISH for word in words) >= _SHARE * len(words) else None
