"""An entry goes in; out comes its Mention, and from all entries of a report the words of its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dateline.link.content import content, quoted, stem
from dateline.link.mention import NOWHEN, Extent, Mention, Number, Who
from dateline.model.act import Quantity, Words
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.report import Report
from dateline.model.time import Time

Classes = Mapping[str, frozenset[str]]
"""The classes of wording of each lemma, from `lexicon.wordings`."""
_BODIES = frozenset({"government", "military", "organisation"})
_NAMED = frozenset({"named", "title", "apposition"})
_LIGHT = frozenset(
    "be become begin bring call carry come conduct continue do end enter fall get give go have hold issue keep launch "
    "lead make mount open pay play provide put reach receive run see send set stage start take turn".split()
)
"""Verbs that say little of an act where words of their own stand beside them: "held talks", "opened fire"."""
_AHEAD = frozenset({"planned", "expected"})
_REAL = frozenset({"happened", "ongoing"})


def mention(entry: Entry, classes: Classes) -> Mention:
    """What of a claim tells whether another may be about the same occurrence."""
    claim = entry.claim
    lemma = called(claim.action, classes)
    words = entry.sentence.text if entry.quotable else ""
    return Mention(
        id=claim.id,
        report=claim.report,
        lemma=lemma,
        senses=senses(lemma, claim.action.text, classes),
        type=claim.type,
        code=claim.cameo[:3] or None,
        actors=tuple(who(party) for party in claim.actors),
        recipients=tuple(who(party) for party in claim.recipients),
        others=tuple(who(other.party) for other in claim.others if other.party is not None),
        things=frozenset(_things(claim)),
        sentence=frozenset(content(words)) - {stem(lemma)},
        quoted=frozenset(quoted(words)),
        numbers=numbers(claim),
        when=occurred(claim, entry.report),
        where=claim.where if claim.where.state == "known" else None,
        status=claim.status,
        published=_day(entry.report.published.earliest),
        order=claim.action.span.start,
    )


def called(action: Words, classes: Classes) -> str:
    """The word by which an act is called: its head, or after a verb that says little the noun that says it.

    >>> from dateline.model.span import Span
    >>> called(Words("held talks", Span(0, 10), "hold"), {"talk": frozenset({"meeting"})})
    'talk'
    """
    lemma = (action.lemma or stem(action.text)).casefold()
    rest = [word for word in content(action.text) if word != stem(lemma) and word in classes]
    return rest[-1] if lemma in _LIGHT and rest else lemma


def senses(lemma: str, text: str, classes: Classes) -> frozenset[str]:
    """The classes of an act's words: of the whole phrase as written, and of its head."""
    return classes.get(lemma, frozenset()) | classes.get(text.casefold(), frozenset())


def who(party: Party) -> Who:
    """A party as linking sees it: the entity where it is known, else the words of its name."""
    known = party.entity is not None
    name = party.name or party.text
    return Who(
        key=party.entity or " ".join(name.casefold().split()),
        words=frozenset(content(name)),
        country=party.country,
        state=(party.entity or "").startswith("iso:"),
        body=known and party.kind in _BODIES,
        known=known,
        person=name if party.kind == "person" and (known or party.how in _NAMED) else None,
    )


def extent(time: Time) -> Extent:
    """A time as days; what is vague or not resolved is not known."""
    if time.state != "known" or time.grain == "vague":
        return NOWHEN
    return Extent(_day(time.earliest), _day(time.latest), time.grain)


def occurred(claim: Claim, report: Report) -> Extent:
    """When it occurred as the claim has it; where no words say so, what its standing and the report's day leave open.

    What is told as done was done by the day of the report, what is planned comes no earlier than the day before it.
    """
    stated = extent(claim.when)
    published = _day(report.published.latest)
    if stated.known or published is None:
        return stated
    if claim.status in _REAL:
        return Extent(None, published)
    return Extent(published - 1, None) if claim.status in _AHEAD else NOWHEN


def words_of(entries: Sequence[Entry]) -> Counter[str]:
    """How often each content word stands in a report: its body where that may be kept, else what its claims show.

    The names of parties count twice more: what a report is about is first of all about whom.
    """
    report = entries[0].report
    found = Counter[str]()
    if entries[0].whole:
        found.update(content(report.text[report.body.start : report.body.end]))
    else:
        for sentence in {entry.sentence.text for entry in entries if entry.quotable}:
            found.update(content(sentence))
    found.update(content(report.title or ""))
    for entry in entries:
        for party in (*entry.claim.actors, *entry.claim.recipients):
            found.update(content(party.name or "") * 2)
    return found


def _things(claim: Claim) -> list[str]:
    goods = claim.transfer.goods if claim.transfer is not None else ()
    texts = [other.text for other in claim.others if other.party is None] + [good.text for good in goods]
    texts += [claim.condition.text] if claim.condition is not None else []
    return [word for text in texts for word in content(text)]


def numbers(claim: Claim) -> tuple[Number, ...]:
    """The numbers of a claim, each once: "killed 12 people" counts the killed, and nobody besides."""
    harmed = [quantity.span for quantity in claim.casualties]
    others = (each for each in claim.quantities if not any(each.span.overlaps(span) for span in harmed))
    return tuple(number(quantity) for quantity in (*claim.casualties, *others))


def number(quantity: Quantity) -> Number:
    """A number as linking sees it: its unit as a stem."""
    return Number(stem(quantity.unit or ""), quantity.low, quantity.high, quantity.unit or "")


def _day(value: date | datetime | None) -> int | None:
    return None if value is None else value.toordinal()
