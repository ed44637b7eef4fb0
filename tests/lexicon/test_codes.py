"""The tables of other codings: complete, single, and at one with the knowledge base of actors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.errors import BadLexicon
from dateline.lexicon import actors, codes
from dateline.lexicon.actors.sources import SECTORS


def test_countries_have_each_code_once() -> None:
    countries = list(codes.load().countries.values())
    assert len(countries) == 250
    for name, shape in (("alpha2", r"[A-Z]{2}"), ("numeric", r"\d{3}"), ("cameo", r"[A-Z]{3}"), ("fips", r"[A-Z]{2}"),
                        ("cow", r"\d{1,3}")):  # fmt: skip
        found = [getattr(each, name) for each in countries if getattr(each, name)]
        assert len(set(found)) == len(found), name
        assert all(re.fullmatch(shape, each) for each in found), name


@pytest.mark.parametrize(
    ("alpha3", "cameo", "fips", "cow", "numeric"),
    [
        ("RUS", "RUS", "RS", "365", "643"),
        ("PRK", "PRK", "KN", "731", "408"),
        ("KOR", "KOR", "KS", "732", "410"),
        ("CHN", "CHN", "CH", "710", "156"),
        ("ROU", "ROM", "RO", "360", "642"),
        ("TLS", "TMP", "TT", "860", "626"),
    ],
)
def test_codes_that_bite(alpha3: str, cameo: str, fips: str, cow: str, numeric: str) -> None:
    country = codes.load().countries[alpha3]
    assert (country.cameo, country.fips, country.cow, country.numeric) == (cameo, fips, cow, numeric)


def test_countries_are_those_of_the_actors() -> None:
    known = actors.load()
    for country in codes.load().countries.values():
        entity = known.entity(f"iso:{country.alpha3}")
        if entity is not None:
            external = dict(entity.external)
            assert external.get("iso2", country.alpha2) == country.alpha2
            assert external.get("fips", country.fips) == country.fips


def test_every_sector_of_plover_has_a_row() -> None:
    sectors = codes.load().sectors
    assert set(sectors) == SECTORS
    assert (sectors["MED"].cameo, sectors["JRN"].cameo) == ("HLH", "MED"), "PLOVER's MED is medicine, CAMEO's the media"


def test_groups_are_entities_and_their_codes_end_alike() -> None:
    known = actors.load()
    for group in codes.load().groups.values():
        assert known.entity(group.entity) is not None, group.entity
        assert group.actor.endswith(group.group)


def test_a_bad_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "countries.tsv").write_text("# a comment\nalpha3\tname\nKEN\tKenya\n")
    monkeypatch.setattr(codes, "files", lambda package: tmp_path)
    codes.load.cache_clear()
    try:
        with pytest.raises(BadLexicon, match=r"countries\.tsv:3"):
            codes.load()
    finally:
        codes.load.cache_clear()
