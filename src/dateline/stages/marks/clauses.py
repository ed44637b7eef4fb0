"""The surface of a sentence goes in; out come the attribution clauses that can be cut from it: "…, Peskov said".

Three shapes: a speaker with a verb of saying beside a statement or a quotation (before, inside or behind it), the same
turned round (", said Peskov, who …"), and a phrase that opens a source ("according to …"). A clause is marked only
where what is left has a finite verb of its own or is a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.cues import Cues
from dateline.model.sentence import Mark
from dateline.model.span import Span, trim
from dateline.stages.marks.finite import AUXILIARIES, has_finite
from dateline.stages.marks.surface import QUOTED, Segment, Surface

_NOT_A_SPEAKER = frozenset(
    "and but or nor yet so that which who whom whose what if when while because since although though where why "
    "how whether unless until till after before in on at by for from to of with without under over into through "
    "during despite amid among between against about not than then there here once also just even only instead "
    "however moreover meanwhile earlier later yesterday today tomorrow according ever never including like".split()
)
_APPOSITION = frozenset(
    "a an the who whose whom which his her its their our former then current acting chief deputy senior head "
    "leader director president chairman chairwoman chair secretary minister spokesman spokeswoman spokesperson "
    "professor editor founder author co-founder member mayor governor commander general ambassador analyst "
    "researcher lecturer fellow economist executive vice-president resident owner manager partner adviser advisor "
    "lawyer attorney".split()
)
_DETERMINERS = frozenset("the a an his her its their our my".split())
_ADJUNCT = frozenset(
    "on in at to during via by through from with without last this earlier later late early today yesterday "
    "tomorrow again tonight here there then when while as after before if under over monday tuesday wednesday "
    "thursday friday saturday sunday recently separately flatly bluntly simply also afterwards upon of about for "
    "shortly repeatedly publicly angrily quietly tersely only quite next".split()
)
_TURNED_ANYWHERE = frozenset("said says say added adds wrote writes reported reports explained noted warned".split())
_SAYS = frozenset("said says say told tells added adds".split())
_PAST = frozenset("wrote showed found put read thought learned swore".split())
_PRESENT = frozenset(
    "shows show suggests indicates indicate reveals believe believes think thinks fear fears argue argues warn "
    "warns predict predicts suggest claim claims suspect suspects writes insists explains adds contends "
    "concedes admits notes reckon reckons".split()
)
_PRONOUNS = frozenset("he she it they we i you".split())
_SUBORDINATES = frozenset("when while as after before if".split())
_TURNED = frozenset(
    "said says say added adds wrote writes asked asks replied replies explained explains noted notes argued "
    "argues warned warns insisted insists announced announces reported reports declared remarked recalled "
    "continued observed quipped joked complained commented cautioned responded concluded stressed claimed "
    "predicted suggested tweeted reads read goes went".split()
)
_SPEAKING = frozenset("referring alluding speaking citing quoting using pointing stopping declining".split())
_LONGEST_SPEAKER = 16
"""Words. Longer stretches before a verb of saying are clauses more often than names."""


def clauses(surface: Surface, cues: Cues) -> Iterator[Mark]:
    """The clauses that can be cut from one sentence, in order, none overlapping another."""
    segments = surface.segments
    at = surface.span.start
    for place, segment in enumerate(segments):
        if segment.span.start < at:
            continue
        found = _spoken(surface, place, at, cues) or _opened(surface, place, cues)
        if found is None or found.start < at:
            continue
        mark = _cut(surface, found)
        if mark is not None:
            yield mark
            at = mark.span.end


def _spoken(surface: Surface, place: int, floor: int, cues: Cues) -> Span | None:
    """The clause whose verb of saying stands in the segment at `place`, from its speaker to its end."""
    segment = surface.segments[place]
    for number, (word, _) in enumerate(segment.words):
        form = word.lower()
        if form.endswith("ing") or not (cues.beside(form) or form == "put"):
            continue
        before, after = segment.words[:number], segment.words[number + 1 :]
        if form == "put" and [each[0].lower() for each in after] != ["it"]:
            continue
        fits = _fits(segment, number, form, cues)
        if before and fits and _is_speaker(before) and _is_adjunct(form, after):
            return _between(surface, place, place, cues)
        if not before and fits and _is_adjunct(form, after):
            speaker = _apposed(surface, place, floor)
            if speaker is not None:
                return _between(surface, speaker, place, cues)
        if not before and _turned(segment, form, after, cues):
            return _between(surface, place, _appositions(surface, place), cues)
    return None


def _turned(segment: Segment, form: str, after: tuple[tuple[str, int], ...], cues: Cues) -> bool:
    """Whether a segment that begins with a verb of saying names its speaker behind it: ", said Peskov"."""
    if not after or not _is_speaker(after):
        return False
    if segment.before == QUOTED:
        return form in _TURNED
    return segment.before == "," and form in _TURNED_ANYWHERE and _can_speak(after, cues)


def _can_speak(words: tuple[tuple[str, int], ...], cues: Cues) -> bool:
    """Whether a name, a pronoun or a word for a source is among the words."""
    return any(
        word[0].isupper() or word.lower() in _PRONOUNS or _singular(word.lower()) in cues.source_words
        for word, _ in words
    )


def _fits(segment: Segment, number: int, form: str, cues: Cues) -> bool:
    """Whether this verb form can report where it stands.

    Beside a quotation nearly any can. Behind a comma a noun may look like a verb ("weather alerts") and a participle
    like a past ("a deal announced last week"), so there the form must be plain or the speaker one who can speak.
    """
    if segment.before == QUOTED:
        return True
    if segment.before != "," and not (segment.before == "" and segment.lower(0) == "as"):
        return False
    if form in _SAYS:
        return True
    if segment.lower(number + 1) == "by" or not (form.endswith("ed") or form in _PAST or form in _PRESENT):
        return False
    return number == 0 or _can_speak(segment.words[:number], cues)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else word


def _opened(surface: Surface, place: int, cues: Cues) -> Span | None:
    """The clause that a phrase opens at the beginning of the segment: "according to the ministry"."""
    segment = surface.segments[place]
    lower = " ".join(word.lower() for word, _ in segment.words[:5])
    if segment.lower(0) == "as" and segment.lower(-2) + segment.lower(-1) == "putit":
        return segment.span
    for phrase in ("according to", *(each for each, entry in cues.phrases.items() if entry.use == "opens")):
        if lower.startswith(phrase + " ") and (place > 0 or segment.after == ","):
            last = _appositions(surface, place) if place else _leading(surface, place)
            return Span(segment.span.start, surface.segments[last].span.end)
    return None


def _leading(surface: Surface, place: int) -> int:
    """How far a source at the beginning of the sentence runs over commas: appositions that another comma closes."""
    last = place
    while (
        last + 2 < len(surface.segments)
        and surface.segments[last + 1].lower(0) in _APPOSITION
        and surface.segments[last + 1].after == ","
        and len(surface.segments[last + 1].words) <= 10
        and not has_finite(surface.segments[last + 1].words)
    ):
        last += 1
    return last


def _is_speaker(words: tuple[tuple[str, int], ...]) -> bool:
    lower = [word.lower() for word, _ in words]
    if lower[0] == "as":
        lower = lower[1:]
    if not lower or len(lower) > _LONGEST_SPEAKER or lower[0] in _NOT_A_SPEAKER or lower[0] in AUXILIARIES:
        return False
    if lower[0].endswith("ing") and words[0][0].islower():
        return False
    for place, word in enumerate(lower):
        if word in ("who", "that", "which", "whose"):
            return place < len(lower) - 3
        if word in AUXILIARIES and not (word in ("has", "had", "have") and place >= len(lower) - 2):
            return False
    return True


def _is_adjunct(form: str, after: tuple[tuple[str, int], ...]) -> bool:
    """Whether the words behind the verb of saying can only tell when, where, how or to whom it was said."""
    lower = [word.lower() for word, _ in after]
    if not lower or lower == ["it"]:
        return True
    if lower[0] in _SUBORDINATES:
        return "that" not in lower
    if form in ("told", "tells", "tell", "informed", "assured", "reminded", "briefed"):
        return len(lower) <= 14 and not has_finite(after) and "that" not in lower and "to" not in lower[:2]
    return lower[0] in _ADJUNCT and len(lower) <= 16 and not has_finite(after) and "that" not in lower


def _apposed(surface: Surface, place: int, floor: int) -> int | None:
    """The segment that names the speaker, where appositions stand between it and the verb at `place`."""
    at = place - 1
    while at >= 0 and place - at <= 4:
        segment = surface.segments[at]
        if segment.after != "," or segment.span.start < floor:
            return None
        first = segment.words[0][0]
        if first[0].isdigit() or first[0].islower():
            at -= 1
            continue
        named = len(segment.words) <= 8 and segment.lower(0) not in _NOT_A_SPEAKER and not has_finite(segment.words)
        if named and at == place - 1:
            at = _titled(surface, at)
        return at if named and at != place - 1 and surface.segments[at].before else None
    return None


def _titled(surface: Surface, name: int) -> int:
    """The segment before the one at `name`, if it is the title that the name stands in apposition to; else `name`."""
    if name == 0:
        return name
    title = surface.segments[name - 1]
    fits = title.after == "," and len(title.words) <= 10 and title.lower(0) in _DETERMINERS
    return name - 1 if fits and title.words[0][0].islower() and not has_finite(title.words) else name


def _appositions(surface: Surface, place: int) -> int:
    """How far the speaker behind the verb, or behind "according to", runs over commas to the sentence's end."""
    last = place
    while last + 1 < len(surface.segments):
        following = surface.segments[last + 1]
        turned = surface.segments[place].before == ","
        if (
            (turned and following.lower(0) == "the")
            or following.before != ","
            or QUOTED in surface.part(surface.segments[last].span.end, following.span.start)
        ):
            return last
        if last == place and not (following.lower(0) in _APPOSITION or following.words[0][0][0].isdigit()):
            return place
        last += 1
    return last


