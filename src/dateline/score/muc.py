"""Scores status on the MUC-3/4 development templates: stage of execution of each incident, macro-F1 of three classes.

An incident is looked for by the words of its type in the sentences that hold a string of its template (targets,
instruments, perpetrators), else anywhere in the text; each such word has a standing, and the template's stage is
theirs by this mapping: attempted is ATTEMPTED; planned, expected, possible and conditional are THREATENED; all else
(told as done, going on, or disputed) is ACCOMPLISHED. The texts are in capitals and are read in small letters, which
changes no offset.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.intake import text as plain
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.score import Score, f1
from dateline.stages import STAGES
from dateline.stages.status.standing import Page, page_of, standing_of
from dateline.stages.status.voices import Voices

GOLD = "muc34"
NEEDED = ("sentences", "marks", "parse", "attributions")
STAGES_OF_EXECUTION = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
OPEN = frozenset({"planned", "expected", "possible", "conditional"})
WORDS: dict[str, frozenset[str]] = {
    "KIDNAPPING": frozenset({
        "kidnap", "kidnapping", "abduct", "abduction", "hostage", "seize", "capture", "disappear", "abducted",
    }),
    "BOMBING": frozenset({
        "bomb", "bombing", "explode", "explosion", "dynamite", "blast", "detonate", "explosive", "grenade", "device",
        "attack", "blow", "charge", "car-bomb", "mine",
    }),
    "ROBBERY": frozenset({"rob", "robbery", "steal", "theft", "loot", "seize"}),
    "ARSON": frozenset({"burn", "arson", "fire", "set", "torch", "burning", "destroy"}),
    "FORCED WORK STOPPAGE": frozenset({"strike", "stoppage", "halt", "paralyze", "work"}),
    "ATTACK": frozenset({
        "attack", "kill", "murder", "assassinate", "assassination", "massacre", "shoot", "ambush", "machinegun",
        "machine-gun", "wound", "killing", "slay", "execute", "execution", "die", "death", "fire", "assault",
        "torture", "clash", "injure", "plot", "shooting", "fighting", "raid",
    }),
}  # fmt: skip
"""Lemmas that name an incident of each type."""
THREATS = frozenset({"threat", "threaten"})
ATTEMPTS = frozenset({"attempt"})
EXPLODING = frozenset({"explode", "detonate"})
"""What a bomb that was only an attempt did not do."""
SLOTS = (
    "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "PHYS TGT: ID", "INCIDENT: INSTRUMENT ID", "PERP: INDIVIDUAL ID",
)  # fmt: skip


def score(gold: Path, kit: Kit) -> Score:
    """`macro_f1` over the three stages, each stage's F1, and the share that is right."""
    confusion: Counter[tuple[str, str]] = Counter()
    texts = dict(_texts(gold / "texts"))
    for message, templates in _templates(gold / "templates_dev.jsonl").items():
        reading = _read(texts[message], kit)
        page, voices = page_of(reading, kit.goods), Voices(reading.attributions)
        for template in templates:
            confusion[template["INCIDENT: STAGE OF EXECUTION"], stage_of(page, voices, template)] += 1
    return scored(confusion)


def scored(confusion: Counter[tuple[str, str]]) -> Score:
    """The figures of pairs of gold and found stage."""
    figures, total = {}, sum(confusion.values())
    for stage in STAGES_OF_EXECUTION:
        right = confusion[stage, stage]
        found = sum(count for (_, given), count in confusion.items() if given == stage)
        wanted = sum(count for (given, _), count in confusion.items() if given == stage)
        figures[f"{stage.lower()}_f1"] = f1(right, found, wanted)[2]
    right = sum(confusion[stage, stage] for stage in STAGES_OF_EXECUTION)
    figures["macro_f1"] = sum(figures.values()) / len(STAGES_OF_EXECUTION)
    figures["accuracy"] = 100 * right / max(total, 1)
    return Score(figures, {"templates": total})


def stage_of(page: Page, voices: Voices, template: dict[str, str]) -> str:
    """The stage of execution of one incident, by the standings of the words that tell it."""
    votes: Counter[str] = Counter()
    for token in _mentions(page.reading, template):
        status = standing_of(page, token, voices=voices.of(token.span)).status
        lemma = token.lemma.lower()
        if lemma in THREATS or status in OPEN:
            votes["THREATENED"] += 1
        elif status == "attempted" or lemma in ATTEMPTS or (lemma in EXPLODING and status in ("not", "denied")):
            votes["ATTEMPTED"] += 1
        else:
            votes["ACCOMPLISHED"] += 1
    if votes["ATTEMPTED"] and votes["ATTEMPTED"] >= votes["ACCOMPLISHED"]:
        return "ATTEMPTED"
    return "THREATENED" if votes["THREATENED"] > votes["ACCOMPLISHED"] else "ACCOMPLISHED"


def _mentions(reading: Reading, template: dict[str, str]) -> Sequence[Token]:
    words = WORDS[template["INCIDENT: TYPE"]] | THREATS | ATTEMPTS
    named = [token for token in reading.parse.tokens if token.lemma.lower() in words]
    strings = [
        re.sub(r"\s+", " ", each).lower() for slot in SLOTS for each in re.findall(r'"([^"]+)"', template.get(slot, ""))
    ]
    text = reading.report.text
    inside = {
        number
        for number, sentence in enumerate(reading.sentences)
        if any(string in re.sub(r"\s+", " ", sentence.span.of(text)) for string in strings)
    }
    return [token for token in named if token.sentence in inside] or named


def _read(text: str, kit: Kit) -> Reading:
    reading = Reading(report=plain.report(text.lower()))
    for stage in STAGES:
        if stage.__name__ in NEEDED:
            reading = stage(reading, kit)
    return reading


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Message id and text, without header, source line and editors' marks."""
    for path in sorted(folder.iterdir()):
        for message in re.split(r"(?m)^(?=DEV-MUC3-\d{4})", path.read_text("latin-1")):
            head = re.match(r"(DEV-MUC3-\d{4})[^\n]*\n", message)
            if head is not None:
                body = message[head.end() :]
                start = re.search(r"\[TEXT\]", body)
                yield head.group(1), body[start.end() :] if start else body


def _templates(path: Path) -> dict[str, list[dict[str, str]]]:
    """The templates with one stage of execution, by message."""
    found: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("INCIDENT: STAGE OF EXECUTION") in STAGES_OF_EXECUTION and row["INCIDENT: TYPE"] in WORDS:
                found.setdefault(row["MESSAGE: ID"].split(" ")[0], []).append(row)
    return found
