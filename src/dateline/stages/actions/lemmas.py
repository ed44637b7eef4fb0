"""A token comes in; out come the words that the lexicon may know it by: its lemma, a compound, what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.parse import Parse, Token

_NOUNS = frozenset(("NOUN", "PROPN"))
_MEASURES = frozenset(
    "some all many most several few half part number series round wave set pair majority batch dozen hundred "
    "thousand range string spate barrage handful group bout piece amount million billion ton tonne deal lot rest kind "
    "type percent percentage % share portion fraction quarter third bulk remainder quantity spree raft package form "
    "sort list slew flurry array host score".split()
)
_JOINT = frozenset(("joint", "combined", "bilateral"))
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_IRREGULAR = {
    "forgave": "forgive",
    "withdrew": "withdraw",
    "withheld": "withhold",
    "overthrew": "overthrow",
    "forbade": "forbid",
    "overran": "overrun",
    "unfroze": "unfreeze",
    "upheld": "uphold",
    "undertook": "undertake",
    "retook": "retake",
    "overrode": "override",
    "withstood": "withstand",
    "swore": "swear",
    "slew": "slay",
}


def _regular(text: str) -> Iterator[str]:
    """What the verb may be that a regular ending was put on, for where the lemmatizer is wrong."""
    if text in _IRREGULAR:
        yield _IRREGULAR[text]
    for ending in ("ed", "ing"):
        stem = text.removesuffix(ending)
        if stem != text and len(stem) > 2:
            yield stem
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]


class Lemmas:
    """The words that a condition on a token may be met by: its lemma, a compound, what it measures out."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._plain: dict[int, tuple[str, ...]] = {}

    def plain(self, token: Token) -> tuple[str, ...]:
        """The longest first: "hunger-strike" before "strike", "cease-fire" and "ceasefire" before "fire"."""
        if token.i not in self._plain:
            self._plain[token.i] = tuple(self._forms(token))
        return self._plain[token.i]

    def _forms(self, token: Token) -> Iterator[str]:
        lemma = token.lemma.lower()
        before = self._before(token)
        if before is not None:
            yield f"{before}-{lemma}"
            yield before + lemma
        if token.pos in _NOUNS and any(each.lemma.lower() in _JOINT for each in self.parse.children(token, "amod")):
            yield f"joint-{lemma}"  # "joint naval drills"
        if token.pos == "VERB" and _SHORT.fullmatch(lemma) and token.text.lower()[len(lemma) :] in ("ed", "ing", "es"):
            yield f"{lemma}e"  # lemmatizers make "stag" of "staged", which would be "stagged"
        yield lemma
        if token.pos == "VERB":
            yield from _regular(token.text.lower())
        if token.pos == "PROPN" and lemma.endswith("s"):
            yield lemma[:-1]

    def _before(self, token: Token) -> str | None:
        """The word that makes a compound with a noun or a verb: "hunger strike", "cease-fire", "tear-gas"."""
        tokens = self.parse.tokens
        first, _ = self.parse.ranges[token.unit]
        if token.i - 2 >= first and tokens[token.i - 1].text == "-" and tokens[token.i - 1].end == token.start:
            return tokens[token.i - 2].text.lower()
        if token.i - 1 >= first and token.pos in _NOUNS:
            previous = tokens[token.i - 1]
            if previous.head == token.i and previous.dep in ("compound", "amod", "nmod"):
                return previous.lemma.lower()
        return None

    def meant(self, token: Token) -> set[str]:
        """All words of the token, and of what it is a measure of ("some of its curbs", "a series of attacks")."""
        words = set(self.plain(token))
        if token.lemma.lower() in _MEASURES or token.pos in ("NUM", "DET", "PRON"):
            for prep in self.parse.children(token, "prep"):
                if prep.text.lower() == "of":
                    for below in self.parse.children(prep, "pobj"):
                        words.update(self.plain(below))
        return words
