"""The knowledge base of actors: names on a day, offices, running text, roles, and how fast it is there."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.lexicon import actors
from dateline.lexicon.actors import compile as compiler
from dateline.lexicon.actors import sources
from dateline.model.actors import Actors


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    """The knowledge base without what this machine's user added."""
    return actors.load(tmp_path_factory.mktemp("none"))


def first(known: Actors, name: str, year: int) -> str:
    hits = known.find(name, date(year, 6, 1))
    return hits[0].entity.id if hits else "nobody"


class TestFind:
    @pytest.mark.parametrize(
        ("name", "year", "whose"),
        [
            ("Trump", 2015, "person:donald-trump"),
            ("Bush", 1990, "person:george-h-w-bush"),
            ("Bush", 2004, "person:george-w-bush"),
            ("Clinton", 1998, "person:bill-clinton"),
            ("Clinton", 2010, "person:hillary-clinton"),
            ("Kim", 2005, "person:kim-jong-il"),
            ("Kim", 2015, "person:kim-jong-un"),
            ("Xi", 2020, "person:xi-jinping"),
            ("Assad", 1995, "person:hafez-al-assad"),
            ("al-Assad", 2015, "person:bashar-al-assad"),
            ("G. W. Bush", 2003, "person:george-w-bush"),
            ("Aleksandr Lukashenka", 2010, "person:alexander-lukashenko"),
            ("Volodymyr Zelenskiy", 2022, "person:volodymyr-zelensky"),
            ("Kim Jong-un", 2018, "person:kim-jong-un"),
            ("KIM JONG UN", 2018, "person:kim-jong-un"),
            ("US", 2020, "iso:USA"),
            ("us", 2020, "nobody"),
            ("who", 2020, "nobody"),
            ("Nato", 2020, "org:nato"),
            ("the Kremlin", 2020, "iso:RUS"),
            ("Norwegians", 2020, "iso:NOR"),
            ("Zaire", 1990, "iso:COD"),
            ("Vladimir", 2020, "nobody"),
            ("Angela", 2010, "nobody"),
            ("", 2020, "nobody"),
        ],
    )
    def test_name_on_a_day(self, known: Actors, name: str, year: int, whose: str) -> None:
        assert first(known, name, year) == whose

    def test_office_of_the_day(self, known: Actors) -> None:
        offices = [known.find("Vladimir Putin", date(year, 6, 1))[0].office for year in (1999, 2005, 2010, 2020)]
        assert [office and office.title for office in offices] == [
            "intelligence chief", "president", "prime minister", "president",
        ]  # fmt: skip

    def test_who_left_office_is_of_the_elite(self, known: Actors) -> None:
        before, in_office, after = (known.find("Donald Trump", date(year, 6, 1))[0] for year in (2015, 2018, 2022))
        assert (before.sectors, in_office.sectors, after.sectors) == (("BUS",), ("GOV",), ("ELI",))
        assert [each.former for each in (before, in_office, after)] == [False, False, True]

    def test_strangers_are_not_forced_onto_namesakes(self, known: Actors) -> None:
        for stranger in ("Tormod Putin", "Selma Trump", "Ingeborg Lukashenko", "Park Ji-hoon", "Kim Young Un"):
            assert not [hit for hit in known.find(stranger, date(2020, 1, 1)) if hit.entity.kind == "person"], stranger

    def test_heads_of_bodies_of_states_act_for_no_country(self, known: Actors) -> None:
        minister, chief = (known.find("António Guterres", date(year, 6, 1))[0] for year in (2000, 2020))
        assert (minister.country, chief.country) == ("PRT", None)
        assert chief.office is not None
        assert chief.office.organisation == "org:un"

    def test_how_it_matched(self, known: Actors) -> None:
        names = ("Kenya", "Kenyan", "Kenyans", "Nairobi", "Downing Street", "UNHCR", "Merkel")
        assert [known.find(name)[0].how for name in names] == [
            "name", "adjective", "demonym", "capital", "metonym", "acronym", "surname",
        ]  # fmt: skip

    def test_best_first(self, known: Actors) -> None:
        scores = [hit.score for hit in known.find("Sharif", date(2015, 1, 1))]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) > 1


