"""The scores of times, on a TimeML document of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.lexicon import calendar
from dateline.model.kit import Kit
from dateline.score import event_time, timex_tbaq
from dateline.score._timeml import documents
from dateline.taggers import spacy

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>own</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2023-09-13">2023-09-13</TIMEX3></DCT>
<TEXT>Rebels <EVENT eid="e1">shelled</EVENT> the port <TIMEX3 tid="t1" type="DATE" value="2023-W36">last week</TIMEX3>.
A truce <EVENT eid="e2">holds</EVENT> <TIMEX3 tid="t2" type="DATE" value="FUTURE_REF">these days</TIMEX3>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1" /><MAKEINSTANCE eventID="e2" eiid="ei2" />
<TLINK relType="BEFORE" eventInstanceID="ei1" relatedToTime="t0" />
<TLINK relType="AFTER" timeID="t0" relatedToEventInstance="ei2" />
</TimeML>"""


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit(parser=spacy.load()[0], calendar=calendar.load())


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "own.tml").write_text(TML, encoding="utf-8")
    return tmp_path


def test_loader_keeps_offsets_and_turns_links(gold: Path) -> None:
    (document,) = documents(gold)
    assert [timex.span.of(document.text) for timex in document.timexes] == ["last week", "these days"]
    assert [(event.span.of(document.text), event.relation) for event in document.events] == [
        ("shelled", "BEFORE"),
        ("holds", "BEFORE"),
    ]


def test_values_count_apart_from_spans(gold: Path, kit: Kit) -> None:
    score = timex_tbaq.score(gold, kit)
    assert (score.figures["relaxed F1"], score.figures["value F1"]) == (100.0, 50.0)
    assert score.counts == {"gold": 2, "found": 2, "relaxed": 2, "strict": 2, "value": 1}


def test_events_against_the_date(gold: Path, kit: Kit) -> None:
    score = event_time.score(gold, kit)
    assert score.figures["accuracy"] == 50.0
    assert score.counts == {"events": 2, "right": 1}
