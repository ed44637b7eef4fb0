"""A question and a format go in; the file comes out, in any format of export, with what that format cannot carry."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from dateline.errors import BadQuestion
from dateline.export import files, save
from dateline.model.entry import Entry
from dateline.questions import compiled
from dateline.questions.paging import pages
from dateline.web import limits
from dateline.web.api.described import Moment, Q, file, tells
from dateline.web.api.nouns import Format, Formats
from dateline.web.api.sending import answered
from dateline.web.desk import Visit, visit
from dateline.web.security import Refused

router = APIRouter(tags=["exports"])
MOST = 200_000
"""Claims that go out at once; more is work for `dateline export`."""
_TURNS = threading.BoundedSemaphore(2)
"""How many exports are made at a time: each may keep a processor busy for minutes."""
_TYPES = {
    ".json": "application/json", ".geojson": "application/geo+json", ".jsonl": "application/jsonl",
    ".csv": "text/csv; charset=utf-8", ".tsv": "text/tab-separated-values; charset=utf-8", ".zip": "application/zip",
    ".ics": "text/calendar; charset=utf-8", ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
Whole = Annotated[bool, Query(description="A zip with every file: also what the format cannot carry, as JSON lines.")]
Name = Annotated[str, InPath(max_length=40, pattern=r"^[a-z0-9]+$", description="One of /api/v1/exports.")]


@router.get("/exports", responses=tells(Formats))
def formats(request: Request) -> Response:
    """The formats of export."""
    return answered(request, lambda _: Formats(tuple(Format(*each) for each in sorted(files().items()))))


@router.get("/exports/{format}", responses=file("The file; a zip where it is several."), response_class=FileResponse)
def export(request: Request, format: Name, q: Q = "", whole: Whole = False, as_of: Moment = None) -> Response:
    """The claims that fit a question, in a format of export; who took what out is noted in the audit log."""
    return deliver(visit(request), format, q, whole)


def deliver(here: Visit, format: str, question: str, whole: bool = False) -> Response:
    """The file of an export; BadQuestion where the question is none or too wide, Refused where the format is none."""
    suffix = files().get(format)
    if suffix is None:
        raise Refused(404, f"there is no format {format} to export: choose one of {', '.join(sorted(files()))}")
    asked = compiled(here.record, question, here.as_of)
    many = here.record.count(asked.where, (), asked.as_of, asked.rejected)[0][1]
    if min(many, asked.limit or many) > MOST:
        raise BadQuestion(
            f"{many:,} claims fit, and {MOST:,} at most go out at once; narrow the question, "
            f"or write them on the desk's own machine: dateline export {format}"
        )
    if not _TURNS.acquire(timeout=5):
        raise Refused(503, "others are being handed their files; try again in a minute")
    folder = Path(mkdtemp(prefix="dateline-export-"))
    try:
        saved = save(format, _entries(here, question), folder / f"dateline{suffix}")
        by = here.person.name if here.person is not None else ""
        here.desk.store.note(by, "export", f"{format}, {saved.claims} claims of: {question or 'everything'}")
        out = saved.files[0] if not whole and saved.files[0].is_file() else _zipped(folder, saved.files)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        _TURNS.release()
    return FileResponse(
        out, filename=out.name, media_type=_TYPES.get(out.suffix, "application/octet-stream"),
        headers={"cache-control": "private, no-store", "x-dateline-claims": str(saved.claims)},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )  # fmt: skip


def _entries(here: Visit, question: str) -> Iterator[Entry]:
    """The answers, page by page, each page within the time of one answer."""
    limits.within(here.desk.limits.seconds)
    for found in pages(here.record, question, as_of=here.as_of):
        yield from found.entries
        limits.within(here.desk.limits.seconds)


def _zipped(folder: Path, written: tuple[Path, ...]) -> Path:
    to = folder / "dateline.zip"
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for each in written:
            for part in sorted(each.rglob("*")) if each.is_dir() else [each]:
                if part.is_file():
                    out.write(part, part.relative_to(folder))
    return to
