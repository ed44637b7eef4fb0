"""A Report goes in and a Reading comes out: loads the kit and hands the reading down the stages."""

from __future__ import annotations

from functools import cache

from dateline import __version__
from dateline.lexicon import actors, codebook, cues, gazetteer, goods, roles
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.stages import STAGES
from dateline.taggers import spacy


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
        made_by=(("dateline", __version__), (model, version)),
    )


def read(report: Report, kit: Kit) -> Reading:
    """Everything that the stages read from one report."""
    reading = Reading(report=report, made_by=kit.made_by)
    for stage in STAGES:
        reading = stage(reading, kit)
    return reading
