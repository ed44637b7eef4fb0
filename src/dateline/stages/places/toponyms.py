"""Tokens and the gazetteer go in; out come the toponyms: every name that may be that of a place, and how surely.

A toponym here is any use of a place's name: as a place, in the name of something else ("Goma General Hospital"), or
as a demonym. Which of them are places of the reading is decided later. Each use gets points for and against; the
names that reach `ENOUGH` stay, and a name that is surely a place once is more likely to be one elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dateline.model.gazetteer import Bearer, Gazetteer
from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.places import words
from dateline.stages.places.roles import VISITING

Form = Literal["name", "part", "demonym", "unlisted"]
PERSON_TOWN = -0.5
"""Points of a large town that the language tool takes for a person, as it does with names it has not seen."""
UNIQUE = 0.5
"""Points of a name that one place bears and no other."""
ENOUGH = 1.5
"""The points that a use must have; tuned on one half of LGL by detection F1."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One use of a name. `tokens` are the numbers of its tokens in the parse, in the order of the text.

    `form`: `name` a name of the gazetteer on its own; `part` inside a longer name of something else; `demonym`;
    `unlisted` a name that the language tool takes for a place and the gazetteer does not know. `noun` is the word
    that says what sort of place it is ("county", "river"), `holder` the index among the toponyms of the place that
    the words put it into ("Paris, Texas"), `filed` whether it opens the report as its dateline.
    """

    span: Span
    text: str
    tokens: tuple[int, ...]
    form: Form
    bearers: Sequence[Bearer] = field(default=(), compare=False)
    points: float = 0.0
    noun: str | None = None
    holder: int | None = None
    filed: bool = False
    whole: tuple[int, ...] = ()
    """The tokens of the longer name that it is a part of ("Goma General Hospital"); empty where there is none."""


@dataclass(frozen=True, slots=True)
class _Entity:
    """What the language tool takes for the name of something, by positions in the sentence."""

    first: int
    last: int
    label: str


def toponyms(reading: Reading, gazetteer: Gazetteer) -> list[Toponym]:
    """All toponyms of the report in the order of the text."""
    text, parse = reading.report.text, reading.parse
    scans = [
        _Scan(text, parse.sentence(number), gazetteer, _opens_with_dateline(reading, number))
        for number in range(len(reading.sentences))
    ]
    surnames = _surnames(parse)
    found: list[list[Toponym]] = [scan.find(surnames) for scan in scans]
    sure = {each.text.lower() for some in found for each in some if each.points >= ENOUGH + 1}
    kept: list[Toponym] = []
    for some in found:
        numbers: dict[int, int] = {}
        for at, each in enumerate(some):
            known = each.text.lower() in sure and each.form in ("name", "part")
            if each.points + (words.KNOWN_ELSEWHERE if known else 0) < ENOUGH:
                continue
            holder = None if each.holder is None else numbers.get(each.holder, each.holder)
            numbers[at] = len(kept)
            kept.append(replace(each, holder=holder))
        _settle_holders(kept, some, numbers)
    return kept


def _settle_holders(kept: list[Toponym], some: list[Toponym], numbers: dict[int, int]) -> None:
    """Turn positions among the sentence's finds into positions among the toponyms that were kept."""
    for at, number in numbers.items():
        holder = some[at].holder
        kept[number] = replace(kept[number], holder=None if holder is None else numbers.get(holder))


def _opens_with_dateline(reading: Reading, number: int) -> bool:
    return reading.sentences[number].kind == "dateline"


def _surnames(parse: Parse) -> set[str]:
    """Words that end the name of a person of two words or more somewhere in the report."""
    found = set()
    for token in parse.tokens:
        if token.ent == "PERSON" and not token.ent_start and token.text[:1].isupper():
            following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
            if following is None or following.ent != "PERSON" or following.ent_start:
                found.add(token.text)
    return found


