"""Loads the words of time and the feasts for a Kit."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.model.calendar import Calendar, Feast, WordValue


@cache
def load() -> Calendar:
    """The calendar of `lexicon/calendar/`; ValueError when a table there is not what it should be."""
    words: dict[str, dict[str, WordValue]] = {}
    for name, entries in _table("words.toml").items():
        for word, value in entries.items():
            if not isinstance(value, int | str):
                raise ValueError(f"words.toml: [{name}] {word!r} must be a number or a string, not {value!r}")
            words.setdefault(word, {})[name] = value
    feasts = {}
    for name, entry in _table("feasts.toml").items():
        names, rule, days = entry.get("names"), entry.get("rule"), entry.get("days", 1)
        dates = entry.get("dates", [])
        if not isinstance(names, list) or not isinstance(rule, str) or not isinstance(days, int):
            raise ValueError(f"feasts.toml: [{name}] needs names, a rule, and days as a number")
        if not isinstance(dates, list):
            raise ValueError(f"feasts.toml: [{name}] dates must be a list")
        feast = Feast(name, tuple(names), rule, days, tuple(date.fromisoformat(day) for day in dates))
        feasts[name] = feast
        for each in feast.names:
            words.setdefault(each, {})["FEAST"] = name
    return Calendar(words, feasts)


def _table(name: str) -> dict[str, dict[str, object]]:
    """One TOML file of tables."""
    path = files("dateline.lexicon") / "calendar" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))
