"""The files of publishers go in, one a house in the folder of its country; the Publishers come out, checked.

A file holds the fields of `model.publisher.Publisher` and examples: an `[[example]]` has a `text` in our own words, as
that house would head and sign it, and what must be found in it: `agencies`, `filed` (the day of its dateline),
`bylines`, and how many lines are `furniture`. The tests run them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from dateline.model.entry import Rights
from dateline.model.publisher import Owner, Publisher, PublisherKind, Publishers

_LISTS = ("domains", "aliases", "signs", "furniture")
_FIELDS = {*_LISTS, "name", "kind", "country", "owner", "rights", "licence", "example"}


@cache
def load() -> Publishers:
    """All publishers that the package knows, in the order of their files; ValueError names a file that is not right."""
    return Publishers(tuple(_publisher(id, file.read_text("utf-8")) for id, file in documents()))


def documents() -> list[tuple[str, Traversable]]:
    """The files with their ids, such as "gb/reuters"."""
    countries = sorted((each for each in files(__package__).iterdir() if each.is_dir()), key=lambda each: each.name)
    return [
        (f"{country.name}/{file.name.removesuffix('.toml')}", file)
        for country in countries
        for file in sorted(country.iterdir(), key=lambda each: each.name)
        if file.name.endswith(".toml")
    ]


def _publisher(id: str, text: str) -> Publisher:
    row = tomllib.loads(text)
    for field, allowed in (("kind", PublisherKind), ("owner", Owner), ("rights", Rights)):
        if field in row and row[field] not in get_args(allowed):
            raise ValueError(f"publishers/{id}.toml: {field} is one of {', '.join(get_args(allowed))}")
    if unknown := set(row) - _FIELDS:
        raise ValueError(f"publishers/{id}.toml: there is no field {', '.join(sorted(unknown))}")
    listed = {field: tuple(row.get(field, ())) for field in _LISTS}
    return Publisher(
        id=id,
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        owner=row["owner"],
        domains=listed["domains"],
        aliases=listed["aliases"],
        signs=listed["signs"],
        furniture=listed["furniture"],
        rights=row.get("rights"),
        licence=row.get("licence"),
    )
