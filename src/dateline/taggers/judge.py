"""Pairs of parties with the verb between them go in; out comes for each what type of act it is, by a small network.

onnxruntime (MIT) runs the weights in `judge/`, which `tools/train_judge.py` made from our own annotated text; tokenizers
(Apache-2.0) splits the words. Without the two packages, or the weights, there is no judge and frames alone decide.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from dateline.model.act import EventType
from dateline.model.judge import Judge, Pair, Verdict, marked

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_BATCH = 16


def load() -> tuple[Judge, str] | None:
    """The judge and the version of its weights; None where the packages or the weights are not installed."""
    home = files("dateline.taggers") / "weights" / "judge"
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ModuleNotFoundError:
        return None
    if not (home / "judge.onnx").is_file():
        return None
    card = json.loads((home / "card.json").read_text("utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession((home / "judge.onnx").read_bytes(), options, ["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str((home / "tokenizer.json").read_text("utf-8"))
    tokenizer.enable_truncation(card["longest"])
    tokenizer.enable_padding()
    types: list[EventType | None] = [None if name == "NONE" else name for name in card["types"]]

    def judge(text: str, pairs: Sequence[Pair]) -> Sequence[Verdict]:
        sentences = [marked(text, pair) for pair in pairs]
        found: list[Verdict] = []
        for at in range(0, len(sentences), _BATCH):
            found += _verdicts(session, tokenizer, types, sentences[at : at + _BATCH])
        return found

    return judge, str(card["version"])


def _verdicts(
    session: InferenceSession, tokenizer: Tokenizer, types: list[EventType | None], sentences: list[str]
) -> list[Verdict]:
    import numpy as np

    encoded = tokenizer.encode_batch(sentences)
    given = {
        "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
        "attention_mask": np.array([each.attention_mask for each in encoded], dtype=np.int64),
    }
    logits = cast("np.ndarray[tuple[int, int], np.dtype[np.float32]]", session.run(None, given)[0])
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    best = shares.argmax(axis=1)
    return [Verdict(types[int(at)], round(float(row[at]), 4)) for at, row in zip(best, shares, strict=True)]
