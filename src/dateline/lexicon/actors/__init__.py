"""The knowledge base for a Kit: the compiled index, what the user added to it, and both as one `Actors`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.actors import Actors


def load(additions: Path | None = None) -> Actors:
    """The knowledge base, with the user's own additions; `additions` is their folder, by default the user's data folder.

    In a development checkout the index is compiled first where it is missing or older than its sources. BadLexicon
    where a file is wrong.
    """
    # Imported here: the build hook imports `compile` from this package before dateline's dependencies are there.
    from dateline.lexicon.actors import compile as compiler
    from dateline.lexicon.actors.index import Index

    if compiler.stale():
        compiler.compile()
    data = json.loads(compiler.COMPILED.read_text(encoding="utf-8"))
    return Index(data["entities"], data["names"], data["offices"], data["roles"], data["leads"])
