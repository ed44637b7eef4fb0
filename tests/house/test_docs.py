"""The documents keep what they promise: generated pages are fresh, commands exist, shown output is what comes out."""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

from dateline.export import files
from dateline.model.claim import Claim
from dateline.rooms import modules

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh(generate: ModuleType) -> None:
    for path, text in generate.pages().items():
        assert path.read_text("utf-8") == text, f"{path.name} is out of date: run `just docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    commands = {path.stem for path in (ROOT / "src" / "dateline" / "cli").glob("[a-z]*.py")}
    for block in re.findall(r"```sh\n(.+?)```", page.read_text("utf-8"), re.DOTALL):
        for name in re.findall(r"^dateline ([a-z]+)", block, re.MULTILINE):
            assert name in commands, name
    recipes = set(re.findall(r"^([a-z]+)(?: [^:]*)?:", (ROOT / "justfile").read_text("utf-8"), re.MULTILINE))
    for name in re.findall(r"`just ([a-z]+)", page.read_text("utf-8")):
        assert name in recipes, name


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "tutorial.md"], ids=lambda page: page.name)
def test_python_that_is_shown_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"```python\n(.+?)```", page.read_text("utf-8"), re.DOTALL):
        exec(compile(block, str(page), "exec"), {})


def test_readme_opens_with_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    first, second = re.findall(r"```sh\n(.+?)\n```", text, re.DOTALL)[:2]
    assert first.endswith("dateline read examples/2023-09-13-vostochny.txt")
    assert second.endswith("python -m pytest")
    for part in second.split(" && "):
        words = part.removeprefix("pip install").removeprefix("python -m").strip()
        assert words in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_table_of_exports_is_what_the_formats_carry() -> None:
    """Each format has its line in the guide, with exactly the fields that it carries."""
    text = (ROOT / "docs" / "howto" / "export.md").read_text("utf-8")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    told = {cells[0]: cells[2] for cells in lines[2:]}
    whole = {field.name for field in fields(Claim)} - {"id"}
    carried = {name: modules("dateline.export")[name].CARRIES - {"id"} for name in files()}
    assert told == {name: "all" if names == whole else " ".join(sorted(names)) for name, names in carried.items()}
