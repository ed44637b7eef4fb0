"""A page's value goes in with the name of its template; out comes the answer: HTML for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import get_args
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import __version__, export
from dateline.model import wording
from dateline.model.act import EventType, Stage, StatusValue
from dateline.model.attribution import SourceKind
from dateline.model.characters import plain, shown
from dateline.model.codec import dumps, to_json
from dateline.model.report import Report
from dateline.rooms import modules
from dateline.web import days, lighting
from dateline.web.desk import Visit, visit
from dateline.web.doubtful import doubted
from dateline.web.security import ROLES

_STATIC = "static"


def wants_json(request: Request) -> bool:
    """Whether JSON is asked for: by `?format=json`, or by an Accept that puts it before HTML."""
    asked = request.query_params.get("format")
    if asked is not None:
        return asked == "json"
    weights = {"application/json": 0.0, "text/html": 0.0}
    for part in request.headers.get("accept", "text/html").split(","):
        kind, *options = (each.strip() for each in part.split(";"))
        weight = next((each[2:] for each in options if each.startswith("q=")), "1")
        if kind.casefold() in weights:
            weights[kind.casefold()] = float(weight) if weight.replace(".", "", 1).isdigit() else 0.0
    return weights["application/json"] > weights["text/html"]


def answer(request: Request, template: str, value: object, status: int = 200, **more: object) -> Response:
    """The answer of a page: `value`, a frozen dataclass, as JSON, or drawn by `template`, where it is called `page`.

    `more` is for the template alone: what a form needs and no program does.
    """
    if wants_json(request):
        body = dumps(to_json(value)).encode()
        return _tagged(request, Response(body, status, media_type="application/json"))
    html = render(template, visit(request), page=value, **more)
    return _tagged(request, Response(html.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8"))


def render(template: str, here: Visit, **values: object) -> str:
    """The text that a template makes of values."""
    session = here.session
    token = here.desk.guard.csrf(session) if session is not None else ""

    def csrf() -> Markup:
        return Markup('<input type="hidden" name="csrf" value="{}">').format(token)

    return (
        templates()
        .get_template(template)
        .render(visit=here, say=here.say, link=here.link, csrf=csrf, csrf_token=token, **values)
    )


def _tagged(request: Request, response: Response) -> Response:
    """With an ETag, so that who holds this very answer is not sent it again."""
    tag = f'W/"{sha256(bytes(response.body)).hexdigest()[:24]}"'
    response.headers["vary"] = "Accept, Cookie, Authorization"
    response.headers.setdefault("cache-control", "private, no-cache")
    if response.status_code != 200:
        return response
    response.headers["etag"] = tag
    if tag in (each.strip() for each in request.headers.get("if-none-match", "").split(",")):
        kept = {name: response.headers[name] for name in ("etag", "vary", "cache-control")}
        return Response(status_code=304, headers=kept)
    return response


def quoted(words: str) -> str:
    """The words as they may stand in an address."""
    return quote(words, safe="")


def redirect(to: str) -> Response:
    """Where to go after something was done; `to` is an address of this desk, anything else leads to its first page."""
    own = to.startswith("/") and not to.startswith(("//", "/\\")) and "\\" not in to
    return RedirectResponse(to if own else "/", 303)


@cache
def templates() -> Environment:
    """The templates: all they print is escaped, and rid of signs that turn or hide others."""
    environment = Environment(
        loader=PackageLoader("dateline.web", "templates"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_harmless,
    )  # fmt: skip
    filters: dict[str, Callable[..., object]] = {
        "party": wording.party, "parties": wording.parties, "when": days.when, "where": wording.where,
        "chain": wording.chain, "source": wording.source, "kind": wording.kind, "deed": wording.deed,
        "line": lambda words: shown(str(words)), "brief": lighting.brief, "quoted": quoted,
        "sentence": lighting.sentence,
        "doubtful": doubted, "outlet": _outlet, "day": days.day, "long_day": days.long_day,
        "ordinal_day": days.ordinal_day,
    }  # fmt: skip
    environment.filters.update(filters)
    environment.globals.update(
        {
            "static": static, "version": __version__, "roles": ROLES, "navigation": navigation,
            "statuses": get_args(StatusValue), "voices": get_args(SourceKind), "types": get_args(EventType),
            "stages": get_args(Stage), "views": views, "export_formats": _export_formats, "bare_of": _unsorted,
            "dict_of": lambda pairs: {each[0]: each[1] for each in pairs},
        }
    )  # fmt: skip
    return environment


@dataclass(frozen=True, slots=True)
class InNavigation:
    """A page that the head of every page links to: the key of its name in the catalogue is `nav.<name>`."""

    name: str
    path: str
    place: int


@cache
def navigation() -> tuple[InNavigation, ...]:
    """The pages that say `NAV = (name, path, place)`, by place."""
    found = (getattr(page, "NAV", None) for page in modules("dateline.web.pages").values())
    return tuple(sorted((InNavigation(*each) for each in found if each), key=lambda each: each.place))


@cache
def views() -> tuple[str, ...]:
    """The other views of a question, each a page of that name that takes `q`."""
    from dateline.web.viewing import VIEWS

    return tuple(each for each in VIEWS if each != "ask" and each in modules("dateline.web.pages"))


@cache
def _export_formats() -> tuple[str, ...]:
    return tuple(export.files())


def _unsorted(question: str) -> str:
    """A question without its `sort:`, for the form that chooses another one."""
    return " ".join(each for each in question.split() if not each.startswith("sort:"))


def _outlet(report: Report) -> str | None:
    """By what a report is called in lists: its outlet, the wire that it credits, or its headline."""
    return report.publisher or next(iter(report.agencies), None) or report.title


def _harmless(value: object) -> object:
    return plain(value) if type(value) is str else value


@cache
def digests() -> Mapping[str, str]:
    """The files of `static/`, each with a hash of what is in it."""
    folder = files("dateline.web").joinpath(_STATIC)
    return {each.name: sha256(each.read_bytes()).hexdigest()[:12] for each in folder.iterdir() if each.is_file()}


def static(name: str) -> str:
    """The address of a file of `static/`, with its hash, so that it may be kept for good; KeyError without one."""
    return f"/{_STATIC}/{name}?v={digests()[name]}"
