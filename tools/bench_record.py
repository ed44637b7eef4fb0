"""A record of many claims, synthesised from real ones, goes in; out come ingest rate, size, and the times of questions.

    python tools/bench_record.py --claims 1000000 --to /tmp/bench.db      # makes the record, then asks it
    python tools/bench_record.py --claims 1000000 --copies 9 --to …       # 100,000 one by one, the rest as copies
    python tools/bench_record.py --to /tmp/bench.db --ask                 # only asks it again

The claims are those of examples/, with other parties, places, days, outlets and words each time: names are drawn from
the knowledge base by Zipf's law, so that a few actors are in very many claims and most in a few, as in the news.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import cast

from sqlalchemy import func, select

from dateline import questions
from dateline.model.codec import Json, from_json, to_json
from dateline.model.reading import INTERNAL, Reading
from dateline.record import Record, opening
from dateline.record import tables as t
from dateline.record.copying import fill_words

ROOT = Path(__file__).parent.parent
FIRST = date(2014, 1, 1)
DAYS = 3650
OUTLETS = 300
Some = list[dict[str, Json]]


def read_examples() -> Some:
    """The readings of examples/, as JSON."""
    from dateline import intake, reader

    kit = reader.load()
    paths = sorted((ROOT / "examples").glob("*.txt"))
    readings = (reader.read(report, kit) for path in paths for report in intake.load(path))
    return [cast(dict[str, Json], to_json(reading, INTERNAL)) for reading in readings]


class World:
    """Who and what there is to write about."""

    def __init__(self, seed: int = 1) -> None:
        from dateline.lexicon.actors import compile as compiler
        from dateline.lexicon.actors import sources

        self.random = random.Random(seed)
        states = [record for record in sources.states(compiler.DATA / "states.tsv") if record.country]
        self.countries = [str(record.country) for record in states]
        self.random.shuffle(self.countries)
        for number, country in enumerate(("USA", "RUS", "CHN", "UKR", "PRK", "KOR", "JPN", "FRA", "DEU", "GBR")):
            self.countries.remove(country)
            self.countries.insert(number, country)
        firsts = "Ana Boris Chen Dina Emeka Fatima Georg Hana Ivan Joon Karim Lena Maria Nadia Omar Petra Quan".split()
        tails = "ov enko sen son berg ez ini aki oglu wala escu ic man ton ard ell ma no ri sha".split()
        roots = (
            "Pesk Shoig Kozl Tikhon Lavr Hans Lind Mart Oka Yild Diall Popes Petr Hart Rich Now Bel Cast Dur".split()
        )
        self.people = [
            (f"{first} {root}{tail}", self.countries[min(int(self.random.paretovariate(0.8)) - 1, 150) % len(states)])
            for first in firsts for root in roots for tail in tails
        ]  # fmt: skip
        self.random.shuffle(self.people)
        words = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt")))
        self.words = sorted({word.strip('.,"[]—').lower() for word in words.split()} - {""})
        self.words += [f"{root.lower()}{tail}{number}" for root in roots for tail in tails for number in range(40)]
        self.places = [(f"{root}{tail}grad", self.country()) for root in roots for tail in tails]

    def rank(self, most: int, steep: float = 1.0) -> int:
        """A rank from 0 below `most`, low ones far oftener."""
        while True:
            found = int(self.random.paretovariate(steep)) - 1
            if found < most:
                return found

    def country(self) -> str:
        """A country, the first ones far oftener."""
        return self.countries[self.rank(len(self.countries), 0.7)]

    def reading(self, plain: dict[str, Json], number: int) -> Reading:
        """A new report like `plain`: other parties, places, days, outlet, and words in each sentence."""
        fresh = cast(dict[str, Json], json.loads(json.dumps(plain)))
        report = cast(dict[str, Json], fresh["report"])
        day = FIRST + timedelta(days=self.random.randrange(DAYS))
        text = self._text(str(report["text"]))
        report |= {
            "id": sha256(f"{number}".encode()).hexdigest()[:16],
            "text": text,
            "title": f"{self.words[self.rank(len(self.words), 0.3)]} {number}",
            "publisher": f"Outlet {self.rank(OUTLETS)}",
            "url": f"https://outlet.example/{number}",
        }
        cast(dict[str, Json], report["published"])["earliest"] = day.isoformat()
        people: dict[str, tuple[str, str]] = {}
        for place, claim in enumerate(cast(Some, fresh["claims"])):
            claim |= {"id": sha256(f"{number} {place}".encode()).hexdigest()[:16], "report": report["id"]}
            self._retell(claim, people, text, day)
        return from_json(Reading, fresh)

    def _text(self, text: str) -> str:
        """The text with one word in three another one of the same length, or cut or filled to it."""
        words = text.split(" ")
        for at, word in enumerate(words):
            if len(word) > 3 and word.isalpha() and self.random.random() < 0.33:
                other = self.words[self.rank(len(self.words), 0.3)]
                words[at] = (other + word)[: len(word)]
        return " ".join(words)

    def _retell(self, value: Json, people: dict[str, tuple[str, str]], text: str, day: date) -> None:
        if isinstance(value, list):
            for each in value:
                self._retell(each, people, text, day)
        if not isinstance(value, dict):
            return
        span = value.get("span")
        if isinstance(span, dict) and isinstance(value.get("text"), str):
            value["text"] = text[cast(int, span["start"]) : cast(int, span["end"])]
        if "entity" in value:
            key = str(value["entity"] or value["name"] or value["text"])
            name, country = people.setdefault(key, self._somebody())
            value |= {"name": name, "entity": f"person:{name.lower().replace(' ', '-')}", "country": country}
        if "admin1" in value and value.get("name"):
            name, country = self.places[self.rank(len(self.places), 0.6)]
            value |= {"name": name, "country": country, "id": f"geonames:{sum(map(ord, name)) * 7919 % 999983}"}
        if value.get("earliest"):
            when = day - timedelta(days=self.rank(400, 0.6))
            value |= {"earliest": when.isoformat(), "latest": when.isoformat() if value.get("latest") else None}
        for each in value.values():
            self._retell(each, people, text, day)

    def _somebody(self) -> tuple[str, str]:
        return self.people[self.rank(len(self.people), 0.4)]


def make(record: Record, claims: int) -> None:
    """Fills the record and prints how fast."""
    plain, world = read_examples(), World()
    kept = report = 0
    spent = cpu = 0.0
    told = time.perf_counter()
    while kept < claims:
        reading = world.reading(plain[report % len(plain)], report)
        begun, burnt = time.perf_counter(), time.process_time()
        record.add(reading)
        spent, cpu = spent + time.perf_counter() - begun, cpu + time.process_time() - burnt
        kept, report = kept + len(reading.claims), report + 1
        if time.perf_counter() - told > 30:
            told = time.perf_counter()
            print(f"{kept:,} claims, {kept / spent:,.0f} a second", file=sys.stderr, flush=True)
    print(f"{kept:,} claims of {report:,} reports taken in: {kept / spent:,.0f} claims a second, "
          f"{kept / cpu:,.0f} a second of processor time")  # fmt: skip


def grow(record: Record, copies: int) -> None:
    """Puts copies of all rows beside them, each some days on, by SQL: what would take hours to make one by one.

    The copies are found and read like any claim, but a body still holds its first id, so that `check` would complain.
    """
    begun = time.perf_counter()
    keys = {"number", "version", "article", "report", "reading", "original", "claim"}
    parts = (t.article, t.address, t.report, t.reading, t.claim, *t.PARTS)
    with opening.writing(record.engine) as connection:
        step = {table.name: connection.execute(select(func.max(table.c.number))).scalar_one()
                for table in (t.article, t.report, t.reading)}  # fmt: skip
        step["claim"] = connection.execute(select(func.max(t.claim.c.version))).scalar_one()
        for copy in range(1, copies + 1):
            for table in parts:
                shown = []
                for column in table.c:
                    name = f'"{column.name}"'
                    of = {"version": "claim", "original": "claim", "number": table.name}.get(column.name, column.name)
                    if column.name in keys and column.type.python_type is int:
                        name = f"{name} + {copy * step[of]}"
                    elif column.name in ("id", "key"):
                        name = f"{name} || '-{copy}'"
                    elif column.name in ("published", "earliest", "latest"):
                        name = f"date({name}, '+{copy * 37} days')"
                    shown.append(name)
                bound = f"{table.primary_key.columns[0].name} <= {step.get(table.name, step['claim'])}"
                if table is t.address:
                    bound = f"article <= {step['article']}"
                columns = ", ".join(f'"{column.name}"' for column in table.c)
                query = (
                    f"INSERT INTO {table.name} ({columns}) SELECT {', '.join(shown)} FROM {table.name} WHERE {bound}"
                )
                connection.exec_driver_sql(query.replace("%", "%%"))
            print(f"copy {copy} of {copies}", file=sys.stderr, flush=True)
        fill_words(connection)
    print(f"{copies} copies of all rows put beside them by SQL: {time.perf_counter() - begun:.0f} s")


QUESTIONS = (
    "who:PRK whom:USA did:THREATEN",
    "between:PRK,KOR",
    "who:UKR status:planned when:2023",
    "said:peskov did:AGREE",
    "via:TASS",
    '"spacecraft"',
    "goods:arms who:UKR",
    "where:FRA did:PROTEST,ASSAULT",
    "sort:-published",
    "who:RUS whom:UKR",
)
"""Ten typical questions: the first page of answers with all that they show; the last is counted by month and type."""


def ask(record: Record, times: int = 5) -> None:
    """Asks each question a few times and prints the median of each, and of all."""
    medians = []
    for number, words in enumerate(QUESTIONS, start=1):
        counted = number == len(QUESTIONS)
        spent = []
        for _ in range(times):
            begun = time.perf_counter()
            found: list[object] = (
                list(questions.count(record, words, ["month", "type"]))
                if counted
                else list(questions.ask(record, f"{words} limit:50"))
            )
            spent.append(1000 * (time.perf_counter() - begun))
        medians.append(statistics.median(spent))
        shown = f"{words} --count by:month,type" if counted else words
        print(f"{shown:<42} {len(found):>5} rows {medians[-1]:>8.0f} ms  (first {spent[0]:.0f} ms)", flush=True)
    print(f"{'median of the ten':<54} {statistics.median(medians):>8.0f} ms")


def main() -> None:
    """Makes a record, unless `--ask`, and asks it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--to", required=True, help="path or url of the record")
    options.add_argument("--copies", type=int, default=0, help="how many parts of the claims are copies made by SQL")
    options.add_argument("--ask", action="store_true", help="only ask a record that was made before")
    given = options.parse_args()
    with Record.open(given.to) as record:
        if not given.ask:
            make(record, given.claims // (given.copies + 1))
            if given.copies:
                grow(record, given.copies)
            begun = time.perf_counter()
            record.vacuum()
            print(f"vacuum: {time.perf_counter() - begun:.0f} s")
        count = record.count()[0][1]
        if record.path is not None:
            size = record.path.stat().st_size
            print(
                f"{size / 1e6:,.0f} MB for {count:,} claims: {size / count:,.0f} bytes a claim, text and index and all"
            )
        ask(record)


if __name__ == "__main__":
    main()
