"""The scores on PLV's marked sentences, on sentences of our own in its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model.kit import Kit
from dateline.score import plv, triples

HEADER = "marked_sentence\tgold_penta\tgold_root"
ROWS = [
    "<s>Norway</s> condemned <t>Serbia</t> over the raid.\t3\tACCUSE",
    "<t>Two Belarusian diplomats</t> were expelled by <s>Latvia</s>.\t4\tSANCTION",
    "<s>Peru</s> signed a treaty with <t>Chile</t>.\t1\tSUPPORT",
    "<s>The Manila harvest</s> was better than <t>last year's</t>.\t2\tAID",
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "rows.tsv"
    file.write_text("\n".join([HEADER, *ROWS]) + "\n", "utf-8")
    return file


def test_score(gold: Path, kit: Kit) -> None:
    """Three of four are found and right; the fourth has no act and counts as wrong."""
    figures = plv.score(gold, kit).figures
    assert figures["coverage"] == 75.0
    assert figures["roots"] == 75.0


def test_triples(gold: Path, kit: Kit) -> None:
    figures = triples.score(gold, kit).figures
    assert figures["recall"] == 75.0
    assert figures["precision"] == 100.0


def test_roots_are_the_sets_own(kit: Kit) -> None:
    """An embargo is COERCE there, an agreement to yield AGREE, a withdrawal YIELD."""
    cameo = {code: kit.codebook.cameo[code].type for code in ("163", "035", "0874")}
    assert cameo == {"163": "COERCE", "035": "AGREE", "0874": "RETREAT"}
    assert plv.quad_of("YIELD", kit.codebook) == 2
