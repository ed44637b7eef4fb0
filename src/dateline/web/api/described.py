"""The routes of the API go in; out comes the OpenAPI document, with the schemas of the model as its components."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, cast

from fastapi import APIRouter, Path, Query
from fastapi.openapi.utils import get_openapi

from dateline import __version__
from dateline.model.codec import Json, schema
from dateline.questions.fields import FIELDS
from dateline.web.api.nouns import Problem
from dateline.web.api.sending import JSON, LINES, PROBLEM

WORDS = r"^[^\x00]*$"
Q = Annotated[str, Query(
    max_length=4_000, pattern=WORDS,
    description="A question: terms side by side, with or, not and parentheses; nothing asks for every claim.",
    examples=["who:PRK did:THREATEN when:2023-09", 'between:RUS,PRK "artillery shells" sort:-published'],
)]  # fmt: skip
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=400, pattern=WORDS, description="The `cursor` of the answer before: the next page.")
]
Moment = Annotated[str | None, Query(
    max_length=40, pattern=WORDS,
    description="Ask the record as it was: a day (to its end), a time (UTC), or the number of a revision.",
    examples=["2024-03-01", "12"],
)]  # fmt: skip
Id = Annotated[str, Path(min_length=1, max_length=300, pattern=r"^[^\x00/]+$")]

Responses = dict[int | str, dict[str, object]]
"""What a route tells of its answers, by status, as OpenAPI has it."""
_KINDS: dict[str, type] = {}


def tells(kind: type, says: str = "The answer.", lines: type | None = None, status: int = 200) -> Responses:
    """The `responses` of a route: a `kind` of the model as JSON, `lines` as JSON lines, problems for all else."""
    content: dict[str, object] = {JSON: {"schema": _of(kind)}}
    if lines is not None:
        content[LINES] = {"schema": {"type": "string"}, "x-line": _of(lines)}
    tag: dict[str, object] = {
        "schema": {"type": "string"},
        "description": "Strong; stays the same until the record changes.",
    }
    return {
        status: {"description": says, "content": content, "headers": {"ETag": tag}},
        "default": {"description": "What went wrong.", "content": {PROBLEM: {"schema": _of(Problem)}}},
    }


def file(says: str) -> Responses:
    """The `responses` of a route that hands out a file."""
    return {
        200: {"description": says, "content": {"application/octet-stream": {"schema": {"type": "string"}}}},
        "default": {"description": "What went wrong.", "content": {PROBLEM: {"schema": _of(Problem)}}},
    }


def _of(kind: type) -> dict[str, str]:
    _KINDS[kind.__name__] = kind
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def document(routers: Sequence[APIRouter]) -> dict[str, Json]:
    """The OpenAPI document (3.1) of some routers."""
    routes = [route for router in routers for route in router.routes]
    made = get_openapi(
        title="dateline", version=__version__, routes=routes, description=_description(),
        summary="Who did what to whom, when, where, and on whose word: the record of dated news reports.",
    )  # fmt: skip
    found = cast(dict[str, Json], made)
    components = cast(dict[str, dict[str, Json]], found.setdefault("components", {}))
    schemas = components.setdefault("schemas", {})
    schemas.update(_schemas())
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "`dateline desk admit NAME --role read` makes one.",
        }
    }
    found["security"] = [{}, {"token": []}]
    found["servers"] = [{"url": "/"}]
    for path in cast(dict[str, dict[str, dict[str, dict[str, Json]]]], found["paths"]).values():
        for operation in path.values():
            # What does not fit a parameter is told like everything that goes wrong.
            operation["responses"].pop("422", None)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return found


@cache
def _description() -> str:
    fields = "\n".join(f"| `{name}:` | {each.says} | `{each.example}` |" for name, each in FIELDS.items() if name)
    return (
        "A claim is what one report says, not what is so. Every answer tells the `revision` of the record that it is "
        "of; with `as_of` set to that, the same question brings the same answer again, whatever was written since.\n\n"
        "A question is terms side by side, with `or`, `not` (or `-`) and parentheses; several values with commas are "
        'alternatives; "quoted words" stand as they are. Free words are looked for in sentences, names and headlines.'
        f"\n\n| field | what fits | example |\n|---|---|---|\n{fields}\n"
    )


def _schemas() -> dict[str, Json]:
    """The schemas of all nouns that answers are made of, each under its name; where two share one, by their root's."""
    found: dict[str, Json] = {}
    for name, kind in _KINDS.items():
        whole = schema(kind)
        defs = cast(dict[str, Json], whole.pop("$defs"))
        del whole["$schema"], whole["title"]
        renamed = {
            each: f"{name}{each}" for each, of in defs.items() if each in found and found[each] != _moved(of, {})
        }
        for each, of in defs.items():
            found[renamed.get(each, each)] = _moved(of, renamed)
        found[name] = _moved(whole, renamed)
    return found


def _moved(value: Json, renamed: dict[str, str]) -> Json:
    """A schema with its references as OpenAPI has them."""
    if isinstance(value, list):
        return [_moved(each, renamed) for each in value]
    if not isinstance(value, dict):
        return value
    moved: dict[str, Json] = {}
    for key, each in value.items():
        if key == "$ref" and isinstance(each, str):
            name = each.removeprefix("#/$defs/")
            moved[key] = f"#/components/schemas/{renamed.get(name, name)}"
        else:
            moved[key] = _moved(each, renamed)
    return moved
