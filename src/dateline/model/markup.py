"""A piece of HTML goes in, as feeds, mails and wires carry it; its text comes out, a blank line between paragraphs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article table tr td th hr pre dl dt dd header main body "
    "address center".split()
)
_UNREAD = frozenset(
    "script style head title noscript template svg figure figcaption nav footer aside form iframe".split()
)
"""What holds no report: code, menus, captions."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._line: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread.append(tag)
        if tag in _BLOCKS or tag in _UNREAD:
            self.end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        if tag in _BLOCKS or tag in _UNREAD:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._line.append(data)

    def end(self) -> None:
        """Ends the paragraph."""
        words = " ".join("".join(self._line).split())
        if words:
            self.paragraphs.append(words)
        self._line.clear()


def prose(markup: str) -> str:
    """The text of a piece of HTML; a plain text without tags and entities stays as it is.

    >>> prose("<p>Rain fell.<p>Then &amp; there, <b>snow</b>.<script>x()</script>")
    'Rain fell.\\n\\nThen & there, snow.'
    """
    if not _TAG.search(markup):
        return markup.strip()
    reader = _Text()
    reader.feed(markup)
    reader.close()
    reader.end()
    return "\n\n".join(reader.paragraphs)
