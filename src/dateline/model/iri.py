"""An id of ours goes in; out come the IRI and the UUID under which other formats know the same thing, now and later."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

Noun = Literal["claim", "report", "party", "place", "source", "type", "status", "term", "software"]


def iri(noun: Noun, id: str) -> str:
    """A tag URI (RFC 4151): it names the thing for good and promises no page behind it.

    >>> iri("claim", "a5ad6b26"), iri("party", "iso:RUS"), iri("report", "x y/../z")
    ('tag:dateline,2026:claim/a5ad6b26', 'tag:dateline,2026:party/iso:RUS', 'tag:dateline,2026:report/x%20y%2F..%2Fz')
    """
    return f"tag:dateline,2026:{noun}/{quote(id.encode('utf-8', 'replace'), safe=':@')}"


def uuid(noun: str, id: str) -> UUID:
    """A UUID of version 5: the same id gives the same UUID in every export.

    >>> uuid("claim", "a5ad6b26") == uuid("claim", "a5ad6b26") != uuid("report", "a5ad6b26")
    True
    """
    return uuid5(NAMESPACE_URL, f"tag:dateline,2026:{noun}/{quote(id.encode('utf-8', 'replace'), safe=':@')}")


def web(url: str | None) -> str | None:
    """The URL as it may stand in a link: http or https, with a host, in ASCII; None for anything else.

    >>> web("https://news.example/a b"), web("javascript:alert(1)"), web("https:///nowhere")
    ('https://news.example/a%20b', None, None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
        parts.port  # noqa: B018  (ValueError when it is no number)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or any(each in host for each in "<>\"' \\^`{|}"):
        return None
    return quote(url.strip().encode("utf-8", "replace"), safe="%/:?#[]@!$&()*+,;=~-._")