class TestOffices:
    @pytest.mark.parametrize(
        ("office", "country", "year", "whose"),
        [
            ("president", "RUS", 2010, "Dmitry Medvedev"),
            ("Defense Minister", "RUS", 2023, "Sergei Shoigu"),
            ("Minister of Defence", "RUS", 2005, "Sergei Ivanov"),
            ("chancellor", "DEU", 2010, "Angela Merkel"),
            ("leader", "GBR", 2018, "Theresa May"),
            ("leader", "PRK", 2000, "Kim Jong Il"),
            ("top leader", "IRN", 2000, "Ali Khamenei"),
            ("former president", "USA", 2021, "Donald Trump"),
            ("leader", "MLI", 2022, "Assimi Goïta"),
            ("leader", "EGY", 2011, "Mohamed Hussein Tantawi"),
            ("secretary-general", "org:un", 2020, "António Guterres"),
        ],
    )
    def test_holder(self, known: Actors, office: str, country: str, year: int, whose: str) -> None:
        assert known.holder(office, country, date(year, 6, 1))[0].entity.name == whose

    @pytest.mark.parametrize(
        ("words", "whose"),
        [
            ("UN chief", "António Guterres"),
            ("World Bank president", "David Malpass"),
            ("UN spokesman", "United Nations"),
            ("UN envoy", "United Nations"),
            ("NATO general", "NATO"),
            ("World Bank economist", "World Bank"),
        ],
    )
    def test_staff_of_an_organisation_is_not_its_head(self, known: Actors, words: str, whose: str) -> None:
        entity = known.code(words, date(2020, 1, 1)).entity
        assert entity is not None
        assert entity.name == whose

    def test_nobody(self, known: Actors) -> None:
        assert not known.holder("president", "RUS", date(1950, 1, 1))
        assert not known.holder("president", None, None)
        assert not known.holder("gardener", "RUS", None)


class TestMentions:
    def named(self, known: Actors, text: str) -> list[str]:
        found = known.mentions(text)
        assert all(start < end for start, end, _ in found)
        return [text[start:end] for start, end, _ in found]

    def test_longest_first_on_word_boundaries(self, known: Actors) -> None:
        text = "South Korea’s army and the U.N. Security Council met Viktor Orbán’s envoy near Seoulville."
        assert self.named(known, text) == ["South Korea", "U.N. Security Council", "Viktor Orbán"]

    def test_case_tells_names_from_words(self, known: Actors) -> None:
        assert self.named(known, "They told us who is in turkey.") == []
        assert self.named(known, "WHO IS TO BLAME, ASKS NATO") == ["NATO"]
        assert self.named(known, "Dawn broke over the camp. Shell fire was heard.") == []

    def test_across_lines_and_accents(self, known: Actors) -> None:
        assert self.named(known, "Recep Tayyip\nErdoğan and Recep Tayyip Erdogan") == [
            "Recep Tayyip\nErdoğan", "Recep Tayyip Erdogan",
        ]  # fmt: skip

    def test_long_text(self, known: Actors) -> None:
        text = "Officials of Kenya and of the African Union met in the town hall again. " * 20_000
        known.mentions("warm")
        start = time.perf_counter()
        assert len(known.mentions(text)) == 40_000
        assert time.perf_counter() - start < 5


class TestRoles:
    @pytest.mark.parametrize(
        ("phrase", "sector"),
        [
            ("three soldiers", "MIL"),
            ("residents of the port city", "CVL"),
            ("opposition lawmakers", "LEG"),
            ("a group of armed rebels", "REB"),
            ("dozens of fishermen", "AGR"),
            ("a senior intelligence official", "SPY"),
            ("heavily armed police", "COP"),
            ("the company's chairman", "BUS"),
            ("former ministers", "ELI"),
            ("minister of defence", "GOV"),
            ("striking dockworkers", "LAB"),
            ("state television", "GOV"),
            ("two men", "UNK"),
        ],
    )
    def test_sector(self, known: Actors, phrase: str, sector: str) -> None:
        hit = known.role(phrase)
        assert hit is not None
        assert hit.sectors[0] == sector
        assert 0 <= hit.words[0] < hit.words[1] <= len(phrase)

    def test_nobody(self, known: Actors) -> None:
        assert known.role("heavy flooding") is None
        assert known.role("") is None

    def test_office(self, known: Actors) -> None:
        hit = known.role("the deputy foreign minister")
        assert hit is not None
        assert hit.office == "deputy foreign minister"


