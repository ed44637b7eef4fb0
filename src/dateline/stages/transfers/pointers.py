"""An act, its transfer and the day go in; out come the measures that it may touch, with the words that point to them.

A pointer, not a finding: a measure is named when its target, its goods and its dates fit. Whether an exemption, a
licence or a threshold applies is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from dateline.model.act import Act, Good, Measure, Transfer
from dateline.model.goods import GoodsLexicon, Rule
from dateline.model.party import Party
from dateline.model.span import Span
from dateline.model.time import Time

REMARK = "a pointer, not a finding"


def pointers_of(act: Act, transfer: Transfer | None, words: GoodsLexicon, published: Time) -> tuple[Measure, ...]:
    """The measures that an act may touch, in the order of the data files."""
    earliest, latest = _day(published.earliest), _day(published.latest)
    found = []
    for rule in words.measures:
        if not rule.in_force(earliest, latest):
            continue
        spans = _by_act(act, rule, words) or (_by_goods(act, transfer, rule, words) if transfer is not None else ())
        if spans:
            basis = rule.citation + (f", paragraph {', '.join(rule.paragraphs)}" if rule.paragraphs else "")
            found.append(Measure(rule.name, f"{basis} ({REMARK})", tuple(sorted(set(spans)))))
    return tuple(found)


def _by_act(act: Act, rule: Rule, words: GoodsLexicon) -> tuple[Span, ...]:
    """By the kind of act: a missile launched by a state that must launch none, a sanction by who imposed the rule."""
    for entry in rule.acts:
        type, _, mode = entry.partition(" ")
        if act.type != type or (mode and mode not in act.modes):
            continue
        if type == "SANCTION":
            by = [party for party in act.actors if _imposes(party, rule, words)]
            on = _targets(rule, act.recipients)
            if by and on:
                return (act.action.span, *(party.span for party in on))
            continue
        done_by = _targets(rule, act.actors)
        if done_by:
            return (act.action.span, *(party.span for party in done_by))
    return ()


def _by_goods(act: Act, transfer: Transfer, rule: Rule, words: GoodsLexicon) -> tuple[Span, ...]:
    goods = [good for good in (*transfer.goods, *transfer.in_return_for) if _covered(good, rule, words)]
    if not goods:
        return ()
    if not rule.targets:
        return tuple(good.span for good in goods) if _crosses(act, transfer) else ()
    return _targeted(act, transfer, rule, words)


def _targeted(act: Act, transfer: Transfer, rule: Rule, words: GoodsLexicon) -> tuple[Span, ...]:
    """The spans of the target and of the goods that go to it, or come from it, as the measure has it."""
    unknown = not transfer.from_ and not transfer.to
    both = (*act.actors, *act.recipients)
    givers = transfer.from_ or (both if unknown else ())
    getters = transfer.to or (both if unknown else ())
    ways = [(transfer.goods, givers, getters), (transfer.in_return_for, getters, givers)]
    for goods, giving, getting in ways:
        named = [good.span for good in goods if _covered(good, rule, words)]
        if not named:
            continue
        for direction, ends, others in (("to", getting, giving), ("from", giving, getting)):
            target = _targets(rule, ends)
            if direction in rule.directions and target and _bound(rule, others, words):
                return (*named, *(party.span for party in target))
    return ()


def _covered(good: Good, rule: Rule, words: GoodsLexicon) -> bool:
    lineage = words.lineage(good.category)
    if any(category in rule.goods for category in lineage):
        return True
    node = words.categories.get(good.category or "")
    return node is not None and rule.id in node.regimes


def _targets(rule: Rule, parties: Iterable[Party]) -> list[Party]:
    return [party for party in parties if _is_target(rule, party)]


def _is_target(rule: Rule, party: Party) -> bool:
    if party.country is not None and party.country in rule.targets and party.kind != "outlet":
        return True
    names = {name for name in (party.text, party.name) if name}
    return any(len(target) > 3 and any(target in name for name in names) for target in rule.targets)


def _bound(rule: Rule, others: Sequence[Party], words: GoodsLexicon) -> bool:
    """Whether somebody on the other side is bound by the measure; all states are by one that names no imposers."""
    return not rule.imposers or any(_imposes(party, rule, words) for party in others)


def _imposes(party: Party, rule: Rule, words: GoodsLexicon) -> bool:
    for imposer in rule.imposers:
        if party.country == imposer or party.country in words.groups.get(imposer, frozenset()):
            return True
        if imposer == "EU" and (party.name or party.text) in ("European Union", "EU", "the EU", "Brussels"):
            return True
    return False


def _crosses(act: Act, transfer: Transfer) -> bool:
    """Whether the goods go from one country to another, as far as is known."""
    left = {party.country for party in transfer.from_ if party.country}
    right = {party.country for party in transfer.to if party.country}
    if left and right:
        return left != right
    return len({party.country for party in (*act.actors, *act.recipients) if party.country}) > 1


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
