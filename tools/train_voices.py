"""Annotated attributions go in; the weights of the attributions stage come out as one readable file.

The corpora are JSON Lines in the shape of the training folder's `articles.jsonl` (every attribution marked) and
`events.jsonl` (what is said marked, what is believed or planned not), or a folder in PolNeAR's shape (`text/` and
`attributions/`):

    pip install scikit-learn && python tools/train_voices.py --articles articles.jsonl --events events.jsonl
    python tools/train_voices.py --polnear polnear/train --out my-voices.tsv

A text whose hash ends in 9 is held out and measured. The weights name the corpora by hash, the seed and the figures.
The weights that ship were trained on `articles.jsonl` and `events.jsonl` alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline import reader
from dateline.intake import text as plain
from dateline.model.cues import Cues
from dateline.model.kit import Kit
from dateline.model.linear import Linear
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span, cover
from dateline.model.voices import Voices
from dateline.score import f1
from dateline.score.polnear import articles as polnear_articles
from dateline.stages import STAGES
from dateline.stages.attributions import contents, reporting, sources
from dateline.stages.attributions.finding import find
from dateline.stages.attributions.kinds import kind_features
from dateline.stages.attributions.view import Line, View

SEED = 0
STRENGTH = {"cue": 0.3, "content": 0.1, "source": 0.1}
"""Inverse L2 regularisation of the three main models; a third or three times of it changes F1 by half a point."""
SPARSE = 1.0
"""Inverse L1 regularisation of the kinds: 1,700 weights in place of 17,000, one point of accuracy lost."""
SMALLEST = 0.02
"""Weights smaller than this are not written."""
_HOLLOW = ("be", "have", "feel", "seem", "remain", "get", "become")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text; `whole` when every attribution in it is marked."""

    text: str
    gold: tuple[Gold, ...]
    whole: bool

    @property
    def held_out(self) -> bool:
        return int(sha256(self.text.encode()).hexdigest(), 16) % 10 == 9


@dataclass
class Examples:
    """Features and answers for one model."""

    features: list[list[str]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)

    def add(self, features: list[str], answer: bool) -> None:
        self.features.append(features)
        self.answers.append(answer)


def documents(articles: Path | None, events: Path | None, polnear: Path | None) -> Iterator[Document]:
    """All annotated texts of the corpora that are given."""
    for file, whole in ((articles, True), (events, False)):
        if file is not None:
            for line in file.read_text(encoding="utf-8").splitlines():
                data = json.loads(line)
                yield Document(data["text"], tuple(_gold(each) for each in data["attributions"]), whole)
    if polnear is not None:
        for article in polnear_articles(polnear):
            gold = tuple(
                Gold(*(tuple(Span(*piece) for piece in part) for part in (each.source, each.cue, each.content)))
                for each in article.annotations[0]
            )
            yield Document(article.text, gold, True)


def _gold(data: dict[str, object]) -> Gold:
    def spans(value: object) -> tuple[Span, ...]:
        pieces = value if isinstance(value, list) else [value] if value else []
        return tuple(Span(piece["start"], piece["end"]) for piece in pieces)

    kind = data.get("kind")
    return Gold(
        spans(data["source"]), spans(data["cue"]), spans(data["content"]), kind if isinstance(kind, str) else None
    )


def parsed(document: Document, kit: Kit) -> Reading:
    """The reading of a text as far as the attributions stage needs it."""
    reading = Reading(report=plain.report(document.text, date(2020, 1, 1)))
    for stage in STAGES:
        if stage.__name__ in ("sentences", "marks", "parse"):
            reading = stage(reading, kit)
    return reading


def cue_head(view: View, gold: Gold) -> Token | None:
    """The token that stands for an annotated cue: its topmost that can be one; the adjective of "is convinced"."""
    if not gold.cue:
        return None
    tokens = view.parse.within(cover(gold.cue))
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head == token.i or token.head not in inside]
    for top in tops:
        if view.lemma(top) in _HOLLOW or top.pos == "AUX":
            for child in view.parse.children(top, "acomp", "attr", "oprd"):
                if child.i in inside and reporting.eligible(child):
                    return child
        if reporting.eligible(top):
            return top
    return next((token for token in tokens if reporting.eligible(token)), None)


@dataclass
class Lesson:
    """What the documents teach: examples for each model."""

    cue: Examples = field(default_factory=Examples)
    content: Examples = field(default_factory=Examples)
    source: Examples = field(default_factory=Examples)
    kinds: list[tuple[list[str], str]] = field(default_factory=list)

    def learn(self, document: Document, reading: Reading, cues: Cues) -> None:
        """Add the examples of one document; where not all is marked, known cues are no counterexamples."""
        view = View.of(reading, cues)
        heads: dict[int, Gold] = {}
        for gold in document.gold:
            head = cue_head(view, gold)
            if head is not None:
                heads.setdefault(head.i, gold)
        for number in range(len(reading.sentences)):
            line = view.line(number)
            for token in line.tokens:
                if not reporting.eligible(token):
                    continue
                if document.whole or token.i in heads or view.entry(token) is None:
                    self.cue.add(reporting.cue_features(view, line, token), token.i in heads)
                if token.i in heads:
                    self._parts(view, line, token, heads[token.i])

    def _parts(self, view: View, line: Line, cue: Token, gold: Gold) -> None:
        want = {t.i for t in line.tokens if t.pos != "PUNCT" and any(piece.overlaps(t.span) for piece in gold.content)}
        candidates = contents.candidates(view, line, cue)
        shares = [len(each.tokens & want) / len(each.tokens | want) for each in candidates]
        best = max(shares, default=0.0)
        if best >= 0.5:
            for each, share in zip(candidates, shares, strict=True):
                if share >= best - 0.02 or share < 0.8 * best or share < 0.5:
                    self.content.add(contents.content_features(view, line, cue, each), share >= best - 0.02)
        tellers = sources.candidates(view, line, cue)
        right = [any(piece.overlaps(token.span) for piece in gold.source) for token, _ in tellers]
        if any(right) or not gold.source:
            for (token, path), answer in zip(tellers, right, strict=True):
                self.source.add(sources.source_features(view, line, cue, token, path), answer)
            self.source.add(sources.nobody_features(view, line, cue), not gold.source)
        if gold.kind is not None:
            first = view.parse.at(gold.content[0].start) or view.parse.at(gold.content[0].start + 1)
            opening = kind_features(view, cue, first.text.lower() if first else "")
            self.kinds.append(([*reporting.cue_features(view, line, cue), *opening], gold.kind))


