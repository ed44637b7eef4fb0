"""TimeBank goes in; how often an event is put rightly before, around or after the document's date comes out.

The relation is read from the time of the event's own words, where they name one, and else from the tense of its verb.
Majority class: BEFORE.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.tense import tense_of
from dateline.model.time import Time
from dateline.model.timing import time_of
from dateline.score import Score, ratio
from dateline.score._timeml import documents, read

GOLD = "tempeval3/TBAQ-cleaned/TimeBank"


def score(gold: Path, kit: Kit) -> Score:
    """Accuracy over all events that the gold links to the document's date (three classes), whole and by halves."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document in documents(gold):
        reading = read(document, kit)
        for event in document.events:
            if event.relation is None:
                continue
            token = next(iter(reading.parse.within(event.span)), None)
            said = relation(reading, token) if token else "BEFORE"
            for key in ("all", f"half {document.half + 1}", event.relation):
                total[key] += 1
                right[key] += said == event.relation
    figures = {"accuracy": ratio(right["all"], total["all"])}
    figures.update({f"accuracy ({key})": ratio(right[key], total[key]) for key in sorted(total) if key != "all"})
    return Score(figures, {"events": total["all"], "right": right["all"]})


def relation(reading: Reading, token: Token) -> str:
    """BEFORE, OVERLAP or AFTER the document's date."""
    time, basis = time_of(reading, token)
    made = reading.report.published.earliest
    day = made.date() if isinstance(made, datetime) else made
    if basis != "none" and day is not None:
        placed = _against(time, day)
        if placed is not None:
            return placed
    return _by_tense(reading, token)


def _against(time: Time, day: date) -> str | None:
    """How a dated event lies to the day; None where its bounds do not tell."""
    low, high = _date(time.earliest), _date(time.latest)
    if high is not None and high < day:
        return "BEFORE"
    if low is not None and low > day:
        return "AFTER"
    if time.timex and time.timex.value == "PRESENT_REF":
        return "OVERLAP"
    if low == day == high:
        return "OVERLAP"
    return None


def _date(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _by_tense(reading: Reading, token: Token) -> str:
    parse = reading.parse
    if token.pos in ("NOUN", "ADJ", "PROPN"):
        tense = tense_of(parse, token)
        return "OVERLAP" if tense == "present" else "AFTER" if tense == "future" else "BEFORE"
    tense = tense_of(parse, token)
    return {"past": "BEFORE", "present": "OVERLAP", "future": "AFTER"}.get(tense or "", "BEFORE")
