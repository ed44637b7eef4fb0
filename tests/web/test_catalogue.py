"""Every text of the pages stands in the catalogue, is used, and no page says anything past it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.web import catalogue
from dateline.web.answering import templates

WEB = Path(catalogue.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
_SAID = re.compile(r"""say\(\s*['"]([\w. -]+)['"](\s*~)?""")


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_catalogue_has_the_same_texts_with_the_same_names(language: str) -> None:
    english, other = catalogue.load("en"), catalogue.load(language)
    assert set(other.texts) == set(english.texts)
    for key, text in english.texts.items():
        names = [set(re.findall(r"\{(\w+)\}", str(each))) for each in (text, other.texts[key])]
        assert names[0] == names[1], key


def test_every_text_that_a_template_says_is_there() -> None:
    english = catalogue.load("en")
    for path in TEMPLATES:
        for key, joined in _SAID.findall(path.read_text("utf-8")):
            known = any(each.startswith(key) for each in english.texts) if joined else english.has(key)
            assert known, f"{path.name}: {key}"


def test_no_template_says_anything_past_the_catalogue() -> None:
    """What stands between the tags of a template is only marks, numbers and our own name."""
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        bare = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>|&\w+;", " ", bare, flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-z]{2,}", bare))
        assert words <= {"dateline", "JSON", "Atom", "Feed", "code", "FOLDER", "CAMEO", "PLOVER"}, (path.name, words)


def test_templates_can_all_be_read() -> None:
    for path in TEMPLATES:
        assert templates().get_template(path.name) is not None


_FORBIDDEN = re.compile(
    r"\sstyle=|\son(?:click|load|error|submit|change|input|focus|blur|key\w+|mouse\w+)=|<style|javascript:|\|safe"
    r"|<script(?![^>]*src=)|src=\"https?:|href=\"https?:"
)


def test_no_template_has_what_the_policy_forbids() -> None:
    for path in TEMPLATES:
        assert not _FORBIDDEN.search(path.read_text("utf-8")), path.name
