"""The views as values and as charts: what they count, how exact a place is drawn, and that drawing is safe."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree

import pytest

from dateline.lexicon import outlines
from dateline.model.codec import Json
from dateline.series.rows import Read
from dateline.web import catalogue
from dateline.web.views import drawing, layout, places, sphere, ties, weeks
from dateline.web.views.chart import COLOURS, Chart, chart, values
from dateline.web.views.places import Row
from dateline.web.views.ties import Figure, Pair

WORDS = catalogue.load("en")
GOMA: Row = ("geonames:216281", "Goma", "COD", "city", -1.67, 29.22, "known", "happened", 3)
KENYA: Row = ("geonames:192950", "Kenya", "KEN", "country", 1.0, 38.0, "known", "planned", 2)
LAKES: Row = ("dateline:great-lakes", "Great Lakes region", None, "region", -2.0, 30.0, "known", "happened", 1)
NOWHERE: Row = (None, None, None, None, None, None, "not_stated", "happened", 7)
UNCLEAR: Row = (None, "Santa Rosa", None, None, None, None, "unresolved", "denied", 1)


def layers(of: Chart) -> list[dict[str, Json]]:
    """The layers of a chart's specification."""
    found = of.spec["layer"]
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, dict)]


def features(of: Chart) -> list[dict[str, Json]]:
    """The shapes that a map draws over the ground."""
    written = json.loads(json.dumps(layers(of)[1:]))
    shapes = [layer["data"]["values"] for layer in written if "features" in layer["data"]["values"]]
    return [feature for shape in shapes for feature in shape["features"]]


# Places


def test_claims_are_counted_by_place_and_what_has_none_is_counted_too() -> None:
    found = places.atlas([GOMA, (*GOMA[:7], "planned", 1), KENYA, NOWHERE, UNCLEAR])
    assert [(spot.name, spot.claims) for spot in found.spots] == [("Goma", 4), ("Kenya", 2)]
    assert found.spots[0].statuses == (("happened", 3), ("planned", 1))
    assert (found.claims, found.unplaced, found.unresolved, found.missing) == (14, 7, 1, 0)


def test_a_country_is_an_area_and_never_a_pin() -> None:
    drawn = places.drawn(places.atlas([KENYA]), WORDS, "")
    (area,) = features(drawn)
    points = [point for piece in area["geometry"]["coordinates"] for point in piece[0]]  # type: ignore[index, call-overload, union-attr]
    assert len(points) > 20
    assert [1.0, 38.0] not in points
    assert [38.0, 1.0] not in points
    pins = [row for layer in layers(drawn) if isinstance(layer["mark"], dict) and layer["mark"]["type"] == "circle"
            for row in layer["data"]["values"]]  # type: ignore[index, call-overload, union-attr]  # fmt: skip
    assert pins == []


def test_a_town_is_a_ring_as_wide_as_its_word_leaves_open() -> None:
    near = ("geonames:1", "Sake", "COD", "city", -1.57, 29.04, "known", "happened", 1)
    site = ("geonames:2", "Goma airport", "COD", "site", -1.66, 29.24, "known", "happened", 1)
    (first, second, *_) = features(places.drawn(places.atlas([GOMA, near, site]), WORDS, ""))
    for ring in (first, second):
        outer = ring["geometry"]["coordinates"][0][0]  # type: ignore[index, call-overload]
        wide = max(sphere.distance(tuple(outer[0]), tuple(point)) for point in outer) * 111.2  # type: ignore[union-attr, arg-type]
        assert wide == pytest.approx(2 * places.RADII["city"], rel=0.02)


def test_a_region_without_a_border_is_written_and_has_no_shape() -> None:
    drawn = places.drawn(places.atlas([LAKES, KENYA]), WORDS, "")
    assert [feature["properties"]["says"] for feature in features(drawn)] == ["Kenya: 2 claims (country)"]  # type: ignore[index, call-overload]
    assert "Great Lakes region 1" in json.dumps(drawn.spec)
    assert ("Great Lakes region", None, "region", 1, "happened 1") in drawn.rows


