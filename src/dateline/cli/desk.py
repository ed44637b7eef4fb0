"""`dateline desk`: names go in; out comes who may come to a shared desk, with what role, and what was done there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.web.store import Store

app = typer.Typer(no_args_is_help=True, help="Say who may come to a shared desk, and see what was done there.")
_Record = Annotated[
    str | None, typer.Option("--record", help="Path or URL; DATELINE_RECORD unless given.", show_default=False)
]


@app.command()
def admit(
    name: Annotated[str, typer.Argument(help="By what name.")],
    role: Annotated[str, typer.Option(help="read, review (judges claims too), or admin (sees the audit log too).")],
    token: Annotated[
        bool, typer.Option("--token", help="A program: make a token instead of asking a password.")
    ] = False,
    record: _Record = None,
) -> None:
    """Let somebody in: a person by a password, a program by a token; a second time, change role and password."""
    from dateline.errors import BadInput
    from dateline.web.security import ROLES, SHORTEST, hashed

    known = next((each for each in ROLES if each == role), None)
    if known is None:
        raise BadInput(f"there is no role {role!r}; it is one of {', '.join(ROLES)}")
    store = _store(record)
    if token:
        made = store.admit(name, known)
        store.note("command line", "admit", f"{name} as {role}, by a token")
        typer.echo(f"{name} may {role} with this token, which is shown only now:\n{made}")
        return
    password = typer.prompt("password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST:
        raise BadInput(f"a password needs {SHORTEST} characters at least")
    store.admit(name, known, hashed(password))
    store.note("command line", "admit", f"{name} as {role}, by a password")
    typer.echo(f"{name} may {role}")


@app.command()
def dismiss(name: Annotated[str, typer.Argument(help="By what name.")], record: _Record = None) -> None:
    """Let somebody in no more, from this moment on."""
    from dateline.errors import BadInput

    store = _store(record)
    if not store.dismiss(name):
        raise BadInput(f"nobody is called {name!r}; `dateline desk people` lists them")
    store.note("command line", "dismiss", name)


@app.command()
def people(record: _Record = None) -> None:
    """List who may come."""
    for each in _store(record).members():
        typer.echo(f"{each.name:<24} {each.role:<8} {'password' if each.password else 'token':<9} {each.since}")


@app.command()
def audit(
    limit: Annotated[int, typer.Option(min=1, help="How many lines, the latest first.")] = 50, record: _Record = None
) -> None:
    """Show what was done at the desk: judgements, exports, logins; and say whether a line was tampered with."""
    from dateline.errors import BadRecord
    from dateline.model.characters import shown

    store = _store(record)
    for line in store.audit(limit):
        typer.echo(shown(f"{line.number:>6}  {line.at}  {line.by}  {line.did}  {line.what}"))
    broken = store.broken()
    if broken is not None:
        raise BadRecord(f"{store.path}: line {broken} of the audit log does not follow from the one before it")


def _store(record: str | None) -> Store:
    from dateline.errors import MissingExtra
    from dateline.record import Record
    from dateline.settings import Settings

    try:
        from dateline.web.store import Store
    except ImportError as error:
        raise MissingExtra(f"the desk needs more libraries ({error.name}): pip install 'dateline[desk]'") from None
    with Record.open(record or Settings().record, create=False) as kept:
        return Store.beside(kept)
