"""brat standoff, read by the rules of its manual (brat.nlplab.org/standoff.html): spans, events, attributes, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.model.attribution import Certainty
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.span import Span

Write = Callable[[str, list[Entry]], Path]
BOUND = re.compile(r"(T\d+)\t([A-Za-z_]+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
EVENT = re.compile(r"(E\d+)\t([A-Z]+):(T\d+)((?: [A-Z][a-z]+\d*:T\d+)*)")
ATTRIBUTE = re.compile(r"(A\d+)\t(Status|Background) (E\d+)( [a-z]+)?")
NORMAL = re.compile(r"(N\d+)\tReference (T\d+) Wikidata:(Q\d+)\t(.+)")
NOTE = re.compile(r"(#\d+)\tAnnotatorNotes (E\d+)\t(.+)")


@dataclass
class Sheet:
    """What one `.ann` file holds."""

    bound: dict[str, tuple[str, str]] = field(default_factory=dict)
    events: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    normal: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def sheets(folder: Path) -> dict[str, Sheet]:
    """Every file of the folder, each line by the grammar, each span by its text, each reference by what it names."""
    found = {}
    for path in sorted(folder.glob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as lines:
            text = lines.read()
        sheet = found[path.stem] = Sheet()
        ids = set()
        for line in path.read_text("utf-8").splitlines():
            read = next(filter(None, (each.fullmatch(line) for each in (BOUND, EVENT, ATTRIBUTE, NORMAL, NOTE))), None)
            assert read, line
            assert read[1] not in ids
            ids.add(read[1])
            if line[0] == "T":
                spans = [tuple(map(int, each.split())) for each in read[3].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == read[4]
                assert spans == sorted(spans)
                sheet.bound[read[1]] = (read[2], read[4])
            elif line[0] == "E":
                arguments = dict(each.split(":") for each in read[4].split())
                assert set(arguments.values()) <= set(sheet.bound)
                assert sheet.bound[read[3]][0] == read[2]
                sheet.events[read[1]] = (read[2], arguments)
            elif line[0] == "A":
                assert read[3] in sheet.events
                sheet.attributes.append((read[2], read[3], (read[4] or "").strip()))
            elif line[0] == "N":
                sheet.normal[read[2]] = read[3]
            else:
                assert read[2] in sheet.events
                sheet.notes.append(read[3])
    return found


def test_every_claim_is_an_event_by_its_report(told: list[Entry], write: Write) -> None:
    folder = write("brat", told)
    found = sheets(folder)
    assert set(found) == {each.claim.report for each in told}
    assert sum(len(each.events) for each in found.values()) == len(told)
    assert sum(name == "Status" for each in found.values() for name, _, _ in each.attributes) == len(told)
    for name in found:
        text = (folder / f"{name}.txt").read_bytes().decode()
        assert text == next(each.report.text for each in told if each.claim.report == name)


def test_the_configuration_names_all_that_is_used(told: list[Entry], write: Write) -> None:
    folder = write("brat", told)
    known = set(re.findall(r"^[A-Za-z]+", (folder / "annotation.conf").read_text("utf-8"), re.MULTILINE))
    for sheet in sheets(folder).values():
        assert {kind for kind, _ in sheet.bound.values()} <= known
        assert {kind for kind, _, _ in sheet.attributes} <= known


def test_an_event_with_its_parts(entry: Callable[..., Entry], write: Write) -> None:
    estimate = Certainty("on Monday", Span(20, 29), 0.5, 0.6)
    claim = entry(status="planned", timing="background", certainty=estimate)
    sheet = sheets(write("brat", [claim]))["r1"]
    ((kind, arguments),) = sheet.events.values()
    assert kind == "THREATEN"
    assert {role: sheet.bound[name] for role, name in arguments.items()} == {
        "Actor": ("government", "Kenya"),
        "Recipient": ("government", "Norway"),
        "Time": ("time", "Monday"),
        "Estimate": ("estimate", "on Monday"),
    }
    assert sheet.attributes == [("Status", "E1", "planned"), ("Background", "E1", "")]
    assert set(sheet.normal.values()) == {"Q114", "Q20"}
    assert "c0ffee00c0ffee00" in sheet.notes[0]


def test_several_of_one_role_are_numbered(entry: Callable[..., Entry], write: Write) -> None:
    both = (*entry().claim.actors, *entry().claim.recipients)
    sheet = sheets(write("brat", [entry(actors=both, recipients=())]))["r1"]
    assert set(sheet.events["E1"][1]) == {"Actor", "Actor2", "Time"}


def test_words_over_a_line_end_are_given_in_pieces(entry: Callable[..., Entry], write: Write) -> None:
    across = Party(Span(20, 39), "on Monday.\n\nIn Goma")
    sheet = sheets(write("brat", [entry(actors=(across,))]))["r1"]
    assert ("unnamed", "on Monday. In Goma") in sheet.bound.values()


def test_rights(entry: Callable[..., Entry], write: Write, left: Callable[..., dict[str, int]]) -> None:
    for rights in ("short quotes", "offsets"):
        folder = write("brat", [entry(rights=rights)])
        assert [path.name for path in folder.iterdir()] == ["annotation.conf"]
        assert left("brat", [entry(rights=rights)]) == {"the rights to the report do not allow its whole text": 1}


def test_no_name_leads_out_of_the_folder(entry: Callable[..., Entry], tmp_path: Path, write: Write) -> None:
    folder = write("brat", [entry(report="../../out")])
    assert len(list(folder.glob("*.txt"))) == 1
    assert not list(tmp_path.glob("out*"))


def test_hostile_words(hostile: list[Entry], write: Write) -> None:
    broken = [
        replace(each, report=replace(each.report, text=each.report.text.replace(" ", "\ud800").replace("e", "\x00")))
        for each in hostile
    ]
    for claims in (hostile, broken):
        assert sum(len(each.events) for each in sheets(write("brat", claims)).values()) == len(hostile)


def test_nothing(write: Write) -> None:
    assert sheets(write("brat", [])) == {}
