"""Scores transfers on RAMS dev: giver, recipient and artifact of transaction and transport events, F1.

The texts are read whole. An event of the set is answered by the transfer of the act whose words hold its trigger;
`from` answers giver, `to` answers recipient and beneficiary, the goods (and their price) answer artifact and money. An
answer is right where its words overlap those annotated. `given_*` are the same with an act put at every trigger that
the reading has none for, its parties taken from the tree, so that only the transfer is measured.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.act import Act, EventType, Standing, Transfer, Words
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.score import Score, f1
from dateline.stages import STAGES
from dateline.stages.actions.arguments import Grammar
from dateline.stages.actions.slots import Parties
from dateline.stages.transfers import transfers

GOLD = "rams/dev.jsonlines"
EVENTS = ("transaction", "movement.transportartifact")
ROLES = {
    "giver": "giver", "recipient": "recipient", "beneficiary": "recipient", "artifact": "artifact", "money": "artifact",
    "artifactmoney": "artifact",
}  # fmt: skip
"""The roles of the set that a transfer can answer, and by what."""


@dataclass(frozen=True, slots=True)
class _Event:
    trigger: Span
    roles: tuple[tuple[str, Span], ...]
    stops: bool = False
    """Whether the event is an embargo or a sanction, which stops a transfer."""


def score(gold: Path, kit: Kit) -> Score:
    """F1, precision and recall over all three roles, F1 of each, and the same with the acts given."""
    found, given = Counter[str](), Counter[str]()
    events = 0
    for text, event in _rows(gold):
        events += 1
        reading = _read(text, kit)
        _count(found, event, _answer(reading, event))
        if not any(each.action.span.overlaps(event.trigger) for each in reading.actions):
            reading = _with_act(reading, event, kit)
        _count(given, event, _answer(reading, event))
    return Score({**_figures(found, ""), **_figures(given, "given_")}, {"events": events, **_sums(found)})


def _figures(counts: Counter[str], prefix: str) -> dict[str, float]:
    roles = sorted(set(ROLES.values()))
    figures = {
        f"{prefix}{role}_f1": f1(counts[f"{role} right"], counts[f"{role} found"], counts[f"{role} gold"])[2]
        for role in roles
    }
    total = [sum(counts[f"{role} {what}"] for role in roles) for what in ("right", "found", "gold")]
    precision, recall, value = f1(total[0], total[1], total[2])
    return {f"{prefix}f1": value, f"{prefix}precision": precision, f"{prefix}recall": recall, **figures}


def _sums(counts: Counter[str]) -> dict[str, int]:
    return {name.replace(" ", "_"): count for name, count in sorted(counts.items())}


def _count(counts: Counter[str], event: _Event, transfer: Transfer | None) -> None:
    answers: dict[str, list[Span]] = {"giver": [], "recipient": [], "artifact": []}
    if transfer is not None:
        answers["giver"] = [party.span for party in transfer.from_]
        answers["recipient"] = [party.span for party in transfer.to]
        answers["artifact"] = [good.span for good in (*transfer.goods, *transfer.in_return_for)]
    for role, spans in answers.items():
        wanted = [span for name, span in event.roles if name == role]
        counts[f"{role} gold"] += len(wanted)
        counts[f"{role} found"] += len(spans)
        counts[f"{role} right"] += sum(any(span.overlaps(each) for each in spans) for span in wanted)


def _answer(reading: Reading, event: _Event) -> Transfer | None:
    for act, exchange in zip(reading.actions, reading.transfers, strict=True):
        if act.action.span.overlaps(event.trigger) and exchange.transfer is not None:
            return exchange.transfer
    return None


def _with_act(reading: Reading, event: _Event, kit: Kit) -> Reading:
    """The reading with one more act at the trigger, its parties by the same grammar as those of other acts."""
    inside = [token for token in reading.parse.within(event.trigger) if token.pos != "DET"]
    if not inside:
        return reading
    trigger = inside[-1]
    grammar = Grammar(reading.parse, kit.codebook.verbs)
    parties = Parties(reading, kit.codebook.classes.get("who", frozenset()))
    around = grammar.of_noun(trigger) if trigger.pos in ("NOUN", "PROPN") else grammar.of_verb(trigger)

    def named(*roles: str) -> tuple[Party, ...]:
        return parties.of([token for role in roles for token in around.nominal.get(role, [])], deep=False)

    actors = named("subject", "possessor", "by")
    others = named("to", "from", "for", "against", "on", "with") or named("object")
    words = Words(event.trigger.of(reading.report.text), event.trigger, trigger.lemma)
    type: EventType = "SANCTION" if event.stops else "AID"
    act = Act(trigger.i, words, type, (), (), "", actors, tuple(each for each in others if each not in actors))
    acts, status = (*reading.actions, act), (*reading.status, Standing("happened"))
    return transfers(replace(reading, actions=acts, status=status), kit)


def _rows(path: Path) -> Iterator[tuple[str, _Event]]:
    """The texts, with a blank between the set's tokens, and their events, one each."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            tokens = [token for sentence in row["sentences"] for token in sentence]
            starts = [0]
            for token in tokens:
                starts.append(starts[-1] + len(token) + 1)
            for first, last, types in row["evt_triggers"]:
                if not types[0][0].startswith(EVENTS):
                    continue
                roles = tuple(
                    (ROLES[role], Span(starts[at[0]], starts[at[1] + 1] - 1))
                    for _, at, name in row["gold_evt_links"]
                    if (role := name.partition("arg")[2][2:]) in ROLES
                )
                trigger = Span(starts[first], starts[last + 1] - 1)
                yield " ".join(tokens), _Event(trigger, roles, "embargosanction" in types[0][0])


def _read(text: str, kit: Kit) -> Reading:
    reading = Reading(report=plain.report(text))
    for stage in STAGES:
        if stage.__name__ != "claims":
            reading = stage(reading, kit)
    return reading
