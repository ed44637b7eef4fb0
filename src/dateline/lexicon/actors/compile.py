"""The knowledge files go in and one compact index comes out, as JSON; needs nothing but the standard library."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dateline.errors import BadLexicon
from dateline.lexicon.actors import sources
from dateline.lexicon.actors.names import key
from dateline.lexicon.actors.sources import Held, Name, OfficeKind, Record

DATA = Path(__file__).parent
COMPILED = DATA.parent / "compiled" / "actors.json"
FORMAT = 1

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def compile(target: Path = COMPILED, data: Path = DATA) -> Path:
    """Compiles the files in `data` into `target`, and returns `target`. BadLexicon where a file is wrong."""
    index = build(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}.part")
    beside.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    beside.replace(target)
    return target


def stale(target: Path = COMPILED, data: Path = DATA) -> bool:
    """Whether `target` is missing or, in a development checkout, older than a file in `data` that it is made of."""
    if not target.exists():
        return True
    if not (DATA.parents[3] / "pyproject.toml").exists():
        return False
    made = target.stat().st_mtime_ns
    return any(path.stat().st_mtime_ns > made for path in files(data))


def files(data: Path) -> list[Path]:
    """The files that the index is made of: the data and the code that reads them."""
    return [path for path in data.rglob("*") if path.suffix in (".tsv", ".toml", ".py")]


def build(data: Path = DATA) -> dict[str, Json]:
    """The index as JSON values: entities, names, roles, offices, and who leads where."""
    kinds = sources.offices(data / "offices.toml")
    records = [*sources.states(data / "states.tsv"), *sources.organisations(data / "organisations.tsv")]
    people = sources.people(list((data / "people").glob("*.toml")), kinds)
    sources.leaders(data / "leaders.tsv", kinds, people)
    records += people
    by_id: dict[str, Record] = {}
    for record in records:
        if record.id in by_id:
            raise BadLexicon(f"{record.id} is defined twice: as {by_id[record.id].name} and as {record.name}")
        by_id[record.id] = record
    places: list[tuple[str, str, str, Name]] = []
    for where, entity, country, sectors, name in sources.metonyms(data / "metonyms.tsv"):
        if entity not in by_id:
            raise BadLexicon(f"{where}: {entity} is nobody's id")
        places.append((entity, country, sectors, name))
    for where, row in sources.table(data / "external.tsv"):
        if row["entity"] not in by_id:
            raise BadLexicon(f"{where}: {row['entity']} is nobody's id")
        by_id[row["entity"]].external.append((row["register"], row["id"]))
    for record in records:
        for held in record.offices:
            if held.organisation and held.organisation.startswith("org:") and held.organisation not in by_id:
                raise BadLexicon(f"{record.name}: {held.organisation} is nobody's id")
    return {"format": FORMAT, **pack(records, kinds, places), "roles": roles(data / "roles.tsv"), "leads": leads(data)}


def pack(
    records: Iterable[Record], kinds: dict[str, OfficeKind], places: Iterable[tuple[str, str, str, Name]] = ()
) -> dict[str, Json]:
    """Records as the entities and the name table of an index."""
    entities: list[Json] = []
    names: dict[str, list[Json]] = {}
    number: dict[str, int] = {}
    for record in records:
        number[record.id] = len(entities)
        seen = set()
        for name in record.names:
            if (name.text, name.how) not in seen:
                seen.add((name.text, name.how))
                names.setdefault(key(name.text), []).append(_entry(len(entities), name))
        aliases = dict.fromkeys(
            name.text
            for name in record.names
            if name.how in ("alias", "acronym", "former name") and name.text != record.name
        )
        held: list[Json] = [_held(each) for each in sorted(record.offices, key=lambda each: each.start or date.min)]
        external: list[Json] = [_texts(pair) for pair in record.external]
        lists: list[Json] = [_texts(aliases), _texts(record.sectors), held, external]
        entities.append([record.id, record.name, record.kind, record.country, *lists])
    for entity, country, sectors, name in places:
        names.setdefault(key(name.text), []).append(
            [*_entry(number[entity], name), country or None, _texts(sectors.split())]
        )
    offices: dict[str, Json] = {
        kind.name: [_texts(kind.words), _texts(kind.sectors), kind.rank] for kind in kinds.values()
    }
    return {"entities": entities, "names": {text: list(entries) for text, entries in names.items()}, "offices": offices}


def _entry(number: int, name: Name) -> list[Json]:
    return [number, name.text, name.how, _iso(name.start), _iso(name.end)]


def _held(held: Held) -> list[Json]:
    return [
        held.title,
        held.country,
        held.organisation,
        _iso(held.start),
        _iso(held.end),
        _texts(held.sectors),
        held.rank,
    ]


def _texts(values: Iterable[str]) -> list[Json]:
    texts: list[Json] = [*values]
    return texts


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def roles(path: Path) -> dict[str, Json]:
    """The table of roles: common nouns and phrases, in the singular, with the sectors they give."""
    found: dict[str, Json] = {}
    for where, row in sources.table(path):
        for text in sources.listed(row["words"]):
            sectors = list(sources.sectors_of(row["sectors"], where))
            if found.setdefault(key(text), list(sectors)) != sectors:
                raise BadLexicon(f"{where}: {text!r} stands twice with different sectors")
    return found


def leads(data: Path) -> dict[str, Json]:
    """For each country the office that leads it: `leads.tsv`; where none is named, the prime minister leads."""
    found: dict[str, Json] = {}
    for where, row in sources.table(data / "leads.tsv"):
        for country in row["countries"].split():
            if country in found:
                raise BadLexicon(f"{where}: {country} stands twice")
            found[country] = row["office"]
    return found


if __name__ == "__main__":
    print(compile())
