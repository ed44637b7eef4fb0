"""The doubts stage: what must be held likely and what must not, and what becomes of an act that does not stand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import BadLexicon
from dateline.lexicon import doubts as lexicon
from dateline.model.doubt import Doubter
from dateline.model.kit import Kit
from dateline.model.linear import Linear
from dateline.model.reading import Reading
from dateline.stages.claims import claims
from dateline.stages.doubts import doubts

Read = Callable[..., Reading]
CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "doubts" / "acts.toml").read_text("utf-8"))["case"]
EVEN = 0.5
ARREST = "Police in Accra arrested seven students on Monday. Rebels attacked an army camp near Goma."


def shut(kit: Kit, **weights: float) -> Kit:
    """The kit with a doubter that believes in acts unless one of the features named is on."""
    return replace(kit, doubter=Doubter("test", type=Linear(2.0, weights), threshold=0.5))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any], read: Read) -> None:
    reading = read(case["text"])
    likely = {act.type for act, doubt in zip(reading.actions, reading.doubts, strict=True) if doubt.type >= EVEN}
    assert likely == set(case["told"])
    assert set(case["told"]) <= {claim.type for claim in reading.claims}


def test_what_does_not_stand_makes_no_claim_and_a_note_says_why(read: Read, kit: Kit) -> None:
    before = read(ARREST, through="transfers")
    after = claims(doubts(before, shut(kit, **{"lemma arrest": -9.0})), kit)
    assert [doubt.stands for doubt in after.doubts] == [False, True]
    assert [act.type for act in after.believed] == ["ASSAULT"]
    assert [claim.type for claim in after.claims] == ["ASSAULT"]
    note = after.problems[-1]
    assert (note.stage, note.severity) == ("doubts", "note")
    assert "'arrested'" in note.message
    assert "lemma arrest" in note.message
    assert note.span is not None
    assert note.span.of(ARREST) == "arrested"


def test_a_retelling_that_stands_tells_the_act(read: Read, kit: Kit) -> None:
    """Kenya expelled the Dutch ambassador on Monday. Kenya expelled the Dutch ambassador, a spokesman said."""
    before = read(test_a_retelling_that_stands_tells_the_act.__doc__, through="transfers")
    first, second = before.actions
    before = replace(before, actions=(first, replace(second, same_as=0)))
    judged = doubts(before, kit).doubts
    for stand in ((True, True), (False, True), (True, False)):
        told = claims(
            replace(before, doubts=tuple(replace(j, stands=s) for j, s in zip(judged, stand, strict=True))), kit
        )
        assert [len(claim.evidence) for claim in told.claims] == [2]
    assert not claims(replace(before, doubts=tuple(replace(each, stands=False) for each in judged)), kit).claims


def test_without_weights_nothing_is_doubted(read: Read, kit: Kit) -> None:
    reading = doubts(read(ARREST, through="transfers"), replace(kit, doubter=Doubter()))
    assert all(doubt.stands and doubt.method == "prior" for doubt in reading.doubts)
    assert reading.believed == reading.actions


def test_every_claim_says_how_likely_its_fields_are(examples: dict[str, Reading], kit: Kit) -> None:
    for reading in examples.values():
        for claim in reading.claims:
            assert [each.field for each in claim.confidence] == ["type", "actors", "recipients", "status", "claim"]
            assert all(0 <= each.value <= 1 for each in claim.confidence)
            assert claim.sure == claim.confidence[-1].value
            assert {each.method for each in claim.confidence} == {f"doubts {kit.doubter.version}"}


def test_the_same_reading_is_doubted_alike(examples: dict[str, Reading], kit: Kit) -> None:
    for reading in examples.values():
        fresh = replace(reading, doubts=(), problems=())
        assert doubts(fresh, kit) == doubts(fresh, kit)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), st.floats(allow_nan=False, allow_infinity=False)), st.floats(-1e9, 1e9))
def test_a_probability_is_one(weights: dict[str, float], bias: float) -> None:
    model = Linear(bias, weights)
    assert 0.0 <= model.probability(weights) <= 1.0
    assert all(weights[feature] < 0 for feature in model.against(weights, 3))


def test_the_shipped_weights_hold_every_model(kit: Kit) -> None:
    assert kit.doubter.version
    assert 0 < kit.doubter.threshold < EVEN
    for field in fields(Doubter):
        value = getattr(kit.doubter, field.name)
        assert not isinstance(value, Linear) or value.weights, field.name


def test_a_bad_table_says_where(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text("# version x\ntype\tbias\t0.5\ntype\tlemma arrest\n", "utf-8")
    with pytest.raises(BadLexicon, match="line 3"):
        lexicon.load(file)


def test_no_table_is_no_doubt(tmp_path: Path) -> None:
    assert lexicon.load(tmp_path / "none.tsv") == Doubter()