def _between(surface: Surface, first: int, last: int, cues: Cues) -> Span | None:
    """The span from one segment to another, with the participle that follows ("…, referring to …")."""
    segments = surface.segments
    quoted = segments[first].before == QUOTED
    if last + 1 < len(segments) and segments[last].after == ",":
        following = segments[last + 1]
        word = following.lower(0)
        if following.before == "," and word.endswith("ing") and (quoted or word in _SPEAKING or _reports(word, cues)):
            last = len(segments) - 1
    return Span(segments[first].span.start, segments[last].span.end)


def _reports(word: str, cues: Cues) -> bool:
    entry = cues.verbs.get(cues.forms.get(word, ""))
    return entry is not None and bool(entry.takes & {"clause", "beside"})


def _cut(surface: Surface, found: Span) -> Mark | None:
    """The mark for the clause at `found` if it may be cut, else None."""
    text, sentence = surface.text, surface.span
    start, end = found.start, found.end
    before, after = surface.part(sentence.start, start), surface.part(end, sentence.end)
    follows = after.lstrip()
    if before.strip() and before.rstrip()[-1] not in "," + QUOTED + "—–-":
        return None
    if follows[:1] in (":", QUOTED, ";") and not before.rstrip().endswith(QUOTED):
        return None
    if follows.startswith(",") and follows[1:].lstrip()[:1] == QUOTED and QUOTED not in before[-3:]:
        return None
    if follows and follows[0] not in ",.!?—–-" + QUOTED and follows.strip("'\")]}»”’ "):
        return None
    rest = f"{before} {after}"
    if QUOTED not in rest and not has_finite(_words(rest)):
        return None
    trailing = not any(char.isalnum() or char == QUOTED for char in after)
    if trailing and not (QUOTED in before or has_finite(_words(before))):
        return None
    if not trailing and follows.startswith(","):
        comma = end + len(after) - len(after.lstrip()) + 1
        if not before.strip() or _closes_up(_words(before), follows[1:]):
            end = comma
    while start > sentence.start and text[start - 1].isspace():
        start -= 1
    if start > sentence.start and text[start - 1] == ",":
        start -= 1
    span = Span(start, end)
    if not before.strip():
        while span.end < sentence.end and text[span.end].isspace():
            span = Span(span.start, span.end + 1)
    return Mark(span, trim(found, text), "clause")


def _words(part: str) -> tuple[tuple[str, int], ...]:
    return tuple((m.group(), m.start()) for m in re.finditer(r"[^\W_][\w'’-]*", part))


def _closes_up(before: tuple[tuple[str, int], ...], after: str) -> bool:
    """Whether the clause stood between a subject and its verb, or such parts, so that both its commas must go."""
    word = re.match(r"\s*([\w'’]+)", after)
    following = word.group(1).lower() if word else ""
    return following in AUXILIARIES or not has_finite(before)
