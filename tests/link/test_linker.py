"""The linker kept up to date: near what is new, and the same whichever way the reports came."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from dateline.link.linker import Linker, Told
from dateline.link.mention import Extent, Mention, Who

DAY = date(2024, 1, 1).toordinal()
ACTS = ("meet", "bomb", "arrest", "sanction")


def told(number: int, story: int, day: int) -> Told:
    """A report of a story: two states of its own, an act of its own, words of its own."""
    states = tuple(Who(f"iso:S{story}{side}", country=f"S{story}{side}", state=True, known=True) for side in "ab")
    words = Counter({f"{story}word{each}": 1 + each % 3 for each in range(number % 4, number % 4 + 14)})
    report = f"r{number:04}"
    when = Extent(DAY + day, DAY + day, "day")
    mention = Mention(
        f"{report}:1", report, ACTS[story % 4], type="CONSULT", actors=states[:1], recipients=states[1:],
        sentence=frozenset(words), when=when, published=DAY + day,
    )  # fmt: skip
    return Told(report, DAY + day, words, (mention,))


def reports() -> list[Told]:
    return [told(number, number // 4, (number // 4) * 2) for number in range(80)]


def test_each_story_is_one_cluster() -> None:
    linker = Linker()
    linker.add(reports())
    assert [len(cluster) for cluster in linker.clusters()] == [4] * 20


def test_day_by_day_and_in_any_order_the_clusters_are_the_same() -> None:
    whole, by_day, shuffled = Linker(), Linker(), Linker()
    whole.add(reports())
    for at in range(0, 80, 7):
        by_day.add(reports()[at : at + 7])
    others = reports()
    random.Random(3).shuffle(others)
    shuffled.add(others)
    assert whole.clusters() == shuffled.clusters() == by_day.clusters()


def test_a_new_report_touches_its_neighbours_only() -> None:
    linker = Linker()
    linker.add(reports())
    before = linker.compared
    changed = linker.add([told(1003, 5, 10)])
    assert changed == {("r0020:1", "r0021:1", "r0022:1", "r0023:1", "r1003:1")}
    assert linker.compared - before == 4


def test_of_a_war_that_hangs_together_by_hundreds_a_report_moves_only_what_it_is_tied_to() -> None:
    """Day after day the same two sides, in words that pass into others: each day hangs together with the next."""
    linker = Linker()
    for day in range(0, 120, 10):
        linker.add([told for told in war() if day <= told.published - DAY < day + 10])
    members = sorted(name for cluster in linker.clusters() for name in cluster)
    assert members == [told.mentions[0].id for told in war()], "each in one cluster"
    assert all(len(_days(cluster)) <= 2 for cluster in linker.clusters())
    changed = linker.add([war(7, more=1)[-1]])
    assert all(_days(cluster) <= {"006", "007", "008"} for cluster in changed)
    assert len(changed) == 1


def _days(cluster: tuple[str, ...]) -> set[str]:
    return {name[1:4] for name in cluster}


def war(only: int | None = None, more: int = 0) -> list[Told]:
    """Four reports a day for 120 days of one act between two states, in words that pass slowly into others."""
    states = tuple(Who(f"iso:W{side}", country=f"W{side}", state=True, known=True) for side in "ab")
    found = []
    for day in range(120) if only is None else (only,):
        for number in range(4 + more):
            words = Counter(
                {f"word{each}": 1 for each in range(day, day + 12)} | {f"day{day}": 2, f"own{day}{number}": 1}
            )
            report = f"w{day:03}{number}"
            when = Extent(DAY + day, DAY + day, "day")
            mention = Mention(
                f"{report}:1", report, "bomb", type="ASSAULT", actors=states[:1], recipients=states[1:],
                sentence=frozenset(words), when=when, published=DAY + day,
            )  # fmt: skip
            found.append(Told(report, DAY + day, words, (mention,)))
    return found


def test_a_known_report_changes_nothing() -> None:
    linker = Linker()
    linker.add(reports())
    assert linker.add(reports()[:5]) == set()


def test_the_same_act_weeks_later_is_another() -> None:
    linker = Linker()
    linker.add([told(0, 1, 0), told(1, 1, 9)])
    assert len(linker.clusters()) == 2


def test_far_reports_of_one_day_are_compared_by_who_and_when() -> None:
    """A report of a year later that looks back on that day finds it, whatever else it is about."""
    linker = Linker()
    linker.add(reports())
    first = told(0, 0, 0).mentions[0]
    other = Counter({f"another{each}": 1 for each in range(30)})
    back = Mention(
        "late:1", "late", first.lemma, type="CONSULT", actors=first.actors, recipients=first.recipients,
        sentence=first.sentence, when=first.when, published=DAY + 365,
    )  # fmt: skip
    linker.add([Told("late", DAY + 365, other, (back,))])
    assert len(linker.cluster("late:1")) == 5
