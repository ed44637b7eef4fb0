"""The tables of bare events (GDELT, ICEWS, POLECAT, ACLED, PLOVER): columns, codes, days, and what stays out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.export import Left, _gdelt, acled, gdelt1, gdelt2, icews, phoenix, plover, polecat
from dateline.lexicon import codes
from dateline.model.act import Quantity
from dateline.model.entry import Entry, entries
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

Make = Callable[..., Entry]
WHEN = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
RUSSIA = Party(Span(0, 6), "Moscow", "iso:RUS", "Russia", "government", "RUS", ("GOV",))
ROMANIA = Party(Span(0, 7), "Romania", "iso:ROU", "Romania", "government", "ROU", ("GOV",))
NATO = Party(Span(0, 4), "NATO", "org:nato", "NATO", "organisation", None, ("IGO", "MIL"))
ARMY = Party(Span(34, 42), "the army", None, None, "military", "COD", ("MIL",))
FARMERS = Party(Span(0, 7), "farmers", None, None, "population", "COD", ("AGR",))
EVENTS1 = _gdelt.columns(adm2=False)
EVENTS2 = _gdelt.columns(adm2=True)


def rows(module: object, to: Path, given: list[Entry], columns: tuple[str, ...] | None) -> list[dict[str, str]]:
    """What the format wrote, by column, read with the strictest reader: no quoting, the same cells in every line."""
    left: list[Left] = []
    count = module.save(given, to, left.append)  # type: ignore[attr-defined]
    with to.open(encoding="utf-8", newline="") as lines:
        found = [line.rstrip("\n").split("\t") for line in lines]
    head = columns or tuple(found.pop(0))
    assert {len(cells) for cells in found} <= {len(head)}
    assert len(found) == count
    return [dict(zip(head, cells, strict=True)) for cells in found]


def why(module: object, to: Path, given: Entry) -> list[tuple[str | None, str]]:
    """What was left of one claim."""
    left: list[Left] = []
    module.save([given], to, left.append)  # type: ignore[attr-defined]
    return [(each.field, each.why) for each in left]


@pytest.fixture
def gdelt(tmp_path: Path) -> Callable[..., list[dict[str, str]]]:
    return lambda *given: rows(gdelt2, tmp_path / "x.export.CSV", list(given), EVENTS2)


def test_gdelt_has_gdelts_columns() -> None:
    assert (len(EVENTS1), len(EVENTS2), len(_gdelt.MENTION)) == (58, 61, 16)
    assert EVENTS1[:5] == ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    assert EVENTS1[25:35] == (
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
        "NumSources", "NumArticles", "AvgTone",
    )  # fmt: skip
    assert [each for each in EVENTS2 if each not in EVENTS1] == [
        "Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code",
    ]  # fmt: skip
    assert EVENTS2[EVENTS2.index("ActionGeo_ADM2Code") - 1] == "ActionGeo_ADM1Code"
    assert EVENTS2[-2:] == ("DATEADDED", "SOURCEURL")


def test_gdelt_row_by_row(entry: Make, goma: Place, gdelt: Callable[..., list[dict[str, str]]]) -> None:
    (row,) = gdelt(entry(cameo="1382", where=goma, url="https://meridian.example/1"))
    assert row["SQLDATE"] == "20240304"
    assert row["MonthYear"] == "202403"
    assert row["FractionDate"] == str(round(2024 + (3 * 30 + 4) / 365, 4))
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1CountryCode"]) == ("KENGOV", "KENYA", "KEN")
    assert (row["Actor2Code"], row["Actor2Type1Code"], row["Actor2Type2Code"]) == ("NORGOV", "GOV", "")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("1382", "138", "13")
    assert (row["QuadClass"], row["GoldsteinScale"], row["IsRootEvent"]) == ("3", "-7.0", "1")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("4", "CG"), "FIPS 10-4, not ISO"
    assert row["ActionGeo_FullName"] == "Goma, Nord Kivu, Democratic Republic of the Congo"
    assert (row["ActionGeo_Lat"], row["ActionGeo_FeatureID"]) == ("-1.67", "")
    assert (row["DATEADDED"], row["SOURCEURL"]) == ("20240501123000", "https://meridian.example/1")


def test_gdelt_1_says_only_the_day_it_was_added(entry: Make, tmp_path: Path) -> None:
    (row,) = rows(gdelt1, tmp_path / "x.CSV", [entry()], EVENTS1)
    assert row["DATEADDED"] == "20240501"


def test_actors_wear_cameos_letters_and_places_fips(entry: Make, gdelt: Callable[..., list[dict[str, str]]]) -> None:
    seoul = Place(name="South Korea", text="South Korea", country="KOR", precision="country", role="location")
    (row,) = gdelt(entry(actors=(ROMANIA,), recipients=(NATO,), where=seoul))
    assert row["Actor1CountryCode"] == "ROM"
    assert (row["Actor2Code"], row["Actor2KnownGroupCode"], row["Actor2CountryCode"]) == ("IGOWSTNAT", "NAT", "")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_ADM1Code"]) == ("1", "KS", "KS")


def test_american_places_have_types_of_their_own(entry: Make, gdelt: Callable[..., list[dict[str, str]]]) -> None:
    austin = Place(name="Austin", country="USA", admin1="Texas", precision="city", lat=30.3, lon=-97.7)
    texas = Place(name="Texas", country="USA", admin1="Texas", precision="province")
    city, state = gdelt(entry(where=austin), entry(id="1" * 16, where=texas))
    assert (city["ActionGeo_Type"], city["ActionGeo_ADM1Code"]) == ("3", "USTX")
    assert (state["ActionGeo_Type"], state["ActionGeo_FullName"]) == ("2", "Texas, United States")


def test_a_sea_has_no_type_and_that_is_told(entry: Make, tmp_path: Path) -> None:
    sea = Place(name="Black Sea", text="Black Sea", precision="sea", lat=43.0, lon=34.0)
    assert why(gdelt2, tmp_path / "x", entry(where=sea)) == [
        ("where", "a sea or region, for which there is no Geo_Type")
    ]


def test_a_row_for_each_pair(entry: Make, gdelt: Callable[..., list[dict[str, str]]]) -> None:
    one = entry()
    kenya, norway = one.claim.actors[0], one.claim.recipients[0]
    both = entry(actors=(kenya, RUSSIA), recipients=(norway, NATO))
    assert len({row["GLOBALEVENTID"] for row in gdelt(both)}) == 4
    met = entry(type="CONSULT", cameo="040", quad=1, actors=(kenya, norway, RUSSIA), recipients=())
    pairs = [(row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in gdelt(met)]
    assert pairs == [("KEN", "NOR"), ("KEN", "RUS"), ("NOR", "RUS")]
    alone = entry(type="MOBILIZE", cameo="154", quad=4, recipients=())
    assert [row["Actor2Code"] for row in gdelt(alone)] == [""]
    twice = entry(actors=(kenya, replace(kenya, text="it", how="pronoun")))
    assert len(gdelt(twice)) == 1


def test_ids_stay_and_fit_into_a_float(entry: Make, gdelt: Callable[..., list[dict[str, str]]]) -> None:
    first, again = gdelt(entry())[0]["GLOBALEVENTID"], gdelt(entry())[0]["GLOBALEVENTID"]
    assert first == again
    assert int(float(first)) == int(first)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "ongoing", "cameo": "190", "type": "ASSAULT"}, "190"),
        ({"status": "planned", "cameo": "042", "type": "CONSULT"}, "036"),
        ({"status": "planned", "cameo": "0711", "type": "AID"}, "0331"),
        ({"status": "planned", "cameo": "0874", "type": "RETREAT"}, "0356"),
        ({"status": "planned", "cameo": "163", "type": "SANCTION"}, "1312"),
        ({"status": "planned", "cameo": "031", "type": "AGREE"}, "031"),
        ({"status": "conditional", "cameo": "138", "type": "THREATEN"}, "138"),
    ],
)
def test_what_is_announced_is_coded_as_its_announcement(
    entry: Make, gdelt: Callable[..., list[dict[str, str]]], fields: dict[str, object], code: str
) -> None:
    assert [row["EventCode"] for row in gdelt(entry(**fields))] == [code]


@pytest.mark.parametrize("status", ["expected", "possible", "conditional", "attempted", "denied", "not"])
def test_what_is_not_real_is_left_out(entry: Make, tmp_path: Path, status: str) -> None:
    assert why(gdelt2, tmp_path / "x", entry(status=status, type="AID", cameo="070", quad=2)) == [
        (None, f"{status}, and the format holds no status")
    ]


def test_a_conditional_blow_is_a_threat_only_on_the_actors_own_word(entry: Make, tmp_path: Path) -> None:
    blow = {"status": "conditional", "type": "ASSAULT", "cameo": "190", "quad": 4}
    kenya = entry().claim.actors[0]
    own = entry(**blow, attribution=(replace(entry().claim.attribution[0], party=kenya),))
    assert [row["EventCode"] for row in rows(gdelt2, tmp_path / "x", [own], EVENTS2)] == ["138"]
    assert rows(gdelt2, tmp_path / "x", [entry(**blow)], EVENTS2) == []


def test_the_day_of_publication_only_where_told(entry: Make, tmp_path: Path) -> None:
    undated = entry(when=NOT_STATED)
    assert [row["SQLDATE"] for row in rows(gdelt2, tmp_path / "x", [undated], EVENTS2)] == ["20240305"]
    assert why(gdelt2, tmp_path / "x", undated) == [
        ("when", "not known; the column cannot be empty and holds the day of publication")
    ]
    history = entry(when=NOT_STATED, timing="background")
    assert why(gdelt2, tmp_path / "x", history) == [(None, "told as history without a date, and the format needs one")]
    nothing = entry(when=NOT_STATED, published=None)
    assert why(gdelt2, tmp_path / "x", nothing) == [
        (None, "neither its date nor that of the report is known, and the format needs one")
    ]


def test_stretches_of_days(entry: Make, tmp_path: Path, stretch: Callable[..., Time]) -> None:
    week = entry(when=stretch("2024-02-26", "2024-03-03"))
    assert [row["SQLDATE"] for row in rows(gdelt2, tmp_path / "x", [week], EVENTS2)] == ["20240226"]
    assert why(gdelt2, tmp_path / "x", week) == [("when", "several days, of which the column holds the first")]
    year = entry(when=stretch("2023-01-01", "2023-12-31"))
    assert why(gdelt2, tmp_path / "x", year) == [
        (None, "the time is wider than a month, and the format has only a day")
    ]
    since = entry(when=replace(stretch("2024-03-01"), latest=None))
    assert why(gdelt2, tmp_path / "x", since) == [(None, "the time is open at one end, and the format has only a day")]


def test_an_announcement_is_dated_by_its_report(entry: Make, tmp_path: Path, stretch: Callable[..., Time]) -> None:
    visit = entry(status="planned", type="CONSULT", cameo="042", when=stretch("2024-06-01"))
    assert [row["SQLDATE"] for row in rows(gdelt2, tmp_path / "x", [visit], EVENTS2)] == ["20240305"]
    assert why(gdelt2, tmp_path / "x", visit)[0][0] == "when"


def test_mentions_go_with_their_events(entry: Make, tmp_path: Path) -> None:
    to = tmp_path / "x.export.CSV"
    event = rows(gdelt2, to, [entry(url="https://meridian.example/1")], EVENTS2)[0]
    (line,) = (tmp_path / "x.mentions.CSV").read_text("utf-8").splitlines()
    mention = dict(zip(_gdelt.MENTION, line.split("\t"), strict=True))
    assert mention["GLOBALEVENTID"] == event["GLOBALEVENTID"]
    assert (mention["MentionType"], mention["MentionSourceName"]) == ("1", "The Meridian")
    assert (mention["Actor1CharOffset"], mention["Actor2CharOffset"], mention["ActionCharOffset"]) == ("0", "13", "6")


def test_values_keep_to_their_domains(examples: dict[str, Reading], tmp_path: Path) -> None:
    given = [each for reading in examples.values() for each in entries(reading, WHEN)]
    tables = codes.load()
    for row in rows(gdelt2, tmp_path / "x", given, EVENTS2):
        assert row["QuadClass"] in "1234"
        assert row["IsRootEvent"] in "01"
        assert row["ActionGeo_Type"] in "012345"
        assert date.fromisoformat(f"{row['SQLDATE'][:4]}-{row['SQLDATE'][4:6]}-{row['SQLDATE'][6:]}")
        assert -10 <= float(row["GoldsteinScale"]) <= 10
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert row["ActionGeo_CountryCode"] in {"", *(each.fips for each in tables.countries.values())}
        for side in "12":
            assert row[f"Actor{side}CountryCode"] in {"", *(each.cameo for each in tables.countries.values())}


def test_polecat(entry: Make, goma: Place, tmp_path: Path) -> None:
    kenya, norway = entry().claim.actors[0], entry().claim.recipients[0]
    both = entry(
        type="CONSULT", cameo="042", quad=1, modes=("visit",), contexts=("military", "diplomatic"),
        actors=(replace(kenya, title="President; acting"), NATO), recipients=(norway,), where=goma,
    )  # fmt: skip
    (row,) = rows(polecat, tmp_path / "x.txt", [both], None)
    assert tuple(row) == polecat.COLUMNS
    assert len(row) == 40
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("CONSULT", "visit", "VERBAL COOPERATION")
    assert (row["Event Intensity"], row["Contexts"]) == ("2.1", "military; diplomatic")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Kenya; NATO", "KEN; None", "501; None")
    assert row["Actor Title"] == "President, acting; None"
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("GOV; IGO", "GOV; IGO, MIL")
    assert (row["City"], row["District"], row["Province"], row["Country"]) == ("Goma", "None", "Nord Kivu", "COD")
    assert (row["GeoNames ID"], row["Story People"], row["Wikipedia Actor ID"]) == ("216281", "None", "None")
    assert row["Publication Date"] == "2024-03-05"
    assert "" not in row.values()


def test_icews_holds_only_pairs(entry: Make, goma: Place, tmp_path: Path) -> None:
    (row,) = rows(icews, tmp_path / "x.tab", [entry(cameo="0211", where=goma)], None)
    assert tuple(row) == icews.COLUMNS
    assert len(row) == 20
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == ("Kenya", "Government", "Kenya")
    assert (row["CAMEO Code"], row["Event Text"], row["Intensity"]) == (
        "0211", "Appeal for economic cooperation", "3.4",
    )  # fmt: skip
    assert (row["City"], row["Latitude"]) == ("Goma", "-1.67")
    assert why(icews, tmp_path / "y.tab", entry(recipients=())) == [
        (None, "one side is unknown, and ICEWS holds only pairs")
    ]


def lines(to: Path, given: Entry) -> Iterator[dict[str, object]]:
    plover.save([given], to, lambda left: None)
    for line in to.read_text("utf-8").splitlines():
        yield json.loads(line)


def test_plover_record(entry: Make, goma: Place, tmp_path: Path, stretch: Callable[..., Time]) -> None:
    dead = Quantity("three", Span(0, 5), 3, 3, "killed")
    shelled = entry(
        type="ASSAULT", cameo="194", quad=4, modes=("heavy-weapons",), actors=(ARMY,), where=goma,
        casualties=(dead,), when=stretch("2024-03-01", "2024-03-03"), timing="background",
    )  # fmt: skip
    (record,) = lines(tmp_path / "x", shelled)
    assert {"id", "date", "actor", "event"} <= set(record)
    assert set(record) <= set(
        "id date actor event has_event time enddate endtime recipient event_loc event_text quad_code event_scale mode "
        "context link text text_info cite_info coder coded_date coded_time comment size".split()
    )
    assert (record["date"], record["enddate"]) == ("2024-03-01", "2024-03-03")
    assert (record["event"], record["mode"]) == (["ASSAULT"], ["heavy-weapons", "historical"])
    assert record["recipient"] == [
        {"code": "NOR", "sector": "GOV", "entity_text": "Norway", "identifier_id": "Q20", "identifier_text": "Norway"}
    ]
    assert record["size"] == {"dead": 3}
    place = record["event_loc"]
    assert isinstance(place, dict)
    assert (place["city"], place["country_code"], place["geonameid"], place["resolution"]) == (
        "Goma",
        "COD",
        "216281",
        4,
    )


@pytest.mark.parametrize(
    ("fields", "type", "mode"),
    [
        ({"status": "planned", "type": "CONSULT", "cameo": "042"}, "AGREE", []),
        ({"status": "planned", "type": "RETREAT", "cameo": "0874"}, "CONCEDE", []),
        ({"status": "planned", "type": "ACCUSE", "cameo": "112"}, "ACCUSE", ["future"]),
        ({"status": "expected", "type": "AID", "cameo": "070"}, "AID", ["future"]),
        ({"status": "possible", "type": "AID", "cameo": "070"}, "AID", ["hypothetical"]),
        ({"status": "denied", "type": "AID", "cameo": "070"}, "AID", ["negation"]),
    ],
)
def test_plovers_auxiliary_modes(
    entry: Make, tmp_path: Path, fields: dict[str, object], type: str, mode: list[str]
) -> None:
    (record,) = lines(tmp_path / "x", entry(**fields))
    assert (record["event"], record["mode"]) == ([type], mode)


def violence(to: Path, *given: Entry) -> list[dict[str, str]]:
    acled.save(given, to, lambda left: None)
    with to.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


@pytest.mark.parametrize(
    ("fields", "event", "sub", "fit"),
    [
        ({"type": "PROTEST", "cameo": "141", "modes": ("demo",)}, "Protests", "Peaceful protest", ""),
        ({"type": "PROTEST", "cameo": "145", "modes": ("riot",)}, "Riots", "Violent demonstration", ""),
        ({"type": "ASSAULT", "cameo": "195"}, "Explosions/Remote violence", "Air/drone strike", ""),
        ({"type": "ASSAULT", "cameo": "190", "actors": (ARMY,), "recipients": (FARMERS,)},
         "Violence against civilians", "Attack", ""),
        ({"type": "ASSAULT", "cameo": "190", "actors": (ARMY,), "recipients": (RUSSIA,)}, "Battles", "Armed clash", ""),
        ({"type": "COERCE", "cameo": "173", "modes": ("arrest",)}, "Strategic developments", "Arrests", ""),
        ({"type": "MOBILIZE", "cameo": "152", "modes": ("weapons",)}, "Strategic developments", "Other",
         "dateline: poor fit"),
    ],
)  # fmt: skip
def test_acled_types(entry: Make, tmp_path: Path, fields: dict[str, object], event: str, sub: str, fit: str) -> None:
    (row,) = violence(tmp_path / "x.csv", entry(quad=4, **fields))
    assert (row["event_type"], row["sub_event_type"], row["tags"]) == (event, sub, fit)


def test_acled_row(entry: Make, goma: Place, tmp_path: Path) -> None:
    to = tmp_path / "x.csv"
    dead = Quantity("three", Span(0, 5), 3, 5, "killed")
    shelled = entry(
        type="ASSAULT",
        cameo="194",
        quad=4,
        actors=(ARMY, RUSSIA),
        recipients=(FARMERS,),
        where=goma,
        casualties=(dead,),
    )
    (row,) = violence(to, shelled)
    assert tuple(row) == acled.COLUMNS
    assert len(row) == 31
    assert row["event_id_cnty"].startswith("COD")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-03-04", "2024", "1")
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == ("the army", "Russia", "State forces")
    assert (row["inter2"], row["interaction"]) == ("Civilians", "State forces-Civilians")
    assert (row["disorder_type"], row["civilian_targeting"]) == ("Political violence", "Civilian targeting")
    assert (row["iso"], row["region"], row["fatalities"], row["geo_precision"]) == ("180", "Middle Africa", "3", "1")
    assert "not call it ACLED data" in (tmp_path / "x.csv.licence.txt").read_text("utf-8").replace("\n", " ")


def test_acled_leaves_words_and_plans(entry: Make, tmp_path: Path) -> None:
    words = "neither violence, demonstration nor strategic development as ACLED has them"
    assert why(acled, tmp_path / "x", entry()) == [(None, words)]
    planned = entry(type="ASSAULT", cameo="190", quad=4, status="planned")
    assert why(acled, tmp_path / "x", planned)[-1] == (None, words)
    (row,) = violence(tmp_path / "y", entry(type="ASSAULT", cameo="195", quad=4))
    assert row["event_id_cnty"].startswith("XXX")
    assert (row["country"], row["latitude"], row["fatalities"]) == ("", "", "")


def test_phoenix(entry: Make, goma: Place, tmp_path: Path) -> None:
    appeal = entry(cameo="0211", actors=(ROMANIA,), recipients=(NATO, FARMERS), where=goma)
    first, second = rows(phoenix, tmp_path / "x", [appeal], phoenix.COLUMNS)
    assert len(first) == 26
    assert [first[f"Source{part}"] for part in ("Full", "Root", "Agent", "Others")] == ["ROUGOV", "ROU", "GOV", ""]
    assert [first[f"Target{part}"] for part in ("Full", "Root", "Agent", "Others")] == [
        "IGOWSTNAT", "IGO", "", "WST;NAT",
    ]  # fmt: skip
    assert (second["TargetFull"], second["TargetOthers"]) == ("CODAGR", "AGR")
    assert (first["root_code"], first["quad_class"], first["year"], first["month"]) == ("02", "0", "2024", "03")
    (cut,) = rows(phoenix, tmp_path / "y", [entry(cameo="163", type="SANCTION", quad=4)], phoenix.COLUMNS)
    assert cut["quad_class"] == "3"
    nameless = Party(Span(0, 4), "they")
    assert why(phoenix, tmp_path / "z", entry(recipients=(nameless,))) == [
        (None, "one side has no CAMEO code, and Phoenix holds only pairs")
    ]
