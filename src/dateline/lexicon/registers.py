"""The id of an entity goes in; out come its ids in public registers (Wikidata, GeoNames, ISO, COW), where known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.lexicon import actors
from dateline.model.actors import Actors


def registers(entity: str | None) -> Mapping[str, str]:
    """The ids by register; empty for what the knowledge base does not know.

    >>> registers("iso:RUS")["wikidata"], dict(registers("person:nobody-at-all"))
    ('Q159', {})
    """
    known = _actors().entity(entity) if entity else None
    return dict(known.external) if known else {}


@cache
def _actors() -> Actors:
    return actors.load()