def fit(features: Sequence[Sequence[str]], answers: Sequence[bool], strength: float, sparse: bool = False) -> Linear:
    """A logistic regression over the features that occur at least twice."""
    counts = Counter(feature for each in features for feature in set(each))
    index = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count > 1))}
    ends, columns = [0], list[int]()
    for each in features:
        columns.extend(sorted({index[name] for name in each if name in index}))
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(features), len(index)))
    model = LogisticRegression(
        C=strength, penalty="l1" if sparse else "l2", solver="liblinear", max_iter=300, random_state=SEED
    )
    model.fit(matrix, np.array(answers))
    weights = model.coef_[0]
    kept = {name: round(float(weights[at]), 3) for name, at in index.items() if abs(weights[at]) >= SMALLEST}
    return Linear(round(float(model.intercept_[0]), 3), kept)


def train(lesson: Lesson) -> Voices:
    """The models that the lesson makes."""
    kinds = {}
    features = [each for each, _ in lesson.kinds]
    for kind in sorted({kind for _, kind in lesson.kinds}):
        kinds[kind] = fit(features, [each == kind for _, each in lesson.kinds], SPARSE, sparse=True)
    return Voices(
        cue=fit(lesson.cue.features, lesson.cue.answers, STRENGTH["cue"]),
        content=fit(lesson.content.features, lesson.content.answers, STRENGTH["content"]),
        source=fit(lesson.source.features, lesson.source.answers, STRENGTH["source"]),
        kinds=kinds,  # type: ignore[arg-type]
    )


def measure(voices: Voices, held: Iterable[tuple[Document, Reading]], cues: Cues) -> str:
    """Cue F1 and kind accuracy on held-out documents in which everything is marked, as one sentence."""
    right = found = gold = same = kinds = 0
    for document, reading in held:
        view = View.of(reading, cues)
        heads = {head.i: each for each in document.gold if (head := cue_head(view, each)) is not None}
        gold += len(heads)
        for each in find(view, voices):
            found += 1
            right += each.cue.i in heads
            if each.cue.i in heads and heads[each.cue.i].kind:
                kinds += 1
                same += each.kind == heads[each.cue.i].kind
    figure = f"cue F1 {f1(right, found, gold)[2]:.1f} ({right} right, {found} found, {gold} gold)"
    return f"{figure}, kind right in {same} of {kinds}" if kinds else figure


def write(voices: Voices, file: Path, remarks: Sequence[str]) -> None:
    """The weights as tab-separated values: model, feature, weight; remarks first, each behind a "#"."""
    models = {"cue": voices.cue, "content": voices.content, "source": voices.source}
    models.update({f"kind {kind}": model for kind, model in voices.kinds.items()})
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {remark}\n" for remark in remarks)
        for name, model in models.items():
            out.write(f"{name}\tbias\t{model.bias}\n")
            for feature, weight in sorted(model.weights.items()):
                if feature.isprintable():
                    out.write(f"{name}\t{feature}\t{weight}\n")


def main() -> None:
    """Train, measure on what was held out, write."""
    arguments = argparse.ArgumentParser(description="Train the weights of the attributions stage.")
    arguments.add_argument("--articles", type=Path)
    arguments.add_argument("--events", type=Path)
    arguments.add_argument("--polnear", type=Path)
    arguments.add_argument("--all", action="store_true", help="learn from the held-out tenth too, after measuring")
    arguments.add_argument("--out", type=Path, default=Path("src/dateline/lexicon/cues/voices.tsv"))
    given = arguments.parse_args()
    kit = reader.load()
    lesson, held = Lesson(), list[tuple[Document, Reading]]()
    for document in documents(given.articles, given.events, given.polnear):
        reading = parsed(document, kit)
        if document.held_out:
            held.append((document, reading))
        else:
            lesson.learn(document, reading, kit.cues)
    voices = train(lesson)
    figures = measure(voices, [each for each in held if each[0].whole], kit.cues)
    print(figures)
    if given.all:
        for document, reading in held:
            lesson.learn(document, reading, kit.cues)
        voices = train(lesson)
    files = [each for each in (given.articles, given.events) if each is not None]
    hashes = [f"{each.name} sha256 {sha256(each.read_bytes()).hexdigest()[:16]}" for each in files]
    version = sha256(repr([hashes, str(given.polnear), STRENGTH, SPARSE, SEED]).encode()).hexdigest()[:8]
    origin = ", ".join([*hashes, *([f"PolNeAR's shape: {given.polnear.name}"] if given.polnear else [])])
    write(
        voices,
        given.out,
        [
            f"version {version}",
            f"trained by tools/train_voices.py on {origin}; seed {SEED}",
            f"held-out tenth: {figures}",
        ],
    )


if __name__ == "__main__":
    main()
