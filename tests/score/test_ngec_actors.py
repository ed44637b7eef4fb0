"""The score on NGEC's actor cases, on cases of our own in the same form."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.lexicon import actors
from dateline.model.kit import Kit
from dateline.score import ngec_actors


def test_score(tmp_path: Path) -> None:
    cases = [
        {"args": ["Kenyan farmers"], "kwargs": {}, "expect": ["code['country'] == 'KEN'", "code['code_1'] == 'AGR'"]},
        {"args": ["Tony Blair"], "kwargs": {"query_date": "2003-02-01"},
         "expect": ["code['wiki'] == 'Tony Blair'", "code['country'] == 'GBR'", "code['code_1'] == 'REB'"]},
        {"args": ["a puddle"], "kwargs": {}, "expect": ["code is None"]},
        {"args": [None, None], "kwargs": {}, "expect": ["code['country'] == d['correct_country']"]},
        {"args": ["ASEAN"], "kwargs": {}, "expect": ["code['country'] == 'IGO'", "code['country'] != 'IDN'"]},
    ]  # fmt: skip
    gold = tmp_path / "cases.jsonl"
    gold.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    score = ngec_actors.score(gold, Kit(actors=actors.load(tmp_path)))
    assert score.counts["country cases"] == 4
    assert score.counts["country right"] == 4
    assert score.counts["sector cases"] == 3
    assert score.counts["sector right"] == 2
    assert score.figures["entity"] == 100.0
