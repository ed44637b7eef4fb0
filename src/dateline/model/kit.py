"""What the reader hands to the stages: words, knowledge and language tools, all loaded and unchanging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.model.actors import Actors, NoActors
from dateline.model.calendar import Calendar
from dateline.model.codebook import Codebook
from dateline.model.cues import Cues
from dateline.model.doubt import Doubter
from dateline.model.gazetteer import Gazetteer, NoGazetteer
from dateline.model.goods import GoodsLexicon
from dateline.model.parse import EMPTY, Parser
from dateline.model.reading import Reading
from dateline.model.roles import Roles


@dataclass(frozen=True)
class Kit:
    """Everything a stage may use besides the reading. Built once by the reader; a test builds its own from parts."""

    parser: Parser = field(default=lambda text, units: EMPTY)
    actors: Actors = field(default_factory=NoActors)
    roles: Roles = field(default_factory=Roles)
    gazetteer: Gazetteer = field(default_factory=NoGazetteer)
    cues: Cues = field(default_factory=Cues)
    codebook: Codebook = field(default_factory=Codebook)
    goods: GoodsLexicon = field(default_factory=GoodsLexicon)
    calendar: Calendar = field(default_factory=Calendar)
    doubter: Doubter = field(default_factory=Doubter)
    made_by: tuple[tuple[str, str], ...] = ()


Stage = Callable[[Reading, Kit], Reading]
"""A stage: fills the field that it is named after from the fields to its left; the same input, the same output."""
