"""The score on LGL, on a file of two made-up articles: what is counted, and in which half."""

from __future__ import annotations

from pathlib import Path

from dateline.model.kit import Kit
from dateline.score.lgl import articles, score

TOPONYM = """<toponym><start>{start}</start><end>{end}</end><phrase>{phrase}</phrase>{tag}</toponym>"""
TAG = """<gaztag geonameid="1"><name>x</name><lat>{lat}</lat><lon>{lon}</lon></gaztag>"""


def article(number: int, text: str, *marked: tuple[str, float | None, float | None]) -> str:
    toponyms = []
    for phrase, lat, lon in marked:
        start = text.index(phrase)
        tag = "" if lat is None else TAG.format(lat=lat, lon=lon)
        toponyms.append(TOPONYM.format(start=start, end=start + len(phrase), phrase=phrase, tag=tag))
    return (
        f'<article docid="{number}"><url>http://example.com/{number}</url><text>{text}</text>'
        f"<toponyms>{''.join(toponyms)}</toponyms></article>"
    )


def test_counts(tmp_path: Path, kit: Kit) -> None:
    gold = tmp_path / "lgl.xml"
    gold.write_text(
        "<articles>"
        + article(1, "Two men were held in Nairobi.", ("Nairobi", -1.28, 36.82))
        + article(2, "She flew to Lagos on Monday.", ("Lagos", 51.5, 0.0))
        + article(3, "Nobody was hurt.", ("Nobody", None, None))
        + "</articles>",
        encoding="utf-8",
    )
    assert [len(each.gold) for each in articles(gold)] == [1, 1, 1]
    scored = score(gold, kit)
    assert scored.counts["articles"] == 3
    assert scored.counts["toponyms"] == 3
    assert scored.counts["same_span"] == 2
    assert scored.counts["with_point"] == 2
    assert scored.counts["near"] == 1
    assert scored.figures["acc161"] == 50.0
    assert scored.figures["strict_precision"] == 100.0
