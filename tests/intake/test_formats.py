"""All formats through one door: the command line over several files, wrong suffixes, and bytes of any kind."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline import cli, intake
from dateline.errors import BadInput

PAGE = (
    "<!doctype html><html lang='en'><head><meta name='date' content='2024-03-05'></head><body><article><h1>Pact</h1>"
    "<p>Ghana signed a border agreement with Togo on Tuesday, the minister said in Accra.</p></article></body></html>"
)
ROWS = '{"text": "Kenya threatened to close the border with Uganda on Monday.", "date": "2024-03-04"}\nno row\n'
MAIL = (
    "From: Wire <wire@gnb.example>\nMessage-ID: <1@gnb.example>\nDate: Wed, 06 Mar 2024 10:00:00 +0000\n"
    "Subject: Norway\n\n"
    "Norway condemned Sweden on Wednesday.\n"
)


def test_several_formats_at_once(tmp_path: Path) -> None:
    paths = []
    for name, text in (("page.html", PAGE), ("rows.jsonl", ROWS), ("mail.eml", MAIL), ("broken.pdf", "%PDF-1.4")):
        (tmp_path / name).write_text(text)
        paths.append(str(tmp_path / name))
    done = CliRunner().invoke(cli.app(), ["read", *paths])
    assert done.exit_code == 2
    for words in ("published 2024-03-05 (meta)", "published 2024-03-04 (meta)", "published 2024-03-06 (header)"):
        assert words in done.output
    assert "Traceback" not in done.output
    assert "line 2: is no JSON" in done.stderr
    assert "broken.pdf: is a PDF that cannot be taken apart" in done.stderr


def test_every_format_says_its_suffixes() -> None:
    found = {each.name for group in intake.formats().values() for each in group}
    assert {"csv", "eml", "feed", "html", "jsonl", "newsml", "ninjs", "parquet", "pdf", "text", "warc"} <= found
    assert all(suffix == suffix.lower() for suffix in intake.formats())


def test_formats_load_nothing_heavy() -> None:
    code = (
        "import sys; from dateline import intake; intake.formats();"
        "print({'trafilatura', 'lxml', 'feedparser', 'pypdf', 'pyarrow', 'warcio', 'htmldate'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("suffix", sorted(intake.formats()))
def test_the_empty_file(suffix: str) -> None:
    with suppress(BadInput):
        assert [each.text for each in intake.from_bytes(b"", f"a{suffix}")] == [""]


OPENINGS = [
    b"", b"<!doctype html><html>", b"%PDF-1.4\n", b"PAR1", b"WARC/1.0\r\n", b"\x1f\x8b", b"<rss>", b"<nitf>", b"{",
    b"[{", b"From: a@b.example\nMessage-ID: <1>\n",
    b'{"uri": "x", "pubstatus": "y", "versioncreated": ', b"text,date\n",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(intake.formats())), st.sampled_from(OPENINGS), st.binary(max_size=120))
def test_any_bytes_behind_any_suffix_are_reports_or_bad_input(suffix: str, opening: bytes, rest: bytes) -> None:
    name = f"a{suffix}"
    try:
        found = list(intake.taken(opening + rest, name))
    except BadInput as error:
        found = [error]
    for each in found:
        if isinstance(each, BadInput):
            assert str(each).startswith("a.") or suffix == ""
            assert "\n" not in str(each)
        else:
            assert each.body.end == len(each.text)
            assert each.title_span is None or each.title_span.of(each.text) == each.title
            for date in each.dates:
                assert date.time.span is None or date.time.span.of(each.text) == date.time.text
