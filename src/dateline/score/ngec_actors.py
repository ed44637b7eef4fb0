"""NGEC's own actor cases go in (a phrase, perhaps a day); out comes how often country, sector and entity are right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from dateline.lexicon.actors.names import lower
from dateline.model.actors import Coded
from dateline.model.kit import Kit
from dateline.score import Score, ratio

GOLD = "ngec/actor_resolution_dev.jsonl"

TODAY = date(2023, 1, 1)
"""What the suite means by today: it was written at the end of 2022, and its cases without a day speak of then."""


@dataclass(slots=True)
class Case:
    """One case: the phrase, the day, and for each field the values that are right (`!=` values in `wrong`)."""

    phrase: str
    on: date
    right: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    nobody: bool = False


def cases(gold: Path) -> Iterator[Case]:
    """The cases whose phrase is given; some of NGEC's take it from a fixture that is not in the file."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["args"] or not isinstance(row["args"][0], str):
            continue
        told = row["kwargs"].get("query_date") or (row["args"][2] if len(row["args"]) > 2 else "")
        case = Case(row["args"][0], _day(told))
        for expected in row["expect"]:
            if re.fullmatch(r"code (?:is|==) None", expected):
                case.nobody = True
            test = re.fullmatch(r"(?:(?:code|wiki)\['(\w+)'\]|(cc)) (==|!=) (['\"])(.*)\4", expected)
            if test:
                name = {"cc": "country", "title": "wiki"}.get(test[1] or test[2], test[1])
                (case.right if test[3] == "==" else case.wrong).setdefault(name, []).append(test[5])
        yield case


def _day(told: str) -> date:
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(told, form).date()
        except ValueError:
            continue
    return TODAY


def score(gold: Path, kit: Kit) -> Score:
    """Country, sector (primary) and entity by name, each over the cases that expect it."""
    counts: dict[str, int] = {}
    for case in cases(gold):
        for name, right in judge(case, kit).items():
            counts[f"{name} right"] = counts.get(f"{name} right", 0) + right
            counts[f"{name} cases"] = counts.get(f"{name} cases", 0) + 1
    names = [name.removesuffix(" cases") for name in counts if name.endswith(" cases")]
    return Score({name: ratio(counts[f"{name} right"], counts[f"{name} cases"]) for name in names}, counts)


def judge(case: Case, kit: Kit) -> dict[str, bool]:
    """For each field that the case expects, whether it is right."""
    coded = kit.actors.code(case.phrase, case.on)
    country, sectors = _country(coded, case.phrase, kit), coded.sectors or ("",)
    if case.nobody:
        nothing = coded.entity is None and sectors[0] in ("", "UNK", "JNK")
        return {"country": nothing, "sector": nothing}
    found: dict[str, bool] = {}
    if "country" in case.right or "country" in case.wrong:
        found["country"] = country in case.right.get("country", [country]) and country not in case.wrong.get(
            "country", []
        )
    if "code_1" in case.right:
        found["sector"] = any(
            ("" if each == "UNK" else each) == sectors[0].replace("UNK", "") for each in case.right["code_1"]
        )
    if any(case.right.get("wiki", [])):
        name = coded.entity.name if coded.entity else ""
        found["entity"] = any(_same(name, each) for each in case.right["wiki"])
    return found


def _country(coded: Coded, phrase: str, kit: Kit) -> str:
    """The country in NGEC's codes, where the United Nations, the EU and other bodies of states have their own."""
    body = coded.entity
    if coded.office is not None and coded.office.organisation:
        body = kit.actors.entity(coded.office.organisation) or body
    if coded.country is None and body is not None and "IGO" in body.sectors:
        parts = {body.id, *(of for register, of in body.external if register == "part of")}
        return "UNO" if "org:un" in parts else "EUR" if "org:eu" in parts else "IGO"
    if coded.country is None and coded.entity is None and not coded.sectors and (places := kit.gazetteer.find(phrase)):
        return places[0].country or ""
    return coded.country or ""


def _same(name: str, title: str) -> bool:
    """Whether a name and a title of Wikipedia are the same but for accents, capitals, and the bracket after a title."""
    return lower(name).removeprefix("the ") == lower(re.sub(r" \([^)]*\)$", "", title)).removeprefix("the ")
