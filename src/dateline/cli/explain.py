"""`dateline explain`: a claim's id or number and its report go in; why each field has its value comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.model.claim import Claim
    from dateline.model.reading import Reading


def command(
    claim: Annotated[str, typer.Argument(help="The claim's id or its beginning, or its number in the table.")],
    paths: Annotated[list[str], typer.Argument(help="The reports to look for it in; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; wins over headers.")] = None,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
) -> None:
    """Show why a claim is as it is.

    Each field with the rule or model that decided it, its confidence, and the words that it rests on.
    """
    from dateline.cli.read import Readings
    from dateline.errors import BadInput
    from dateline.intake import day

    readings = Readings(paths, day(published) if published else None, model)
    found = [(reading, each) for reading in readings for each in _matching(reading, claim)]
    if readings.code and not found:
        raise typer.Exit(readings.code)
    if not found:
        raise BadInput(f"no claim {claim!r} in these reports; `dateline read` numbers the claims it finds")
    for reading, each in found:
        typer.echo("\n".join(lines(reading, each)) + "\n")
    raise typer.Exit(readings.code)


def lines(reading: Reading, claim: Claim) -> list[str]:
    """The explanation of one claim, a line a fact."""
    from dateline.model import wording

    report = reading.report
    out = [f"{claim.id}  {wording.line(claim)}", ""]
    out += [
        f'  evidence  {span.start}-{span.end}  "{" ".join(span.of(report.text).split())}"' for span in claim.evidence
    ]
    sure = {each.field: each for each in claim.confidence}
    for why in claim.why:
        confidence = sure.pop(why.field, None)
        odds = f"  ({confidence.value:.2f} by {confidence.method})" if confidence else ""
        out.append(f"  {why.field:<12} {why.rule}{': ' + why.detail if why.detail else ''}{odds}")
    out += [f"  {field:<12} ({each.value:.2f} by {each.method})" for field, each in sure.items()]
    for name, time_or_place in (("when", claim.when), ("where", claim.where)):
        if time_or_place.reason:
            out.append(f"  {name:<12} {time_or_place.state}: {time_or_place.reason}")
    out += [f"  made by      {name} {version}" for name, version in reading.made_by]
    return out


def _matching(reading: Reading, wanted: str) -> list[Claim]:
    if wanted.lstrip("#").isdigit() and len(wanted) < 5:
        number = int(wanted.lstrip("#"))
        return list(reading.claims[number - 1 : number]) if number else []
    return [each for each in reading.claims if each.id.startswith(wanted)]
