"""The command line: one file a command, found by being here.

A module defines either `command`, a function with typer's annotations whose docstring is the help, or `app`, a
`typer.Typer` with commands of its own (`dateline actors find`). The command is called like the module; `CONTEXT`, if a
module has it, are click's settings for it. Modules import nothing heavy at their top, so that `dateline --help` stays
quick. A DatelineError ends in its one sentence on standard error and exit code 2.
"""

from __future__ import annotations

import os
import sys

import typer

from dateline import __version__
from dateline.errors import DatelineError
from dateline.rooms import modules


def main() -> None:
    """What `dateline` runs. Never shows a traceback, unless DATELINE_DEBUG is set."""
    try:
        app()(standalone_mode=True)
    except DatelineError as error:
        _end(str(error), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        _end(f"an error of dateline's own ({said}); DATELINE_DEBUG=1 shows the trace", 1)


def app() -> typer.Typer:
    """The whole command line."""
    whole = typer.Typer(
        name="dateline",
        help="Reads dated news reports and writes down who did what to whom, when, where, and on whose word.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @whole.callback()
    def options(
        version: bool = typer.Option(
            False, "--version", help="Show the version and stop.", is_eager=True, callback=_version
        ),
    ) -> None:
        pass

    for name, module in modules(__name__).items():
        if hasattr(module, "app"):
            whole.add_typer(module.app, name=name)
        else:
            whole.command(name, context_settings=getattr(module, "CONTEXT", None))(module.command)
    return whole


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


def _end(sentence: str, code: int) -> None:
    print(f"dateline: {sentence}", file=sys.stderr)
    raise SystemExit(code)
