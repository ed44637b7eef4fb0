"""Acts with their standing go in; out comes for each what is transferred for what, and the measures it may touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.model.act import Act, EventType, Exchange, Good, Standing, Transfer, Why
from dateline.model.goods import Carrier, GoodsLexicon
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.stages.transfers.direction import by_token, ends_of, not_goods, owner_of
from dateline.stages.transfers.finding import FoundGood, carried, goods_in
from dateline.stages.transfers.pointers import pointers_of
from dateline.stages.transfers.scope import Scope, carrier_of, scope_of
from dateline.stages.transfers.stage import stage_of

TYPES: frozenset[EventType] = frozenset(
    {"AID", "COOPERATE", "AGREE", "REQUEST", "RETREAT", "CONCEDE", "REJECT", "SANCTION", "CONSULT"}
)
"""The types of act that can move goods, or stop them; talks do where they are an exchange of goods."""
_LOOSE: frozenset[EventType] = frozenset({"AID", "COOPERATE"})
_SWAPPING = frozenset({"swap", "trade", "exchange", "barter"})
_RETURN = frozenset({"return", "exchange", "swap", "lieu", "payment", "barter"})


def transfers(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.transfers`, parallel to `Reading.actions`."""
    page = _Page(
        reading,
        kit.goods,
        by_token(reading.parse, reading.parties),
        not_goods(reading.parse, reading.parties),
        frozenset(act.trigger for act in reading.actions),
    )
    found = [_exchange(page, act, standing) for act, standing in zip(reading.actions, reading.status, strict=True)]
    found = _paired(page, found)
    published = reading.report.published
    return replace(
        reading,
        transfers=tuple(
            replace(each, measures=pointers_of(act, each.transfer, kit.goods, published))
            for act, each in zip(reading.actions, found, strict=True)
        ),
    )


@dataclass(frozen=True)
class _Page:
    reading: Reading
    words: GoodsLexicon
    parties: dict[int, Party]
    taken: frozenset[int]
    triggers: frozenset[int]


def _exchange(page: _Page, act: Act, standing: Standing) -> Exchange:
    if act.type not in TYPES:
        return Exchange()
    parse, text = page.reading.parse, page.reading.report.text
    scope = scope_of(parse, act, page.words, page.triggers)
    found = goods_in(text, parse, scope, page.words, page.taken, only_terms=act.type not in _LOOSE)
    found = [each for each in found if _moves(page, act, scope, each)]
    if not found:
        return _unnamed(page, act, scope, standing)
    given = [each for each in found if not _in_return(page, scope, each)]
    back = [each for each in found if _in_return(page, scope, each)]
    if not given:
        given, back = back, []
    carrier = _carrier(page, scope, given[0])
    moved = {page.parties[each.head.i].span for each in found if each.head.i in page.parties}
    ends = ends_of(parse, act, scope, given[0], carrier, page.parties)
    payer = next((owner for each in back if (owner := owner_of(parse, each, page.parties)) is not None), None)
    if payer is not None:
        ends = (ends[0], (payer,))
    giver, getter = (tuple(party for party in end if party.span not in moved) for end in ends)
    trigger = parse.tokens[act.trigger].lemma.lower()
    stage = stage_of(act.type, standing.status, trigger, carrier)
    transfer = Transfer(_goods(given), giver, getter, _goods(back), stage)
    return Exchange(transfer, (), (Why("transfer", f"carrier:{carrier or 'none'}", given[0].good.category or ""),))


_TRADING = frozenset({
    "sell", "sale", "buy", "purchase", "export", "import", "ship", "shipment", "deliver", "delivery", "supply",
    "donate", "donation", "smuggle", "procure", "procurement", "acquire", "acquisition", "lend", "borrow", "transfer",
    "embargo", "boycott",
})  # fmt: skip
"""Words that say by themselves that something changes hands, or shall not, whatever it is."""


def _unnamed(page: _Page, act: Act, scope: Scope, standing: Standing) -> Exchange:
    """A transfer of what the report leaves unsaid: "its exports to Chad", where both ends are told."""
    carrier = carrier_of(page.words, scope.trigger)
    lemma = scope.trigger.lemma.lower()
    if carrier is None or lemma not in _TRADING or not act.actors or not act.recipients:
        return Exchange()
    giver, getter = (act.recipients, act.actors) if carrier == "get" else (act.actors, act.recipients)
    stage = stage_of(act.type, standing.status, lemma, carrier)
    return Exchange(
        Transfer((), giver, getter, (), stage), (), (Why("transfer", f"carrier:{carrier}", "goods unsaid"),)
    )


