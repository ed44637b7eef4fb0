"""What the tests of exports share: a claim made by hand, so that each test states only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline import export
from dateline.model.act import Words
from dateline.model.attribution import OWN_VOICE
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json, to_json
from dateline.model.entry import Entry, entries
from dateline.model.party import Party
from dateline.model.place import NOWHERE_STATED, Place
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

TEXT = "Kenya warned Norway on Monday.\n\nIn Goma the army shelled a camp.\n"
RECORDED = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)

KENYA = Party(Span(0, 5), "Kenya", "iso:KEN", "Kenya", "government", "KEN", ("GOV",))
NORWAY = Party(Span(13, 19), "Norway", "iso:NOR", "Norway", "government", "NOR", ("GOV",))
MONDAY = Time(
    text="Monday", span=Span(23, 29), edtf="2024-03-04", earliest=date(2024, 3, 4), latest=date(2024, 3, 4), grain="day"
)
GOMA = Place(
    text="Goma", span=Span(35, 39), name="Goma", id="geonames:216281", country="COD", admin1="Nord Kivu", lat=-1.67,
    lon=29.22, precision="city", role="location", feature="P.PPLA",
)  # fmt: skip


def time(first: str | None, last: str | None = None) -> Time:
    """A known stretch of time by its first and last day."""
    begin, end = (date.fromisoformat(day) if day else None for day in (first, last or first))
    return Time(text="then", span=Span(0, 4), earliest=begin, latest=end)


@pytest.fixture
def goma() -> Place:
    """A city whose region and country are known."""
    return GOMA


@pytest.fixture
def stretch() -> Callable[..., Time]:
    """Makes a known time of its first and last day: `stretch("2024-03-01", "2024-03-07")`."""
    return time


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Makes an entry: `entry(status="planned", cameo="042")`; `report=…` and `rights=…` are of the entry itself."""

    def make(*, published: str | None = "2024-03-05", url: str | None = None, **fields: object) -> Entry:
        appeared = time(published) if published else NOT_STATED
        outer = {name: fields.pop(name) for name in ("rights", "review", "version") if name in fields}
        report = Report("r1", TEXT, Span(0, len(TEXT)), appeared, publisher="The Meridian", url=url, language="en")
        claim = Claim(
            id="c0ffee00c0ffee00", report="r1", type="THREATEN", modes=(), contexts=(), quad=3, score=-5.1, cameo="130",
            action=Words("warned", Span(6, 12), "warn"), actors=(KENYA,), recipients=(NORWAY,), others=(),
            status="happened", certainty=None, condition=None, timing="new", when=MONDAY, where=NOWHERE_STATED,
            attribution=(OWN_VOICE,), transfer=None, measures=(), casualties=(), quantities=(),
            evidence=(Span(0, 30),), confidence=(), why=(),
        )  # fmt: skip
        made = Entry(1, replace(claim, **fields), report, Words(TEXT[:30], Span(0, 30)), RECORDED)  # type: ignore[arg-type]
        return replace(made, **outer)  # type: ignore[arg-type]

    return make


HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "javascript:alert(1)", "]]><!--",
    "&amp;&#x202e;", "nul \x00 bell \x07 escape \x1b[31m", "lone \ud800 surrogate", "not \ufffe a \uffff character",
    "\u202eturned round\u202c", "tab\there\r\nand a line\u2028and another", "\\; , \\n", '"quoted" <http://x> \\"',
    "BEGIN:VEVENT", "", "大臣 👩\u200d👧 é",
)  # fmt: skip
"""What a report may hold to break a format, or those who open it."""


@pytest.fixture(scope="session")
def told(examples: dict[str, Reading]) -> list[Entry]:
    """The claims of the examples as entries."""
    return [each for reading in examples.values() for each in entries(reading, RECORDED)]


@pytest.fixture(scope="session")
def hostile(told: list[Entry]) -> list[Entry]:
    """Claims whose every word is hostile: names, sentences, titles, addresses."""

    def broken(value: Json, words: str) -> Json:
        if isinstance(value, dict):
            names = ("text", "name", "title", "medium", "reason", "entity", "office", "admin1")
            return {key: words if key in names and isinstance(each, str) else broken(each, words)
                    for key, each in value.items()}  # fmt: skip
        return [broken(each, words) for each in value] if isinstance(value, list) else value

    made = []
    for at, entry in enumerate(told[: 4 * len(HOSTILE)]):
        words = HOSTILE[at % len(HOSTILE)]
        claim = from_json(Claim, broken(to_json(entry.claim), words))
        report = replace(entry.report, title=words, publisher=words, url=words, bylines=(words,))
        made.append(replace(entry, claim=claim, report=report, sentence=replace(entry.sentence, text=words)))
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Iterable[Entry]], Path]:
    """Exports entries and gives the path of the file or folder: `write("geojson", told)`."""

    def _write(name: str, given: Iterable[Entry]) -> Path:
        to = tmp_path / f"claims{export.files()[name]}"
        export.save(name, given, to, force=True)
        return to

    return _write


@pytest.fixture
def left(tmp_path: Path) -> Callable[[str, Iterable[Entry]], dict[str, int]]:
    """Exports entries and gives what stayed out, counted by why."""

    def _left(name: str, given: Iterable[Entry]) -> dict[str, int]:
        return dict(export.save(name, given, tmp_path / f"left{export.files()[name]}", force=True).left)

    return _left
