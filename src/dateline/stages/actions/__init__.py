"""A parse and its parties come in; out come the acts that words name, real or not, with who did them to whom.

The words are those of the frame lexicon (`lexicon/codebook/frames`); who is actor and who recipient is decided by
grammatical role. Whether an act is real is judged by a later stage.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model.act import Act
from dateline.model.kit import Kit
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.stages.actions.coding import Coder
from dateline.stages.actions.matches import Matcher
from dateline.stages.actions.norms import Norms
from dateline.stages.actions.relevance import Judge
from dateline.stages.actions.retellings import linked
from dateline.stages.actions.senses import Senses
from dateline.stages.actions.slots import Parties
from dateline.stages.actions.untold import Untold


def actions(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.actions`: one act for each verb, noun or adjective that a frame of the codebook fits."""
    if not kit.codebook.frames or not reading.parse.tokens:
        return reading
    parties = Parties(reading, kit.codebook.classes.get("who", frozenset()))
    matcher = Matcher(reading.parse, kit.codebook, parties)
    found = Coder(reading, kit.codebook, matcher, parties).acts()
    judge = Judge(reading, kit.codebook.relevance)
    norms = Norms(reading, kit.codebook.relevance.norms)
    untold = Untold(reading)
    senses = Senses(reading)
    kept: list[Act] = []
    notes: list[Problem] = []
    for each in found:
        sense = senses.of(each)
        act = each if isinstance(sense, str) else sense
        reason = judge.against(act, reading.parse.tokens[act.trigger].sentence)
        kind = "a political act"
        if reason is None:
            unsaid = sense if isinstance(sense, str) else norms.against(act) or untold.against(act)
            reason, kind = unsaid, "an act"
        if reason is None:
            kept.append(act)
        else:
            message = f"{act.action.text!r} is not taken for {kind} ({act.type}): {reason}"
            notes.append(Problem("actions", message, "note", act.action.span))
    return replace(reading, actions=linked(kept, reading), problems=(*reading.problems, *notes))