def _goods(found: Sequence[FoundGood]) -> tuple[Good, ...]:
    return tuple(each.good for each in found)


def _carrier(page: _Page, scope: Scope, found: FoundGood) -> Carrier | None:
    token = carried(page.reading.parse, found, scope, page.words)
    if token is not None:
        return carrier_of(page.words, token)
    return carrier_of(page.words, scope.trigger)


def _moves(page: _Page, act: Act, scope: Scope, found: FoundGood) -> bool:
    """Whether the good is what the act moves: by a word that carries goods, or as the direct object of a loose type."""
    parse, category = page.reading.parse, found.good.category or ""
    if category == "people.troops" and act.type in ("RETREAT", "CONCEDE"):
        return False
    if act.type in _LOOSE:
        return True
    carrier = carried(parse, found, scope, page.words)
    if act.type == "CONSULT":
        return carrier is not None and carrier.lemma.lower() in _SWAPPING and not category.startswith("information")
    if carrier is not None:
        return True
    above = parse.head(found.head)
    if found.head.dep in ("compound", "amod", "nmod"):
        return above.i == scope.trigger.i or carrier_of(page.words, above) is not None
    if found.head.dep == "pobj" and above.text.lower() in ("for", "of", "with", "on", "in"):
        above = parse.head(above)
        asked = act.type == "REQUEST" and parse.head(found.head).text.lower() == "for"
        if asked and above.dep == "pobj" and parse.head(above).text.lower() in ("to", "on", "with"):
            above = parse.head(parse.head(above))
    return above.i == scope.trigger.i and (act.type == "REQUEST" or carrier_of(page.words, above) is not None)


def _in_return(page: _Page, scope: Scope, found: FoundGood) -> bool:
    """Whether the good is the price: "in return for …", "in exchange for …", "swap grain for …"."""
    parse = page.reading.parse
    at = found.head
    while at.dep == "conj":
        at = parse.head(at)
    if at.dep != "pobj" or parse.head(at).text.lower() not in ("for", "of", "against"):
        return False
    preposition = parse.head(at)
    above = parse.head(preposition)
    if above.lemma.lower() in _RETURN and above.dep == "pobj":
        return True
    if preposition.text.lower() != "for":
        return False
    if above.dep in ("dobj", "nsubjpass"):
        above = parse.head(above)
    elif above.dep == "pobj" and parse.head(above).text.lower() == "of":
        above = parse.head(parse.head(above))
    return above.lemma.lower() in _SWAPPING


def _paired(page: _Page, found: list[Exchange]) -> list[Exchange]:
    """Two transfers of one sentence that go opposite ways, one of them "in return": each is the other's price."""
    parse, acts = page.reading.parse, page.reading.actions
    by_sentence: dict[int, list[int]] = {}
    for number, each in enumerate(found):
        if each.transfer is not None:
            by_sentence.setdefault(parse.tokens[acts[number].trigger].sentence, []).append(number)
    result = list(found)
    for sentence, numbers in by_sentence.items():
        if len(numbers) < 2 or not _says_return(page, sentence):
            continue
        for left in numbers:
            for right in numbers:
                one, other = found[left].transfer, found[right].transfer
                if left != right and one is not None and other is not None and _opposite(one, other):
                    result[left] = replace(found[left], transfer=_mirrored(one, other))
                    break
    return result


def _mirrored(one: Transfer, other: Transfer) -> Transfer:
    """One of two opposite transfers: the other's goods are its price, the other's ends its own where it lacks them."""
    return replace(
        one,
        in_return_for=one.in_return_for or other.goods,
        from_=one.from_ or other.to,
        to=one.to or other.from_,
    )


def _says_return(page: _Page, sentence: int) -> bool:
    words = [token.text.lower() for token in page.reading.parse.sentence(sentence)]
    return any(
        (before == "in" and word in ("return", "exchange", "turn")) or word == "reciprocate"
        for before, word in zip(["", *words], words, strict=False)
    )


def _opposite(one: Transfer, other: Transfer) -> bool:
    def met(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
        return any(
            a.span == b.span
            or (a.country is not None and a.country == b.country)
            or (a.entity and a.entity == b.entity)
            for a in left
            for b in right
        )

    forth, back = met(one.from_, other.to), met(one.to, other.from_)
    open_forth, open_back = not (one.from_ and other.to), not (one.to and other.from_)
    return (forth and (back or open_back)) or (back and open_forth)
