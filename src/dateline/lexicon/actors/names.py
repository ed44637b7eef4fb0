"""A name goes in as written and comes out as the keys by which it is looked up: folded, without accents, by surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC"})
"""Countries whose names are written family name first in English news: the surname is the first word."""
CALLED_BY_LAST_WORD = frozenset({"VNM"})
"""Family name first, but news calls the person by the last word (Trong, Phuc)."""
WHOLE_ONLY = frozenset({"MMR", "KHM", "LAO", "IDN", "ISL", "ETH", "ERI", "MNG", "BTN", "THA"})
"""Countries where one word at second reference is a given name, or unsettled: only the data may say a surname."""

PARTICLES = frozenset(
    "de da do dos das del della di van von der den ten ter la le el al bin ben ibn ould abu st. zu af".split()
)
GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_SPECIAL = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "ð": "d", "Ð": "D",
            "ə": "a", "Ə": "A", "ĸ": "k", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O"}  # fmt: skip
_APOSTROPHES = "'’‘ʼʻ`´ʾʿ"
_HYPHENS = "-‐‑‒–"


class _Fold(dict[int, int]):
    """A table for `str.translate` that fills itself; every character becomes exactly one, so offsets stay."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        folded = char
        if char.isspace() or char in _HYPHENS:
            folded = " "
        elif char in _APOSTROPHES:
            folded = "'"
        elif code > 127:
            folded = _SPECIAL.get(char) or unicodedata.normalize("NFKD", char)[0]
        self[code] = ord(folded)
        return self[code]


_FOLD = _Fold()


def fold(text: str) -> str:
    """`text` without accents, with plain apostrophes, hyphens and white space as blanks; as long as before.

    >>> fold("Viktor Orbán, Ban Ki‑moon")
    'Viktor Orban, Ban Ki moon'
    """
    return text.translate(_FOLD)


def lower(text: str) -> str:
    """Folded and in lower case, as long as before; the form in which names are keyed."""
    folded = fold(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def key(name: str) -> str:
    """The key of a single name: lower case, one blank between words.

    >>> key("White  House")
    'white house'
    """
    return " ".join(lower(name).split())


def without_article(name: str) -> str:
    """A name without "the" before it.

    >>> without_article("the White House")
    'White House'
    """
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def slug(name: str) -> str:
    """A name as the tail of an id.

    >>> slug("Ibrahim Boubacar Keïta")
    'ibrahim-boubacar-keita'
    """
    return re.sub(r"[^a-z0-9]+", "-", lower(name).replace("'", "")).strip("-")


def plain(name: str) -> str:
    """A name without the star that marks its surname and without the bracket that tells namesakes apart."""
    return re.sub(r"\s*\([^)]*\)$", "", name).replace("*", "")


def surnames(name: str, country: str | None) -> tuple[str, ...]:
    """The surnames by which the bearer of `name` may be called at second reference; never a given name alone.

    A star in the data marks the surname where the rule would err: up to the end, or the first word alone.

    >>> surnames("Xi Jinping", "CHN"), surnames("Carrie *Lam", "HKG")
    (('Xi',), ('Lam',))
    >>> surnames("Bashar al-Assad", "SYR"), surnames("Ursula von der Leyen", "DEU")
    (('al-Assad', 'Assad'), ('von der Leyen',))
    """
    name = re.sub(r"\s*\([^)]*\)$", "", name)
    words = [word for word in name.split() if word.lower().strip(",") not in GENERATIONS]
    starred = next((place for place, word in enumerate(words) if word.startswith("*")), None)
    if starred is not None:
        return (words[0][1:],) if starred == 0 else (" ".join(words[starred:])[1:],)
    if len(words) < 2:
        return ()
    if country in FAMILY_FIRST:
        return (words[0],)
    if country in WHOLE_ONLY:
        return ()
    start = len(words) - 1
    if country not in CALLED_BY_LAST_WORD:
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
    surname = " ".join(words[start:]).strip(",")
    bare = re.sub(r"^(?:al|el|ash|as|an|ar|at|az|ad)[- ](?=\w{3})", "", surname, flags=re.IGNORECASE)
    return (surname,) if bare == surname else (surname, bare)


def variants(name: str) -> Iterator[str]:
    """Other ways to write a full name: without middle initials, apostrophes, or "the" before.

    >>> list(variants("Donald J. Trump"))
    ['Donald Trump']
    """
    words = name.split()
    if len(words) > 2:
        short = [words[0], *(word for word in words[1:-1] if not re.fullmatch(r"[A-Z]\.?", word)), words[-1]]
        if len(short) < len(words):
            yield " ".join(short)
    if words[0].lower() == "the" and len(words) > 2:
        yield " ".join(words[1:])
    if re.search(rf"\w[{_APOSTROPHES}]\w", name):
        yield re.sub(rf"(?<=\w)[{_APOSTROPHES}](?=\w)", "", name)


def skeleton(name: str) -> str:
    """The consonants of a name, so that transliterations of one name agree.

    >>> skeleton("Aleksandr Lukashenko") == skeleton("Alexander Lukashenka")
    True
    """
    plainly = (
        lower(name).replace("x", "ks").replace("kh", "h").replace("sch", "sh").replace("ck", "k").replace("q", "k")
    )
    plainly = plainly.replace("ph", "f").replace("w", "v").replace("dj", "j").replace("c", "k")
    words = (re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouy]", "", word)) for word in plainly.split())
    return " ".join(words)


COMMON = frozenset(
    "dawn shell vale visa apple target total time solidarity memorial anonymous conservatives delta greens labour "
    "liberals vanguard league wire republicans democrats brotherhood guardian independent renaissance mash volunteers "
    "liberal conservative intel amazon meta telegram hawks tempo semana milenio confidencial petra saba fars kan aman "
    "mizan mehr amal contras vox sumar reform triads quad pole poles finn thai stuff tiger tigers aleph "
    "amnesty liberation economist diet reunion pita mirror standard roma zeta".split()
)
"""Names that are also common words: at the start of a sentence their capital says nothing."""

SHOUTED = frozenset(
    "PLAN FACT SHAPE PACE SWIFT MEND TIME IS WHO ICE CARE RAW PAN MAP TAP APP FAR CAR ISA ARE SAP ANA MOL MAS "
    "MIT".split()
)
"""Acronyms that are common words: where everything is in capitals they are not read as names."""


def fits(surface: str, known: str) -> bool:
    """Whether `surface`, as written in a report, is a way to write the known name `known`, by its capitals.

    A name of words may stand in capitals or gain them; an acronym may be written like a word ("Nato") if it is
    longer than three letters; nothing loses a capital otherwise, so "us" is not the US and "who" not the WHO.

    >>> fits("NATO", "NATO"), fits("Nato", "NATO"), fits("us", "US"), fits("TURKEY", "Turkey"), fits("turkey", "Turkey")
    (True, True, False, True, False)
    """
    if surface == known:
        return True
    letters = [char for char in known if char.isalpha()]
    if known.isupper() and (len(letters) <= 3 or known in SHOUTED):
        return False
    if surface.isupper():
        return len(letters) > 3
    if known.isupper() and " " not in known:
        return surface == known.capitalize()
    return all(s.isupper() or not k.isupper() for s, k in zip(surface, known, strict=False))
