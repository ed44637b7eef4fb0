"""Entries go in; out comes a table as the Phoenix pipeline writes it: 26 columns parted by tabs, no header, by pairs.

Source: openeventdata/phoenix_pipeline, `postprocess.py`. Countries have the letters of ISO today (ROU; CAMEO has ROM);
its quad class counts statements and appeals (01, 02) as neutral, 0, and reduced relations (16) as verbal conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave, Left
from dateline.export._acts import Act, acts, codes_of_acts, number
from dateline.export._cameo import actor, root
from dateline.export._tsv import Cell, Table
from dateline.lexicon import codes
from dateline.lexicon.codes import Codes
from dateline.model.codebook import Codebook
from dateline.model.entry import Entry
from dateline.model.party import Party

SUFFIX = ".phoenix.txt"
CARRIES = frozenset[str]()

COLUMNS = (
    "id_version", "date", "year", "month", "day", "SourceFull", "SourceRoot", "SourceAgent", "SourceOthers",
    "TargetFull", "TargetRoot", "TargetAgent", "TargetOthers", "code", "root_code", "quad_class", "goldstein", "issues",
    "lat", "lon", "place", "state", "country", "sentence ids", "urls", "sources",
)  # fmt: skip
_NEUTRAL = frozenset({"01", "02"})
_AGENTS = frozenset("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
_ROOTS = frozenset({"IGO", "NGO", "IMG", "MNC"})


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each pair of an act's actors and recipients whose codes are known."""
    book, tables = codes_of_acts(), codes.load()
    with Table(to, COLUMNS, header=False) as table:
        for act in acts(entries, leave, book):
            sides = [(_side(left, tables), _side(right, tables)) for left, right in act.dyads()]
            pairs = [(left, right) for left, right in sides if left[0] and right[0]]
            if not pairs:
                leave(Left(act.claim.id, "one side has no CAMEO code, and Phoenix holds only pairs"))
            for at, (left, right) in enumerate(pairs):
                table.add(_row(act, at, left, right, book, tables))
        return table.rows


def _side(party: Party | None, tables: Codes) -> tuple[str, str, str, str]:
    """The whole code of one side; its root, a country or a kind of international actor; its agent; and all else."""
    each = actor(party, tables)
    today = party.country if party and party.country and each.country else ""
    code = today + each.code.removeprefix(each.country) if today else each.code
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    head = parts.pop(0) if parts and (parts[0] == today or parts[0] in _ROOTS) else ""
    agent = parts.pop(0) if parts and parts[0] in _AGENTS else ""
    return code, head, agent, ";".join(parts)


def _row(
    act: Act, at: int, left: tuple[str, ...], right: tuple[str, ...], book: Codebook, tables: Codes
) -> tuple[Cell, ...]:
    cameo, place, report = book.cameo.get(act.coding.cameo), act.claim.where, act.entry.report
    country = tables.countries.get(place.country or "")
    where: tuple[Cell, ...] = (None,) * 5
    if place.state == "known":
        where = (place.lat, place.lon, place.name, place.admin1, country.name if country else None)
    version = dict(act.entry.made_by).get("dateline", "0")
    code = act.coding.cameo
    return (
        f"{number(act.claim, at)}_dateline-{version}", f"{act.day:%Y%m%d}", f"{act.day:%Y}", f"{act.day:%m}",
        f"{act.day:%d}", *left, *right, code, root(code), _quad(code), cameo.goldstein if cameo else None, None, *where,
        f"{report.id}_{act.claim.action.span.start}", report.url, report.publisher,
    )  # fmt: skip


def _quad(code: str) -> int:
    """Phoenix's class: as GDELT's, but for statements, appeals and reduced relations."""
    if root(code) in _NEUTRAL:
        return 0
    number = int(root(code))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 or number == 16 else 4
