"""The name of a package goes in; out come its modules, found by being there, and those that strangers add to it."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType


def modules(package: str) -> dict[str, ModuleType]:
    """The modules of `package` by name, in order, imported; names that open with `_` are left out.

    A stranger's distribution adds one by an entry point in the group that is named like the package:
    `[project.entry-points."dateline.export"]`, `rss = "their_package.rss"`. What is in the package wins over that.

    >>> "table" in modules("dateline.export")
    True
    """
    place = importlib.import_module(package)
    found = {point.name: point.value for point in entry_points(group=package)}
    found |= {each.name: f"{package}.{each.name}" for each in pkgutil.iter_modules(place.__path__)}
    return {name: importlib.import_module(found[name]) for name in sorted(found) if not name.startswith("_")}
