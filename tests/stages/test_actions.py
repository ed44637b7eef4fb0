"""The actions stage: cases/actions, and what holds of every act."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model.act import Act
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.stages.actions import actions

CASES = Path(__file__).parent.parent.parent / "cases" / "actions"
Case = dict[str, object]


def cases() -> list[Case]:
    return [case for file in sorted(CASES.glob("*.toml")) for case in tomllib.loads(file.read_text("utf-8"))["case"]]


def _same(parties: tuple[Party, ...], texts: object) -> bool:
    return texts is None or [party.text for party in parties] == texts


def _meets(act: Act, wanted: dict[str, object]) -> bool:
    return (
        act.type == wanted["type"]
        and wanted.get("cameo") in (None, act.cameo)
        and set(wanted.get("modes", ())) <= set(act.modes)  # type: ignore[call-overload]
        and _same(act.actors, wanted.get("actors"))
        and _same(act.recipients, wanted.get("recipients"))
    )


def _told(act: Act) -> str:
    actors, recipients = ([party.text for party in side] for side in (act.actors, act.recipients))
    return f"{act.type} {act.cameo} {act.modes} {act.action.text!r} {actors} -> {recipients} by {act.why[0].rule}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["text"])[:60])
def test_cases(case: Case, read: Callable[..., Reading]) -> None:
    acts = read(case["text"], through="actions").actions
    told = "\n".join(map(_told, acts))
    if case.get("none"):
        assert not acts, told
    for wanted in case.get("acts", []):  # type: ignore[attr-defined]
        assert any(_meets(act, wanted) for act in acts), f"{wanted} is not among\n{told}"
    for kind in case.get("never", ()):  # type: ignore[attr-defined]
        assert kind not in {act.type for act in acts}, told
    if case.get("only"):
        assert len(acts) == len(case["acts"]), told  # type: ignore[arg-type]


def test_spans_are_exact(read: Callable[..., Reading]) -> None:
    text = "Oslo — which hosts the talks — accused Minsk of arming rebels; Minsk’s envoy rejected the “charge”."
    reading = read(text, through="actions")
    assert reading.actions
    for act in reading.actions:
        assert act.action.span.of(reading.report.text) == act.action.text
        for other in act.others:
            assert other.span.of(reading.report.text) == other.text
        for party in (*act.actors, *act.recipients):
            assert party.span.of(reading.report.text) == party.text


def test_told_twice_is_linked(read: Callable[..., Reading]) -> None:
    """Norway condemned Serbia on Monday. Hours later Norway condemned Serbia again."""
    acts = read(test_told_twice_is_linked.__doc__, through="actions").actions
    assert [act.same_as for act in acts] == [None, 0]


def test_outlets_that_report_are_no_actors(read: Callable[..., Reading]) -> None:
    """Reuters reported that Kenya expelled the Russian ambassador."""
    acts = read(test_outlets_that_report_are_no_actors.__doc__, through="actions").actions
    assert all(party.kind != "outlet" for act in acts for party in act.actors)
    assert [act.type for act in acts] == ["SANCTION"]


def test_what_is_left_out_is_noted(read: Callable[..., Reading]) -> None:
    """The striker apologised to the goalkeeper after the penalty in the final of the cup."""
    reading = read(test_what_is_left_out_is_noted.__doc__, through="actions")
    assert not reading.actions
    notes = [problem for problem in reading.problems if problem.stage == "actions"]
    assert notes
    assert all(note.severity == "note" and note.span is not None for note in notes)


def test_every_act_says_why(read: Callable[..., Reading]) -> None:
    """The Maltese premier vowed to free the sailors."""
    (act,) = read(test_every_act_says_why.__doc__, through="actions").actions
    assert act.type == "CONCEDE"
    assert act.why[0].field == "type"
    assert ":" in act.why[0].rule
    assert len(act.why) > 1  # the frame of its content too


def test_empty_report(kit: Kit) -> None:
    reading = Reading(report=Report("nothing", "", Span(0, 0)))
    assert actions(reading, kit) == reading


def test_repeatable(read: Callable[..., Reading], kit: Kit) -> None:
    """Police arrested the opposition leader and banned the rally. Students protested against the ban."""
    reading = read(test_repeatable.__doc__, through="parties")
    assert actions(reading, kit) == actions(reading, kit)


def test_one_meeting_is_told_once(read: Callable[..., Reading]) -> None:
    """Norway met Serbia in Bodo on Monday. Norway opened the meeting with Serbia at noon."""
    acts = read(test_one_meeting_is_told_once.__doc__, through="actions").actions
    assert [act.same_as for act in acts] == [None, 0], [_told(act) for act in acts]


def test_action_is_verb_and_first_noun(read: Callable[..., Reading]) -> None:
    """Kenya sought jets and tents from Egypt. Tents, blankets and other relief goods from Egypt were sent to Kenya."""
    acts = read(test_action_is_verb_and_first_noun.__doc__, through="actions").actions
    assert acts[0].action.text == "sought jets"
    assert all(len(act.action.text.split()) < 6 for act in acts)
