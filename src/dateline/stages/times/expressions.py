"""Text goes in; its time expressions come out, each with its span and what it says, not yet tied to any date."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.calendar import Calendar
from dateline.stages.times import amounts, clocks, dates, periods, relatives, repeats, vague
from dateline.stages.times.joining import joined
from dateline.stages.times.meanings import Expression, Nothing, Offset, Point
from dateline.stages.times.shapes import Grammar, Match, grammar
from dateline.stages.times.words import Word

READERS = (dates, periods, relatives, amounts, repeats, vague, clocks)
"""The modules that read shapes; each enters its own in the register when it is imported."""
SIGNALS = frozenset("since until till by before after from to through between during on in at for within over".split())


_RANGES = frozenset({"-", "–", "—", "to", "and", "or", "through", "until", "till"})


def expressions(text: str, start: int, end: int, calendar: Calendar) -> list[Expression]:
    """All time expressions of `text[start:end]`, in order, none inside another."""
    if not calendar.words:
        return []
    shapes = grammar(calendar)
    words = shapes.alphabet.read(text, start, end)
    found = _found(shapes, words.words, words.classes, calendar)
    found = [_widened(each, words.words) for each in joined(found, words.words)]
    found = _clocks_with_days(_days_with_months(found, words.words), words.words)
    found = _years_of_ranges(found, words.words)
    ancient = sum(1 for word in words.words if word.of("ERA") == -1) > 1
    kept = [each for each in found if not _stray(each) and (ancient or not _small_year(each))]
    return [_signalled(each, words.words) for each in kept]


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
                found.append(Expression(at, -end, words[at].start, words[-end - 1].end, meaning))
                at = -end
                break
        else:
            at += 1


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
                    kept.append(
                        replace(
                            each,
                            meaning=replace(
                                meaning,
                                month=follower.month,
                                year=follower.year,
                                short_year=follower.short_year,
                                base=follower.base,
                            ),
                        )
                    )
                    continue
            if (
                before
                and isinstance(before.meaning, Point)
                and before.meaning.month
                and before.meaning.day
                and each.first - before.last == 1
            ):
                lead = before.meaning
                kept.append(
                    replace(
                        each,
                        meaning=replace(
                            meaning, month=lead.month, year=lead.year, short_year=lead.short_year, base=lead.base
                        ),
                    )
                )
                continue
            word = words[each.last - 1]
            if "DAYNTH" in word.values and each.last - each.first == 2:
                kept.append(replace(each, meaning=replace(meaning, base=Offset("month", 0, "told"))))
            continue
        kept.append(each)
    return kept


_CLOCK = frozenset({"hour", "minute", "second", "zone", "mod"})
_DAY = ("year", "month", "day", "weekday", "base", "direction")
_BRACKETS = frozenset({"(", ")", "on", ",", "and", "to", "-", "–"})


def _clocks_with_days(found: list[Expression], words: list[Word]) -> list[Expression]:
    """Clock times take the day from the next one, past brackets only: "at 2 a.m. (0600 GMT) on Monday"."""
    kept = list(found)
    for at in range(len(kept) - 2, -1, -1):
        left, right = kept[at], kept[at + 1]
        one, two = left.meaning, right.meaning
        if not (isinstance(one, Point) and isinstance(two, Point)) or one.hour is None:
            continue
        if two.hour is None and not two.filled() & {"day", "weekday"} and (two.base is None or two.base.unit != "day"):
            continue
        between = words[left.last : right.first]
        if one.filled() <= _CLOCK and len(between) <= 3 and all(word.key in _BRACKETS for word in between):
            kept[at] = replace(left, meaning=replace(one, **{name: getattr(two, name) for name in _DAY}))
    return kept


def _years_of_ranges(found: list[Expression], words: list[Word]) -> list[Expression]:
    """The first side of a range takes the year from the second ("April 6 to May 3, 1915"), or the one before it."""
    kept = list(found)
    for at in range(len(found) - 1):
        left, right = kept[at], kept[at + 1]
        one, two = left.meaning, right.meaning
        if not (isinstance(one, Point) and isinstance(two, Point)) or right.first - left.last != 1:
            continue
        if words[left.last].key not in _RANGES or not one.month or not two.month or not two.year:
            continue
        if (
            one.year is None
            and one.short_year is None
            and one.base is None
            and one.direction is None
            and two.era is None
        ):
            year = two.year if one.month <= two.month else two.year - 1
            kept[at] = replace(left, meaning=replace(one, year=year))
    return kept


def _stray(each: Expression) -> bool:
    """Whether the expression was only worth keeping beside another one."""
    meaning = each.meaning
    return (
        isinstance(meaning, Point)
        and meaning.reason == "alone"
        and meaning.mod is None
        and meaning.filled() <= {"part", "reason", "mod"}
    )


def _small_year(each: Expression) -> bool:
    """Whether the expression is a bare number that only in a text of ancient history is a year ("in 490")."""
    return isinstance(each.meaning, Point) and each.meaning.reason == "before christ"


def _signalled(each: Expression, words: list[Word]) -> Expression:
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
