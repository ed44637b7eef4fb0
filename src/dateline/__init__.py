"""dateline reads dated news reports and writes down who did what to whom, when, where, and on whose word.

The public face: `read` a text or a file, keep readings in a `Record`, `ask` it. Loaded when first used.

>>> import dateline
>>> reading = dateline.read(" date 2024-03-05 Norway's prime minister met the president of Kenya in Nairobi.")
>>> reading.report.published.edtf
'2024-03-05'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.face import read
    from dateline.model.claim import Claim
    from dateline.model.reading import Reading
    from dateline.model.report import Report
    from dateline.questions import ask
    from dateline.record import Record

__version__ = "0.1.0"
__all__ = ["Claim", "Reading", "Record", "Report", "ask", "read"]

_HOMES = {
    "Claim": "dateline.model.claim",
    "Reading": "dateline.model.reading",
    "Record": "dateline.record",
    "Report": "dateline.model.report",
    "ask": "dateline.questions",
    "read": "dateline.face",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
