"""Annotated news text goes in; out comes how well the doubts stage tells claims that are right from those that are not.

Each act that dateline finds in the text (`training/events.jsonl`, only the tenth by hash that no weight was learned
from) is laid beside the annotated ones. `type` is right if one of them has the same type and its words, or a party of
the same sentence; `actors` and `recipients` if all are named and nobody else; `status` if it is the same, or both are
of what is real. CONCEDE and RETREAT count as one, as annotators were not at one on them.

AUC is the share of pairs of a right and a wrong value of which the right one is held the likelier; `calibrated` is 100
less the expected calibration error over ten bins of equal size. What annotators left out counts as wrong here, so that
figures of `type` are low.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from dateline.intake import text as plain
from dateline.model.act import Act
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.reader import read
from dateline.score import Score, ratio
from dateline.score.parties import HELD_OUT, head_of, tenth

GOLD = "../training/events.jsonl"

Field = Literal["type", "actors", "recipients", "status"]
FIELDS: tuple[Field, ...] = ("type", "actors", "recipients", "status")
_YIELD = frozenset(("CONCEDE", "RETREAT"))
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_REAL = frozenset(("happened", "ongoing"))
_BINS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One act as annotated: the `types` that are right, its words, its sides; `open` where one may hold either."""

    types: frozenset[str]
    action: Span
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    status: str = "happened"
    open: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text with all the acts that it tells."""

    text: str
    published: date
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which fields of an act are right; `near` where its words are annotated as an act of another type.

    Only `type` is there when that is wrong.
    """

    right: Mapping[Field, bool]
    near: bool = False


