"""A request goes in; out comes who asks and what they may do, or a refusal: logins, sessions, CSRF tokens, headers."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import scrypt, sha256
from urllib.parse import urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.datastructures import Headers

from dateline.errors import DatelineError
from dateline.web.store import Role, Store

ROLES: tuple[Role, ...] = ("read", "review", "admin")
"""From the least to the most."""
DAYS = 14
"""How long a login lasts."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
SHORTEST = 10
"""Characters that a password must have."""

HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer, browsers send a form's Origin as null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer carries: nothing but our own files is run, styled by, framed or sent to."""


class Refused(DatelineError):
    """Somebody who may not do this; `status` is that of HTTP: 401 where a login would help, else 403."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: by what name, and what they may do. `token` where a program showed one."""

    name: str
    role: Role
    token: bool = False

    def may(self, role: Role) -> bool:
        """Whether what is asked of `role` is allowed to this one."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Session:
    """What the signed cookie of a browser holds: a random mark, and who logged in with it, if anybody did.

    `since` is from when on that somebody has been let in: with a new password, or let in anew, old logins end.
    """

    mark: str
    name: str | None = None
    since: str | None = None


def hashed(password: str) -> str:
    """A password as it is kept (scrypt, RFC 7914, at OWASP's least cost of 2023): no one can read it back."""
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_scrypt(password, salt).hex()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept.

    >>> matches("correct horse battery", hashed("correct horse battery"))
    True
    """
    _, salt, digest = kept.split("$")
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)).hex(), digest)


def _scrypt(password: str, salt: bytes) -> bytes:
    return scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=2**15, r=8, p=3, maxmem=2**26)


class Guard:
    """Tells who asks. Where the desk is not `shared`, whoever sits at this machine is `owner` and may do all."""

    def __init__(self, store: Store, shared: bool, owner: str, hosts: Iterable[str]) -> None:
        self.shared = shared
        self.owner = owner
        self._store = store
        self._hosts = frozenset(hosts) | LOOPBACK
        self._signer = URLSafeTimedSerializer(store.secret(), salt="session")
        self._key = store.secret().encode()
        # Browsers keep cookies by host and not by port: two desks on one machine must not take each other's.
        self.cookie = f"dateline-{sha256(b'cookie ' + self._key).hexdigest()[:8]}"
        self._nobody = lru_cache(1)(lambda: hashed(secrets.token_hex()))

    def check_host(self, headers: Headers) -> None:
        """Refuse names that are not ours: a page elsewhere must not reach this machine under a name of its own."""
        named = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if "*" not in self._hosts and named not in self._hosts:
            raise Refused(
                403, f"this desk is not called {named!r}; `dateline serve --name {named or 'NAME'}` allows it"
            )

    def check_origin(self, headers: Headers) -> None:
        """Refuse what another site sends off in a reader's name."""
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != headers.get("host", "")
        if foreign or headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            raise Refused(403, "this was sent by another site; open the page of the desk itself and try again")

    def session(self, cookie: str | None) -> Session | None:
        """What a cookie holds; None where it is not ours, or too old."""
        if not cookie:
            return None
        try:
            held = self._signer.loads(cookie, max_age=DAYS * 86_400)
        except BadData:
            return None
        if not isinstance(held, list) or len(held) != 3:
            return None
        mark, name, since = held
        return Session(str(mark), None if name is None else str(name), None if since is None else str(since))

    def fresh(self, name: str | None = None) -> tuple[Session, str]:
        """A new session, and the cookie that holds it; a login always begins one, so that none can be foisted."""
        member = self._store.member(name) if name is not None else None
        session = Session(secrets.token_urlsafe(18), name, member.since if member else None)
        return session, str(self._signer.dumps([session.mark, session.name, session.since]))

    def set_cookie(self, cookie: str, scheme: str) -> str:
        """The header that sets the cookie of a session: no script reads it, no other site's form sends it."""
        secure = "; Secure" if scheme == "https" else ""
        return f"{self.cookie}={cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age={DAYS * 86_400}{secure}"

    def csrf(self, session: Session) -> str:
        """The token that every form of a session carries."""
        return hmac.new(self._key, b"csrf " + session.mark.encode(), sha256).hexdigest()

    def check_csrf(self, session: Session | None, token: str | None) -> None:
        """Refuse a form that does not carry the token of its session."""
        if session is None or not token or not hmac.compare_digest(self.csrf(session), token):
            raise Refused(403, "this form is out of date; reload the page and send it once more")

    def person(self, session: Session | None, authorization: str | None) -> Person | None:
        """Who asks, by a token or a session; None where nobody is known and the desk is shared."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.casefold() == "bearer":
            holder = self._store.holder(token.strip())
            if holder is None:
                raise Refused(401, "this token is not known; `dateline desk admit` makes one")
            return Person(holder.name, holder.role, token=True)
        if not self.shared:
            return Person(self.owner, "admin")
        member = self._store.member(session.name) if session is not None and session.name is not None else None
        if member is None or session is None or session.since != member.since:
            return None
        return Person(member.name, member.role)

    def login(self, name: str, password: str) -> Person | None:
        """Who this is, if the password is right; it takes as long where nobody is called so."""
        member = self._store.member(name)
        right = matches(password, member.password if member and member.password else self._nobody())
        return Person(member.name, member.role) if member and member.password and right else None
