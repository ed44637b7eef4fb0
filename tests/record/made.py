"""Readings made by hand: one sentence, one claim, nothing read by any language tool."""

from __future__ import annotations

from datetime import date

from dateline.intake.text import report
from dateline.model.act import Words
from dateline.model.attribution import OWN_VOICE
from dateline.model.claim import Claim
from dateline.model.party import Party
from dateline.model.place import NOWHERE_STATED
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
from dateline.model.span import Span
from dateline.model.time import NOT_STATED


def reading(text: str, action: str, who: str, whom: str, published: date | None = None) -> Reading:
    """The reading of one sentence in which `who` does `action` to `whom`."""
    told = report(text, published)
    start = told.text.index(text)

    def span(words: str) -> Span:
        at = told.text.index(words, start)
        return Span(at, at + len(words))

    claim = Claim(
        id=f"{abs(hash((text, action))):016x}"[:16], report=told.id, type="CONSULT", modes=("visit",), contexts=(),
        quad=1, score=2.1, cameo="040", action=Words(action, span(action), action),
        actors=(Party(span(who), who, name=who),), recipients=(Party(span(whom), whom, name=whom),), others=(),
        status="happened", certainty=None, condition=None, timing="new", when=NOT_STATED, where=NOWHERE_STATED,
        attribution=(OWN_VOICE,), transfer=None, measures=(), casualties=(), quantities=(),
        evidence=(Span(start, start + len(text)),), confidence=(), why=(),
    )  # fmt: skip
    sentence = Sentence(Span(start, start + len(text)), 0)
    return Reading(told, sentences=(sentence,), claims=(claim,), made_by=(("dateline", "0"),))
