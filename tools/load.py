"""A record goes in; out come the times in which the desk answers fifty readers while a coder writes to it.

    python tools/bench_record.py --claims 100000 --to /tmp/bench.db         # makes the record
    python tools/load.py --record /tmp/bench.db --readers 50 --seconds 120

The desk runs as `dateline serve` does, in a process of its own, on a copy of the record; so does the coder, which reads
reports and adds them as `dateline code` does. A reader opens a page, looks at it for some seconds, and opens the next
one, mostly what the page before leads to. What is timed is the page as it arrives, whole, without the files beside it.
Nothing but this machine's loopback is used. The index of events beside the record is taken along where there is one.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from dateline.record import Record

ROOT = Path(__file__).parent.parent
MAIN = ("today", "ask", "report", "claim", "event")
"""The pages that most readers are on most of the time; the bar is for them."""
QUESTIONS = (
    "who:{land}", "who:{land} status:planned", "between:{land},{other}", "did:THREATEN who:{land}", "via:TASS",
    '"spacecraft"', "where:{land} did:PROTEST,ASSAULT", "sort:-published", "who:{land} when:2023-09",
)  # fmt: skip
_TAGS = re.compile(r"<[^>]*>|\s+")
LANDS = "USA RUS CHN UKR PRK KOR JPN FRA DEU GBR".split()


@dataclass
class Times:
    """What was asked: by kind of page, the seconds of each answer; and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Reader(threading.Thread):
    """Somebody who reads at the desk until told to stop."""

    def __init__(self, seed: int, port: int, ids: dict[str, list[str]], pause: float, times: Times) -> None:
        super().__init__(daemon=True)
        self._random = random.Random(seed)
        self._port, self._ids, self._pause, self._times = port, ids, pause, times
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.stopped = threading.Event()

    def run(self) -> None:
        self.stopped.wait(self._random.random() * self._pause * 2)
        while not self.stopped.is_set():
            for kind, path in self._visit():
                if self.stopped.is_set():
                    return
                self._open(kind, path)
                self.stopped.wait(self._random.expovariate(1 / self._pause))

    def _visit(self) -> Iterator[tuple[str, str]]:
        """What one reader does in a row: the front page, a question, a report of it, a claim, its event, some views."""
        land, other = self._random.sample(LANDS, 2)
        question = quote(self._random.choice(QUESTIONS).format(land=land, other=other))
        yield "today", "/"
        yield "ask", f"/ask?q={question}"
        for _ in range(self._random.randint(1, 3)):
            yield "report", f"/report/{self._random.choice(self._ids['report'])}"
        claim = self._random.choice(self._ids["claim"])
        yield "claim", f"/claim/{claim}"
        yield "event", f"/event/{claim}"
        more = self._random.random()
        if more < 0.2:
            yield "timeline", f"/timeline?q={quote(f'who:{land} did:THREATEN when:2023')}"
        elif more < 0.4:
            yield "actor", f"/actor/{quote(self._random.choice(self._ids['actor']))}"
        elif more < 0.5:
            yield "map", f"/map?q={quote(f'who:{land} when:2023-09')}"
        elif more < 0.6:
            yield "review", "/review"
        elif more < 0.8:
            yield "api claims", f"/api/v1/claims?limit=20&q={question}"
        elif more < 0.9:
            yield "api counts", f"/api/v1/counts?by=type&q={question}"

    def _open(self, kind: str, path: str) -> None:
        begun = time.perf_counter()
        said = self._asked(path)
        if said and "RemoteDisconnected" in said:  # the desk hangs up on who says nothing for some seconds
            begun = time.perf_counter()
            said = self._asked(path)
        spent = time.perf_counter() - begun
        with self._times.lock:
            if said:
                self._times.wrong.append(said)
            else:
                self._times.seconds[kind].append(spent)

    def _asked(self, path: str) -> str:
        """What went wrong when a page was asked for; nothing where all went well."""
        try:
            self._connection.request("GET", path, headers={"Accept": "text/html"})
            answer = self._connection.getresponse()
            body = answer.read()
            return "" if answer.status == 200 else f"{answer.status} {path}: {_TAGS.sub(' ', body.decode())[-300:]!r}"
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            return f"{path}: {type(error).__name__} {error}"


def ids_of(path: Path) -> dict[str, list[str]]:
    """Some claims, reports and actors to read about."""
    with Record.open(path, create=False) as record:
        claims = record.sql("SELECT id FROM claim WHERE superseded IS NULL ORDER BY id LIMIT 2000").rows
        reports = record.sql("SELECT id FROM report ORDER BY id LIMIT 2000").rows
        actors = record.sql(
            "SELECT DISTINCT p.entity FROM party p JOIN claim_party c ON c.party = p.number JOIN claim k ON "
            "k.version = c.claim WHERE p.entity IS NOT NULL AND k.superseded IS NULL AND c.side = 'actor' "
            "ORDER BY p.entity LIMIT 500"
        ).rows
    return {"claim": [str(row[0]) for row in claims], "report": [str(row[0]) for row in reports],
            "actor": [str(row[0]) for row in actors]}  # fmt: skip


