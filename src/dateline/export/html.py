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
:root { color-scheme: light dark; --ink: #1c1917; --soft: #57534e; --paper: #fdfcfa; --card: #fff; --line: #d6d3d1;
  --act: #b45309; --who: #0e7490; --when: #15803d; --where: #a21caf; --word: #1d4ed8; --lit: #fef3c7 }
@media (prefers-color-scheme: dark) { :root { --ink: #f5f5f4; --soft: #a8a29e; --paper: #1c1917; --card: #292524;
  --line: #57534e; --act: #fbbf24; --who: #67e8f9; --when: #86efac; --where: #f0abfc; --word: #93c5fd;
  --lit: #44403c } }
* { box-sizing: border-box }
body { font: 16px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 86rem; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 1rem 0 .2rem }
.note { color: var(--soft); font-size: .875rem; margin: .2rem 0 }
article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.5rem; margin-top: 1.2rem }
@media (max-width: 60rem) { article { display: block } }
.text { white-space: pre-wrap; overflow-wrap: anywhere; font: 1.05rem/1.75 Georgia, "Times New Roman", serif }
mark { background: none; color: inherit; border-bottom: 2px solid }
mark.act { border-color: var(--act); font-weight: 600 } mark.who { border-color: var(--who) }
mark.when { border-bottom-style: dotted; border-color: var(--when) }
mark.where { border-bottom-style: dashed; border-color: var(--where) }
mark.word { border-bottom-style: double; border-bottom-width: 4px; border-color: var(--word) }
sup { line-height: 0 } sup a, .back { text-decoration: none; color: var(--act); font: 600 .75rem system-ui, sans-serif;
  padding: 0 .1em }
ol { list-style: none; margin: 0; padding: 0 }
ol > li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem;
  margin-bottom: .8rem }
:target { outline: 3px solid var(--act); outline-offset: 1px; background: var(--lit) }
.deed { font-size: 1.05rem; margin: .25rem 0 .4rem } .deed b { color: var(--act); font-weight: 600 }
.tag { font-size: .75rem; font-weight: 600; letter-spacing: .02em; border: 1.5px solid var(--soft); border-radius: 1rem;
  padding: .05rem .55rem; margin-right: .3rem; white-space: nowrap }
.planned, .expected, .possible, .conditional { border-style: dashed } .attempted { border-style: dotted }
.denied, .not { text-decoration: line-through } .happened, .ongoing { background: var(--ink); color: var(--paper) }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: 0; font-size: .9rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere } summary { cursor: pointer; color: var(--soft) }
ul { margin: .2rem 0; padding-left: 1.1rem } details { font-size: .875rem; margin-top: .3rem }
@media print { article { display: block } ol > li { break-inside: avoid } }
"""
_LEGEND = (
    '<p class="note">In the text: <mark class="act">act</mark>, <mark class="who">party</mark>, '
    '<mark class="when">time</mark>, <mark class="where">place</mark>, <mark class="word">source</mark>; a number '
    "leads to its claim, ↩ back to the words.</p>\n"
)
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
    claims = "\n".join(_claim(claim, f"{prefix}-{at}", at) for at, claim in enumerate(reading.claims, start=1))
    problems = "".join(f"<li>{_safe(f'{each.stage}: {each.message}')}</li>" for each in reading.problems)
    made_by = ", ".join(f"{name} {version}" for name, version in reading.made_by)
    count = f"{len(reading.claims)} claim{'' if len(reading.claims) == 1 else 's'}"
    return (
        f"<h1>{_safe(_title(reading))}</h1>\n"
        f'<p class="note">Published {_safe(wording.when(report.published))} (basis: {report.published_basis}) · '
        f"{count} · report {report.id} · {_safe(made_by)}</p>\n{_LEGEND}"
        f'<article>\n<section class="text" aria-label="Report">{_text(reading, prefix)}</section>\n'
        f'<section aria-label="Claims"><ol>\n{claims}\n</ol>'
        + ("" if reading.claims else '<p class="note">No act between parties was found in this report.</p>')
        + (f"<details><summary>Left out or not read</summary><ul>{problems}</ul></details>" if problems else "")
        + "</section>\n</article>\n"
    )


def _title(reading: Reading) -> str:
    """The report's title, or the beginning of its first sentence."""
    if reading.report.title:
        return reading.report.title
    first = reading.sentences[0].span.of(reading.report.text) if reading.sentences else ""
    words = " ".join(first.split())
    return "A report without words" if not words else words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"


def _claim(claim: Claim, name: str, number: int) -> str:
    who = _safe(wording.parties(claim.actors) or "somebody")
    whom = f" → {_safe(wording.parties(claim.recipients))}" if claim.recipients else ""
    rows = [
        ("when", wording.when(claim.when).removeprefix("when ")),
        ("where", wording.where(claim.where).removeprefix("where ")),
        ("on whose word", wording.chain(claim.attribution)),
        ("if", claim.condition.text if claim.condition else ""),
        ("how sure", claim.certainty.text if claim.certainty else ""),
        ("transfer", _transfer(claim)),
        ("numbers", ", ".join(each.text for each in (*claim.casualties, *claim.quantities))),
    ]
    body = "".join(f"<dt>{key}</dt><dd>{_safe(' '.join(value.split()))}</dd>" for key, value in rows if value)
    touched = "".join(f"<li>{_safe(f'{each.measure}: {each.basis}')}</li>" for each in claim.measures)
    background = '<span class="tag">background</span>' if claim.timing == "background" else ""
    return (
        f'<li id="{name}"><span class="note">{number}</span> <span class="tag">{_safe(wording.kind(claim))}</span>'
        f'<span class="tag {claim.status}">{claim.status}</span>{background}'
        f'<a class="back" href="#{name}-text" title="to the words" aria-label="to the words of claim {number}">↩</a>'
        f'<p class="deed">{who} → <b>{_safe(wording.act(claim))}</b>{whom}</p>'
        f"<dl>{body}</dl>"
        + (
            f"<details><summary>Rules that it may touch: {len(claim.measures)}</summary><ul>{touched}</ul></details>"
            if touched
            else ""
        )
        + f'<p class="note">CAMEO {claim.cameo} · claim {claim.id}</p></li>'
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
