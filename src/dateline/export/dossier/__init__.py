"""Entries go in; out comes one HTML file for a desk: numbered claims, footnotes to the exact words, sources, omissions.

It opens anywhere, fetches nothing, runs nothing and prints well. Every claim shows at a glance whether it is told as
real, how sure, and on whose word; a number leads from it to the words that say so, and back. Reports are hostile input:
every word of theirs is escaped, kept from turning round its neighbours, and never becomes a link but to http(s).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path

from dateline.export import Leave, Left, leave_fields
from dateline.export.dossier.notes import Notes
from dateline.export.dossier.words import link, say
from dateline.model import wording
from dateline.model.act import StatusValue
from dateline.model.characters import carried, shown
from dateline.model.claim import Claim
from dateline.model.entry import Entry

SUFFIX = ".html"
CARRIES = frozenset({"report", "type", "modes", "contexts", "cameo", "status", "timing"})
_WIDE = ' class="wide"'
_LOST = {"confidence": "how sure the reading is, field by field", "why": "which rule decided each field"}
_STATUS: dict[StatusValue, tuple[str, str, str]] = {
    "happened": ("real", "●", "told as done"),
    "ongoing": ("real", "◐", "told as going on when the report appeared"),
    "planned": ("ahead", "○", "announced or intended by those who would do it"),
    "expected": ("ahead", "○", "foretold by somebody else"),
    "possible": ("maybe", "◌", "may or could be"),
    "conditional": ("maybe", "◌", "only if a condition holds, which stands with it"),
    "attempted": ("untrue", "⊘", "tried, and not achieved"),
    "denied": ("untrue", "⊘", "somebody says that it is not so"),
    "not": ("untrue", "⊘", "the report says that it did not happen"),
}
"""Each status with the kind that its line and border show, its sign, and what it means."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What people add to the claims: a title, words before them, and a note of their own to a claim, by its id."""

    title: str = ""
    intro: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """The dossier, claims in the order given; how many it holds. A claim that people rejected stays out."""
    claims, pieces = document(entries, to.name, leave)
    with to.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(pieces)
    return claims


def document(
    entries: Iterable[Entry], name: str, leave: Leave = lambda left: None, frame: Frame | None = None
) -> tuple[int, Iterator[str]]:
    """How many claims the dossier holds, and its pieces, for a file called `name`; `frame` is what people add."""
    frame = frame or Frame()
    notes = Notes()
    left: Counter[str] = Counter()
    statuses: Counter[StatusValue] = Counter()
    reviews: Counter[str] = Counter()
    index: dict[str, tuple[str, list[int]]] = {}
    claims: list[str] = []
    made_by: dict[tuple[str, str], None] = {}

    def note(each: Left) -> None:
        left[each.why] += 1
        leave(each)

    for entry in entries:
        claim = entry.claim
        if entry.review == "rejected":
            note(Left(claim.id, "claims that a person rejected on review"))
            continue
        number = len(claims) + 1
        statuses[claim.status] += 1
        reviews[entry.review] += 1
        made_by |= dict.fromkeys(entry.made_by)
        for party in (*claim.actors, *claim.recipients):
            if party.entity is not None:
                index.setdefault(party.entity, (wording.party(party), []))[1].append(number)
        leave_fields(claim, _LOST, note)
        claims.append(_claim(entry, number, notes.cite(entry, number, note), frame.notes.get(claim.id, "")))

    def pieces() -> Iterator[str]:
        yield from _head(len(claims), notes, statuses, reviews, made_by, frame)
        yield '<section id="claims" aria-labelledby="h-claims"><h2 id="h-claims">Claims</h2>\n<ol>\n'
        yield from claims
        yield "</ol>\n" if claims else "</ol>\n<p>No claim answers the question that this dossier was made for.</p>\n"
        yield "</section>\n"
        yield from _index(index)
        yield from notes.pages()
        yield from _left(left, name)
        yield "</main>\n</body>\n</html>\n"

    return len(claims), pieces()


