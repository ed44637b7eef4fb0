"""Words of a report go in; out come pieces of HTML in which they can do no harm."""

from __future__ import annotations

from html import escape

from dateline.model.characters import plain, shown


def say(words: str) -> str:
    """The words on one line, escaped, in an element of their own so that what runs right to left stays inside it.

    >>> say("<b>Kim</b>")
    '<bdi>&lt;b&gt;Kim&lt;/b&gt;</bdi>'
    """
    text = escape(shown(words))
    return text if text.isascii() and "&" not in text else f"<bdi>{text}</bdi>"


def quote(words: str) -> str:
    """The words letter by letter, lines and spaces too; only what no page can hold or what turns text is replaced."""
    return escape(plain(words))


def link(target: str, words: str) -> str:
    """A link within the page or, checked before, to the web."""
    return f'<a href="{escape(target)}">{say(words)}</a>'
