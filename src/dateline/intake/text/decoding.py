"""Bytes go in and their text comes out, whatever common encoding they are in; BadInput says why they are no text."""

from __future__ import annotations

import codecs
import re

from dateline.errors import BadInput

_KINDS = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"PAR1", "a Parquet file"), (b"OggS", "a sound file"), (b"ID3", "a sound file"), (b"RIFF", "a sound file"),
)  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(rb"(?i)(?:charset|encoding)\s*[=:]\s*[\"']?([a-z0-9][a-z0-9_.:-]{1,30})")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_WESTERN = re.compile(r"[\x80-\xff]")


def decode(data: bytes, name: str) -> str:
    """The text that `data`, read from `name`, holds: code point for code point, a byte-order mark and all.

    UTF-8 first; UTF-16 and UTF-32 by their marks, or UTF-16 by its zeros; what the text declares of itself; Windows
    Western (which takes in Latin-1) when the bytes look like it. Other encodings cannot be told apart safely.
    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise BadInput(f"{name}: is {kind}, not text; save it as text first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _certain(data, encoding, name)
    try:
        return _sane(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    if len(data) % 2 == 0 and data:
        for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            if zeros.count(0) > len(zeros) * 0.4:
                return _sane(_certain(data, encoding, name), name)
    declared = _DECLARED.search(data[:1024])
    if declared:
        encoding = declared.group(1).decode("ascii")
        try:
            if codecs.lookup(encoding).name not in ("utf-8", "ascii") and codecs.lookup(encoding)._is_text_encoding:
                return _sane(_certain(data, encoding, name), name)
        except LookupError:
            raise BadInput(f"{name}: says that its encoding is {encoding!r}, which is not known") from None
    return _western(data, name)


def _certain(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{name}: is said to be {encoding} but is not, at byte {error.start}; save it as UTF-8"
        ) from None


def _sane(text: str, name: str) -> str:
    """`text`, unless so much of it is control characters that it is no text."""
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > max(8, len(sample) * 0.1):
        raise BadInput(f"{name}: is no text (too many control characters)")
    return text


def _western(data: bytes, name: str) -> str:
    """The text in Windows-1252, the encoding that old Western text without a declaration is in.

    Likely when most letters are ASCII, as in any Western language, and control characters are few.
    """
    if b"\x00" in data:
        raise BadInput(f"{name}: is no text (it holds zero bytes)")
    text = data.decode("cp1252", errors="replace")
    high = len(_WESTERN.findall(data.decode("latin-1")))
    letters = sum(letter.isalpha() for letter in text)
    if "\ufffd" in text or high > 0.3 * max(1, letters) or letters < 0.4 * len(text):
        raise BadInput(f"{name}: is in an encoding that cannot be told; save it as UTF-8")
    return _sane(text, name)
