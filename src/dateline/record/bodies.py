"""JSON goes in and packed bytes come out, and back: how the record keeps what nobody needs to search.

A body is one byte that numbers the way of packing, then raw zlib data made with that way's dictionary of common
stretches (`body.1.dict`), which halves what a single claim takes. A dictionary is never changed: a better one gets the
next number, and old bodies go on being read with theirs.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.resources import files
from typing import cast

from dateline.model.codec import Json

_WAY = 1
_LEVEL = 6


@cache
def _dictionary(way: int) -> bytes:
    return (files(__package__) / f"body.{way}.dict").read_bytes()


def pack(value: Json) -> bytes:
    """`value` as bytes; what UTF-8 has no bytes for stays escaped.

    >>> unpack(pack({"text": "Åland \\ud800"}))
    {'text': 'Åland \\ud800'}
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    packer = zlib.compressobj(_LEVEL, wbits=-15, zdict=_dictionary(_WAY))
    return bytes((_WAY,)) + packer.compress(plain) + packer.flush()


def unpack(body: bytes) -> Json:
    """What `pack` was given; ValueError when the bytes are no body."""
    try:
        opener = zlib.decompressobj(wbits=-15, zdict=_dictionary(body[0]))
        plain = opener.decompress(body[1:]) + opener.flush()
        if not opener.eof:
            raise ValueError("it is cut off")
        return cast(Json, json.loads(plain))
    except (zlib.error, IndexError, FileNotFoundError, ValueError) as error:
        raise ValueError(f"not a body of the record: {error}") from None
