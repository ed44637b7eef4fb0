"""A Chart goes in; out come its SVG for a page or a file, and its PNG: drawn here, with no network and no JavaScript.

The only module that knows the library that draws (vl-convert: Vega in an engine of its own, inside this process).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape

from dateline.errors import MissingExtra
from dateline.model.characters import carried
from dateline.model.codec import Json
from dateline.web.views.chart import COLOURS, Chart

VERSION = "5.20"
"""Of Vega-Lite; the one by which every specification is drawn, whatever else the library knows."""
_KEEP = 64
"""Drawings that are remembered: those of the pages that are looked at now."""
_NAMES = {colour: name for name, colour in COLOURS.items()}
_COLOUR = re.compile(r'(fill|stroke|stop-color)="(#[0-9a-f]{6})"')
_LABELLED = re.compile(r'<(path|line|rect|text|image)((?:\s[^<>]*?)?)\saria-label="([^"]*)"([^<>]*?)(/?)>')
_ROOT = re.compile(r"<svg\s[^>]*?viewBox=\"([^\"]*)\"[^>]*>")
_BASE = "https://desk.invalid"
"""Before an address of the desk while it is drawn, since Vega would take one without for its own site's."""
_LINK = re.compile(rf'<a (?:xlink:)?href="{re.escape(_BASE)}/')
_ASTRAY = re.compile(rf'<a (?:xlink:)?href="(?!{re.escape(_BASE)}/)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
"""A mark that leads nowhere; Vega makes a link of it all the same."""
_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_NOISE = re.compile(r' (?:role|aria-roledescription|aria-hidden|pointer-events|class|xlink:show)="[^"]*"')


def svg(chart: Chart) -> str:
    """A file that stands alone: with its title and notes, and without links, which would lead nowhere."""
    return _drawn(_written(_unlinked(dict(chart.spec))))


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """A picture, `scale` pixels to the unit of the chart; MissingExtra where nothing is there to draw it."""
    return _pictured(_written(_unlinked(dict(chart.spec))), scale)


def spec(chart: Chart) -> str:
    """The specification as a file, which the editors of Vega open."""
    return json.dumps(_unlinked(dict(chart.spec)), ensure_ascii=False, indent=1)


def inline(chart: Chart, id: str) -> str:
    """A piece of a page: title and description for those who do not see, the page's own colours, links to the claims.

    It needs neither script nor style of its own. What a mark stands for shows when the mouse rests on it. Its links are
    for the mouse; by keyboard the same ones are met in the table. `id` makes the ids of its title and description.
    """
    bare = {name: value for name, value in chart.spec.items() if name not in ("title", "description")}
    bare["config"] = {**_object(bare["config"]), "background": None}
    drawing = _drawn(_written(_based(bare)))
    drawing = _LABELLED.sub(_hovered, drawing)
    drawing = _NOISE.sub("", drawing)
    drawing = _COLOUR.sub(_themed, drawing)
    drawing = _ASTRAY.sub(r"\1", drawing)
    drawing = _LINK.sub('<a tabindex="-1" aria-hidden="true" href="/', drawing)
    drawing = re.sub(r' (?:xlink:title|target|rel)="[^"]*"', "", drawing)
    head = (
        f'<svg class="chart" role="group" aria-labelledby="{escape(id)}-t {escape(id)}-d" viewBox="\\1" '
        'xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="xMinYMin meet">'
        f'<title id="{escape(id)}-t">{_plain(chart.title)}</title><desc id="{escape(id)}-d">{_plain(chart.says)}</desc>'
    )
    return _ROOT.sub(head, drawing, count=1)


def _plain(words: str) -> str:
    return escape(words).replace("\\", "\\\\")


def _hovered(found: re.Match[str]) -> str:
    """A mark whose label is shown when the mouse rests on it."""
    kind, before, label, after, closed = found.groups()
    told = f"<title>{escape(unescape(label))}</title>"
    return f"<{kind}{before}{after}>{told}</{kind}>" if closed else f"<{kind}{before}{after}>{told}"


def _themed(found: re.Match[str]) -> str:
    name = _NAMES.get(found[2])
    return f'{found[1]}="var(--chart-{name}, {found[2]})"' if name else found[0]


def _unlinked(value: dict[str, Json]) -> dict[str, Json]:
    """A specification without its links, neither as encodings nor in its data."""

    def without(each: Json) -> Json:
        if isinstance(each, dict):
            return {
                name: inner if name == "coordinates" else without(inner)
                for name, inner in each.items()
                if name not in ("href", "url")
            }
        return [without(inner) for inner in each] if isinstance(each, list) else each

    return {name: without(each) for name, each in value.items()}


def _based(value: dict[str, Json]) -> dict[str, Json]:
    """A specification whose addresses of the desk name a site; any other address is left out."""

    def based(each: Json) -> Json:
        if isinstance(each, dict):
            # Of the many numbers of a shape none is an address.
            return {name: inner if name == "coordinates" else lead(inner) if name == "url" else based(inner)
                    for name, inner in each.items()}  # fmt: skip
        return [based(inner) for inner in each] if isinstance(each, list) else each

    def lead(url: Json) -> Json:
        return _BASE + url if isinstance(url, str) and url.startswith("/") and not url.startswith("//") else None

    return {name: based(each) for name, each in value.items()}


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def _written(value: Mapping[str, Json]) -> str:
    """A specification as the library takes it: Vega makes expressions of words, in which no line may end."""
    return carried(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).translate(_LINE_ENDS)


@lru_cache(_KEEP)
def _drawn(written: str) -> str:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("charts need vl-convert: pip install 'dateline[desk]'") from None
    return str(vl_convert.vegalite_to_svg(written, vl_version=VERSION, allowed_base_urls=[]))


@lru_cache(_KEEP // 8)
def _pictured(written: str, scale: float) -> bytes:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("charts need vl-convert: pip install 'dateline[desk]'") from None
    return bytes(vl_convert.vegalite_to_png(written, vl_version=VERSION, scale=scale, allowed_base_urls=[]))
