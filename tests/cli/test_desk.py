"""`dateline desk` and `dateline serve`: who may come is said by commands; what must not be is refused in a sentence."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import cli
from dateline.errors import BadInput, BadRecord
from dateline.record import Record
from dateline.web.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty record."""
    Record(tmp_path / "news.db").close()
    return tmp_path / "news.db"


def run(*words: str, typed: str = "") -> str:
    result = CliRunner().invoke(cli.app(), list(words), input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_people_and_programs_are_let_in_listed_and_dismissed(path: Path) -> None:
    record = ("--record", str(path))
    typed = "a long password\na long password\n"
    assert "ana may review" in run("desk", "admit", "ana", "--role", "review", *record, typed=typed)
    token = run("desk", "admit", "robot", "--role", "read", "--token", *record).splitlines()[-1]
    with Record.open(path) as kept:
        store = Store.beside(kept)
        holder = store.holder(token)
        assert holder is not None
        assert (holder.name, holder.role) == ("robot", "read")
        assert token not in "".join(str(each) for each in store.members())
        store.close()
    assert [line.split()[0] for line in run("desk", "people", *record).splitlines()] == ["ana", "robot"]
    run("desk", "dismiss", "robot", *record)
    assert "robot" not in run("desk", "people", *record)
    with pytest.raises(BadInput, match="nobody is called"):
        run("desk", "dismiss", "robot", *record)
    assert "dismiss" in run("desk", "audit", *record)


def test_short_passwords_and_other_roles_are_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="10 characters at least"):
        run("desk", "admit", "ana", "--role", "read", "--record", str(path), typed="short\nshort\n")
    with pytest.raises(BadInput, match="there is no role 'boss'"):
        run("desk", "admit", "ana", "--role", "boss", "--record", str(path))


def test_an_audit_log_that_was_tampered_with_is_told(path: Path) -> None:
    run("desk", "admit", "robot", "--role", "read", "--token", "--record", str(path))
    with Record.open(path) as kept:
        store = Store.beside(kept)
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE audit SET by = 'nobody'")
        store.close()
    with pytest.raises(BadRecord, match="does not follow"):
        run("desk", "audit", "--record", str(path))


def test_the_desk_answers_where_it_says_and_stops_when_told(path: Path) -> None:
    code = "from dateline.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", code, "serve", "--record", str(path), "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        try:
            assert desk.stdout is not None
            said = desk.stdout.readline()
            address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
            assert "only this machine reaches it" in said
            with urllib.request.urlopen(address, timeout=60) as answer:
                assert b"The record is empty" in answer.read()
        finally:
            desk.send_signal(signal.SIGINT)
            desk.wait(30)
    assert path.with_suffix(".desk.db").stat().st_mode & 0o077 == 0
