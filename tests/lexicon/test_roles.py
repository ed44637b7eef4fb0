"""The tables of role nouns, words and given names."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

from dateline.lexicon import roles
from dateline.stages.parties.words import singular

SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG OPP PTY REB UAF CRM BUS LAB EDU MED NGO REL JRN AGR REF CVL IGO ELI PRE PRM".split()
)


def test_every_sector_is_plovers() -> None:
    found = roles.load()
    assert {sector for role in found.nouns.values() for sector in role.sectors} <= SECTORS
    assert {sector for added in found.fields.values() for sector in added} <= SECTORS


def test_nouns_stand_once_and_mostly_in_the_singular() -> None:
    tables = tomllib.loads((files(roles.__name__) / "nouns.toml").read_text(encoding="utf-8"))["nouns"]
    words = [word for table in tables for line in table["words"].splitlines() for word in line.split(" | ") if word]
    twice = [word for word, times in Counter(word.strip() for word in words).items() if times > 1]
    assert len(twice) < 12, twice
    found = roles.load().nouns
    assert singular("ministers") in found
    assert found["spokeswoman"].gender == "f"
    assert found["warship"].platform


def test_a_name_of_both_has_no_gender() -> None:
    found = roles.load()
    assert "maria" in found.given
    assert all(found.given[name] in ("m", "f") for name in found.given)
    assert set(found.given) <= found.given_names