def code(path: Path, pause: float) -> None:
    """Read reports and add them to the record, one after the other, until the process is ended."""
    from datetime import date, timedelta

    from dateline import intake, reader
    from dateline.intake.text import report as plain

    kit = reader.load()
    chosen = random.Random(7)
    texts = [each.text for file in sorted((ROOT / "examples").glob("*.txt")) for each in intake.load(file)]
    with Record.open(path, create=False) as record:
        for number in range(1_000_000):
            text = f"{chosen.choice(texts)}\n\nNumber {number} of its day.\n"
            # Days that the record knows: a new newest day has the front page gathered anew, which comes once a day.
            reading = reader.read(plain(text, date(2023, 11, 1) + timedelta(days=number % 50)), kit)
            taken = record.add(reading)
            print(f"coded {taken.added}", flush=True)
            time.sleep(pause)


def serve(path: Path) -> tuple[subprocess.Popen[str], int]:
    """The desk over a record, on a free port; the process and the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from dateline.cli import main; main()"]
    desk = subprocess.Popen([*command, "serve", "--record", str(path), "--port", str(port)],
                            stdout=subprocess.PIPE, text=True)  # fmt: skip
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return desk, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the desk does not answer")


def cpu(process: int) -> float:
    """Seconds of processor time that a process took so far; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(times: Times, kinds: list[str]) -> list[float]:
    return sorted(each for kind in kinds for each in times.seconds.get(kind, []))


def row(name: str, found: list[float]) -> str:
    """One line of the table."""
    if not found:
        return f"| {name} | 0 | | | |"
    middle, ninety = statistics.median(found), found[min(len(found) - 1, int(0.95 * len(found)))]
    return f"| {name} | {len(found):,} | {1000 * middle:.0f} | {1000 * ninety:.0f} | {1000 * found[-1]:.0f} |"


def main() -> None:
    """Serves a copy of a record, lets readers read and a coder write, and prints a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", type=Path, required=True, help="path of a record")
    options.add_argument("--readers", type=int, default=50)
    options.add_argument("--seconds", type=float, default=120.0)
    options.add_argument("--pause", type=float, default=10.0, help="seconds for which a reader looks at a page, mean")
    options.add_argument(
        "--code-every", type=float, default=1.0, help="seconds between two reports of the coder; 0 none"
    )
    options.add_argument("--settle", type=float, default=20.0, help="seconds after the start before readers come")
    options.add_argument("--coder", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.coder:
        code(given.record, given.code_every)
        return
    with TemporaryDirectory(prefix="dateline-load-", dir=os.environ.get("TMPDIR")) as folder:
        path = Path(folder) / "load.db"
        with Record.open(given.record, create=False) as source:
            source.backup(path)
            claims = source.count()[0][1]
        links = Path(f"{given.record}.links")
        if links.exists():
            shutil.copy(links, f"{path}.links")
        run(path, claims, given)


def run(path: Path, claims: int, given: argparse.Namespace) -> None:
    """The readers and the coder at work on a record of this tool's own."""
    ids = ids_of(path)
    desk, port = serve(path)
    coder = None
    if given.code_every:
        coder = subprocess.Popen(
            [sys.executable, __file__, "--record", str(path), "--coder", "--code-every", str(given.code_every)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    try:
        first = Times()
        warm = Reader(0, port, ids, 0.01, first)
        for kind, page in (("first today", "/"), ("first ask", "/ask"), ("first event", f"/event/{ids['claim'][0]}")):
            warm._open(kind, page)
        time.sleep(given.settle)
        times = Times()
        readers = [Reader(seed, port, ids, given.pause, times) for seed in range(1, given.readers + 1)]
        load, burnt = os.getloadavg(), cpu(desk.pid)
        begun = time.perf_counter()
        for reader in readers:
            reader.start()
        time.sleep(given.seconds)
        for reader in readers:
            reader.stopped.set()
        for reader in readers:
            reader.join(70)
        spent, burnt = time.perf_counter() - begun, cpu(desk.pid) - burnt
    finally:
        for process in filter(None, (coder, desk)):
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    coded = re.findall(r"coded (\d+)", coder.stdout.read()) if coder is not None and coder.stdout is not None else []
    number = sum(map(len, times.seconds.values()))
    print(f"{given.readers} readers, {given.seconds:.0f} s, a page every {given.pause:.0f} s each; {claims:,} claims; "
          f"load before {load[0]:.1f}, after {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"{number:,} pages ({number / spent:.1f} a second), {len(times.wrong)} errors; "
          f"{len(coded)} reports coded meanwhile, {sum(map(int, coded))} claims")  # fmt: skip
    print(f"the desk took {burnt:.0f} s of processor time, {1000 * burnt / max(1, number):.0f} ms a page\n")
    print("| page | times | median, ms | 95 of 100, ms | longest, ms |\n|---|---|---|---|---|")
    for kind in sorted(times.seconds, key=lambda each: (each not in MAIN, each)):
        print(row(kind, told(times, [kind])))
    print(row("**main pages together**", told(times, list(MAIN))))
    firsts = [f"{kind.removeprefix('first ')} {1000 * found[0]:.0f} ms" for kind, found in first.seconds.items()]
    print(f"\nthe first of each after the start: {', '.join(firsts)}")
    for wrong in (first.wrong + times.wrong)[:20]:
        print(wrong)
    if first.wrong or times.wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
