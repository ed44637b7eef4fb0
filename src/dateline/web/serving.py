"""A record and an address go in; the desk answers there until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from dateline.errors import DatelineError
from dateline.record import Record
from dateline.web import alerts
from dateline.web.app import create
from dateline.web.indexing import indexing
from dateline.web.limits import Limits
from dateline.web.store import Store
from dateline.web.warming import warming


class BadAddress(DatelineError):
    """An address at which the desk cannot or must not answer."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk answers: `host` and `port` (0 for any that is free), and the names under which it is reached."""

    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = ()

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve(
    record: Record, address: Address, limits: Limits | None = None, told: Callable[[str, str], None] | None = None
) -> None:
    """Answer until Ctrl-C. BadAddress where the desk would be open to others without a login, or the port is taken.

    `told` is called with the address of the desk and with who reaches it, once whoever opens it will be answered.
    """
    store = Store.beside(record)
    members = store.members()
    # Behind another server the desk is on loopback and still shared: whoever was given a login wants it asked for.
    shared = not address.loopback or bool(address.names)
    if shared and not members:
        raise BadAddress(
            f"{address.host} can be reached from other machines, and nobody has a login yet; "
            "`dateline desk admit NAME --role admin` gives one, or leave out --host to stay on this machine"
        )
    hosts = {*address.names} or ({address.host} if not address.loopback else set())
    if address.host in ("0.0.0.0", "::") and not address.names:
        hosts = {"*"}
    try:
        listening = socket.create_server(
            (address.host, address.port), family=socket.AF_INET6 if ":" in address.host else socket.AF_INET
        )
    except OSError as error:
        raise BadAddress(
            f"{address.host}:{address.port}: cannot answer there ({error.strerror or error}); --port chooses another"
        ) from None
    if told is not None:
        host = f"[{address.host}]" if ":" in address.host else address.host
        told(f"http://{host}:{listening.getsockname()[1]}/", _who(shared, len(members)))
    app = create(
        record,
        store,
        shared=shared,
        hosts=hosts,
        allowed=limits or Limits(None if not shared else 20.0),
        work=[alerts.work, indexing, warming],
    )
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_keep_alive=15, limit_concurrency=512,
        timeout_graceful_shutdown=3, h11_max_incomplete_event_size=65_536,
        # Behind a server of this machine: it says who asks, and whether by HTTPS; nobody else is believed that.
        proxy_headers=shared and address.loopback, forwarded_allow_ips="127.0.0.1,::1",
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        store.close()


def _who(shared: bool, members: int) -> str:
    if not shared:
        return "only this machine reaches it, and nobody needs a login"
    return f"shared: {members} {'login' if members == 1 else 'logins'}; put HTTPS before it"
