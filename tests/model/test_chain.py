"""On whose word some words stand: the innermost voiced content that holds them, else the report's own voice."""

from __future__ import annotations

from dateline.intake.text import report
from dateline.model.attribution import OWN_VOICE, Attribution, Source
from dateline.model.chain import attribution_of, chain_of
from dateline.model.reading import Reading
from dateline.model.span import Span

TEXT = "Agency: Rossi said Bianchi wants to buy the port."
AGENCY, ROSSI, BIANCHI = (Source(kind="named person", text=name) for name in ("Agency", "Rossi", "Bianchi"))
OUTER = Attribution((Span(8, 48),), Span(0, 7), (AGENCY, OWN_VOICE))
INNER = Attribution((Span(19, 48),), Span(14, 18), (ROSSI, AGENCY, OWN_VOICE), inside=0)
WISH = Attribution(
    (Span(33, 48),), Span(27, 32), (BIANCHI, ROSSI, AGENCY, OWN_VOICE), "intention", inside=1, voiced=False
)


def reading(*attributions: Attribution) -> Reading:
    return Reading(report=report(TEXT), attributions=attributions)


def test_the_innermost_content_decides() -> None:
    assert chain_of(reading(OUTER, INNER), Span(19, 26)) == INNER.sources
    assert chain_of(reading(OUTER, INNER), Span(8, 13)) == OUTER.sources


def test_a_plan_stands_on_the_word_of_whoever_tells_of_it() -> None:
    assert attribution_of(reading(OUTER, INNER, WISH), Span(36, 39)) is INNER


def test_words_that_nobody_reports_are_the_reports_own() -> None:
    assert chain_of(reading(OUTER, INNER), Span(0, 6)) == (OWN_VOICE,)
    assert chain_of(reading(), Span(19, 26)) == (OWN_VOICE,)


def test_of_two_with_the_same_content_the_longer_chain_is_inside() -> None:
    both = Attribution(OUTER.contents, Span(8, 13), (ROSSI, AGENCY, OWN_VOICE), inside=0)
    assert attribution_of(reading(OUTER, both), Span(19, 26)) is both
    assert attribution_of(reading(both, OUTER), Span(19, 26)) is both
