"""A text goes in; out comes its language, where the words leave no doubt: `en` is read, others are recorded as such."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

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
_TELLING = 150
"""Letters from which on a text without English tells its language: a headline full of names must not be lost."""
_SURE = 0.9


def language(text: str) -> str | None:
    """The language of `text` as ISO 639-1; None where the words do not tell.

    >>> language("The minister was in the capital."), language("Der Minister ist in der Hauptstadt. " * 6)
    ('en', 'de')
    """
    head = text[:_REACH]
    words = [word.lower() for word in _WORD.findall(head)]
    if len(words) >= _FEWEST and sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
        return "en"
    return _other(head) if sum(map(len, words)) >= _TELLING else None


def _other(text: str) -> str | None:
    """Which language a text is in that has not the small words of English; headlines and lists may still be English."""
    found, likely = _identifier().classify(text)
    return str(found) if likely >= _SURE and found != "en" and len(found) == 2 else None


@cache
def _identifier() -> LanguageIdentifier:
    """Loaded when the first text without English comes: it takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
