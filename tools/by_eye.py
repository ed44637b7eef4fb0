"""A list of reports goes in; out come their claims to be judged by eye, and, of the verdicts, the share that is right.

    python tools/by_eye.py show ../shared/corpora/wikinews-2019-2020/data --first 67 --last 72 > sheet.tsv
    python tools/by_eye.py tally sheet.tsv

`show` prints a sheet: a line a claim, its sentence above it as a comment. The reader writes one word into the first
column: right, or the first fault in the order none (no act there at all), type, actor, recipient, status; and why into
the second. A claim is right when all of these are true to the text; what the report leaves out may be missing, what it
says may not. `tally` counts. The lists in `scores/by_eye/` say which reports in which order, and which were open when
the code was written; note there what you open.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from math import sqrt
from pathlib import Path

LISTS = Path(__file__).parent.parent / "scores" / "by_eye"
FAULTS = ("none", "type", "actor", "recipient", "status")
HEAD = ("verdict", "why", "report", "type", "words", "actors", "recipients", "status")


def chosen(name: str, first: int, last: int) -> list[str]:
    """The hashes of the texts from place `first` to `last` of a list."""
    lines = [line for line in (LISTS / f"{name}.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return [row["sha256"] for row in rows if first <= int(row["order"]) <= last]


def texts(folder: Path) -> dict[str, tuple[str, str, date]]:
    """Title, text and day of every report in the CSV files of a folder, by the hash of the text."""
    csv.field_size_limit(10_000_000)
    found = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                key = sha256(row["text"].encode()).hexdigest()[:16]
                found[key] = (row["title"], row["text"], date.fromisoformat(row["date"]))
    return found


def sheet(folder: Path, hashes: list[str]) -> Iterator[str]:
    """The lines of a sheet."""
    import dateline

    known = texts(folder)
    yield "\t".join(HEAD)
    for key in hashes:
        title, text, day = known[key]
        yield f"# {day} {title}"
        reading = dateline.read(text, published=day)
        for claim in reading.claims:
            said = next((s.span.of(text) for s in reading.sentences if s.span.contains(claim.action.span)), "")
            yield f"#   {' '.join(said.split())}"
            actors, recipients = (
                "; ".join(f"{p.text} = {p.name}" if p.name and p.name != p.text else p.text for p in side)
                for side in (claim.actors, claim.recipients)
            )
            cells = ("", "", key, claim.type, claim.action.text, actors, recipients, claim.status)
            yield "\t".join(" ".join(cell.split()) for cell in cells)


def tally(file: Path) -> str:
    """The share that is right, with Wilson's interval, and the faults by kind and by type."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["verdict"]]
    strange = {row["verdict"] for row in rows} - {"right", *FAULTS}
    if strange:
        raise SystemExit(f"no verdict is called {', '.join(sorted(strange))}: write right, {', '.join(FAULTS)}")
    counts = Counter(row["verdict"] for row in rows)
    low, high = wilson(counts["right"], len(rows))
    said = [
        f"{counts['right']} of {len(rows)} right: {counts['right'] / max(len(rows), 1):.0%} ({low:.0%} to {high:.0%})"
    ]
    said += [f"  {fault:10} {counts[fault]}" for fault in FAULTS]
    for kind in sorted({row["type"] for row in rows}):
        mine = [row["verdict"] for row in rows if row["type"] == kind]
        said.append(f"  {kind:10} {mine.count('right')} of {len(mine)}")
    return "\n".join(said)


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 percent interval of a share (Wilson 1927).

    >>> [round(each, 2) for each in wilson(146, 292)]
    [0.44, 0.56]
    """
    if not of:
        return 0.0, 1.0
    share, spread = right / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return middle - reach, middle + reach


def main() -> None:
    """Show a sheet, or count one."""
    parser = argparse.ArgumentParser(description="Claims to be judged by eye, and the share that is right.")
    parser.add_argument("what", choices=("show", "tally"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--list", default="political")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=1000)
    asked = parser.parse_args()
    if asked.what == "tally":
        print(tally(asked.path))
        return
    for line in sheet(asked.path, chosen(asked.list, asked.first, asked.last)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
