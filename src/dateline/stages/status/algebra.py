"""What a governing word does, and the status that it has itself, go in; the status of the governed act comes out.

The table follows the literature on implicative and factive verbs (Karttunen 1971, 2012; Nairn, Condoravdi and
Karttunen 2006) with the nine statuses of the record in place of true and false.
"""

from __future__ import annotations

from dateline.model.act import StatusValue
from dateline.model.goods import Effect

STATUSES: tuple[StatusValue, ...] = (
    "happened", "ongoing", "planned", "expected", "possible", "conditional", "attempted", "denied", "not"
)  # fmt: skip

_SAME: dict[StatusValue, StatusValue] = {status: status for status in STATUSES}

BELOW: dict[Effect, dict[StatusValue, StatusValue]] = {
    "true": _SAME,
    "going": {**_SAME, "happened": "ongoing", "attempted": "attempted"},
    "false": {
        "happened": "not", "ongoing": "not", "planned": "not", "expected": "not", "possible": "possible",
        "conditional": "conditional", "attempted": "happened", "denied": "happened", "not": "happened",
    },
    "fail": {
        "happened": "attempted", "ongoing": "attempted", "planned": "possible", "expected": "possible",
        "possible": "possible", "conditional": "conditional", "attempted": "possible", "denied": "happened",
        "not": "happened",
    },
    "attempt": {
        **_SAME, "happened": "attempted", "ongoing": "attempted", "expected": "expected", "denied": "denied",
    },
    "intent": {**_SAME, "happened": "planned", "ongoing": "planned", "attempted": "planned"},
    "expect": {**_SAME, "happened": "expected", "ongoing": "expected", "planned": "expected", "attempted": "expected"},
    "possible": {
        **_SAME, "happened": "possible", "ongoing": "possible", "planned": "possible", "expected": "possible",
        "attempted": "possible",
    },
    "request": {
        **_SAME, "happened": "possible", "ongoing": "possible", "planned": "possible", "expected": "possible",
        "attempted": "possible",
    },
    "deny": {
        "happened": "denied", "ongoing": "denied", "planned": "denied", "expected": "denied", "possible": "possible",
        "conditional": "conditional", "attempted": "denied", "denied": "happened", "not": "possible",
    },
    "real": dict.fromkeys(STATUSES, "happened"),
}  # fmt: skip
"""Per effect: from the governor's status to that of an act below it that has no tense of its own."""


def below(effect: Effect, governor: StatusValue) -> StatusValue:
    """The status of a non-finite or nominal act under a governor.

    >>> below("intent", "not")
    'not'
    >>> below("fail", "happened")
    'attempted'
    """
    return BELOW[effect][governor]


def reported(effect: Effect | None, governor: StatusValue, told: StatusValue) -> StatusValue:
    """The status of a finite act told as `told` in a clause under a governor ("fears that they shelled the town").

    >>> reported("deny", "happened", "happened")
    'denied'
    >>> reported("possible", "happened", "planned")
    'expected'
    """
    if governor == "denied":
        return "denied"
    if effect == "deny":
        return "possible" if governor == "not" else "denied"
    if effect == "real":
        return "not" if governor in ("not", "denied") and told in ("happened", "ongoing") else told
    if effect == "expect":
        return "expected" if told == "planned" else told
    if effect == "possible":
        if told == "planned":
            return "expected"
        return "possible" if told in ("happened", "ongoing") else told
    if effect == "intent":
        return "planned" if told in ("happened", "ongoing") else "expected" if told == "planned" else told
    if effect == "request":
        return "possible" if told in ("happened", "planned", "ongoing") else told
    if effect == "false":
        return "not" if governor == "happened" else told
    return "possible" if governor == "not" and told in ("happened", "ongoing") else told
