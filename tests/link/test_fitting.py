"""Values fit as exactly as their words say."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.link.fitting import numbers, persons, places, sides, times
from dateline.link.mention import NOWHEN, Extent, Number, Who
from dateline.model.place import Place
from dateline.model.time import Grain

RUSSIA = Place(name="Russia", id="g:ru", country="RUS", lat=60.0, lon=100.0, precision="country")
VOSTOCHNY = Place(name="Vostochny", id="g:v", country="RUS", admin1="Amur", lat=51.88, lon=128.33, precision="site")
TSIOLKOVSKY = Place(name="Tsiolkovsky", id="g:t", country="RUS", admin1="Amur", lat=51.76, lon=128.12, precision="city")
VLADIVOSTOK = Place(
    name="Vladivostok", id="g:w", country="RUS", admin1="Primorye", lat=43.1, lon=131.9, precision="city"
)
AMUR = Place(name="Amur", id="g:a", country="RUS", admin1="Amur", precision="province")
HARBIN = Place(name="Harbin", id="g:h", country="CHN", lat=45.75, lon=126.65, precision="city")


def extent(first: str, last: str, grain: Grain) -> Extent:
    return Extent(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal(), grain)


WEDNESDAY = extent("2023-09-13", "2023-09-13", "day")
WEEK = extent("2023-09-11", "2023-09-17", "week")
YEAR = extent("2023-01-01", "2023-12-31", "year")


def test_a_week_holds_its_wednesday_and_the_finer_the_more_that_says() -> None:
    same, week, year = (times(WEDNESDAY, other) for other in (WEDNESDAY, WEEK, YEAR))
    assert {same.verdict, week.verdict, year.verdict} == {"fits"}
    assert same.strength > week.strength > year.strength > 0


def test_other_days_conflict_and_neighbours_less() -> None:
    near = times(WEDNESDAY, extent("2023-09-14", "2023-09-14", "day"))
    far = times(WEDNESDAY, extent("2023-09-20", "2023-09-20", "day"))
    assert near.verdict == far.verdict == "conflicts"
    assert near.strength < far.strength
    assert times(WEDNESDAY, extent("2023-08-01", "2023-08-31", "month")).verdict == "conflicts"


def test_the_unknown_fits_anything_and_supports_nothing() -> None:
    assert times(WEDNESDAY, NOWHEN) == places(RUSSIA, None) == sides([Who("iso:RUS")], []) == numbers([], [])
    assert times(WEDNESDAY, NOWHEN).strength == 0
    assert times(WEDNESDAY, Extent(None, WEDNESDAY.last)).strength == 0


@pytest.mark.parametrize("larger", [RUSSIA, AMUR])
def test_a_country_holds_its_cosmodrome(larger: Place) -> None:
    assert places(larger, VOSTOCHNY).verdict == places(VOSTOCHNY, larger).verdict == "fits"
    assert places(larger, VOSTOCHNY).strength < places(VOSTOCHNY, VOSTOCHNY).strength


def test_a_site_fits_its_town_and_no_other() -> None:
    assert places(VOSTOCHNY, TSIOLKOVSKY).verdict == "fits"
    assert places(VOSTOCHNY, VLADIVOSTOK).verdict == "conflicts"
    assert places(AMUR, VLADIVOSTOK).verdict == places(VLADIVOSTOK, HARBIN).verdict == "conflicts"


def test_a_state_fits_who_acts_for_it() -> None:
    russia = Who("iso:RUS", country="RUS", state=True, known=True)
    putin, shoigu = (Who(f"person:{name}", country="RUS", known=True) for name in ("putin", "shoigu"))
    assert sides([russia], [putin]).verdict == "fits"
    assert sides([shoigu], [putin]).verdict == "conflicts"
    assert sides([shoigu, putin], [putin]).verdict == "fits"


def test_unknown_parties_are_told_by_their_words() -> None:
    fishermen = Who("the detained fishermen", words=frozenset({"detain", "fishermen"}))
    some = Who("four fishermen", words=frozenset({"four", "fishermen"}))
    officers = Who("two officers", words=frozenset({"two", "officer"}))
    assert sides([fishermen], [some]).verdict == "fits"
    assert sides([officers], [some]).verdict == "conflicts"
    assert sides([officers], [some]).strength < 1


def test_tolls_that_are_near_conflict_less() -> None:
    twelve, fifteen, ninety = (Number("kill", count, count) for count in (12.0, 15.0, 90.0))
    assert numbers([twelve], [Number("kill", 10.0, None)]).verdict == "fits"
    assert numbers([twelve], [fifteen]).verdict == numbers([twelve], [ninety]).verdict == "conflicts"
    assert numbers([twelve], [fifteen]).strength < numbers([twelve], [ninety]).strength
    assert numbers([twelve], [Number("soldier", 15.0, 15.0)]).verdict == "open"


def test_two_names_of_persons_are_two_even_where_nobody_knows_them() -> None:
    """Who shares a country may stand for it, but not one person for another."""
    drew = Who("ana drew", frozenset({"ana", "drew"}), "KEN", person="Ana Drew")
    mara = Who("person:mara", frozenset({"lewis", "mara"}), "KEN", known=True, person="Lewis Mara")
    envoy = Who("kenya's envoy", frozenset({"kenya", "envoy"}), "KEN")
    assert sides([drew], [mara]) == sides([mara], [drew])
    assert (sides([drew], [mara]).verdict, sides([drew], [mara]).strength) == ("conflicts", 1.0)
    assert sides([envoy], [mara]).verdict == "fits"
    assert sides([drew], [Who("drew", frozenset({"drew"}), person="Drew")]).verdict == "fits"


def test_one_name_in_two_spellings_is_one() -> None:
    one = Who("oleksii grytsenko", frozenset({"oleksii", "grytsenko"}), person="Oleksii Grytsenko")
    other = Who("oleksiy hrytsenko", frozenset({"oleksiy", "hrytsenko"}), person="Oleksiy Hrytsenko")
    assert sides([one], [other]).verdict == "fits"


def test_persons_conflict_only_where_both_sides_name_some() -> None:
    ana, ben = (Who(f"person:{name}", frozenset({name}), known=True, person=name) for name in ("ana", "ben"))
    kenya = Who("iso:KEN", country="KEN", state=True, known=True)
    assert persons([ana], [ben, kenya])
    assert not persons([ana, ben], [ben])
    assert not persons([ana], [kenya])
