"""Frozen values go in and JSON comes out, and back without loss; the published JSON Schema from the same types."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


def to_json(value: object, leave_out: frozenset[str] = frozenset()) -> Json:
    """`value` (a noun of the model, or tuples of them) as JSON values; top-level fields in `leave_out` stay out.

    A trailing underscore of a field name is dropped (`from_` is `from`); dates are ISO 8601.
    """
    if leave_out:
        kind: type = type(value)
        return {name: _plain(getattr(value, field)) for field, name in _written(kind) if field not in leave_out}
    return _plain(value)


def _plain(value: object) -> Json:
    kind: type = type(value)
    if value is None or kind in _AS_IS:
        return value  # type: ignore[return-value]
    if kind is tuple:
        return [_plain(each) for each in value]  # type: ignore[attr-defined]
    if _is_noun(kind):
        return {name: _plain(getattr(value, field)) for field, name in _written(kind)}
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | frozenset):
        return [_plain(each) for each in value]
    raise TypeError(f"no JSON for a {kind.__name__}")


def from_json(kind: type[T], data: Json) -> T:
    """The noun of type `kind` that `data` states; ValueError says which field does not fit."""
    try:
        return _fitting(kind)(data)  # type: ignore[return-value, arg-type]
    except (ValueError, TypeError):  # read once more, slowly, to say what does not fit
        return _value(kind, data, kind.__name__)  # type: ignore[return-value]


_AS_IS = frozenset({str, int, float, bool})
_is_noun = cache(is_dataclass)


@cache
def _written(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a noun, each with its name in JSON."""
    return tuple((name, name.rstrip("_")) for name in _names(kind))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if not each.name.startswith("_"))


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


@cache
def _fitting(kind: object) -> Callable[[Json], object]:
    """What reads a `kind`, made once, as a record reads millions; on misfits it raises Value- or TypeError."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        parts = get_args(kind)
        rest = [part for part in parts if part is not type(None)]
        if len(rest) == 1 and len(parts) == 2:
            inner = _fitting(rest[0])
            return lambda data: None if data is None else inner(data)
        return lambda data: _union(parts, data, "")
    if origin is Literal:
        values = frozenset(get_args(kind))

        def literal(data: Json) -> object:
            if data in values:
                return data
            raise ValueError

        return literal
    if origin is tuple and len(get_args(kind)) == 2 and get_args(kind)[1] is Ellipsis:
        item = _fitting(get_args(kind)[0])

        def items(data: Json) -> object:
            if type(data) is list:
                return tuple([item(each) for each in data])
            raise ValueError

        return items
    if isinstance(kind, type) and is_dataclass(kind):
        return _maker(kind)
    if kind is str:

        def words(data: Json) -> object:
            if type(data) is str:
                return data
            raise ValueError

        return words
    return lambda data: _value(kind, data, "")


def _maker(kind: type) -> Callable[[Json], object]:
    """What makes a noun of an object; its fields are looked up when first needed, since nouns may hold themselves."""
    known: list[tuple[str, str, Callable[[Json], object]]] = []

    def make(data: Json) -> object:
        if type(data) is not dict:
            raise ValueError
        if not known:
            hints = _hints(kind)
            known.extend((field, name, _fitting(hints[field])) for field, name in _written(kind))
        return kind(**{field: read(data[name]) for field, name, read in known if name in data})

    return make


def _value(kind: object, data: Json, where: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind), data, where)
    if origin is Literal:
        if data not in get_args(kind):
            raise ValueError(f"{where}: {data!r} is none of {', '.join(map(repr, get_args(kind)))}")
        return data
    if origin is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{where}: a list is needed, not {data!r}")
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_value(parts[0], each, f"{where}[{at}]") for at, each in enumerate(data))
        return tuple(_value(part, each, where) for part, each in zip(parts, data, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, data, where)
    if kind is datetime or kind is date:
        if not isinstance(data, str):
            raise ValueError(f"{where}: an ISO date is needed, not {data!r}")
        return datetime.fromisoformat(data) if kind is datetime else date.fromisoformat(data)
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if isinstance(kind, type) and isinstance(data, kind) and (kind is bool or not isinstance(data, bool)):
        return data
    raise ValueError(f"{where}: {data!r} does not fit {kind}")


def _union(kinds: tuple[object, ...], data: Json, where: str) -> object:
    if data is None and type(None) in kinds:
        return None
    if isinstance(data, str) and datetime in kinds:
        return _value(datetime if "T" in data else date, data, where)
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == 1:
        return _value(rest[0], data, where)
    for kind in rest:
        try:
            return _value(kind, data, where)
        except ValueError:
            continue
    raise ValueError(f"{where}: {data!r} fits none of {rest}")


def _dataclass(kind: type, data: Json, where: str) -> object:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: an object is needed, not {data!r}")
    hints = _hints(kind)
    given = {name: data[name.rstrip("_")] for name in _names(kind) if name.rstrip("_") in data}
    return kind(**{name: _value(hints[name], each, f"{where}.{name}") for name, each in given.items()})


def schema(kind: type, leave_out: frozenset[str] = frozenset()) -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of what `to_json` makes of a `kind`."""
    defs: dict[str, Json] = {}
    top = _object(kind, defs, leave_out)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.__name__, **top, "$defs": defs}


def _object(kind: type, defs: dict[str, Json], leave_out: frozenset[str] = frozenset()) -> dict[str, Json]:
    names = [name for name in _names(kind) if name not in leave_out]
    hints = _hints(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " "),
        "properties": {name.rstrip("_"): _shape(hints[name], defs) for name in names},
        "required": [name.rstrip("_") for name in names],
        "additionalProperties": False,
    }


_PLAIN: dict[object, dict[str, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _shape(kind: object, defs: dict[str, Json]) -> dict[str, Json]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_shape(each, defs) for each in get_args(kind)]}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return {"type": "array", "items": _shape(parts[0], defs)}
        return {"type": "array", "prefixItems": [_shape(part, defs) for part in parts], "items": False}
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in defs:
            defs[kind.__name__] = None
            defs[kind.__name__] = _object(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return dict(_PLAIN[kind])


_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def dumps(value: Json, indent: int | None = None) -> str:
    """JSON text in plain letters; what UTF-8 has no bytes for (lone surrogates), and what some readers take for the end
    of a line (U+0085, U+2028, U+2029), stays escaped.

    >>> dumps("Åland \\ud800")
    '"Åland \\\\ud800"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isascii():
        return text
    for sign, escaped in _LINE_ENDS:
        text = text.replace(sign, escaped)
    return text.encode("utf-8", "backslashreplace").decode()
