"""What speaks for and against two mentions being one, reason by reason."""

from __future__ import annotations

from dataclasses import replace

from dateline.link.content import Rarity
from dateline.link.mention import Mention, Who
from dateline.link.pair import points, reasons

ANA, BEN = (Who(f"person:{name}", frozenset({name}), "KEN", known=True, person=name) for name in ("ana", "ben"))
COAST = Who("the coast", frozenset({"coast"}), "KEN")
RARE = Rarity(1000)


def names(left: Mention, right: Mention, alike: float = 0.3) -> set[str]:
    return {name for name, _ in reasons(left, right, alike, RARE)}


def test_one_word_for_a_friendly_and_for_a_hostile_act_is_two_acts() -> None:
    """To call on somebody for papers, and to call him by telephone."""
    asked = Mention("a:1", "a", "call", type="REQUEST", actors=(ANA,))
    rang = Mention("a:2", "a", "call", type="CONSULT", actors=(ANA,))
    assert "another kind of act" in names(asked, rang)
    assert points(asked, rang, 1.0, RARE) < points(asked, replace(rang, type="REQUEST"), 1.0, RARE)


def test_an_act_that_is_planned_as_one_type_and_done_as_another_of_its_kind_is_one() -> None:
    ahead = Mention("a:1", "a", "resign", type="CONCEDE", actors=(ANA,), status="planned")
    done = Mention("b:1", "b", "resign", type="RETREAT", actors=(ANA,))
    assert "another kind of act" not in names(ahead, done)
    assert points(ahead, done, 0.4, RARE) > 0


def test_two_persons_who_visit_one_place_make_two_visits() -> None:
    one = Mention("a:1", "a", "visit", type="CONSULT", actors=(ANA,), recipients=(COAST,))
    other = Mention("a:2", "a", "visit", type="CONSULT", actors=(BEN,), recipients=(COAST,))
    assert "other persons" in names(one, other)
    assert points(one, other, 1.0, RARE) < 0
    assert points(one, replace(other, actors=(ANA,)), 1.0, RARE) > 0


def test_a_meeting_told_from_either_side_is_one() -> None:
    one = Mention("a:1", "a", "meet", type="CONSULT", actors=(ANA, BEN))
    other = Mention("b:1", "b", "meet", type="CONSULT", actors=(BEN,))
    assert "other persons" not in names(one, other)
