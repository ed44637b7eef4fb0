"""Questions to a small record made by hand, and questions that are not understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import BadQuestion
from dateline.intake.text import report
from dateline.model.act import Good, Transfer, Words
from dateline.model.attribution import OWN_VOICE, Source
from dateline.model.claim import Claim, Confidence
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.sentence import Sentence
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.questions import ask, count
from dateline.questions.fields import FIELDS
from dateline.record import Record

TEXT = "Kenya sold Norway tea in Mombasa on Monday, Mina Okafor told Meridian."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def party(words: str, country: str | None = None, *sectors: str) -> Party:
    return Party(span=span(words), text=words, name=words, country=country, sectors=sectors, kind="government")


SALE = Claim(
    id="a1", report="r", type="COOPERATE", modes=(), contexts=("economic",), quad=2, score=6.8, cameo="061",
    action=Words("sold", span("sold"), "sell"), actors=(party("Kenya", "KEN", "GOV"),),
    recipients=(party("Norway", "NOR", "GOV"),), others=(), status="happened", certainty=None, condition=None,
    timing="new", when=Time(earliest=date(2024, 3, 4), latest=date(2024, 3, 4)),
    where=Place(text="Mombasa", name="Mombasa", country="KEN"),
    attribution=(Source("named person", party=party("Mina Okafor"), addressee=party("Meridian")), OWN_VOICE),
    transfer=Transfer((Good("tea", span("tea"), "food"),), (), (), (), "delivered"), measures=(), casualties=(),
    quantities=(), evidence=(Span(0, 10),), confidence=(Confidence("claim", 0.75, "by hand"),), why=(),
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Record:
    threat = replace(
        SALE, id="b2", type="THREATEN", modes=("restrict",), cameo="138", status="planned",
        when=Time(state="not_stated"),
        where=Place(state="not_stated"), attribution=(OWN_VOICE,), transfer=None,
    )  # fmt: skip
    reading = Reading(report(TEXT), sentences=(Sentence(Span(0, len(TEXT)), 0),), claims=(SALE, threat))
    record = Record(tmp_path / "record.db")
    record.add(reading)
    return record


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", "a1 b2"),
        ("who:KEN", "a1 b2"),
        ("who:kenya whom:NOR", "a1 b2"),
        ("who:NOR", ""),
        ("who:GOV did:threaten", "b2"),
        ("did:restrict", "b2"),
        ("did:06", "a1"),
        ("did:sold -did:THREATEN", "a1"),
        ("status:planned", "b2"),
        ("not status:planned", "a1"),
        ("not not status:planned", "b2"),
        ('said:"Mina Okafor"', "a1"),
        ("via:Meridian", "a1"),
        ("when:2024-03", "a1"),
        ("when:2024-03-05..", ""),
        ("when:..2024", "a1"),
        ("when:2023-09..2024-03-04", "a1"),
        ("where:Mombasa", "a1"),
        ("where:ken", "a1"),
        ("goods:food", "a1"),
        ("goods:te", ""),
        ('"tea in mombasa"', "a1 b2"),
        ("tea -where:Mombasa", "b2"),
        ("where:unknown", "b2"),
        ("when:not_stated", "b2"),
        ("when:..2023 or did:THREATEN", "b2"),
        ("(did:THREATEN or did:COOPERATE) status:happened", "a1"),
        ("between:KEN,NOR", "a1 b2"),
        ("between:NOR,KEN", "a1 b2"),
        ("between:KEN,PRK", ""),
        ("who:KEN/GOV", "a1 b2"),
        ("who:KEN/MIL", ""),
        ("who:unknown", ""),
        ('who:"Kenya"', "a1 b2"),
        ("party:norway", "a1 b2"),
        ("whom:NOR,PRK did:COOPERATE,THREATEN", "a1 b2"),
        ('said:"named person"', "a1"),
        ("said:named-person", "a1"),
        ("said:own-voice", "b2"),
        ("quad:material-cooperation", "a1 b2"),
        ("quad:3", ""),
        ("score:>5", "a1 b2"),
        ("score:..0", ""),
        ("sure:75", "a1 b2"),
        ("sure:.8", ""),
        ("sure:<80%", "a1 b2"),
        ("sure:>50", "a1 b2"),
        ("sure:20..60", ""),
        ("sure:.5..", "a1 b2"),
        ("context:economic", "a1 b2"),
        ("timing:background", ""),
        ("goods:wheat", ""),
        ("stage:delivered", "a1"),
        ("has:transfer", "a1"),
        ("not has:transfer", "b2"),
        ("review:open", "a1 b2"),
        ("id:b2", "b2"),
        ("published:unknown", "a1 b2"),
        ("sort:-type", "b2 a1"),
        ("sort:type limit:1", "a1"),
        ("sort:when", "a1 b2"),
        ("as-of:2000-01-01", ""),
        ("as-of:2100-01-01T10:00", "a1 b2"),
        ("sell*", ""),
        ("sol*", "a1 b2"),
    ],
)
def test_questions(record: Record, question: str, found: str) -> None:
    assert " ".join(answer.claim.id for answer in ask(record, question)) == found


def test_counts(record: Record) -> None:
    assert count(record, "who:KEN") == [((), 2)]
    assert count(record, "", ["type", "month"]) == [(("COOPERATE", "2024-03"), 1), (("THREATEN", None), 1)]


def test_what_people_rejected_stays_out_unless_asked_for(record: Record) -> None:
    record.judge("b2", "reject", by="ada")
    assert [each.claim.id for each in ask(record, "who:KEN")] == ["a1"]
    assert [each.claim.id for each in ask(record, "review:rejected")] == ["b2"]
    assert count(record, "review:rejected") == [((), 1)]


def test_every_field_has_an_example_that_is_understood(record: Record) -> None:
    for field in FIELDS.values():
        assert list(ask(record, field.example)) is not None


def test_an_answer_carries_its_evidence(record: Record) -> None:
    answer = next(ask(record, "goods:tea"))
    assert (answer.sentence.text, answer.report.text) == (TEXT, TEXT)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who:KEN wen:2024", "at character 9: there is no field wen:, did you mean when: ?"),
        ("status:maybe", "at character 8: a status is one of happened, ongoing"),
        ("status:plannd", "did you mean planned?"),
        ("did:THREATN", "at character 5: there is no type THREATN; did you mean THREATEN?"),
        ("who:KEN when:soon", "at character 14: a time is YYYY"),
        ("when:2024-13", "at character 6: a time is"),
        ("when:2024..2023", "at character 6: a time is"),
        ("between:RUS", "at character 1: between: takes two parties"),
        ("sure:very", "at character 6: how sure a claim is takes a share or percent"),
        ("sure:120", "at character 6: how sure a claim is takes a share or percent"),
        ("score:high", "at character 7: a score is a number"),
        ("sort:colour", "at character 6: answers can be sorted by when"),
        ("limit:0", "at character 7: a limit is a number"),
        ("as-of:then", "at character 7: a moment is"),
        ("has:wings", "at character 5: what a claim may have is one of condition"),
        ("context:milit", "did you mean military?"),
    ],
)
def test_what_is_not_understood_is_pointed_at(record: Record, question: str, said: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        list(ask(record, question))
    assert said in str(caught.value)
    assert str(caught.value).splitlines()[2].endswith("^")
