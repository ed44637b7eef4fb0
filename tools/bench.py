"""Nothing goes in, or real news; out come the figures that users feel: speed, memory, the cold start, many workers.

    just bench                      # all of it but `flat`, on made reports: some ten minutes on two idle cores
    just bench ratio cold           # some of it
    just bench ratio --corpus ../shared/corpora/wikinews-2019-2020/data/wikinews_2020.csv
    just bench flat --reports 20000
    just bench length --to docs/pictures

Ratios are measured side by side, turn by turn in one process, in processor time, so that a busy machine spoils them
little; the median of the rounds counts. What needs idle cores to be told says how busy they were.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
COMMAND = [sys.executable, "-c", "from dateline.cli import main; main()"]
SYLLABLES = "ba do ka lu mi no pe ra si tu va zo gre stan mor lek".split()


def sentences() -> list[str]:
    """Sentences of our own: those of the cases and of the examples."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str) and 8 < len(node.split()) < 60 and node[0].isupper() and node.rstrip().endswith("."):
            found.append(" ".join(node.split()))
        for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(each)

    for path in sorted((ROOT / "cases").rglob("*.toml")):
        walk(tomllib.loads(path.read_text("utf-8")))
    for path in EXAMPLES:
        found += [line for line in path.read_text("utf-8").split("\n") if len(line.split()) > 8]
    return found


def made(words: int, seed: int, pool: list[str]) -> str:
    """A report of some `words` words: sentences in paragraphs of three, with names that no other report has."""
    dice = random.Random(seed)
    text: list[str] = []
    count = 0
    while count < words:
        name = "".join(dice.choices(SYLLABLES, k=3)).title()
        sentence = f"{dice.choice(pool)} {name} agreed." if dice.random() < 0.2 else dice.choice(pool)
        if words - count < 20:
            sentence = " ".join(sentence.split()[: max(1, words - count)])
        text.append(sentence)
        count += len(sentence.split())
    return "\n\n".join(" ".join(text[at : at + 3]) for at in range(0, len(text), 3))


def rows(count: int, words: int, pool: list[str]) -> Iterator[dict[str, str]]:
    """Reports as rows of JSON lines, a hundred a day."""
    for number in range(count):
        day = date(2024, 1, 1) + timedelta(days=number // 100 % 365)
        text = made(words, number, pool)
        yield {
            "title": f"Report {number}",
            "text": text,
            "published": day.isoformat(),
            "publisher": f"Post {number % 9}",
        }


def machine() -> None:
    """Print what this was measured on."""
    names = ("dateline", "spacy", "thinc", "numpy", "pyarrow")
    load = os.getloadavg()[0]
    print(f"{platform.processor() or platform.machine()}, {len(os.sched_getaffinity(0))} cores, load {load:.1f}")
    print(f"CPython {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in names))


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time that `work` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ratio(options: argparse.Namespace) -> None:
    """Reading end to end against the bare pipeline with all its components, on the same texts, turn by turn."""
    from dateline import intake, reader
    from dateline.intake.text import report
    from dateline.model.kit import Kit
    from dateline.model.reading import Reading
    from dateline.stages import STAGES
    from dateline.taggers import spacy

    if options.corpus:
        reports = intake.load(Path(options.corpus))[: options.reports or 60]
    else:
        pool = sentences()
        reports = [report(made(400, seed, pool)) for seed in range(options.reports or 60)]
    words = sum(len(each.text.split()) for each in reports)
    kit: Kit = reader.load()
    nlp = spacy._load(spacy.DEFAULT)
    texts = [each.text for each in reports]
    for each in reports[:10]:
        reader.read(each, kit)
    ours, bare = [], []
    for _ in range(options.rounds):
        bare.append(words / spent(lambda: [len(doc) for doc in nlp.pipe(texts, batch_size=32)]))
        ours.append(words / spent(lambda: [reader.read(each, kit) for each in reports]))
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    print(f"{len(reports)} reports, {words:,} words, {options.rounds} rounds")
    print(f"  reading        {statistics.median(ours):8,.0f} words a second of processor time")
    print(f"  bare pipeline  {statistics.median(bare):8,.0f}")
    print(f"  ratio          {statistics.median(ratios):8.2f}   ({min(ratios):.2f} to {max(ratios):.2f})")
    took = dict.fromkeys((stage.__name__ for stage in STAGES), 0.0)
    for each in reports:
        reading = Reading(report=each, made_by=kit.made_by)
        for stage in STAGES:
            begun = time.process_time()
            reading = stage(reading, kit)
            took[stage.__name__] += time.process_time() - begun
    whole = sum(took.values())
    print(
        "  "
        + ", ".join(f"{name} {100 * part / whole:.0f} %" for name, part in sorted(took.items(), key=lambda x: -x[1]))
    )


def cold(options: argparse.Namespace) -> None:
    """A cold `dateline read`: seconds to the claims of one report, and how many of them are the model's."""
    for what, *words in (("dateline --help", "--help"), ("dateline read, cold", "read", str(EXAMPLES[0]))):
        walls, cpus = [], []
        for _ in range(options.rounds):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([*COMMAND, *words], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            walls.append(time.perf_counter() - begun)
            cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"  {what:<22} {statistics.median(walls):5.2f} s, {statistics.median(cpus):5.2f} s of processor time")
    code = "from time import process_time; from dateline.taggers import spacy; spacy.load(); print(process_time())"
    model = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(options.rounds)]
    print(f"  of which the model     {statistics.median(model):5.2f} s of processor time")


def memory(process: int) -> dict[str, int]:
    """What a process holds, in kB, as Linux counts it: Rss, Pss (shared pages parted among those who share them), …"""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def family(parent: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, children)]


