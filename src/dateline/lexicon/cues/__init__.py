"""Loads the cues for a Kit from the TOML files beside this module; BadLexicon says what does not fit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from dateline.errors import BadLexicon
from dateline.model.attribution import AttributionKind, SourceKind, Stance
from dateline.model.cues import CueEntry, Cues, Takes, Use
from dateline.model.linear import Linear
from dateline.model.voices import Voices

_KINDS, _STANCES = frozenset(get_args(AttributionKind)), frozenset(get_args(Stance))
_TAKES, _USES, _SOURCES = frozenset(get_args(Takes)), frozenset(get_args(Use)), frozenset(get_args(SourceKind))


@cache
def load(weights: Path | None = None) -> Cues:
    """All cues of the lexicon, checked; `weights` names a file that `tools/train_voices.py` made, else the shipped."""
    verbs, nouns, phrases = _read("verbs"), _read("nouns"), _read("phrases")
    sources, labels = _read("sources"), _read("labels")
    entries = _entries(verbs, "verbs", "lemmas", "verbs.toml")
    irregular = _table(verbs.get("irregular", {}), "verbs.toml")
    outlets = _table(sources.pop("outlets", {}), "sources.toml")
    return Cues(
        verbs=entries,
        nouns=_entries(nouns, "nouns", "lemmas", "nouns.toml"),
        adjectives=_entries(nouns, "adjectives", "lemmas", "nouns.toml"),
        phrases=_entries(phrases, "phrases", "words", "phrases.toml"),
        forms=_forms(entries, irregular),
        source_words=_by_word(_table(sources, "sources.toml")),
        outlets=_by_word(outlets),
        labels=frozenset(_strings(labels.get("words"), "labels.toml")),
        label_ends=tuple(_strings(labels.get("ends"), "labels.toml")),
        voices=_voices(weights),
    )


def _voices(file: Path | None) -> Voices:
    """The learned weights: one line a feature, with the model it belongs to, and the bias under the name "bias"."""
    shipped = file or files(__name__).joinpath("voices.tsv")
    if not shipped.is_file():
        return Voices()
    weights: dict[str, dict[str, float]] = {"cue": {}, "content": {}, "source": {}}
    weights.update({f"kind {kind}": {} for kind in _KINDS})
    version = ""
    for number, line in enumerate(shipped.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            version = version or line.removeprefix("# version ").strip()
            continue
        try:
            model, feature, weight = line.split("\t")
            weights[model][feature] = float(weight)
        except (ValueError, KeyError):
            raise BadLexicon(
                f"voices.tsv, line {number}: a model, a feature and a weight are needed: {line!r}"
            ) from None
    models = {model: Linear(each.pop("bias", 0.0), each) for model, each in weights.items()}
    kinds = {kind: models[f"kind {kind}"] for kind in get_args(AttributionKind) if models[f"kind {kind}"].weights}
    return Voices(version, models["cue"], models["content"], models["source"], kinds)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _entries(data: dict[str, object], key: str, words: str, file: str) -> dict[str, CueEntry]:
    found: dict[str, CueEntry] = {}
    groups = data.get(key)
    if not isinstance(groups, list):
        raise BadLexicon(f"{file} has no list of [[{key}]]")
    for group in groups:
        kind, stance, use = group.get("kind"), group.get("stance"), group.get("use", "word")
        takes = frozenset(group.get("takes", []))
        if kind not in _KINDS or stance not in _STANCES or use not in _USES or not takes <= _TAKES:
            raise BadLexicon(f"{file}: a group of [[{key}]] has an unknown kind, stance, use or takes: {group}")
        for lemma in dict.fromkeys(_strings(group.get(words), file)):
            if lemma in found:
                raise BadLexicon(f"{file}: {lemma!r} stands in two groups of [[{key}]]")
            found[lemma] = CueEntry(lemma, kind, stance, takes, use)
    return found


def _strings(value: object, file: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise BadLexicon(f"{file}: a list of words is needed, not {value!r}")
    return value


def _table(value: object, file: str) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        raise BadLexicon(f"{file}: a table is needed, not {value!r}")
    return {str(key): _strings(words, file) for key, words in value.items()}


def _by_word(table: dict[str, list[str]]) -> dict[str, SourceKind]:
    found: dict[str, SourceKind] = {}
    for kind, words in table.items():
        if kind not in _SOURCES:
            raise BadLexicon(f"sources.toml: {kind!r} is no kind of source")
        for word in words:
            found.setdefault(word, kind)  # type: ignore[arg-type]
    return found


def _forms(entries: dict[str, CueEntry], irregular: dict[str, list[str]]) -> dict[str, str]:
    strangers = irregular.keys() - entries.keys()
    if strangers:
        raise BadLexicon(f"verbs.toml: irregular forms of verbs that are no cues: {sorted(strangers)}")
    forms: dict[str, str] = {}
    for lemma in entries:
        for form in (lemma, *inflect(lemma), *irregular.get(lemma, ())):
            forms.setdefault(form, lemma)
        for past in irregular.get(lemma, ()):
            if past.endswith("ed") and past[-3] == past[-4:-3]:
                forms.setdefault(past[:-2] + "ing", lemma)
    return forms


def inflect(lemma: str) -> Iterator[str]:
    """The regular forms of a verb: third person, past, and the form in -ing.

    >>> list(inflect("deny"))
    ['denies', 'denied', 'denying']
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("ee"):
        yield from (lemma + "s", lemma + "d", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")
