"""A reading and one token of it go in; the time of what the token tells comes out, with what that rests on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date, datetime

from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading
from dateline.model.span import Span, cover
from dateline.model.tense import NOT_TIMETABLE, tense_of, tried_by
from dateline.model.time import NOT_STATED, Time

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_INSIDE_NAMES = frozenset({"compound", "nummod", "amod", "appos", "nmod"})
"""How a date hangs on a noun that it only names or tells apart ("the 2019 report")."""
_PHASES = frozenset("begin start continue stop cease finish keep resume manage fail try help seem appear".split())
"""Verbs that have one time with what they govern: "began Monday to withdraw"."""
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "prep", "attr", "agent", "compound", "conj", "amod", "poss"}
)
_TELLING = frozenset(
    "say tell add report announce warn state note claim write declare insist explain admit deny".split()
)
_EVENTS = frozenset("before after following since until till".split())
"""Words by which a clause is dated by an event: "hours before the vote", "after the guards fled"."""
_OFF = frozenset("later earlier subsequently afterwards afterward previously before since already".split())
"""Adverbs that set a clause off from the time of the one it is joined to: "met on Monday and later signed"."""
_COARSE = frozenset({"month", "season", "quarter", "half", "year", "decade", "century", "vague"})
_NEWS_DAYS = 31
"""How far from the day of the report a day is still one of its news."""
_LOOK_BACK = 3
"""How many sentences of the paragraph the discourse may be carried over."""


def time_of(reading: Reading, token: Token) -> tuple[Time, str]:
    """The time of the act that `token` heads and the basis: `clause`, `sentence`, `discourse` or `none`.

    `clause`: words of time hang on the token, or on the verb whose subject, object or noun it is. `sentence`: they hang
    on a verb that it is joined to ("arrived Monday and met …"). `event`: the clause is dated by an event, which the
    calendar does not know ("hours before the vote"): unresolved. `discourse`: the sentence names no time, the one
    before it in the paragraph does, and both tell of the past in the same tense. Otherwise the time is not stated: it
    is never the date of publication by default. The two ends of a range come as one Time.
    """
    parse = reading.parse
    hung = _hung_in(reading, token)
    own = _best(reading, token, token, hung)
    if own is not None:
        return _whole(reading, own), "clause"
    event = _by_event(reading, token)
    if event is not None:
        return event, "event"
    if _set_off(parse, token):
        return NOT_STATED, "none"
    how = tried_by(parse, token)
    for other in _joined(parse, token):
        shared = _best(reading, other, other if other is how else token, hung)
        if shared is not None:
            return _whole(reading, shared), "sentence"
    if not hung:
        carried = _carried(reading, token)
        if carried is not None:
            return _whole(reading, carried), "discourse"
    return NOT_STATED, "none"


def _by_event(reading: Reading, token: Token) -> Time | None:
    """The words by which the clause of the verb `token` is dated by an event, as a time that is not resolved."""
    parse = reading.parse
    if token.pos not in ("VERB", "AUX"):
        return None
    for child in parse.children(token, "prep", "advcl", "npadvmod", "advmod"):
        words = [child, *parse.children(child, "mark", "prep", "advmod")]
        signal = next((each for each in words if each.text.lower() in _EVENTS), None)
        if signal is None or not _names_event(parse, child, signal):
            continue
        inside = [each for each in parse.subtree(child) if each.unit == token.unit]
        span = cover([each.span for each in inside])
        if times_within(reading, span):
            continue
        return Time(
            text=span.of(reading.report.text),
            span=span,
            grain="vague",
            state="unresolved",
            reason="it is counted from an event and not from a date",
            signal=signal.text.lower(),
        )
    return None


def _names_event(parse: Parse, top: Token, signal: Token) -> bool:
    """Whether a clause or a noun of events follows the word: "after they fled", "hours before the vote"."""
    if top.dep == "advcl":
        return signal.dep == "mark" or bool(parse.children(signal, "pobj", "pcomp"))
    if parse.children(signal, "pcomp"):
        return True
    measured = top.i != signal.i or bool(parse.children(signal, "npadvmod", "advmod"))
    nouns = [noun for noun in parse.children(signal, "pobj") if noun.tag in ("NN", "NNS")]
    return bool(nouns) and (measured or signal.text.lower() != "before")


def _set_off(parse: Parse, token: Token) -> bool:
    """Whether an adverb sets a joined verb off from the time of the others."""
    return token.dep == "conj" and any(
        child.text.lower() in _OFF and not parse.children(child, "npadvmod", "prep")
        for child in parse.children(token, "advmod")
    )


def times_within(reading: Reading, span: Span) -> tuple[Time, ...]:
    """The times of the reading that begin inside `span`, in the order of the text."""
    first = bisect_left(reading.times, span.start, key=_start)
    last = bisect_left(reading.times, span.end, key=_start)
    return reading.times[first:last]


def _start(time: Time) -> int:
    return time.span.start if time.span is not None else -1


def _hung_in(reading: Reading, token: Token) -> list[tuple[Token, Time]]:
    """The times of the token's unit that date something, each with the token that it hangs by."""
    found = []
    for time in times_within(reading, reading.sentences[token.sentence].span):
        if time.span is None or not _dates(time):
            continue
        inside = [each for each in reading.parse.within(time.span) if each.unit == token.unit]
        top = next(
            (each for each in inside if not time.span.contains(reading.parse.head(each).span) or each.head == each.i),
            None,
        )
        if top is not None:
            found.append((top, time))
    return found


