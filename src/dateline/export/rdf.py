"""Entries go in; out come N-Quads: claims as events of the Simple Event Model, each in the graph of its report.

Who did what is SEM (`sem:Event`, roles, places, times), on whose word is SEM's `sem:accordingTo` and, link by link, a
chain of statements in PROV-O: the innermost is what the claim has for its primary source, each further one quotes the
one before, and the report is derived from the last. Where the words stand is `gaf:denotedBy` with the offsets of NIF.
The quads of a claim lie in a graph that is named like its report, so that nothing is asserted outside of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from dateline.export import Leave, each_once, leave_fields
from dateline.lexicon.registers import registers
from dateline.model import wording
from dateline.model.attribution import Source
from dateline.model.characters import carried, shown
from dateline.model.entry import Entry
from dateline.model.iri import iri, web
from dateline.model.party import Party, key
from dateline.model.span import Span

SUFFIX = ".nq"
CARRIES = frozenset(
    {"report", "type", "modes", "contexts", "quad", "score", "cameo", "status", "timing", "evidence"}
)  # fmt: skip
_LOST = {
    "others": "SEM has roles for actors only",
    "transfer": "SEM has no transfer",
    "measures": "SEM has no measures",
    "casualties": "SEM has no numbers",
    "quantities": "SEM has no numbers",
}
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "schema": "https://schema.org/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "ours": "tag:dateline,2026:term/",
}
Triple = tuple[str, str, str]


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """The quads of each claim, and of each report once; the number of claims."""
    reports: set[str] = set()
    claims = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        for entry in each_once(entries, leave):
            claims += 1
            leave_fields(entry.claim, _LOST, leave)
            graph = _node(iri("report", entry.claim.report))
            triples = dict.fromkeys(_claim(entry))
            if entry.claim.report not in reports:
                reports.add(entry.claim.report)
                triples = dict.fromkeys(_report(entry)) | triples
            out.writelines(f"{subject} {verb} {value} {graph} .\n" for subject, verb, value in triples)
    return claims


def _report(entry: Entry) -> Iterator[Triple]:
    report, name = entry.report, _node(iri("report", entry.claim.report))
    url = web(report.url)
    for kind in ("prov:Entity", "schema:NewsArticle", "nif:Context"):
        yield name, _term("rdf:type"), _term(kind)
    for verb, words in (
        ("schema:headline", report.title),
        ("schema:publisher", report.publisher),
        ("schema:inLanguage", report.language),
    ):
        if words:
            yield name, _term(verb), _literal(shown(words))
    if report.published.state == "known" and report.published.earliest is not None:
        yield name, _term("schema:datePublished"), _moment(report.published.earliest)
    if url:
        yield name, _term("schema:url"), _node(url)
    if entry.whole:
        yield name, _term("nif:isString"), _literal(carried(report.text))


def _claim(entry: Entry) -> Iterator[Triple]:
    claim, name, report = entry.claim, iri("claim", entry.claim.id), _node(iri("report", entry.claim.report))
    this = _node(name)
    for kind in ("sem:Event", "sem:View", "prov:Entity"):
        yield this, _term("rdf:type"), _term(kind)
    for each in (claim.type, *claim.modes):
        yield this, _term("sem:eventType"), _node(iri("type", each))
        yield _node(iri("type", each)), _term("rdf:type"), _term("sem:EventType")
    yield this, _term("rdfs:label"), _literal(shown(wording.deed(claim, entry.quotable)))
    yield this, _term("ours:status"), _node(iri("status", claim.status))
    yield this, _term("ours:timing"), _literal(claim.timing)
    yield this, _term("ours:review"), _literal(entry.review)
    yield this, _term("ours:cameo"), _literal(claim.cameo)
    yield this, _term("ours:quad"), _typed(str(claim.quad), "integer")
    yield this, _term("ours:score"), _typed(str(claim.score), "decimal")
    for context in claim.contexts:
        yield this, _term("ours:context"), _literal(context)
    if claim.condition and entry.quotable:
        yield this, _term("ours:condition"), _literal(carried(claim.condition.text))
    if claim.certainty:
        yield this, _term("ours:likelihoodFrom"), _typed(str(claim.certainty.low), "decimal")
        yield this, _term("ours:likelihoodTo"), _typed(str(claim.certainty.high), "decimal")
    authority = _node(f"{name}/said/0")
    for role, side in (("actor", claim.actors), ("recipient", claim.recipients)):
        for at, party in enumerate(side):
            yield from _role(entry, party, f"{name}/{role}/{at}", role, authority)
    yield from _when(entry, f"{name}/time")
    yield from _where(entry)
    yield from _chain(entry, name)
    yield this, _term("prov:wasDerivedFrom"), report
    yield this, _term("prov:generatedAtTime"), _moment(entry.recorded)
    if entry.superseded is not None:
        yield this, _term("prov:invalidatedAtTime"), _moment(entry.superseded)
    for component, version in entry.made_by:
        agent = _node(iri("software", f"{component} {version}"))
        yield this, _term("prov:wasAttributedTo"), agent
        yield agent, _term("rdf:type"), _term("prov:SoftwareAgent")
    yield from _mention(entry, this, claim.action.span)
    for span in claim.evidence:
        yield from _mention(entry, this, span, "ours:evidence")


def _role(entry: Entry, party: Party, role: str, kind: str, authority: str) -> Iterator[Triple]:
    """A party in its role, as SEM writes what holds by somebody's word only: a role that is a view, with its source."""
    this = _node(role)
    who = _node(iri("party", key(party, entry.claim.report)))
    yield _node(iri("claim", entry.claim.id)), _term("sem:hasActor"), this
    for type in ("sem:Role", "sem:View"):
        yield this, _term("rdf:type"), _term(type)
    yield this, _term("rdf:value"), who
    yield this, _term("sem:roleType"), _term(f"ours:{kind}")
    yield this, _term("sem:accordingTo"), authority
    yield from _party(party, who)
    yield from _mention(entry, this, party.span)


