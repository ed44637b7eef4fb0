"""Frozen values go in and JSON comes out, and back without loss; the published JSON Schema from the same types."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
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
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [to_json(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name.rstrip("_"): to_json(getattr(value, name)) for name in _names(type(value)) if name not in leave_out
        }
    raise TypeError(f"no JSON for a {type(value).__name__}")


def from_json(kind: type[T], data: Json) -> T:
    """The noun of type `kind` that `data` states; ValueError says which field does not fit."""
    return _value(kind, data, kind.__name__)  # type: ignore[return-value]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if not each.name.startswith("_"))


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


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


_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def dumps(value: Json, indent: int | None = None) -> str:
    """JSON text in plain letters; what UTF-8 has no bytes for (lone surrogates), and what some readers take for the end
    of a line (U+0085, U+2028, U+2029), stays escaped.

    >>> dumps("Åland \\ud800")
    '"Åland \\\\ud800"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent).translate(_LINE_ENDS)
    return text.encode("utf-8", "backslashreplace").decode()
