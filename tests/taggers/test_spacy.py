"""The parse by the default pipeline: exact offsets over cut-out stretches, capitals, odd letters, other models."""

from __future__ import annotations

import pytest

from dateline.errors import MissingModel
from dateline.model.kit import Kit
from dateline.model.parse import Parse, Unit
from dateline.model.span import Span
from dateline.taggers import spacy
from dateline.taggers._entities import fits


def parsed(kit: Kit, text: str, *units: Unit) -> Parse:
    return kit.parser(text, units or (Unit(0, "main", (Span(0, len(text)),)),))


def test_offsets_are_those_of_the_text_when_words_are_cut_out(kit: Kit) -> None:
    text = 'Kenya, police said, "signed" a treaty.'
    pieces = (Span(0, 5), Span(19, 20), Span(21, 27), Span(28, len(text)))
    found = parsed(kit, text, Unit(0, "main", pieces), Unit(0, "clause", (Span(7, 18),)))
    assert all(token.text == token.span.of(text) for token in found.tokens)
    assert [token.text for token in found.unit(0)] == ["Kenya", "signed", "a", "treaty", "."]
    assert [token.text for token in found.unit(1)] == ["police", "said"]
    signed = found.at(21)
    assert signed is not None
    assert [child.text for child in found.children(signed, "nsubj")] == ["Kenya"]


def test_capitals_are_parsed_as_words(kit: Kit) -> None:
    text = "THE ARMY ATTACKED THE POLICE STATION ON MONDAY."
    found = {token.text: token for token in parsed(kit, text).tokens}
    assert (found["ATTACKED"].pos, found["ATTACKED"].lemma) == ("VERB", "attack")
    assert found["ARMY"].dep == "nsubj"
    assert found["ON"].pos == "ADP"


def test_the_words_of_a_title_lose_their_capitals_and_its_names_do_not(kit: Kit) -> None:
    text = "Army Shells Chad Border Post"
    found = {token.text: token for token in parsed(kit, text, Unit(0, "main", (Span(0, 28),), (Span(12, 16),))).tokens}
    assert list(found) == text.split()
    assert (found["Shells"].pos, found["Chad"].pos) == ("VERB", "PROPN")


def test_an_acronym_is_no_shouting(kit: Kit) -> None:
    found = parsed(kit, "NATO agreed.")
    assert found.tokens[0].pos == "PROPN"


@pytest.mark.parametrize(
    "text", ["\ud800 met \udfff.", "İSTANBUL WAS BOMBED ON MONDAY BY ONE SIDE", "e\u0301 \x00\u200d 😀", " "]
)
def test_odd_letters_keep_their_places(kit: Kit, text: str) -> None:
    assert all(token.text == token.span.of(text) for token in parsed(kit, text).tokens)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no_such_model", "is not installed: run `pip install no_such_model`"),
        ("json", "is installed but does not load as a spaCy pipeline"),
        ("email", "is installed but is no spaCy pipeline"),
    ],
)
def test_a_model_that_is_none_is_said_so_in_one_sentence(name: str, said: str) -> None:
    with pytest.raises(MissingModel) as caught:
        spacy.load(name)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "There are three ships off Tarsa, and all of them will be sunk, the minister's office said on 3 May.",
        "I'm gonna go, and y'all ain't got to, he told us: let's leave, c'm on.",
        "Better-known rebels had been fighting worse odds than those that the 1990s saw.",
        "She left; he was left. \n The left leaves.",
    ],
)
def test_words_have_the_part_of_speech_and_the_lemma_that_the_whole_pipeline_gives(kit: Kit, text: str) -> None:
    nlp = spacy._load(spacy.DEFAULT)
    for _ in range(2):  # met for the first time, and remembered
        doc = nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        wanted = [(token.text, token.pos_, token.lemma_) for token in nlp(doc) if not token.is_space]
        assert [(token.text, token.pos, token.lemma) for token in parsed(kit, text).tokens] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the United States of America and President William Ruto of Kenya met in New York.",
        "NATO",
        "In New York",
        "  \n ",
        "Some 12 people, among them three from the Democratic  Republic\nof the Congo, died on 3 May 2024 at 5 p.m.",
    ],
)
def test_entities_are_those_that_the_whole_pipeline_gives(kit: Kit, text: str) -> None:
    nlp = spacy._load(spacy.DEFAULT)
    assert fits(nlp)
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    wanted = [(token.text, token.ent_type_, token.ent_iob_ == "B") for token in nlp(doc) if not token.is_space]
    unit = Unit(0, "main", (Span(0, len(text)),))
    many = kit.parser(text, [unit] * 3)
    for number in range(3):
        assert [(token.text, token.ent, token.ent_start) for token in many.unit(number)] == wanted


def test_a_pipeline_with_other_entities_is_left_to_its_own() -> None:
    nlp = spacy._load(spacy.DEFAULT)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "SHIP", "pattern": "Xyz"}])  # type: ignore[attr-defined]
    assert not fits(nlp)
    text = "Xyz sank."
    found = spacy._Parser(nlp)(text, [Unit(0, "main", (Span(0, len(text)),))])
    assert (found.tokens[0].ent, found.tokens[0].ent_start) == ("SHIP", True)


def test_a_pipeline_with_other_rules_is_left_to_its_own() -> None:
    nlp = spacy._load(spacy.DEFAULT)
    assert spacy._Forms(nlp).parts == ("attribute_ruler", "lemmatizer")
    nlp.get_pipe("attribute_ruler").add([[{"POS": "ADP"}]], {"LEMMA": "x"})  # type: ignore[attr-defined]
    assert spacy._Forms(nlp).parts == ()
    nlp.remove_pipe("lemmatizer")
    assert spacy._Forms(nlp).parts == ()


def test_the_same_text_gives_the_same_parse_when_much_was_read_before(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser, _ = spacy.load()
    text = "Kenya signed a treaty with Tarsa's unpronounceable Xyzzyqua."
    unit = Unit(0, "main", (Span(0, len(text)),))
    first = parser(text, [unit])
    monkeypatch.setattr(spacy, "_COMMON", 0)
    monkeypatch.setattr(spacy, "_FORMS", 0)
    assert [parser(text, [unit]) for _ in range(3)] == [first] * 3
