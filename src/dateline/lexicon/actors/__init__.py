"""The knowledge base for a Kit: the compiled index and what the user added to it go in; one `Actors` comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.actors import Actors


def load(added: Path | None = None) -> Actors:
    """The knowledge base with the user's additions from the folder `added`, by default `additions.folder()`.

    In a development checkout the index is compiled first where it is missing or older than its sources. BadLexicon
    where a file is wrong.
    """
    # Imported here: the build hook imports `compile` from this package before dateline's dependencies are there.
    from dateline.errors import BadLexicon
    from dateline.lexicon.actors import additions
    from dateline.lexicon.actors import compile as compiler
    from dateline.lexicon.actors.index import Index

    if compiler.stale():
        compiler.compile()
    data = json.loads(compiler.COMPILED.read_text(encoding="utf-8"))
    for path in sorted((added or additions.folder()).glob("*.json")):
        try:
            additions.merge(data, json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise BadLexicon(f"{path} is damaged ({error}); delete it and add the file again") from None
    return Index(data["entities"], data["names"], data["offices"], data["roles"], data["leads"])
