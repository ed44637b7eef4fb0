"""Status on texts of our own: every case of cases/status with the act given, and what the parts say one by one."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from dateline.lexicon import goods
from dateline.model.act import Act, EventType, Standing, Words
from dateline.model.clause import verbal
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.score import f1
from dateline.stages.status import status

Read = Callable[..., Reading]
CASES = Path(__file__).parents[2] / "cases" / "status"
MACRO_FLOOR = 90.0


@dataclass(frozen=True)
class Case:
    """One line of a case file: the type, the text without its brackets, where the act stands, and what must come."""

    type: EventType
    text: str
    action: Span
    status: str
    condition: str | None
    published: date


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for line in data["cases"]:
            type_, marked, *condition = (part.strip() for part in line.split(" | "))
            start, end = marked.index("["), marked.index("]") - 1
            text = marked.replace("[", "", 1).replace("]", "", 1)
            span = Span(start, end)
            found.append(
                Case(type_, text, span, data["status"], condition[0] if condition else None, data["published"])
            )
    return found


def act_at(reading: Reading, type_: EventType, span: Span) -> Act:
    """The act that a frame would make of the words in `span`: its trigger is their head, a verb before a noun."""
    inside = reading.parse.within(span)
    numbers = {token.i for token in inside}
    heads = [token for token in inside if token.head not in numbers or token.head == token.i]

    def rank(token: Token) -> int:
        return 0 if verbal(token) else 1 if token.pos in ("NOUN", "PROPN") else 2

    trigger = min(heads, key=rank)
    words = Words(span.of(reading.report.text), span, trigger.lemma)
    return Act(trigger.i, words, type_, (), (), "", (), ())


def standing(read: Read, kit: Kit, text: str, words: str, type_: EventType = "ASSAULT") -> Standing:
    reading = read(text, published=date(2024, 5, 14), through="attributions")
    start = text.index(words)
    act = act_at(reading, type_, Span(start, start + len(words)))
    return status(replace(reading, actions=(act,)), kit).status[0]


@pytest.fixture(scope="module")
def found(read: Read, kit: Kit) -> list[tuple[Case, Standing]]:
    answers = []
    for case in cases():
        reading = read(case.text, published=case.published, through="attributions")
        act = act_at(reading, case.type, case.action)
        answers.append((case, status(replace(reading, actions=(act,)), kit).status[0]))
    return answers


def test_there_are_enough_cases_of_every_status() -> None:
    count = Counter(case.status for case in cases())
    assert sum(count.values()) >= 200
    assert len(count) == 9
    assert min(count.values()) >= 15


def test_macro_f1_over_all_cases(found: list[tuple[Case, Standing]]) -> None:
    values = []
    for name in sorted({case.status for case, _ in found}):
        right = sum(case.status == name == answer.status for case, answer in found)
        given = sum(answer.status == name for _, answer in found)
        wanted = sum(case.status == name for case, _ in found)
        values.append(f1(right, given, wanted)[2])
    wrong = [
        f"{case.text!r}: {answer.status}, not {case.status}" for case, answer in found if answer.status != case.status
    ]
    assert sum(values) / len(values) >= MACRO_FLOOR, "\n".join(wrong)
    assert min(values) >= MACRO_FLOOR, "\n".join(wrong)


def test_the_condition_is_kept_in_its_own_words(found: list[tuple[Case, Standing]]) -> None:
    missed = [
        (case.text, case.condition, answer.condition and answer.condition.text)
        for case, answer in found
        if case.condition != (answer.condition.text if answer.condition else None)
    ]
    assert len(missed) <= 4, missed


def test_every_span_is_exact(found: list[tuple[Case, Standing]]) -> None:
    for case, answer in found:
        for each in (answer.condition, answer.certainty):
            assert each is None or each.text == each.span.of(case.text)


def test_a_word_of_estimate_gets_its_band(read: Read, kit: Kit) -> None:
    """Analysts say the fleet will very likely sail north."""
    answer = standing(read, kit, test_a_word_of_estimate_gets_its_band.__doc__ or "", "sail", "MOBILIZE")
    assert answer.certainty is not None
    assert (answer.certainty.text, answer.certainty.low, answer.certainty.high) == ("very likely", 0.80, 0.95)


def test_no_word_of_estimate_no_certainty(read: Read, kit: Kit) -> None:
    assert standing(read, kit, "The fleet sailed north.", "sailed", "MOBILIZE").certainty is None


@pytest.mark.parametrize(
    ("text", "words", "timing"),
    [
        ("The minister, who visited Quito in 2019, will return.", "visited", "background"),
        ("Rebels attacked the bridge on Monday.", "attacked", "new"),
        ("Rebels had attacked the bridge before the truce.", "attacked", "background"),
        ("Rebels had earlier attacked the bridge.", "attacked", "background"),
        ("The army said that rebels had attacked the bridge.", "attacked", "new"),
        ("The mayor thanked the emir for hosting the talks.", "hosting", "background"),
        ("The navy failed twice recently in its bid to sink the hulk.", "sink", "background"),
        ("The envoy recently proposed a truce.", "proposed", "background"),
    ],
)
def test_history_is_told_apart_from_news(read: Read, kit: Kit, text: str, words: str, timing: str) -> None:
    assert standing(read, kit, text, words).timing == timing


def test_the_empty_report_has_no_standings(kit: Kit, read: Read) -> None:
    assert status(read("", through="attributions"), kit).status == ()


def test_a_refusal_coded_as_rejection_happened_but_what_was_refused_did_not(read: Read, kit: Kit) -> None:
    """Guatemala refused to sign the treaty."""
    text = "Guatemala refused to sign the treaty."
    assert standing(read, kit, text, "refused", "REJECT").status == "happened"
    assert standing(read, kit, text, "sign", "SUPPORT").status == "not"


def test_every_group_of_signatures_has_an_example_that_holds_one_of_its_words() -> None:
    data = tomllib.loads((Path(goods.__file__).parent / "signatures.toml").read_text("utf-8"))
    for group in data["group"]:
        words = [*group.get("verbs", []), *group.get("nouns", []), *group.get("adjectives", [])]
        stems = {word[: max(3, len(word) - 2)] for word in words}
        assert any(stem in group["example"].lower() for stem in stems), group["example"]
