"""Transfers on texts of our own: the cases of cases/transfers with acts given, and what goes with what."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.model.act import Act, Exchange, Standing, Words
from dateline.model.clause import verbal
from dateline.model.goods import GoodsLexicon
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.transfers import transfers

Read = Callable[..., Reading]
CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "transfers" / "exchanges.toml").read_text("utf-8"))["case"]
COUNTRIES = {
    "Iran": "IRN", "Russia": "RUS", "Mozambique": "MOZ", "Portugal": "PRT", "Egypt": "EGY", "Romania": "ROU",
    "Cuba": "CUB", "Norway": "NOR", "Turkey": "TUR", "Japan": "JPN", "Kenya": "KEN", "Syria": "SYR",
    "North Korean": "PRK", "North Korea": "PRK", "Pyongyang": "PRK", "Moscow": "RUS",
}  # fmt: skip


def party(text: str, name: str) -> Party:
    start = text.index(name)
    return Party(Span(start, start + len(name)), name, country=COUNTRIES.get(name), kind="government")


def exchange(read: Read, kit: Kit, *acts: dict[str, Any], text: str) -> list[Exchange]:
    reading = read(text, published=date(2023, 9, 13), through="parse")
    given, statuses, parties = [], [], {}
    for each in acts:
        span = Span(text.index(each["words"]), text.index(each["words"]) + len(each["words"]))
        inside = reading.parse.within(span)
        trigger = next((token for token in inside if verbal(token)), inside[-1])
        actors = tuple(party(text, name) for name in each["actors"])
        recipients = tuple(party(text, name) for name in each["recipients"])
        parties.update({one.span: one for one in (*actors, *recipients)})
        words = Words(span.of(text), span, trigger.lemma)
        given.append(Act(trigger.i, words, each["type"], tuple(each.get("modes", ())), (), "", actors, recipients))
        statuses.append(Standing(each.get("status", "happened")))
    reading = replace(reading, actions=tuple(given), status=tuple(statuses), parties=tuple(parties.values()))
    return list(transfers(reading, kit).transfers)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_cases(case: dict[str, Any], read: Read, kit: Kit) -> None:
    marked = case["text"]
    words = marked[marked.index("[") + 1 : marked.index("]")]
    text = marked.replace("[", "").replace("]", "")
    (found,) = exchange(read, kit, {**case, "words": words}, text=text)
    transfer = found.transfer
    assert transfer is not None
    assert [good.text for good in transfer.goods] == case["goods"]
    assert transfer.goods[0].category == case["category"]
    assert [good.text for good in transfer.in_return_for] == case.get("price", [])
    assert [one.text for one in transfer.from_] == case["from"]
    assert [one.text for one in transfer.to] == case["to"]
    assert transfer.stage == case["stage"]
    if "low" in case:
        quantity = transfer.goods[0].quantity
        assert quantity is not None
        assert (quantity.low, quantity.high) == (case["low"], case["high"])
    names = {rule.id: rule.name for rule in kit.goods.measures}
    pointed = {measure.measure for measure in found.measures}
    assert {names[id] for id in case.get("measures", [])} <= pointed
    for good in (*transfer.goods, *transfer.in_return_for):
        assert good.text == good.span.of(text)


def test_two_wants_in_one_sentence_are_each_others_price(read: Read, kit: Kit) -> None:
    """Moscow needs shells from Pyongyang, which wants satellite technology in return."""
    text = "Moscow needs shells from Pyongyang, which wants satellite technology in return."
    need, want = exchange(
        read, kit,
        {"words": "needs", "type": "REQUEST", "actors": ["Moscow"], "recipients": ["Pyongyang"]},
        {"words": "wants", "type": "REQUEST", "actors": ["Pyongyang"], "recipients": ["Moscow"]},
        text=text,
    )  # fmt: skip
    assert need.transfer is not None
    assert want.transfer is not None
    assert [good.text for good in need.transfer.goods] == ["shells"]
    assert [good.text for good in need.transfer.in_return_for] == ["satellite technology"]
    assert [good.text for good in want.transfer.in_return_for] == ["shells"]
    assert (need.transfer.stage, want.transfer.stage) == ("wanted", "wanted")


def test_a_missile_launch_points_at_the_resolutions_that_forbid_it(read: Read, kit: Kit) -> None:
    text = "North Korea fired two ballistic missiles."
    act = {"words": "fired", "type": "MOBILIZE", "modes": ["weapons"], "actors": ["North Korea"], "recipients": []}
    (found,) = exchange(read, kit, act, text=text)
    assert found.transfer is None
    assert {"UNSCR 1718 (2006)", "UNSCR 1874 (2009)"} <= {measure.measure for measure in found.measures}
    assert all("a pointer, not a finding" in measure.basis for measure in found.measures)
    assert all(measure.triggered_by for measure in found.measures)


def test_a_harmless_gift_points_at_nothing(read: Read, kit: Kit) -> None:
    text = "Japan donated blankets to Kenya."
    act = {"words": "donated", "type": "AID", "actors": ["Japan"], "recipients": ["Kenya"]}
    (found,) = exchange(read, kit, act, text=text)
    assert found.transfer is not None
    assert found.measures == ()


def test_a_measure_that_had_ended_is_not_pointed_at(kit: Kit) -> None:
    ended = next(rule for rule in kit.goods.measures if rule.id == "un-southafrica-418")
    assert not ended.in_force(date(2023, 9, 13), date(2023, 9, 13))
    assert ended.in_force(date(1985, 1, 1), date(1985, 1, 1))
    assert ended.in_force(None, None)


def test_acts_without_goods_have_no_transfer(read: Read, kit: Kit) -> None:
    text = "Japan praised Kenya."
    act = {"words": "praised", "type": "SUPPORT", "actors": ["Japan"], "recipients": ["Kenya"]}
    assert exchange(read, kit, act, text=text) == [Exchange()]


def test_the_empty_report(read: Read, kit: Kit) -> None:
    assert transfers(read("", through="status"), kit).transfers == ()


def test_lineage_climbs_to_the_root() -> None:
    from dateline.lexicon import goods

    lexicon: GoodsLexicon = goods.load()
    assert lexicon.lineage("arms.missiles") == ("arms.missiles", "arms")
    assert lexicon.lineage(None) == ()


def test_what_changes_hands_may_be_left_unsaid(read: Read, kit: Kit) -> None:
    """Norway resumed its exports to Kenya."""
    text = test_what_changes_hands_may_be_left_unsaid.__doc__ or ""
    act = {"words": "exports", "type": "COOPERATE", "actors": ["Norway"], "recipients": ["Kenya"]}
    (found,) = exchange(read, kit, act, text=text)
    assert found.transfer is not None
    assert found.transfer.goods == ()
    ends = ([one.text for one in found.transfer.from_], [one.text for one in found.transfer.to])
    assert ends == (["Norway"], ["Kenya"])


def test_help_without_goods_moves_nothing(read: Read, kit: Kit) -> None:
    """Norway helped Kenya."""
    act = {"words": "helped", "type": "AID", "actors": ["Norway"], "recipients": ["Kenya"]}
    (found,) = exchange(read, kit, act, text=test_help_without_goods_moves_nothing.__doc__ or "")
    assert found.transfer is None


def test_the_noun_of_the_act_may_be_what_is_given(read: Read, kit: Kit) -> None:
    """Norway's loan to Kenya was welcomed."""
    act = {"words": "loan", "type": "AID", "actors": ["Norway"], "recipients": ["Kenya"]}
    (found,) = exchange(read, kit, act, text=test_the_noun_of_the_act_may_be_what_is_given.__doc__ or "")
    assert found.transfer is not None
    assert [(good.text, good.category) for good in found.transfer.goods] == [("loan", "money")]
