"""`dateline series` as a user types it, over a record of made reports."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.errors import BadInput, BadQuestion, DatelineError
from dateline.intake import text as plain
from dateline.reader import load, read
from dateline.record import Record

TEXTS = (
    ("Coast Herald", date(2024, 5, 7), "Ethiopia bombed a camp in Eritrea on Monday, the Eritrean army said."),
    ("Hill Post", date(2024, 5, 8), "Eritrea accused Ethiopia of smuggling arms on Wednesday."),
    ("Hill Post", date(2024, 7, 3), "Kenya will hold talks with Uganda next week, the ministry said."),
)


def run(*words: str) -> Result:
    done = CliRunner().invoke(app(), ["series", *words])
    if isinstance(done.exception, DatelineError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("series") / "record.db")
    with Record(path) as record:
        for outlet, day, words in TEXTS:
            record.add(read(replace(plain.report(words, day), publisher=outlet), load()))
    return path


def test_a_dyad_by_month_beside_what_was_read(record: str) -> None:
    shown = run("Ethiopia", "ERI", "--by", "month", "--record", record).stdout
    assert "by month, as of" in shown
    assert "the record as of" in shown
    assert [line.split()[:3] for line in shown.splitlines() if line.strip().startswith("2024-05")] == [
        ["2024-05", "2", "2"]
    ]
    assert "of events: events told as done or under way, each once, per 100 reports read" in shown
    assert "too few for a forecast" in shown


def test_a_long_silence_is_one_line_with_its_denominator(record: str) -> None:
    shown = run("ETH", "ERI", "--record", record).stdout
    assert "2024-W20 to 2024-W27: 8 weeks, 1 report read, none of them on it" in shown


def test_directed_and_narrowed(record: str) -> None:
    both, one = (json.loads(run("ETH", "ERI", *more, "--format", "json", "--record", record).stdout)
                 for more in ([], ["--directed"]))  # fmt: skip
    assert sum(row["claims"] for row in one["rows"]) < sum(row["claims"] for row in both["rows"])
    hill = json.loads(run("ETH", "--outlet", "hill post", "--format", "json", "--record", record).stdout)
    assert sum(row["read"] for row in hill["rows"]) == 2
    sure = run("ETH", "--sure", "1", "--format", "json", "--record", record).stdout
    assert any("reach 1" in note for note in json.loads(sure)["notes"])


def test_for_programs(record: str) -> None:
    found = json.loads(run("ETH", "ERI", "--of", "score", "--format", "json", "--record", record).stdout)
    schema = CliRunner().invoke(app(), ["schema", "--of", "series"]).stdout
    jsonschema.validate(found, json.loads(schema))
    table = list(csv.DictReader(run("ETH", "ERI", "--format", "csv", "--record", record).stdout.splitlines()))
    assert [row["period"] for row in table] == [row["period"] for row in found["rows"]]
    assert table[0]["read"] == "2"


def test_as_the_record_stood(record: str) -> None:
    shown = run("ETH", "--as-of", "2001-01-01", "--record", record).stdout
    assert "0 reports read; no claim in them tells of it" in shown


def test_nobody_by_that_name(record: str) -> None:
    assert "3 reports read; no claim in them tells of it" in run("Atlantis Bureau", "--record", record).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("RUS", "PRK", "KOR"), "one party or of two"),
        (("RUS", "--by", "day"), "week, month"),
        (("RUS", "--of", "joy"), "--of is one of events"),
        (("RUS", "--format", "xml"), "text, json, csv"),
        (("RUS", "--dated", "never"), "told, occurred"),
        (("RUS", "--ask", "outlet:Reuters"), "--outlet"),
        (("RUS", "--outlet", "Nobody's Gazette"), "holds no report of Nobody's Gazette"),
    ],
)
def test_what_is_wrong_is_said(record: str, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        run(*words, "--record", record)


def test_a_question_that_is_none(record: str) -> None:
    with pytest.raises(BadQuestion, match="no field"):
        run("RUS", "--ask", "colour:red", "--record", record)
