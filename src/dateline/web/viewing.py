"""The value of a view goes in with its charts; out comes the page, or one chart as a file, as `?format=` asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.web.answering import answer, quoted, wants_json
from dateline.web.desk import Visit
from dateline.web.views import drawing
from dateline.web.views.chart import Chart
from dateline.web.views.ties import Figure

FILES = {
    "svg": "image/svg+xml", "png": "image/png", "vegalite": "application/json", "csv": "text/csv; charset=utf-8",
}  # fmt: skip
"""The files that a chart may be had as, by what `?format=` says."""
_SUFFIXES = {"vegalite": "vl.json"}
VIEWS = ("ask", "timeline", "series", "map", "network", "diary", "ledger")
"""The views of one question, each at the address of its name."""
_SETTING = re.compile(r'(?:^|\s)(?:sort|limit|as-of):(?:"[^"]*"|[^\s()]+)')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its drawing as a piece of a page."""

    chart: Chart
    svg: Markup


def respond(request: Request, template: str, value: object, charts: Callable[[], Sequence[Chart]]) -> Response:
    """The page of a view, its JSON, or, by `?format=svg|png|vegalite|csv`, one chart: the first, or that of `?chart=`.

    `charts` draws nothing up before a drawing is asked for. BadInput where there is no such chart.
    """
    format = request.query_params.get("format", "")
    if wants_json(request):
        return answer(request, template, value)
    if format not in FILES:
        drawn = [Drawn(each, Markup(drawing.inline(each, each.name))) for each in charts()]
        return answer(request, template, value, charts={each.chart.name: each for each in drawn})
    wanted = request.query_params.get("chart")
    made = charts()
    chart = next((each for each in made if wanted in (None, "", each.name)), None)
    if chart is None:
        there = ", ".join(each.name for each in made) or "none, as no claim fits"
        raise BadInput(f"there is no chart {wanted or ''!r} here; there is {there}")
    name = f"dateline-{chart.name}.{_SUFFIXES.get(format, format)}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-cache"}
    return Response(_file(chart, format), media_type=FILES[format], headers=headers)


def _file(chart: Chart, format: str) -> bytes:
    if format == "png":
        return drawing.png(chart)
    text = {"svg": drawing.svg, "vegalite": drawing.spec, "csv": Chart.csv}[format](chart)
    return text.encode("utf-8", "replace")


def narrowed(question: str, *terms: str) -> str:
    """The question with more terms that must fit too; how to sort and how many is left out, `as-of:` too.

    >>> narrowed("who:PRK or who:RUS sort:-when", "where:IRQ")
    '(who:PRK or who:RUS) where:IRQ'
    """
    plain = " ".join(_SETTING.sub(" ", question).split())
    words = f"({plain})" if " " in plain else plain
    return " ".join(each for each in (words, *terms) if each)


def asked_for(id: str) -> str:
    """How a question names whom an id means: a state with all who act for it, an entity, a name.

    >>> asked_for("iso:RUS"), asked_for("person:ana-drew"), asked_for("name:ana drew")
    ('RUS', 'person:ana-drew', '"ana drew"')
    """
    kind, _, rest = id.partition(":")
    if kind == "iso" and len(rest) == 3 and rest.isalpha():
        return rest
    if kind == "name":
        return f'"{rest.replace(chr(34), " ")}"'
    return id if re.fullmatch(r'[^\s()",]+', id) else f'"{id.replace(chr(34), " ")}"'


def to_party(here: Visit, figure: Figure) -> str:
    """The address of somebody's page."""
    return here.link(f"/actor/{quoted(figure.id)}")


def to_dyad(here: Visit, one: str, other: str) -> str:
    """The address of the page of two, by their ids, in which a tilde stands for a slash."""
    return here.link("/dyad/" + "/".join(quoted(id.replace("/", "~")) for id in (one, other)))
