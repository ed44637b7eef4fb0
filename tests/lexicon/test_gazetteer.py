"""The gazetteer: names in all their spellings, ranks, kinds, what the tables must not do, and that it loads at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import BadLexicon
from dateline.lexicon import gazetteer
from dateline.lexicon.gazetteer import compile as compiling
from dateline.lexicon.gazetteer.binary import MappedGazetteer, Named, digest_of, every_key, precision_of, write
from dateline.model.gazetteer import Gazetteer, GazetteerEntry


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer.load()


def entry(name: str, **changed: object) -> GazetteerEntry:
    values: dict[str, object] = {
        "id": f"dateline:{name.lower()}", "name": name, "country": "XYZ", "admin1": None, "lat": 1.5, "lon": -2.25,
        "population": 0, "feature": "P.PPL", "precision": "city",
    }  # fmt: skip
    return GazetteerEntry(**(values | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Kyiv", "UKR", "city"),
        ("Kiev", "UKR", "city"),
        ("São Paulo", "BRA", "city"),
        ("Sao Paulo", "BRA", "city"),
        ("SANA’A", "YEM", "city"),
        ("Saint Petersburg", "RUS", "city"),
        ("United States", "USA", "country"),
        ("U.S.", "USA", "country"),
        ("Burma", "MMR", "country"),
        ("Licking County", "USA", "district"),
        ("Oxfordshire", "GBR", "district"),
        ("Helmand", "AFG", "province"),
        ("Xinjiang", "CHN", "province"),
        ("Vostochny Cosmodrome", "RUS", "site"),
        ("Punggye-ri", "PRK", "site"),
        ("Incirlik air base", "TUR", "site"),
        ("Rafah crossing", "PSE", "site"),
        ("Suez Canal", "EGY", "site"),
        ("Strait of Hormuz", None, "sea"),
        ("Donbas", "UKR", "region"),
        ("Sahel", None, "region"),
        ("Golan Heights", "SYR", "region"),
    ],
)
def test_the_best_known_bearer_of_a_name(known: Gazetteer, name: str, country: str | None, precision: str) -> None:
    ranked = [each for each in known.find(name) if each.feature != "A.ADM1" or precision == "province"]
    assert (ranked[0].country, ranked[0].precision) == (country, precision)


def test_towns_of_one_name_come_by_size(known: Gazetteer) -> None:
    paris = [bearer.entry for bearer in known.bearers("Paris") if bearer.main]
    assert [(each.country, each.admin1) for each in paris[:2]] == [("FRA", "Ile-de-France"), ("USA", "Texas")]
    assert [each.population for each in paris] == sorted((each.population for each in paris), reverse=True)


def test_states_as_newspapers_shorten_them(known: Gazetteer) -> None:
    assert [each.name for each in known.abbreviated("Ala.")] == ["Alabama"]
    assert [each.name for each in known.abbreviated("W.Va.")] == ["West Virginia"]
    assert not known.abbreviated("Ala Moana")


def test_demonyms_name_countries_and_regions(known: Gazetteer) -> None:
    assert [each.country for each in known.demonym("Congolese")] == ["COD"]
    assert [each.name for each in known.demonym("South Ossetians")] == ["South Ossetia"]
    assert not known.find("Congolese")


def test_what_nobody_bears(known: Gazetteer) -> None:
    for name in ("", " ", "Nowhereville-on-Sea", "\ud800", "x" * 10_000):
        assert list(known.find(name)) == []


def test_it_opens_in_no_time_and_takes_no_memory() -> None:
    gazetteer.load()
    script = (
        "import resource, time; from dateline.lexicon import gazetteer; import zlib, mmap\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; start = time.perf_counter()\n"
        "gazetteer.load().find('Goma')\n"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    took, kilobytes = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(took) < 0.3
    assert int(kilobytes) < 60_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_reads_on(known: Gazetteer) -> None:
    before = list(known.find("Geneva"))
    child = os.fork()
    if child == 0:
        os._exit(0 if list(known.find("Geneva")) == before and list(known.find("Lagos")) else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    places = [
        Named(entry("Avila"), every_key([("Avila", True), ("Ávila", True)]), 4.0),
        Named(entry("Old Avila", id="geonames:77"), every_key([("Old Avila", True), ("Avila", False)]), 4.5),
        Named(entry("Sea", country=None, feature="H.SEA", precision="sea", lat=-90.0, lon=180.0), {"sea": True}, 6.0),
    ]
    one, two = tmp_path / "one.bin", tmp_path / "two.bin"
    write(one, places, b"d" * 32)
    write(two, places, b"d" * 32)
    assert one.read_bytes() == two.read_bytes()
    assert digest_of(one) == b"d" * 32
    mapped = MappedGazetteer(one)
    assert [(bearer.entry.name, bearer.main) for bearer in mapped.bearers("ÁVILA")] == [
        ("Avila", True),
        ("Old Avila", False),
    ]
    assert mapped.find("Old Avila")[0].id == "geonames:77"
    assert mapped.find("sea")[0] == places[2].entry


def test_a_file_that_is_none_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "junk.bin").write_bytes(b"not a gazetteer")
    assert digest_of(tmp_path / "junk.bin") is None
    assert digest_of(tmp_path / "absent.bin") is None


@pytest.mark.parametrize("table", compiling.TABLES)
def test_every_row_fits_its_table(table: str) -> None:
    found = list(compiling.rows(table))
    assert found
    for row in found:
        for axis, most in (("lat", 90), ("lon", 180)):
            if row.get(axis):
                assert abs(float(row[axis])) <= most, row


def test_a_row_that_does_not_fit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sites.tsv").write_text("name\taliases\nA base\n", encoding="utf-8")
    monkeypatch.setattr(compiling, "HERE", tmp_path)
    with pytest.raises(BadLexicon, match=r"sites\.tsv"):
        list(compiling.rows("sites"))


def test_features_of_our_tables_have_a_precision() -> None:
    assert {precision_of(row["feature"]) for row in compiling.rows("sites")} <= {"site", "city", "region"}
    assert precision_of("H.STRT") == "sea"
    assert precision_of("H.STM") == "region"
