"""A piece of HTML goes in, as feeds, mails and wires carry it; its text comes out, a blank line between paragraphs."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article table tr td th hr pre dl dt dd header main body "
    "address center".split()
)
_UNREAD = frozenset(
    "script style head title noscript template svg figure figcaption nav footer aside form iframe".split()
)
"""What holds no report: code, menus, captions."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>[^<>]*)>")
_OTHER = re.compile(r"<[!?][^<>]*>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")


def prose(markup: str) -> str:
    """The text of a piece of HTML; a plain text without tags and entities stays as it is.

    Own code, as the standard library's parser takes quadratic time over torn tags, and a feed may hold any.

    >>> prose("<p>Rain fell.<p>Then &amp; there, <b>snow</b>.<script>x()</script>")
    'Rain fell.\\n\\nThen & there, snow.'
    """
    if not _MARKUP.search(markup):
        return markup.strip()
    text = _OTHER.sub("", _without(_without(markup, "<!--", "-->"), "<![CDATA[", "]]>", keep=True))
    paragraphs: list[str] = []
    line: list[str] = []
    unread: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not unread:
            line.append(text[at : tag.start()])
        at = tag.end()
        if name in _BLOCKS or name in _UNREAD:
            _end(line, paragraphs)
        if unread:
            if tag["end"] and name == unread[-1]:
                unread.pop()
            elif name == unread[-1] and not tag["rest"].endswith("/"):
                unread.append(name)
        elif name in _UNREAD and not tag["end"] and not tag["rest"].endswith("/"):
            unread.append(name)
    if not unread:
        line.append(text[at:])
    _end(line, paragraphs)
    return "\n\n".join(paragraphs)


def _end(line: list[str], paragraphs: list[str]) -> None:
    """Ends the paragraph."""
    words = " ".join(unescape("".join(line)).split())
    if words:
        paragraphs.append(words)
    line.clear()


def _without(text: str, opening: str, closing: str, keep: bool = False) -> str:
    """`text` without what stands between two marks, or without the marks alone; what is never closed stays."""
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        parts += [text[at:start], text[start + len(opening) : end] if keep else ""]
        at = end + len(closing)
    return "".join((*parts, text[at:]))
