"""The Factbook timeline of leaders goes in; `leaders.tsv` of the knowledge base comes out, without whom people/ knows.

    python tools/leaders.py ../shared/knowledge/leaders_timeline.tsv

The timeline (public domain) has one row for each time that a cell of the Factbook changed: a title and one or several
names with SURNAMES in capitals, since when, and between which dates the cell was seen. An office that one person holds
ends when the next takes it; another ends when the name was last seen, which is a lower bound.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from rapidfuzz.fuzz import ratio

from dateline.lexicon.actors import sources
from dateline.lexicon.actors.names import FAMILY_FIRST, PARTICLES, key, lower, skeleton, slug

DATA = Path(sources.__file__).parent
TITLES = (
    (r"vice pres|vice chair|deputy president|vice-pres", "vice president"),
    (r"deputy prime|deputy premier|vice premier|vice prime|deputy chancellor|vice chancellor", "deputy prime minister"),
    (r"governor|commissioner|administrator|chief minister|chief executive|prefect|mayor|bailiff", "governor"),
    (r"prime minister|premier|chancellor|taoiseach|head of government", "prime minister"),
    (r"^(?:king|queen|emperor|amir|emir|sultan|grand duke|prince|co-prince)\b", "monarch"),
    (r"^pope", "pope"),
    (r"supreme leader", "supreme leader"),
    (r"president|chair.*council|chairperson|chairman", "president"),
)
"""What the titles of the timeline are in offices.toml, the first that fits."""
ALONE = frozenset({"president", "prime minister", "monarch", "pope", "supreme leader", "governor"})
"""Offices that one person holds at a time."""
RANKS = re.compile(
    r"(?<![\w-])(?:(?:Sr|Maj|Brig|Lt|Col|Gen|Capt|Adm|Dr|Ing|Air Mar|(?:Vice|Rear) Adm|Mag|Ret|RN)\.? ?)+(?![\w-])|"
    r"(?<!\w)(?:Sir|Dame|Sheikh|Shaykh|Ratu|Lord|Hon\.|Field Marshal|General|Colonel|Admiral|Commander|Professor)"
    r" |\(Ret\.?\)|\(acting\)|\(retired\)"
)
TITLE_WORDS = frozenset(
    "Minister Prime Interim Acting President Council Deputy Chair Caretaker Government Chief Notification".split()
)
MONARCH = re.compile(r"King|Queen|Emperor|Amir|Sultan|Duke|Prince")
CALLED_BY_GIVEN_NAME = frozenset({"KWT", "ARE", "QAT", "BHR", "OMN", "SAU", "BRN", "JOR"})
"""Countries where the Factbook's capitals mark a given name."""
SOVEREIGN_ELSEWHERE = re.compile(r"ELIZABETH II|CHARLES III|OBAMA|TRUMP|BIDEN|PENCE|HARRIS|MARGRETHE|FREDERIK|MACRON|"
                                 r"HOLLANDE|WILLEM|XI Jinping|HARALD")  # fmt: skip


@dataclass(slots=True)
class Term:
    """One office of one person, as read from the timeline."""

    country: str
    office: str
    name: str
    surname: str
    start: date
    seen: date
    end: date | None = None


