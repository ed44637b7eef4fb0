"""A reading and one token of it go in; the place of what the token tells comes out, with what that rests on."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.model.place import NOWHERE_STATED, Place
from dateline.model.reading import Reading


def place_of(reading: Reading, token: Token) -> tuple[Place, str]:
    """The place of the act that `token` heads and the basis: `clause`, `sentence`, `dateline` or `none`."""
    return NOWHERE_STATED, "none"
