"""Our own annotated texts go in; out comes F1 of each of the nine statuses, over acts whose place and type are given.

The rules of status were made with the same texts at hand, so the figures are of how far grammar carries and no held-out
measure; UW and MUC are held apart. An act's token is the head of its annotated words, a verb before a noun.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.act import Act, StatusValue, Words
from dateline.model.clause import verbal
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.score import Score, f1, ratio
from dateline.stages import STAGES
from dateline.stages.status import status
from dateline.stages.status.algebra import STATUSES

GOLD = "../training/events.jsonl"
NEEDED = ("sentences", "marks", "parse", "parties", "times", "attributions")


def score(gold: Path, kit: Kit) -> Score:
    """`macro_f1` over the nine, F1 of each, and the share that is right."""
    confusion: Counter[tuple[StatusValue, StatusValue]] = Counter()
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row.get("claims"):
                continue
            reading = _read(row["text"], row.get("published"), kit)
            told = [(act, claim["status"]) for claim in row["claims"] if (act := _act(reading, claim)) is not None]
            answers = status(replace(reading, actions=tuple(act for act, _ in told)), kit).status
            confusion.update((wanted, answer.status) for (_, wanted), answer in zip(told, answers, strict=True))
    return scored(confusion)


def scored(confusion: Counter[tuple[StatusValue, StatusValue]]) -> Score:
    """The figures of pairs of gold and found status."""
    figures = {}
    for name in STATUSES:
        found = sum(count for (_, given), count in confusion.items() if given == name)
        wanted = sum(count for (given, _), count in confusion.items() if given == name)
        figures[f"{name}_f1"] = f1(confusion[name, name], found, wanted)[2]
    right = sum(confusion[name, name] for name in STATUSES)
    figures = {"macro_f1": sum(figures.values()) / len(figures), **figures}
    figures["accuracy"] = ratio(right, sum(confusion.values()))
    return Score(figures, {"acts": sum(confusion.values())})


def _act(reading: Reading, claim: dict[str, dict[str, int]]) -> Act | None:
    span = Span(claim["action"]["start"], claim["action"]["end"])
    inside = reading.parse.within(span)
    if not inside:
        return None
    trigger = head_of(inside)
    words = Words(span.of(reading.report.text), span, trigger.lemma)
    return Act(trigger.i, words, claim["type"], (), (), "", (), ())  # type: ignore[arg-type]


def head_of(inside: list[Token]) -> Token:
    """The token that heads the words: one whose governor is outside, a verb before a noun before anything else."""
    numbers = {token.i for token in inside}
    heads = [token for token in inside if token.head not in numbers or token.head == token.i]
    return min(heads, key=lambda token: 0 if verbal(token) else 1 if token.pos in ("NOUN", "PROPN") else 2)


def _read(text: str, published: str | None, kit: Kit) -> Reading:
    reading = Reading(report=plain.report(text, date.fromisoformat(published) if published else None))
    for stage in STAGES:
        if stage.__name__ in NEEDED:
            reading = stage(reading, kit)
    return reading
