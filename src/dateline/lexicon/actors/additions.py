"""A user's own file of actors goes in (CSV, FollowTheMoney, OpenSanctions); checked records come out, and are kept."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from dateline.errors import BadInput, BadLexicon
from dateline.lexicon.actors import compile as compiler
from dateline.lexicon.actors.names import plain, slug, surnames, variants
from dateline.lexicon.actors.sources import KINDS, Held, Name, OfficeKind, Record, day, sectors_of

COLUMNS = frozenset("id name kind country sectors aliases office organisation from to wikidata".split())
"""What a CSV may have; only `name` must be there. Several aliases are parted by `|` or `;`."""

SCHEMATA = {
    "Person": "person", "Organization": "organisation", "Company": "organisation", "LegalEntity": "organisation",
    "PublicBody": "government", "Airplane": "", "Vessel": "",
}  # fmt: skip
"""FollowTheMoney schemata that are actors, and the kind of each; `""` is left out."""

TOPICS = {
    "gov": "GOV", "mil": "MIL", "role.pep": "GOV", "role.rca": "ELI", "role.judge": "JUD", "role.diplo": "GOV",
    "role.spy": "SPY", "role.journo": "JRN", "role.act": "CVL", "role.lawyer": "JUD", "role.oligarch": "BUS",
    "pol.party": "PTY", "pol.union": "LAB", "rel": "REL", "crime": "CRM", "crime.terror": "UAF",
    "fin.bank": "BUS", "corp.public": "BUS", "gov.soe": "BUS", "gov.igo": "IGO", "gov.security": "COP",
}  # fmt: skip
"""FollowTheMoney topics that give a PLOVER sector, the first that an entity has."""


def folder() -> Path:
    """Where a user's additions are kept: `actors` in dateline's folder of the user's data."""
    from platformdirs import user_data_path

    return user_data_path("dateline") / "actors"


def add(source: Path, into: Path, kinds: dict[str, OfficeKind], iso2: dict[str, str]) -> tuple[Path, int]:
    """Reads `source`, and keeps what it says in `into` under the file's name. How many entities are in it.

    Adding a file of the same name again replaces it; deleting the kept file takes the addition back. BadLexicon
    where a row is wrong: then nothing is kept. `iso2` leads from two-letter to three-letter codes of countries.
    """
    records = read(source, kinds, iso2)
    if not records:
        raise BadLexicon(f"{source.name} names no actor; it needs rows with a name, or FollowTheMoney entities")
    kept = into / f"{slug(source.stem)}.json"
    into.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(".part")
    beside.write_text(json.dumps(compiler.pack(records, {}), ensure_ascii=False), encoding="utf-8")
    beside.replace(kept)
    return kept, len(records)