class TestPhrases:
    @pytest.mark.parametrize(
        ("phrase", "year", "who", "country", "sector"),
        [
            ("Kenyan farmers", 2020, None, "KEN", "AGR"),
            ("the French president", 2010, "person:nicolas-sarkozy", "FRA", "GOV"),
            ("President Duterte", 2018, "person:rodrigo-duterte", "PHL", "GOV"),
            ("Boko Haram fighters", 2018, "org:boko-haram", "NGA", "REB"),
            ("a former Downing Street aide", 2018, None, "GBR", "ELI"),
            ("Peru's Defense Department", 2018, None, "PER", "GOV"),
            ("the weather", 2018, None, None, None),
            ("Iran-backed militias in Iraq", 2018, None, "IRQ", "UAF"),
            ("the Ukrainian leader", 2020, "person:volodymyr-zelensky", "UKR", "GOV"),
            ("a Kremlin spokesman", 2020, "iso:RUS", "RUS", "GOV"),
            ("the Russian and Chinese presidents", 2020, None, None, "GOV"),
            ("dozens of men and women", 2020, None, None, "CVL"),
            ("the Pope", 2010, "person:pope-benedict-xvi", "VAT", "REL"),
            ("the NATO secretary general", 2020, "person:jens-stoltenberg", None, "IGO"),
        ],
    )
    def test_phrase(
        self, known: Actors, phrase: str, year: int, who: str | None, country: str | None, sector: str | None
    ) -> None:
        coded = known.code(phrase, date(year, 6, 1))
        assert coded.country == country
        assert (coded.sectors or (None,))[0] == sector
        if who:
            assert coded.entity is not None
            assert coded.entity.id == who


class TestAnyText:
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.sampled_from(
                "Kim;Kim Jong Un;the;The;US;NATO;former;president;of;and;Kenyan;.; ;’s;-backed;ISIL;İ;ß;ﬁ;Orbán;G.;"
                "two;soldiers;Gen.;minister;“;\n;\u2028".split(";")
            )
            | st.text(max_size=6),
            max_size=12,
        )
    )  # fmt: skip
    def test_look_ups_never_fail(self, known: Actors, words: list[str]) -> None:
        text = " ".join(words)
        at = 0
        for start, end, _ in known.mentions(text):
            assert at <= start < end <= len(text)
            assert known.find(text[start:end])
            at = end
        role = known.role(text)
        if role is not None:
            assert 0 <= role.words[0] < role.words[1] <= len(text)
        known.find(text, date(2020, 1, 1))
        known.code(text, date(2020, 1, 1))


class TestIndex:
    def test_ids(self, known: Actors) -> None:
        russia = known.entity("iso:RUS")
        assert russia is not None
        assert dict(russia.external)["cow"] == "RUS"
        assert dict(russia.external)["iso2"] == "RU"
        assert known.entity("person:nobody-at-all") is None

    def test_every_state_has_a_name_and_a_code(self) -> None:
        for record in sources.states(compiler.DATA / "states.tsv"):
            assert record.names
            assert record.id.partition(":")[0] in ("iso", "region")

    def test_it_is_there_at_once(self) -> None:
        actors.load()
        best = min(_timed() for _ in range(3))
        assert best < 0.5, f"{best:.3f} s; the aim is 0.15 s on a quiet machine"

    def test_periods_that_make_no_sense_are_told(self) -> None:
        with pytest.raises(Exception, match="ends before it begins"):
            sources.period("2020..2010", "here")
        with pytest.raises(Exception, match="not a date"):
            sources.period("soon..", "here")
        with pytest.raises(Exception, match="no such sector"):
            sources.sectors_of("GOV ABC", "here")


def _timed() -> float:
    start = time.perf_counter()
    actors.load()
    return time.perf_counter() - start
