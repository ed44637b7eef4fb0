"""Readings go in; out comes one self-contained page: each text with its spans lit, linked to its claims and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dateline.export import Look
from dateline.model import wording
from dateline.model.claim import Claim
from dateline.model.reading import Reading
from dateline.model.span import Span

_STYLE = """
:root { color-scheme: light dark; --act: #b45309; --who: #0e7490; --when: #15803d; --where: #a21caf; --word: #1d4ed8 }
@media (prefers-color-scheme: dark) {
  :root { --act: #fbbf24; --who: #67e8f9; --when: #86efac; --where: #f0abfc; --word: #93c5fd } }
body { font: 16px/1.55 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem }
article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2rem }
@media (max-width: 60rem) { article { display: block } }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: none; color: inherit; border-bottom: 2px solid }
mark.act { color: var(--act) } mark.who { color: var(--who) } mark.when { color: var(--when) }
mark.where { color: var(--where) } mark.word { color: var(--word) }
sup a, .back { text-decoration: none; font-size: .75em; padding: 0 .1em }
ol { padding-left: 2rem } li { margin-bottom: 1rem } :target { outline: 2px solid var(--act); outline-offset: 2px }
.note { opacity: .7; font-size: .9em }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 }
dd { margin: 0 }
"""
_CONTROL = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: "␡"}
_RANK = ("act", "who", "when", "where", "word")


def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:
    """One page for all readings, without scripts and without anything from the network."""
    yield (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>dateline: what the reports say</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n'
    )
    for number, reading in enumerate(readings, start=1):
        yield _article(reading, f"r{number}")
    yield "</html>\n"


def _article(reading: Reading, prefix: str) -> str:
    report = reading.report
    claims = "\n".join(_claim(claim, f"{prefix}-{at}") for at, claim in enumerate(reading.claims, start=1))
    problems = "".join(f"<li>{_safe(f'{each.stage}: {each.message}')}</li>" for each in reading.problems)
    made_by = ", ".join(f"{name} {version}" for name, version in reading.made_by)
    return (
        f"<h1>{_safe(report.title or 'Report')}</h1>\n"
        f'<p class="note">published {_safe(wording.when(report.published))} (basis: {report.published_basis}) · '
        f"report {report.id} · {_safe(made_by)}</p>\n"
        f'<article>\n<section class="text">{_text(reading, prefix)}</section>\n'
        f"<section><ol>\n{claims}\n</ol>"
        + ("" if reading.claims else '<p class="note">No act between parties was found in this report.</p>')
        + (f"<h2>Not read</h2><ul>{problems}</ul>" if problems else "")
        + "</section>\n</article>\n"
    )


def _claim(claim: Claim, name: str) -> str:
    rows = [
        ("when", wording.when(claim.when)),
        ("who", wording.parties(claim.actors)),
        ("did", f"{claim.action.text} [{wording.kind(claim)}, CAMEO {claim.cameo}]"),
        ("to whom", wording.parties(claim.recipients)),
        ("where", wording.where(claim.where)),
        ("status", wording.status(claim)),
        ("says", wording.chain(claim.attribution)),
    ]
    rows += [("transfer", _transfer(claim))] if claim.transfer else []
    rows += [("may touch", f"{each.measure} ({each.basis}): a pointer, not a finding") for each in claim.measures]
    body = "".join(f"<dt>{key}</dt><dd>{_safe(value)}</dd>" for key, value in rows if value)
    return (
        f'<li id="{name}"><a class="back" href="#{name}-text" title="to the words">↩</a> '
        f'<span class="note">{claim.id}</span><dl>{body}</dl></li>'
    )


def _transfer(claim: Claim) -> str:
    if claim.transfer is None:
        return ""
    transfer = claim.transfer
    goods = ", ".join(each.text for each in transfer.goods) or "something"
    back = ", ".join(each.text for each in transfer.in_return_for)
    ends = f"{wording.parties(transfer.from_) or '?'} → {wording.parties(transfer.to) or '?'}"
    return f"{goods}: {ends}, {transfer.stage}" + (f", in return for {back}" if back else "")


def _text(reading: Reading, prefix: str) -> str:
    """The text, cut at every edge of a span; each piece wears what it is, each action its numbers."""
    text = reading.report.text
    spans = sorted({(rank, span) for claim in reading.claims for rank, span in _spans(claim)})
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for rank, span in spans:
        opens.setdefault(span.start, []).append(rank)
        closes.setdefault(span.end, []).append(rank)
    ends: dict[int, list[str]] = {}
    for at, claim in enumerate(reading.claims, start=1):
        ends.setdefault(claim.action.span.end, []).append(f"{prefix}-{at}")
    pieces: list[str] = []
    lit = [0] * len(_RANK)
    last = 0
    for edge in sorted({*opens, *closes, len(text)}):
        pieces.append(_piece(text[last:edge], lit))
        pieces += [_link(name) for name in ends.get(edge, ())]
        for rank in closes.get(edge, ()):
            lit[rank] -= 1
        for rank in opens.get(edge, ()):
            lit[rank] += 1
        last = edge
    return "".join(pieces)


def _spans(claim: Claim) -> Iterator[tuple[int, Span]]:
    yield 0, claim.action.span
    for party in (*claim.actors, *claim.recipients):
        yield 1, party.span
    if claim.when.span:
        yield 2, claim.when.span
    if claim.where.span:
        yield 3, claim.where.span
    for source in claim.attribution:
        if source.span:
            yield 4, source.span


def _piece(words: str, lit: list[int]) -> str:
    rank = next((at for at, count in enumerate(lit) if count), None)
    return _safe(words) if rank is None or not words else f'<mark class="{_RANK[rank]}">{_safe(words)}</mark>'


def _link(name: str) -> str:
    number = name.rsplit("-", 1)[1]
    return f'<sup id="{name}-text"><a href="#{name}">{number}</a></sup>'


def _safe(words: str) -> str:
    """Words for HTML: escaped, control characters and lone surrogates shown as signs."""
    return escape(words.translate(_CONTROL).encode("utf-8", "replace").decode())
