"""A country's name, adjective or code as people write it goes in; its ISO 3166-1 alpha-3 code comes out, or None."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def country(words: str) -> str | None:
    """The country that `words` name, whatever the case: "PRK", "North Korea", "DPRK", "north korean".

    >>> country("north korea"), country("prk"), country("Atlantis")
    ('PRK', 'PRK', None)
    """
    key = " ".join(words.split()).casefold()
    return _names().get(key) or _names().get(key.removeprefix("the "))


def name(code: str) -> str | None:
    """The short English name of the country of an alpha-3 code.

    >>> name("KOR"), name("ZZZ")
    ('South Korea', None)
    """
    return _codes().get(code)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (files("dateline.lexicon.actors") / "states.tsv").open(encoding="utf-8") as lines:
        stated = (line for line in lines if not line.startswith("#"))
        rows = csv.DictReader(stated, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(row for row in rows if row["id"] == f"iso:{row['country']}" and not row["to"])


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType({row["country"]: row["name"] for row in _rows()})


@cache
def _names() -> Mapping[str, str]:
    """Names win over adjectives, and codes over both; a name that held only for a time (`name {1960..1971}`) counts."""
    found: dict[str, str] = {}
    for column in ("adjectives", "aliases", "official", "name", "country"):
        for row in _rows():
            for words in (row[column] or "").split("|"):
                key = words.partition("{")[0].strip().casefold()
                if key:
                    found[key] = row["country"]
    return MappingProxyType(found)
