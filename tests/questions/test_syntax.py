"""Questions taken apart, and questions that are not understood: where the arrow points, and what is said."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadQuestion
from dateline.questions.syntax import All, Either, Node, Not, Term, parse


def shown(node: Node) -> str:
    """A tree as a person would bracket it."""
    if isinstance(node, Term):
        values = ",".join(f"'{value.text}'" if value.quoted else value.text for value in node.values)
        return f"{node.field}:{values}" if node.field else values
    if isinstance(node, Not):
        return f"!{shown(node.node)}"
    return f"({(' | ' if isinstance(node, Either) else ' & ').join(map(shown, node.nodes))})"


@pytest.mark.parametrize(
    ("question", "tree"),
    [
        ("", "()"),
        ("who:PRK", "who:PRK"),
        ("Who:PRK DID:threaten", "(who:PRK & did:threaten)"),
        ("who:PRK and did:THREATEN", "(who:PRK & did:THREATEN)"),
        ("who:PRK or who:RUS shells", "(who:PRK | (who:RUS & shells))"),
        ("(who:PRK or who:RUS) shells", "((who:PRK | who:RUS) & shells)"),
        ("not who:PRK -status:planned", "(!who:PRK & !status:planned)"),
        ("not not who:PRK", "who:PRK"),
        ("-(a or b)", "!(a | b)"),
        ('said:"Dmitry  Peskov","Li"', "said:'Dmitry Peskov','Li'"),
        ("between:RUS,PRK", "between:RUS,PRK"),
        ('"artillery shells" | shells', "('artillery shells' | shells)"),
        ("((a))", "a"),
        ("entity:iso:PRK", "entity:iso:PRK"),
        ("twenty-one", "twenty-one"),
    ],
)
def test_trees(question: str, tree: str) -> None:
    assert shown(parse(question).tree) == tree


def test_settings_stand_apart() -> None:
    question = parse("sort:-when who:PRK limit:5")
    assert shown(question.tree) == "who:PRK"
    assert [(term.field, term.values[0].text) for term in question.settings] == [("sort", "-when"), ("limit", "5")]


@pytest.mark.parametrize(
    ("question", "at", "said"),
    [
        ('who:"KEN', 5, "this quotation mark is never closed"),
        ("who:KEN not", 12, "a term is needed after `not`"),
        ("who:KEN or", 11, "a term is needed after `or`"),
        ("or who:KEN", 1, "a term is needed before `or`"),
        ("and who:KEN", 1, "a term is needed before `and`"),
        ("a and or b", 7, "a term is needed after `and`"),
        ('who:""', 5, "something must stand between"),
        ("who:", 5, "something must follow who:"),
        ("who:RUS,", 9, "a value must follow the comma"),
        ("(a or b", 1, "this parenthesis is never closed"),
        ("a or b)", 7, "this parenthesis was never opened"),
        ("a ()", 4, "a term is needed between the parentheses"),
        ("a , b", 3, "a term is needed here"),
        ("limit:5 limit:6", 9, "limit: can be said once only"),
        ("(" * 60 + "a" + ")" * 60, 51, "no more than 50 parentheses"),
    ],
)
def test_what_is_not_understood_is_pointed_at(question: str, at: int, said: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        parse(question)
    message, shown, arrow = str(caught.value).splitlines()
    assert said in message
    assert message.startswith(f"at character {at}: ")
    assert (shown, arrow) == (f"  {question}", " " * (at + 1) + "^")


@given(st.text(alphabet='ab:"()- ,|orntd\n\t', max_size=40))
def test_any_words_are_a_question_or_a_bad_one(words: str) -> None:
    with suppress(BadQuestion):
        assert isinstance(parse(words).tree, All | Either | Not | Term)
