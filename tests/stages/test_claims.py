"""The claims stage: one claim an act, with the words that a person needs to check it."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.reading import Reading


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
