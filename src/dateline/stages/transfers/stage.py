"""Type, status and carrier of an act go in; out comes how far its transfer has come."""

from __future__ import annotations

from dateline.model.act import EventType, Stage, StatusValue
from dateline.model.goods import Carrier

_MOVED: dict[StatusValue, Stage] = {
    "happened": "delivered", "ongoing": "under way", "planned": "agreed", "expected": "rumoured",
    "possible": "rumoured", "conditional": "offered", "attempted": "refused", "denied": "rumoured", "not": "refused",
}  # fmt: skip
_PROMISED: dict[StatusValue, Stage] = {**_MOVED, "happened": "agreed", "ongoing": "offered"}
_STOPPED: dict[StatusValue, Stage] = {
    "happened": "refused", "ongoing": "refused", "planned": "refused", "expected": "refused", "possible": "refused",
    "conditional": "refused", "attempted": "under way", "denied": "under way", "not": "under way",
}  # fmt: skip
_OFFERING = frozenset({"offer", "propose", "suggest", "float", "volunteer", "pledge", "promise", "vow", "invite"})
_WANTING = frozenset(
    {"want", "seek", "need", "request", "solicit", "ask", "demand", "crave", "covet", "eager", "keen", "look"}
)


def stage_of(type: EventType, status: StatusValue, trigger: str, carrier: Carrier | None) -> Stage:
    """How far a transfer has come.

    >>> stage_of("AID", "happened", "ship", "give")
    'delivered'
    >>> stage_of("REQUEST", "happened", "seek", "get")
    'wanted'
    """
    if type == "REQUEST":
        return "wanted"
    if type in ("REJECT", "SANCTION", "COERCE"):
        return _STOPPED[status]
    if type in ("AGREE", "CONCEDE", "SUPPORT", "CONSULT"):
        if trigger in _WANTING and status in ("happened", "ongoing"):
            return "wanted"
        if trigger in _OFFERING and status in ("happened", "ongoing", "planned"):
            return "offered"
        return _PROMISED[status]
    if carrier == "stop":
        return "refused"
    return _MOVED[status]
