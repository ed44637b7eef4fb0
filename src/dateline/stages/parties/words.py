"""Single words go in; what the parties stage needs to know of them comes out: singular, number, slug."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_IRREGULAR = {
    "men": "man", "women": "woman", "people": "people", "children": "child", "wives": "wife", "police": "police",
    "forces": "force", "troops": "troop", "media": "media", "clergy": "clergy", "chiefs": "chief", "thieves": "thief",
    "press": "press", "corps": "corps", "crises": "crisis", "mosques": "mosque", "persons": "person",
    "services": "service", "navies": "navy", "leaders": "leader", "boss": "boss", "congress": "congress",
    "mass": "mass", "princess": "princess", "empress": "empress", "witness": "witness", "business": "business",
    "authorities": "authority", "airlines": "airline", "judges": "judge", "colleges": "college", "brass": "brass",
    "actress": "actress", "heiress": "heiress", "exchange": "exchange", "spouses": "spouse", "nurses": "nurse",
    "refugees": "refugee", "series": "series", "species": "species", "news": "news", "apparatus": "apparatus",
    "caucus": "caucus", "consensus": "consensus", "campus": "campus", "princes": "prince",
    "headquarters": "headquarters",
    "horses": "horse", "houses": "house", "bases": "base", "cases": "case", "causes": "cause", "prices": "price",
}  # fmt: skip

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "both": 2}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a lower-case English noun, by its ending; a singular stays as it is.

    >>> [singular(word) for word in ("ministries", "spokeswomen", "coaches", "guerrillas", "press", "policemen")]
    ['ministry', 'spokeswoman', 'coach', 'guerrilla', 'press', 'policeman']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, single in (("policemen", "policeman"), ("women", "woman"), ("men", "man"), ("children", "child")):
        if word.endswith(ending):
            return word[: -len(ending)] + single
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str, tag: str) -> bool:
    """Whether a noun as written is plural: by its tag where the tagger knew, by its ending in capitals."""
    if tag in ("NNS", "NNPS"):
        return True
    low = word.lower()
    return word.isupper() and tag.startswith("NN") and singular(low) != low


def count_of(words: list[str]) -> int | None:
    """The number that the words of a numeral state, None if they state none ("dozens", "several").

    >>> count_of(["twenty", "three"]), count_of(["1,200"]), count_of(["two", "dozen"]), count_of(["several"])
    (23, 1200, 24, None)
    """
    total = 0.0
    seen = False
    for word in words:
        low = word.lower()
        if low in _NUMBERS:
            total += _NUMBERS[low]
            seen = True
        elif low in _SCALES:
            total = (total or 1) * _SCALES[low]
            seen = True
        elif _FIGURE.fullmatch(low):
            total += float(low.replace(",", ""))
            seen = True
    return int(total) if seen and total == int(total) else None


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """A name as a stable key: lower case, ASCII, words joined by hyphens.

    >>> slug("Recep Tayyip Erdoğan"), slug("An Chan-il")
    ('recep-tayyip-erdogan', 'an-chan-il')
    """
    flat = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-") or re.sub(r"\s+", "-", name.strip().lower())


_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"})
