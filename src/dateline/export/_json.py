"""JSON values go in; their text comes out, in plain letters, for every format that writes JSON."""

from __future__ import annotations

import json

from dateline.model.codec import Json


def dumps(value: Json, indent: int | None = None) -> str:
    """JSON text in plain letters; lone surrogates, which UTF-8 has no bytes for, stay escaped.

    >>> dumps("Åland \\ud800")
    '"Åland \\\\ud800"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode()
