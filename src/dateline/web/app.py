"""A record and the desk's own file go in; out comes the application: every page, guarded, behind one door."""

from __future__ import annotations

import getpass
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline import __version__
from dateline.errors import BadInput, BadJudgement, BadQuestion, Busy, DatelineError, TooSlow
from dateline.record import Record
from dateline.record.opening import said as said_by
from dateline.rooms import modules
from dateline.web import answering, catalogue, limits
from dateline.web.api import PREFIX
from dateline.web.api.sending import problem
from dateline.web.desk import Desk, Shelf, Visit, visit
from dateline.web.linked import Linking
from dateline.web.pages.error import Trouble
from dateline.web.security import HEADERS, Guard, Refused
from dateline.web.store import Store

log = logging.getLogger(__name__)
_THREADS = 12
"""Answers that are made at the same time; the next ones wait their turn."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (BadQuestion, 400), (BadInput, 400), (BadJudgement, 409), (Busy, 503), (TooSlow, 503), (DatelineError, 500),
)  # fmt: skip


def create(
    record: Record,
    store: Store,
    *,
    shared: bool = False,
    hosts: Iterable[str] = (),
    allowed: limits.Limits | None = None,
    language: str = "en",
    today: Callable[[], date] = date.today,
    work: Iterable[Callable[[Desk], AbstractAsyncContextManager[None]]] = (),
) -> FastAPI:
    """The application of a desk over an open record.

    `shared` asks everybody for a login or a token; `hosts` are the names under which it may be reached besides those of
    this machine. `work` goes on beside the pages as long as the application runs.
    """
    allowed = allowed or limits.Limits()
    guard = Guard(store, shared, _owner(), hosts)
    desk = Desk(record, store, guard, allowed, catalogue.load(language), Shelf(), Linking(record), today)
    limits.watch(record.engine)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        from contextlib import AsyncExitStack

        # More would only wait for one another: they share one interpreter, and the connections of one record.
        current_default_thread_limiter().total_tokens = _THREADS
        async with AsyncExitStack() as stack:
            for each in work:
                await stack.enter_async_context(each(desk))
            yield

    app = FastAPI(
        title="dateline", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None,
    )  # fmt: skip
    app.state.desk = desk
    for page in modules("dateline.web.pages").values():
        for name, guards in (("public", [Depends(_checked)]), ("router", [Depends(_checked), Depends(_admitted)])):
            router = getattr(page, name, None)
            if isinstance(router, APIRouter):
                app.include_router(router, dependencies=guards)
    store.complete()  # a page may keep something of its own
    app.mount("/static", StaticFiles(directory=Path(str(files("dateline.web").joinpath("static")))), name="static")
    for kind in (DatelineError, SQLAlchemyError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _trouble)
    app.add_middleware(_Door, desk=desk)
    return app


def _owner() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for who runs it
        return "owner"


async def _admitted(request: Request) -> None:
    """Nobody sees a page of a shared desk without a login."""
    if visit(request).person is None:
        raise Refused(401, "log in first")


async def _checked(request: Request) -> None:
    """What changes something must carry the token of its session; programs that show a token of their own need none."""
    here = visit(request)
    limits.within(here.desk.limits.seconds)
    if request.method in _SAFE or (here.person is not None and here.person.token):
        return
    if _sends_json(request) and not here.desk.guard.shared:
        return  # a program of who sits here: no other site can have a browser send JSON to the API
    token = request.headers.get("x-csrf-token")
    if token is None:
        found = (await request.form()).get("csrf")
        token = found if isinstance(found, str) else None
    here.desk.guard.check_csrf(here.session, token)


def _sends_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").split(";")[0].strip().casefold()
    return request.url.path.startswith(PREFIX) and kind == "application/json"


class _Door:
    """What every request passes: name and origin, size, rate; and what every answer carries."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        allowed = desk.limits
        self._buckets = limits.Buckets(allowed.rate, allowed.burst) if allowed.rate is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope)
        guard, headers = self._desk.guard, Headers(scope=scope)
        session = guard.session(request.cookies.get(guard.cookie))
        cookie: str | None = None
        if session is None and not headers.get("authorization"):
            session, cookie = guard.fresh()
        scope.setdefault("state", {})["visit"] = Visit(self._desk, request, None, session)
        send = self._with_headers(scope, send, cookie)
        try:
            guard.check_host(headers)
            if scope["method"] not in _SAFE:
                guard.check_origin(headers)
            if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._desk.limits.address:
                raise Refused(414, "this address is too long")
            if b"%00" in (scope.get("raw_path") or b"") or b"%00" in scope["query_string"]:
                raise Refused(400, "this address holds a null byte, which stands for nothing; leave it out")
            receive = limits.measured(scope, receive, self._desk.limits.body)
            self._wait(request)
            visit(request).person = guard.person(session, headers.get("authorization"))
        except Refused as error:
            await _told(request, error)(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        await self._app(scope, receive, send)

    def _wait(self, request: Request) -> None:
        if self._buckets is None or request.url.path.startswith("/static/"):
            return
        wait = self._buckets.take(request.client.host if request.client else "")
        if wait:
            raise Refused(429, f"these are too many requests at once; try again in {wait:.0f} s")

    def _with_headers(self, scope: Scope, send: Send, cookie: str | None) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/static/") and scope["query_string"]:
                    headers["cache-control"] = "public, max-age=31536000, immutable"
                elif headers.get("content-type", "").startswith("text/html") and cookie and "set-cookie" not in headers:
                    headers.append("set-cookie", self._desk.guard.set_cookie(cookie, scope["scheme"]))
            await send(message)

        return sending


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending


async def _trouble(request: Request, error: Exception) -> Response:
    return _told(request, error)


def _told(request: Request, error: Exception) -> Response:
    """What went wrong, for people or for programs; never a trace."""
    if isinstance(error, SQLAlchemyError):
        error = said_by(visit(request).record.name, error)
    said = str(error)
    if isinstance(error, Refused):
        status = error.status
        page = not request.url.path.startswith(PREFIX)
        if status == 401 and page and request.method == "GET" and not answering.wants_json(request):
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return answering.redirect(f"/login?to={answering.quoted(here)}")
    elif isinstance(error, DatelineError):
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
    elif isinstance(error, HTTPException):
        status, said = error.status_code, str(error.detail)
        if status == 404 and said == "Not Found":
            said = f"there is no page {request.url.path}"
    elif isinstance(error, RequestValidationError):
        status = 422
        said = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors())
    else:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
        status, said = 500, "an error of dateline's own; the log of the desk shows the trace"
    if request.url.path.startswith(PREFIX):
        response = problem(request, status, said)
    else:
        response = answering.answer(request, "error.html", Trouble(status, said), status)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    if status == 401:
        response.headers["www-authenticate"] = "Bearer"
    if status in (429, 503):
        response.headers["retry-after"] = "5"
    return response
