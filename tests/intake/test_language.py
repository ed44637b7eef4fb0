"""Which texts are taken for English, and what is said of the others."""

from __future__ import annotations

import pytest

from dateline import reader
from dateline.intake.text import report
from dateline.model.kit import Kit

GERMAN = "Der Minister reiste am Montag in die Hauptstadt und traf dort den Präsidenten des Nachbarlandes. " * 4


@pytest.mark.parametrize(
    "text",
    [
        "Kenya signed a treaty with Norway on Monday, and the two agreed to meet again.",
        "THE PRESIDENT MET THE REBELS ON MONDAY.",
        "MOSCOW - The army said that it had shelled the town.",
    ],
)
def test_english(text: str) -> None:
    assert report(text).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Le ministre a rencontré le président à Paris lundi, selon un communiqué de son cabinet.",
        "El presidente viajó a la capital y se reunió con los ministros de los dos países.",
        "Министр прибыл в Киев в понедельник.",
        "大臣は月曜日に首都を訪れた。",
        "",
    ],
)
def test_not_english(text: str) -> None:
    assert report(text).language is None


def test_what_is_stated_wins() -> None:
    assert report("Title: A\nLanguage: French\n\nThe minister was in the town of Lyon.").language == "fr"


def test_another_language_is_a_problem_and_is_read_all_the_same(kit: Kit) -> None:
    (problem,) = [each for each in reader.read(report(GERMAN), kit).problems if each.stage == "intake"]
    assert "does not look like English" in problem.message
    assert problem.severity == "warning"
