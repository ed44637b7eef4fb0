"""A host goes in; out come its machines, or a connection to one, if all of them are of the whole internet.

Whatever fetches or posts to an address that somebody else wrote goes through here, at every redirect anew: a feed must
not have a newsroom's machine ask its own printer. A name is looked up once, and what was checked is what is connected
to, since a name may mean another machine when it is looked up for the second time.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

from dateline.errors import BadInput

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 within IPv6 (RFC 6052): to be judged by the address within."""
_TRANSLATED_HERE = ipaddress.ip_network("64:ff9b:1::/48")
"""The same for use within a network of one's own (RFC 8215)."""


def machines(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host; BadInput where there is none, or any is of a private network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadInput(f"there is no host {host}") from None
    known = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    if not known or not all(map(public, known)):
        raise BadInput(f"{host} is in a private network")
    return known


def connect(host: str, port: int, timeout: float | None, options: Sequence[tuple[int, int, int]] = ()) -> socket.socket:
    """A connection to the first machine of a host that answers; BadInput as `machines`, OSError where none does.

    `options` are set on the socket before it connects, as `setsockopt` takes them.
    """
    failed: OSError | None = None
    for machine in machines(host, port):
        try:
            return _connected(machine, port, timeout, options)
        except OSError as error:
            failed = failed or error
    raise failed or OSError(f"{host} has no address")


def _connected(
    machine: str, port: int, timeout: float | None, options: Sequence[tuple[int, int, int]]
) -> socket.socket:
    # The address is a number already: looking it up asks nobody.
    family, kind, protocol, _, address = socket.getaddrinfo(machine, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        for option in options:
            made.setsockopt(*option)
        made.settimeout(timeout)
        made.connect(address)
    except BaseException:
        made.close()
        raise
    return made


def public(machine: str) -> bool:
    """Whether an address is of the whole internet: what maps another address into IPv6 is judged by that one.

    >>> [public(each) for each in ("127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1", "fe80::1%e")]
    [False, False, False, False, False]
    >>> public("8.8.8.8"), public("64:ff9b::808:808")
    (True, True)
    """
    address = ipaddress.ip_address(machine.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED_HERE:
            return False
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address.is_global and not address.is_multicast
