"""Text goes in; its time expressions come out, each with its span and what it says, not yet tied to any date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.model.calendar import Calendar
from dateline.stages.times import amounts, clocks, dates, relatives  # noqa: F401  each enters its shapes on import
from dateline.stages.times.meanings import Amount, Beside, Meaning, Nothing, Offset, Open, Point, Repeat, Vague
from dateline.stages.times.shapes import Grammar, Match, grammar
from dateline.stages.times.words import Word

SIGNALS = frozenset("since until till by before after from to through between during on in at for within over".split())


_RANGES = frozenset({"-", "–", "—", "to", "and", "or", "through", "until", "till"})


@dataclass(frozen=True, slots=True)
class Expression:
    """Some words that say a time: from word `first` to word `last` (half-open), and what they say.

    `signal` is the preposition before them where it bounds the time ("since", "until", "by"); `owner` the word after
    their possessive ("ruling" in "Wednesday's ruling").
    """

    first: int
    last: int
    start: int
    end: int
    meaning: Meaning
    signal: str | None = None
    owner: str | None = None


def expressions(text: str, start: int, end: int, calendar: Calendar) -> list[Expression]:
    """All time expressions of `text[start:end]`, in order, none inside another."""
    if not calendar.words:
        return []
    shapes = grammar(calendar)
    words = shapes.alphabet.read(text, start, end)
    found = _found(shapes, words.words, words.classes, calendar)
    found = _joined(found, words.words)
    found = [_widened(_settled(each, words.words), words.words) for each in found]
    found = _days_with_months(found, words.words)
    found = _years_of_ranges(found, words.words)
    ancient = sum(1 for word in words.words if word.of("ERA") == -1) > 1
    kept = [each for each in found if not _stray(each) and (ancient or not _small_year(each))]
    return [_signalled(each, words.words, text) for each in kept]


def _found(shapes: Grammar, words: list[Word], classes: str, calendar: Calendar) -> list[Expression]:
    """What the shapes match, the longest at each place, from left to right."""
    found: list[Expression] = []
    at = 0
    while True:
        hit = shapes.anywhere.search(classes, at)
        if hit is None:
            return found
        at = hit.start()
        spans = []
        for order, (pattern, reader) in enumerate(shapes.shapes):
            match = pattern.match(classes, at)
            if match and match.end() > at:
                spans.append((-match.end(), order, reader))
        for end, _, reader in sorted(spans, key=lambda each: each[:2]):
            match_ = Match(words, at, -end, calendar)
            meaning = reader(match_)
            if isinstance(meaning, Nothing):
                at = -end
                break
            if meaning is not None:
                last = -end
                while last > at + 1 and "DOT" in words[last - 1].values and _sentence_ends(words, last):
                    last -= 1
                found.append(Expression(at, last, words[at].start, words[last - 1].end, meaning))
                at = last
                break
        else:
            at += 1


def _sentence_ends(words: list[Word], after: int) -> bool:
    """Never for the full stop of an abbreviation: it belongs to it."""
    return False


_GAPS: dict[frozenset[str], frozenset[str]] = {}


def _joined(found: list[Expression], words: list[Word]) -> list[Expression]:
    """Neighbours that say one time together as one: "10 p.m." + "Wednesday", "July" + "of that year"."""
    joined: list[Expression] = []
    for each in found:
        while joined:
            whole = _join(joined[-1], each, words)
            if whole is None:
                break
            joined.pop()
            each = whole
        joined.append(each)
    return joined


_CLOCK = frozenset({"hour", "minute", "second", "zone", "part"})
_DAYS = frozenset({"day", "weekday", "weekend"})
_JOINS = frozenset({"", ",", "of", "on", "in", "'s", "-", "the", "of the", ", on", "in the", "at", "on the", ", in", "from", "early", "late", "early on", "late on"})


def _settled(each: Expression, words: list[Word]) -> Expression:
    """What counts from something that turned out to be no date, as the length or the open time that it is then."""
    if not isinstance(each.meaning, Beside):
        return each
    if isinstance(each.meaning.otherwise, Open):
        return replace(each, meaning=each.meaning.otherwise)
    last = each.last - 1
    return replace(each, last=last, end=words[last - 1].end, meaning=each.meaning.otherwise)


def _join(left: Expression, right: Expression, words: list[Word]) -> Expression | None:
    """Both as one expression, or None when they are two."""
    one, two = left.meaning, right.meaning
    if isinstance(one, Beside) and isinstance(two, Point) and one.n and two.shift is None:
        dated = two.filled() & {"day", "weekday", "feast"} or (two.base and two.base.unit == "day")
        if dated and all(word.key == "the" for word in words[left.last : right.first]):
            return Expression(left.first, right.last, left.start, right.end, replace(two, shift=(one.unit, one.n)))
    if not isinstance(one, Point) or not isinstance(two, Point):
        return _join_amount(left, right, words)
    gap = " ".join(word.key.replace("’", "'") for word in words[left.last : right.first])
    if gap not in _JOINS or any("BREAK" in word.values for word in words[left.last : right.first]):
        return None
    first, second = one.filled() - {"mod", "reason"}, two.filled() - {"mod", "reason"}
    if first & second or not _fits(one, two, first, second, gap):
        return None
    mod = one.mod or two.mod
    filled = {name: getattr(two, name) for name in second}
    meaning = replace(one, **filled, mod=mod, reason=None)
    return Expression(left.first, right.last, left.start, right.end, meaning)


def _fits(one: Point, two: Point, first: frozenset[str], second: frozenset[str], gap: str) -> bool:
    """Whether two points, told side by side with `gap` between, are parts of one."""
    clock_first, clock_second = first <= _CLOCK, second <= _CLOCK
    if clock_first and clock_second:
        return "part" in first | second and gap in ("", "in", "in the", "at")
    day_like = (lambda names, point: bool(names & _DAYS) or (point.base is not None and point.base.unit == "day" and not names & _CLOCK) or "feast" in names)
    if clock_first:
        return (day_like(second, two)) and gap in ("", ",", "on", "of", "of the", ", on", "on the", "early", "early on", "late on")
    if clock_second:
        if "hour" in second:
            return day_like(first, one) and gap in ("", "at", ",")
        return day_like(first, one) and gap in ("", "early", "late", "-")
    if first == {"weekday"} and "day" in second:
        return gap in ("", ",", "the", "-")
    if first == {"weekday"} and (second == {"base"}) and two.base is not None and two.base.unit == "week":
        return gap in ("", "of", "in")
    if second == {"year"} or second == {"short_year"}:
        return bool(first & {"month", "season", "quarter", "half", "feast", "nth"}) and gap in ("of", ",", "", "in", ", in") and "base" not in first
    if second == {"year", "era"}:
        return bool(first & {"month", "season", "century"}) and gap in ("of", ",", "")
    if second == {"base"} and two.base is not None and two.base.unit in ("year", "month", "quarter", "decade"):
        if two.base.unit == "month":
            return first == {"day"} and gap in ("of", "of the")
        if two.base.unit == "year":
            return bool(first & {"month", "season", "quarter", "half"}) and "year" not in first and gap in ("of", "", ",", "in", "of the")
    if first == {"base"} and one.base is not None and one.base.unit == "year":
        return bool(second & {"quarter", "half", "season", "month", "feast"}) and gap in ("'s", "")
    if first == {"base"} and one.base is not None and one.base.unit == "week":
        return second == {"weekday"} and gap in ("'s", "")
    if first == {"year"}:
        return second in ({"quarter"}, {"half"}, {"season"}) and gap in ("", "'s")
    return False


def _join_amount(left: Expression, right: Expression, words: list[Word]) -> Expression | None:
    """An amount told of a named stretch ("the first nine months of 1989") stays the amount; the stretch is its own."""
    return None


def _widened(each: Expression, words: list[Word]) -> Expression:
    """The same with the words before it that bend it: "late", "the end of", "mid-", "earlier", "about", "the"."""
    first, meaning = each.first, each.meaning
    if not isinstance(meaning, Point):
        return each
    at = first
    while at > 0 and (words[at - 1].key in ("the", "in") or "HYPHEN" in words[at - 1].values):
        at -= 1
    if at > 0:
        word = words[at - 1]
        between = {words[place].key for place in range(at, first)}
        mod = word.of("EARLY") or (word.of("EARLIER") if _can_be_earlier(meaning, between) else None)
        if mod is None and not between and not meaning.weekday:
            mod = word.of("ABOUT_DATE")
        if isinstance(mod, str) and meaning.mod is None and not _blocked(word, meaning, between):
            first = at - 1
            if first > 0 and words[first - 1].key == "the" and not word.key.startswith("the "):
                first -= 1
            return replace(each, first=first, start=words[first].start, meaning=replace(meaning, mod=mod))
    if first > 0 and words[first - 1].key == "the" and {"SEASON", "SEASON_SHY"} & words[first].values.keys():
        return replace(each, first=first - 1, start=words[first - 1].start)
    return each


def _can_be_earlier(meaning: Point, between: set[str]) -> bool:
    """Whether "earlier", "later" can bend the point: a stretch that holds the time of telling."""
    return meaning.base is not None or bool(meaning.filled() & {"weekday", "year", "month", "season", "part"})


def _blocked(word: Word, meaning: Point, between: set[str]) -> bool:
    if "in" in between and word.key not in ("early", "late", "earlier", "later"):
        return True
    return word.key in ("mid",) and not ({"-", "–", "‑"} & between or not between)


def _days_with_months(found: list[Expression], words: list[Word]) -> list[Expression]:
    """Days without a month take it from the date beside them: "6 and 7 February", "April 6 and 7"."""
    kept: list[Expression] = []
    for at, each in enumerate(found):
        meaning = each.meaning
        if isinstance(meaning, Point) and meaning.filled() == {"day"}:
            after = found[at + 1] if at + 1 < len(found) else None
            before = kept[-1] if kept else None
            if after and isinstance(after.meaning, Point) and after.first - each.last <= 2 and after.meaning.day:
                follower = after.meaning
                if follower.month is None and at + 2 < len(found):
                    third = found[at + 2].meaning
                    follower = third if isinstance(third, Point) and found[at + 2].first - after.last <= 2 else follower
                if follower.month:
                    kept.append(replace(each, meaning=replace(meaning, month=follower.month, year=follower.year, short_year=follower.short_year, base=follower.base)))
                    continue
            if before and isinstance(before.meaning, Point) and before.meaning.month and before.meaning.day and each.first - before.last == 1:
                lead = before.meaning
                kept.append(replace(each, meaning=replace(meaning, month=lead.month, year=lead.year, short_year=lead.short_year, base=lead.base)))
                continue
            word = words[each.last - 1]
            if "DAYNTH" in word.values and each.last - each.first == 2:
                kept.append(replace(each, meaning=replace(meaning, base=Offset("month", 0, "told"))))
            continue
        kept.append(each)
    return kept


def _years_of_ranges(found: list[Expression], words: list[Word]) -> list[Expression]:
    """The first side of a range takes the year from the second: "April 6 to May 3, 1915"; the year before if it must."""
    kept = list(found)
    for at in range(len(found) - 1):
        left, right = kept[at], kept[at + 1]
        one, two = left.meaning, right.meaning
        if not (isinstance(one, Point) and isinstance(two, Point)) or right.first - left.last != 1:
            continue
        if words[left.last].key not in _RANGES or not one.month or not two.month or not two.year:
            continue
        if one.year is None and one.short_year is None and one.base is None and one.direction is None and two.era is None:
            year = two.year if one.month <= two.month else two.year - 1
            kept[at] = replace(left, meaning=replace(one, year=year))
    return kept


def _stray(each: Expression) -> bool:
    """Whether the expression was only worth keeping beside another one."""
    meaning = each.meaning
    return isinstance(meaning, Point) and meaning.reason == "alone" and meaning.mod is None and meaning.filled() <= {"part", "reason", "mod"}


def _small_year(each: Expression) -> bool:
    """Whether the expression is a bare number that only in a text of ancient history is a year ("in 490")."""
    return isinstance(each.meaning, Point) and each.meaning.reason == "before christ"


def _signalled(each: Expression, words: list[Word], text: str) -> Expression:
    """The same with the preposition that bounds it."""
    if each.last < len(words) and "POSS" in words[each.last].values:
        owner = words[each.last + 1].key if each.last + 1 < len(words) else ""
        each = replace(each, owner=owner)
    at = each.first - 1
    while at >= 0 and words[at].key == "the":
        at -= 1
    if at >= 0 and words[at].key in SIGNALS:
        return replace(each, signal=words[at].key)
    return each


__all__ = ["Amount", "Expression", "Repeat", "Vague", "expressions"]
