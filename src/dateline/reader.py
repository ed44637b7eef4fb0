"""A Report goes in and a Reading comes out: loads the kit and hands the reading down the stages."""

from __future__ import annotations

import logging
from functools import cache

from dateline import __version__, lexicon, publishers
from dateline.lexicon import actors, calendar, codebook, cues, doubts, gazetteer, goods, roles
from dateline.model.kit import Kit
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.stages import STAGES
from dateline.taggers import spacy

log = logging.getLogger(__name__)
_LONG_ENOUGH = 200
"""Code points from which on a text shows its language."""


@cache
def load(model: str = spacy.DEFAULT) -> Kit:
    """The kit with the installed spaCy pipeline `model`; loaded once a process. MissingModel if it is not there."""
    parser, version = spacy.load(model)
    return Kit(
        parser=parser,
        actors=actors.load(),
        roles=roles.load(),
        gazetteer=gazetteer.load(),
        cues=cues.load(),
        codebook=codebook.load(),
        goods=goods.load(),
        calendar=calendar.load(),
        doubter=doubts.load(),
        made_by=(("dateline", __version__), (model, version), ("lexicon", lexicon.version())),
    )


def read(report: Report, kit: Kit) -> Reading:
    """Everything that the stages read from one report, under its publisher's standard name."""
    report = publishers.load().settled(report)
    reading = Reading(report=report, problems=_intake(report), made_by=kit.made_by)
    for stage in STAGES if report.language in (None, "en") else STAGES[:1]:
        reading = stage(reading, kit)
    log.info(
        "read %s: %d sentences, %d claims, %d problems",
        report.id, len(reading.sentences), len(reading.claims), len(reading.problems),
    )  # fmt: skip
    return reading


def _intake(report: Report) -> tuple[Problem, ...]:
    """What was wrong with the report before any stage saw it: a date of its own that is none, another language."""
    dates = tuple(
        Problem("intake", f"{each.time.reason}; give the day with --published", "warning", each.time.span)
        for each in report.dates
        if each.time.state == "unresolved" and each.basis == "header"
    )
    if report.published.state == "unresolved" and report.published_basis != "header":
        dates += (Problem("intake", f"{report.published.reason}; give the day with --published"),)
    if report.language == "en" or (report.language is None and len(report.text) < _LONG_ENOUGH):
        return dates
    if report.language:
        said = f"the report is in the language {report.language!r}, and only English is read: it gives no claims"
    else:
        said = "the report does not look like English, and only English is read: claims may be wrong or missing"
    return (*dates, Problem("intake", said))
