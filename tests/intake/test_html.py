"""Pages as sites serve them: the article without its menus, and every date that a page offers."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput
from dateline.model.report import Report

PARAGRAPHS = (
    "Ghana and Togo signed a border agreement on Tuesday, the foreign minister of Ghana said in Accra.",
    "The two countries will open three new crossings by June, and officials said that customs would follow.",
    "“We have waited for years,” the minister told reporters at the harbour. “Now it is done.”",
)
LINKED = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",'
    '"headline": "Ghana and Togo sign a border pact", "datePublished": "2024-03-05T22:10:00-05:00",'
    '"dateModified": "2024-03-07T08:00:00Z", "author": [{"name": "Mina Okafor"}, {"name": "Reuters"}],'
    '"publisher": {"@type": "Organization", "name": "The Harbour Post"}}]}'
)


def page(
    head: str = "", lead: str = "", attributes: str = 'lang="en-GB"', paragraphs: tuple[str, ...] = PARAGRAPHS
) -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html {attributes}><head><title>Ghana and Togo sign a border pact | Post</title>{head}</head>"
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<article><h1>Ghana and Togo sign a border pact</h1>{lead}{body}"
        "<figure><img src='a.jpg'><figcaption>A crane in Accra. Photo: J. Doe</figcaption></figure></article>"
        "<footer>© 2024 The Harbour Post. All rights reserved. <a href='/p'>Privacy</a></footer></body></html>"
    )


def read(text: str) -> Report:
    (found,) = intake.from_bytes(text.encode(), "page.html")
    return found


def dates(found: Report) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.basis, each.of, each.said_in, each.time.edtf) for each in found.dates]


def linked(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def test_the_article_and_nothing_else() -> None:
    found = read(page(linked(LINKED)))
    assert found.text == "\n\n".join(("Ghana and Togo sign a border pact", *PARAGRAPHS))
    assert found.title_span
    assert found.title_span.of(found.text) == found.title
    assert found.body.of(found.text) == "\n\n".join(PARAGRAPHS)
    assert (found.publisher, found.bylines, found.agencies) == ("The Harbour Post", ("Mina Okafor",), ("Reuters",))
    assert found.language == "en"


def test_every_date_with_where_it_stood() -> None:
    head = linked(LINKED) + (
        '<meta property="article:published_time" content="2024-03-06T03:10:00Z">'
        '<meta property="og:updated_time" content="2024-03-08">'
        '<link rel="canonical" href="https://post.example/2024/03/04/pact">'
    )
    found = read(page(head, lead='<p>Updated <time datetime="2024-03-09T10:00">9 March</time></p>'))
    assert found.url == "https://post.example/2024/03/04/pact"
    assert dates(found)[:6] == [
        ("meta", "published", "JSON-LD datePublished", "2024-03-05"),
        ("meta", "published", "meta article:published_time", "2024-03-06"),
        ("meta", "updated", "meta og:updated_time", "2024-03-08"),
        ("meta", "updated", "JSON-LD dateModified", "2024-03-07"),
        ("body", "updated", "time element", "2024-03-09"),
        ("url", "published", "URL", "2024-03-04"),
    ]
    assert (found.published.edtf, found.published_basis, found.published.span) == ("2024-03-05", "meta", None)


def test_the_dateline_of_the_wire_counts_too() -> None:
    wire = "ACCRA, March 5 (Meridian) - " + PARAGRAPHS[0]
    found = read(page(linked(LINKED), paragraphs=(wire, *PARAGRAPHS[1:])))
    assert found.agencies == ("Reuters", "Meridian")
    assert ("dateline", "published", None, "2024-03-05") in dates(found)


@pytest.mark.parametrize(
    ("head", "lead", "day", "basis"),
    [
        ('<meta name="DC.date.issued" content="2024-03-05">', "", "2024-03-05", "meta"),
        ('<meta itemprop="datePublished" content="Tue, 05 Mar 2024 22:10:00 GMT">', "", "2024-03-05", "meta"),
        ("", '<time datetime="2024-03-05T10:00">today</time>', "2024-03-05", "header"),
        ('<meta property="og:url" content="https://post.example/world/2024/mar/05/pact">', "", "2024-03-05", "url"),
        (linked('{"@type": "NewsArticle", "datePublished": "soon"'), "", None, "none"),
        (linked('{"@type": "NewsArticle", "datePublished": "soon"}'), "", None, "meta"),
        (linked('{"@type": "NewsArticle", "dateModified": "2024-03-05"}'), "", None, "meta"),
    ],
)
def test_what_dates_a_page(head: str, lead: str, day: str | None, basis: str) -> None:
    found = read(page(head, lead))
    assert (found.published.edtf, found.published_basis) == (day, basis)


def test_a_page_that_is_dated_by_nothing_is_not_dated_today() -> None:
    assert read(page()).published.state == "not_stated"


def test_an_update_is_no_publication() -> None:
    found = read(page(linked('{"@type": "NewsArticle", "dateModified": "2024-03-05"}')))
    assert found.published.state == "unresolved"
    assert found.published.reason == "only an update is dated: 2024-03-05"


@pytest.mark.parametrize(
    ("attributes", "paragraphs", "language"),
    [
        ("", PARAGRAPHS, "en"),
        ('lang="de"', PARAGRAPHS, "en"),
        ('lang="de-AT"', ("Der Minister reiste am Montag in die Hauptstadt und traf den Präsidenten. " * 4,), "de"),
        ('lang="en"', ("Der Minister reiste am Montag in die Hauptstadt und traf den Präsidenten. " * 8,), "de"),
    ],
)
def test_the_language_of_a_page(attributes: str, paragraphs: tuple[str, ...], language: str | None) -> None:
    assert read(page(attributes=attributes, paragraphs=paragraphs)).language == language


def test_a_page_is_known_behind_any_suffix() -> None:
    for name in ("page.txt", "page", "standard input", "page.json"):
        (found,) = intake.from_bytes(page().encode(), name)
        assert found.title == "Ghana and Togo sign a border pact"


def test_pages_in_other_encodings() -> None:
    text = page('<meta charset="windows-1252">')
    (found,) = intake.from_bytes(text.encode("cp1252"), "page.html")
    assert "“We have waited" in found.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\x00\x01\x02\xff" * 50, "page.html: is"),
        (b"<html><body><nav>Home</nav></body></html>", "no article"),
        (b"<html>" + b"<div>" * 50_000, "page.html: "),
        (b"\x1f\x8b\x08rest", "gzip"),
    ],
)
def test_what_is_no_page(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, "page.html")
    assert str(caught.value).startswith("page.html: ")
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(page(linked(LINKED)))), st.binary(max_size=8))
def test_torn_pages_are_reports_or_bad_input(cut: int, junk: bytes) -> None:
    data = page(linked(LINKED)).encode()
    with suppress(BadInput):
        intake.from_bytes(data[:cut] + junk + data[cut + 40 :], "page.html")
    with suppress(BadInput):
        intake.from_bytes(data[:cut] + junk, "page.html")
