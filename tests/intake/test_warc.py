"""Web archives: pages as they were answered, the day of the crawl kept apart from that of publication."""

from __future__ import annotations

import gzip
import io
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline import intake
from dateline.errors import BadInput

PAGE = (
    b"<!doctype html><html lang='en'><head><title>Rain</title><meta name='date' content='2024-03-05'></head><body>"
    b"<article><h1>Rain in Accra</h1><p>Rain fell on the city on Monday, and roads were under water, police said.</p>"
    b"<p>The mayor told reporters that schools would stay closed until Wednesday.</p></article></body></html>"
)
UNDATED = PAGE.replace(b"<meta name='date' content='2024-03-05'>", b"")
ROWS = [
    ("https://post.example/rain", "200 OK", "text/html; charset=utf-8", PAGE),
    ("https://post.example/2023/11/02/rain", "200 OK", "text/html", UNDATED),
    ("https://post.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://post.example/gone", "404 Not Found", "text/html", PAGE),
    ("https://post.example/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ("https://post.example/rain.txt", "200 OK", "text/plain", b"Snow fell in the north."),
]


def archive(rows: list[tuple[str, str, str, bytes]], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, kind, body in rows:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", io.BytesIO(body), http_headers=headers,
                warc_headers_dict={"WARC-Date": "2024-07-01T10:20:30Z"},
            )
        )  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_pages(packed: bool) -> None:
    refused: list[BadInput] = []
    rain, again, snow = intake.from_bytes(archive(ROWS, packed), "a.warc.gz", refuse=refused.append)
    assert (rain.published.edtf, rain.published_basis, rain.retrieved) == ("2024-03-05", "meta", "2024-07-01T10:20:30Z")
    assert (rain.url, rain.publisher, rain.title) == ("https://post.example/rain", "post.example", "Rain in Accra")
    assert (again.published.edtf, again.published_basis) == ("2023-11-02", "url")
    assert snow.text == "Snow fell in the north."
    assert [str(each).split(": ", 1)[1] for each in refused] == [
        "https://post.example/empty: holds no article that can be told from menus and notices"
    ]


def test_the_day_of_the_crawl_is_not_that_of_publication() -> None:
    (found,) = intake.from_bytes(archive([("https://post.example/a", "200 OK", "text/html", UNDATED)]), "a.warc")
    assert found.published.state == "not_stated"
    assert found.retrieved == "2024-07-01T10:20:30Z"


def test_an_archive_is_known_behind_any_suffix() -> None:
    assert len(intake.from_bytes(archive(ROWS[:1]), "a.bin")) == 1


def test_a_torn_archive_gives_what_it_has() -> None:
    data = archive(ROWS, packed=True)
    refused: list[BadInput] = []
    found = intake.from_bytes(data[: int(len(data) * 0.6)], "a.warc.gz", refuse=refused.append)
    assert found[0].title == "Rain in Accra"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"no archive", "is no web archive"),
        (gzip.compress(b"some text"), "is no web archive"),
        (b"\x1f\x8b\x08\x00junk", "is no web archive"),
        (archive([ROWS[2]]), "an archive of 2 records without a page"),
    ],
)
def test_what_is_no_archive(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, "a.warc.gz")
    assert str(caught.value).startswith("a.warc.gz: ")


def test_without_warcio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(BadInput, match=r"needs warcio; install it with pip install 'dateline\[warc\]'"):
        intake.from_bytes(archive(ROWS[:1]), "a.warc")


@settings(max_examples=40, deadline=None)
@given(st.booleans(), st.integers(0, 5000), st.integers(0, 30), st.binary(max_size=6))
def test_torn_archives_are_reports_or_bad_input(packed: bool, cut: int, gap: int, junk: bytes) -> None:
    data = archive([ROWS[2], ROWS[5]], packed)
    cut %= len(data)
    with suppress(BadInput):
        intake.from_bytes(data[:cut] + junk + data[cut + gap :], "a.warc.gz")
