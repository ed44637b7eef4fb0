"""The report that it all began with, row by row; skipped where it is not at hand, for its text is not ours to ship.

Each row states what must become of some of its words (the contract is the project's record of design). The words are
not repeated here: a row looks for a claim by type, parties, status and voice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.model.claim import Claim
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading

SEED = Path(__file__).parents[3] / "shared" / "reports" / "2023-09-13-vostochny.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not there: the seed report is not shipped")


@pytest.fixture(scope="module")
def reading(kit: Kit) -> Reading:
    return dateline.read(SEED)


def of(country: str | None, parties: Sequence[Party], name: str = "") -> bool:
    return any(
        (country is None or party.country == country) and name in (party.name or party.text) for party in parties
    )


def says(claim: Claim, *names: str) -> bool:
    """Whether the chain, from the inside out, names these voices in this order."""
    voices = [
        f"{source.party.name or source.party.text if source.party else ''} {source.text or ''}"
        for source in claim.attribution
    ]
    at = 0
    for name in names:
        while at < len(voices) and name not in voices[at]:
            at += 1
        if at == len(voices):
            return False
        at += 1
    return True


def goods(claim: Claim) -> str:
    return " ".join(good.text for good in claim.transfer.goods) if claim.transfer else ""


def moves(claim: Claim, giver: str, taker: str) -> bool:
    return claim.transfer is not None and of(giver, claim.transfer.from_) and of(taker, claim.transfer.to)


ROWS: dict[str, Callable[[Claim], bool]] = {
    "handshake": lambda c: (
        c.type == "CONSULT"
        and of("RUS", c.actors)
        and of("PRK", c.actors)
        and c.status == "happened"
        and c.where.precision == "site"
        and c.where.country == "RUS"
        and c.attribution[0].kind in ("image", "video")
    ),
    "arms deal": lambda c: (
        c.type == "AGREE"
        and c.status == "possible"
        and c.transfer is not None
        and c.transfer.stage == "rumoured"
        and c.attribution[0].kind == "own voice"
        and bool(c.measures)
    ),
    "satellites": lambda c: (
        c.type in ("AGREE", "AID")
        and c.status == "planned"
        and of("RUS", c.actors)
        and of("PRK", c.recipients)
        and says(c, "Putin", "RIA Novosti")
    ),
    "shells wanted": lambda c: (
        moves(c, "PRK", "RUS")
        and "shells" in goods(c)
        and c.transfer is not None
        and c.transfer.stage == "wanted"
        and c.attribution[0].kind == "experts"
    ),
    "technology wanted": lambda c: (
        moves(c, "RUS", "PRK")
        and "technology" in goods(c)
        and c.transfer is not None
        and c.transfer.stage == "wanted"
        and c.attribution[0].kind == "experts"
    ),
    "thanks": lambda c: (
        c.type == "SUPPORT" and of("PRK", c.actors) and of("RUS", c.recipients) and c.status == "happened"
    ),
    "invitation": lambda c: (
        c.type == "AGREE"
        and of("RUS", c.actors)
        and of("PRK", c.recipients)
        and c.status == "happened"
        and c.timing == "background"
    ),
    "missiles": lambda c: (
        c.type == "MOBILIZE"
        and "weapons" in c.modes
        and of("PRK", c.actors)
        and c.status == "happened"
        and c.when.earliest == date(2023, 9, 13)
        and c.where.state == "not_stated"
        and of_source(c, "KOR")
        and any(each.low == 2 for each in c.quantities)
    ),
    "July visit": lambda c: (
        c.type == "CONSULT"
        and "visit" in c.modes
        and of("RUS", c.actors, "Shoigu")
        and of("PRK", c.recipients)
        and c.when.edtf == "2023-07"
        and c.timing == "background"
    ),
    "drills mooted": lambda c: of("RUS", c.actors, "Shoigu") and "moot" in (c.action.lemma or ""),
    "part in the talks": lambda c: c.status == "planned" and of("RUS", c.actors, "Shoigu") and says(c, "Peskov"),
    "failed twice": lambda c: (
        c.status == "attempted" and of("PRK", c.actors) and c.timing == "background" and c.when.state == "unresolved"
    ),
    "if provided": lambda c: (
        c.type == "AID"
        and c.status == "conditional"
        and of("PRK", c.actors)
        and of("RUS", c.recipients)
        and says(c, "An Chan-il", "AFP")
    ),
    "greeting": lambda c: (
        c.type == "CONSULT" and of("RUS", c.actors, "Kozlov") and c.status == "happened" and says(c, "ministry", "TASS")
    ),
    "gift": lambda c: (
        c.transfer is not None and of("RUS", c.transfer.from_, "Kozlov") and of("PRK", c.transfer.to, "Kim")
    ),
    "warning": lambda c: (
        c.type == "THREATEN"
        and of("USA", c.actors)
        and of("PRK", c.recipients)
        and c.status == "happened"
        and c.condition is not None
        and c.when.earliest == date(2023, 9, 4)
    ),
    "exchange": lambda c: (
        c.type == "COOPERATE"
        and c.status == "possible"
        and c.transfer is not None
        and bool(c.transfer.in_return_for)
        and says(c, "Tikhonov")
    ),
}


def of_source(claim: Claim, country: str) -> bool:
    return any(source.party is not None and source.party.country == country for source in claim.attribution)


@pytest.mark.parametrize("row", ROWS)
def test_row(reading: Reading, row: str) -> None:
    assert any(ROWS[row](claim) for claim in reading.claims)


def test_published(reading: Reading) -> None:
    assert (reading.report.published.earliest, reading.report.published_basis) == (date(2023, 9, 13), "header")


def test_weekday(reading: Reading) -> None:
    assert any(time.text == "Wednesday" and time.earliest == date(2023, 9, 13) for time in reading.times)


def test_entourage(reading: Reading) -> None:
    ranks = {party.name: party for party in reading.parties if party.how == "named"}
    assert "MIL" in ranks["Pak Jong Chon"].sectors
    assert ranks["Jo Chun Ryong"].country == "PRK"


FORBIDDEN: dict[str, Callable[[Claim], bool]] = {
    "an act by China": lambda c: of("CHN", c.actors),
    "a deal that happened": lambda c: (
        c.type == "AGREE" and "deal" in c.action.text and c.status in ("happened", "ongoing")
    ),
    "a denial": lambda c: c.status == "denied",
    "an outlet as party": lambda c: any(party.kind == "outlet" for party in (*c.actors, *c.recipients)),
    "Gagarin as a live party": lambda c: of(None, (*c.actors, *c.recipients), "Gagarin"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_forbidden(reading: Reading, what: str) -> None:
    assert not [claim.action.text for claim in reading.claims if FORBIDDEN[what](claim)]
