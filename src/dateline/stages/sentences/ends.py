"""One paragraph goes in; its sentences come out, none longer than a cap, so that time stays linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dateline.model.span import Span, trim

LONGEST = 1000
"""Code points. Real sentences of news stay under 700; what is longer is a list, a table or a text without stops."""

_STOP = re.compile(r"""(?P<mark>[.!?…]+|[。！？｡।॥؟۔։።။។]+)(?P<close>["'”’»›」』)\]]*)""")
_UNSPACED = "。！？｡"
_OPENING = "\"'“‘«‹„(["
_TITLES = frozenset(
    "mr mrs ms mx dr prof gen col lt sgt cpl capt maj cmdr adm brig sen rep gov pres amb rev hon st fr sr msgr dep "
    "supt insp det const vs no nos art sec fig vol pp par op cf ft mt messrs mme mlle hr ing lic sra srta dra min pvt "
    "spc r-adm asst atty gens cols sens reps govs profs drs vice-adm rear-adm lt-gen lt-col maj-gen brig-gen".split()
)
"""What stands before a name or a number and never ends a sentence."""
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_CLOSERS = frozenset("inc corp co ltd plc llc jr sr etc al dept est approx bros assn univ ave blvd rd".split())
"""What may end a sentence or stand inside one."""
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those there but and or so yet in on at for from with by to after "
    "before when while as if since although though however meanwhile earlier later his her its their our my your who "
    "what why how where both some many most more all no not another other one two three several last next also "
    "according during despite until under over among between because instead still now then".split()
)
"""Words that begin sentences and that are small inside them, so a capital one shows a beginning."""
_SAYS = re.compile(
    r"(?:[^\W\d_][\w'’.-]*\s+){1,4}?(?:said|asked|told|added|wrote|says|asks|replied|shouted|exclaimed|tweeted|cried"
    r"|demanded)\b"
)


def split(text: str, block: Span) -> Iterator[Span]:
    """The sentences of `block`, in order, without white space at their ends.

    >>> [span.of("Gen. Li left. He is 61.") for span in split("Gen. Li left. He is 61.", Span(0, 23))]
    ['Gen. Li left.', 'He is 61.']
    """
    at = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        end = stop.end()
        if end < block.end and _ends(text, stop, block):
            yield from _capped(text, Span(at, end))
            at = end
    yield from _capped(text, Span(at, block.end))


def _ends(text: str, stop: re.Match[str], block: Span) -> bool:
    """Whether a sentence ends with this stop."""
    end = stop.end()
    following = text[end : end + 60]
    if stop["mark"][0] in _UNSPACED:
        return following.lstrip()[:1] not in _OPENING or not following[:1].isspace()
    rest = following.lstrip()
    word = re.match(r"\w+", rest.lstrip(_OPENING))
    first = word.group() if word else ""
    starter = first.lower() in _STARTERS and first[:1].isupper()
    if not following[:1].isspace():
        return starter and _run_together(text, stop)
    if not rest or not _begins(rest):
        return False
    if stop["mark"] == ".":
        return stop["close"] != "" or _period_ends(text, stop.start(), block.start, first, starter)
    if stop["mark"] in ("...", "…"):
        return not text[stop.start() - 1 : stop.start()].isspace() and (
            starter or rest[0] in _OPENING or bool(stop["close"])
        )
    return not (stop["close"] and _SAYS.match(rest))


def _run_together(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop without a blank after it ended a sentence ("left.The"): two small letters or more before it."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    return len(before) == 2 and before.islower() and before.isalpha()


def _begins(rest: str) -> bool:
    """Whether a sentence can begin so: with a capital, a numeral, a letter without case, after opening marks."""
    letter = rest.lstrip(_OPENING + " \xa0")[:1]
    if not letter:
        return False
    return not letter.islower() and (letter.isalnum() or rest[0] in _OPENING or unicodedata.category(letter)[0] in "SP")


def _period_ends(text: str, dot: int, floor: int, first: str, starter: bool) -> bool:
    """Whether the single full stop at `dot` ends a sentence, by the word before it and the word `first` after."""
    start = dot
    while start > floor and dot - start < 24 and not text[start - 1].isspace() and text[start - 1] not in _OPENING:
        start -= 1
    word = text[start:dot]
    if word.isdigit() and start == floor and len(word) <= 3:
        return False  # the number of a list
    bare = word.lower().rsplit("/", 1)[-1]
    if bare in ("no", "nos", "art", "sec", "fig", "vol", "pp", "par", "min", "est", "st") or bare in _MONTHS:
        # Words in their own right too ("He said no."), unless what follows shows the abbreviation.
        return not (first[:1].isdigit() or (bare == "st" and word[:1].isupper() and not starter))
    if bare in _TITLES:
        return False
    if bare in _CLOSERS:
        return starter
    if "." in word and all(len(part) <= 2 for part in word.split(".")):
        return starter  # U.S., a.m., D.C., Ph.D
    if len(word) == 1 and word.isalpha() and (word.isupper() or word.islower()):
        return starter and word != "I"  # an initial, "Plan B."
    return True


def _capped(text: str, span: Span) -> Iterator[Span]:
    """`span` without white space at its ends, in pieces no longer than the cap; nothing when it is empty."""
    span = trim(span, text)
    while len(span) > LONGEST:
        cut = _cut(text, span.start)
        yield trim(Span(span.start, cut), text)
        span = trim(Span(cut, span.end), text)
    if span:
        yield span


def _cut(text: str, start: int) -> int:
    """Where to cut the overlong sentence from `start`: after a mark, at a blank, or between two characters."""
    low, high = start + LONGEST // 2, start + LONGEST
    for marks in (";:\n", ",、，", " \t\xa0"):
        places = [text.rfind(mark, low, high) for mark in marks]
        if max(places) >= low:
            return max(places) + 1
    cut = high
    while cut > low and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f" or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut
