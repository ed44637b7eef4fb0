"""The whole reading on one screen: every stage, in order. A stage fills one field and reads only fields to its left."""

from __future__ import annotations

from dateline.model.kit import Stage
from dateline.stages.actions import actions
from dateline.stages.attributions import attributions
from dateline.stages.claims import claims
from dateline.stages.doubts import doubts
from dateline.stages.labels import labels
from dateline.stages.marks import marks
from dateline.stages.parse import parse
from dateline.stages.parties import parties
from dateline.stages.places import places
from dateline.stages.quotes import quotes
from dateline.stages.sentences import sentences
from dateline.stages.status import status
from dateline.stages.times import times
from dateline.stages.transfers import transfers

STAGES: tuple[Stage, ...] = (
    sentences,  # where each sentence begins and ends, and which are headings, captions, credits
    marks,  # quotation marks, brackets, attribution clauses: what to cut before parsing
    parse,  # tokens and trees, by the language tool
    parties,  # who: named, described, referred back to
    times,  # when: every time expression, resolved as far as the words allow
    places,  # where: every place, resolved as far as the words allow
    actions,  # did what to whom: acts with their parties, real or not
    attributions,  # on whose word: each reported stretch and its chain of sources
    quotes,  # verbatim speech with its speaker
    labels,  # words by which the outlet, or whoever speaks, judges while telling
    status,  # is it real: happened, planned, possible …
    transfers,  # what for what: goods, direction, return, stage, and the measures they may touch
    doubts,  # how far the text bears each act out, and which acts do not stand
    claims,  # all of it brought together, one claim an act
)
