"""What every format of `dateline export` promises: it takes all claims, tells what it leaves, says the same each time.

A new format is found here without an edit; only one that holds a row a claim, or streams, may be named below.
"""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest

from dateline import export
from dateline.errors import BadInput
from dateline.export import Left, Saved
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json, to_json
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading
from dateline.rooms import modules

FORMATS = sorted(export.files())
ONE_ROW_A_CLAIM = {"csv", "jsonl", "parquet", "xlsx", "plover", "polecat", "acled"}
STREAMING = ["csv", "gdelt2", "plover", "xlsx"]
WHEN = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
NASTY = (
    "tab\there", "line\nfeed\r\nand \u2028 separator", "lone \ud800 surrogate", "nul \x00 and \x1b[31m escape",
    "\u202eright to left", '"quoted", with; separators', "=HYPERLINK(1)", "<b>&amp;</b>", "\ufffe\uffff", "]]>", "",
    "-- --> ${x} {{y}}", "👩\u200d👧 и 大臣",
)  # fmt: skip


@pytest.fixture(scope="module")
def claims(examples: dict[str, Reading]) -> list[Entry]:
    return [entry for reading in examples.values() for entry in entries(reading, WHEN)]


def saved(name: str, given: Iterable[Entry], folder: Path) -> tuple[Saved, Path]:
    folder.mkdir(exist_ok=True)
    to = folder / f"out{export.files()[name]}"
    return export.save(name, given, to), to