def texts(file: Path) -> Iterator[Annotated]:
    """The annotated texts of a file in the shape of `events.jsonl`."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told = tuple(
            Told(
                frozenset((each["type"],)),
                _span(each["action"]),
                tuple(_span(party) for party in each["actors"]),
                tuple(_span(party) for party in each["recipients"]),
                each["status"],
            )
            for each in row["claims"]
        )
        yield Annotated(row["text"], date.fromisoformat(row["published"]), told)


def _span(data: Mapping[str, int]) -> Span:
    return Span(data["start"], data["end"])


def verdict(reading: Reading, number: int, told: Sequence[Told]) -> Verdict | None:
    """Which fields of one act are right by the annotation; None where that leaves it open."""
    act = reading.actions[number]
    match, rank = _match(reading, act, told)
    if match is not None and match.open:
        return None
    if match is None or rank < 2:
        return Verdict({"type": False}, near=match is not None)
    status = reading.status[number].status
    shared = _shared(reading, act, match)
    return Verdict(
        {
            "type": True,
            "actors": shared or _same_side(reading, act.actors, match.actors),
            "recipients": shared or _same_side(reading, act.recipients, match.recipients),
            "status": status == match.status or {status, match.status} <= _REAL,
        }
    )


def _shared(reading: Reading, act: Act, told: Told) -> bool:
    """Whether the same people meet, agree or work together, and only one of the two tells them as one side.

    The record has those of a reciprocal act as its actors; annotators often put who stands behind "with" opposite.
    """
    if act.type not in _MUTUAL or not act.actors or not told.actors or (len(act.actors) > 1) == (len(told.actors) > 1):
        return False
    return _same_side(reading, (*act.actors, *act.recipients), (*told.actors, *told.recipients))


def _match(reading: Reading, act: Act, told: Sequence[Told]) -> tuple[Told | None, float]:
    """The annotated act that fits best, and how well: from 2 on it is one of the same type."""
    token = reading.parse.tokens[act.trigger]
    sentence = reading.sentences[token.sentence].span
    best: tuple[tuple[float, int], Told] | None = None
    for each in told:
        same = any(kind == act.type or {kind, act.type} <= _YIELD for kind in each.types)
        words = each.action.overlaps(token.span) or each.action.overlaps(act.action.span)
        sides = (*each.actors, *each.recipients)
        shared = sum(any(_same(reading, party, span) for span in sides) for party in (*act.actors, *act.recipients))
        if same and words:
            rank = 4.0 if each.action.overlaps(token.span) else 3.0
        elif same and shared and each.action.overlaps(sentence):
            rank = 2.0
        elif words:
            rank = 2.5 if each.open else 1.0
        else:
            continue
        if best is None or (rank, shared) > best[0]:
            best = ((rank, shared), each)
    return (None, 0.0) if best is None else (best[1], best[0][0])


def _same_side(reading: Reading, parties: Sequence[Party], spans: Sequence[Span]) -> bool:
    """Whether all that are annotated are there, and nobody else; what the report knows as no party may be missing."""
    known = [span for span in spans if any(party.span.overlaps(span) for party in reading.parties)]
    return all(any(_same(reading, party, span) for span in spans) for party in parties) and all(
        any(_same(reading, party, span) for party in parties) for span in known
    )


def _same(reading: Reading, party: Party, span: Span) -> bool:
    """Whether a party is the one annotated: by span, head or text, or by whom it refers back to."""
    if party.span == span or party.text.lower() == span.of(reading.report.text).lower():
        return True
    if any(each.overlaps(span) for each in party.members):
        return True
    if any(each.span == span and party.span in each.members for each in reading.parties):
        return True
    if party.antecedent is not None and party.antecedent.overlaps(span):
        return True
    head = head_of(reading, span) or span
    mentions = [party.span]
    if party.entity is not None:
        mentions += [each.span for each in reading.parties if each.entity == party.entity]
    return any(
        each == span or (each.contains(head) and span.contains(head_of(reading, each) or each)) for each in mentions
    )


def score(gold: Path, kit: Kit) -> Score:
    """AUC and calibration of each field, and what the gate takes away, on the tenth that is held out."""
    found: dict[Field, list[tuple[float, bool]]] = {field: [] for field in FIELDS}
    counts = {"acts": 0, "right": 0, "right_gone": 0, "wrong": 0, "wrong_gone": 0}
    for each in texts(gold):
        if tenth(each.text) != HELD_OUT:
            continue
        reading = read(plain.report(each.text, each.published), kit)
        for number, doubt in enumerate(reading.doubts):
            judged = verdict(reading, number, each.told)
            if judged is None:
                continue
            kind = "right" if judged.right["type"] else "wrong"
            counts["acts"] += 1
            counts[kind] += 1
            counts[f"{kind}_gone"] += not doubt.stands
            for field, right in judged.right.items():
                found[field].append((getattr(doubt, field), right))
    figures = {f"{field}_auc": auc(found[field]) for field in FIELDS}
    figures |= {f"{field}_calibrated": 100 - calibration_error(found[field]) for field in FIELDS}
    figures["right_kept"] = 100 - ratio(counts["right_gone"], counts["right"])
    figures["wrong_gone"] = ratio(counts["wrong_gone"], counts["wrong"])
    return Score(figures, counts)


def auc(judged: Sequence[tuple[float, bool]]) -> float:
    """The share of pairs of a right and a wrong one in which the right one is held the likelier, in percent.

    >>> auc([(0.9, True), (0.8, False), (0.7, True), (0.1, False)])
    75.0
    """
    wrong = sorted(likely for likely, right in judged if not right)
    sure = [likely for likely, right in judged if right]
    won = sum(bisect_left(wrong, each) + bisect_right(wrong, each) for each in sure) / 2
    return ratio(won, len(wrong) * len(sure))


def calibration_error(judged: Sequence[tuple[float, bool]], bins: int = _BINS) -> float:
    """How far probabilities lie from shares, in percent, on average over `bins` of equal size.

    >>> calibration_error([(0.5, True), (0.5, False)], bins=1)
    0.0
    """
    ordered = sorted(judged)
    off = 0.0
    for number in range(bins):
        part = ordered[len(ordered) * number // bins : len(ordered) * (number + 1) // bins]
        off += abs(sum(likely for likely, _ in part) - sum(right for _, right in part))
    return ratio(off, len(ordered))
