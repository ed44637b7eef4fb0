"""Counts of claims by pair of parties go in; out comes a Network, and a drawing of who deals with whom, and how.

What a line shows is how often, and whether more of it is cooperation or conflict, told also by the kind of the line;
who acts upon whom stands in the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.lexicon import codes
from dateline.model.codec import Json
from dateline.model.party import PartyKind
from dateline.web.catalogue import Catalogue
from dateline.web.views import layout
from dateline.web.views.chart import COLOURS, Chart, chart, values

WIDTH, HEIGHT = 760, 560
MOST = 36
"""Nodes that are drawn: what can still be read."""
_TIES = 90
_STATE = "iso:"
_LETTER = 6.4


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in all reports: an entity, or whoever bears one name (`name:` …) where none is known."""

    id: str
    name: str
    kind: PartyKind
    country: str | None

    def state(self) -> Figure | None:
        """The state that they are of or act for; None where it is not known."""
        country = codes.load().countries.get(self.country or "")
        return None if country is None else Figure(_STATE + country.alpha3, country.name, "government", country.alpha3)


@dataclass(frozen=True, slots=True)
class Pair:
    """How many claims of one quad have `left` act upon `right`, or both act together on nobody (`joint`)."""

    left: Figure
    right: Figure
    joint: bool
    quad: int
    claims: int


@dataclass(frozen=True, slots=True)
class Node:
    """A party of a network, with how many claims join it to others."""

    figure: Figure
    claims: int


@dataclass(frozen=True, slots=True)
class Tie:
    """All claims between two parties: by quad, 1 to 4; how many have `left` act, `right` act, and both together."""

    left: Figure
    right: Figure
    quads: tuple[int, int, int, int]
    forth: int
    back: int
    joint: int

    @property
    def claims(self) -> int:
        """All of them."""
        return sum(self.quads)

    @property
    def hostile(self) -> bool:
        """Whether more of them are conflict than cooperation."""
        return self.quads[2] + self.quads[3] > self.quads[0] + self.quads[1]


