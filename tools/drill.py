"""A pile of reports goes in; out comes whether a coder that is killed again and again ends where a quiet one does.

    python tools/drill.py PILE [--kills 50] [--seed 1]

`dateline code` is started on a record and killed (SIGKILL) at a random moment, as often as asked; then it runs to its
end. Its record must hold the same claims of the same reports as that of a run that nobody disturbed, and no fault.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.record import Record


def coder(pile: str, record: Path) -> subprocess.Popen[bytes]:
    """A coder at work in a process of its own."""
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "code", pile, "--record", str(record)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def content(path: Path) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """What a record holds: claims with their reports, rejects, and what is wrong with it."""
    with Record(path) as record:
        claims = sorted((entry.claim.id, entry.report.id) for entry in record.entries())
        return claims, sorted(reject.locator for reject in record.rejects()), record.check()


def main() -> int:
    """Exit code 0 when the records agree, else 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pile")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        quiet, killed = Path(folder) / "quiet.db", Path(folder) / "killed.db"
        began = time.monotonic()
        coder(asked.pile, quiet).wait()
        whole = time.monotonic() - began
        ended = 0
        for _ in range(asked.kills):
            process = coder(asked.pile, killed)
            try:
                # Most of a run's first seconds load the model: kill within them too, and anywhere after.
                process.wait(chance.uniform(0, max(8.0, whole / 10)))
                ended += 1
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        coder(asked.pile, killed).wait()
        one, two = content(quiet), content(killed)
    print(f"{asked.kills} starts, {asked.kills - ended} killed; quiet: {len(one[0])} claims, {len(one[1])} rejects")
    print(f"killed: {len(two[0])} claims, {len(two[1])} rejects, faults: {two[2] or 'none'}")
    print("equal" if one == two and not two[2] else "DIFFERENT")
    return 0 if one == two and not two[2] else 1


if __name__ == "__main__":
    raise SystemExit(main())