def _head(
    claims: int,
    notes: Notes,
    statuses: Counter[StatusValue],
    reviews: Counter[str],
    made_by: Iterable[tuple[str, str]],
    frame: Frame,
) -> Iterator[str]:
    style = (files(__package__) / "style.css").read_text("utf-8")
    size = f"{_many(claims, 'claim')} from {_many(notes.reports, 'report')}"
    title = escape(shown(frame.title)) if frame.title else f"Dossier: {size}"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>{title}</h1>\n"
    )
    checked = reviews["accepted"] + reviews["mended"]
    facts = [
        size if frame.title else "",
        notes.period().capitalize(),
        notes.recorded(),
        f"{checked} of {claims} checked by a person" if claims else "",
    ]
    yield f'<p class="soft">{" · ".join(say(each) for each in facts if each)}</p>\n'
    yield from _words(frame.intro)
    yield (
        "<p>Every line is what a report says, not what is established. The tag above a claim says whether the report "
        "tells it as real, the line below it on whose word. The small numbers lead to the exact words.</p>\n"
        '<nav aria-label="Parts"><ul><li><a href="#claims">Claims</a></li><li><a href="#who">Who appears</a></li>'
        '<li><a href="#notes">Notes</a></li><li><a href="#sources">Sources</a></li>'
        '<li><a href="#left">Left out</a></li></ul></nav>\n'
    )
    if statuses:
        rows = "".join(
            f'<dt>{_status(status)}</dt><dd>{statuses[status]} <span class="soft">{meaning}</span></dd>\n'
            for status, (_, _, meaning) in _STATUS.items()
            if statuses[status]
        )
        yield f'<dl class="key" aria-label="Claims by status">\n{rows}</dl>\n'
    versions = ", ".join(f"{name} {version}" for name, version in made_by)
    if versions:
        yield f'<p class="fine">Read by {say(versions)}.</p>\n'
    yield "</header>\n<main>\n"