def test_the_map_shows_what_is_told_and_not_the_whole_world() -> None:
    near = sphere.frame([(29.2, -1.7), (36.8, -1.3)])
    assert not near.whole
    assert all(0 < near.place(*point)[0] < sphere.WIDTH for point in ((29.2, -1.7), (36.8, -1.3)))
    assert sphere.frame([(29.2, -1.7), (-77.0, 38.9), (151.2, -33.9)]).whole
    assert sphere.frame([]).whole
    across = sphere.frame([(179.0, -17.0), (-179.0, -16.0)])
    assert not across.whole
    assert abs(abs(across.lon) - 180) < 1


def test_projections_lay_points_where_vega_draws_them() -> None:
    """By hand: Equal Earth at 0, 0 and at the pole; Lambert's at its middle and a quarter of the globe from it."""
    world = sphere.frame([])
    assert world.place(world.lon, 0)[0] == sphere.WIDTH / 2
    assert world.place(0, 90)[1] == pytest.approx(world.place(0, 0)[1] - world.scale * 1.3173627591574)
    part = sphere.Frame(0, 0, 100, False)
    assert part.place(90, 0)[0] == pytest.approx(sphere.WIDTH / 2 + 100 * 2**0.5)


def test_every_outline_can_be_drawn() -> None:
    rows: list[Row] = [
        (None, name, name, "country", None, None, "known", "happened", at) for at, name in enumerate(outlines.load(), 1)
    ]
    drawn = places.drawn(places.atlas(rows), WORDS, "")
    assert len(features(drawn)) == len(outlines.load())


# Series


def test_weeks_stand_above_how_much_was_read() -> None:
    days = [(date(2024, 3, 4), 1, 2), (date(2024, 3, 20), 4, 1), (None, 3, 5)]
    read = [Read(date(2024, 3, 5), "The Meridian", 4), Read(date(2024, 3, 12), "The Meridian", 2)]
    found = weeks.weeks(days, read)
    assert [(week.name, week.quads, week.read, week.rate) for week in found.weeks] == [
        ("2024-W10", (2, 0, 0, 0), 4, 50.0), ("2024-W11", (0, 0, 0, 0), 2, 0.0), ("2024-W12", (0, 0, 0, 1), 0, None),
    ]  # fmt: skip
    assert (found.claims, found.undated) == (8, 5)
    drawn = weeks.drawn(found, WORDS, "who:KEN")
    assert drawn.rows[0] == ("2024-W10", 4, 2, 50.0, 2, 0, 0, 0)
    assert "2 claims, verbal cooperation" in drawing.svg(drawn)


def test_long_series_go_by_months_and_empty_ones_hold_nothing() -> None:
    assert weeks.weeks([(date(2015, 1, 1), 1, 1), (date(2024, 1, 1), 1, 1)], []).by == "month"
    assert weeks.weeks([(None, 1, 1)], []).weeks == ()


# Networks


def party(name: str, country: str | None = None) -> Figure:
    return Figure(f"person:{name.casefold()}", name, "person", country)


def test_ties_tell_who_acts_and_whether_it_is_conflict() -> None:
    ana, ben = party("Ana", "KEN"), party("Ben", "NOR")
    found = ties.network([Pair(ana, ben, False, 4, 3), Pair(ben, ana, False, 1, 1), Pair(ana, ben, True, 1, 1)])
    (tie,) = found.ties
    assert (tie.forth, tie.back, tie.joint, tie.claims, tie.hostile) == (3, 1, 1, 5, True)
    states = ties.network([Pair(ana, ben, False, 4, 3), Pair(ana, party("Cy", "KEN"), False, 1, 9)], states=True)
    assert [(each.left.name, each.right.name, each.claims) for each in states.ties] == [("Kenya", "Norway", 3)]


