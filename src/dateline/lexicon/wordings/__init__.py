"""The words by which news names one kind of occurrence go in, class by class; out come the classes of each word."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from dateline.errors import BadLexicon


@cache
def load() -> dict[str, frozenset[str]]:
    """The classes of each lemma, by name; BadLexicon where the table is not as it says."""
    table = tomllib.loads(files(__name__).joinpath("news.toml").read_text(encoding="utf-8"))
    classes = defaultdict(set)
    for name, words in table.get("classes", {}).items():
        if not isinstance(words, str) or not words.split():
            raise BadLexicon(f"wordings/news.toml: class {name!r} must be a line of words")
        for word in words.split():
            classes[word.replace("-", " ")].add(name)
    return {word: frozenset(names) for word, names in classes.items()}