def since(text: str) -> date | None:
    """The day of "7 May 2012", "May 2010" or "2012"; None for prose."""
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def named(text: str) -> tuple[str, str, str] | None:
    """Title, name and surname of "President Idriss DEBY Itno, Lt. Gen."; None where that is not the pattern.

    >>> named("Prime Minister Kris PEETERS")
    ('Prime Minister', 'Kris Peeters', 'Peeters')
    """
    text = re.sub(r'\s*[“"][^"”]*["”]\s*', " ", text.replace("\xa0", " "))
    text = RANKS.sub(" ", text)
    text = " ".join(re.sub(r",\s*(?=,|$)", "", text).split()).strip(" ,")
    title = re.match(
        r"(?:(?:[A-Z]?[a-z]+(?:-[A-Z]?[a-z]+)*|of|and|the|for|,|SAC)[ ,]+)*?(?:Presidents?|Ministers?|Premiers?|"
        r"Chancellor|Queen|King|Emperor|Sultan|Amir|Governor|General|Chairperson|Chairman|Chair|Commissioner|"
        r"Administrator|Taoiseach|Pope|Duke|Prince|Prefect|Council|Leader|Mayor|Executive|Bailiff)[ ,]+"
        r"(?:of [A-Za-z' ]+ )?"
        r"(?=\S)", text,
    )  # fmt: skip
    name = text[title.end() :] if title else text
    words = name.replace(",", " ").split()
    capitals = [place for place, word in enumerate(words) if re.search(r"[A-ZÀ-Þ]{2}", word)]
    royal = title is not None and MONARCH.search(title[0]) is not None
    prose = any(re.fullmatch(r"[a-z]{2,}", word) and word not in PARTICLES for word in words)
    if not capitals or prose or not (1 if royal else 2) <= len(words) <= 6:
        return None
    first, last = capitals[0], capitals[0]
    while last + 1 in capitals:
        last += 1
    if TITLE_WORDS & set(words):
        return None
    while first > 1 and words[first - 1].lower() in ("van", "de", "le", "la", "du", "von", "der"):
        first -= 1
    plain = [_cased(word) for word in words]
    return (title[0].strip(" ,") if title else "", " ".join(plain), " ".join(plain[first : last + 1]))


def _cased(word: str) -> str:
    """A word in capitals as it is written in a name."""
    if not re.search(r"[A-ZÀ-Þ]{2}", word) or re.fullmatch(r"(?:II|III|IV|VI|XIV|XVI)", word):
        return word
    if word in ("DE", "DA", "DO", "DOS", "DAS", "DEL", "VAN", "VON", "DER", "DEN", "BIN", "LA"):
        return word.lower()
    head, hyphen, tail = word.partition("-")
    if hyphen and head.islower():
        return f"{head}-{tail.title()}"
    cased = "-".join("'".join(part.capitalize() for part in piece.split("'")) for piece in word.split("-"))
    return re.sub(r"^(Mc)(\w)", lambda found: found[1] + found[2].upper(), cased)


def terms(path: Path, countries: dict[str, str]) -> list[Term]:
    """All terms that the timeline states, the same person's rows brought together."""
    found: dict[tuple[str, str, str], Term] = {}
    previous: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            country, start = countries.get(row["gec"].upper()), since(row["since"])
            if country is None:
                continue
            parts = [
                part
                for part in re.split(r", and |, | and (?=[A-Z])", row["title_and_name"])
                if re.search("[A-Z]{2}", part)
            ]
            if len(parts) < 2 or "Council" in row["title_and_name"]:
                parts = [row["title_and_name"]]
            office = ""
            for part in parts:
                read = named(part)
                if read is None or start is None:
                    continue
                title, name, surname = read
                office = next((of for pattern, of in TITLES if title and re.search(pattern, title.lower())), office)
                if title.endswith("s"):
                    previous[row["gec"]] = office
                office = office or (previous.get(row["gec"], "") if not title else "")
                if not office or (country not in _own(part) and SOVEREIGN_ELSEWHERE.search(part)):
                    continue
                seen = date.fromisoformat(row["last_change_seen"])
                term = found.setdefault(
                    (country, office, slug(surname)), Term(country, office, name, surname, start, seen)
                )
                term.start, term.seen = min(term.start, start), max(term.seen, seen)
                if len(name) < len(term.name):
                    term.name = name
    return list(found.values())


def _own(text: str) -> tuple[str, ...]:
    """The country that a sovereign of several belongs to."""
    sovereigns = {
        "ELIZABETH": "GBR", "CHARLES": "GBR", "MARGRETHE": "DNK", "FREDERIK": "DNK", "MACRON": "FRA",
        "HOLLANDE": "FRA", "WILLEM": "NLD", "HARALD": "NOR", "XI ": "CHN",
    }  # fmt: skip
    for name, country in sovereigns.items():
        if name in text:
            return (country,)
    return ("USA",)


def ended(every: list[Term]) -> None:
    """Fills the ends: at the next holder's start, else when last seen, else open."""
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in every:
        by_office[term.country, term.office].append(term)
    latest = max(term.seen for term in every)
    for (_, office), held in by_office.items():
        held.sort(key=lambda term: term.start)
        for place, term in enumerate(held):
            following = [after.start for after in held[place + 1 :] if after.start > term.start]
            if office in ALONE and following:
                term.end = following[0] - timedelta(days=1)
            elif term.seen < latest - timedelta(days=180):
                term.end = max(term.seen, term.start)


