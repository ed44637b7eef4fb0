"""The score of doubts, on two texts of our own in the form of the training text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.kit import Kit
from dateline.model.span import Span
from dateline.reader import read
from dateline.score import doubt
from dateline.score.parties import HELD_OUT, tenth

TEXT = "Peru expelled two Chilean diplomats on Monday."


def _span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def test_verdict_of_one_act(kit: Kit) -> None:
    reading = read(plain.report(TEXT, date(2020, 1, 6)), kit)
    words = Span(**_span(TEXT, "expelled"))
    peru, diplomats = (Span(**_span(TEXT, each)) for each in ("Peru", "two Chilean diplomats"))

    def right(told: doubt.Told) -> dict[str, bool]:
        judged = doubt.verdict(reading, 0, (told,))
        assert judged is not None
        return dict(judged.right)

    whole = doubt.Told(frozenset(("SANCTION", "COERCE")), words, (peru,), (diplomats,))
    assert right(whole) == {"type": True, "actors": True, "recipients": True, "status": True}
    swapped = doubt.Told(frozenset(("SANCTION",)), words, (diplomats,), (peru,), "planned")
    assert right(swapped) == {"type": True, "actors": False, "recipients": False, "status": False}
    assert right(doubt.Told(frozenset(("AID",)), words)) == {"type": False}
    assert doubt.verdict(reading, 0, (doubt.Told(frozenset(("AID",)), words, open=True),)) is None
    nothing = doubt.verdict(reading, 0, ())
    assert nothing == doubt.Verdict({"type": False}, near=False)


def test_only_the_held_out_tenth_is_scored(tmp_path: Path, kit: Kit) -> None:
    texts = [f"Peru expelled {count} Chilean diplomats on Monday." for count in range(2, 40)]
    rows = [
        {
            "text": text, "published": "2020-01-06",
            "claims": [{
                "type": "SANCTION", "action": _span(text, "expelled"), "actors": [_span(text, "Peru")],
                "recipients": [_span(text, text[14:text.index(" on")])], "status": "happened",
            }],
        }
        for text in texts
    ]  # fmt: skip
    file = tmp_path / "events.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    score = doubt.score(file, kit)
    assert score.counts["acts"] == score.counts["right"] == sum(tenth(text) == HELD_OUT for text in texts) > 0
    assert score.figures["right_kept"] == 100


def test_calibration_and_auc() -> None:
    sure = [(0.9, True)] * 9 + [(0.9, False)] + [(0.1, False)] * 9 + [(0.1, True)]
    assert doubt.calibration_error(sure, bins=2) < 1e-9
    assert doubt.auc(sure) == 90.0
    assert doubt.calibration_error([(1.0, False)]) == 100.0
