"""Annotated texts go in; the weights of the doubts stage come out as one readable file.

    uv pip install scikit-learn && python tools/train_doubt.py --events ../shared/training/events.jsonl

The texts are those in `tools/data/doubts/`, written for this in the register of political news, and JSON Lines in the
shape of the training folder's `events.jsonl`. dateline reads them, its acts are laid beside the annotated ones
(`dateline.score.doubt`), and four logistic regressions learn which are right; their product is stretched to say how
likely a claim is right as a whole. A text of `events.jsonl` whose hash ends
in 9 is not learned from: `dateline score doubt` measures on those. How well the models do on our own is measured by
five-fold cross-validation, which also calibrates them (Platt). The weights name the corpora by hash, the seed and the
figures. Retrain after every change of frames, arguments or status: a few minutes.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline import reader
from dateline.intake import text as plain
from dateline.model.doubt import Doubter
from dateline.model.doubt import odds as logit
from dateline.model.kit import Kit
from dateline.model.linear import Linear
from dateline.model.span import Span
from dateline.score.doubt import FIELDS, Annotated, Field, Told, Verdict, auc, calibration_error, texts, verdict
from dateline.score.parties import HELD_OUT, tenth
from dateline.stages.doubts.features import Describer

SEED = 0
STRENGTH: dict[Field, float] = {"type": 0.05, "actors": 0.05, "recipients": 0.05, "status": 0.1}
"""Inverse L2 regularisation, by cross-validation; a third or three times of it changes AUC by about a point."""
OWN = 6.0
"""What an act of our own texts counts: all its acts are annotated, and its register is that of the reports."""
RIGHT, WRONG, NO_ACT = 0.5, 0.3, 2.0
"""What a right act of `events.jsonl` counts for its type, a wrong one (annotators left acts out), and one in a text
without any act."""
SMALLEST = 0.02
"""Weights smaller than this are not written."""
THRESHOLD = 0.15
"""Below it an act does not stand; see docs/decisions/0003."""
FOLDS = 5
WRITTEN = date(2020, 6, 1)
"""The day that texts without a date are read as of."""
OWN_TEXTS = Path(__file__).parent / "data" / "doubts"


@dataclass(frozen=True, slots=True)
class Example:
    """One act for one field: what describes it, whether it is right (None: nobody says), what it counts, its fold, and
    whether its text is our own."""

    features: list[str]
    right: bool | None
    weight: float
    fold: int
    own: bool


def own_texts(file: Path) -> Iterator[Annotated]:
    """The texts of one file: paragraphs, each followed by a line for every act; see the head of the file."""
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = "\n".join(line for line in lines if line[0] not in "+?")
        if text:
            yield Annotated(text, WRITTEN, tuple(_told(line, text) for line in lines if line[0] in "+?"))


def _told(line: str, text: str) -> Told:
    head, actors, recipients, status = ([part.strip() for part in line[1:].split("|")] + ["", "", ""])[:4]
    types, _, words = head.partition(" ")
    return Told(
        frozenset(types.split("/")),
        _find(words, text),
        tuple(_find(each.strip(), text) for each in actors.split(";") if each.strip()),
        tuple(_find(each.strip(), text) for each in recipients.split(";") if each.strip()),
        status or "happened",
        open=line[0] == "?",
    )


def _find(words: str, text: str) -> Span:
    """Where words stand first: as whole words if they do so anywhere, so that "he" is not found in "the"."""
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    start = whole.start() if whole else text.find(words)
    if start < 0:
        raise SystemExit(f"{words!r} does not stand in {text!r}; mend the line")
    return Span(start, start + len(words))


def examples(annotated: Iterable[Annotated], kit: Kit, own: bool) -> Iterator[tuple[Field, Example]]:
    """One example for each field of each act that the annotation judges, all fields of an act one after the other."""
    for each in annotated:
        if not own and tenth(each.text) == HELD_OUT:
            continue
        reading = reader.read(plain.report(each.text, each.published), kit)
        describer = Describer(reading)
        for number in range(len(reading.actions)):
            judged = verdict(reading, number, each.told)
            if judged is None:
                continue
            if own and _left_out(describer.type(number), reading.status[number].status, judged):
                continue
            for field in FIELDS:
                weight = OWN if own else _weight(judged, each) if field == "type" else 1.0
                described: list[str] = getattr(describer, field)(number)
                yield field, Example(described, judged.right.get(field), weight, tenth(each.text) % FOLDS, own)


def _left_out(described: Sequence[str], status: str, judged: Verdict) -> bool:
    """Whether an act that no line names teaches nothing: one under a condition, which most of the texts leave out."""
    return not judged.right["type"] and (status == "conditional" or "mark if" in described)


def _weight(judged: Verdict, text: Annotated) -> float:
    return RIGHT if judged.right["type"] else WRONG if text.told else NO_ACT


def fit(found: Sequence[Example], strength: float) -> Linear:
    """A logistic regression over the features that occur at least twice in the acts of which somebody says."""
    found = [each for each in found if each.right is not None]
    counts = Counter(feature for each in found for feature in set(each.features))
    index = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count > 1))}
    ends, columns = [0], list[int]()
    for each in found:
        columns.extend(sorted({index[name] for name in each.features if name in index}))
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), len(index)))
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=500, random_state=SEED)
    model.fit(matrix, np.array([each.right for each in found]), np.array([each.weight for each in found]))
    weights = {name: float(model.coef_[0][at]) for name, at in index.items()}
    return Linear(float(model.intercept_[0]), weights)


def across(found: Sequence[Example], strength: float) -> list[float]:
    """The score of each act (log odds) by a model that has not seen its text."""
    models = [fit([each for each in found if each.fold != fold], strength) for fold in range(FOLDS)]
    return [odds(models[each.fold], each.features) for each in found]


def odds(model: Linear, features: Iterable[str]) -> float:
    """The log odds that the model gives."""
    return model.bias + sum(model.weights.get(feature, 0.0) for feature in set(features))


def platt(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """The slope and the shift that make shares of log odds (Platt 1999)."""
    model = LogisticRegression(C=100.0, solver="liblinear", random_state=SEED)
    model.fit(np.array([[score] for score in scores]), np.array(right))
    return float(model.coef_[0][0]), float(model.intercept_[0])


def stretched(model: Linear, slope: float, shift: float) -> Linear:
    """The model with its weights stretched and its bias moved."""
    weights = {name: round(slope * weight, 3) for name, weight in model.weights.items()}
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    return Linear(round(slope * model.bias + shift, 3), kept)


def share(score: float) -> float:
    """The probability that log odds stand for."""
    return 1.0 / (1.0 + float(np.exp(-score)))


def figures(name: str, judged: Sequence[tuple[float, bool]]) -> str:
    """How well acts of our own texts are judged, each text by a model that has not seen it, as one sentence."""
    right = sum(answer for _, answer in judged)
    return (
        f"{name}: AUC {auc(judged):.1f}, calibration error {calibration_error(judged):.1f} on {len(judged)} acts of "
        f"our own text ({right} right), cross-validated"
    )


def learn(found: Mapping[Field, Sequence[Example]], threshold: float) -> tuple[Doubter, list[str]]:
    """The doubter, and what is to be said of each of its models."""
    models: dict[Field, Linear] = {}
    likely: dict[Field, list[float]] = {}
    said = []
    for field in FIELDS:
        model = fit(found[field], STRENGTH[field])
        scores = across(found[field], STRENGTH[field])
        own = [(score, each.right) for score, each in zip(scores, found[field], strict=True) if each.own]
        known = [(score, right) for score, right in own if right is not None]
        slope, shift = platt(*zip(*known, strict=True))
        models[field] = stretched(model, slope, shift)
        likely[field] = [share(slope * score + shift) for score, _ in own]
        judged = [(chance, right) for chance, (_, right) in zip(likely[field], own, strict=True) if right is not None]
        said.append(figures(field, judged))
    version = sha256(repr([(field, models[field]) for field in FIELDS]).encode()).hexdigest()[:8]
    plain = Doubter(version, **models, threshold=threshold)
    products = [logit(float(np.prod(fields))) for fields in zip(*likely.values(), strict=True)]
    verdicts = zip(*([each.right for each in found[field] if each.own] for field in FIELDS), strict=True)
    right = [all(fields) for fields in verdicts]
    slope, shift = platt(products, right)
    doubter = replace(plain, slope=round(slope, 3), shift=round(shift, 3))
    whole = [doubter.claim(*fields) for fields in zip(*likely.values(), strict=True)]
    return doubter, [*said, figures("claim", list(zip(whole, right, strict=True)))]


def write(doubter: Doubter, file: Path, remarks: Sequence[str]) -> None:
    """The weights as tab-separated values: model, feature, weight; remarks first, each behind a "#"."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {remark}\n" for remark in remarks)
        out.write(f"gate\tthreshold\t{doubter.threshold}\n")
        out.write(f"claim\tslope\t{doubter.slope}\nclaim\tshift\t{doubter.shift}\n")
        for field in FIELDS:
            model: Linear = getattr(doubter, field)
            out.write(f"{field}\tbias\t{model.bias}\n")
            for feature, weight in sorted(model.weights.items()):
                if feature.isprintable():
                    out.write(f"{field}\t{feature}\t{weight}\n")


