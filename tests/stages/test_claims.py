"""The claims stage: one claim an act, with the words that a person needs to check it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.model.wording import act


def test_how_a_picture_came_out_is_no_act(read: Callable[..., Reading]) -> None:
    """Kenyan troops crossed into Somalia on Monday, images released by the Kenyan army showed."""
    reading = read(test_how_a_picture_came_out_is_no_act.__doc__)
    assert not [claim for claim in reading.claims if "release" in (claim.action.lemma or "")]


def test_evidence_names_the_sentence_and_the_speaker(read: Callable[..., Reading]) -> None:
    """Norway expelled two Russian diplomats. "We had no other choice," Foreign Minister Espen Barth Eide said."""
    text = test_evidence_names_the_sentence_and_the_speaker.__doc__ or ""
    reading = read(text)
    claim = next(claim for claim in reading.claims if claim.type == "SANCTION")
    assert "expelled two Russian diplomats" in claim.evidence[0].of(text)
    assert claim.attribution[-1].kind == "own voice"


def test_ids_stay(read: Callable[..., Reading]) -> None:
    """Chile and Peru signed a trade agreement in Lima on Tuesday, the Chilean foreign ministry said."""
    text = test_ids_stay.__doc__
    first, second = read(text), read(text)
    assert [claim.id for claim in first.claims] == [claim.id for claim in second.claims]
    assert len({claim.id for claim in first.claims}) == len(first.claims) > 0


TOLD = {
    "Chad wants ten boats from Peru in return, the envoy said.": "wants ten boats from Peru in return",
    "Peru is eager for Chile's stock of copper cable.": "eager for Chile's stock of copper cable",
    "Norway plans to help Ghana build a dam, ANSA reported.": "plans to help Ghana build a dam",
    'Oslo warned on Monday that Chad would "regret the raid".': 'warned on Monday that Chad would "regret the raid"',
    "Ghana fired two rockets on Friday, the Togolese army said, the third salvo this year.": "fired two rockets",
    "The Kenyan president met the Ugandan president in Nairobi on Monday.": "met",
    "Chile's minister thanked Peru for sending tents, despite the row over fish.": "thanked Peru for sending tents",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_words_of_an_act_say_what_it_is_about(read: Callable[..., Reading], text: str) -> None:
    claim = read(text).claims[0]
    assert act(claim) == TOLD[text]
    assert all(other.span.of(text) == other.text for other in claim.others)