def read(source: Path, kinds: dict[str, OfficeKind], iso2: dict[str, str]) -> list[Record]:
    """The records of a user's file, by what is in it: JSON lines are FollowTheMoney, all else is CSV."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{source} cannot be read: {error}") from None
    if text.lstrip().startswith("{"):
        return follow_the_money(text.splitlines(), source.name, kinds, iso2)
    rows = csv.DictReader(text.splitlines())
    header = {column.strip().lower() for column in rows.fieldnames or ()}
    if "name" not in header:
        raise BadLexicon(f"{source.name} has no column `name`; a CSV may have {', '.join(sorted(COLUMNS))}")
    if {"schema", "countries"} <= header:
        return open_sanctions(rows, source.name, iso2)
    if unknown := header - COLUMNS:
        raise BadLexicon(
            f"{source.name} has the column `{min(unknown)}`, which means nothing here; "
            f"known are {', '.join(sorted(COLUMNS))}"
        )
    return table(rows, source.name, kinds, iso2)


def table(
    rows: Iterable[dict[str, str]], file: str, kinds: dict[str, OfficeKind], iso2: dict[str, str]
) -> list[Record]:
    """The records of a CSV; several rows of one id or name are several offices of one entity."""
    found: dict[str, Record] = {}
    words = {word: kind for kind in kinds.values() for word in kind.words}
    for number, raw in enumerate(rows, 2):
        row = {(column or "").strip().lower(): (cell or "").strip() for column, cell in raw.items() if column}
        where = f"{file}, line {number}"
        name = row.get("name", "")
        if not name:
            raise BadLexicon(f"{where} has no name")
        kind = row.get("kind") or "person"
        if kind not in KINDS:
            raise BadLexicon(f"{where}: {kind!r} is not a kind; write one of {', '.join(sorted(KINDS))}")
        country = _country(row.get("country", ""), iso2, where)
        sectors = sectors_of(row.get("sectors", "").replace(";", " ").replace("|", " "), where)
        id = row.get("id") or f"{'person' if kind == 'person' else 'org'}:{slug(name)}"
        record = found.setdefault(id, Record(id, plain(name), kind, country, () if row.get("office") else sectors))
        _name(record, name, "name")
        for alias in re.split(r"[|;]", row.get("aliases", "")):
            if alias.strip():
                _name(record, alias.strip(), "alias")
        if row.get("wikidata"):
            if not re.fullmatch(r"Q\d+", row["wikidata"]):
                raise BadLexicon(f"{where}: {row['wikidata']!r} is not a Wikidata id; write Q and a number")
            record.external.append(("wikidata", row["wikidata"]))
        if office := row.get("office"):
            known = words.get(office.lower())
            record.offices.append(
                Held(known.name if known else office, country, row.get("organisation") or None,
                     day(row.get("from", ""), False, where), day(row.get("to", ""), True, where),
                     sectors or (known.sectors if known else ()), known.rank if known else 4)
            )  # fmt: skip
    return list(found.values())


def follow_the_money(
    lines: Iterable[str], file: str, kinds: dict[str, OfficeKind], iso2: dict[str, str]
) -> list[Record]:
    """The records of FollowTheMoney entities, one JSON object a line; Position and Occupancy become dated offices."""
    found: dict[str, Record] = {}
    positions: dict[str, dict[str, list[str]]] = {}
    held: list[tuple[str, dict[str, list[str]]]] = []
    for where, schema, id, properties in _entities(lines, file):
        if schema == "Position":
            positions[id] = properties
        elif schema == "Occupancy":
            held.append((where, properties))
        elif SCHEMATA.get(schema):
            names = properties.get("name", [])
            if not names:
                raise BadLexicon(f"{where}: the {schema} {id} has no name")
            found[id] = _entity(id, SCHEMATA[schema], names, properties, iso2)
    words = {word: kind for kind in kinds.values() for word in kind.words}
    for where, properties in held:
        for holder in properties.get("holder", []):
            for post in properties.get("post", []):
                if holder in found and post in positions:
                    office = _occupied(positions[post], properties, words, iso2, where)
                    found[holder].offices.append(office)
    return list(found.values())


def open_sanctions(rows: Iterable[dict[str, str]], file: str, iso2: dict[str, str]) -> list[Record]:
    """The records of the table that OpenSanctions publishes beside its entities (`targets.simple.csv`)."""
    found = []
    for number, row in enumerate(rows, 2):
        kind = SCHEMATA.get(row.get("schema") or "")
        if not kind:
            continue
        name = (row.get("name") or "").strip()
        if not name or not row.get("id"):
            raise BadLexicon(f"{file}, line {number} has no name or no id")
        properties = {
            "alias": [alias.strip() for alias in (row.get("aliases") or "").split(";") if alias.strip()],
            "country": [code.strip() for code in (row.get("countries") or "").split(";") if code.strip()],
        }
        found.append(_entity(row["id"], kind, [name], properties, iso2))
    return found


def _entities(lines: Iterable[str], file: str) -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
    """FollowTheMoney entities: where, schema, id, properties."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        try:
            entity = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadLexicon(f"{where} is not a JSON object: {error}") from None
        if not isinstance(entity, dict) or not {"id", "schema", "properties"} <= entity.keys():
            raise BadLexicon(f"{where} is not a FollowTheMoney entity: it needs id, schema and properties")
        properties = entity["properties"]
        if not isinstance(properties, dict):
            raise BadLexicon(f"{where}: properties must be an object of lists")
        yield (
            where,
            str(entity["schema"]),
            str(entity["id"]),
            {
                str(name): [str(value) for value in values]
                for name, values in properties.items()
                if isinstance(values, list)
            },
        )


