"""A question goes in; out come its facets: by what its answers could be narrowed, each value with how many fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.questions import Compiled
from dateline.questions.syntax import All, Either, Node, Not, Term, parse
from dateline.record import Record

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: how it is called, how many claims have it, and the question that is narrowed to it."""

    name: str
    claims: int
    question: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its values by falling number, and how many more there are."""

    name: str
    values: tuple[Value, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One term of a question that can be taken out, and the question without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a facet is counted, and the term that a row of its counts narrows to; None for a row that says nothing."""

    name: str
    by: tuple[str, ...]
    term: Callable[[tuple[str | None, ...]], tuple[str, str] | None]
    """A row of counts goes in; the name of the value and its term come out."""


def _one(field: str, quoted: bool = True) -> Callable[[tuple[str | None, ...]], tuple[str, str] | None]:
    def term(row: tuple[str | None, ...]) -> tuple[str, str] | None:
        value = row[0]
        if not value or (quoted and '"' in value):
            return None
        return value, f'{field}:"{value}"' if quoted else f"{field}:{value}"

    return term


def _dyad(row: tuple[str | None, ...]) -> tuple[str, str] | None:
    who, whom = row
    if not who or not whom or '"' in who + whom:
        return None
    return f"{who} → {whom}", f'who:"{who}" whom:"{whom}"'


def _voice(row: tuple[str | None, ...]) -> tuple[str, str] | None:
    kind, name = row
    return None if kind == "own voice" else _one("said")((name,))


def _kind(row: tuple[str | None, ...]) -> tuple[str, str] | None:
    return (row[0], f"said:{row[0].replace(' ', '-')}") if row[0] else None


KINDS = (
    _Kind("status", ("status",), _one("status", False)),
    _Kind("type", ("type",), _one("did", False)),
    _Kind("dyad", ("who", "whom"), _dyad),
    _Kind("voice", ("speaker-kind", "speaker"), _voice),
    _Kind("source", ("speaker-kind",), _kind),
    _Kind("country", ("country",), _one("where", False)),
    _Kind("place", ("place",), _one("where")),
    _Kind("date", ("published-month",), _one("published", False)),
    _Kind("goods", ("goods",), _one("goods", False)),
    _Kind("outlet", ("publisher",), _one("outlet")),
    _Kind("timing", ("timing",), _one("timing", False)),
)  # fmt: skip
"""What a question can be narrowed by, in the order in which it is shown."""


def facets(record: Record, asked: Compiled, question: str) -> tuple[Facet, ...]:
    """The facets of a question that was compiled; those of one value at most, which narrow nothing, are left out."""
    bare = _bare(question)
    found = []
    for kind in KINDS:
        rows = record.count(asked.where, kind.by, asked.as_of, asked.rejected)
        named = [(term, number) for row, number in rows if (term := kind.term(row)) is not None]
        named.sort(key=lambda each: (-each[1], each[0][0]))
        if kind.name == "date":
            named = sorted(named[:_SHOWN], key=lambda each: each[0][0], reverse=True) + named[_SHOWN:]
        held = {chip.words for chip in chips(question)}
        values = tuple(
            Value(name, number, " ".join((bare, term)).strip())
            for (name, term), number in named[:_SHOWN]
            if term not in held
        )
        if len(named) > 1 or (values and kind.name in ("goods", "dyad", "voice")):
            found.append(Facet(kind.name, values, max(0, len(named) - _SHOWN)))
    return tuple(found)


def _bare(question: str) -> str:
    """The question to which a term can be added: an `or` at its top is put into parentheses."""
    asked = parse(question)
    whole = f"({spelled(asked.tree)})" if isinstance(asked.tree, Either) else spelled(asked.tree)
    return " ".join([whole, *map(spelled, asked.settings)]).strip()


def chips(question: str) -> tuple[Chip, ...]:
    """What stands side by side in a question, each with the question without it.

    >>> [(chip.words, chip.without) for chip in chips("who:PRK (did:AID or did:AGREE) sort:when")]
    [('who:PRK', '(did:AID or did:AGREE) sort:when'), ('(did:AID or did:AGREE)', 'who:PRK sort:when')]
    """
    asked = parse(question)
    nodes = asked.tree.nodes if isinstance(asked.tree, All) else (asked.tree,)
    words = [f"({spelled(node)})" if isinstance(node, Either) else spelled(node) for node in nodes]
    settings = [spelled(each) for each in asked.settings]
    return tuple(
        Chip(each, " ".join([*words[:place], *words[place + 1 :], *settings])) for place, each in enumerate(words)
    )


def spelled(node: Node) -> str:
    """A question, or a part of one, as it is asked.

    >>> spelled(parse('said:"Dmitry Peskov",TASS -(did:AID or "on foot")').tree)
    'said:"Dmitry Peskov",TASS -(did:AID or "on foot")'
    """
    if isinstance(node, Term):
        values = ",".join(f'"{each.text}"' if each.quoted else each.text for each in node.values)
        return f"{node.field}:{values}" if node.field else values
    if isinstance(node, Not):
        inner = spelled(node.node)
        return f"-{inner}" if isinstance(node.node, Term) else f"-({inner})"
    parts = [f"({spelled(each)})" if isinstance(each, All | Either) else spelled(each) for each in node.nodes]
    return (" or " if isinstance(node, Either) else " ").join(parts)
