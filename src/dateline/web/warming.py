"""A desk goes in; what its front page gathers from the whole record is made before anybody asks for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.web.desk import Desk, Visit
from dateline.web.limits import within
from dateline.web.pages.today import today

log = logging.getLogger(__name__)
_PATIENCE = 600.0
"""Seconds that it may take; nobody waits for it."""


@asynccontextmanager
async def warming(desk: Desk) -> AsyncIterator[None]:
    """The work: once, at the start, beside the first readers."""
    threading.Thread(target=_warm, args=(desk,), daemon=True).start()
    yield


def _warm(desk: Desk) -> None:
    within(_PATIENCE)
    nobody = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    try:
        today(Visit(desk, nobody, None, None))
    except DatelineError as error:  # whoever opens the page is told
        log.info("the front page could not be made beforehand: %s", error)
    except Exception:
        log.exception("the front page could not be made beforehand")
