"""Answers of the API go in; out come JSON, JSON lines, or problems, each with the tag by which it is known again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline import __version__
from dateline.model.codec import dumps, to_json
from dateline.web import limits
from dateline.web.api.nouns import Problem
from dateline.web.desk import Visit, visit

JSON, LINES, PROBLEM = "application/json", "application/jsonl", "application/problem+json"
_KINDS = {
    400: "bad-request", 401: "login-needed", 403: "not-allowed", 404: "not-found", 405: "no-such-method",
    409: "conflict", 413: "too-large", 414: "address-too-long", 415: "no-json", 422: "does-not-fit", 429: "too-often",
    503: "busy",
}  # fmt: skip


def answered(request: Request, make: Callable[[Visit], object]) -> Response:
    """The answer that `make` gives, as JSON; 304 where the program that asks holds it already.

    All answers hang on the record, the day and the address alone, so the tag is known before the answer is.
    """
    here = visit(request)
    with here.record.still():
        tag = _tag(here, here.record.revision())
        kept = {"etag": tag, "vary": "Accept, Cookie, Authorization", "cache-control": "private, no-cache"}
        if _holds(request, tag):
            return Response(status_code=304, headers=kept)
        value = make(here)
    return Response(dumps(to_json(value)).encode(), media_type=JSON, headers=kept)


def _tag(here: Visit, revision: int) -> str:
    request = here.request
    of = (__version__, revision, here.desk.today().isoformat(), request.url.path, request.url.query)
    return f'"{sha256(repr(of).encode()).hexdigest()[:32]}"'


def _holds(request: Request, tag: str) -> bool:
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag in known or "*" in known


def wants_lines(request: Request) -> bool:
    """Whether JSON lines are asked for: by an Accept that names them."""
    named = [part.split(";")[0].strip().casefold() for part in request.headers.get("accept", "").split(",")]
    return any(each in (LINES, "application/x-ndjson", "application/x-jsonlines") for each in named)


def streamed(request: Request, parts: Iterator[list[object]], name: str) -> Response:
    """Answers as JSON lines, part by part, as they are made; each part has the time that a whole answer has.

    The first part is made before anything is sent, so that what is wrong with the question is told as a problem.
    """
    here = visit(request)

    def lines(some: list[object]) -> bytes:
        return "".join(dumps(to_json(each)) + "\n" for each in some).encode()

    first = next(parts, None)

    def body() -> Iterator[bytes]:
        yield lines(first or [])
        while True:
            limits.within(here.desk.limits.seconds)
            some = next(parts, None)
            if some is None:
                return
            yield lines(some)

    headers = {"content-disposition": f'attachment; filename="{name}.jsonl"', "cache-control": "private, no-store"}
    return StreamingResponse(body(), media_type=LINES, headers=headers)


def problem(request: Request, status: int, said: str) -> Response:
    """What went wrong, as RFC 9457 states it."""
    kind = _KINDS.get(status, "own-error" if status >= 500 else "bad-request")
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    told = Problem(f"urn:dateline:problem:{kind}", title, status, said, request.url.path)
    return Response(dumps(to_json(told)).encode(), status, media_type=PROBLEM, headers={"cache-control": "no-store"})
