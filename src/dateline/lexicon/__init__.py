"""Words, codes and knowledge as data, and one loader a file that turns them into typed values."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_DATA = (".toml", ".tsv", ".csv", ".json", ".onnx")


@cache
def version() -> str:
    """The version of all words and tables together: eight hexadecimal digits of a hash of their files."""
    found = sha256()
    root = Path(__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _DATA and path.parent.name != "compiled"):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:8]
