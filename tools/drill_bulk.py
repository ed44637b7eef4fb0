"""Reports go in; out comes whether `bulk code` ends with the same bytes when its workers are killed while they read.

    python tools/drill_bulk.py REPORTS.jsonl --engine local|ray [--kills 3] [--seed 1]

A quiet run by the local engine gives the bytes that are right. Then the engine asked for reads the same reports, and
while it does, one of its workers after the other is killed (SIGKILL), each at a moment of chance. A run that fails is
started again, as its own error says. Exit code 0 when every file is the same.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def start(reports: str, to: Path, engine: str) -> subprocess.Popen[bytes]:
    """`dateline bulk code` with two workers, in a process of its own."""
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "bulk", "code", reports, "--out", str(to)]
    command += ["--engine", engine, "--workers", "2", "--size", "0.02"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def workers(of: int, engine: str) -> list[int]:
    """The processes that read shards just now: children of the job, or Ray's actors."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "cmdline").read_bytes().decode(errors="replace")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if (engine == "ray" and name.startswith("ray::") and "Reader" in name) or (engine == "local" and parent == of):
            found.append(int(folder.name))
    return found


def files(folder: Path) -> dict[str, bytes]:
    """All that a job leaves, by path."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def main() -> int:
    """Exit code 0 when both folders hold the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports")
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as scratch:
        quiet, hurt = Path(scratch) / "quiet", Path(scratch) / "hurt"
        start(asked.reports, quiet, "local").communicate()
        killed = runs = 0
        while runs <= asked.kills:
            runs += 1
            job = start(asked.reports, hurt, asked.engine)
            while job.poll() is None:
                time.sleep(chance.uniform(1, 5))
                at_work = workers(job.pid, asked.engine)
                if killed < asked.kills and at_work and (hurt / "done").exists():
                    os.kill(chance.choice(at_work), signal.SIGKILL)
                    killed += 1
            said = job.communicate()[1].decode(errors="replace").strip().splitlines()
            print(f"run {runs}: exit code {job.returncode}; {said[-1] if said else ''}")
            if job.returncode == 0:
                break
        one, two = files(quiet), files(hurt)
    unlike = sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
    print(f"{killed} workers killed in {runs} runs, {len(one)} files; unlike: {', '.join(unlike[:5]) or 'none'}")
    return 1 if unlike or not one else 0


if __name__ == "__main__":
    raise SystemExit(main())
