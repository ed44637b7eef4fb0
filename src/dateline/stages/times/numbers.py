"""Words of number go in; the number that they say comes out, None where they leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.stages.times.words import Word

_UNSAID = -1.0


def number(words: Sequence[Word]) -> float | None:
    """The amount that `words` name: digits, spelled numbers, fractions, "a", "half a"; None for "several"."""
    total, group = 0.0, 0.0
    said = False
    at = 0
    while at < len(words):
        word = words[at]
        values = word.values
        if "SOME" in values:
            return None
        if at + 2 < len(words) and "NUM" in values and "SLASH" in words[at + 1].values:
            group += int(word.key) / max(1, int(words[at + 2].key))
            said, at = True, at + 3
            continue
        digits = word.key.replace(",", "")
        if "NUM" in values or "BIG" in values or "DECIMAL" in values:
            group, said = group + float(digits), True
        elif "PAIR" in values:
            group, said = group + 2, True
        elif isinstance(values.get("NUMWORD"), int):
            value = int(values["NUMWORD"])
            if value >= 100 or word.key == "dozen":
                group = (group or 1) * value
                if value >= 1000:
                    total, group = total + group, 0.0
            else:
                group += value
            said = True
        elif word.key in ("half", "½"):
            group, said = group + 0.5, True
        at += 1
    if not said:
        return 1.0
    return total + group


def spelled_year(words: Sequence[Word]) -> int | None:
    """The year that number words read as pairs name: "nineteen ninety-one" is 1991; None if they do not."""
    values = [value for word in words if isinstance(value := word.values.get("NUMWORD"), int)]
    if len(values) in (2, 3) and values[0] in (16, 17, 18, 19, 20) and values[1] in range(10, 100):
        tail = sum(values[1:])
        if tail < 100 and (len(values) == 2 or values[1] % 10 == 0):
            return values[0] * 100 + tail
    if values[:2] == [2, 1000] and all(value < 100 for value in values[2:]):
        return 2000 + sum(values[2:])
    return None
