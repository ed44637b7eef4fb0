"""Two names go in as reports write them; out comes how they fit: equal, transliterated, a surname alone, not at all."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from dateline.lexicon.actors import names

FULL, _SWAPPED, _WRITTEN, CLOSE, _INITIAL, SURNAME = 0.8, 0.65, 0.65, 0.5, 0.5, 0.35
"""What names count for: equal; the same words in another order; one name by two transliterations; alike; with an
initial; one of them a surname alone."""
_TELLING = 4
"""Consonants from which on two spellings are told to be one name."""
_ALIKE = 0.93
"""Jaro-Winkler similarity from which on names are alike that are no transliterations of one another."""
_LOOSE = (("gh", "k"), ("dh", "d"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("ch", "s"), ("sh", "s"), ("g", "k"),
          ("j", "s"), ("z", "s"), ("b", "p"), ("v", "f"), ("h", ""))  # fmt: skip
"""Consonants that are written for one letter of another script: what is left tells which names are worth comparing."""


def likeness(left: str, right: str, person: bool) -> tuple[str, float]:
    """How two names fit, in words, and what that counts for: FULL and less, 0 for names of others.

    >>> likeness("Oleksii Grytsenko", "Oleksiy Hrytsenko", True)[1], likeness("Ana Drew", "Drew", True)[1]
    (0.65, 0.35)
    """
    a, b = _written(left), _written(right)
    first, second = a.split(), b.split()
    if not first or not second:
        return "no name", 0.0
    full = len(first) > 1 and len(second) > 1
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return ("the same name", FULL) if full or not person else ("the same surname", SURNAME)
    if full and sorted(first) == sorted(second):
        return f"{left} and {right}: the same words", _SWAPPED
    if person and not full:
        one, other = (first, second) if len(first) == 1 else (second, first)
        if len(one) == 1 and _alike(one[0], other[-1]):
            return f"{left} and {right}: one surname", SURNAME
        return "other names", 0.0
    if len(first) == len(second) and all(map(_alike, first, second)):
        # Of names as short as Li Na the consonants say little.
        points = _WRITTEN if len(loose(a).replace(" ", "")) >= _TELLING else CLOSE
        return f"{left} and {right}: one name, written otherwise", points
    if person and _alike(first[-1], second[-1]) and _initial(first[0], second[0]):
        return f"{left} and {right}: an initial", _INITIAL
    if person and first[0] == second[0] and first[-1] == second[-1]:
        return f"{left} and {right}: a middle name", _WRITTEN
    if full and JaroWinkler.similarity(a, b) >= _ALIKE:
        return f"{left} and {right}: alike", CLOSE
    return "other names", 0.0


@lru_cache(maxsize=100_000)
def _written(name: str) -> str:
    """A name as names are compared: one case, no accents, no full stops."""
    return names.key(names.plain(name)).replace(".", "")


def _alike(left: str, right: str) -> bool:
    """Whether two words may be one in two transliterations: much the same letters, and the same consonants."""
    if left == right:
        return True
    if loose(left) != loose(right):
        return False
    return left[0] == right[0] or JaroWinkler.similarity(left, right) > 0.75


def _initial(left: str, right: str) -> bool:
    return left[0] == right[0] and 1 in (len(left), len(right))


@lru_cache(maxsize=100_000)
def loose(name: str) -> str:
    """Consonants by which transliterations of a name are brought together.

    >>> loose("Qadhafi") == loose("Gaddafi"), loose("Yoon") == loose("Yun"), loose("Ao")
    (True, True, 'ao')
    """
    kept = names.skeleton(name)
    if kept.startswith("h"):
        kept = f"g{kept[1:]}"  # one letter of Ukrainian and Belarusian: Hrodna, Grodno
    for written, sound in _LOOSE:
        kept = kept.replace(written, sound)
    kept = "".join(char for at, char in enumerate(kept) if at == 0 or char != kept[at - 1])
    return kept.strip() or names.lower(name)
