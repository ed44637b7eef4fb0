"""The words of a question go in; the Question comes out: a tree of terms with their places, and how to sort.

The grammar, loosest first: `or`, then side by side (or `and`), then `not` or `-`, then a term or parentheses. A term is
`field:value`, `field:value,value` (either will do), a word, or "some words".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.errors import BadQuestion

_TOKEN = re.compile(
    r"""(?x)
    (?P<space>\s+) | (?P<open>\() | (?P<close>\))
    | (?P<minus>-(?=[^\s)])) | (?:(?P<field>[A-Za-z][A-Za-z-]*):)
    | "(?P<quoted>[^"]*)(?P<shut>"?) | (?P<bare>[^\s()",]+)
    """
)
_VALUE = re.compile(r'"(?P<quoted>[^"]*)(?P<shut>"?)|(?P<bare>[^\s()",]+)')
_DEEPEST = 50
"""Parentheses in one another; nobody writes as many, and Python's own stack ends somewhere."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is asked of a field, and at which character of the question, from 0; `quoted` words mean just themselves."""

    text: str
    at: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A field ("" for free text) and the values of which one will do."""

    field: str
    values: tuple[Value, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What must be so together; with no nodes, anything fits."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Of what one must be so."""

    nodes: tuple[Node, ...]


Node = Term | Not | All | Either

SETTINGS = ("sort", "as-of", "limit")
"""Fields that say how to answer, not what to find; they stand outside of `or`, `not` and parentheses."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart: what must fit, and the settings, each once at most."""

    text: str
    tree: Node
    settings: tuple[Term, ...] = ()

    def bad(self, at: int, message: str) -> BadQuestion:
        """The error that points at character `at` and says what would be right."""
        return bad(self.text, at, message)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    at: int
    term: Term | None = None


def parse(text: str) -> Question:
    """The question that `text` asks; BadQuestion points at the character where it is not understood.

    >>> parse('who:PRK or "artillery shells"').tree.nodes[0].values[0].text
    'PRK'
    """
    tokens = _tokens(text)
    settings = tuple(token.term for token in tokens if token.term and token.term.field in SETTINGS)
    for number, each in enumerate(settings):
        if each.field in {other.field for other in settings[:number]}:
            raise bad(text, each.at, f"{each.field}: can be said once only")
    rest = [token for token in tokens if not (token.term and token.term.field in SETTINGS)]
    reader = _Reader(text, rest)
    tree = reader.either(0)
    if not reader.done:
        raise bad(text, reader.at, "this parenthesis was never opened")
    return Question(text, tree, settings)


def bad(text: str, at: int, message: str) -> BadQuestion:
    """The error that points at character `at` of a question."""
    shown = text.replace("\n", " ").replace("\t", " ")
    return BadQuestion(f"at character {at + 1}: {message}\n  {shown}\n  {' ' * at}^")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise bad(text, at, "a term is needed here, such as who:PRK")
        start, at = at, found.end()
        kind = str(found.lastgroup)
        if kind == "field":
            field = found["field"].lower()
            values, at = _values(text, at, field)
            tokens.append(_Token("term", start, Term(field, values, start)))
        elif kind in ("quoted", "shut"):
            tokens.append(_Token("term", start, Term("", (_quoted(text, start, found),), start)))
        elif kind == "bare":
            word = found["bare"]
            if word.lower() in ("or", "and", "not") or word == "|":
                tokens.append(_Token("or" if word == "|" else word.lower(), start))
            else:
                tokens.append(_Token("term", start, Term("", (Value(word, start),), start)))
        elif kind != "space":
            tokens.append(_Token("not" if kind == "minus" else kind, start))
    return tokens


def _values(text: str, at: int, field: str) -> tuple[tuple[Value, ...], int]:
    """The values after the colon of a field, with commas between them, and where they end."""
    values: list[Value] = []
    while True:
        found = _VALUE.match(text, at)
        if found is None:
            raise bad(text, at, f"something must follow {field}:" if not values else "a value must follow the comma")
        quoted = found["quoted"] is not None
        values.append(_quoted(text, at, found) if quoted else Value(found["bare"], at))
        at = found.end()
        if at >= len(text) or text[at] != ",":
            return tuple(values), at
        at += 1


def _quoted(text: str, at: int, found: re.Match[str]) -> Value:
    if not found["shut"]:
        raise bad(text, at, "this quotation mark is never closed")
    if not found["quoted"].strip():
        raise bad(text, at, "something must stand between the quotation marks")
    return Value(" ".join(found["quoted"].split()), at, quoted=True)


class _Reader:
    """Reads the tokens from left to right."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._next = 0

    @property
    def done(self) -> bool:
        return self._next >= len(self._tokens)

    @property
    def at(self) -> int:
        """The character at which the next token stands, or the end."""
        return len(self._text) if self.done else self._tokens[self._next].at

    def _is(self, kind: str) -> bool:
        return not self.done and self._tokens[self._next].kind == kind

    def either(self, depth: int) -> Node:
        first = self._all(depth)
        nodes = [first]
        while self._is("or"):
            self._next += 1
            nodes.append(self._all(depth, "or"))
        if len(nodes) == 1:
            return first
        if nodes[0] == All(()):
            raise bad(self._text, self._tokens[0].at if self._tokens else 0, "a term is needed before `or`")
        return Either(tuple(nodes))

    def _all(self, depth: int, after: str = "") -> Node:
        nodes: list[Node] = []
        joined = after
        while not self.done and not self._is("or") and not self._is("close"):
            if self._is("and"):
                if joined or not nodes:
                    raise bad(self._text, self.at, "a term is needed before `and`")
                self._next += 1
                joined = "and"
                continue
            nodes.append(self._one(depth))
            joined = ""
        if joined:
            raise bad(self._text, self.at, f"a term is needed after `{joined}`")
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _one(self, depth: int) -> Node:
        turned = False
        while self._is("not"):
            self._next += 1
            turned = not turned
            if self.done or self._is("or") or self._is("and") or self._is("close"):
                raise bad(self._text, self.at, "a term is needed after `not`")
        token = self._tokens[self._next]
        self._next += 1
        if token.term:
            node: Node = token.term
        else:
            if depth >= _DEEPEST:
                raise bad(self._text, token.at, f"no more than {_DEEPEST} parentheses can stand in one another")
            node = self.either(depth + 1)
            if not self._is("close"):
                raise bad(self._text, token.at, "this parenthesis is never closed")
            if node == All(()):
                raise bad(self._text, self.at, "a term is needed between the parentheses")
            self._next += 1
        return Not(node) if turned else node