def main(path: Path) -> None:
    """Writes `leaders.tsv` beside the other tables."""
    countries = {
        register_id: record.id[4:]
        for record in sources.states(DATA / "states.tsv")
        if record.id.startswith("iso:")
        for register, register_id in record.external
        if register == "fips"
    }
    kinds = sources.offices(DATA / "offices.toml")
    curated = sources.people(sorted((DATA / "people").glob("*.toml")), kinds)
    known: dict[str, list[sources.Record]] = defaultdict(list)
    covered: dict[tuple[str, str], list[sources.Held]] = defaultdict(list)
    for record in curated:
        if record.country:
            known[record.country].append(record)
        for held in record.offices:
            if held.country and not held.organisation:
                covered[held.country, held.title].append(held)
    every = terms(path, countries)
    ended(every)
    every = last_spelling(every)
    rows = []
    spelled: dict[str, list[str]] = defaultdict(list)
    for term in sorted(every, key=lambda term: (term.country, term.office, term.start)):
        if any(_overlap(term, held) for held in covered[term.country, term.office] if term.office in ALONE):
            continue
        same = next((record for record in known[term.country] if _same(term, record)), None)
        if same is not None:
            if any(_overlap(term, held) for held in same.offices if held.title == term.office or held.rank == 1):
                continue
            term.name, term.surname = same.name, ""
        else:
            before = next((name for name in spelled[term.country] if _alike(name, term.name, term.country)), None)
            term.name = before or term.name
            spelled[term.country].append(term.name)
        words = term.name.split()
        short = len(words) > 2 and term.country != "VNM" and words[0] not in term.surname and "-" not in words[0]
        alias = f"{words[0]} {term.surname}" if short else ""
        surname = "" if term.office == "monarch" or term.country in CALLED_BY_GIVEN_NAME else term.surname
        if same is not None:
            alias = ""
        rows.append([term.country, term.office, term.name, surname, alias if alias != term.name else "",
                     term.start.isoformat(), term.end.isoformat() if term.end else ""])  # fmt: skip
    with (DATA / "leaders.tsv").open("w", encoding="utf-8") as out:
        out.write(
            "# Heads of state and government, and their deputies, since 2015, whom people/ does not state. Made by\n"
        )
        out.write("# tools/leaders.py from the Factbook (public domain). An end of a deputy is a lower bound.\n")
        out.write("country\toffice\tname\tsurname\taliases\tfrom\tto\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{len(rows)} terms")


def last_spelling(every: list[Term]) -> list[Term]:
    """One term where the spelling of a name changed: same country, office and first day; the last stands."""
    best: dict[tuple[str, str, date, str], Term] = {}
    for term in sorted(every, key=lambda term: term.seen):
        whose = "" if term.office in ALONE else term.surname[:1]
        best[term.country, term.office, term.start, whose] = term
    return list(best.values())


def _same(term: Term, record: sources.Record) -> bool:
    """Whether a name of the timeline is another spelling of somebody known."""
    return any(_alike(term.name, known.text, term.country) for known in record.names if known.how in ("name", "alias"))


def _alike(one: str, other: str, country: str) -> bool:
    """Whether two names share their first word and another by consonants, and most letters.

    Where names are short, or rows of forebears, only the same letters will do.
    """
    if country in FAMILY_FIRST or country in CALLED_BY_GIVEN_NAME or country == "VNM":
        return key(one) == key(other)
    left, right = (
        skeleton(" ".join(w for w in name.split() if w.lower() not in PARTICLES)).split() for name in (one, other)
    )
    shared = set(left[1:]) & set(right[1:])
    near = ratio(lower(one), lower(other))
    return near >= 88 or (bool(shared - {""}) and left[0] == right[0] and near > 50)


def _overlap(term: Term, held: sources.Held) -> bool:
    """Whether the two terms are held at one time for more than a month: then they are the same, told twice."""
    start = max(term.start, held.start or date.min)
    end = min(term.end or date.max, held.end or date.max)
    return (end - start).days > 31


if __name__ == "__main__":
    main(Path(sys.argv[1]))
