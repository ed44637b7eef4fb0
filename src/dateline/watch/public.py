"""A request goes in; out comes its answer, if every machine that it leads to is one of the whole internet.

The adapter for sessions of `requests`: those that fetch pages, and that by which `reader` asks for feeds. Each redirect
opens a connection of its own, so it is checked like the first address. Through a proxy, what may be reached is the
proxy's affair.
"""

from __future__ import annotations

import socket

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from dateline import internet
from dateline.errors import BadInput

PATIENCE = (5.0, 30.0)
"""Seconds to wait for a connection, and for the next bytes."""


class NotPublic(requests.ConnectionError):
    """A host that is not asked, and why."""


class _Refused(NewConnectionError):
    """The same as urllib3 hands it on."""


class _Checked(HTTPConnection):
    """A connection that is only made to machines of the whole internet."""

    def _new_conn(self) -> socket.socket:
        timeout = self.timeout if isinstance(self.timeout, float | int) else PATIENCE[0]
        try:
            return internet.connect(self.host, self.port or self.default_port, timeout, _options(self))
        except BadInput as error:
            raise _Refused(self, str(error)) from None
        except TimeoutError:
            raise ConnectTimeoutError(self, f"{self.host} did not answer") from None
        except OSError as error:
            raise NewConnectionError(self, str(error)) from None


def _options(connection: HTTPConnection) -> list[tuple[int, int, int]]:
    return [(level, name, value) for level, name, value in connection.socket_options or () if isinstance(value, int)]


class _CheckedTls(_Checked, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedTls


class PublicOnly(HTTPAdapter):
    """Asks by such connections, and waits for none of them for ever; NotPublic says which host it did not ask."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: object) -> None:
        super().init_poolmanager(connections, maxsize, block, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,
        cert: str | tuple[str, str] | None = None,
        proxies: dict[str, str] | None = None,
    ) -> requests.Response:
        try:
            return super().send(request, stream, timeout or PATIENCE, verify, cert, proxies)
        except requests.ConnectionError as error:
            cause = error.args[0] if error.args else None
            if isinstance(cause, MaxRetryError) and isinstance(cause.reason, _Refused):
                raise NotPublic(str(cause.reason.args[0]).partition(": ")[2], request=request) from None
            raise


def only_public(session: requests.Session) -> None:
    """Let a session ask no machine of a private network."""
    for scheme in ("http://", "https://"):
        session.mount(scheme, PublicOnly())
