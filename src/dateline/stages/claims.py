"""Acts with their standing, transfers, times, places and voices go in; claims come out, one for each act told.

An act that the report tells several times is one claim with several spans of evidence. What each field rests on is
kept in `Claim.why`, and how sure it is in `Claim.confidence`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from hashlib import sha256

from dateline.model.act import Act, Other, Standing, Why
from dateline.model.attribution import Source
from dateline.model.chain import chain_of
from dateline.model.claim import Claim, Confidence
from dateline.model.codebook import TypeEntry
from dateline.model.complement import complement
from dateline.model.kit import Kit
from dateline.model.locating import place_of
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time
from dateline.model.timing import time_of

_PAPERS = frozenset(("document", "image", "video"))
_REAL = frozenset({"happened", "ongoing"})
_CLOSING = {'"': '"', "”": "“", "]": "[", ")": "("}
"""What closes a quotation or a bracket, and what opens it."""


def claims(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.claims`: one for every act that does not tell an earlier one again, in the order of the text.

    What was done and what was only tried, planned or denied are two claims, whatever the words have in common. An act
    no telling of which stands is none.
    """
    tellings: dict[int, list[int]] = defaultdict(list)
    papers = _papers(reading)
    for number, act in enumerate(reading.actions):
        retold = act.same_as is not None and _alike(reading.status[act.same_as], reading.status[number])
        tellings[act.same_as if retold and act.same_as is not None else number].append(number)
    found = []
    for first, numbers in tellings.items():
        if any(paper.contains(reading.actions[first].action.span) for paper in papers):
            continue
        told = next((number for number in numbers if reading.doubts[number].stands), None)
        if told is not None:
            found.append(_claim(reading, kit, told, [reading.actions[each] for each in numbers if each != told]))
    return replace(reading, claims=tuple(sorted(found, key=lambda claim: claim.action.span)))


def _papers(reading: Reading) -> list[Span]:
    """Where documents and pictures are named as sources: "footage released by the army" tells of no release."""
    sources = (source for attribution in reading.attributions for source in attribution.sources)
    return [source.span for source in sources if source.kind in _PAPERS and source.span is not None]


def _alike(first: Standing, later: Standing) -> bool:
    """Whether an act of the first standing may be told again with the later one."""
    return first.status == later.status or {first.status, later.status} <= _REAL


def _claim(reading: Reading, kit: Kit, number: int, again: list[Act]) -> Claim:
    """The claim that an act makes, with the other acts by which the report tells it `again`."""
    act, standing = reading.actions[number], reading.status[number]
    exchange, doubt = reading.transfers[number], reading.doubts[number]
    token = reading.parse.tokens[act.trigger]
    when, when_basis = time_of(reading, token)
    where, where_basis = place_of(reading, token)
    for other in again:
        told_again = reading.parse.tokens[other.trigger]
        if when.state == "not_stated":
            when, when_basis = _own_time(reading, told_again)
        if where.state == "not_stated":
            where, where_basis = place_of(reading, told_again)
    attribution = chain_of(reading, act.action.span)
    evidence = _evidence(reading, act, again, attribution)
    entry = kit.codebook.types.get(act.type, TypeEntry(act.type, 0, 0.0))
    bases = (Why("when", when_basis), Why("where", where_basis), *_why_attribution(attribution))
    return Claim(
        id=_id(reading.report.id, evidence, act, attribution),
        report=reading.report.id,
        type=act.type,
        modes=act.modes,
        contexts=act.contexts,
        quad=entry.quad,
        score=entry.score,
        cameo=act.cameo,
        action=act.action,
        actors=act.actors,
        recipients=act.recipients,
        others=_others(reading, act),
        status=standing.status,
        certainty=standing.certainty,
        condition=standing.condition,
        timing=standing.timing,
        when=when,
        where=where,
        attribution=attribution,
        transfer=exchange.transfer,
        measures=exchange.measures,
        casualties=act.casualties,
        quantities=act.quantities,
        evidence=evidence,
        confidence=(
            Confidence("type", doubt.type, doubt.method),
            Confidence("actors", doubt.actors, doubt.method),
            Confidence("recipients", doubt.recipients, doubt.method),
            Confidence("status", doubt.status, doubt.method),
            Confidence("claim", doubt.claim, doubt.method),
        ),
        why=(*act.why, *standing.why, *exchange.why, *bases),
    )


def _others(reading: Reading, act: Act) -> tuple[Other, ...]:
    """What else has a part in the act, and as a topic the words that go on from it: "eager" for whose shells."""
    parties = [party.span for party in (*act.actors, *act.recipients)]
    span = complement(reading.parse, act.action.span, parties)
    span = span and _closed(span, reading.report.text)
    if span is None or any(other.span == span for other in act.others):
        return act.others
    topic = Other("topic", span.of(reading.report.text), span)
    return tuple(sorted((*act.others, topic), key=lambda other: other.span))


def _closed(span: Span, text: str) -> Span:
    """The span with the mark that closes a quotation or a bracket opened in it, where that stands right behind."""
    words, after = span.of(text), text[span.end : span.end + 1]
    opening = _CLOSING.get(after)
    if opening is None:
        return span
    opened = words.count(after) % 2 == 1 if opening == after else words.count(opening) > words.count(after)
    return Span(span.start, span.end + 1) if opened else span


def _own_time(reading: Reading, token: Token) -> tuple[Time, str]:
    """The time that a retelling itself states: one that it only takes from its neighbours may be another's."""
    when, basis = time_of(reading, token)
    return (when, basis) if basis == "clause" else (NOT_STATED, "none")


def _evidence(reading: Reading, act: Act, again: list[Act], attribution: tuple[Source, ...]) -> tuple[Span, ...]:
    """The sentences a person needs to read: those that tell the act, and those that name who says so."""
    starts = [sentence.span.start for sentence in reading.sentences]
    needed = [act.action.span, *(other.action.span for other in again)]
    needed += [source.span for source in attribution if source.span is not None]
    needed += [source.cue.span for source in attribution if source.cue is not None]
    numbers = {max(bisect_right(starts, span.start) - 1, 0) for span in needed}
    return tuple(reading.sentences[number].span for number in sorted(numbers))


def _why_attribution(attribution: tuple[Source, ...]) -> tuple[Why, ...]:
    cues = [source.cue.text for source in attribution if source.cue is not None]
    return (Why("attribution", "cue" if cues else "own voice", ", ".join(cues)),)


def _id(report: str, evidence: tuple[Span, ...], act: Act, attribution: tuple[Source, ...]) -> str:
    """A hash of report, evidence, action, parties and attribution: 16 hexadecimal digits."""
    parts = [
        report,
        *(f"{span.start}-{span.end}" for span in evidence),
        f"{act.type} {act.action.span.start}-{act.action.span.end}",
        *(f"a:{_named(party)}" for party in act.actors),
        *(f"r:{_named(party)}" for party in act.recipients),
        *(f"s:{source.kind} {source.text}" for source in attribution),
    ]
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _named(party: Party) -> str:
    return party.entity or party.text
