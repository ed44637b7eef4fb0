"""A term of a question goes in; out comes the clause over the record's tables that says whether a claim fits it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import get_args

from sqlalchemy import ColumnElement, Table, and_, exists, func, or_, select, union

from dateline.lexicon import codebook, codes, goods
from dateline.lexicon.country_names import country
from dateline.model.act import EventType, Stage, StatusValue, Timing
from dateline.model.attribution import SourceKind, Stance
from dateline.model.entry import Review
from dateline.model.party import PartyKind
from dateline.model.state import State
from dateline.questions.days import days
from dateline.questions.syntax import Question, Term, Value
from dateline.record import Record
from dateline.record import tables as t

Clause = ColumnElement[bool]

_UNKNOWN = (*get_args(State)[1:], "unknown")


@dataclass(frozen=True, slots=True)
class Asked:
    """One value of a term, with the record that is asked and the question to point into."""

    value: Value
    question: Question
    record: Record

    @property
    def text(self) -> str:
        return self.value.text

    def one_of(self, allowed: Sequence[str], what: str) -> str:
        """The value as one of `allowed`, whatever its case and whether with blanks or hyphens; BadQuestion if none."""
        plain = {_plain(each): each for each in allowed}
        found = plain.get(_plain(self.text))
        if found is None:
            near = get_close_matches(_plain(self.text), list(plain), 1)
            hint = f"; did you mean {plain[near[0]]}?" if near else ""
            raise self.question.bad(self.value.at, f"{what} is one of {', '.join(allowed)}{hint}")
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """What may be asked of a claim: what fits, an example, and the clause of one value.

    `values` are all that may be said, where that is a closed list: for completion, and for people.
    """

    says: str
    example: str
    clause: Callable[[Asked], Clause]
    values: tuple[str, ...] = ()


def clause(term: Term, question: Question, record: Record) -> Clause:
    """Whether a claim fits the term: any one of its values will do, but `between:` takes them all together."""
    asked = [Asked(value, question, record) for value in term.values]
    if term.field == "between":
        return _between(asked, term)
    return or_(*(FIELDS[term.field].clause(each) for each in asked))


def _plain(words: str) -> str:
    return words.casefold().replace("-", " ").replace("_", " ")


def _party(asked: Asked) -> Clause:
    """A clause over `t.party`: by code, country, sector, kind, entity id, or words of the name; `RUS/GOV` joins two."""
    if asked.value.quoted:
        return asked.record.named(asked.text)
    if ":" in asked.text:  # before the next, as an id may hold a slash too: dateline:region/ke/37
        return t.party.c.entity == asked.text
    if "/" in asked.text:
        parts = [Value(part, asked.value.at) for part in asked.text.split("/") if part]
        return and_(*(_party(Asked(part, asked.question, asked.record)) for part in parts))
    code = country(asked.text)
    if code and asked.text.upper() == code:
        return t.party.c.country == code
    if asked.text.upper() in _sectors():
        return (" " + t.party.c.sectors + " ").contains(f" {asked.text.upper()} ", autoescape=True)
    if asked.text.casefold() in get_args(PartyKind):
        return t.party.c.kind == asked.text.casefold()
    named = asked.record.named(asked.text)
    return or_(t.party.c.country == code, named) if code else named


@cache
def _sectors() -> frozenset[str]:
    return frozenset(codes.load().sectors)


def _on_side(*sides: str) -> Callable[[Asked], Clause]:
    def fits(asked: Asked) -> Clause:
        if asked.text.casefold() in _UNKNOWN and not asked.value.quoted:
            somebody = select(t.claim_party.c.claim).where(t.claim_party.c.side.in_(sides))
            return t.claim.c.version.not_in(somebody)
        parties = select(t.party.c.number).where(_party(asked))
        found = select(t.claim_party.c.claim).where(t.claim_party.c.side.in_(sides), t.claim_party.c.party.in_(parties))
        return t.claim.c.version.in_(found)

    return fits


def _between(asked: list[Asked], term: Term) -> Clause:
    """Each of them acts or is acted upon, each by somebody of its own."""
    if len(asked) < 2:
        raise asked[0].question.bad(term.at, "between: takes two parties with a comma, such as between:RUS,PRK")
    first = _on_side("actor", "recipient")
    return and_(*(first(each) for each in asked))


def _did(asked: Asked) -> Clause:
    text = asked.text
    if text.upper() in get_args(EventType) and not asked.value.quoted:
        return t.claim.c.type == text.upper()
    if text.isdigit() and not asked.value.quoted:
        return t.claim.c.cameo.startswith(text, autoescape=True)
    mode = _plain(text).replace(" ", "-")
    if mode in _modes() and not asked.value.quoted:
        return t.claim.c.version.in_(select(t.claim_mode.c.claim).where(t.claim_mode.c.mode == mode))
    near = get_close_matches(text.upper(), get_args(EventType), 1) if text.isupper() else []
    if near:
        raise asked.question.bad(asked.value.at, f"there is no type {text}; did you mean {near[0]}?")
    words = asked.record.words(text)
    return or_(t.claim.c.lemma == text.casefold(), and_(words, _holds(t.claim.c.action, text)))


@cache
def _modes() -> frozenset[str]:
    return frozenset(mode for entry in codebook.load().types.values() for mode in entry.modes)


@cache
def _contexts() -> tuple[str, ...]:
    return tuple(sorted(codebook.load().contexts))


def _holds(column: ColumnElement[str] | ColumnElement[str | None], words: str) -> Clause:
    """Whether the words stand in the column as whole words, whatever the case."""
    return (" " + func.lower(func.coalesce(column, "")) + " ").contains(f" {words.casefold()} ", autoescape=True)


def _source(asked: Asked, *more: Clause) -> Clause:
    """A clause over `t.claim_source` of one link: by kind, or by who speaks."""
    kinds = {_plain(each): each for each in get_args(SourceKind)}
    kind = kinds.get(_plain(asked.text)) or kinds.get(_plain(asked.text).removesuffix("s"))
    if kind:
        return and_(t.claim_source.c.kind == kind, *more)
    parties = select(t.party.c.number).where(_party(asked))
    return and_(t.claim_source.c.party.in_(parties), *more)


def _said(asked: Asked) -> Clause:
    return t.claim.c.version.in_(select(t.claim_source.c.claim).where(_source(asked, t.claim_source.c.place == 0)))


def _via(asked: Asked) -> Clause:
    parties = select(t.party.c.number).where(_party(asked))
    s = t.claim_source.c
    # Each by an index of its own; with an OR the database would look at every link of every claim.
    links = union(
        select(s.claim).where(_source(asked, s.place > 0)),
        select(s.claim).where(s.addressee.in_(parties)),
        select(s.claim).where(s.medium.is_not(None), _holds(s.medium, asked.text)),
    )
    return t.claim.c.version.in_(links)


def _stance(asked: Asked) -> Clause:
    stance = asked.one_of(get_args(Stance), "a stance")
    return t.claim.c.version.in_(select(t.claim_source.c.claim).where(t.claim_source.c.stance == stance))


def _when(asked: Asked) -> Clause:
    if asked.text.casefold() in _UNKNOWN:
        return _state(t.claim.c.when_state, asked.text)
    first, last = days(asked.value, asked.question)
    known = or_(t.claim.c.earliest.is_not(None), t.claim.c.latest.is_not(None))
    reaches = [or_(t.claim.c.latest.is_(None), t.claim.c.latest >= first)] if first else []
    starts = [or_(t.claim.c.earliest.is_(None), t.claim.c.earliest <= last)] if last else []
    return and_(known, *reaches, *starts)


def _state(column: ColumnElement[str], words: str) -> Clause:
    return column != "known" if words.casefold() == "unknown" else column == words.casefold()


def _published(asked: Asked) -> Clause:
    if asked.text.casefold() in _UNKNOWN:
        return t.claim.c.published.is_(None)
    first, last = days(asked.value, asked.question)
    since = [t.claim.c.published >= first] if first else []
    until = [t.claim.c.published <= last] if last else []
    return and_(t.claim.c.published.is_not(None), *since, *until)


def _where(asked: Asked) -> Clause:
    if asked.text.casefold() in _UNKNOWN and not asked.value.quoted:
        return _state(t.claim.c.where_state, asked.text)
    if ":" in asked.text:
        return t.claim.c.place_id == asked.text
    code = None if asked.value.quoted else country(asked.text)
    if code and asked.text.upper() == code:
        return t.claim.c.country == code
    place = or_(_holds(t.claim.c.place, asked.text), func.lower(t.claim.c.admin1) == asked.text.casefold())
    return or_(t.claim.c.country == code, place) if code else place


def _goods(asked: Asked) -> Clause:
    column = t.claim_good.c.category
    text = asked.text.casefold()
    known = [] if asked.value.quoted else [each for each in _categories() if text in (each, *each.split("."))]
    tops = [each for each in known if not any(each.startswith(f"{other}.") for other in known)]
    fits = or_(
        *(or_(column == each, column.startswith(f"{each}.", autoescape=True)) for each in tops),
        _holds(t.claim_good.c.text, text),
    )
    return t.claim.c.version.in_(select(t.claim_good.c.claim).where(fits))


@cache
def _categories() -> tuple[str, ...]:
    return tuple(sorted(goods.load().categories))


def _measure(asked: Asked) -> Clause:
    fits = or_(
        func.lower(t.claim_measure.c.measure).contains(asked.text.casefold(), autoescape=True),
        func.lower(t.claim_measure.c.basis).contains(asked.text.casefold(), autoescape=True),
    )
    return t.claim.c.version.in_(select(t.claim_measure.c.claim).where(fits))


def _context(asked: Asked) -> Clause:
    context = asked.one_of(_contexts(), "a context")
    return t.claim.c.version.in_(select(t.claim_context.c.claim).where(t.claim_context.c.context == context))


def _column(
    column: ColumnElement[str] | ColumnElement[str | None], allowed: tuple[str, ...], what: str
) -> Callable[[Asked], Clause]:
    return lambda asked: column == asked.one_of(allowed, what)


def _quad(asked: Asked) -> Clause:
    quad = asked.one_of(_QUADS, "a quad")
    return t.claim.c.quad == (int(quad) if quad.isdigit() else _QUADS.index(quad) + 1)


_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "1", "2", "3", "4")


def _score(asked: Asked) -> Clause:
    text = asked.text
    low, mark, high = text.partition("..")
    try:
        if mark:
            return t.claim.c.score.between(float(low or -10), float(high or 10))
        if text[:1] in "<>":
            edge = float(text.lstrip("<>="))
            return t.claim.c.score >= edge if text[0] == ">" else t.claim.c.score <= edge
        return t.claim.c.score == float(text)
    except ValueError:
        raise asked.question.bad(
            asked.value.at, "a score is a number from -10 to 10, or a range such as -10..-5"
        ) from None


def _sure(asked: Asked) -> Clause:
    low, mark, high = asked.text.lstrip("<>=").partition("..")
    try:
        least, most = _share(low or "0"), _share(high or "1")
    except ValueError:
        message = "how sure a claim is takes a share or percent, such as sure:80, sure:.8, sure:<50, sure:20..60"
        raise asked.question.bad(asked.value.at, message) from None
    if mark:
        return t.claim.c.confidence.between(least, most)
    return t.claim.c.confidence < least if asked.text[0] == "<" else t.claim.c.confidence >= least


def _share(words: str) -> float:
    """A share, or a percentage where it is above 1; ValueError if none of either."""
    share = float(words.removesuffix("%"))
    share = share / 100 if share > 1 or words.endswith("%") else share
    if not 0 <= share <= 1:
        raise ValueError
    return share


def _outlet(asked: Asked) -> Clause:
    reports = select(t.report.c.number).where(
        or_(
            func.lower(t.report.c.publisher) == asked.text.casefold(),
            _holds(t.report.c.publisher, asked.text),
            t.report.c.url.contains(f"//{asked.text.casefold()}/", autoescape=True),
            t.report.c.url.contains(f".{asked.text.casefold()}/", autoescape=True),
        )
    )
    return t.claim.c.report.in_(reports)


def _has(asked: Asked) -> Clause:
    what = asked.one_of(tuple(_HAS), "what a claim may have")
    return _HAS[what]()


def _any(table: Table, *more: Clause) -> Clause:
    return exists(select(table.c.claim).where(table.c.claim == t.claim.c.version, *more))


_HAS: dict[str, Callable[[], Clause]] = {
    "condition": lambda: t.claim.c.condition.is_not(None),
    "certainty": lambda: t.claim.c.certainty.is_not(None),
    "transfer": lambda: t.claim.c.stage.is_not(None),
    "return": lambda: _any(t.claim_good, t.claim_good.c.side == "in return"),
    "measure": lambda: _any(t.claim_measure),
    "speaker": lambda: _any(t.claim_source, t.claim_source.c.last == 0),
    "point": lambda: t.claim.c.lat.is_not(None),
}


def _id(asked: Asked) -> Clause:
    return t.claim.c.id == asked.text


def _report(asked: Asked) -> Clause:
    return of_report(asked.text)


def of_report(id: str) -> Clause:
    """The clause that a claim is made by a report, by its id; the article is what claims are indexed by."""
    r = t.report.c
    return and_(
        t.claim.c.article.in_(select(r.article).where(r.id == id)),
        t.claim.c.report.in_(select(r.number).where(r.id == id)),
    )


def _words(asked: Asked) -> Clause:
    return asked.record.words(asked.text)


_STATUS = get_args(StatusValue)
_STAGES = get_args(Stage)

FIELDS: dict[str, Field] = {
    "who": Field("somebody who acts: name, country, sector (GOV), both (RUS/GOV), kind, entity id", "who:PRK",
                 _on_side("actor")),
    "whom": Field("somebody acted upon, likewise", 'whom:"Sergei Lavrov"', _on_side("recipient")),
    "party": Field("somebody who acts, is acted upon or has another part", "party:Rosatom",
                   _on_side("actor", "recipient", "other")),
    "between": Field("two parties, whichever of them acts", "between:RUS,PRK", _on_side("actor", "recipient")),
    "did": Field("PLOVER type or mode, beginning of the CAMEO code, or the word that says it", "did:THREATEN", _did,
                 get_args(EventType)),
    "quad": Field("verbal or material cooperation or conflict", "quad:material-conflict", _quad, _QUADS),
    "score": Field("PLOVER's intensity", "score:-10..-5", _score),
    "context": Field("PLOVER context", "context:military", _context),
    "status": Field("whether it is real", "status:planned", _column(t.claim.c.status, _STATUS, "a status"), _STATUS),
    "timing": Field("news in its report, or background", "timing:new",
                    _column(t.claim.c.timing, get_args(Timing), "a timing"), get_args(Timing)),
    "said": Field("who says so, first hand: name, country, sector, or kind of source", 'said:"Dmitry Peskov"', _said,
                  get_args(SourceKind)),
    "via": Field("who passes it on, whom it was told, or the medium", "via:TASS", _via),
    "stance": Field("how somebody in the chain puts it", "stance:denying", _stance, get_args(Stance)),
    "when": Field("day, month, year or a range in which it may have been; today, 7d, unknown", "when:2023-09..2023-10",
                  _when),
    "published": Field("when its report appeared, likewise", "published:2023-09-13", _published),
    "where": Field("place, region, country, or place id", "where:Vostochny", _where),
    "goods": Field("what is transferred, by category or word, in either direction", "goods:artillery", _goods),
    "stage": Field("how far a transfer has come", "stage:wanted", _column(t.claim.c.stage, _STAGES, "a stage"),
                   _STAGES),
    "measure": Field("a rule that the act may touch", "measure:1718", _measure),
    "sure": Field("how likely type, parties and status are all right, at least; or less, or a range", "sure:80",
                  _sure),
    "outlet": Field("publisher of the report, or its domain", "outlet:Reuters", _outlet),
    "has": Field("has a condition, a word of certainty, a transfer, something in return, …", "has:condition", _has,
                 tuple(_HAS)),
    "review": Field("what people have said of it", "review:open",
                    _column(t.claim.c.review, get_args(Review), "a review"), get_args(Review)),
    "id": Field("the id of the claim", "id:3f2a9c0d11e2ab04", _id),
    "report": Field("the id of the report", "report:3f2a9c0d11e2ab04", _report),
    "": Field("words in the sentence, the names or the headline", '"artillery shells"', _words),
}  # fmt: skip
"""What may be asked of a claim, by field; "" is free text."""
