"""A reading and one token of it go in; the time of what the token tells comes out, with what that rests on."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.time import NOT_STATED, Time


def time_of(reading: Reading, token: Token) -> tuple[Time, str]:
    """The time of the act that `token` heads and the basis: `clause`, `sentence`, `discourse` or `none`."""
    return NOT_STATED, "none"
