"""The TOML files of this folder go in; the goods lexicon of a Kit comes out, checked against its schema."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from dateline.errors import BadLexicon
from dateline.model.act import StatusValue
from dateline.model.goods import (
    Carrier,
    Complement,
    Effect,
    Estimate,
    GoodsCategory,
    GoodsLexicon,
    Rule,
    Signature,
    WordClass,
)

HERE = Path(__file__).parent
_CLASSES: tuple[tuple[str, WordClass], ...] = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"))


@cache
def load(*own: Path) -> GoodsLexicon:
    """The lexicon of the package; `own` are files of measures that a user brings, in the form of `measures/`.

    BadLexicon names the file and the entry that does not fit.
    """
    categories, terms = _goods(HERE / "goods.toml")
    return GoodsLexicon(
        categories=categories,
        terms=terms,
        measures=tuple(_measures([*sorted((HERE / "measures").glob("*.toml")), *own], categories)),
        estimates=_estimates(HERE / "estimates.toml"),
        signatures=_signatures(HERE / "signatures.toml"),
        adjectives=_adjectives(HERE / "adjectives.toml"),
        carriers=_carriers(HERE / "carriers.toml"),
        groups=_groups(HERE / "groups.toml"),
    )


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadLexicon(f"{path}: cannot be read: {error}") from error


def _rows(path: Path, data: Mapping[str, object], key: str, known: set[str]) -> list[dict[str, object]]:
    """The tables of the array `key`, each with keys out of `known` only."""
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadLexicon(f"{path}: `{key}` must be an array of tables")
    for row in rows:
        if strange := set(row) - known:
            raise BadLexicon(f"{path}: {row.get('id', key)}: unknown key {sorted(strange)[0]!r}")
    return rows


def _strings(path: Path, where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadLexicon(f"{path}: {where}: a list of strings is needed, not {value!r}")
    return tuple(value)


def _string(path: Path, where: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise BadLexicon(f"{path}: {where}: a string is needed, not {value!r}")
    return value


def _goods(path: Path) -> tuple[dict[str, GoodsCategory], dict[str, str]]:
    categories: dict[str, GoodsCategory] = {}
    terms: dict[str, str] = {}
    for row in _rows(path, _read(path), "category", {"id", "label", "terms", "regimes", "example"}):
        id = _string(path, "id", row.get("id"))
        parent = id.rpartition(".")[0] or None
        if parent is not None and parent not in categories:
            raise BadLexicon(f"{path}: {id}: its parent {parent!r} must stand before it")
        own = _strings(path, id, row.get("terms", []))
        regimes = _strings(path, id, row.get("regimes", []))
        categories[id] = GoodsCategory(id, _string(path, id, row.get("label")), parent, own, regimes)
        for term in own:
            if term in terms:
                raise BadLexicon(f"{path}: {term!r} stands under {terms[term]} and under {id}")
            terms[term] = id
    return categories, terms


def _measures(paths: Iterable[Path], categories: Mapping[str, GoodsCategory]) -> Iterable[Rule]:
    known = {each.name for each in fields(Rule)}
    seen: set[str] = set()
    for path in paths:
        for row in _rows(path, _read(path), "measure", known):
            rule = _measure(path, row)
            if rule.id in seen:
                raise BadLexicon(f"{path}: {rule.id}: this id is taken")
            if strange := [each for each in rule.goods if each not in categories]:
                raise BadLexicon(f"{path}: {rule.id}: no category {strange[0]!r} in goods.toml")
            seen.add(rule.id)
            yield rule


def _measure(path: Path, row: Mapping[str, object]) -> Rule:
    id = _string(path, "id", row.get("id"))

    def text(key: str) -> str:
        return _string(path, f"{id}.{key}", row.get(key))

    def listed(key: str) -> tuple[str, ...]:
        return _strings(path, f"{id}.{key}", row.get(key, []))

    kind, directions, url = row.get("kind"), listed("directions"), row.get("url")
    if kind not in ("sanctions", "arms embargo", "control regime", "treaty", "programme"):
        raise BadLexicon(f"{path}: {id}: no kind {kind!r}")
    if strange := set(directions) - {"to", "from"}:
        raise BadLexicon(f"{path}: {id}: no direction {sorted(strange)[0]!r}")
    return Rule(
        id=id,
        name=text("name"),
        kind=kind,
        authority=text("authority"),
        scope=text("scope"),
        citation=text("citation"),
        start=_day(path, f"{id}.start", row.get("start")),
        end=_day(path, f"{id}.end", row.get("end")),
        targets=listed("targets"),
        directions=tuple(each for each in _WAYS if each in directions),
        imposers=listed("imposers"),
        goods=listed("goods"),
        acts=listed("acts"),
        paragraphs=listed("paragraphs"),
        url=url if isinstance(url, str) else None,
    )


_WAYS: tuple[Literal["to", "from"], ...] = ("to", "from")


def _day(path: Path, where: str, value: object) -> date | None:
    if value is not None and not isinstance(value, date):
        raise BadLexicon(f"{path}: {where}: a date is needed, not {value!r}")
    return value


def _estimates(path: Path) -> dict[str, Estimate]:
    found = {}
    for row in _rows(path, _read(path), "band", {"name", "low", "high", "phrases"}):
        low, high = row.get("low"), row.get("high")
        if not isinstance(low, float) or not isinstance(high, float) or not 0 <= low < high <= 1:
            raise BadLexicon(f"{path}: {row.get('name')}: 0 <= low < high <= 1 is needed")
        for phrase in _strings(path, "phrases", row.get("phrases", [])):
            found[phrase] = Estimate(phrase, low, high)
    return found


def _signatures(path: Path) -> dict[tuple[WordClass, str, Complement], Signature]:
    """By word class, lemma and complement; where a word stands in two groups the later group wins."""
    found: dict[tuple[WordClass, str, Complement], Signature] = {}
    known = {"effect", "forms", "speech", "verbs", "nouns", "adjectives", "example"}
    for row in _rows(path, _read(path), "group", known):
        effect, forms = row.get("effect"), _strings(path, "forms", row.get("forms"))
        _string(path, "example", row.get("example"))
        if effect not in get_args(Effect) or any(form not in get_args(Complement) for form in forms):
            raise BadLexicon(f"{path}: no effect {effect!r} with forms {forms}")
        signature = Signature(effect, row.get("speech") is True)  # type: ignore[arg-type]
        for key, word_class in _CLASSES:
            for lemma in _strings(path, key, row.get(key, [])):
                for form in forms:
                    found[word_class, lemma, form] = signature  # type: ignore[index]
    return found


def _carriers(path: Path) -> dict[tuple[WordClass, str], Carrier]:
    found: dict[tuple[WordClass, str], Carrier] = {}
    for carrier, row in _read(path).items():
        if carrier not in get_args(Carrier) or not isinstance(row, dict):
            raise BadLexicon(f"{path}: {carrier!r} is no way of carrying")
        for key, word_class in _CLASSES[:2]:
            for lemma in _strings(path, f"{carrier}.{key}", row.get(key)):
                found.setdefault((word_class, lemma), carrier)  # type: ignore[arg-type]
    return found


def _groups(path: Path) -> dict[str, frozenset[str]]:
    return {name: frozenset(_strings(path, name, members)) for name, members in _read(path).items()}


def _adjectives(path: Path) -> dict[str, StatusValue]:
    found: dict[str, StatusValue] = {}
    for status, row in _read(path).items():
        if status not in get_args(StatusValue) or not isinstance(row, dict):
            raise BadLexicon(f"{path}: {status!r} is no status")
        for word in _strings(path, status, row.get("words")):
            found[word] = status  # type: ignore[assignment]
    return found
