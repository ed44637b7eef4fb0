"""What went wrong goes in; out comes the page that says so, in one sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong: the status of HTTP, and one sentence."""

    status: int
    said: str