@dataclass(frozen=True, slots=True)
class Network:
    """Parties and the ties between them, those with the most claims first; `states` where parties are joined by state.

    `parties` and `pairs` count all that there are, of which the network holds those with the most claims.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    states: bool
    parties: int
    pairs: int


def network(pairs: Iterable[Pair], states: bool = False, most: int = MOST, around: str | None = None) -> Network:
    """The network of counted pairs; nobody is tied to himself. `around` keeps to those who deal with one, by id.

    With `states`, parties count as the states that they are of, and those of none are left out.
    """
    quads: dict[tuple[Figure, Figure], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    ways: dict[tuple[Figure, Figure], list[int]] = defaultdict(lambda: [0, 0, 0])
    chosen: dict[str, Figure] = {}
    for pair in pairs:
        ends = [side.state() if states else side for side in (pair.left, pair.right)]
        if ends[0] is None or ends[1] is None or ends[0].id == ends[1].id:
            continue
        left, right = (chosen.setdefault(side.id, side) for side in ends if side is not None)
        turned = right.id < left.id
        key = (right, left) if turned else (left, right)
        quads[key][max(1, min(4, pair.quad)) - 1] += pair.claims
        ways[key][2 if pair.joint else 1 if turned else 0] += pair.claims
    ties = [Tie(*key, (a, b, c, d), *ways[key]) for key, (a, b, c, d) in quads.items()]
    if around is not None:
        near = {end.id for tie in ties if around in (tie.left.id, tie.right.id) for end in (tie.left, tie.right)}
        ties = [tie for tie in ties if tie.left.id in near and tie.right.id in near]
    sums: dict[Figure, int] = defaultdict(int)
    for tie in ties:
        sums[tie.left] += tie.claims
        sums[tie.right] += tie.claims
    # Whoever it is around comes first, whatever the counts.
    ranked = sorted(sums, key=lambda each: (each.id != around, -sums[each], each.name, each.id))
    kept = set(ranked[:most])
    shown = [tie for tie in ties if tie.left in kept and tie.right in kept]
    shown.sort(key=lambda tie: (-tie.claims, tie.left.name, tie.right.name, tie.left.id, tie.right.id))
    tied = {end for tie in shown for end in (tie.left, tie.right)}
    nodes = tuple(Node(each, sums[each]) for each in ranked[:most] if each in tied)
    return Network(nodes, tuple(shown), states, len(sums), len(ties))


def drawn(
    network: Network,
    words: Catalogue,
    question: str,
    url: Callable[[Figure], str] | None = None,
    tie_url: Callable[[Tie], str] | None = None,
) -> Chart:
    """The drawing of a network; `url` leads to a party and `tie_url` to the claims between two."""
    say = words.say
    ties = network.ties[:_TIES]
    places = layout.places(
        [node.figure.id for node in network.nodes],
        [(tie.left.id, tie.right.id, float(tie.claims)) for tie in ties],
        WIDTH, HEIGHT, {node.figure.id: _LETTER * len(_short(node.figure)) + 18 for node in network.nodes},
    )  # fmt: skip
    lines = [_line(tie, places, words, tie_url) for tie in reversed(ties)]
    dots = [_dot(node, places, words, url) for node in reversed(network.nodes)]
    kinds = [say("network.cooperation"), say("network.conflict")]
    layers: list[Json] = [
        {"data": values(lines), "mark": {"type": "rule", "strokeCap": "round"}, "encoding": {
            **_at("x", "y"), "x2": {"field": "x2"}, "y2": {"field": "y2"},
            "size": {"field": "width", "type": "quantitative", "scale": None},
            "color": _of("kind", kinds, [COLOURS["material-cooperation"], COLOURS["material-conflict"]]),
            "strokeDash": {**_of("kind", kinds, [[1, 0], [5, 4]]),
                           "legend": {"symbolStrokeWidth": 3, "symbolSize": 500}},
            **_TOLD,
        }},
        {"data": values(dots), "mark": {"type": "point", "filled": True, "opacity": 1, "fill": COLOURS["ground"],
                                        "stroke": COLOURS["ink"], "strokeWidth": 1.6}, "encoding": {
            **_at("x", "y"), "size": {"field": "size", "type": "quantitative", "scale": None}, **_TOLD,
        }},
        *_names(dots),
    ]  # fmt: skip
    body: dict[str, Json] = {"width": WIDTH, "height": HEIGHT, "layer": layers}
    heads = [say(f"network.{each}") for each in ("one", "other", "claims", "forth", "back", "joint")]
    rows = [
        (tie.left.name, tie.right.name, tie.claims, tie.forth, tie.back, tie.joint, *tie.quads) for tie in network.ties
    ]
    says = say("network.says", len(network.nodes), ties=f"{len(ties):,}",
               most="; ".join(f"{tie.left.name} – {tie.right.name} {tie.claims}" for tie in ties[:5]))  # fmt: skip
    notes = [say("chart.of", question=question or say("chart.all")), say("network.key")]
    heads += [say(f"quad.{quad}") for quad in (1, 2, 3, 4)]
    leads = [tie_url(tie) for tie in network.ties] if tie_url else ()
    return chart("network", say("network.title"), says, body, heads, rows, notes, leads)


_TOLD: Mapping[str, Json] = {"description": {"field": "says"}, "href": {"field": "url"}}


def _at(x: str, y: str) -> dict[str, Json]:
    """Places in units of the chart, as they were laid out."""
    return {
        "x": {"field": x, "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": y, "type": "quantitative", "scale": None, "axis": None},
    }


def _of(field: str, domain: Sequence[str], to: Sequence[Json]) -> dict[str, Json]:
    names: list[Json] = list(domain)
    return {
        "field": field, "type": "nominal", "title": None, "scale": {"domain": names, "range": list(to)},
    }  # fmt: skip


def _line(
    tie: Tie,
    places: Mapping[str, tuple[float, float]],
    words: Catalogue,
    url: Callable[[Tie], str] | None,
) -> dict[str, Json]:
    (x, y), (x2, y2) = places[tie.left.id], places[tie.right.id]
    kind = words.say("network.conflict" if tie.hostile else "network.cooperation")
    parts = ", ".join(f"{words.say(f'quad.{quad}')} {count}" for quad, count in enumerate(tie.quads, 1) if count)
    return {
        "x": x, "y": y, "x2": x2, "y2": y2, "width": round(min(9.0, 1.0 + 1.1 * tie.claims**0.6), 2), "kind": kind,
        "says": f"{tie.left.name} – {tie.right.name}: {words.say('count.claims', tie.claims)} ({parts})",
        "url": url(tie) if url else None,
    }  # fmt: skip


def _dot(
    node: Node,
    places: Mapping[str, tuple[float, float]],
    words: Catalogue,
    url: Callable[[Figure], str] | None,
) -> dict[str, Json]:
    figure = node.figure
    x, y = places[figure.id]
    name = figure.name if figure.country in (None, "") or figure.id.startswith(_STATE) else (
        f"{figure.name} ({figure.country})"
    )  # fmt: skip
    return {
        "x": x, "y": y, "size": round(40 + 30 * min(30, node.claims) ** 0.75), "name": _short(figure),
        "says": f"{name}: {words.say('count.claims', node.claims)}", "url": url(figure) if url else None,
    }  # fmt: skip


def _short(figure: Figure) -> str:
    """A name as it is written beside its node."""
    name = " ".join(figure.name.split())
    return name if len(name) <= 26 else name[:25].rstrip() + "…"


def _names(dots: Sequence[Mapping[str, Json]]) -> list[Json]:
    """The names beside the nodes, on the side on which there is room, with a halo that keeps them off the lines."""
    layers: list[Json] = []
    for align, some in (
        ("left", [dot for dot in dots if _number(dot["x"]) <= 0.78 * WIDTH]),
        ("right", [dot for dot in dots if _number(dot["x"]) > 0.78 * WIDTH]),
    ):
        mark: dict[str, Json] = {
            "type": "text", "align": align, "baseline": "middle", "fontSize": 12, "aria": False,
            "dx": 12 if align == "left" else -12,
        }  # fmt: skip
        halo: dict[str, Json] = {
            "color": COLOURS["ground"],
            "stroke": COLOURS["ground"],
            "strokeWidth": 4,
            "strokeJoin": "round",
        }
        encoding: dict[str, Json] = {**_at("x", "y"), "text": {"field": "name"}}
        layers += [
            {"data": values(some), "mark": {**mark, **halo, "opacity": 0.8}, "encoding": encoding},
            {"data": values(some), "mark": {**mark, "color": COLOURS["ink"]}, "encoding": encoding},
        ]
    return layers


def _number(value: Json) -> float:
    assert isinstance(value, int | float)
    return float(value)