def workers(options: argparse.Namespace) -> None:
    """One worker against two and three on the same shards: time, processor time, and memory all together."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "in.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows(options.reports or 240, 400, sentences())))
        held: list[float] = []
        for count in (1, 2, 3):
            out = f"{scratch}/out{count}"
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [*COMMAND, "bulk", "code", str(source), "--out", out, "--workers", str(count), "--size", "0.05"]
            run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            most = 0
            while run.poll() is None:
                time.sleep(0.5)
                try:
                    most = max(most, sum(memory(each)["Pss"] for each in family(run.pid)))
                except OSError:
                    continue
            wall = time.perf_counter() - begun
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            held.append(most / 1024)
            extra = f", {held[-1] - held[-2]:+.0f} MB for one more" if count > 1 else ""
            print(f"  {count} workers: {wall:6.1f} s, {cpu:6.1f} s of processor time, {held[-1]:.0f} MB (PSS){extra}")


def flat(options: argparse.Namespace) -> None:
    """What one process holds while it reads ever new reports with ever new names."""
    from dateline import reader
    from dateline.intake.text import report

    pool, kit = sentences(), reader.load()
    count = options.reports or 4000
    begun = time.process_time()
    for number in range(count + 1):
        if number % max(1, count // 10) == 0:
            held = memory(os.getpid())
            print(
                f"  {number:>6} reports  RSS {held['Rss'] / 1024:6.0f} MB, {time.process_time() - begun:6.0f} s",
                flush=True,
            )
        reader.read(report(made(60, number, pool)), kit)


def length(options: argparse.Namespace) -> None:
    """Seconds for reports of 10 to 100,000 words, and with ever more actors known."""
    from dateline import reader
    from dateline.intake.text import report
    from dateline.model.kit import Kit

    kit, pool = reader.load(), sentences()
    reader.read(report(made(2000, 0, pool)), kit)

    def seconds(words: int, kit: Kit) -> float:
        turns = max(1, min(50, 4000 // words))
        every = [report(made(words, seed, pool)) for seed in range(turns)]
        rounds = 1 if words > 20_000 else 3
        return min(spent(lambda: [reader.read(each, kit) for each in every]) for _ in range(rounds)) / turns

    points = [
        {"words": words, "seconds": seconds(words, kit)}
        for words in (10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
    ]
    for point in points:
        words, took = point["words"], point["seconds"]
        print(f"  {words:>7,} words  {took:9.4f} s  {words / took:7,.0f} words a second")
    if options.to:
        plot(points, Path(options.to))


def plot(points: list[dict[str, float]], folder: Path) -> None:
    """Draw the points, as a specification of Vega-Lite and, where vl-convert is installed, as SVG."""
    axis = {"type": "quantitative", "scale": {"type": "log"}}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Seconds to read one report, by its words",
        "width": 480,
        "height": 320,
        "data": {"values": points},
        "mark": {"type": "line", "point": True},
        "encoding": {"x": {"field": "words", **axis}, "y": {"field": "seconds", **axis}},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "length.vl.json").write_text(json.dumps(spec, indent=1) + "\n")
    try:
        import vl_convert
    except ImportError:
        return
    (folder / "length.svg").write_text(vl_convert.vegalite_to_svg(spec))


def knowledge(options: argparse.Namespace) -> None:
    """Seconds for the same reports with ever more actors known, the longest list the length of four of ours."""
    from dateline.intake.text import report

    pool = sentences()
    reports = [report(made(400, seed, pool)) for seed in range(options.reports or 30)]
    for added in (0, 10_000, 40_000, 160_000):
        with tempfile.TemporaryDirectory() as data:
            os.environ["XDG_DATA_HOME"] = data
            if added:
                dice = random.Random(1)
                names = {
                    " ".join("".join(dice.choices(SYLLABLES, k=3)).title() for _ in range(2)) for _ in range(added)
                }
                table = Path(data) / "more.csv"
                table.write_text(
                    "id,name,kind,country\n"
                    + "".join(f"x:{n},{name},person,KEN\n" for n, name in enumerate(sorted(names)))
                )
                subprocess.run([*COMMAND, "actors", "add", str(table)], check=True, capture_output=True)
            code = (
                "import json, sys, time; from dateline import reader; from dateline.intake.text import report\n"
                "a = time.process_time(); kit = reader.load(); b = time.process_time()\n"
                "every = [report(text) for text in json.load(sys.stdin)]\n"
                "[reader.read(each, kit) for each in every]; c = time.process_time()\n"
                "[reader.read(each, kit) for each in every]; print(b - a, time.process_time() - c)"
            )
            texts = json.dumps([each.text for each in reports])
            said = subprocess.check_output([sys.executable, "-c", code], input=texts.encode()).split()
            words = sum(len(each.text.split()) for each in reports)
            print(
                f"  {added:>7,} actors more: kit {float(said[0]):5.2f} s, {words / float(said[1]):6,.0f} words a second"
            )


def engines(options: argparse.Namespace) -> None:
    """The same reports by both engines: are they the same bytes, and what does Ray cost?"""
    try:
        import ray  # noqa: F401
    except ImportError:
        print("  Ray is not installed: pip install 'dateline[ray]'")
        return
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "in.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows(options.reports or 2000, 60, sentences())))
        for engine in ("local", "ray"):
            begun = time.perf_counter()
            command = [*COMMAND, "bulk", "code", str(source), "--out", f"{scratch}/{engine}", "--engine", engine]
            run = subprocess.run([*command, "--workers", "2", "--size", "0.1"], capture_output=True, text=True)
            if run.returncode:
                print(f"  {engine}: {run.stderr[-600:]}")
                return
            print(f"  {engine:<6} {time.perf_counter() - begun:6.1f} s")
        same = subprocess.run(["diff", "-r", f"{scratch}/local", f"{scratch}/ray"], capture_output=True).returncode == 0
        print(f"  the same bytes: {'yes' if same else 'NO'}")


MEASURES = {each.__name__: each for each in (ratio, cold, workers, length, knowledge, engines, flat)}


def main() -> None:
    """Print the figures that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", nargs="*", metavar="what", help=", ".join(MEASURES))
    asked.add_argument("--corpus", help="a file of real reports, for `ratio`")
    asked.add_argument("--reports", type=int, help="how many reports")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--to", help="the folder for the plot of `length`")
    options = asked.parse_args()
    if strange := set(options.what) - set(MEASURES):
        asked.error(f"there is no measure {sorted(strange)[0]!r}; they are {', '.join(MEASURES)}")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    machine()
    for name in options.what or [each for each in MEASURES if each != "flat"]:
        print(f"\n{(MEASURES[name].__doc__ or name).splitlines()[0]}")
        MEASURES[name](options)


if __name__ == "__main__":
    main()
