"""A country's three letters (ISO 3166-1 alpha-3) go in; its codes in other standards come out, from `states.tsv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Codes:
    """One country as other standards code it; "" where they do not.

    ISO 3166-1 alpha-2, FIPS 10-4, the Correlates of War state abbreviation, GeoNames and Wikidata ids.
    """

    name: str
    iso2: str
    fips: str
    cow: str
    geonames: str
    wikidata: str


@cache
def countries() -> Mapping[str, Codes]:
    """The codes of every country that stands today, by its three letters.

    >>> countries()["PRK"].iso2, countries()["PRK"].fips, countries()["KOR"].cow
    ('KP', 'KN', 'ROK')
    """
    with (files("dateline.lexicon.actors") / "states.tsv").open(encoding="utf-8") as lines:
        table = csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return MappingProxyType(
            {
                row["country"]: Codes(
                    row["name"], *(row[code] or "" for code in ("iso2", "fips", "cow", "geonames", "wikidata"))
                )
                for row in table
                if row["id"] == f"iso:{row['country']}" and not row["to"]
            }
        )
