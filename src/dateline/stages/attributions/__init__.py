"""The parse and the marks go in; out come the attributions: each reported stretch with its chain of sources."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.stages.attributions import chains
from dateline.stages.attributions.exchange import run_on
from dateline.stages.attributions.finding import find
from dateline.stages.attributions.view import View


def attributions(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.attributions`, in the order of their cues; a quotation without a speaker leaves a Problem."""
    view = View.of(reading, kit.cues)
    found, lost = run_on(view, list(find(view, kit.cues.voices)))
    problems = tuple(
        Problem("attributions", "whose words these are cannot be told", "note", view.quotations[number])
        for number in lost
    )
    return replace(reading, attributions=chains.attributions(view, found), problems=reading.problems + problems)
