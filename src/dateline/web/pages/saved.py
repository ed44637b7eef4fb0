"""The questions that people saved go in; out come their list, and for each a feed of what is new to it or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from xml.etree import ElementTree as Xml

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from dateline.model import wording
from dateline.model.characters import carried
from dateline.model.codec import Json, dumps
from dateline.web import alerts
from dateline.web.alerts import Alert, Saved
from dateline.web.answering import answer, redirect
from dateline.web.desk import Visit, visit
from dateline.web.security import Refused

router = APIRouter()
public = APIRouter()
NAV = ("saved", "/saved", 80)
_ATOM = "http://www.w3.org/2005/Atom"
Format = Literal["atom", "json"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved question as the page shows it, with its last alerts; the keys stay with those who may save."""

    number: int
    name: str
    question: str
    by: str
    at: str
    webhook: str | None
    failed: str | None
    key: str | None
    secret: str | None
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The saved questions."""

    questions: tuple[Kept, ...]


@router.get("/saved", include_in_schema=False)
def show(request: Request) -> Response:
    """The saved questions."""
    return answer(request, "saved.html", saved_page(visit(request)))


@router.post("/saved", include_in_schema=False)
def save(
    request: Request, name: Annotated[str, Form()], question: Annotated[str, Form()] = "",
    webhook: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Save a question."""
    here = visit(request)
    person = here.need("review")
    kept = alerts.save(here.desk, name, " ".join(question.split()), person.name, webhook.strip() or None)
    return redirect(f"/saved#saved-{kept.number}")


@router.post("/saved/{number}/forget", include_in_schema=False)
def forget(request: Request, number: int) -> Response:
    """Save a question no more."""
    here = visit(request)
    person = here.need("review")
    if not alerts.forget(here.desk.store, number, person.name):
        raise Refused(404, f"there is no saved question {number}")
    return redirect("/saved")


@public.get("/feed/{key}.{format}", include_in_schema=False)
def feed(request: Request, key: str, format: Format) -> Response:
    """The feed of a saved question, for whoever knows its key: readers of feeds cannot log in."""
    here = visit(request)
    question = next((each for each in alerts.saved(here.desk.store) if each.key == key), None)
    if question is None:
        raise Refused(404, "there is no such feed; was its question forgotten?")
    found = here.once(("feed", question.question), lambda: alerts.latest(here.record, question.question))
    body, kind = (atom, "application/atom+xml") if format == "atom" else (json_feed, "application/feed+json")
    site = str(request.base_url).rstrip("/")
    return Response(body(question, found, site), media_type=kind, headers={"cache-control": "private, max-age=60"})


def saved_page(here: Visit) -> SavedPage:
    """The saved questions, each with its last alerts."""
    tells = here.may("review")
    return SavedPage(
        tuple(
            Kept(
                each.number, each.name, each.question, each.by, each.at, each.webhook if tells else None,
                each.failed if tells else None, each.key if tells else None,
                each.secret if tells else None, tuple(_last(here, each)),
            )
            for each in alerts.saved(here.desk.store)
        )
    )  # fmt: skip


def _last(here: Visit, question: Saved) -> list[Alert]:
    return here.lately(("alerts", question.question), lambda: alerts.latest(here.record, question.question, 5))


def _line(alert: Alert) -> str:
    claim = alert.entry.claim
    return carried(f"{wording.deed(claim, alert.entry.quotable)} ({wording.status(claim)})")


def atom(question: Saved, found: list[Alert], site: str) -> bytes:
    """The feed as Atom (RFC 4287): one entry a change, so that a claim that changes is told again."""
    Xml.register_namespace("", _ATOM)
    top = Xml.Element(f"{{{_ATOM}}}feed")

    def put(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
        element = Xml.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = carried(text) or None
        return element

    put(top, "id", f"{site}/feed/{question.key}")
    put(top, "title", question.name)
    put(top, "subtitle", question.question)
    put(top, "updated", found[0].change.at.isoformat() if found else question.at)
    put(top, "link", rel="self", href=f"{site}/feed/{question.key}.atom")
    put(put(top, "author"), "name", "dateline")
    for each in found:
        entry = put(top, "entry")
        put(entry, "id", f"{site}/claim/{each.entry.claim.id}?change={each.change.seq}")
        put(entry, "title", f"{each.change.kind}: {_line(each)}")
        put(entry, "updated", each.change.at.isoformat())
        put(entry, "link", rel="alternate", href=f"{site}/claim/{each.entry.claim.id}?as_of={each.change.revision}")
        put(entry, "category", term=each.change.kind)
        put(entry, "content", each.entry.sentence.text if each.entry.quotable else "", type="text")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(top, "unicode").encode("utf-8", "replace")


def json_feed(question: Saved, found: list[Alert], site: str) -> bytes:
    """The feed as JSON Feed 1.1, each item with what changed under `_dateline`."""
    items: list[Json] = [
        {
            "id": f"{site}/claim/{each.entry.claim.id}?change={each.change.seq}",
            "url": f"{site}/claim/{each.entry.claim.id}?as_of={each.change.revision}",
            "title": f"{each.change.kind}: {_line(each)}",
            "content_text": each.entry.sentence.text if each.entry.quotable else "",
            "date_modified": each.change.at.isoformat(), "tags": [each.change.kind],
            "_dateline": {
                "seq": each.change.seq, "claim": each.entry.claim.id, "version": each.entry.version,
                "what": list(each.change.what),
            },
        }
        for each in found
    ]  # fmt: skip
    return dumps(
        {
            "version": "https://jsonfeed.org/version/1.1", "title": question.name, "description": question.question,
            "feed_url": f"{site}/feed/{question.key}.json", "items": items,
        }
    ).encode()  # fmt: skip