def _party(party: Party, who: str) -> Iterator[Triple]:
    for type in ("sem:Actor", "prov:Agent"):
        yield who, _term("rdf:type"), _term(type)
    yield who, _term("rdfs:label"), _literal(shown(wording.party(party)))
    yield who, _term("sem:actorType"), _node(iri("type", party.kind))
    if party.country:
        yield who, _term("ours:country"), _literal(party.country)
    wikidata = registers(party.entity).get("wikidata")
    if wikidata:
        yield who, _term("owl:sameAs"), _node(f"http://www.wikidata.org/entity/{wikidata}")


def _when(entry: Entry, name: str) -> Iterator[Triple]:
    """SEM's earliest begin and latest end: a month is when something may have happened, not how long it took."""
    when = entry.claim.when
    if when.state == "not_stated":
        return
    this = _node(name)
    yield _node(iri("claim", entry.claim.id)), _term("sem:hasTime"), this
    yield this, _term("rdf:type"), _term("sem:Time")
    yield this, _term("rdfs:label"), _literal(shown(wording.when(when) if entry.quotable else when.edtf or when.state))
    if when.state == "known":
        if when.earliest is not None:
            yield this, _term("sem:hasEarliestBeginTimeStamp"), _moment(when.earliest)
        if when.latest is not None:
            yield this, _term("sem:hasLatestEndTimeStamp"), _moment(when.latest)
        if when.edtf:
            yield this, _term("ours:edtf"), _literal(when.edtf)