def main() -> None:
    """Read, train, measure, write."""
    arguments = argparse.ArgumentParser(description="Train the weights of the doubts stage.")
    arguments.add_argument("--events", type=Path)
    arguments.add_argument("--texts", type=Path, default=OWN_TEXTS)
    arguments.add_argument("--threshold", type=float, default=THRESHOLD)
    arguments.add_argument("--out", type=Path, default=Path("src/dateline/lexicon/doubts/weights.tsv"))
    given = arguments.parse_args()
    kit = reader.load()
    found: dict[Field, list[Example]] = {field: [] for field in FIELDS}
    own = sorted(given.texts.glob("*.txt"))
    for file in own:
        for field, example in examples(own_texts(file), kit, own=True):
            found[field].append(example)
    if given.events is not None:
        for field, example in examples(texts(given.events), kit, own=False):
            found[field].append(example)
    files = [*own, *([given.events] if given.events is not None else [])]
    hashes = [f"{each.name} sha256 {sha256(each.read_bytes()).hexdigest()[:16]}" for each in files]
    doubter, said = learn(found, given.threshold)
    print("\n".join(said))
    made = f"trained by tools/train_doubt.py on {', '.join(hashes)}; seed {SEED}"
    write(doubter, given.out, [f"version {doubter.version}", made, *said])


if __name__ == "__main__":
    main()
