"""Headers of every kind seen in the wild, each date kept with its basis; the text stays exactly as received."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.text import report
from dateline.model.report import Report


def dates(found: Report) -> list[tuple[str, str | None]]:
    return [(each.basis, each.time.edtf) for each in found.dates]


def test_the_day_on_the_first_line() -> None:
    found = report(" date 2024-03-05 Rain fell on Accra on Monday.")
    assert (found.published.edtf, found.published_basis) == ("2024-03-05", "header")
    assert found.body.of(found.text) == "Rain fell on Accra on Monday."
    assert found.published.span
    assert found.published.span.of(found.text) == "2024-03-05"
    assert found.title is None


def test_headline_on_the_first_line() -> None:
    found = report(" date 2024-03-05 Border talks resume after three years\n\nGhana and Togo met on Tuesday.")
    assert found.title == "Border talks resume after three years"
    assert found.title_span
    assert found.title_span.of(found.text) == found.title


def test_headline_and_dateline_on_the_first_line() -> None:
    found = report(" date 2024-03-06 Border talks resume ACCRA, March 5 (Meridian) -- Ghana and Togo met on Tuesday.")
    assert found.title == "Border talks resume"
    assert found.agencies == ("Meridian",)
    assert dates(found) == [("header", "2024-03-06"), ("dateline", "2024-03-05")]


@pytest.mark.parametrize(
    ("lead", "agencies"),
    [
        ("Photo : KESTREL News\n\n", ()),
        ("(kst-AFX) - ", ("kst-AFX",)),
        ("(MERIDIAN- Gulf News Bureau (GNB)) MUSCAT, March 4 (GNB) -- ", ("MERIDIAN", "GNB")),
        ("MUSCAT/ADEN - ", ()),
        ("MUSCAT: ", ()),
        ("Live updates,\n\n• One\n• Two\n\nPublished On 4 Mar 2024\n\n", ()),
        ("1. Skip to content\n2. Skip to menu\nMonday, March 4, 2024\n", ()),
    ],
)
def test_variants_after_the_day(lead: str, agencies: tuple[str, ...]) -> None:
    found = report(f" date 2024-03-05 {lead}The ship left the harbour on Monday.")
    assert found.published.edtf == "2024-03-05"
    assert found.agencies == agencies
    assert set(dates(found)) <= {("header", "2024-03-05"), ("body", "2024-03-04"), ("dateline", "2024-03-04")}
    assert found.title is None


def test_a_page_with_tickers_and_three_dates() -> None:
    found = report(
        " date 2024-03-06 ABC100 49,531.5 (0.11%)\nMar 5, 2024\nWorld\nMinister says the dam will be finished in June\n"
        "Reuters Published 5 Mar, 2024 12:41pm\nCAIRO: The dam will be ready in time, the minister said."
    )
    assert found.title == "Minister says the dam will be finished in June"
    assert found.agencies == ("Reuters",)
    assert dates(found) == [("header", "2024-03-06"), ("body", "2024-03-05"), ("body", "2024-03-05")]


def test_yaml_between_lines() -> None:
    found = report(
        '---\r\ntitle: "Ferry: 12 saved"\r\ndate: 2024-03-05T10:00:00+09:00\r\n'
        "author:\r\n  - Mina Okafor\r\n  - Jo Park\r\n"
        "url: https://example.org/a\r\nlang: en\r\n---\r\n\r\nA ferry sank."
    )
    assert found.title == "Ferry: 12 saved"
    assert found.published.edtf == "2024-03-05"
    assert found.bylines == ("Mina Okafor", "Jo Park")
    assert (found.url, found.language) == ("https://example.org/a", "en")
    assert found.body.of(found.text) == "A ferry sank."


def test_keys_and_values_after_a_mark() -> None:
    found = report(
        "\ufeffTitle: Ferry sinks\nDate: 5 March 2024\nBy: Mina Okafor\nSource: Harbour Daily\n\nA ferry sank."
    )
    assert (found.title, found.publisher, found.bylines) == ("Ferry sinks", "Harbour Daily", ("Mina Okafor",))
    assert found.published.edtf == "2024-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "Source: Border Guard\n\nQuote: “We were fired on.”\n\nDetails: It was dark.",
        "Note: this is so.\nIt rained.",
        "He said: go.\nThey went.",
        "Rain fell on Monday.",
        "12:30 Police came.",
        "",
        "Word",
    ],
)
def test_no_header_is_no_date_and_never_today(text: str) -> None:
    found = report(text)
    assert (found.published.state, found.published_basis) == ("not_stated", "none")
    assert found.published.earliest is None
    assert found.body.of(found.text) == text
    assert found.title is None


def test_dateline_alone_dates_a_report_only_with_its_year() -> None:
    assert report("ACCRA, 5 MAR 90 (GNB) -- [TEXT] THE TALKS BEGAN.").published.edtf == "1990-03-05"
    bare = report("ACCRA, March 5 (GNB) -- The talks began.")
    assert bare.published.state == "not_stated"
    assert bare.dates[0].time.reason == "March 5 has no year"


def test_dateline_takes_the_year_nearest_to_the_header() -> None:
    found = report(" date 2024-01-02 ACCRA, Dec. 31 (GNB) -- The talks began.")
    assert dates(found) == [("header", "2024-01-02"), ("dateline", "2023-12-31")]


def test_a_given_day_wins_and_the_others_stay() -> None:
    found = report(" date 2024-03-05 Rain fell.", date(2024, 3, 7))
    assert (found.published.edtf, found.published_basis) == ("2024-03-07", "given")
    assert dates(found) == [("given", "2024-03-07"), ("header", "2024-03-05")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" date 2024-02-30 Rain fell.", "2024-02-30 is no day of the calendar"),
        ("Date: 03/04/2024\nTitle: Rain\n\nRain fell.", "03/04/2024 may be 3 April or 4 March 2024"),
        ("Date: soon\nTitle: Rain\n\nRain fell.", "'soon' is no date"),
    ],
)
def test_a_date_that_is_none_is_said_so(text: str, reason: str) -> None:
    found = report(text)
    assert (found.published.state, found.published.reason) == ("unresolved", reason)


def test_byline_and_signature_of_a_wire() -> None:
    found = report("Ship seized off Samar\nBy Mina Okafor and Jo Park\nThe ship was seized on Monday. — AFP")
    assert found.title == "Ship seized off Samar"
    assert found.bylines == ("Mina Okafor", "Jo Park")
    assert found.agencies == ("AFP",)


def test_the_id_hangs_on_text_and_day() -> None:
    text = "Rain fell."
    assert report(text).id == report(text).id
    assert len({report(text).id, report(text, date(2024, 3, 5)).id, report(text + " ").id}) == 3


@given(st.text())
def test_any_text_stays_as_it_was(text: str) -> None:
    found = report(text)
    assert found.text == text
    assert found.body.end == len(text)
    for each in found.dates:
        assert each.time.span is None or each.time.span.of(text) == each.time.text


def test_a_header_of_lines_may_open_with_the_date() -> None:
    """The date alone is the header of a body; with other lines under it, it is one of them."""
    found = report("date: 2024-03-06\nurl: https://post.example/pact\n\nTwo envoys met on Tuesday.")
    assert (found.url, found.published.edtf) == ("https://post.example/pact", "2024-03-06")
    assert found.body.of(found.text) == "Two envoys met on Tuesday."
    assert report("date: 2024-03-06\nTwo envoys met: both smiled.").url is None
