"""The noun of what went wrong: a Problem, what could not be read, where and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What `stage` could not read. The reading goes on; `message` says in one sentence what is so and what to do."""

    stage: str
    message: str
    severity: Severity = "warning"
    span: Span | None = None
