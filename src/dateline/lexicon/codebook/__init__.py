"""The codebook's files come in; out comes the Codebook of a Kit, every entry checked.

How to write an entry of the frame lexicon is told in `frames/README.md` and understood by `patterns`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from dateline.errors import BadLexicon
from dateline.lexicon.codebook.patterns import PatternError, frame_parts
from dateline.model.act import EventType
from dateline.model.codebook import CameoEntry, Codebook, Combination, Frame, FramePos, Relevance, TypeEntry

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)


def load(folder: Traversable | None = None) -> Codebook:
    """The codebook that the files under `folder` (the package's own unless given) state; BadLexicon names the line."""
    folder = folder or files(__package__)
    plover = tomllib.loads((folder / "plover.toml").read_text("utf-8"))
    types = types_of(folder)
    cameo = dict(_cameo(folder / "cameo.tsv"))
    classes = _classes(folder / "classes.toml")
    contexts = plover["contexts"]
    frames: dict[tuple[FramePos, str], list[Frame]] = {}
    for frame in _frames(folder / "frames", types, cameo, contexts, classes):
        for head in frame.heads:
            frames.setdefault((frame.pos, head), []).append(frame)
    return Codebook(
        types=types,
        cameo=cameo,
        contexts=contexts,
        frames={key: tuple(sorted(found, key=lambda frame: -frame.weight)) for key, found in frames.items()},
        combinations=_combinations(folder / "combinations.tsv", cameo, types),
        supports=_supports(folder / "supports.toml"),
        classes=classes,
        relevance=_relevance(folder / "relevance.toml"),
    )


def types_of(folder: Traversable | None = None) -> dict[str, TypeEntry]:
    """PLOVER's types alone, by name: quick, for who needs no frames."""
    plover = tomllib.loads(((folder or files(__package__)) / "plover.toml").read_text("utf-8"))
    types = {
        name: TypeEntry(
            name, entry["quad"], entry["score"], entry["definition"], entry.get("modes", {}), entry["cameo"]
        )
        for name, entry in plover["types"].items()
    }
    if set(types) != set(EVENT_TYPES):
        raise BadLexicon("plover.toml: name PLOVER's 16 types, each once")
    return types


def _rows(file: Traversable, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Where each row stands, and its cells; blank lines, comments and the line of column names left out."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise BadLexicon(f"{file.name}:{number}: write {columns} cells parted by tabs, not {len(cells)}")
        yield f"{file.name.removesuffix('.tsv')}:{number}", cells


def _event_type(name: str, where: str) -> EventType:
    if name not in EVENT_TYPES:
        raise BadLexicon(f"{where}: {name!r} is none of PLOVER's 16 types")
    return name


def _cameo(file: Traversable) -> Iterator[tuple[str, CameoEntry]]:
    for where, (code, goldstein, plover, name) in _rows(file, 4):
        yield code, CameoEntry(code, name, float(goldstein), _event_type(plover, where) if plover != "-" else None)


def _classes(file: Traversable) -> dict[str, frozenset[str]]:
    """The named word lists; a word in angle brackets takes in another list above it."""
    found: dict[str, frozenset[str]] = {}
    for name, text in tomllib.loads(file.read_text("utf-8")).items():
        words: set[str] = set()
        for word in text.split():
            if word.startswith("<"):
                words |= found[word.strip("<>")]
            else:
                words.add(word)
        found[name] = frozenset(words)
    return found


def _frames(
    folder: Traversable,
    types: dict[str, TypeEntry],
    cameo: dict[str, CameoEntry],
    contexts: dict[str, str],
    classes: dict[str, frozenset[str]],
) -> Iterator[Frame]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".tsv"):
            continue
        name = _event_type(file.name.removesuffix(".tsv").upper(), file.name)
        for where, (pattern, code, marks, example) in _rows(file, 4):
            modes = tuple(mark for mark in marks.split() if mark[0] not in "+-")
            context = tuple(mark[1:] for mark in marks.split() if mark[0] == "+")
            _check(where, code in cameo, f"no CAMEO code is {code!r}")
            _check(where, all(mode in types[name].modes for mode in modes), f"{name} has no such mode: {marks!r}")
            _check(where, all(each in contexts for each in context), f"no such context: {marks!r}")
            _check(where, len(example.split()) > 1, "give an example sentence")
            try:
                pos, heads, slots = frame_parts(pattern, classes)
            except PatternError as bad:
                raise BadLexicon(f"{where}: {bad}") from None
            yield Frame(where, pattern, pos, heads, slots, name, code, modes, context, example)


def _check(where: str, holds: bool, otherwise: str) -> None:
    if not holds:
        raise BadLexicon(f"{where}: {otherwise}")


def _combinations(
    file: Traversable, cameo: dict[str, CameoEntry], types: dict[str, TypeEntry]
) -> dict[EventType, tuple[Combination, ...]]:
    found: dict[EventType, list[Combination]] = {}
    for where, (outer, inner, becomes, code, marks) in _rows(file, 5):
        kind, result = _event_type(outer, where), _event_type(becomes, where)
        _check(where, code in cameo, f"no CAMEO code is {code!r}")
        modes = tuple(marks.split()) if marks != "-" else ()
        _check(where, all(mode in types[result].modes for mode in modes), f"{result} has no such mode: {marks!r}")
        found.setdefault(kind, []).append(Combination(kind, inner, result, code, modes))
    return {kind: tuple(every) for kind, every in found.items()}


def _supports(file: Traversable) -> dict[str, Literal["actor", "recipient"]]:
    data = tomllib.loads(file.read_text("utf-8"))
    found: dict[str, Literal["actor", "recipient"]] = {}
    for verb in data["actor"].split():
        found[verb] = "actor"
    for verb in data["recipient"].split():
        found[verb] = "recipient"
    return found


def _relevance(file: Traversable) -> Relevance:
    data = tomllib.loads(file.read_text("utf-8"))
    topics: dict[str, tuple[str, ...]] = {}
    for topic, words in data["topics"].items():
        for word in words.split():
            topics[word] = (*topics.get(word, ()), topic)
    return Relevance(
        political=frozenset(data["political"].split()),
        police=frozenset(data["police"].split()),
        private=frozenset(data["private"].split()),
        always=frozenset(data["always"].split()),
        topics=topics,
        technical=frozenset(data["technical"].split()),
        arms=frozenset(data["arms"].split()),
        norms={name: frozenset(words.split()) for name, words in data["norms"].items()},
    )
