"""The tables of the lexicon go in; the compiled gazetteer and actor index come out, at each build and install."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEXICON = "src/dateline/lexicon"
COMPILERS = ("gazetteer", "actors")
"""The areas of the lexicon whose module `compile` has a function `compile()` that writes a file and gives its path."""


class CompileLexicon(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles before a wheel (or an editable install) is made, and puts the outcome into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            for area in COMPILERS:
                if not (root / LEXICON / area / "compile.py").exists():
                    continue
                path: Path = importlib.import_module(f"dateline.lexicon.{area}.compile").compile()
                build_data["artifacts"].append(f"/{path.relative_to(root).as_posix()}")
        finally:
            sys.path.remove(str(root / "src"))
