"""The codebook: its schema, its tables, and every example of the frame lexicon."""

from __future__ import annotations

import pytest

from dateline.errors import BadLexicon
from dateline.lexicon import codebook
from dateline.lexicon.codebook.patterns import PatternError, frame_parts
from dateline.model.codebook import Codebook
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.stages import STAGES
from dateline.stages.actions.matches import Matcher
from dateline.stages.actions.slots import Parties


@pytest.fixture(scope="module")
def book(kit: Kit) -> Codebook:
    return kit.codebook


def test_quads_and_scores_are_plovers(book: Codebook) -> None:
    """Two faults of the manual are settled: ACCUSE is negative, SANCTION is material conflict."""
    assert {name: entry.quad for name, entry in book.types.items() if entry.quad == 1} == dict.fromkeys(
        ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1
    )
    assert book.types["ACCUSE"].score == -3.0
    assert book.types["SANCTION"].quad == 4
    assert book.types["RETREAT"].score == 7.6


def test_cameo_maps_to_plover(book: Codebook) -> None:
    assert book.cameo["042"].type == "CONSULT"
    assert book.cameo["163"].type == "COERCE"  # as the mapping of 2021 has it
    assert book.cameo["0871"].type == "RETREAT"
    assert book.cameo["1823"].goldstein == -10
    assert all(len(code) in (2, 3, 4) for code in book.cameo)


def test_every_type_has_frames(book: Codebook) -> None:
    counts = dict.fromkeys(book.types, 0)
    for frame in book.entries():
        counts[frame.type] += len(frame.heads)
    assert min(counts.values()) > 60, counts
    assert sum(counts.values()) > 1500


def test_combinations(book: Codebook) -> None:
    """To promise a release is to concede; to urge talks is a request to meet; to threaten war is violence."""
    concede = book.combination("AGREE", "0841")
    assert concede is not None
    assert (concede.type, concede.cameo) == ("CONCEDE", "0353")
    meet = book.combination("REQUEST", "046")
    assert meet is not None
    assert meet.modes == ("meet",)
    war = book.combination("THREATEN", "190")
    assert war is not None
    assert war.modes == ("violence",)
    assert book.combination("PROTEST", "190") is None


@pytest.mark.parametrize(
    "pattern",
    ["A", "A impose sanction onto_R", "A Meet R", "A hold <nosuchlist>", "the visit R", "A meet R (with A B)"],
)
def test_bad_patterns_are_told(pattern: str) -> None:
    with pytest.raises(PatternError):
        frame_parts(pattern, {})


def test_bad_entry_names_its_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    from importlib.resources import files
    from pathlib import Path
    from shutil import copytree

    folder = tmp_path_factory.mktemp("book") / "codebook"
    copytree(Path(str(files("dateline.lexicon.codebook"))), folder)
    entry = folder / "frames" / "agree.tsv"
    lines = entry.read_text("utf-8").splitlines()
    entry.write_text("\n".join([*lines[:1], "A agree on *\t9999\t-\tOslo agreed on it."]), "utf-8")
    with pytest.raises(BadLexicon, match="agree:2"):
        codebook.load(folder)


def test_every_example_holds_its_own_frame(kit: Kit) -> None:
    """An entry that its own example does not meet teaches the wrong thing."""
    failing = []
    for frame in kit.codebook.entries():
        reading = Reading(report=Report("example", frame.example, Span(0, len(frame.example))))
        for stage in STAGES:
            if stage.__name__ == "actions":
                break
            reading = stage(reading, kit)
        matcher = Matcher(reading.parse, kit.codebook, Parties(reading, kit.codebook.classes["who"]))
        if not any(
            matcher.fits(frame, token)
            for token in reading.parse.tokens
            if frame.heads & {*matcher.lemmas.plain(token), token.text.lower()}
        ):
            failing.append(f"{frame.id}: {frame.pattern} | {frame.example}")
    assert not failing, "\n".join(failing)
