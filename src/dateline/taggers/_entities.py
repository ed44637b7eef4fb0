"""Documents that spaCy has parsed go in; out come their named entities, as its own recogniser finds them, in less time.

spaCy's recogniser (a transition system, Lample and others 2016) goes through all documents token by token, and asks of
every token 74 times which of its moves are allowed. But outside an entity what it decides hangs on the token alone: so
all tokens are decided in one go here, and only those inside an entity one after the other. The moves are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

_BATCH = 64
"""Documents that are decided at a time: what is worked out for them stays in the processor's cache."""

Floats = NDArray[np.float32]
Found = tuple[int, int, str]
"""An entity: its first token, the one after its last, its label."""

_PARTS = frozenset({"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})
"""Parts of a pipeline of which none sets or reads entities but the last."""
_FEATURES = 3
"""What spaCy's recogniser looks at: the token, the first of the open entity, and the token before it in there."""


def fits(nlp: Language) -> bool:
    """Whether the pipeline's recogniser is one that can be followed here: spaCy's own, with features of its own."""
    from spacy.pipeline import EntityRecognizer

    if not set(nlp.pipe_names) <= _PARTS or nlp.pipe_names[-1:] != ["ner"]:
        return False
    part = nlp.get_pipe("ner")
    if not isinstance(part, EntityRecognizer) or type(part) is not EntityRecognizer:
        return False
    model = part.model
    listens = any(node.name.endswith("listener") for node in model.walk())
    lower = model.get_ref("lower")
    shaped = model.attrs["has_upper"] and lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") >= 2
    return bool(shaped and not listens and not model.attrs["unseen_classes"] and part.cfg.get("beam_width", 1) == 1)


class Recogniser:
    """Finds entities as the pipeline's recogniser does; made of a pipeline that `fits`."""

    def __init__(self, nlp: Language) -> None:
        part = cast("EntityRecognizer", nlp.get_pipe("ner"))
        self._model = part.model
        lower, upper = part.model.get_ref("lower"), part.model.get_ref("upper")
        self._bias: Floats = lower.get_param("b")
        self._weights: Floats = upper.get_param("W")
        self._scores: Floats = upper.get_param("b")
        moves = [part.moves.get_class_name(number).partition("-") for number in range(part.moves.n_moves)]
        self._moves = [(kind, label) for kind, _, label in moves]
        self._place = {move: number for number, move in enumerate(self._moves)}
        kinds = np.array([kind for kind, _ in self._moves])
        labelled = np.array([bool(label) for _, label in self._moves])
        self._out = kinds == "O"
        self._first = (kinds == "B") & labelled
        self._alone = (kinds == "U") & labelled

    def __call__(self, docs: Sequence[Doc]) -> list[list[Found]]:
        """The entities of each document, in order; the documents stay as they are."""
        return [each for at in range(0, len(docs), _BATCH) for each in self._some(docs[at : at + _BATCH])]

    def _some(self, docs: Sequence[Doc]) -> list[list[Found]]:
        if not any(map(len, docs)):
            return [[] for _ in docs]
        vectors = self._model.get_ref("tok2vec").predict(docs)
        seen: Floats = self._model.get_ref("lower").predict(vectors)
        # Row 0 stands for "no such token"; the tokens follow.
        outside = self._decide(seen[1:, 0] + seen[0, 1] + seen[0, 2] + self._bias)
        spaces = np.array([token.is_space for doc in docs for token in doc])
        last = np.zeros(len(spaces), bool)
        ends = np.cumsum([len(doc) for doc in docs if len(doc)])
        last[ends - 1] = True
        allowed = self._out | ((self._alone | (self._first & ~last[:, None])) & ~spaces[:, None])
        chosen = np.where(allowed, outside, -np.inf).argmax(axis=1).tolist()
        found, at = [], 0
        for doc in docs:
            found.append(list(self._walked(seen, chosen[at : at + len(doc)], at)))
            at += len(doc)
        return found

    def _decide(self, hidden: Floats) -> Floats:
        """The scores of all moves for each state, by the sums of its features (states by units by pieces)."""
        best = np.ascontiguousarray(hidden.max(axis=-1))
        scores: Floats = self._model.ops.gemm(best, self._weights, trans2=True)
        return scores + self._scores

    def _walked(self, seen: Floats, chosen: Sequence[int], offset: int) -> Iterator[Found]:
        """The entities of one document whose tokens begin at `offset`, by the moves outside of any entity."""
        at = 0
        while at < len(chosen):
            kind, label = self._moves[chosen[at]]
            start = at
            if kind == "B":
                at += 1
                while at + 1 < len(chosen) and self._goes_on(seen, offset + start, offset + at, label):
                    at += 1
            at += 1
            if kind != "O":
                yield start, at, label

    def _goes_on(self, seen: Floats, start: int, at: int, label: str) -> bool:
        """Whether the entity that is open goes on after the token `at`."""
        hidden = seen[1 + at, 0] + seen[1 + start, 1] + seen[at, 2] + self._bias
        best = hidden.max(axis=-1)
        inside, end = self._place["I", label], self._place["L", label]
        goes_on, ends = (float(self._weights[move] @ best + self._scores[move]) for move in (inside, end))
        return goes_on > ends or (goes_on == ends and inside < end)
