"""Across reports: entries and judgements go in; out come the events, each with all claims that tell of it.

`link` is the whole of it for entries at hand; `link.index` keeps it up for a record, `link.recorded` feeds it from one
as of any moment. What is one occurrence is no fact of the record: events are recomputed from claims and judgements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.lexicon import wordings
from dateline.link.content import Rarity
from dateline.link.events import event
from dateline.link.linker import Linker, Told
from dateline.link.telling import mention, words_of
from dateline.model.change import Judged
from dateline.model.entry import Entry
from dateline.model.judgement import Event


def link(
    entries: Iterable[Entry],
    judged: Iterable[Judged] = (),
    origins: Mapping[str, str] | None = None,
    rarity: Rarity | None = None,
) -> list[Event]:
    """The events that entries tell of, in the order of their first reports.

    `judged` are judgements of pairs of claims, by id; of two of the same pair the later holds. `origins` gives the
    origin of each report by its id, where known; support is then counted by origins. `rarity` says how rare words are
    where the entries are a part of many; these are counted in.
    """
    by_id = {entry.claim.id: entry for entry in entries}
    linker = Linker(rarity) if rarity is not None else Linker()
    linker.add(told(by_id.values()))
    for left, right, same in rulings(judged):
        linker.judge(left, right, same)
    found = [event((by_id[name] for name in cluster), origins) for cluster in linker.clusters()]
    return sorted(found, key=lambda each: (each.first or "", each.id))


def told(entries: Iterable[Entry]) -> list[Told]:
    """The entries by report, as the linker takes them in."""
    classes = wordings.load()
    of_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_report[entry.report.id].append(entry)
    found = []
    for report, some in sorted(of_report.items()):
        mentions = tuple(mention(entry, classes) for entry in sorted(some, key=lambda each: each.claim.action.span))
        found.append(Told(report, mentions[0].published, words_of(some), mentions))
    return found


def rulings(judged: Iterable[Judged]) -> list[tuple[str, str, bool | None]]:
    """What judgements say of pairs of claims, one ruling a pair, in the order of the judgements."""
    latest: dict[tuple[str, str], tuple[int, bool | None]] = {}
    for each in judged:
        if each.other is None or each.undone or each.verdict not in ("same", "not same", "unsure"):
            continue
        pair = (min(each.subject, each.other), max(each.subject, each.other))
        if each.number >= latest.get(pair, (-1, None))[0]:
            latest[pair] = each.number, {"same": True, "not same": False}.get(each.verdict)
    return [(*pair, same) for pair, (_, same) in sorted(latest.items(), key=lambda item: item[1][0])]
