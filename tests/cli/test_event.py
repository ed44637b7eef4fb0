"""`dateline event` and `dateline timeline` as a user types them, over a record of the made reports of one meeting."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.errors import BadInput, DatelineError
from dateline.intake import text as plain
from dateline.reader import load, read
from dateline.record import Record

MEETING = Path(__file__).parents[2] / "cases" / "link" / "events" / "meeting.toml"


def run(*words: str) -> Result:
    done = CliRunner().invoke(app(), list(words))
    if isinstance(done.exception, DatelineError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("event") / "record.db")
    with Record(path) as record:
        for each in tomllib.loads(MEETING.read_text("utf-8"))["report"]:
            report = replace(plain.report(each["text"].strip(), each["published"]), publisher=each["publisher"])
            record.add(read(report, load()))
    return path


def met(record: str) -> str:
    with Record(record) as kept:
        return next(each.id for each in kept.claims() if each.action.text == "met")


def test_an_event_shows_its_stages_and_where_reports_differ(record: str) -> None:
    shown = run("event", met(record), "--record", record).stdout
    assert "Hakan Fidan, Sameh Shoukry → met [CONSULT] · Ankara · done" in shown
    assert "told by 4 outlets of 4 origins in 4 reports, first 2024-03-04" in shown
    assert "ahead      2024-03-04" in shown
    assert "done       2024-03-07" in shown
    assert "reports differ on where:" in shown
    assert "Istanbul" in shown
    assert "Cairo Evening Post 2024-03-08" in shown
    assert shown.count("· claim ") == 5
    assert "\n  type                 CONSULT (" in shown


def test_an_event_as_json_and_by_its_own_id(record: str) -> None:
    event = json.loads(run("event", met(record), "--format", "json", "--record", record).stdout)
    again = json.loads(run("event", event["id"], "--format", "json", "--record", record).stdout)
    assert event == again
    assert len(event["claims"]) == 5
    jsonschema.validate(event, json.loads(run("schema", "--of", "event").stdout))


def test_a_timeline_has_each_event_once(record: str) -> None:
    lines = run("timeline", "--record", record).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2023", "2024-03-07"]
    assert "4 outlets of 4 origins in 4 reports; reports differ on where" in lines[1]
    assert run("timeline", "--told", "2", "--record", record).stdout.splitlines() == lines[1:]
    (row,) = run("timeline", "did:CONSULT", "--format", "jsonl", "--record", record).stdout.splitlines()
    assert json.loads(row)["outlets"] == 4  # the whole event, of which three outlets tell as CONSULT


def test_what_is_not_there(record: str) -> None:
    with pytest.raises(BadInput, match="holds no claim 'x'"):
        run("event", "x", "--record", record)
    with Record(record) as kept:
        number = kept.judge(met(record), "reject", by="a reader")
        with pytest.raises(BadInput, match="was rejected"):
            run("event", met(record), "--record", record)
        kept.undo(number, by="a reader")
    with pytest.raises(BadInput, match="no format 'xml'"):
        run("event", "x", "--format", "xml", "--record", record)
    assert "no claim fits" in run("timeline", "who:PRK", "--record", record).output
