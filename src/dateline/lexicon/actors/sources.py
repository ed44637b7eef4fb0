"""The knowledge files go in; records come out: states, organisations, people with dated offices, each row checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.errors import BadLexicon
from dateline.lexicon.actors.names import plain, slug, surnames, variants, without_article

KINDS = frozenset({"person", "government", "military", "organisation", "outlet", "group", "population"})
SECTORS = frozenset(
    "GOV MIL LEG JUD COP SPY PTY OPP REB UAF PRM CRM CVL BUS LAB AGR EDU MED HLH JRN REL SOC NGO IGO ELI REF PRE UNK "
    "JNK CHR MOS HIN BUD JEW ETH SET NON MNC NGM INT MUS".split()
)
"""The PLOVER sectors (`../shared/ontology/PLOVER_agents.txt`), and the religions that PLOVER keeps apart."""


PLURAL = re.compile(
    r"(?:[a-z][nirtkl]|[rt]ab|ino|ene|entine|que|(?<!Fren)(?<!Dut)ch|kh)$(?<!Liechtenstein)(?<!Vatican)"
)
"""Adjectives of states that name one person too, with a plural in -s ("Kenyan", "Czech", "Filipino")."""


@dataclass(slots=True)
class Held:
    """One office held from day to day, both inclusive; an open end is None."""

    title: str
    country: str | None
    organisation: str | None
    start: date | None
    end: date | None
    sectors: tuple[str, ...]
    rank: int


@dataclass(slots=True)
class Name:
    """One name of an entity, how it matches (`Match`), and from when to when it was in use."""

    text: str
    how: str
    start: date | None = None
    end: date | None = None


@dataclass(slots=True)
class Record:
    """One entity as the files have it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    names: list[Name] = field(default_factory=list)
    offices: list[Held] = field(default_factory=list)
    external: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class OfficeKind:
    """What an office is called, which sectors it gives, and how it ranks: 1 heads of state, larger is lower."""

    name: str
    words: tuple[str, ...]
    sectors: tuple[str, ...]
    rank: int


def day(text: str, last: bool, where: str) -> date | None:
    """A day from `2012-05-07`, `2012-05` or `2012`: the first, or with `last` the last, that it can mean.

    >>> day("2012-02", True, ""), day("", False, "")
    (datetime.date(2012, 2, 29), None)
    """
    text = text.strip()
    if not text:
        return None
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not parts:
        raise BadLexicon(f"{where}: {text!r} is not a date; write 2012-05-07, 2012-05 or 2012")
    year, month, of_month = (int(part) if part else None for part in parts.groups())
    assert year is not None
    try:
        if of_month is not None:
            return date(year, month or 1, of_month)
        if not last:
            return date(year, month or 1, 1)
        following = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 0) + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError as error:
        raise BadLexicon(f"{where}: {text!r} is not a date: {error}") from None


def period(text: str, where: str) -> tuple[date | None, date | None]:
    """The two ends of `2000-05-07..2008-05-07`; either may be left out."""
    start, dots, end = text.partition("..")
    if not dots:
        raise BadLexicon(f"{where}: {text!r} is not a period; write 2000-05-07..2008-05-07, an open end left out")
    first, last = day(start, False, where), day(end, True, where)
    if first and last and last < first:
        raise BadLexicon(f"{where}: {text!r} ends before it begins")
    return first, last


def listed(cell: str | None) -> list[str]:
    """The parts of a cell that lists several, parted by `|`."""
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def dated(text: str, where: str) -> tuple[str, date | None, date | None]:
    """A name with its period of use: `Zaire{..1997-05-17}`."""
    match = re.fullmatch(r"(.*?)\{(.*)\}", text)
    return (match[1], *period(match[2], where)) if match else (text, None, None)


def sectors_of(cell: str, where: str) -> tuple[str, ...]:
    """The sectors of a cell ("GOV MIL"), checked against PLOVER's."""
    found = tuple(cell.split())
    unknown = [sector for sector in found if sector not in SECTORS]
    if unknown:
        raise BadLexicon(f"{where}: {', '.join(unknown)}: no such sector; PLOVER has {' '.join(sorted(SECTORS))}")
    return found


