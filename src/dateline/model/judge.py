"""What the actions stage may ask of a learned judge: which type an act is that no frame knows, if it is one at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.model.act import EventType
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties and the word that ties them, for a judge: spans of the report's text, all inside `sentence`.

    One of the two is None where the words name only one.
    """

    sentence: Span
    actor: Span | None
    recipient: Span | None
    trigger: Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest type of what the actor does to the recipient and its probability; None where it is no act."""

    type: EventType | None
    probability: float


Judge = Callable[[str, Sequence[Pair]], Sequence[Verdict]]
"""The report's text and the pairs in, one verdict for each out."""


def marked(text: str, pair: Pair) -> str:
    """The sentence as the judge reads it: `@ actor @`, `# recipient #` and `^ trigger ^` set off by their signs.

    >>> text = "Oslo snubbed Rome."
    >>> marked(text, Pair(Span(0, 18), Span(0, 4), Span(13, 17), Span(5, 12)))
    '@ Oslo @ ^ snubbed ^ # Rome #.'
    """
    sides = ((pair.actor, "@"), (pair.recipient, "#"), (pair.trigger, "^"))
    signs = sorted((span, sign) for span, sign in sides if span is not None)
    out, at = [], pair.sentence.start
    for span, sign in signs:
        if span.start < at:
            continue
        out += [text[at : span.start], sign, " ", span.of(text), " ", sign]
        at = span.end
    out.append(text[at : pair.sentence.end])
    return " ".join("".join(out).split())