def _dates(time: Time) -> bool:
    """Whether the time can say when something happened: a point, or a length counted from a point."""
    if time.timex is None or time.timex.type == "SET":
        return False
    return time.timex.type != "DURATION" or time.earliest is not None


def _best(reading: Reading, token: Token, act: Token, hung: list[tuple[Token, Time]]) -> Time | None:
    """The time that hangs nearest on `token` and that `act` can have: known before unknown, points before lengths."""
    parse = reading.parse
    best: tuple[tuple[bool, bool, bool, int], Time] | None = None
    for top, time in hung:
        steps = _steps(parse, token, top)
        if steps is None or _clashes(reading, act, time):
            continue
        length = time.timex is not None and time.timex.type == "DURATION"
        rank = (time.grain == "vague", time.state != "known", length, steps)
        if best is None or rank < best[0]:
            best = (rank, time)
    return best[1] if best else None


def _clashes(reading: Reading, act: Token, time: Time) -> bool:
    """Whether the tense forbids the time: what was done was not done after the report, what will be not before it.

    Such a date is a goal or a measure: "extended the offer to Nov. 20", "expects growth next year".
    """
    made = _day_of(reading.report.published.earliest)
    if made is None or act.pos not in ("VERB", "AUX") or reading.sentences[act.sentence].kind != "body":
        return False
    low, high = _day_of(time.earliest), _day_of(time.latest)
    tense = tense_of(reading.parse, act)
    ahead, over = low is not None and low > made, high is not None and high < made
    if tense == "present":
        return over or (ahead and act.lemma in NOT_TIMETABLE)
    return (ahead and tense == "past") or (over and tense == "future")