def test_a_network_keeps_to_those_with_the_most_claims_or_round_one() -> None:
    pairs = [Pair(party("Hub"), party(f"P{n:02}"), False, 1, n + 1) for n in range(60)]
    found = ties.network(pairs, most=10)
    assert (len(found.nodes), found.parties, found.pairs) == (10, 61, 60)
    assert {tie.claims for tie in found.ties} == set(range(52, 61))
    far = [*pairs, Pair(party("X"), party("Y"), False, 1, 99)]
    assert "X" not in {node.figure.name for node in ties.network(far, around="person:hub").nodes}


def test_names_of_a_network_do_not_lie_on_one_another() -> None:
    names = [f"somebody {n}" for n in range(30)]
    found = layout.places(names, [(names[0], each, 1.0) for each in names[1:]], 760, 560, dict.fromkeys(names, 90.0))
    assert found == layout.places(
        names, [(names[0], each, 1.0) for each in names[1:]], 760, 560, dict.fromkeys(names, 90.0)
    )
    assert all(0 <= x <= 760 and 0 <= y <= 560 for x, y in found.values())
    close = sum(
        abs(found[a][1] - found[b][1]) < 12 and abs(found[a][0] - found[b][0]) < 60
        for at, a in enumerate(names) for b in names[at + 1 :]
    )  # fmt: skip
    assert close <= 1


# Drawing


def some(says: str, url: str | None = None) -> Chart:
    """A chart of one bar that says something."""
    body: dict[str, Json] = {
        "data": values([{"a": says, "n": 1, "says": says, "url": url}]),
        "mark": {"type": "bar", "color": COLOURS["mark"]},
        "encoding": {"y": {"field": "a"}, "x": {"field": "n", "type": "quantitative"}, "description": {"field": "says"},
                     "href": {"field": "url"}},
    }  # fmt: skip
    return chart("bars", "Bars", f"One bar: {says}", body, ("What", "How many"), [(says, 1)], leads=[url])


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "nul \x00 bell \x07", "lone \ud800", "\u202eturned", 'quote " and <b>', "\\1 \\g<0>"],
)  # fmt: skip
def test_hostile_words_are_drawn_and_harm_nothing(words: str) -> None:
    made = some(words, "/ask?q=%3Cscript%3E&x=1")
    for text in (drawing.inline(made, "bars"), drawing.svg(made)):
        ElementTree.fromstring(text.replace('xmlns="http://www.w3.org/2000/svg"', ""))
        assert "<script" not in text
        assert "style=" not in text
    assert drawing.png(made).startswith(b"\x89PNG")
    assert json.loads(drawing.spec(made))


def test_a_chart_on_a_page_has_a_title_a_description_and_the_colours_of_the_page() -> None:
    text = drawing.inline(some("Goma", "/ask?q=goma"), "bars")
    assert '<title id="bars-t">Bars</title><desc id="bars-d">One bar: Goma</desc>' in text
    assert f"var(--chart-mark, {COLOURS['mark']})" in text
    assert '<a tabindex="-1" aria-hidden="true" href="/ask?q=goma"' in text
    assert "<title>Goma</title>" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/", "//example.org/", "data:text/html,x"])
def test_a_chart_leads_to_the_desk_alone(url: str) -> None:
    text = drawing.inline(some("Goma", url), "bars")
    assert "href" not in text


def test_a_file_of_a_chart_leads_nowhere_and_names_itself() -> None:
    made = some("Goma", "/ask?q=goma")
    assert "/ask" not in drawing.svg(made) + drawing.spec(made)
    assert ">Bars</text>" in drawing.svg(made)
    assert made.csv() == "What,How many\r\nGoma,1\r\n"


def test_no_drawing_asks_the_network() -> None:
    far = {"data": {"url": "https://example.org/data.json"}, "mark": "bar", "encoding": {}}
    with pytest.raises(ValueError, match=r"(?i)url"):
        drawing._drawn(json.dumps(far))


def test_colours_stand_for_one_thing_each() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)
