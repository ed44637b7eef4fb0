"""A party goes in; its CAMEO actor code comes out, whole and in parts, and so do the parts of an event code."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.lexicon.codes import Codes
from dateline.model.party import Party

_ROLES = 3
"""How many roles a row has columns for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party in CAMEO's codes (manual 1.1b3, chapter 3): "RUSGOV" is country RUS, role GOV; empty where unknown."""

    code: str = ""
    name: str = ""
    country: str = ""
    group: str = ""
    religions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def actor(party: Party | None, codes: Codes) -> Actor:
    """The CAMEO code of a party; of nobody, nothing.

    Countries are CAMEO's three letters, which are not those of places: there FIPS 10-4 rules, and not here.
    """
    if party is None:
        return Actor()
    country = codes.countries[party.country].cameo if party.country and party.country in codes.countries else ""
    sectors = [codes.sectors[each] for each in party.sectors if each in codes.sectors]
    roles = tuple(dict.fromkeys(each.cameo for each in sectors if each.cameo))[:_ROLES]
    religions = tuple(dict.fromkeys(each.religion for each in sectors if each.religion))[:2]
    name = party.name or party.text
    group = codes.groups.get(party.entity or "")
    if group:
        return Actor(group.actor, name, country, group.group, religions, roles)
    return Actor(country + "".join(religions[:1]) + "".join(roles), name, country, "", religions, roles)


def root(code: str) -> str:
    """The two digits of the root: `root("1382")` is 13."""
    return code[:2]


def broad(code: str) -> str:
    """The three digits above the finest: `broad("1382")` is 138."""
    return code[:3]


def quad(code: str) -> int:
    """CAMEO's own class of a code, as GDELT has it: 1 verbal cooperation (01-05), 2 material cooperation (06-08), 3
    verbal conflict (09-13), 4 material conflict (14-20). A request is cooperation here, and conflict in PLOVER.

    >>> quad("0211"), quad("1011")
    (1, 3)
    """
    number = int(root(code))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4
