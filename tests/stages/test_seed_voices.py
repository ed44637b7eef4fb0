"""The report that the project began with: each of its speakers, each chain of `record.md`; skipped where absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model.chain import chain_of
from dateline.model.reading import Reading
from dateline.model.span import Span

REPORT = Path(__file__).parents[3] / "shared" / "reports" / "2023-09-13-vostochny.txt"
CHAINS = [
    ("shook hands with", ["image: images released by the Kremlin"]),
    ("forge an arms deal", []),
    ("Moscow plans to help", ["named person: Vladimir Putin", "state media: RIA Novosti"]),
    ("build satellites", ["named person: Vladimir Putin", "state media: RIA Novosti"]),
    ("The two leaders are meeting", ["state media: RIA Novosti"]),
    ("shook Putin's hand", ["video: a video released by the Kremlin"]),
    ("great interest in rocket technology", ["named person: Vladimir Putin"]),
    ("likely seek artillery shells", ["experts: Experts"]),
    ("wants advanced satellite", ["experts: Experts"]),
    ("talk about all the issues", ["named person: Vladimir Putin"]),
    ("thanked Putin", []),
    ("top military officials such as", ["state media: state media"]),
    ("fired two ballistic missiles", ["government: the South Korean military"]),
    ("sanctions-busting", []),
    ("visited Pyongyang in July", []),
    ("take part in the negotiations", ["named person: Dmitry Peskov"]),
    ("failed twice recently", ["experts: experts"]),
    ("looking for help with satellite", ["named person: An Chan-il", "outlet: AFP"]),
    ("are provided to Russia", ["named person: An Chan-il", "outlet: AFP"]),
    ("greeted Kim", ["government: Kozlov's ministry", "state media: TASS"]),
    ("back on a pre-Covid track", ["named person: Maria Zakharova", "state media: TASS"]),
    ("warned last week", []),
    ("supplied Russia with weaponry", ["government: Washington"]),
    ("risks upsetting", ["named person: Vladimir Tikhonov", "outlet: AFP"]),
    ("hardly too happy", ["named person: Vladimir Tikhonov"]),
    ("Beijing would be worried", ["named person: Vladimir Tikhonov", "outlet: AFP"]),
    ("conduct an exchange", ["named person: Vladimir Tikhonov", "outlet: AFP"]),
    ("dealt irreparable damage", ["named person: Vladimir Tikhonov", "outlet: AFP"]),
]


@pytest.fixture(scope="module")
def seed(read: Callable[..., Reading]) -> Reading:
    if not REPORT.is_file():
        pytest.skip(f"{REPORT} is not here")
    return read(REPORT.read_text("utf-8"), through="quotes")


@pytest.mark.parametrize(("words", "wanted"), CHAINS, ids=[words for words, _ in CHAINS])
def test_chain(words: str, wanted: list[str], seed: Reading) -> None:
    start = seed.report.text.index(words)
    *said, last = chain_of(seed, Span(start, start + len(words)))
    assert last.kind == "own voice"
    assert len(said) == len(wanted), [(source.kind, source.text) for source in said]
    for source, want in zip(said, wanted, strict=True):
        kind, name = want.split(": ")
        assert source.kind == kind
        assert name in (source.text or "") or name in (source.name or ""), (source.text, source.name)


def test_no_quotation_is_without_its_speaker(seed: Reading) -> None:
    assert [quote.text for quote in seed.quotes if quote.speaker is None] == []
