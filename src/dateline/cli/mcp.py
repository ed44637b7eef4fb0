"""`dateline mcp`: a record goes in; assistants that speak the Model Context Protocol ask it, and change nothing."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    http: Annotated[
        int | None,
        typer.Option(help="Answer on this port of this machine by HTTP, instead of over standard input and output."),
    ] = None,
) -> None:
    """Let an assistant ask the record: an MCP server with tools that only read.

    Name `dateline mcp` as the command of a server in the assistant's settings; it talks over standard input and output.
    """
    from dateline.errors import BadInput, MissingExtra
    from dateline.record import Record
    from dateline.settings import Settings

    try:
        from dateline.web.assistants.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise MissingExtra("assistants need one more library: pip install 'dateline[mcp]'") from None
    if http is not None and not 0 < http < 65_536:
        raise BadInput(f"{http} is no port: choose one from 1024 to 65535")
    with Record.open(record or Settings().record, create=False) as kept:
        if http is None:
            server(kept).run()
        else:
            typer.echo(f"http://127.0.0.1:{http}/mcp", err=True)
            server(kept).run("streamable-http", host="127.0.0.1", port=http)