def _day_of(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _steps(parse: Parse, token: Token, top: Token) -> int | None:
    """How far above the time's words `token` stands without another clause between; None when it does not."""
    for far, each in enumerate([top, *parse.ancestors(top)]):
        if each.i == token.i:
            return far
        if each.pos in ("VERB", "AUX") and far:
            return far + 1 if _argument_of(parse, token, each) else None
        if each.pos in _NOUNS and far and each.dep not in ("npadvmod", "advmod") and top.dep in _INSIDE_NAMES:
            return None
    return None


def _argument_of(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether `token` is a noun in the subject, object or other phrase of `verb`, with no verb between."""
    if token.pos in ("VERB", "AUX"):
        return False
    at = token
    while at.i != verb.i:
        if at.dep not in _ARGUMENTS or at.head == at.i:
            return False
        at = parse.head(at)
        if at.i != verb.i and at.pos in ("VERB", "AUX"):
            return False
    return verb.lemma not in _TELLING or token.dep in ("nsubj", "dobj")


def _joined(parse: Parse, token: Token) -> list[Token]:
    """The verbs whose time `token` shares, nearest first: those it is coordinated with, its auxiliary-like head."""
    found = []
    at = token
    while at.head != at.i and _shares(parse, at):
        at = parse.head(at)
        found.append(at)
    how = tried_by(parse, token)
    if how is not None:
        found.append(how)
    below = parse.children(token, "conj", "xcomp")
    return found + [child for child in below if child.pos in ("VERB", "AUX") and _shares(parse, child)]


def _shares(parse: Parse, token: Token) -> bool:
    """Whether the token has the time of the verb that it hangs on."""
    above = parse.head(token)
    if parse.children(token, "mark", "nsubj", "nsubjpass"):
        return False
    if token.dep == "conj":
        return token.tag == above.tag and tense_of(parse, token) == tense_of(parse, above)
    return (token.dep == "xcomp" and above.lemma in _PHASES) or _participle(parse, token)


def _participle(parse: Parse, token: Token) -> bool:
    """Whether the token heads a phrase such as "giving him a present", which has no time but its verb's."""
    return (
        token.dep == "advcl"
        and token.tag == "VBG"
        and not parse.children(token, "mark", "nsubj", "nsubjpass", "aux", "prep")
    )


def _carried(reading: Reading, token: Token) -> Time | None:
    """The time of the last dated sentence before, in the same paragraph, when both are told in the simple past."""
    parse, sentences = reading.parse, reading.sentences
    if tense_of(parse, token) != "past" or _perfect(parse, token) or not _is_main(parse, token):
        return None
    here = sentences[token.sentence]
    for number in range(token.sentence - 1, max(-1, token.sentence - 1 - _LOOK_BACK), -1):
        if sentences[number].paragraph != here.paragraph:
            return None
        found = _main_time(reading, number)
        if found is not None:
            root, time = found
            alike = (root.lemma in _TELLING) == (token.lemma in _TELLING)
            return time if time.state == "known" and alike and _is_news(reading, time) else None
    return None


def _is_news(reading: Reading, time: Time) -> bool:
    """Whether the time is a day of the news and not one of its background, which says nothing of the next sentence."""
    made, low = _day_of(reading.report.published.earliest), _day_of(time.earliest)
    if time.grain in _COARSE:
        return False
    return made is None or low is None or abs((made - low).days) <= _NEWS_DAYS


def _is_main(parse: Parse, token: Token) -> bool:
    """Whether the token is the verb of its sentence's main clause, or joined to it."""
    while token.dep == "conj":
        token = parse.head(token)
    return token.head == token.i and parse.units[token.unit].kind == "main"


def _main_time(reading: Reading, sentence: int) -> tuple[Token, Time] | None:
    """The root of a sentence's main clause with its time, when it is told in the simple past."""
    parse = reading.parse
    units = parse.units_of(sentence)
    if not units:
        return None
    root = next((each for each in parse.unit(units[0]) if each.head == each.i), None)
    if root is None or tense_of(parse, root) != "past" or _perfect(parse, root):
        return None
    time = _best(reading, root, root, _hung_in(reading, root))
    return (root, time) if time is not None else None


def _perfect(parse: Parse, token: Token) -> bool:
    return any(child.lemma == "have" for child in parse.children(token, "aux"))


def _whole(reading: Reading, time: Time) -> Time:
    """A range as one Time: "from 3 to 5 May" from its first day to its last."""
    closing = time.range_end
    opening = time
    if closing is None:
        opened = next((each for each in _near(reading, time) if each.range_end == time.span), None)
        if opened is None:
            return time
        opening, closing = opened, time.span
    end = next((each for each in _near(reading, opening) if each.span == closing), None)
    if end is None or end.span is None or opening.span is None:
        return time
    span = cover([opening.span, end.span])
    low, high = opening.earliest, end.latest
    edtf = f"{_day(low)}/{_day(high)}" if low and high else None
    return replace(
        opening,
        text=span.of(reading.report.text),
        span=span,
        earliest=low,
        latest=high,
        edtf=edtf,
        signal=None,
        range_end=None,
    )


def _day(day: object) -> str:
    return str(day)[:10]


def _near(reading: Reading, time: Time) -> tuple[Time, ...]:
    """The times a few words around one."""
    at = bisect_left(reading.times, _start(time), key=_start)
    return reading.times[max(0, at - 2) : at + 3]