def _entity(id: str, kind: str, names: list[str], properties: dict[str, list[str]], iso2: dict[str, str]) -> Record:
    """One entity of FollowTheMoney as a record; its id is kept after `opensanctions:`."""
    codes = [*properties.get("country", ()), *properties.get("nationality", ()), *properties.get("jurisdiction", ())]
    countries = [iso2[code[:2].upper()] for code in codes if code[:2].upper() in iso2]
    sectors = [TOPICS[topic] for topic in properties.get("topics", ()) if TOPICS.get(topic)]
    record = Record(
        f"opensanctions:{id}", names[0], kind, countries[0] if countries else None, tuple(dict.fromkeys(sectors))
    )
    for text in names[:1]:
        _name(record, text, "name")
    for text in (*names[1:], *properties.get("alias", ())):
        _name(record, text, "alias")
    record.external.append(("opensanctions", id))
    wikidata = [*properties.get("wikidataId", ()), *([id] if re.fullmatch(r"Q\d+", id) else [])]
    record.external += [("wikidata", each) for each in dict.fromkeys(wikidata)]
    return record


def _occupied(
    position: dict[str, list[str]], occupancy: dict[str, list[str]], words: dict[str, OfficeKind], iso2: dict[str, str],
    where: str,
) -> Held:  # fmt: skip
    """An office from a Position and an Occupancy of it."""
    title = (position.get("name") or ["office"])[0]
    short = re.sub(r" of (?:the )?(?:[A-Z][\w'-]+ ?)+$", "", title)
    kind = words.get(title.lower()) or words.get(short.lower())
    country = next((iso2[code.upper()] for code in position.get("country", ()) if code.upper() in iso2), None)
    start, end = (occupancy.get(end, [""])[0][:10] for end in ("startDate", "endDate"))
    return Held(
        kind.name if kind else title, country, None, day(start, False, where), day(end, True, where),
        kind.sectors if kind else ("GOV",), kind.rank if kind else 4,
    )  # fmt: skip


def _name(record: Record, text: str, how: str) -> None:
    """Adds a name with its variants, and the surname of a person."""
    known = {name.text for name in record.names}
    new = [Name(plain(text), how), *(Name(variant, "alias") for variant in variants(plain(text)))]
    if record.kind == "person" and how == "name":
        new += [Name(surname, "surname") for surname in surnames(text, record.country)]
    record.names += [name for name in new if name.text and name.text not in known]


def _country(text: str, iso2: dict[str, str], where: str) -> str | None:
    """A country by its alpha-3 or alpha-2 code."""
    code = text.upper()
    if not code or code in iso2.values():
        return code or None
    if code not in iso2:
        raise BadLexicon(f"{where}: {text!r} is not a country; write its ISO 3166 code, such as UKR or UA")
    return iso2[code]


def merge(base: dict[str, compiler.Json], added: dict[str, compiler.Json]) -> None:
    """Brings the entities and names of `added` into `base`: an entity known by id or by Wikidata id is overridden.

    Of such an entity the added kind, country, sectors and offices win where they say something; names are added.
    """
    entities, names = (
        cast("list[list[list[list[str]]]]", base["entities"]),
        cast("dict[str, list[list[int]]]", base["names"]),
    )
    number = {cast(str, raw[0]): place for place, raw in enumerate(entities)}
    number |= {pair[1]: place for place, raw in enumerate(entities) for pair in raw[7] if pair[0] == "wikidata"}
    moved = {}
    for place, raw in enumerate(cast("list[list[list[list[str]]]]", added["entities"])):
        ids = [cast(str, raw[0]), *(pair[1] for pair in raw[7] if pair[0] == "wikidata")]
        at = next((number[id] for id in ids if id in number), None)
        if at is None:
            moved[place] = len(entities)
            entities.append(raw)
            continue
        moved[place] = at
        old = entities[at]
        entities[at] = [
            old[0], raw[1] or old[1], raw[2] or old[2], raw[3] or old[3], [*old[4], *raw[4]], raw[5] or old[5],
            raw[6] or old[6], [*old[7], *(pair for pair in raw[7] if pair not in old[7])],
        ]  # fmt: skip
    for key, entries in cast("dict[str, list[list[int]]]", added["names"]).items():
        names.setdefault(key, []).extend([moved[entry[0]], *entry[1:]] for entry in entries)
