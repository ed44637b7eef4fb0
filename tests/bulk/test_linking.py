"""Linking and loading: what the shards hold gives the same events and the same record as reading it in one go."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dateline import coder, reader
from dateline.bulk import linking
from dateline.bulk.job import Job, begin
from dateline.bulk.loading import load
from dateline.bulk.tables import readings
from dateline.cli import app
from dateline.link import link
from dateline.model.codec import from_json
from dateline.model.entry import entries
from dateline.model.judgement import Event
from dateline.record import Record
from dateline.taggers import spacy

STORY = (
    "Mombasa, Kenya — President William Ruto signed a treaty on fishing with President Samia Suluhu Hassan of Tanzania "
    "in Mombasa on Monday. Fishermen from the coast had asked for it since the floods of the spring, said the minister."
)
RETOLD = "On Monday President William Ruto of Kenya signed a treaty with Tanzania in Mombasa, a newspaper there wrote."
OTHER = "Japan expelled two Russian diplomats on Thursday, and Moscow condemned the expulsion as an unfriendly step."


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Six reports in three shards or more: a story, its copy, two that retell it, another story, one of no day."""
    folder = tmp_path_factory.mktemp("bulk")
    rows = [
        {"title": "Treaty signed", "text": STORY, "published": "2024-03-04", "publisher": "Post"},
        {
            "title": "Treaty",
            "text": f"{STORY} The fleets will be counted.",
            "published": "2024-03-05",
            "publisher": "Sun",
        },
        {"title": "Kenya signs", "text": RETOLD, "published": "2024-03-06", "publisher": "Mail"},
        {"title": "Kenya signed", "text": f"{RETOLD} So it said.", "published": "2024-03-12", "publisher": "Star"},
        {"title": "Japan", "text": OTHER, "published": "2024-05-10", "publisher": "Post"},
        {"title": "Undated", "text": f"In brief. {OTHER}", "publisher": "Sun"},
        {"title": "Treaty signed", "text": STORY, "published": "2024-03-04", "publisher": "Post"},
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"text":\n')
    job = begin([str(folder / "in.jsonl")], str(folder / "out"), model=spacy.DEFAULT, size=400)
    assert len(job.plan.shards) > 2
    for number in job.open():
        job.read(number, lambda ordinal: None)
    return job


def table(job: Job, name: str, columns: str) -> list[tuple[object, ...]]:
    sql = f"SELECT {columns} FROM read_parquet(?)"
    found: list[tuple[object, ...]] = duckdb.execute(sql, [job.folder / f"linked/{name}.parquet"]).fetchall()
    return found


def events(job: Job) -> set[tuple[str, ...]]:
    found = (from_json(Event, json.loads(str(row[0]))) for row in table(job, "events", "event"))
    return {tuple(sorted(each.claims)) for each in found}


def test_one_stretch_gives_the_events_that_linking_in_one_go_gives(job: Job) -> None:
    found = linking.link(job, days=1000)
    assert (found.reports, found.doubles, found.again) == (6, 1, True)
    every = [
        entry
        for path in sorted(Path(job.folder.path).glob("reports/*.parquet"))
        for _, _, reading in readings(path)
        if reading.report.published.state == "known"
        for entry in entries(reading, linking._NEVER)
    ]
    assert {tuple(sorted(each.claims)) for each in link(every)} <= events(job)
    assert found.shared >= 1
    copied = {(row[0], row[2]) for row in table(job, "copies", 'report, "of", extent')}
    assert "copy" in {extent for _, extent in copied}
    assert {row[0] for row in table(job, "origins", "report")} == {row[0] for row in table(job, "members", "report")}
    assert not linking.link(job, days=1000).again


def test_stretches_of_a_day_find_the_same_story_and_forget_what_is_past(job: Job) -> None:
    found = linking.link(job, days=1)
    assert found.again
    members = table(job, "members", "event, claim, report")
    assert len({claim for _, claim, _ in members}) == len(members)
    told: dict[object, set[object]] = {}
    for event, _, report in members:
        told.setdefault(event, set()).add(report)
    assert max(map(len, told.values())) >= 3


def test_a_folder_loads_as_its_inputs_would_be_coded(job: Job, tmp_path: Path) -> None:
    with Record(tmp_path / "loaded.db") as loaded, Record(tmp_path / "coded.db") as coded:
        done = list(load(job, loaded))
        assert (sum(each.taken for each in done), sum(each.rejected for each in done)) == (6, 1)
        assert sum(each.same for each in done) == 1
        assert all(each.skipped for each in load(job, loaded))
        list(coder.code(list(job.plan.sources), coded, reader.load))
        assert list(loaded.claims()) == list(coded.claims())
        assert [each.id for each in loaded.reports()] == [each.id for each in coded.reports()]
        assert [each.stage for each in loaded.rejects()] == [each.stage for each in coded.rejects()]
        assert loaded.check() == []


def test_the_commands(job: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from typer.testing import CliRunner

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app(), list(words))
        return result.exit_code, result.output

    folder = job.folder.name
    code = run("bulk", "code", *job.plan.sources, "--out", folder, "--size", str(400 / (1 << 20)))
    assert code[0] == 0
    assert "7 reports with" in code[1]
    assert "1 rejected" in code[1]
    assert run("bulk", "check", folder)[0] == 0
    assert "6 reports of" in run("bulk", "link", folder)[1]
    assert "6 reports taken in" in run("record", "load", folder, "--record", str(tmp_path / "r.db"))[1]
