"""Readings or answers go in; out comes a page for a person: per claim a line, and its sentence with the words lit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.export import Look
from dateline.model import wording
from dateline.model.act import Words
from dateline.model.claim import Claim
from dateline.model.doubt import DOUBTFUL
from dateline.model.entry import Entry
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span

_STYLES = {"action": "bold yellow", "who": "bold cyan", "when": "green", "where": "magenta", "word": "blue"}
_FIRST = 7
"""Words that stand for a title."""
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What of a report never reaches the terminal: control characters, for some are commands to it, and lone surrogates."""


def render(readings: Iterable[Reading], look: Look) -> Iterator[str]:
    """One page a report."""
    for reading in readings:
        yield _page(reading, look)


def answers(entries: Iterable[Entry], look: Look) -> Iterator[str]:
    """One piece an entry: the claim, its sentence, the report that says it, and the id to call it by."""
    for number, entry in enumerate(entries, start=1):
        out, console = _paper(look)
        row = _grid()
        row.add_row(str(number), _line(entry.claim))
        if entry.sentence.text:
            row.add_row("", _lit(entry.claim, entry.sentence))
        row.add_row("", Text(_clean(_origin(entry)), style="dim italic"))
        console.print(row)
        yield _plain(out) + "\n"


def _origin(entry: Entry) -> str:
    """Where an answer comes from, and how it stands."""
    report = entry.report
    seen = "" if entry.review == "open" else entry.review
    title = f"“{report.title}”" if report.title else _title(report)
    parts = (report.publisher, title, _published(report), f"claim {entry.claim.id}", seen)
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _paper(look: Look) -> tuple[io.StringIO, Console]:
    out = io.StringIO()
    console = Console(
        file=out, width=look.width, force_terminal=look.colour, no_color=not look.colour, highlight=False, markup=False,
        emoji=False, color_system="standard" if look.colour else None, legacy_windows=False,
    )  # fmt: skip
    return out, console


def _plain(out: io.StringIO) -> str:
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _grid() -> Table:
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(justify="right", width=3)
    row.add_column()
    return row


def _page(reading: Reading, look: Look) -> str:
    out, console = _paper(look)
    head = " · ".join(filter(None, [_title(reading.report), _published(reading.report)]))
    console.print(Rule(Text(_clean(head), overflow="ellipsis", no_wrap=True), align="left", style="dim"))
    if not reading.claims:
        console.print(Text("no claims: no act between parties was found in this report", style="dim"))
    for number, claim in enumerate(reading.claims, start=1):
        console.print()
        row = _grid()
        row.add_row(str(number), _line(claim))
        for sentence in _sentences(reading, claim):
            row.add_row("", _lit(claim, sentence))
        console.print(row)
    doubtful = sum(_doubtful(claim) for claim in reading.claims)
    if doubtful:
        said = f"{doubtful} of {len(reading.claims)} doubtful: more likely than not, a type, party or status is wrong"
        console.print()
        console.print(Text(said, style="dim"))
    for problem in reading.problems:
        if problem.severity != "note":
            console.print(Text(_clean(f"{problem.severity} ({problem.stage}): {problem.message}"), style="red"))
    console.print()
    return _plain(out)


def _title(report: Report) -> str:
    """The title, or the first words of a report that has none."""
    words = (report.title or report.text[report.body.start : report.body.start + 300]).split()
    return " ".join(words) if report.title or len(words) <= _FIRST else " ".join(words[:_FIRST]) + " …"


def _published(report: Report) -> str:
    day = wording.when(report.published) if report.published.state != "not_stated" else "not stated"
    return f"published {day}" + (f" ({report.published_basis})" if report.published_basis != "none" else "")


def _line(claim: Claim) -> Text:
    line = Text()
    line.append(_clean(wording.when(claim.when)), _STYLES["when"])
    line.append(" · ")
    line.append(_clean(wording.parties(claim.actors) or "somebody"), _STYLES["who"])
    line.append(" → ")
    line.append(_clean(wording.act(claim)), _STYLES["action"])
    line.append(f" [{wording.kind(claim)}]", "dim")
    if claim.recipients:
        line.append(" → ")
        line.append(_clean(wording.parties(claim.recipients)), _STYLES["who"])
    line.append(" · ")
    line.append(_clean(wording.where(claim.where)), _STYLES["where"])
    line.append(f" · {_clean(wording.status(claim))} · ")
    line.append(_clean(wording.chain(claim.attribution)), _STYLES["word"])
    if _doubtful(claim):
        line.append(f" · doubtful: {claim.sure:.0%}", "red")
    return line


def _doubtful(claim: Claim) -> bool:
    return claim.sure is not None and claim.sure < DOUBTFUL


def _sentences(reading: Reading, claim: Claim) -> list[Words]:
    """The sentence of the action, and no more: the rest of the evidence is in the other formats."""
    found = [each.span for each in reading.sentences if each.span.contains(claim.action.span)][:1]
    return [Words(span.of(reading.report.text), span) for span in found]


def _lit(claim: Claim, sentence: Words) -> Text:
    """The words of the sentence, those of the claim lit by what they are."""
    text = Text(_clean(sentence.text.replace("\r", " ").replace("\n", " ")), style="dim")
    for name, span in _parts(claim):
        if sentence.span.contains(span):
            text.stylize(f"not dim {_STYLES[name]}", span.start - sentence.span.start, span.end - sentence.span.start)
    return text


def _parts(claim: Claim) -> Iterator[tuple[str, Span]]:
    for each in claim.attribution:
        if each.span:
            yield "word", each.span
    for party in (*claim.actors, *claim.recipients):
        yield "who", party.span
    if claim.when.span:
        yield "when", claim.when.span
    if claim.where.span:
        yield "where", claim.where.span
    yield "action", claim.action.span


def _clean(words: str) -> str:
    """`words` as long as they were, without what a terminal would obey."""
    return _UNSHOWN.sub("\ufffd", words)
