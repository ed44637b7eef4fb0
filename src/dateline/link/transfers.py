"""Entries go in; out comes the ledger of transfers: what goods from whom to whom, and how far that was ever told to be.

Claims are one line of the ledger where the same two sides deal in the same category of goods, or in goods of the same
name. A line says nothing of whether one claim followed from another; it puts them side by side, with day and voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from dateline.link.content import content
from dateline.link.copies import appeared
from dateline.link.notices import day_of
from dateline.link.telling import who
from dateline.model.act import Good, Stage
from dateline.model.entry import Entry
from dateline.model.party import Party

_FAR: tuple[Stage, ...] = ("rumoured", "wanted", "offered", "agreed", "under way", "delivered")
"""How far a transfer may come, in order; what is refused goes nowhere, and is told apart."""
assert {*_FAR, "refused"} == set(get_args(Stage))


@dataclass(frozen=True, slots=True)
class Step:
    """One claim of a transfer: when it was told, how far it had come by it, and whether it says that it is not so."""

    entry: Entry
    day: date | None
    stage: Stage
    denied: bool


@dataclass(frozen=True, slots=True)
class Dealing:
    """One line of the ledger. `goods` are the words for them, the commonest first; `steps` stand in order of time.

    `furthest` is as far as any claim has it that does not deny it, `latest` what the last one says.
    """

    from_: tuple[Party, ...]
    to: tuple[Party, ...]
    category: str | None
    goods: tuple[str, ...]
    in_return_for: tuple[str, ...]
    steps: tuple[Step, ...]
    furthest: Stage
    latest: Stage


def dealings(entries: Iterable[Entry]) -> tuple[Dealing, ...]:
    """The ledger of transfers, in the order in which they were first told; a claim of several goods is in each line."""
    told = sorted(entries, key=lambda each: (appeared(each.report), each.claim.action.span, each.claim.id))
    lines: dict[tuple[str, str, str], list[tuple[Entry, list[Good]]]] = defaultdict(list)
    for entry in told:
        transfer = entry.claim.transfer
        if transfer is None:
            continue
        giver, taker = _key(transfer.from_, entry), _key(transfer.to, entry)
        by_kind: dict[str, list[Good]] = defaultdict(list)
        for good in transfer.goods:
            by_kind[_kind(good)].append(good)
        for kind, goods in by_kind.items():
            lines[giver, taker, kind].append((entry, goods))
    return tuple(_dealing(some) for some in lines.values())


def _key(side: Sequence[Party], entry: Entry) -> str:
    """Under what a side counts: its state, else who it is; a side that nobody names is open, and counts by itself."""
    keys = sorted({party.country or who(party).key for party in side})
    return "+".join(keys) or f"?{entry.claim.id}"


def _kind(good: Good) -> str:
    return good.category or " ".join(content(good.text)[-1:]) or good.text.casefold()


def _dealing(some: Sequence[tuple[Entry, list[Good]]]) -> Dealing:
    steps = tuple(_steps(entry for entry, _ in some))
    first = next(entry.claim.transfer for entry, _ in some)
    assert first is not None
    words: dict[str, int] = defaultdict(int)
    returns: dict[str, int] = defaultdict(int)
    for entry, goods in some:
        for good in goods:
            words[" ".join(good.text.split())] += 1
        for good in entry.claim.transfer.in_return_for if entry.claim.transfer else ():
            returns[" ".join(good.text.split())] += 1
    reached = [step.stage for step in steps if not step.denied and step.stage != "refused"]
    furthest = max(reached, key=_FAR.index) if reached else steps[-1].stage
    return Dealing(
        first.from_,
        first.to,
        some[0][1][0].category,
        _common(words),
        _common(returns),
        steps,
        furthest,
        steps[-1].stage,
    )


def _steps(entries: Iterable[Entry]) -> Iterator[Step]:
    for entry in entries:
        assert entry.claim.transfer is not None
        yield Step(entry, day_of(entry), entry.claim.transfer.stage, entry.claim.status in ("denied", "not"))


def _common(words: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda each: (-words[each], each)))
