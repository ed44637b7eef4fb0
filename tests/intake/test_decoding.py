"""Bytes of every common encoding, and bytes that are no text."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadDate, BadInput
from dateline.intake.text.decoding import decode

TEXT = "Der Außenminister reiste nach Kraków.\r\nЗавтра – встреча. 😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").removeprefix("\ufeff").startswith("Der Außenminister")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_stays_in_the_text(encoding: str) -> None:
    assert decode("Hello".encode(encoding), "a.txt") == "\ufeffHello"


def test_western_without_a_word_of_it() -> None:
    text = "The café’s owner said “no” to the Société Générale."
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_an_encoding_that_the_text_declares() -> None:
    text = "encoding: koi8-r\n\nМинистр прибыл."
    assert decode(text.encode("koi8-r"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 \x00\x01", "is a PDF, not text"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"PK\x03\x04abc", "is a ZIP archive"),
        (zlib.compress(b"a text " * 400, 9) * 3, "a.txt: is"),
        (bytes(range(256)) * 8, "a.txt: is"),
        (b"\x00" * 400, "control characters"),
        ("Министр прибыл".encode("cp1251"), "an encoding that cannot be told"),
        (b"charset=utf-99 \xff", "is not known"),
        (b"\xff\xfea", "is said to be utf-16-le but is not"),
    ],
)
def test_no_text(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_bad_input(data: bytes) -> None:
    with suppress(BadInput):
        assert isinstance(decode(data, "a.txt"), str)


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" date 2024-03-05 Rain fell.\r\n")
    (found,) = intake.load(tmp_path / "a.txt")
    assert found.text == " date 2024-03-05 Rain fell.\r\n"
    with pytest.raises(BadInput, match="is a directory"):
        intake.load(tmp_path)
    with pytest.raises(BadInput, match="no such file"):
        intake.load(tmp_path / "b.txt")
    with pytest.raises(BadInput, match="cannot be read"):
        intake.load(Path("a\x00b"))


def test_days() -> None:
    assert intake.day(" 2024-03-05 ").year == 2024
    with pytest.raises(BadDate, match="YYYY-MM-DD"):
        intake.day("yesterday")
