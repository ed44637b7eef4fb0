"""Evaluative labels, each with whose voice it is."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.reading import Reading


def test_a_label_in_the_outlets_own_sentence_is_the_outlets(read: Callable[..., Reading]) -> None:
    """The regime fired a rocket on Friday, the latest in a row of treaty-busting tests."""
    reading = read(str(test_a_label_in_the_outlets_own_sentence_is_the_outlets.__doc__), through="labels")
    [label] = reading.labels
    assert label.text == "treaty-busting"
    assert [source.kind for source in label.attribution] == ["own voice"]


def test_a_label_in_a_speakers_words_is_the_speakers(read: Callable[..., Reading]) -> None:
    """The visit was purely symbolic, analysts said."""
    reading = read(str(test_a_label_in_a_speakers_words_is_the_speakers.__doc__), through="labels")
    [label] = reading.labels
    assert label.text == "symbolic"
    assert [source.kind for source in label.attribution] == ["experts", "own voice"]


def test_plain_words_are_no_labels(read: Callable[..., Reading]) -> None:
    """The trade minister signed a seven-year agreement on Monday."""
    assert read(str(test_plain_words_are_no_labels.__doc__), through="labels").labels == ()
