"""`dateline actors`: find, add, list, remove."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.actors import app
from dateline.lexicon.actors import additions


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "folder", lambda: tmp_path / "kept")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words])
    return result.exit_code, result.output


def test_find_on_a_day() -> None:
    code, out = run("find", "the Russian president", "--on", "2010-05-01")
    assert code == 0
    assert "Dmitry Medvedev" in out
    code, out = run("find", "Merkel", "--on", "2022-01-10")
    assert "ELI" in out
    assert "formerly prime minister" in out


def test_nobody() -> None:
    code, out = run("find", "Ingeborg Ukjentsen")
    assert code == 1
    assert "nobody known" in out


def test_add_and_take_back(tmp_path: Path) -> None:
    source = tmp_path / "Own actors.csv"
    source.write_text("name,country,office,from\nOdhiambo Prøve,KEN,mayor,2020\n", encoding="utf-8")
    assert run("add", str(source)) == (0, "1 actors added; `dateline actors remove own-actors` takes them back\n")
    assert "mayor of KEN" in run("find", "Odhiambo Prove", "--on", "2021-01-01")[1]
    assert run("list") == (0, "own-actors\n")
    assert run("remove", "own-actors")[0] == 0
    assert run("find", "Odhiambo Prove", "--on", "2021-01-01")[0] == 1
    assert run("remove", "../own-actors")[0] != 0
