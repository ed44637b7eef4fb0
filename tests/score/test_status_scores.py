"""The scores of status and transfers, on tiny sets of our own in the form of theirs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dateline.model.act import Standing, Why
from dateline.model.attribution import Certainty
from dateline.model.kit import Kit
from dateline.model.span import Span
from dateline.score import factuality_uw, muc, rams, status


def test_factuality_of_two_heads(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / factuality_uw.GOLD
    path.parent.mkdir(parents=True)
    row = {
        "text": "Lima sold the mine but failed to find a buyer for the port .",
        "targets": [{"span1": [1, 2], "label": 3.0}, {"span1": [7, 8], "label": -1.8}],
    }
    path.write_text(json.dumps(row) + "\n", "utf-8")
    score = factuality_uw.score(tmp_path / factuality_uw.GOLD, kit)
    assert score.counts == {"heads": 2}
    assert score.figures["uw_mae"] == pytest.approx(0.0)
    assert score.figures["uw_happened_mae"] == pytest.approx(2.4)


def test_an_unlikely_estimate_lowers_the_value() -> None:
    why = (Why("status", "may"),)
    plain = factuality_uw.value_of(Standing("possible", why=why))
    doubted = factuality_uw.value_of(Standing("possible", Certainty("remote", Span(0, 6), 0.01, 0.05), why=why))
    assert doubted < 0 < plain


def test_stages_of_execution(tmp_path: Path, kit: Kit) -> None:
    folder = tmp_path / muc.GOLD
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "one").write_text(
        "DEV-MUC3-9001 (OURS)\n\n   PUERTO ALTO, 3 MAY 89 -- [TEXT] GUNMEN KIDNAPPED A MAYOR ON MONDAY.\n"
        "POLICE DEFUSED A BOMB AT THE TOWN HALL.\n\n",
        "latin-1",
    )
    common = {"MESSAGE: ID": "DEV-MUC3-9001 (OURS)"}
    rows = [
        {**common, "INCIDENT: TYPE": "KIDNAPPING", "INCIDENT: STAGE OF EXECUTION": "ACCOMPLISHED",
         "HUM TGT: DESCRIPTION": '"MAYOR"'},
        {**common, "INCIDENT: TYPE": "BOMBING", "INCIDENT: STAGE OF EXECUTION": "ATTEMPTED",
         "PHYS TGT: ID": '"TOWN HALL"'},
        {**common, "INCIDENT: TYPE": "*", "INCIDENT: STAGE OF EXECUTION": "*"},
    ]  # fmt: skip
    (folder / "templates_dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    score = muc.score(tmp_path / muc.GOLD, kit)
    assert score.counts == {"templates": 2}
    assert score.figures["accuracy"] == 100.0


def test_macro_f1_counts_every_stage_alike() -> None:
    confusion = Counter({("ACCOMPLISHED", "ACCOMPLISHED"): 98, ("THREATENED", "ACCOMPLISHED"): 1})
    confusion["ATTEMPTED", "ATTEMPTED"] = 1
    assert muc.scored(confusion).figures["macro_f1"] == pytest.approx((100 * 196 / 197 + 100 + 0) / 3)


def test_transfers_are_scored_by_overlap(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / rams.GOLD
    path.parent.mkdir(parents=True)
    words = "Norway donated 40 generators to Moldova .".split()
    row = {
        "sentences": [words],
        "evt_triggers": [[1, 1, [["transaction.transaction.giftgrantprovideaid", 1.0]]]],
        "gold_evt_links": [
            [[1, 1], [0, 0], "evt001arg01giver"],
            [[1, 1], [5, 5], "evt001arg02recipient"],
            [[1, 1], [2, 3], "evt001arg03artifact"],
        ],
    }
    path.write_text(json.dumps(row) + "\n", "utf-8")
    score = rams.score(tmp_path / rams.GOLD, kit)
    assert score.counts["events"] == 1
    assert score.figures["given_f1"] == 100.0


def test_statuses_of_two_acts(tmp_path: Path, kit: Kit) -> None:
    """Chad expelled the envoy and plans to close its border."""
    text = test_statuses_of_two_acts.__doc__ or ""

    def claim(words: str, type: str, value: str) -> dict[str, object]:
        start = text.index(words)
        return {"type": type, "status": value, "action": {"start": start, "end": start + len(words)}}

    row = {
        "text": text,
        "published": "2024-05-14",
        "claims": [claim("expelled", "SANCTION", "happened"), claim("close", "COERCE", "planned")],
    }
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(row) + "\n" + json.dumps({"text": "Calm.", "claims": []}) + "\n", "utf-8")
    found = status.score(path, kit)
    assert found.counts == {"acts": 2}
    assert (found.figures["happened_f1"], found.figures["planned_f1"], found.figures["accuracy"]) == (100, 100, 100)
