"""What the tests of exports share: a claim made by hand, so that each test states only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dateline.model.act import Words
from dateline.model.attribution import OWN_VOICE
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import NOWHERE_STATED, Place
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
