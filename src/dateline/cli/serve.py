"""`dateline serve`: a record goes in; it opens in a browser, on this machine alone unless told otherwise."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8321,
    host: Annotated[str, typer.Option(help="The address; any but this machine's own asks for a login.")] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="A name under which the desk is reached, as behind another server.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the desk: pages over the record, for people, and the same as JSON, for programs.

    It answers on this machine alone, without a login. To share it, let people in with `dateline desk admit`, and give
    --host or --name.
    """
    from dateline.errors import MissingExtra
    from dateline.record import Record
    from dateline.settings import Settings

    try:
        from dateline.web.serving import Address, serve
    except ImportError as error:
        raise MissingExtra(f"the desk needs more libraries ({error.name}): pip install 'dateline[desk]'") from None
    with Record.open(record or Settings().record, create=False) as kept:

        def told(address: str, who: str) -> None:
            typer.echo(f"dateline: {kept.name} at {address} ({who}); Ctrl-C stops it")
            if open_:
                typer.launch(address)

        serve(kept, Address(host, port, tuple(name or ())), told=told)
