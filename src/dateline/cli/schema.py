"""`dateline schema`: the name of a noun goes in; the JSON Schema of its output comes out."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    of: Annotated[
        str, typer.Option(help="reading (what --format json prints), claim (jsonl), event or series.")
    ] = "reading",
) -> None:
    """Print the JSON Schema of the output."""
    import json

    from dateline.errors import BadInput
    from dateline.model.claim import Claim
    from dateline.model.codec import schema
    from dateline.model.judgement import Event
    from dateline.model.reading import INTERNAL, Reading
    from dateline.series import Series

    known = {
        "reading": lambda: schema(Reading, INTERNAL),
        "claim": lambda: schema(Claim),
        "event": lambda: schema(Event),
        "series": lambda: schema(Series),
    }
    if of not in known:
        raise BadInput(f"there is no schema of {of!r}: choose one of {', '.join(known)}")
    typer.echo(json.dumps(known[of](), indent=2, ensure_ascii=False))
