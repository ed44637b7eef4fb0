"""A place name goes in; out comes the form under which the gazetteer keeps it, and the other forms in use."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ə": "a", "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, "´": None, "ʿ": None, "ʾ": None,
        ".": None, "-": " ", "–": " ", "‐": " ", "/": " ",
    }
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """The key of a name: no case, diacritics, apostrophes or full stops, hyphens as spaces, saints and mounts short.

    >>> fold("Saint-Étienne"), fold("Sana’a"), fold("ST. PETERSBURG"), fold("Mount Vernon")
    ('st etienne', 'sanaa', 'st petersburg', 'mt vernon')
    """
    if name.isascii():
        plain = name.lower()
    else:
        taken_apart = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    words = plain.translate(_LETTERS).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


_LATIN = re.compile(r"[a-z0-9 &,()]+")
_INITIAL = re.compile(r"(?:[a-z]{1,3}['’ -])?['’ʻ]?[^\W\d_]")


def is_english_enough(name: str) -> bool:
    """Whether an alternate name can stand in an English report: Latin letters, a capital, no code of an airport.

    >>> [is_english_enough(name) for name in ("Kiev", "Київ", "manhattan", "el-Arish", "IEV", "X")]
    [True, False, False, True, False, False]
    """
    if not 3 <= len(name) <= 40 or (name.isupper() and len(name) <= 4) or name.count(" ") > 4:
        return False
    capital = re.match(r"(?:(?:[a-z]{1,3}['’ -])|['’ʻ])?(.)", name)
    return bool(capital and capital.group(1).isupper() and _LATIN.fullmatch(fold(name)))


_AFFIX = re.compile(
    r"(?:^(?:State of|Province of|Region of|Department of|Departement de(?: la| l')?|Borough of|Royal Borough of"
    r"|City and County of|County of|City of|District of|Muhafazat|Mohafazat|Wilayat-e|Wilayat|Mayorality of"
    r"|Republic of|Respublika|Provincia de|Provincia di|Provincia autonoma di|Estado de|Departamento de|Municipio de"
    r"|Canton de|Landkreis|Kreis|Regiao|Changwat)\s+)"
    r"|(?:\s+(?:Sheng|Shi|Governorate|Oblast['’]?|Krai|Kray|Avtonomnyy Okrug|Autonomous Okrug|Okrug|Zizhiqu"
    r"|Autonomous Region|Region|Province|Prefecture|District|Division|County|Department|Raion|Rayon|Voivodeship"
    r"|State|Territory|Republic|Municipality|Regency|Council|Shire|Kommune|kommun)$)"
)


def bare(name: str) -> str:
    """The name of a region without the word for what it is; the name itself if nothing else would be left.

    >>> bare("Zhejiang Sheng"), bare("Muhafazat Karbala'"), bare("Basra Governorate")
    ('Zhejiang', "Karbala'", 'Basra')
    """
    return _AFFIX.sub("", name).strip() or name
