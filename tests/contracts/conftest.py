"""A throw-away PostgreSQL for the contract of the record: a cluster in a temporary folder, on a socket only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=60", "listen_addresses=", "shared_buffers=32MB")


def _binaries() -> Path | None:
    """Where initdb and postgres are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Empties the database at each call and gives its url; skips where PostgreSQL is not installed."""
    psycopg = pytest.importorskip("psycopg")
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # A socket's path may have no more than 107 characters, and pytest's folders are long; memory is quicker than disk.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir=memory))
    # The server refuses to run as root.
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)
    data, log = folder / "data", folder / "log"
    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"]
    options = [part for option in _OPTIONS for part in ("-c", option)]
    try:
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, user=user)
        with log.open("ab") as out:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", folder, *options],
                stdout=out,
                stderr=out,
                cwd=folder,
                user=user,
            )
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here: {error}")

    def make() -> str:
        with psycopg.connect(host=str(folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return f"postgresql://postgres@/postgres?host={folder}"

    try:
        for _ in range(600):
            try:
                make()
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        else:
            pytest.skip(f"PostgreSQL does not answer: {log.read_text('utf-8', 'replace')[-500:]}")
        yield make
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)
