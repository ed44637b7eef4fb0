"""A mail goes in; its Reports come out: what its sender wrote, and each report that it forwards, by its own header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from dateline import intake
from dateline.errors import BadInput
from dateline.intake._article import Article, report
from dateline.model.markup import prose
from dateline.model.report import DateCandidate, Report
from dateline.model.stamp import stamp

SUFFIXES = (".eml", ".email", ".mht", ".mhtml")

_FIELD = re.compile(
    rb"(?i)(?:return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|x-[\w-]+):[ \t]?\S"
)
_OPENS = re.compile(rb"(?i)\A(?:From \S+ [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL = re.compile(rb"(?im)^(?:message-id|received|return-path|mime-version|delivered-to|list-id):")
_FORWARD = re.compile(
    r"(?im)^[ \t>]*(?:-{2,}[ \t]*(?:forwarded message|original message|forwarded by [^\n-]{1,80})[ \t]*-{2,}"
    r"|begin forwarded message:)[ \t]*$"
)
_ROW = re.compile(
    r"[ \t>]*\*?(?P<key>from|date|sent|subject|to|cc|reply-to|resent-from)\*?:\*?[ \t]*(?P<value>[^\n]*)", re.IGNORECASE
)
_QUOTED = re.compile(r"(?m)^(?:> ?)")
_SUBJECT = re.compile(r"(?i)^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+")
_SIGNATURE = re.compile(r"(?m)^-- \n")
_NEWS = re.compile(r"<(?P<id>[^<>]+)>\s*\Z")
_DEEPEST = 5
"""Mails within mails that are opened."""


def fits(data: bytes) -> bool:
    """Whether `data` opens with the header of a mail: fields, and among them one that only mails have."""
    head = data[:16_384].replace(b"\r\n", b"\n")
    fields = _OPENS.match(head)
    return bool(fields and _FIELD.match(head) and _MAIL.search(fields.group()))


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """The reports of a mail; BadInput when it is none or has no text."""
    if not data.strip():
        raise BadInput(f"{name}: is empty")
    try:
        mail = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    except (MessageError, ValueError, IndexError, AttributeError):
        raise BadInput(f"{name}: is no mail that can be taken apart") from None
    if not any(_header(mail, field) for field in ("From", "Date", "Subject")):
        raise BadInput(f"{name}: is no mail (it has neither From nor Date nor Subject)")
    found = list(_mail(mail, name, published, 0))
    if not found:
        raise BadInput(f"{name}: is a mail without text")
    yield from found


def _mail(mail: EmailMessage, name: str, published: date | None, depth: int) -> Iterator[Report | BadInput]:
    """The sender's own text and what is forwarded in it, then the mails and files attached."""
    own, *forwarded = _split(_body(mail))
    own = _SIGNATURE.split(own)[0].strip()
    day = _header(mail, "Date")
    if own:
        yield report(
            _made(own, _header(mail, "Subject"), _header(mail, "From"), day, _header(mail, "List-Id")), published
        )
    for part in forwarded:
        rows, words = _rows(part)
        if words:
            sent = rows.get("date") or rows.get("sent")
            yield report(_made(words, rows.get("subject"), rows.get("from"), sent, None), published)
    if depth < _DEEPEST:
        yield from _attached(mail, name, published, depth)


def _attached(mail: EmailMessage, name: str, published: date | None, depth: int) -> Iterator[Report | BadInput]:
    """The reports in what is attached: mails, and files of a format that is read here by its suffix."""
    try:
        parts = list(mail.iter_attachments())
    except (AttributeError, KeyError, ValueError):
        return
    for part in parts:
        inner = part.get_content() if part.get_content_type() == "message/rfc822" else None
        if isinstance(inner, EmailMessage):
            yield from _mail(inner, name, published, depth + 1)
            continue
        file = part.get_filename()
        payload = part.get_payload(decode=True)
        file = Path(file).name if file else ""
        suffix = Path(file).suffix.lower()
        if suffix and suffix in intake.formats() and isinstance(payload, bytes):
            try:
                yield from intake.taken(payload, f"{name}: {file}", published)
            except BadInput as error:
                yield error


def _body(mail: EmailMessage) -> str:
    """The text of the mail itself: plain if it has a plain part, else of its HTML."""
    try:
        part = mail.get_body(preferencelist=("plain", "html"))
    except (AttributeError, KeyError, ValueError):
        part = None
    if part is None:
        return ""
    try:
        words = part.get_content()
    except (LookupError, KeyError, ValueError, AttributeError, UnicodeError):
        payload = part.get_payload(decode=True)
        words = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if not isinstance(words, str):
        return ""
    words = words.replace("\r\n", "\n")
    return prose(words) if part.get_content_type() == "text/html" else words


def _split(words: str) -> list[str]:
    """The sender's own text, then each forwarded block without the marks of quotation before its lines."""
    marks = list(_FORWARD.finditer(words))
    if not marks:
        return [words]
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    parts = [words[mark.end() : end].lstrip("\n") for mark, end in zip(marks, ends, strict=True)]
    return [words[: marks[0].start()], *(_QUOTED.sub("", part) if part.startswith(">") else part for part in parts)]


def _rows(part: str) -> tuple[dict[str, str], str]:
    """The header of a forwarded block, by field in small letters, and its text."""
    rows: dict[str, str] = {}
    at = 0
    for line in part.splitlines(keepends=True):
        row = _ROW.match(line.rstrip("\n"))
        if row:
            rows.setdefault(row["key"].lower(), row["value"].strip())
        elif line.strip() or len(rows) > 1:
            break
        at += len(line)
    return rows, part[at:].strip()


def _made(words: str, subject: str | None, sender: str | None, day: str | None, list_id: str | None) -> Article:
    """The article that a mail or a forwarded block is: its list is the publisher if it has one, else its sender."""
    name, address = parseaddr(sender or "")
    listed = _NEWS.sub("", list_id).strip().strip('"') or list_id.strip(" <>") if list_id else None
    return Article(
        body=words,
        title=_SUBJECT.sub("", subject).strip() if subject else None,
        publisher=listed or name or address or None,
        bylines=(name,) if listed and name and name != listed else (),
        dates=(DateCandidate(stamp(day), "header", said_in="Date"),) if day else (),
    )


def _header(mail: EmailMessage, field: str) -> str | None:
    """The words of a header field, decoded, on one line; None when it is missing or broken."""
    try:
        value = mail.get(field)
        return " ".join(str(value).split()) or None if value is not None else None
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return None