def table(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a tab-separated file with a header, comments (`#`) left out, each with where it stands."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{path.name}, line {number}"
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise BadLexicon(f"{where}: {len(cells)} cells, but the header names {len(header)}")
        yield where, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def states(path: Path) -> Iterator[Record]:
    """States, territories and regions, with every word that stands for them."""
    for where, row in table(path):
        born, died = day(row["from"], False, where), day(row["to"], True, where)
        record = Record(row["id"], row["name"], "government", row["country"] or None, sectors_of(row["sectors"], where))
        record.names.append(Name(row["name"], "name", born, died))
        for column, how in (("official", "alias"), ("aliases", "alias"), ("adjectives", "adjective"),
                            ("demonyms", "demonym"), ("capitals", "capital")):  # fmt: skip
            for text in listed(row[column]):
                name, start, end = dated(text, where)
                match = how
                if how == "alias" and name.replace(".", "").isupper() and " " not in name:
                    match = "acronym"
                elif how == "alias" and end is not None:
                    match = "former name"
                record.names.append(Name(without_article(name), match, start or born, end or died))
                if how == "adjective" and PLURAL.search(name):
                    record.names.append(Name(f"{name}s", "demonym", start or born, end or died))
        for register in ("iso2", "fips", "cow", "geonames", "wikidata"):
            if row[register]:
                record.external.append((register, row[register]))
        if record.id.startswith("iso:"):
            record.external.append(("iso3", record.id[4:]))
        yield record


def organisations(path: Path) -> Iterator[Record]:
    """Organisations, agencies, forces, parties, outlets, companies: one a row."""
    for where, row in table(path):
        if row["kind"] not in KINDS:
            raise BadLexicon(f"{where}: {row['kind']!r} is not a kind; write one of {', '.join(sorted(KINDS))}")
        born, died = day(row["from"], False, where), day(row["to"], True, where)
        name = plain(row["name"])
        record = Record(
            row["id"] or f"org:{slug(row['name'])}", name, row["kind"], row["country"] or None,
            sectors_of(row["sectors"], where),
        )  # fmt: skip
        record.names.append(Name(name, "name", born, died))
        for text in listed(row["aliases"]):
            alias, start, end = dated(text, where)
            acronym = alias.replace(".", "").isupper() and " " not in alias
            record.names.append(Name(alias, "acronym" if acronym else "alias", start or born, end or died))
        for text in [variant for known in record.names for variant in variants(known.text)]:
            record.names.append(Name(text, "alias", born, died))
        record.external += [("part of", part) for part in listed(row["part of"])]
        if row["wikidata"]:
            record.external.append(("wikidata", row["wikidata"]))
        if row.get("state"):
            record.external.append(("state-run", row["state"]))
        yield record


def metonyms(path: Path) -> Iterator[tuple[str, str, str, str, Name]]:
    """Buildings and places that stand for who sits there: where, entity id, country, sectors, name."""
    for where, row in table(path):
        for text in listed(row["names"]):
            name, start, end = dated(text, where)
            yield (
                where,
                row["entity"],
                row["country"],
                row["sectors"],
                Name(without_article(name), "metonym", start, end),
            )


def offices(path: Path) -> dict[str, OfficeKind]:
    """The canonical offices by name: `offices.toml`."""
    found = {}
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        where = f"{path.name}, {name}"
        found[name] = OfficeKind(
            name, (name, *entry.get("words", ())), sectors_of(entry["sectors"], where), int(entry["rank"])
        )
    return found


def people(paths: list[Path], kinds: dict[str, OfficeKind]) -> list[Record]:
    """People by the offices they held: tables `[RUS."foreign minister"]` with `"Name | alias" = "from..to, from..to"`.

    A person named in several tables under one name is one person; a bracket tells namesakes apart. A star marks the
    surname where it is neither the last word nor, for family-first countries, the first.
    """
    found: dict[str, Record] = {}
    for path in sorted(paths):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise BadLexicon(f"{path.name}: {error}") from None
        for owner, by_office in tables.items():
            for office, holders in by_office.items():
                kind = kinds.get(office)
                if kind is None:
                    raise BadLexicon(f"{path.name}, [{owner}]: {office!r} is not in offices.toml")
                for names, periods in holders.items():
                    where = f"{path.name}, {owner} {office}, {names}"
                    _hold(found, owner, kind, names, periods, where)
    return list(found.values())


def _hold(found: dict[str, Record], owner: str, kind: OfficeKind, names: str, periods: str, where: str) -> None:
    """Adds to `found` one line of a table of offices."""
    full, *aliases = listed(names)
    country, _, organisation = owner.partition(" ")
    home = None if country.startswith("org:") else country
    if country.startswith("org:"):
        organisation = country
    periods, _, nationality = periods.partition(" of ")
    record = found.setdefault(slug(full), Record(f"person:{slug(full)}", plain(full), "person"))
    if not re.search(r"[a-z]", record.name):
        raise BadLexicon(f"{where}: a name in capitals")
    record.country = record.country or nationality.strip() or home
    known = {name.text for name in record.names}
    for text in (full, *aliases):
        if text != full and text.startswith("*"):
            record.names.append(Name(text[1:], "surname"))
            continue
        how = "name" if text == full else "alias"
        new = [Name(plain(text), how), *(Name(variant, "alias") for variant in variants(plain(text)))]
        if how == "name" or "*" in text:
            new += [Name(surname, "surname") for surname in surnames(text, nationality.strip() or home)]
        record.names += [name for name in new if name.text not in known]
        known |= {name.text for name in new}
    for text in periods.split(","):
        start, end = period(text.strip(), where)
        if (kind.name, home, organisation or None, start) not in {
            (held.title, held.country, held.organisation, held.start) for held in record.offices
        }:
            record.offices.append(Held(kind.name, home, organisation or None, start, end, kind.sectors, kind.rank))


def leaders(path: Path, kinds: dict[str, OfficeKind], found: list[Record]) -> None:
    """Adds to the people `found` those of `leaders.tsv`, one office a row; a known person gets the office."""
    by_id = {record.id: record for record in found}
    added: dict[str, Record] = {}
    for where, row in table(path):
        kind = kinds.get(row["office"])
        if kind is None:
            raise BadLexicon(f"{where}: {row['office']!r} is not in offices.toml")
        id = f"person:{slug(row['name'])}"
        held = Held(kind.name, row["country"], None, day(row["from"], False, where), day(row["to"], True, where),
                    kind.sectors, kind.rank)  # fmt: skip
        if id in by_id:
            if not any(each.title == held.title and each.start == held.start for each in by_id[id].offices):
                by_id[id].offices.append(held)
            continue
        record = added.get(id)
        if record is None:
            record = added[id] = Record(id, row["name"], "person", row["country"])
            record.names.append(Name(row["name"], "name"))
            record.names += [Name(text, "alias") for text in listed(row["aliases"])]
            if row["surname"] and row["surname"] != row["name"]:
                record.names.append(Name(row["surname"], "surname"))
        record.offices.append(held)
    found += added.values()
