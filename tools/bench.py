"""Nothing goes in; out come the times that users feel: help, a cold reading, words a second, 5 MB of text."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "2023-09-13-vostochny.txt"
COMMAND = [sys.executable, "-c", "from dateline.cli import main; main()"]


def timed(what: str, *args: str) -> None:
    """Runs the command line three times and prints the best wall time."""
    best = min(_run([*COMMAND, *args]) for _ in range(3))
    print(f"{what:<28} {best:6.2f} s")


def _run(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def stages(text: str, what: str) -> None:
    """Reads `text` stage by stage and prints where the time goes."""
    from dateline import reader
    from dateline.intake.text import report
    from dateline.model.reading import Reading
    from dateline.stages import STAGES

    kit = reader.load()
    begun = time.perf_counter()
    reading = Reading(report=report(text), made_by=kit.made_by)
    spent = {"intake": time.perf_counter() - begun}
    for stage in STAGES:
        begun = time.perf_counter()
        reading = stage(reading, kit)
        spent[stage.__name__] = time.perf_counter() - begun
    whole = sum(spent.values())
    print(f"\n{what}: {whole:.1f} s, {len(text.split()) / whole:,.0f} words a second, {len(reading.claims)} claims")
    for name, seconds in spent.items():
        print(f"  {name:<14} {seconds:8.2f} s  {100 * seconds / whole:5.1f} %")


def main() -> None:
    """Prints every figure; the text of 5 MB only when `--long` is given, for it takes minutes."""
    timed("dateline --help", "--help")
    timed("dateline read, cold", "read", str(EXAMPLE))
    examples = "\n\n".join(path.read_text("utf-8") for path in sorted(EXAMPLE.parent.glob("*.txt")))
    stages(examples, "the examples as one text")
    if "--long" in sys.argv:
        stages((examples + "\n\n") * (5_000_000 // len(examples)), "5 MB")


if __name__ == "__main__":
    main()
