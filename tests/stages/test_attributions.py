"""The chains of the cases in `cases/attributions`, and what holds for every attribution."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.model.attribution import Source
from dateline.model.chain import attribution_of, chain_of
from dateline.model.reading import Reading
from dateline.model.span import Span

CASES = Path(__file__).parents[2] / "cases" / "attributions"


def _cases() -> Iterator[object]:
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


def _shown(source: Source) -> str:
    if source.kind == "own voice":
        return "own voice"
    return "not stated" if source.state == "not_stated" else f"{source.text} ({source.name})"


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case: dict[str, object], read: Callable[..., Reading]) -> None:
    text = str(case["text"])
    reading = read(text, through="quotes")
    for said in case["says"]:  # type: ignore[attr-defined]
        start = text.index(said["words"])
        span = Span(start, start + len(said["words"]))
        chain = chain_of(reading, span)
        shown = [_shown(source) for source in chain]
        assert len(shown) == len(said["chain"]), (said["words"], shown)
        assert all(want in have for want, have in zip(said["chain"], shown, strict=True)), (said["words"], shown)
        if "kinds" in said:
            assert [source.kind for source in chain] == said["kinds"], said["words"]
        found = attribution_of(reading, span)
        for part in ("stance", "medium"):
            if part in said:
                assert getattr(chain[0], part) == said[part], said["words"]
        if "kind" in said:
            assert found is not None
            assert found.kind == said["kind"], said["words"]
        if "denies" in said:
            assert found is not None
            assert (found.denies is not None) == said["denies"]
