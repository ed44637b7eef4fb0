"""Feeds as files: what was published, what was only updated, and entries that cannot be read."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput
from dateline.model.report import Report

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://post.example</link><language>en-GB</language>
<item><title>Ghana &amp; Togo sign</title><link>https://post.example/pact</link>
<pubDate>Tue, 05 Mar 2024 22:10:00 -0500</pubDate><dc:creator>Mina Okafor and Jo Park</dc:creator>
<description>They signed.</description>
<content:encoded><![CDATA[<p>They signed on Tuesday.</p>
<p>It was <b>late</b>.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>Empty</title><pubDate>Tue, 05 Mar 2024 22:10:00 GMT</pubDate></item>
<item><title>Snow</title><description>Snow fell.</description><pubDate>whenever</pubDate></item>
<item><title>Wind</title><description>Wind blew.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Desk</title><id>x</id>
<updated>2024-03-09T00:00:00Z</updated>
<entry><title>Rain</title><id>1</id><published>2024-03-05T23:00:00+01:00</published><updated>2024-03-07T00:00:00Z</updated>
<author><name>Mina Okafor</name></author><link href="https://desk.example/rain"/>
<summary>Rain fell on the town.</summary></entry>
<entry><title>Hail</title><id>2</id><updated>2024-03-08T00:00:00Z</updated>
<content type="html">&lt;p&gt;Hail fell.&lt;/p&gt;</content></entry></feed>"""
RSS1 = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel><item><title>Fog</title>
<description>Fog lay on the bay.</description><dc:date>2003-12-13T18:30:02Z</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Desk",
        "language": "en",
        "items": [
            {"id": "1", "url": "https://desk.example/2024/03/05/rain", "title": "Rain",
             "content_html": "<p>Rain fell.</p>",
             "date_published": "2024-03-05T10:00:00Z", "date_modified": "2024-03-06", "authors": [{"name": "Jo Park"}]},
            {"id": "2", "content_text": "Snow fell.", "date_modified": "2024-03-06"},
            "no item",
        ],
    }
).encode()  # fmt: skip


def taken(data: bytes, name: str) -> tuple[list[Report], list[str]]:
    refused: list[BadInput] = []
    return intake.from_bytes(data, name, refuse=refused.append), [str(each) for each in refused]


def when(found: Report) -> tuple[str | None, str, str]:
    return found.published.edtf, found.published.state, found.published_basis


def test_rss() -> None:
    found, refused = taken(RSS, "a.rss")
    assert [each.title for each in found] == ["Ghana & Togo sign", "Snow", "Wind"]
    assert found[0].body.of(found[0].text) == "They signed on Tuesday.\n\nIt was late."
    assert found[0].bylines == ("Mina Okafor", "Jo Park")
    assert (found[0].publisher, found[0].language, found[0].url) == (
        "The Harbour Post",
        "en",
        "https://post.example/pact",
    )
    assert refused == ["a.rss, entry 2: has no text"]


def test_a_bad_date_is_never_replaced() -> None:
    rain, snow, wind = taken(RSS, "a.rss")[0]
    assert when(rain) == ("2024-03-05", "known", "feed")
    assert when(snow) == (None, "unresolved", "feed")
    assert snow.published.reason == "'whenever' is no date"
    assert when(wind) == (None, "not_stated", "none")


def test_updated_is_not_published() -> None:
    rain, hail = taken(ATOM, "a.xml")[0]
    assert when(rain) == ("2024-03-05", "known", "feed")
    assert [(each.of, each.time.edtf) for each in rain.dates] == [
        ("published", "2024-03-05"),
        ("updated", "2024-03-07"),
    ]
    assert when(hail) == (None, "unresolved", "feed")
    assert hail.text == "Hail\n\nHail fell."


def test_the_date_of_rss_1() -> None:
    assert when(taken(RSS1, "a.rdf")[0][0]) == ("2003-12-13", "known", "feed")


def test_json_feed() -> None:
    (rain, snow), refused = taken(JSON, "feed.json")
    assert (when(rain), rain.bylines, rain.publisher) == (("2024-03-05", "known", "feed"), ("Jo Park",), "Desk")
    assert when(snow) == (None, "unresolved", "feed")
    assert refused == ["feed.json, entry 3: has no text"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.rss", "is empty"),
        (b"<rss version='2.0'><channel></channel></rss>", "a.rss", "without entries"),
        (b"<a><b/></a>", "a.rss", "is no RSS and no Atom"),
        (b"\x00\xff\x01" * 30, "a.atom", "a.atom: is"),
        (b"http://127.0.0.1:9/feed", "a.rss", "is no RSS and no Atom"),
        (b"/etc/passwd", "a.rss", "is no RSS and no Atom"),
        (b'{"version": "https://jsonfeed.org/version/1", ', "a.json", "its JSON is broken"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "a.json", "it has no items"),
    ],
)
def test_what_is_no_feed(data: bytes, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")


def test_entities_are_neither_fetched_nor_multiplied() -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{lines}]>'
    data = f"{bomb}<rss version='2.0'><channel><item><description>&f;&a11; Rain.</description></item></channel></rss>"
    with suppress(BadInput):
        (found,) = intake.from_bytes(data.encode(), "a.rss")
        assert "root:" not in found.text
        assert len(found.text) < 1000


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([RSS, ATOM, JSON]), st.integers(0, 3000), st.binary(max_size=8))
def test_torn_feeds_are_reports_or_bad_input(data: bytes, cut: int, junk: bytes) -> None:
    cut %= len(data)
    for name in ("a.rss", "a.json"):
        with suppress(BadInput):
            intake.from_bytes(data[:cut] + junk + data[cut + 3 :], name)
