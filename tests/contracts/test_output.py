"""What every output promises: exact spans, JSON there and back, the published schema, unknowns that say why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import reduce

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import reader
from dateline.export import Look, formats
from dateline.intake.text import report
from dateline.model.claim import Claim
from dateline.model.codec import from_json, schema, to_json
from dateline.model.kit import Kit
from dateline.model.reading import INTERNAL, Reading
from dateline.model.span import Span

NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            " date 2024-03-05 ", "\ufeff", "\r\n\r\n", "\n", "\u2028", "\x00", "\x85", "e\u0301 ", "\u202eabc ", "...",
            "Kenya's army fired two rockets at Goma on Monday, ", "President Okafor met Gen. J. Diallo. ",
            '"We agree," ', "“No”, ", "he said. ", "(KUNA) -- ", "ACCRA, March 5 (Meridian) - ", "[of course] ",
            "— who left in July — ", "THE MINISTER SAID IT. ", "if it did not stop ", "3.5 million euros ", "\t",
            "Министр прибыл в Киев. ", "大臣は否定した。", "\u0627\u0644\u0648\u0632\u064a\u0631 ",
            "😀👩\u200d👩\u200d👧 ",
        ]
    ),
)  # fmt: skip
TEXTS = st.lists(NASTY, max_size=8).map("".join)


def spans(value: object, path: str = "") -> Iterator[tuple[str, Span, str | None]]:
    """Every span in `value` with its path, and the `text` that stands beside a `span`, if one does."""
    if isinstance(value, Span):
        yield path, value, None
    elif isinstance(value, tuple | list):
        for at, each in enumerate(value):
            yield from spans(each, f"{path}[{at}]")
    elif is_dataclass(value) and not isinstance(value, type):
        beside = getattr(value, "text", None)
        for field in fields(value):
            each = getattr(value, field.name)
            if field.name == "span" and isinstance(each, Span):
                yield f"{path}.span", each, beside if isinstance(beside, str) else None
            elif not field.name.startswith("_"):
                yield from spans(each, f"{path}.{field.name}")


def wrong(reading: Reading) -> list[str]:
    """What is wrong with the spans of a reading; nothing when all are exact."""
    text = reading.report.text
    return [
        f"{path}: {words!r} is not {span.of(text)!r}"
        for path, span, words in spans(reading)
        if span.end > len(text) or (words is not None and span.of(text) != words)
    ]


def test_every_span_of_the_examples_is_exact(examples: dict[str, Reading]) -> None:
    assert {name: wrong(reading) for name, reading in examples.items() if wrong(reading)} == {}


def test_sentences_hold_all_evidence(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        for claim in reading.claims:
            assert claim.evidence
            assert any(each.span.overlaps(claim.action.span) for each in reading.sentences)


def test_json_there_and_back(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        assert from_json(Reading, json.loads(json.dumps(to_json(reading)))) == reading


def test_the_published_schema_holds(examples: dict[str, Reading]) -> None:
    readings, claims = schema(Reading, INTERNAL), schema(Claim)
    for stated in (readings, claims):
        jsonschema.Draft202012Validator.check_schema(stated)
    checks = jsonschema.Draft202012Validator(readings, format_checker=jsonschema.FormatChecker())
    for reading in examples.values():
        checks.validate(to_json(reading, INTERNAL))
        for claim in reading.claims:
            jsonschema.validate(to_json(claim), claims)


def test_the_public_fields_are_those_of_the_contract(examples: dict[str, Reading]) -> None:
    wanted = {
        "report",
        "claims",
        "quotes",
        "parties",
        "times",
        "places",
        "attributions",
        "labels",
        "sentences",
        "problems",
        "made_by",
    }
    for reading in examples.values():
        shown = to_json(reading, INTERNAL)
        assert isinstance(shown, dict)
        assert set(shown) == wanted


def test_claims_are_whole(examples: dict[str, Reading]) -> None:
    for name, reading in examples.items():
        assert len({claim.id for claim in reading.claims}) == len(reading.claims), name
        for claim in reading.claims:
            assert claim.attribution, "the chain is never empty"
            assert claim.attribution[-1].kind == "own voice", "the chain ends in the report's own outlet"
            assert claim.why, "every claim says why"


def test_what_is_not_known_says_why(examples: dict[str, Reading]) -> None:
    for name, reading in examples.items():
        for path, each in reduce(lambda found, more: [*found, *more], map(_states, reading.claims), []):
            assert each.state in ("known", "not_stated") or each.reason, f"{name} {path}"


def _states(claim: Claim) -> list[tuple[str, object]]:
    return [("when", claim.when), ("where", claim.where)] + [
        ("party", each) for each in claim.actors + claim.recipients
    ]


def test_reading_again_changes_nothing(examples: dict[str, Reading], kit: Kit) -> None:
    for reading in examples.values():
        assert reader.read(reading.report, kit) == reading


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_any_text_is_read(kit: Kit, text: str) -> None:
    reading = reader.read(report(text), kit)
    assert reading.report.text == text
    assert wrong(reading) == []
    assert from_json(Reading, json.loads(json.dumps(to_json(reading)))) == reading
    for render in formats().values():
        "".join(render([reading], Look())).encode()


@pytest.mark.parametrize("text", ["\ud800 met \udfff.", "x" * 3000, "(" * 500, '"' * 500, "and " * 700, "-" * 2000])
def test_odd_texts_are_read(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    assert wrong(reading) == []
    for render in formats().values():
        "".join(render([reading], Look())).encode()
