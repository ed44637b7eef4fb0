"""The four outputs of reading, on the examples: what each promises its reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dateline.export import Look, formats
from dateline.model import wording
from dateline.model.claim import Confidence
from dateline.model.codec import from_json, to_json
from dateline.model.entry import Entry
from dateline.model.reading import INTERNAL, Reading

EXAMPLE = "2023-09-13-vostochny.txt"


def shown(name: str, *readings: Reading, look: Look | None = None) -> str:
    return "".join(formats()[name](readings, look or Look()))


def test_json_is_one_object_a_report(examples: dict[str, Reading]) -> None:
    reading = examples[EXAMPLE]
    assert json.loads(shown("json", reading)) == to_json(reading, INTERNAL)
    lines = shown("json", *examples.values()).splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == [each.report.id for each in examples.values()]
    assert from_json(Reading, json.loads(lines[0])).claims == next(iter(examples.values())).claims


def test_jsonl_is_one_claim_a_line(examples: dict[str, Reading]) -> None:
    reading = examples[EXAMPLE]
    assert [json.loads(line) for line in shown("jsonl", reading).splitlines()] == [to_json(c) for c in reading.claims]


def test_nothing_in_nothing_out() -> None:
    assert [shown(name) for name in ("json", "jsonl", "table")] == ["", "", ""]


def test_table_has_a_line_a_claim_and_its_sentence(examples: dict[str, Reading]) -> None:
    reading = examples[EXAMPLE]
    page = " ".join(shown("table", reading, look=Look(width=4000)).split())
    for claim in reading.claims:
        assert " ".join(wording.line(claim).split()) in page
    assert "Russian President Vladimir Putin received North Korean leader Kim Jong Un" in page


def test_table_keeps_to_the_width_and_is_plain_without_colour(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        page = shown("table", reading, look=Look(width=60))
        assert max(map(len, page.splitlines())) <= 60
        assert "\x1b" not in page


def test_table_marks_what_is_doubtful(examples: dict[str, Reading]) -> None:
    reading = examples[EXAMPLE]
    first = reading.claims[0]
    for sure, marked in ((0.31, 1), (0.5, 0), (0.97, 0)):
        claim = replace(first, confidence=(Confidence("claim", sure, "by hand"),))
        page = shown("table", replace(reading, claims=(claim,)), look=Look(width=4000))
        assert page.count("doubtful: 31%") == marked
        assert page.count("1 of 1 doubtful") == marked


def test_table_lights_the_words(examples: dict[str, Reading]) -> None:
    assert "\x1b[1;33mreceived" in shown("table", examples[EXAMPLE], look=Look(width=4000, colour=True))


def test_a_report_cannot_command_the_terminal(read: Callable[..., Reading]) -> None:
    assert "\x1b" not in shown("table", read("Kenya's \x1b[31mpresident met Norway's king on Monday.\x07"))


class Page(HTMLParser):
    """What links and anchors a page has, whether its tags close, what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.fetched += [tag] if tag in ("script", "link", "img", "iframe") or "src" in given else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_links_words_and_claims_both_ways_and_fetches_nothing(examples: dict[str, Reading]) -> None:
    page = Page(shown("html", *examples.values()))
    assert page.fetched == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} == set(page.ids)
    assert len(page.links) == 2 * sum(len(reading.claims) for reading in examples.values())


def test_html_shows_the_whole_text(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        whole = re.sub(r"<sup.*?</sup>", "", shown("html", reading))
        assert reading.report.text in Page(whole).text


def test_html_is_safe(read: Callable[..., Reading]) -> None:
    page = shown("html", read("<script>alert(1)</script> Kenya & Norway signed a \x00 treaty on Monday."))
    assert "<script" not in page
    assert "\x00" not in page


@pytest.mark.parametrize(
    "name", ["brat", "followthemoney", "geojson", "icalendar", "rdf", "timelinejs", "webannotation"]
)
def test_two_versions_of_a_claim_do_not_run_together(
    name: str, entry: Callable[..., Entry], left: Callable[..., dict[str, int]]
) -> None:
    assert left(name, [entry(status="planned"), entry(status="not")])["another version of it goes out"] == 1
