"""Readings go in; out comes a page for a person: per claim one line, and beneath it the sentence with the words lit."""

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
from dateline.model.claim import Claim
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
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


def _page(reading: Reading, look: Look) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=look.width, force_terminal=look.colour, no_color=not look.colour, highlight=False, markup=False,
        emoji=False, color_system="standard" if look.colour else None, legacy_windows=False,
    )  # fmt: skip
    head = " · ".join(filter(None, [_title(reading), _published(reading)]))
    console.print(Rule(Text(_clean(head), overflow="ellipsis", no_wrap=True), align="left", style="dim"))
    if not reading.claims:
        console.print(Text("no claims: no act between parties was found in this report", style="dim"))
    for number, claim in enumerate(reading.claims, start=1):
        console.print()
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(justify="right", width=3)
        row.add_column()
        row.add_row(str(number), _line(claim))
        for sentence in _sentences(reading, claim):
            row.add_row("", _lit(reading, claim, sentence))
        console.print(row)
    for problem in reading.problems:
        if problem.severity != "note":
            console.print(Text(_clean(f"{problem.severity} ({problem.stage}): {problem.message}"), style="red"))
    console.print()
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _title(reading: Reading) -> str:
    """The title, or the first words of a report that has none."""
    report = reading.report
    words = (report.title or report.text[report.body.start : report.body.start + 300]).split()
    return " ".join(words) if report.title or len(words) <= _FIRST else " ".join(words[:_FIRST]) + " …"


def _published(reading: Reading) -> str:
    report = reading.report
    day = wording.when(report.published) if report.published.state != "not_stated" else "not stated"
    return f"published {day}" + (f" ({report.published_basis})" if report.published_basis != "none" else "")


def _line(claim: Claim) -> Text:
    line = Text()
    line.append(_clean(wording.when(claim.when)), _STYLES["when"])
    line.append(" · ")
    line.append(_clean(wording.parties(claim.actors) or "somebody"), _STYLES["who"])
    line.append(" → ")
    line.append(_clean(" ".join(claim.action.text.split())), _STYLES["action"])
    line.append(f" [{wording.kind(claim)}]", "dim")
    if claim.recipients:
        line.append(" → ")
        line.append(_clean(wording.parties(claim.recipients)), _STYLES["who"])
    line.append(" · ")
    line.append(_clean(wording.where(claim.where)), _STYLES["where"])
    line.append(f" · {_clean(wording.status(claim))} · ")
    line.append(_clean(wording.chain(claim.attribution)), _STYLES["word"])
    return line


def _sentences(reading: Reading, claim: Claim) -> list[Sentence]:
    """The sentence of the action, and no more: the rest of the evidence is in the other formats."""
    return [each for each in reading.sentences if each.span.contains(claim.action.span)][:1]


def _lit(reading: Reading, claim: Claim, sentence: Sentence) -> Text:
    """The words of the sentence, those of the claim lit by what they are."""
    words = sentence.span.of(reading.report.text)
    text = Text(_clean(words.replace("\r", " ").replace("\n", " ")), style="dim")
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
