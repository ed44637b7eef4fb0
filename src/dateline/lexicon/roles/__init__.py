"""The tables of role nouns, words and given names beside this file go in; Roles for a Kit come out."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from dateline.model.roles import Gender, Role, Roles


def load() -> Roles:
    """The roles for a Kit."""
    here = files(__name__)
    nouns = tomllib.loads((here / "nouns.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((here / "words.toml").read_text(encoding="utf-8"))
    given = tomllib.loads((here / "given.toml").read_text(encoding="utf-8"))
    table: dict[str, Role] = {}
    for entry in nouns["nouns"]:
        for noun in _split(entry["words"]):
            table.setdefault(
                noun,
                Role(
                    noun=noun,
                    kind=entry["kind"],
                    sectors=tuple(entry["sectors"]),
                    gender=entry.get("gender") or _gender(noun),
                    platform=entry.get("platform", False),
                ),
            )
    classes: dict[str, frozenset[str]] = {}
    for name, line in words["same"].items():
        for word in _split(line):
            classes[word] = classes.get(word, frozenset()) | {name}
    fields: dict[str, tuple[str, ...]] = {}
    for sector, line in words["fields"].items():
        for word in _split(line):
            fields[word] = (*fields.get(word, ()), sector)
    honorifics: dict[str, Gender | None] = dict.fromkeys(_split(words["honorifics"]["n"]))
    honorifics |= dict.fromkeys(_split(words["honorifics"]["m"]), "m")
    honorifics |= dict.fromkeys(_split(words["honorifics"]["f"]), "f")
    men, women = set(given["m"].split()), set(given["f"].split())
    names: dict[str, Gender] = dict.fromkeys(men - women, "m")
    names |= dict.fromkeys(women - men, "f")
    return Roles(
        nouns=table,
        fields=fields,
        offices={word: name for name, line in words["offices"].items() for word in _split(line)},
        classes=classes,
        honorifics=honorifics,
        given=names,
        given_names=frozenset(men | women),
        speech=_set(words["verbs"]["speech"]),
        motion=_set(words["verbs"]["motion"]),
        idle=_set(words["verbs"]["idle"]),
        affect=_set(words["verbs"]["affect"]),
        light=_set(words["verbs"]["light"]),
        place_prepositions=_set(words["places"]["in"]),
        place_directions=_set(words["places"]["towards"]),
        place_heads=_set(words["places"]["heads"]),
        place_modified=_set(words["places"]["modified"]),
        nobody=_set(words["nobody"]["heads"]),
        nobody_before=_set(words["nobody"]["before"]),
        things=_set(words["things"]["words"]),
        relations=_set(words["relations"]["words"]),
        particles=_set(words["particles"]["words"]),
        family_first=_set(words["family_first"]["words"]),
        weak=_set(words["weak"]["words"]),
        measures=_set(words["measures"]["words"]),
        lands=_set(words["lands"]["words"]),
    )


def _split(line: str) -> list[str]:
    return [word for word in (" ".join(part.split()) for part in line.replace("\n", "|").split("|")) if word]


def _set(line: str) -> frozenset[str]:
    return frozenset(_split(line))


def _gender(noun: str) -> Gender | None:
    last = noun.split()[-1]
    if last.endswith("woman") or last in _FEMALE:
        return "f"
    return "m" if last in _MALE else None


_FEMALE = frozenset(
    "queen empress princess heiress nun wife widow daughter sister mother niece aunt grandmother mum girl schoolgirl "
    "actress headmistress maid seamstress ex-wife midwife".split()
)
_MALE = frozenset(
    "king emperor emir sultan prince sheikh imam ayatollah pope patriarch cardinal husband widower son brother father "
    "nephew uncle grandson grandfather dad boy schoolboy monk businessman ex-husband strongman pontiff mullah".split()
)