def _where(entry: Entry) -> Iterator[Triple]:
    where = entry.claim.where
    if where.state != "known":
        return
    register, _, number = (where.id or "").partition(":")
    if register == "geonames" and number.isdigit():
        this = _node(f"https://sws.geonames.org/{number}/")
    else:
        this = _node(iri("place", where.id or f"{entry.claim.report}/{shown(where.text or '')}"))
    yield _node(iri("claim", entry.claim.id)), _term("sem:hasPlace"), this
    yield this, _term("rdf:type"), _term("sem:Place")
    yield this, _term("rdfs:label"), _literal(shown(wording.where(where)))
    if where.precision:
        yield this, _term("ours:precision"), _literal(where.precision)
    if where.point is not None:
        for verb, degrees in zip(("geo:lat", "geo:long"), where.point, strict=True):
            yield this, _term(verb), _typed(str(degrees), "decimal")


def _chain(entry: Entry, name: str) -> Iterator[Triple]:
    """The sources from the inside out, each a statement by an authority, each quoting the one before it."""
    claim = entry.claim
    for at, source in enumerate(claim.attribution):
        this = _node(f"{name}/statement/{at}")
        who = _node(f"{name}/said/{at}")
        yield this, _term("rdf:type"), _term("prov:Entity")
        yield this, _term("prov:wasAttributedTo"), who
        yield from _authority(entry, source, who)
        if at == 0:
            yield _node(name), _term("sem:accordingTo"), who
            yield _node(name), _term("prov:hadPrimarySource"), this
        else:
            yield this, _term("prov:wasQuotedFrom"), _node(f"{name}/statement/{at - 1}")
        if source.cue is not None:
            yield from _mention(entry, this, source.cue.span)
        if source.stance != "neutral":
            yield this, _term("ours:stance"), _literal(source.stance)
        if at == len(claim.attribution) - 1:
            yield _node(iri("report", claim.report)), _term("prov:wasDerivedFrom"), this


def _authority(entry: Entry, source: Source, who: str) -> Iterator[Triple]:
    for type in ("sem:Authority", "prov:Agent"):
        yield who, _term("rdf:type"), _term(type)
    yield who, _term("rdfs:label"), _literal(shown(wording.source(source)))
    yield who, _term("ours:sourceKind"), _literal(source.kind)
    if source.party is not None and source.kind != "own voice":
        person = _node(iri("party", key(source.party, entry.claim.report)))
        yield who, _term("prov:specializationOf"), person
        yield from _party(source.party, person)
        if source.party.organisation:
            organisation = _node(iri("party", source.party.organisation))
            yield who, _term("prov:actedOnBehalfOf"), organisation
            yield organisation, _term("rdf:type"), _term("prov:Organization")
            yield organisation, _term("rdfs:label"), _literal(shown(source.party.organisation))
    if source.span is not None:
        yield from _mention(entry, who, source.span)


def _mention(entry: Entry, this: str, span: Span, verb: str = "gaf:denotedBy") -> Iterator[Triple]:
    """Where in the report something is said, by the fragment of RFC 5147; the words too where they may be shown."""
    report = iri("report", entry.claim.report)
    mention = _node(f"{report}#char={span.start},{span.end}")
    yield this, _term(verb), mention
    yield mention, _term("rdf:type"), _term("nif:String")
    yield mention, _term("nif:referenceContext"), _node(report)
    yield mention, _term("nif:beginIndex"), _typed(str(span.start), "nonNegativeInteger")
    yield mention, _term("nif:endIndex"), _typed(str(span.end), "nonNegativeInteger")
    text, offset = (entry.report.text, 0) if entry.whole else (entry.sentence.text, entry.sentence.span.start)
    if entry.quotable and offset <= span.start and span.end - offset <= len(text):
        yield mention, _term("nif:anchorOf"), _literal(carried(text[span.start - offset : span.end - offset]))


def _node(name: str) -> str:
    return f"<{name}>"


def _term(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{_NAMESPACES[prefix]}{local}>"


def _typed(value: str, type: str) -> str:
    return f'"{value}"^^<{_NAMESPACES["xsd"]}{type}>'


def _moment(bound: date | datetime) -> str:
    return _typed(
        (bound.astimezone(UTC) if isinstance(bound, datetime) and bound.tzinfo else bound).isoformat(),
        "dateTime" if isinstance(bound, datetime) else "date",
    )


def _literal(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
