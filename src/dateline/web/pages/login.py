"""A name and a password go in; out comes a session, and the way back to the page that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from dateline.web.answering import answer, redirect
from dateline.web.desk import visit
from dateline.web.limits import Buckets
from dateline.web.security import Refused

public = APIRouter()
_TRIES = Buckets(rate=10 / 3600, burst=10)
"""Wrong passwords: ten, and ten more an hour, for one name from one place."""


@dataclass(frozen=True, slots=True)
class Login:
    """The page that asks who is there; `wrong` where the last try was."""

    to: str
    wrong: bool = False


@public.get("/login", include_in_schema=False)
def show(request: Request, to: str = "/") -> Response:
    """Ask who is there."""
    return answer(request, "login.html", Login(to))


@public.post("/login", include_in_schema=False)
def log_in(
    request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()], to: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session for who knows the password."""
    desk = visit(request).desk
    client = f"{name}@{request.client.host if request.client else ''}"
    wait = _TRIES.take(client)
    if wait:
        raise Refused(429, f"too many wrong passwords; try again in {wait / 60:.0f} minutes")
    person = desk.guard.login(name, password)
    if person is None:
        desk.store.note(name[:100], "failed login", client[:200])
        return answer(request, "login.html", Login(to, wrong=True), 403)
    desk.store.note(person.name, "login", client[:200])
    _, cookie = desk.guard.fresh(person.name)
    response = redirect(to)
    response.headers.append("set-cookie", desk.guard.set_cookie(cookie, request.url.scheme))
    return response


@public.post("/logout", include_in_schema=False)
def log_out(request: Request) -> Response:
    """End the session."""
    guard = visit(request).desk.guard
    _, cookie = guard.fresh()
    response = redirect("/login")
    response.headers.append("set-cookie", guard.set_cookie(cookie, request.url.scheme))
    return response
