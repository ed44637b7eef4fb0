"""The name of a language goes in; out comes its Catalogue: every text of the pages, by key, in that language.

A catalogue is one file of `words/`. A text may hold `{names}` that are filled in; a list of texts are the forms of a
plural, chosen by the catalogue's own formula as gettext writes it.
"""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import cast

Texts = dict[str, str | list[str]]


@dataclass(frozen=True)
class Catalogue:
    """The texts of one language: `language` is a tag of BCP 47."""

    language: str
    direction: str
    texts: Texts
    plural: Callable[[int], int] = field(repr=False)

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """The text of `key` with `values` filled in; `n` chooses its form and is filled in too. KeyError without one.

        >>> english = load("en")
        >>> english.say("count.claims", 1), english.say("count.claims", 1200)
        ('1 claim', '1,200 claims')
        """
        text = self.texts[key]
        if isinstance(text, list):
            text = text[min(self.plural(n or 0), len(text) - 1)]
        if n is not None:
            values["n"] = f"{n:,}"
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.texts


@cache
def load(language: str) -> Catalogue:
    """The catalogue of a language; FileNotFoundError where there is none."""
    data = tomllib.loads(files("dateline.web").joinpath("words", f"{language}.toml").read_text("utf-8"))
    plural = gettext.c2py(str(data.pop("plural")))
    direction = str(data.pop("direction"))
    return Catalogue(language, direction, dict(_flat(data, "")), plural)


def languages() -> tuple[str, ...]:
    """The languages that there are catalogues of."""
    names = (each.name for each in files("dateline.web").joinpath("words").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _flat(data: dict[str, object], before: str) -> list[tuple[str, str | list[str]]]:
    found: list[tuple[str, str | list[str]]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((f"{before}{key}", cast("str | list[str]", value)))
    return found