class _Scan:
    """The search for toponyms in one sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], gazetteer: Gazetteer, filed: bool) -> None:
        self.text, self.tokens, self.gazetteer, self.filed = text, tokens, gazetteer, filed
        self.entities: list[_Entity] = []
        self.entity_at: list[_Entity | None] = [None] * len(tokens)
        self._group()
        self.capitals = [_is_capital(token.text) for token in tokens]
        letters = [token.text for token in tokens if token.text[0].isalpha()]
        self.loud = len(letters) > 1 and all(word.isupper() for word in letters)
        capitals = sum(word[0].isupper() for word in letters)
        self.titled = len(letters) >= 4 and capitals >= 0.75 * len(letters)

    def _group(self) -> None:
        first = None
        for at, token in enumerate(self.tokens):
            if not token.ent:
                first = None
                continue
            before = self.tokens[at - 1] if at else None
            if first is None or token.ent_start or before is None or before.ent != token.ent:
                first = at
                self.entities.append(_Entity(at, at, token.ent))
            else:
                self.entities[-1] = replace(self.entities[-1], last=at)
        for entity in self.entities:
            for at in range(entity.first, entity.last + 1):
                self.entity_at[at] = entity

    def find(self, surnames: set[str]) -> list[Toponym]:
        found: list[tuple[int, int, Toponym]] = []
        at = 0
        while at < len(self.tokens):
            if not self.capitals[at] and self.tokens[at].text not in words.SMALL_FIRST:
                at += 1
                continue
            one = self._street(at) or max(
                (each for each in (self._abbreviated(at, found), self._demonym(at), self._listed(at)) if each),
                key=lambda each: each[1],
                default=None,
            )
            if one is None:
                at += 1
                continue
            found.append(one)
            at = one[1] + 1
        found = self._with_unlisted(found)
        found = self._with_nouns(self._with_wholes(found))
        holders = self._holders(found)
        return [
            replace(each, points=self._points(first, last, each, at, holders, surnames), holder=holders.get(at))
            for at, (first, last, each) in enumerate(found)
        ]

    # What the gazetteer knows

    def _listed(self, at: int) -> tuple[int, int, Toponym] | None:
        """The longest name of the gazetteer that begins here."""
        longest = self._longest(at)
        if (
            longest and self._lower(at) == "the" and (at == 0 or self.tokens[at].text == "the")
        ):  # an article only where no name goes without it: "The Hague"
            inner = [each for each in (self._longest(at + 1), self._demonym(at + 1)) if each]
            if any(each[1] >= longest[1] for each in inner):
                return None
        return longest

    def _longest(self, at: int) -> tuple[int, int, Toponym] | None:
        ends: list[int] = []
        for end in range(at, min(at + words.LONGEST, len(self.tokens))):
            word = self.tokens[end].text
            if self.capitals[end] or word.lower() in words.SITE_NOUNS:
                ends.append(end)
            elif word not in words.LINKS and not word[0].isdigit() and self.tokens[end].pos not in ("NOUN", "ADJ"):
                break
        for end in reversed(ends):
            name = self.text[self.tokens[at].start : self.tokens[end].end]
            if "\n" in name or name.lower().removeprefix("the ") in words.NEVER:
                continue
            bearers = self.gazetteer.bearers(name)
            if end > at and self._lower(end) == "city" and not any(bearer.main for bearer in bearers):
                continue  # the town and the word for it: "Dublin City Council"
            if bearers and any(self.capitals[each] for each in range(at, end + 1)):
                return at, end, self._toponym(at, end, "name", bearers)
        return None

    def _demonym(self, at: int) -> tuple[int, int, Toponym] | None:
        if not self.capitals[at]:
            return None
        for end in (at + 1, at):
            if end < len(self.tokens):
                name = self.text[self.tokens[at].start : self.tokens[end].end]
                if entries := self.gazetteer.demonym(name):
                    return at, end, self._toponym(at, end, "demonym", [Bearer(entry, True) for entry in entries])
        return None

    def _toponym(self, first: int, last: int, form: Form, bearers: Sequence[Bearer]) -> Toponym:
        span = Span(self.tokens[first].start, self.tokens[last].end)
        numbers = tuple(token.i for token in self.tokens[first : last + 1])
        return Toponym(span, span.of(self.text), numbers, form, bearers, filed=self.filed)

    def _abbreviated(self, at: int, found: list[tuple[int, int, Toponym]]) -> tuple[int, int, Toponym] | None:
        """A region as newspapers shorten it: after a place and a comma ("Mobile, Ala."), or with its full stops."""
        word = self.tokens[at].text
        if not self.capitals[at]:
            return None
        entries = self.gazetteer.abbreviated(word)
        after_place = bool(found) and found[-1][1] == at - 2 and self._lower(at - 1) == ","
        stopped = len(word) > 3 and (word[-1] == "." or self.text[self.tokens[at].end :][:1] == ".")
        if not entries or not (after_place or (stopped and "." in word + self.text[self.tokens[at].end :][:1])):
            return None
        toponym = self._toponym(at, at, "name", [Bearer(entry, True) for entry in entries])
        end = toponym.span.end
        if "." in word[:-1] and word[-1] != "." and self.text[end : end + 1] == ".":
            span = Span(toponym.span.start, end + 1)
            toponym = replace(toponym, span=span, text=span.of(self.text))
        return at, at, toponym

    def _street(self, at: int) -> tuple[int, int, Toponym] | None:
        """The name of a street or a road: capitalised words up to one that says so, or a route with its number."""
        if not self.capitals[at] or self.loud:
            return None
        if self._lower(at) in words.ROUTES:
            end = at + 1
            if end < len(self.tokens) and self.tokens[end].text.isdigit():
                return at, end, self._toponym(at, end, "unlisted", ())
            return None
        end = at
        while end < min(at + 4, len(self.tokens)) and (self.capitals[end] or self.tokens[end].text[0].isdigit()):
            if end > at and self._lower(end) in words.STREETS and self.capitals[end]:
                return at, end, replace(self._toponym(at, end, "unlisted", ()), noun="street")
            end += 1
        return None

    # What only the language tool knows

    def _with_unlisted(self, found: list[tuple[int, int, Toponym]]) -> list[tuple[int, int, Toponym]]:
        taken = {at for first, last, _ in found for at in range(first, last + 1)}
        for entity in self.entities:
            if entity.label not in ("GPE", "LOC", "FAC"):
                continue
            first, last = entity.first, entity.last
            while first <= last and not self.capitals[first]:
                first += 1
            while last >= first and not self.capitals[last]:
                last -= 1
            if first > last or any(at in taken for at in range(first, last + 1)):
                continue
            found.append((first, last, self._toponym(first, last, "unlisted", ())))
        return sorted(found, key=lambda each: each[0])

    # What stands around

    def _with_wholes(self, found: list[tuple[int, int, Toponym]]) -> list[tuple[int, int, Toponym]]:
        """Marks what is part of a longer name."""
        marked = []
        for first, last, each in found:
            start, end = self._whole(first, last)
            if each.form == "name" and (start, end) != (first, last):
                numbers = tuple(token.i for token in self.tokens[start : end + 1])
                each = replace(each, form="part", whole=numbers)
            marked.append((first, last, each))
        return marked

    def _whole(self, first: int, last: int) -> tuple[int, int]:
        """The longer name that the words from `first` to `last` stand in, if any; else these."""
        shouted = self.loud or self.titled
        start, end = first, last
        while end + 1 < len(self.tokens) and self._goes_on(end, end + 1, shouted):
            end += 1
        at = end + 1
        while at < len(self.tokens) and at <= end + 3 and self.tokens[at].pos in ("NOUN", "ADJ", "PROPN"):
            if self._lower(at) in words.SITE_HEADS and self.tokens[at].text.islower() and self._lower(at) != "center":
                end = at
                break
            at += 1
        while start > 0 and self._goes_on(start, start - 1, shouted) and self._lower(start - 1) not in words.DIRECTIONS:
            start -= 1
        if self._lower(start - 1) == "of" and self.capitals[max(start - 2, 0)] and start >= 2:
            before = self.tokens[start - 2]
            if before.pos == "PROPN" and before.text.lower() not in words.KINDS and not shouted:
                start -= 2
                while start > 0 and self.capitals[start - 1] and self.tokens[start - 1].pos == "PROPN":
                    start -= 1
        return start, end

    def _goes_on(self, inside: int, at: int, shouted: bool) -> bool:
        """Whether the word at `at` belongs to the same name as its neighbour `inside`."""
        token = self.tokens[at]
        if not self.capitals[at] or self._lower(at) in words.NOT_NAMED_ON or token.pos not in ("PROPN", "NOUN", "ADJ"):
            return False
        low, high = min(at, inside), max(at, inside)
        if self.text[self.tokens[low].end : self.tokens[high].start] not in (" ", ""):
            return False
        entity = self.entity_at[inside]
        same = entity is not None and entity is self.entity_at[at]
        if shouted or at == 0:
            return same
        return same or (token.pos == "PROPN" and (at > inside or token.head == self.tokens[inside].i))

    def _with_nouns(self, found: list[tuple[int, int, Toponym]]) -> list[tuple[int, int, Toponym]]:
        return [(first, last, replace(each, noun=self._noun(first, last))) for first, last, each in found]

    def _noun(self, first: int, last: int) -> str | None:
        """The word that says what sort of place it is: in the name, right after it, before it with "of", or shared."""
        own = self.tokens[last].text.lower()
        if first < last and own in words.KINDS:
            return own
        after = self._lower(last + 1)
        if after in words.KINDS:
            return after
        if self._lower(first - 1) == "of" and self._lower(first - 2) in words.KINDS:
            return self._lower(first - 2)
        at = last + 1
        while at < len(self.tokens) and (self.capitals[at] or self._lower(at) in (",", "and", "or", "&")):
            at += 1
        after = self._lower(at)
        return words.PLURALS.get(after) if at > last + 1 else None

    def _lower(self, at: int) -> str:
        return self.tokens[at].text.lower() if 0 <= at < len(self.tokens) else ""

    def _holders(self, found: list[tuple[int, int, Toponym]]) -> dict[int, int]:
        """Which toponym the words put into which: "X, Y", "X in Y", "X (Y)", "Y's X"."""
        begins = {first: at for at, (first, _, _) in enumerate(found)}
        holders: dict[int, int] = {}
        for at, (_, last, each) in enumerate(found):
            if each.form == "demonym":
                continue
            after, second = self._lower(last + 1), last + 2
            if after in (",", "(") and self._lower(second) != "in":
                if second in begins and self._holds(each, found[begins[second]], after):
                    holders[at] = begins[second]
            elif after == "in" or (after == "," and self._lower(second) == "in"):
                second += after == ","
                second += self._lower(second) in ("the", "northern", "southern", "eastern", "western", "central")
                if second in begins:
                    holders[at] = begins[second]
        return holders

    def _holds(self, inner: Toponym, holder: tuple[int, int, Toponym], mark: str) -> bool:
        """Whether what follows the comma can be what the place lies in: a larger area, and not the next of a list."""
        _, last, each = holder
        if self.gazetteer.abbreviated(each.text):
            return True
        areas = [bearer.entry.feature for bearer in each.bearers if bearer.main and bearer.entry.feature[0] == "A"]
        if not areas or (mark != "(" and self._lower(last + 1) in ("and", "or")):
            return False
        if "A.PCLI" in areas:
            return not (inner.bearers and inner.bearers[0].entry.feature.startswith("A.PCL"))
        return not (inner.bearers and inner.bearers[0].entry.feature[:5] in ("A.ADM", "A.PCL"))

    # Points

    def _points(
        self, first: int, last: int, each: Toponym, number: int, holders: dict[int, int], surnames: set[str]
    ) -> float:
        if each.form == "demonym":
            return ENOUGH + 1
        points = self._label_points(first, last, surnames, each.bearers)
        before, after = self._lower(first - 1), self._lower(last + 1)
        if before == "the":
            before = self._lower(first - 2)
        points += words.BEFORE.get(before, 0.0)
        if before == "of" and (self._lower(first - 2) in words.KINDS or self._lower(first - 2) in words.SIDES):
            points += 3
        elif before == "of" and self._lower(first - 2) in words.INHABITANTS:
            points += 2
        if first and self.tokens[first - 1].lemma.lower() in VISITING and self.tokens[first - 1].pos == "VERB":
            points += 1.5
        if after == "," and self._explained(last + 2):
            points += 3
        if number in holders or number in holders.values():
            points += 3
        if each.filed or self._files(first, last):
            points += 4
        if after in words.CIVIC or each.noun:
            points += 1.5
        if each.form == "unlisted":
            if self.tokens[last].text in surnames:
                return 0.0
            return points + 2 if each.noun == "street" or self._lower(first) in words.ROUTES else points - 2
        points += self._name_points(first, last, each) + self._whole_points(each)
        if self._shared_noun(last):
            points += 3
        if first == last and self.tokens[first].text in surnames:
            points -= 2.5
        return points

    def _whole_points(self, each: Toponym) -> float:
        """What a longer name says of the place's name in it: less if it does not begin with it."""
        if not each.whole:
            return 0.0
        if each.whole[0] in each.tokens:
            return 0.0
        at = next(place for place, token in enumerate(self.tokens) if token.i == each.tokens[0])
        return 0.0 if self._lower(at - 1) in words.DIRECTIONS | {"of", "the"} else -2.0

    def _explained(self, at: int) -> bool:
        """Whether the words say what sort of place it is: "the capital of …", "a small town …"."""
        if self._lower(at) not in ("the", "a", "an"):
            return False
        return any(self._lower(each) in words.KINDS for each in range(at + 1, min(at + 4, len(self.tokens))))

    def _files(self, first: int, last: int) -> bool:
        """Whether the name opens the sentence in capitals before a dash, as a dateline does."""
        return first == 0 and self._lower(last + 1) in ("--", "—", "–", "-") and self.tokens[0].text.isupper()

    def _shared_noun(self, last: int) -> bool:
        """Whether the name is one of several that share a noun: "Clay, Douglas and Grant counties"."""
        at = last + 1
        while at < len(self.tokens) and (self.capitals[at] or self._lower(at) in (",", "and", "or", "&")):
            at += 1
        return at > last + 1 and self._lower(at) in words.PLURALS

    def _label_points(self, first: int, last: int, surnames: set[str], bearers: Sequence[Bearer]) -> float:
        """What the language tool takes the words for."""
        entity = self.entity_at[first]
        if entity is None:
            return 0.0
        inner = entity.first < first or entity.last > last
        if entity.label == "PERSON":
            if self._lower(last + 1) in words.CIVIC:
                return -2.0
            if inner:
                return -4.0
            if last > first:  # a whole name of the gazetteer, which the tool has not seen
                return -1.0
            if self.tokens[last].text in surnames:
                return -4.0
            known = bearers and bearers[0].main and (len(bearers) == 1 or bearers[0].entry.population >= 100_000)
            return PERSON_TOWN if known else -2.5
        return words.LABELS.get((entity.label, inner), -2.0)

    def _name_points(self, first: int, last: int, each: Toponym) -> float:
        """What the name itself says: how well known its bearers are, and how easily it is another word."""
        points = 0.0
        best = each.bearers[0].entry
        if not any(bearer.main for bearer in each.bearers):
            points -= 1
        if best.feature[:1] != "P" or best.feature == "P.PPLC" or best.population >= 1_000_000:
            points += 2
        elif best.population >= 100_000:
            points += 1
        elif best.population < 5_000:
            points -= 0.5
        if last > first:
            points += 1
        elif len(each.bearers) == 1 and each.bearers[0].main and len(each.text) > 4:
            points += UNIQUE
        elif self.tokens[first].pos not in ("PROPN", "ADJ") or self.tokens[first].text.lower() in words.DOUBTFUL:
            points -= 2
        if first == 0 and self.entity_at[first] is None:
            points -= 1
        return points


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: "Goma", "'Ayn", "al-Asad".

    >>> [_is_capital(word) for word in ("Goma", "al-Asad", "city", "1st")]
    [True, True, False, False]
    """
    if word[0].isupper() or (word[0] in "'‘’ʻ" and word[1:2].isupper()):
        return True
    article, hyphen, rest = word.partition("-")
    return bool(hyphen) and article in words.SMALL_FIRST and rest[:1].isupper()
