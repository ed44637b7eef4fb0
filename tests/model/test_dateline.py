"""What opens a report as a dateline, and what only looks like one."""

from __future__ import annotations

import pytest

from dateline.model.dateline import dateline_at
from dateline.model.day import day_at


@pytest.mark.parametrize(
    ("text", "line", "places"),
    [
        ("MOSCOW - Two met.", "MOSCOW - ", ["MOSCOW"]),
        ("NEW YORK/TURTLE BAY — Two met.", "NEW YORK/TURTLE BAY — ", ["NEW YORK", "TURTLE BAY"]),
        ("GOMA, DR Congo: Two met.", "GOMA, DR Congo: ", ["GOMA", "DR Congo"]),
        ("Kyiv, 5 March 2024 (Meridian) – Two met.", "Kyiv, 5 March 2024 (Meridian) – ", ["Kyiv"]),
        ("SEOUL, Sept. 13 (KST) -- Two met.", "SEOUL, Sept. 13 (KST) -- ", ["SEOUL"]),
        ("(dpa-AFX) - Two met.", "(dpa-AFX) - ", []),
        (
            "BUENOS AIRES, 19 APR 89 (KST) -- [TEXT] TWO MET.",
            "BUENOS AIRES, 19 APR 89 (KST) -- [TEXT] ",
            ["BUENOS AIRES"],
        ),
        ("NAIROBI, Kenya (AP) _ Two met.", "NAIROBI, Kenya (AP) _ ", ["NAIROBI", "Kenya"]),
        ("NEW YORK _ Two met.", "NEW YORK _ ", ["NEW YORK"]),
        ("São Paulo (AFP) - Two met.", "São Paulo (AFP) - ", ["São Paulo"]),
        ("MOSCOW, May 3. /TASS/. Two met.", "MOSCOW, May 3. /TASS/. ", ["MOSCOW"]),
        ("MOSCOW, May 3 - RIA Novosti. Two met.", "MOSCOW, May 3 - RIA Novosti. ", ["MOSCOW"]),
        ("Tehran, IRNA – Two met.", "Tehran, IRNA – ", ["Tehran"]),
        ("Damascus, SANA- Two met.", "Damascus, SANA- ", ["Damascus"]),
        ("DUBAI, 3rd May, 2024 (WAM) -- Two met.", "DUBAI, 3rd May, 2024 (WAM) -- ", ["DUBAI"]),
        ("New Delhi, May 3 (PTI) Two met.", "New Delhi, May 3 (PTI) ", ["New Delhi"]),
        ("Mumbai [India], May 3 (ANI): Two met.", "Mumbai [India], May 3 (ANI): ", ["Mumbai"]),
        ("Madrid, May 3 (EFE).- Two met.", "Madrid, May 3 (EFE).- ", ["Madrid"]),
        ("(ANSA) - ROME, MAY 3 - Two met.", "(ANSA) - ROME, MAY 3 - ", ["ROME"]),
        ("May 3 (UPI) -- Two met.", "May 3 (UPI) -- ", []),
        ("ASTANA. KAZINFORM – Two met.", "ASTANA. KAZINFORM – ", ["ASTANA"]),
        ("Baku, May 3, AZERTAC", "Baku, May 3, AZERTAC", ["Baku"]),
        ("GENEVA (3 May 2024) – Two met.", "GENEVA (3 May 2024) – ", ["GENEVA"]),
    ],
)
def test_datelines(text: str, line: str, places: list[str]) -> None:
    found = dateline_at(text, 0, len(text))
    assert found is not None
    assert found.span.of(text) == line
    assert [place.of(text) for place in found.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "Moscow - the capital - was calm.",
        "The U.S.-led force left.",
        "WATCH: Two leaders met.",
        "NG: What then?",
        "NATO-led troops left.",
        "THE TALKS - THE FIRST IN YEARS - FAILED.",
        "Foreign Minister Li (who was ill) - and his aide - left.",
        "12 people died - police said.",
        "In Moscow, TASS said that two had met.",
        "Two met in Moscow, May 3, Interfax said.",
        "May 3 was a holiday.",
        "Moscow told TASS. Nothing came of it.",
        "",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline_at(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("Tuesday, March 5th, 2024", "2024-03-05"),
        ("Mar. 5 2024", "2024-03-05"),
        ("5-Mar-2024", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("2024年3月5日", "2024-03-05"),
        ("19 APR 89", "1989-04-19"),
    ],
)
def test_days(words: str, day: str) -> None:
    found = day_at(words)
    assert found is not None
    assert (found.edtf, found.text) == (day, words)


@pytest.mark.parametrize("words", ["2024-13-01", "31 April 2024", "03/04/2024", "March 5"])
def test_days_that_are_none(words: str) -> None:
    found = day_at(words)
    assert found is not None
    assert found.state == "unresolved"
    assert found.reason


@pytest.mark.parametrize("words", ["", "soon", "March", "2024", "12:30"])
def test_no_days(words: str) -> None:
    assert day_at(words) is None
