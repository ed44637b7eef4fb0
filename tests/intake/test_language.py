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
    ("text", "language"),
    [
        (GERMAN, "de"),
        ("Le ministre a rencontré le président à Paris lundi, selon un communiqué de son cabinet.", "fr"),
        ("El presidente viajó a la capital y se reunió con los ministros de los dos países.", "es"),
        ("Министр прибыл в Киев в понедельник, сообщило правительство страны.", "ru"),
        ("Cumhurbaşkanı pazartesi günü başkentte bakanlarla bir araya geldi ve açıklama yaptı.", "tr"),
        ("MINISTER HURT, TWO AIDES DEAD AFTER BLAST ROCKS CAPITAL CITY CENTRE", None),
        ("Okoro, Li, Ruiz 12 34 56", None),
        ("", None),
    ],
)
def test_other_languages(text: str, language: str | None) -> None:
    assert report(" ".join([text] * 4)).language == language
    assert report(text[:120]).language is None, "too short to be sure"


def test_what_is_stated_wins() -> None:
    assert report("Title: A\nLanguage: French\n\nThe minister was in the town of Lyon.").language == "fr"


def test_another_language_is_recorded_and_not_guessed_at(kit: Kit) -> None:
    reading = reader.read(report(GERMAN), kit)
    (problem,) = [each for each in reading.problems if each.stage == "intake"]
    assert problem.message == "the report is in the language 'de', and only English is read: it gives no claims"
    assert problem.severity == "warning"
    assert reading.sentences
    assert (reading.claims, reading.parties, reading.times) == ((), (), ())


def test_what_may_be_english_is_read(kit: Kit) -> None:
    loud = "Kenya attacked Norway. " * 12
    reading = reader.read(report(loud), kit)
    assert reading.claims
    assert [each.severity for each in reading.problems if each.stage == "intake"] == ["warning"]