def _words(text: str) -> Iterator[str]:
    """What people wrote, in their paragraphs."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield f'<p class="remark">{say(paragraph)}</p>\n'


def _claim(entry: Entry, number: int, references: str, remark: str) -> str:
    claim = entry.claim
    kind = _STATUS[claim.status][0]
    tags = [_status(claim.status)]
    if claim.certainty:
        words = f"“{claim.certainty.text}” " if entry.quotable else ""
        tags.append(_tag(f"{words}{claim.certainty.low:.0%}–{claim.certainty.high:.0%}"))
    if claim.timing == "background":
        tags.append(_tag("told as background"))
    if entry.review in ("accepted", "mended"):
        tags.append(_tag("✓ checked" if entry.review == "accepted" else "✓ mended by a person"))
    if entry.superseded is not None:
        tags.append(_tag("superseded since"))
    return (
        f'<li class="claim {kind}" id="c{number}"><div class="number"><a href="#c{number}" aria-label="Claim {number}">'
        f"{number}</a></div><div>\n<div>{''.join(tags)}</div>\n"
        f'<h3 class="deed">{_deed(claim, entry.quotable)}{references}</h3>\n'
        f'<p class="said">{_said(claim)}</p>\n<dl class="facts">{"".join(_rows(entry))}</dl>\n'
        + "".join(_words(remark))
        + f'<p class="fine">{say(wording.kind(claim))} · CAMEO {say(claim.cameo)}'
        + (f" · {say(', '.join(claim.contexts).replace('_', ' '))}" if claim.contexts else "")
        + f" · claim {say(claim.id)}</p>\n</div></li>\n"
    )


def _deed(claim: Claim, quotable: bool) -> str:
    who = say(wording.parties(claim.actors) or "somebody")
    act = say(wording.act(claim)) if quotable else f"[{say(wording.kind(claim))}]"
    whom = f" → {say(wording.parties(claim.recipients))}" if claim.recipients else ""
    return f"{who} → <b>{act}</b>{whom}"


def _said(claim: Claim) -> str:
    chain = say(wording.chain(claim.attribution))
    own = all(each.kind == "own voice" for each in claim.attribution)
    if own and claim.status != "denied":
        return f'<span class="sign" aria-hidden="true">¶</span>In the report’s own voice: {chain}'
    lead = "Denied, on the word of" if claim.status == "denied" else "On the word of"
    return f'<span class="sign" aria-hidden="true">“</span>{lead} <strong>{chain}</strong>'


def _rows(entry: Entry) -> Iterator[str]:
    claim, quotable = entry.claim, entry.quotable
    others = (f"{each.role}: {each.text}" for each in claim.others) if quotable else ()
    numbers = (each.text + (f" ({each.unit})" if each.unit else "") for each in (*claim.casualties, *claim.quantities))
    rules = "; ".join(f"{each.measure}: {each.basis}" for each in claim.measures)
    rows = [
        ("", "When", _when(entry)),
        ("", "Where", wording.where(claim.where).removeprefix("where ")),
        ("", "Report", _report(entry)),
        ("wide", "Condition", claim.condition.text if claim.condition and quotable else ""),
        ("wide", "Transfer", _transfer(claim) if quotable else ""),
        ("wide", "Numbers", ", ".join(numbers) if quotable else ""),
        ("wide", "Also named", "; ".join(dict.fromkeys(others))),
        ("wide", "May touch", rules),
    ]
    for width, key, value in rows:
        if value:
            yield f"<div{_WIDE if width else ''}><dt>{key}</dt><dd>{say(value)}</dd></div>"


def _when(entry: Entry) -> str:
    """The day or stretch, with the words that say so; or that there is none."""
    when = entry.claim.when
    told = wording.when(when).removeprefix("when ")
    if when.state == "known" and when.text and entry.quotable:
        return f"{told} (“{' '.join(when.text.split())}”)"
    return told if entry.quotable or when.state == "known" else "not resolved"


def _report(entry: Entry) -> str:
    report = entry.report
    outlet = report.publisher or ", ".join(report.agencies) or "outlet not known"
    published = wording.when(report.published) if report.published.state == "known" else "no date"
    return f"{outlet}, {published}"


def _transfer(claim: Claim) -> str:
    if claim.transfer is None:
        return ""
    transfer = claim.transfer
    goods = ", ".join(each.text for each in transfer.goods) or "something"
    back = ", ".join(each.text for each in transfer.in_return_for)
    ends = f"{wording.parties(transfer.from_) or '?'} → {wording.parties(transfer.to) or '?'}"
    return f"{goods}: {ends}, {transfer.stage}" + (f", in return for {back}" if back else "")


def _status(status: StatusValue) -> str:
    kind, sign, meaning = _STATUS[status]
    word = "did not happen" if status == "not" else status
    return f'<span class="tag {kind}" title="{meaning}"><span aria-hidden="true">{sign}</span> {word}</span>'


def _tag(words: str) -> str:
    return f'<span class="tag">{say(words)}</span>'


def _index(index: dict[str, tuple[str, list[int]]]) -> Iterator[str]:
    """Who is known by name across reports, those with the most claims first."""
    yield '<section id="who" aria-labelledby="h-who"><h2 id="h-who">Who appears</h2>\n'
    if not index:
        yield "<p>Nobody who is known by name.</p>\n"
    yield '<ul class="plain index">\n'
    for name, numbers in sorted(index.values(), key=lambda each: (-len(set(each[1])), each[0])):
        claims = ", ".join(link(f"#c{each}", str(each)) for each in dict.fromkeys(numbers))
        yield f"<li>{say(name)}: {claims}</li>\n"
    yield "</ul></section>\n"


def _left(left: Counter[str], name: str) -> Iterator[str]:
    yield '<section id="left" aria-labelledby="h-left"><h2 id="h-left">Left out</h2>\n'
    if not left:
        yield "<p>Nothing.</p>\n</section>\n"
        return
    yield '<ul class="left">\n'
    yield from (f"<li>{say(why)} ({_many(count, 'claim')})</li>\n" for why, count in sorted(left.items()))
    yield f'</ul>\n<p class="soft">What each claim holds in full is in {escape(carried(name))}.sidecar.jsonl.</p>\n'
    yield "</section>\n"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
