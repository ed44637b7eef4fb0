"""The dossier: every claim with its status, its voice and a way to its words; nothing that a report could run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dateline.model.act import Good, Transfer, Words
from dateline.model.attribution import Certainty, Source
from dateline.model.entry import Entry
from dateline.model.span import Span

Write = Callable[[str, list[Entry]], Path]
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """A page as a browser takes it: elements that all close, ids, links, what it would fetch or run, and the words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.danger: list[str] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        loads = tag in ("script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "video")
        if loads or "src" in given or any(name.startswith("on") for name in given):
            self.danger.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for id in self.ids[-1:]:
            self.words[id] = self.words.get(id, "") + data


def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def said(path: Path, id: str = "c1") -> str:
    return " ".join(page(path).words[id].split())


def test_every_claim_has_a_number_and_a_note(told: list[Entry], write: Write) -> None:
    read = page(write("dossier", told))
    claims = [f"c{at}" for at in range(1, len(told) + 1)]
    assert [each for each in read.ids if re.fullmatch(r"c\d+", each)] == claims
    assert len(set(read.ids)) == len(read.ids)
    assert {each.removeprefix("#") for each in read.links if each.startswith("#")} <= set(read.ids)
    notes = [each for each in read.ids if re.fullmatch(r"n\d+", each)]
    assert {f"#{each}" for each in notes} <= set(read.links)
    assert {f"#{each}" for each in claims} <= set(read.links)
    assert read.danger == []


def test_notes_hold_the_exact_words(told: list[Entry], write: Write) -> None:
    text = " ".join(page(write("dossier", told)).words.values())
    for entry in told:
        assert entry.sentence.text in text


def test_status_and_voice_are_words(entry: Callable[..., Entry], write: Write) -> None:
    assert "happened" in said(write("dossier", [entry()]))
    assert "¶In the report’s own voice: the report itself" in said(write("dossier", [entry()]))
    by = Source("named person", Span(35, 39), "Ann Mwangi", "Ann Mwangi")
    told = said(write("dossier", [entry(status="planned", attribution=(by, *entry().claim.attribution))]))
    assert "○ planned" in told
    assert "“On the word of Ann Mwangi" in told
    assert "Denied, on the word of Ann Mwangi" in said(write("dossier", [entry(status="denied", attribution=(by,))]))
    assert "did not happen" in said(write("dossier", [entry(status="not")]))


def test_a_claim_shows_all_that_a_person_must_know(entry: Callable[..., Entry], write: Write) -> None:
    claim = entry(
        status="conditional",
        timing="background",
        certainty=Certainty("likely", Span(0, 5), 0.55, 0.8),
        condition=Words("if shells are sent", Span(31, 40)),
        transfer=Transfer(
            (Good("shells", Span(31, 37)),), entry().claim.actors, entry().claim.recipients, (), "offered"
        ),
    )
    told = said(write("dossier", [claim]))
    for words in (
        "◌ conditional",
        "“likely” 55%–80%",
        "told as background",
        "Conditionif shells are sent",
        "shells: Kenya → Norway, offered",
        "2024-03-04 (“Monday”)",
        "Wherenot stated",
        "The Meridian",
        "CAMEO 130",
    ):
        assert words in told


def test_a_note_says_where_its_words_stand(entry: Callable[..., Entry], write: Write) -> None:
    path = write("dossier", [entry(url="https://news.example/a?b=1&c=2")])
    told = said(path, "n1")
    assert "“Kenya warned Norway on Monday.”" in told
    assert "characters 0–30 of source 1" in told
    assert "The Meridian" in told
    assert "https://news.example/a?b=1&c=2" in page(path).links
    assert "<mark>warned</mark>" in path.read_text("utf-8")


def test_claims_of_one_sentence_share_its_note(entry: Callable[..., Entry], write: Write) -> None:
    read = page(write("dossier", [entry(), entry(id="c2", action=Words("Monday", Span(23, 29)))]))
    assert [each for each in read.ids if re.fullmatch(r"n\d+", each)] == ["n1"]
    assert "for claims 1, 2" in " ".join(read.words["n1"].split())


def test_evidence_elsewhere_has_a_note_of_its_own(entry: Callable[..., Entry], write: Write) -> None:
    path = write("dossier", [entry(evidence=(Span(0, 30), Span(32, 65)))])
    assert "In Goma the army shelled a camp." in said(path, "n2")


def test_what_people_rejected_stays_out_and_is_told(
    entry: Callable[..., Entry], write: Write, left: Callable[..., dict[str, int]]
) -> None:
    claims = [entry(), entry(id="c2", review="rejected"), entry(id="c3", review="accepted")]
    path = write("dossier", claims)
    assert "2 claims from 1 report" in path.read_text("utf-8")
    assert "claims that a person rejected on review (1 claim)" in " ".join(page(path).words["h-left"].split())
    assert left("dossier", claims)["claims that a person rejected on review"] == 1
    assert "✓ checked" in said(path, "c2")


@pytest.mark.parametrize("rights", ["short quotes", "offsets"])
def test_rights(rights: str, entry: Callable[..., Entry], write: Write) -> None:
    path = write("dossier", [entry(rights=rights, evidence=(Span(0, 30), Span(32, 65)))])
    told = path.read_text("utf-8")
    assert "shelled a camp" not in told
    assert ("on Monday." in told) == (rights == "short quotes")
    assert "characters 32–65" in told


def test_long_passages_are_cut_and_told(entry: Callable[..., Entry], write: Write) -> None:
    long = replace(entry(), sentence=Words("word " * 2_000, Span(0, 10_000)))
    told = write("dossier", [long]).read_text("utf-8")
    assert len(told) < 30_000
    assert "what a passage says after 1,200 characters (1 claim)" in told


def test_hostile_words_stay_words(hostile: list[Entry], write: Write) -> None:
    path = write("dossier", hostile)
    read = page(path)
    told = path.read_text("utf-8")
    assert read.danger == []
    assert all(each.startswith(("#", "https://", "http://")) for each in read.links)
    assert told.count("<style>") == told.count("</style>") == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "default-src 'none'" in told


def test_print_and_paper_are_thought_of(write: Write, entry: Callable[..., Entry]) -> None:
    told = write("dossier", [entry()]).read_text("utf-8")
    assert "@media print" in told
    assert "break-inside: avoid" in told
    assert "prefers-color-scheme" in told


def test_nothing(write: Write) -> None:
    path = write("dossier", [])
    assert page(path).danger == []
    assert "0 claims from 0 reports" in path.read_text("utf-8")