def digest(folder: Path) -> dict[str, str]:
    """Every file under a folder with a hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def nasty(given: list[Entry]) -> Iterator[Entry]:
    """The same claims with every name and text broken in one of many ways, one way an entry."""

    def break_(value: Json, words: str) -> Json:
        if isinstance(value, dict):
            return {
                key: words if key in ("text", "name", "title", "medium", "reason") and isinstance(each, str)
                else break_(each, words)
                for key, each in value.items()
            }  # fmt: skip
        return [break_(each, words) for each in value] if isinstance(value, list) else value

    for at, words in enumerate(NASTY):
        entry = given[at % len(given)]
        claim = replace(from_json(Claim, break_(to_json(entry.claim), words)), id=f"{at:016x}")
        report = replace(entry.report, title=words, publisher=words, url=words, text=entry.report.text)
        yield replace(entry, claim=claim, report=report, sentence=replace(entry.sentence, text=words))


@pytest.mark.parametrize("name", FORMATS)
def test_states_what_it_carries(name: str) -> None:
    module = modules("dateline.export")[name]
    assert {field.name for field in fields(Claim)} >= module.CARRIES
    assert module.SUFFIX == "" or module.SUFFIX.startswith(".")


@pytest.mark.parametrize("name", FORMATS)
def test_takes_every_claim_and_tells_what_it_leaves(name: str, claims: list[Entry], tmp_path: Path) -> None:
    module = modules("dateline.export")[name]
    left: list[Left] = []
    seen: list[str] = []

    def given() -> Iterator[Entry]:
        for entry in claims:
            seen.append(entry.claim.id)
            yield entry

    rows = module.save(given(), tmp_path / f"out{module.SUFFIX}", left.append)
    whole = [each.claim for each in left if each.field is None]
    assert seen == [entry.claim.id for entry in claims]
    assert set(whole) <= set(seen)
    assert len(set(whole)) == len(whole), "a claim is left out once"
    assert {each.field for each in left} <= {field.name for field in fields(Claim)} | {None}
    assert all(each.why and each.claim not in each.why for each in left), "reasons recur"
    if name in ONE_ROW_A_CLAIM:
        assert rows == len(claims) - len(whole)
    assert bool(rows) == (len(whole) < len(claims))


@pytest.mark.parametrize("name", FORMATS)
def test_the_sidecar_holds_every_claim(name: str, claims: list[Entry], tmp_path: Path) -> None:
    done, to = saved(name, claims, tmp_path)
    assert done.claims == len(claims)
    assert to in done.files
    assert all(path.exists() for path in done.files)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in done.files}, "nothing is left lying"
    beside = to.with_name(to.name + ".sidecar.jsonl")
    lost = {field.name for field in fields(Claim)} - modules("dateline.export")[name].CARRIES - {"id"}
    assert beside.exists() == bool(lost)
    if lost:
        lines = [json.loads(line) for line in beside.read_text("utf-8").splitlines()]
        assert [line["id"] for line in lines] == [entry.claim.id for entry in claims]
        whole = cast(dict[str, Json], to_json(claims[0].claim))
        assert lines[0] == {"id": claims[0].claim.id, **{field: whole[field] for field in lost}}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_claims_make_the_same_bytes(name: str, claims: list[Entry], tmp_path: Path) -> None:
    for folder in ("a", "b"):
        saved(name, claims, tmp_path / folder)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_gives_an_empty_file(name: str, tmp_path: Path) -> None:
    done, to = saved(name, [], tmp_path)
    assert (done.claims, done.rows, done.left) == (0, 0, ())
    assert to.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_odd_characters_break_nothing(name: str, claims: list[Entry], tmp_path: Path) -> None:
    done, _ = saved(name, nasty(claims), tmp_path)
    assert done.claims == len(NASTY)
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.suffix not in (".parquet", ".xlsx"):
            text = path.read_bytes().decode("utf-8")
            assert "\x00" not in text
            assert "\x1b" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_words_that_may_not_be_shown_are_not(name: str, claims: list[Entry], tmp_path: Path) -> None:
    """Where a publisher lets nothing be quoted, no words of the report go out: not the act's, not the sentence's."""
    marked = [
        replace(
            entry,
            rights="offsets",
            claim=replace(entry.claim, action=replace(entry.claim.action, text="XYZZY")),
            sentence=replace(entry.sentence, text="XYZZY plugh"),
            report=replace(entry.report, text="XYZZY " + entry.report.text),
        )
        for entry in claims[:20]
    ]
    saved(name, marked, tmp_path)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"XYZZY" not in path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_overwrites_only_when_told(name: str, claims: list[Entry], tmp_path: Path) -> None:
    _, to = saved(name, claims[:1], tmp_path)
    before = digest(tmp_path)
    with pytest.raises(BadInput, match="--force"):
        export.save(name, claims, to)
    assert digest(tmp_path) == before
    export.save(name, claims, to, force=True)
    assert digest(tmp_path) != before


@pytest.mark.parametrize("name", FORMATS)
def test_never_deletes_a_folder_of_somebody_else(name: str, tmp_path: Path) -> None:
    """`--to ~ --force` must not cost anybody his home."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear")
    for there in (home, home / ".", home / ".." / "home", Path("/")):
        with pytest.raises(BadInput, match="other things"):
            export.save(name, [], there, force=True)
    assert (home / "letter.txt").exists()


def test_a_failure_leaves_nothing_behind(claims: list[Entry], tmp_path: Path) -> None:
    def broken() -> Iterator[Entry]:
        yield claims[0]
        raise RuntimeError

    for name in FORMATS:
        with pytest.raises(RuntimeError):
            export.save(name, broken(), tmp_path / f"out{export.files()[name]}")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_says_so(claims: list[Entry], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        export.save("csv", claims, tmp_path / "nowhere" / "out.csv")
    with pytest.raises(BadInput, match="choose one of"):
        export.save("morse", claims, tmp_path / "out")


@pytest.mark.parametrize("name", STREAMING)
def test_memory_does_not_grow_with_the_claims(name: str, claims: list[Entry], tmp_path: Path) -> None:
    """Four times the claims, and not half a megabyte more; kept, 300 claims would be more than one."""

    def many(number: int) -> Iterator[Entry]:
        for at in range(number):
            entry = claims[at % 8]
            yield replace(entry, claim=replace(entry.claim, id=f"{at:016x}"))

    def peak(number: int) -> int:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        saved(name, many(number), tmp_path / str(number))
        return tracemalloc.get_traced_memory()[1] - before

    saved(name, many(1), tmp_path / "warm")
    tracemalloc.start()
    try:
        assert peak(400) - peak(100) < 500_000
    finally:
        tracemalloc.stop()
