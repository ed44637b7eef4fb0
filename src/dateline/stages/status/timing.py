"""An act's token and the report's times go in; out comes whether the act is news in this report or background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dateline.model.act import Timing
from dateline.model.clause import clause_of, verbal
from dateline.model.parse import Parse, Token
from dateline.model.tense import tried_by
from dateline.model.time import Time

FRESH = timedelta(days=7)
"""What lies further back from the day of publication than this is background; news weeklies look back a week."""

_EARLIER = frozenset({
    "earlier", "previously", "formerly", "already", "once", "ago", "originally", "historically",
    "recently", "lately",
})  # fmt: skip
_REPORTING = frozenset({"say", "tell", "report", "claim", "allege", "announce", "state", "note", "add", "confirm"})


def timing_of(parse: Parse, token: Token, times: Sequence[Time], published: Time) -> tuple[Timing, str]:
    """`new` or `background`, and the rule that said so."""
    verb = _clause_head(parse, token)
    told = _told_times(parse, verb, token, times)
    reference = _day(published.latest)
    for time in told:
        if (time.text or "").lower() in _EARLIER:
            return "background", f"adverb:{time.text}"
        latest = _day(time.latest)
        if latest is not None and reference is not None:
            if latest < reference - FRESH:
                return "background", f"earlier:{time.text}"
            return "new", f"time:{time.text}"
    if verb is None:
        return "new", "noun"
    clause = clause_of(parse, verb)
    if _is_ground(parse, verb):
        return "background", "ground"
    if clause.perfect and clause.tense == "past":
        head = parse.head(verb)
        shifted = verb.dep in ("ccomp", "conj") and head.lemma in _REPORTING and head.tag in ("VBD", "VBN")
        return ("new", "backshift") if shifted else ("background", "past perfect")
    how = tried_by(parse, verb)
    for child in parse.children(how or verb, "advmod", "npadvmod", "prep"):
        if child.text.lower() in _EARLIER and child.text.lower() not in ("already",):
            return "background", f"adverb:{child.text.lower()}"
    if clause.perfect and clause.tense == "gerund":
        return "background", "having"
    return "new", "default"


def _is_ground(parse: Parse, verb: Token) -> bool:
    """Whether the act is what another was done for, and so earlier: "thanked the emir for hosting the talks"."""
    prep = parse.head(verb)
    above = parse.head(prep)
    return verb.dep == "pcomp" and prep.text.lower() == "for" and above.tag in ("VBD", "VBN") and above.i != prep.i


def _clause_head(parse: Parse, token: Token) -> Token | None:
    if verbal(token):
        return token
    for above in parse.ancestors(token):
        if verbal(above):
            return above
    return None


def _told_times(parse: Parse, verb: Token | None, token: Token, times: Sequence[Time]) -> list[Time]:
    """The dates that hang on the act itself or on the verb of its clause."""
    near = {token.i} | ({verb.i} if verb is not None else set())
    if (
        verb is not None
        and verb.dep in ("xcomp", "advcl")
        and any(each.tag == "TO" for each in parse.children(verb, "aux"))
    ):
        near.add(verb.head)
    found = []
    for time in times:
        if time.span is None or time.timex is None or time.timex.type not in ("DATE", "TIME"):
            continue
        start = parse.at(time.span.start)
        if start is None:
            continue
        at = start
        for _ in range(6):
            if at.i in near:
                found.append(time)
                break
            if at.head == at.i or (verbal(at) and at.i not in near):
                break
            at = parse.head(at)
    return found


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def coming_time(parse: Parse, token: Token, times: Sequence[Time], published: Time) -> str | None:
    """The words of a time after publication that hangs on the act or its clause, if there is one."""
    reference = _day(published.latest)
    if reference is None:
        return None
    for time in _told_times(parse, _clause_head(parse, token), token, times):
        earliest = _day(time.earliest)
        if earliest is not None and earliest > reference:
            return time.text
    return None


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def weekday_told(parse: Parse, token: Token, times: Sequence[Time]) -> str | None:
    """The weekday that hangs on the act, which a plain present puts ahead: "she flies to Prague on Tuesday"."""
    for time in _told_times(parse, _clause_head(parse, token), token, times):
        words = (time.text or "").lower().split()
        if words and words[-1] in _WEEKDAYS and "every" not in words and "each" not in words:
            return time.text
    return None


_STILL = frozenset({"still", "currently", "continually", "constantly"})
_NUMBERED = frozenset({"day", "night", "week", "month", "year", "hour", "morning", "evening"})
_NTH = frozenset({"another", "consecutive", "straight", "second", "third", "first"})


def lasting_word(parse: Parse, token: Token) -> Token | None:
    """The word that says that an act goes on: "still", "since Monday", "for a third day"."""
    verb = _clause_head(parse, token)
    near = [token] if verb is None or verb.i == token.i else [token, verb]
    for each in near:
        for child in parse.children(each, "advmod", "prep", "npadvmod"):
            word = child.text.lower()
            since = word == "since" and child.dep == "prep" and verbal(each) and clause_of(parse, each).perfect
            lasts = word in ("for", "into") and any(_numbered(parse, noun) for noun in parse.children(child, "pobj"))
            if word in _STILL or since or lasts:
                return child
    return None


def _numbered(parse: Parse, noun: Token) -> bool:
    """ "a second day", "its 19th week", "the third night running"."""
    words = [child.text.lower() for child in parse.children(noun, "amod", "det", "nummod")]
    return noun.lemma in _NUMBERED and any(
        word in _NTH or (word.endswith(("th", "rd", "nd", "st")) and word[:1].isdigit()) or word.endswith("th")
        for word in words
    )
