"""A user's own actors: read from three formats, refused with a sentence, merged at load, taken back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadInput, BadLexicon
from dateline.lexicon import actors
from dateline.lexicon.actors import additions, sources
from dateline.lexicon.actors import compile as compiler

KINDS = sources.offices(compiler.DATA / "offices.toml")
ISO2 = {"KE": "KEN", "NO": "NOR"}


def add(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    kept, _ = additions.add(tmp_path / name, tmp_path / "kept", KINDS, ISO2)
    return kept


def test_csv_with_offices(tmp_path: Path) -> None:
    add(
        tmp_path,
        "own.csv",
        "name,country,office,from,to,aliases\n"
        "Wanjiru Testperson,KE,mayor,2019,2022,W. Testperson|Wanjiru T.\n"
        "Wanjiru Testperson,KE,speaker of parliament,2023-02-01,,\n",
    )
    known = actors.load(tmp_path / "kept")
    then, now = (known.find("Testperson", date(year, 6, 1))[0] for year in (2020, 2024))
    assert then.office is not None
    assert (then.office.title, then.country) == ("mayor", "KEN")
    assert now.office is not None
    assert now.office.title == "speaker of parliament"
    assert known.find("Wanjiru T.")[0].entity is now.entity
    assert known.holder("speaker", "KEN", date(2024, 1, 1))[0].entity is now.entity


def test_override_and_take_back(tmp_path: Path) -> None:
    kept = add(tmp_path, "own.csv", "id,name,kind,country,sectors\norg:nato,NATO,organisation,NO,NGO\n")
    assert actors.load(tmp_path / "kept").find("NATO")[0].country == "NOR"
    assert actors.load(tmp_path / "kept").find("North Atlantic Alliance")[0].sectors == ("NGO",)
    kept.unlink()
    assert actors.load(tmp_path / "kept").find("NATO")[0].country is None


def test_follow_the_money(tmp_path: Path) -> None:
    entities = [
        {"id": "Q1", "schema": "Person", 
         "properties": {"name": ["Sverre Prøve"], "country": ["no"], "topics": ["gov"]}},
        {"id": "p1", "schema": "Position", 
         "properties": {"name": ["Minister of Finance of Norway"], "country": ["no"]}},
        {"id": "o1", "schema": "Occupancy",
         "properties": {"holder": ["Q1"], "post": ["p1"], "startDate": ["2020-01-05"], "endDate": ["2021"]}},
        {"id": "v1", "schema": "Vessel", "properties": {"name": ["A Ship"]}},
    ]  # fmt: skip
    add(tmp_path, "own.ftm.json", "\n".join(json.dumps(each) for each in entities))
    hit = actors.load(tmp_path / "kept").find("Prove", date(2020, 6, 1))[0]
    assert hit.entity.id == "opensanctions:Q1"
    assert ("wikidata", "Q1") in hit.entity.external
    assert hit.office is not None
    assert (hit.office.title, hit.office.end) == ("finance minister", date(2021, 12, 31))


def test_open_sanctions_table(tmp_path: Path) -> None:
    add(
        tmp_path, "targets.csv", "id,schema,name,aliases,countries\nNK-1,Company,Prøve Shipping AS,Prove Lines;PSA,no\n"
    )
    hit = actors.load(tmp_path / "kept").find("Prove Lines")[0]
    assert (hit.entity.name, hit.country, hit.entity.kind) == ("Prøve Shipping AS", "NOR", "organisation")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title,country\nx,KE\n", "no column `name`"),
        ("name,colour\nx,red\n", "`colour`"),
        ("name,country\nTest Person,Kenia\n", "line 2: 'Kenia' is not a country"),
        ("name,from,office\nTest Person,yesterday,mayor\n", "line 2: 'yesterday' is not a date"),
        ("name,sectors\nTest Person,XYZ\n", "line 2: XYZ: no such sector"),
        ("name,kind\nTest Person,wizard\n", "line 2: 'wizard' is not a kind"),
        ("name,wikidata\nTest Person,12\n", "line 2: '12' is not a Wikidata id"),
        ("name\n", "names no actor"),
        ('{"id": "x"}', "needs id, schema and properties"),
        ('{"id": ', "line 1 is not a JSON object"),
    ],
)
def test_refused_with_a_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(BadLexicon, match=why):
        add(tmp_path, "own.csv", text)
    assert not list((tmp_path / "kept").glob("*"))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        additions.read(tmp_path / "nothing.csv", KINDS, ISO2)


def test_damaged_addition_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadLexicon, match="damaged"):
        actors.load(tmp_path)
