"""The exception tree: what goes wrong by misuse, each with one sentence that says what to do.

    DatelineError
    ├── BadInput          a source that cannot be read as a report (a folder, binary junk, an unknown encoding)
    │   ├── BadDate       a date that is none
    │   └── NoRoom        a folder on a disk that is full
    ├── MissingModel      a language model that is not installed, or is not one
    ├── BadLexicon        a word list or knowledge file that does not fit its schema
    ├── BadQuestion       a question that cannot be understood
    ├── BadRecord         a record that cannot be opened, read or written (no record, no room, no right to)
    │   ├── OtherVersion  a record that an older or a newer dateline made
    │   ├── Busy          a record that another process holds for too long
    │   └── TooSlow       what was asked of a record takes longer than it was given
    ├── BadJudgement      a judgement of what is not there, or a mended field that does not fit
    └── MissingExtra      a library that is an extra and not installed

What is wrong inside a report is no exception but a `Problem` on its reading.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that dateline raises on purpose; its text is one sentence for the user."""


class BadInput(DatelineError):
    """A source that cannot be read as a report."""


class BadDate(BadInput):
    """A date that is none."""


class NoRoom(BadInput):
    """A folder on a disk that is full."""


class MissingModel(DatelineError):
    """A language model that is not installed, or is not what it should be."""


class BadLexicon(DatelineError):
    """A word list or knowledge file that does not fit its schema."""


class BadQuestion(DatelineError):
    """A question that cannot be understood."""


class BadRecord(DatelineError):
    """A record that cannot be opened, read or written."""


class OtherVersion(BadRecord):
    """A record that an older or a newer dateline made."""


class Busy(BadRecord):
    """A record that another process holds for too long."""


class TooSlow(BadRecord):
    """What was asked of a record takes longer than it was given."""


class BadJudgement(DatelineError):
    """A judgement of what is not there, or a mended field that does not fit."""


class MissingExtra(DatelineError):
    """A library that is an extra and not installed."""
