"""The named places of a report go in; out come those only described: "the cosmodrome", "a Russian space center".

A description is resolved when it is plain: a definite one to the place of its kind that was named before it, if it is
the only one or clearly the last; one that opens the report ("at a Russian space center") to the only place of its
kind that the report names at all. Everything else is left out: it says of what sort the place is, not which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.parse import Token
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.places.resolving import Sense
from dateline.stages.places.roles import part_of
from dateline.stages.places.toponyms import Toponym

KINDS: dict[str, tuple[str, ...]] = {
    "cosmodrome": ("S.CTRS",), "spaceport": ("S.CTRS",), "space center": ("S.CTRS",), "space centre": ("S.CTRS",),
    "launch site": ("S.CTRS",), "launch center": ("S.CTRS",), "launch facility": ("S.CTRS",), "launchpad": ("S.CTRS",),
    "launch pad": ("S.CTRS",), "rocket launch site": ("S.CTRS",), "satellite launch site": ("S.CTRS",),
    "test site": ("S.INSM",), "nuclear test site": ("S.INSM",), "proving ground": ("S.INSM",),
    "nuclear plant": ("S.PSN",), "power plant": ("S.PSN",), "nuclear power plant": ("S.PSN",),
    "power station": ("S.PSN",), "nuclear power station": ("S.PSN",), "plant": ("S.PSN", "S.MFG", "S.CTRA"),
    "nuclear site": ("S.CTRA", "S.PSN"), "nuclear facility": ("S.CTRA", "S.PSN"), "reactor": ("S.CTRA", "S.PSN"),
    "nuclear complex": ("S.CTRA",), "enrichment plant": ("S.CTRA",), "steel plant": ("S.MFG",),
    "steelworks": ("S.MFG",), "steel work": ("S.MFG",), "air base": ("S.AIRB",), "airbase": ("S.AIRB",),
    "base": ("S.AIRB", "L.MILB", "L.NVB"), "military base": ("S.AIRB", "L.MILB", "L.NVB"), "naval base": ("L.NVB",),
    "army base": ("L.MILB",), "garrison": ("L.MILB",), "airport": ("S.AIRP",), "airfield": ("S.AIRP", "S.AIRB"),
    "prison": ("S.PRN",), "jail": ("S.PRN",), "penal colony": ("S.PRN",), "camp": ("S.CMPRF", "L.MILB"),
    "refugee camp": ("S.CMPRF",), "port": ("L.PRT",), "dam": ("S.DAM",), "hydroelectric dam": ("S.DAM",),
    "canal": ("H.CNL",), "waterway": ("H.CNL", "H.STRT"), "palace": ("S.PAL",), "presidential palace": ("S.PAL",),
    "crossing": ("S.PSTB",), "border crossing": ("S.PSTB",), "checkpoint": ("S.PSTB",), "bridge": ("S.BDG",),
    "strait": ("H.STRT",), "island": ("T.ISL",), "islet": ("T.ISL",), "archipelago": ("T.ISLS",),
    "peninsula": ("T.PEN", "A.ADM1"), "river": ("H.STM",), "lake": ("H.LK",), "mosque": ("S.MSQE",),
    "hospital": ("S.HSP",), "refinery": ("S.OILR",), "shipyard": ("S.INSM",), "square": ("S.SQR",),
    "cathedral": ("S.CH",), "sea": ("H.SEA",), "gulf": ("H.GULF",), "desert": ("T.DSRT",), "volcano": ("T.VLC",),
}  # fmt: skip
"""Features of GeoNames that a description may mean, by its noun with what is compounded to it."""
AREAS: dict[str, tuple[str, ...]] = {
    "city": ("P",), "town": ("P",), "village": ("P",), "capital": ("P.PPLC",), "province": ("A.ADM1",),
    "territory": ("A.ADM1",), "enclave": ("A.ADM1", "L.RGN"), "county": ("A.ADM2",), "district": ("A.ADM2",),
}  # fmt: skip
"""The same for towns and areas, which must have been named shortly before."""
NEAR = 2
"""Paragraphs back that a town or an area may have been named in."""
OPENING = 3
"""Sentences at the head of a report in which a description may come before the name."""


@dataclass(frozen=True, slots=True)
class _Description:
    head: Token
    span: Span
    kind: str
    definite: bool
    countries: frozenset[str]


def descriptions(
    reading: Reading, named: Sequence[Place], toponyms: Sequence[Toponym], senses: Sequence[Sense]
) -> list[Place]:
    """The places that the report describes and does not name there, in the order of the text."""
    return _Describer(reading, named, toponyms, senses).find()


class _Describer:
    def __init__(
        self, reading: Reading, named: Sequence[Place], toponyms: Sequence[Toponym], senses: Sequence[Sense]
    ) -> None:
        self.reading, self.parse = reading, reading.parse
        self.named = sorted((each for each in named if each.span and each.state == "known"), key=_start)
        self.taken = {number for toponym in toponyms for number in toponym.whole or toponym.tokens}
        self.demonyms = {
            number: {bearer.entry.country for bearer in toponym.bearers if bearer.entry.country}
            for toponym in toponyms
            if toponym.form == "demonym"
            for number in toponym.tokens
        }
        self.countries = [
            (toponym.span.start, sense.entry)
            for toponym, sense in zip(toponyms, senses, strict=True)
            if sense.entry is not None and sense.entry.feature.startswith("A.PCL")
        ]
        self.fitting: dict[tuple[str, frozenset[str]], _Fitting] = {}

    def find(self) -> list[Place]:
        found = []
        for description in self._described():
            part = part_of(description.head, self.parse)
            if part.role in ("mention", "modifier", "reference"):
                continue
            place = self._country(description) if description.kind == "country" else self._antecedent(description)
            if place is not None:
                found.append(
                    replace(
                        place, text=description.span.of(self.reading.report.text), span=description.span,
                        role=part.role, candidates=(),
                        how=f"description of {place.name or place.text}, named elsewhere",
                    )
                )  # fmt: skip
        return found

    def _described(self) -> Iterator[_Description]:
        for token in self.parse.tokens:
            if token.pos != "NOUN" or token.tag == "NNS" or token.i in self.taken:
                continue
            lemma = token.lemma.lower()
            if lemma not in _LAST:
                continue
            children = self.parse.children(token)
            before = [child for child in children if child.i < token.i]
            if self._told_apart(token, children):
                continue
            kind = _kind(token, before)
            determiner = next((child for child in before if child.dep == "det"), None)
            if kind is None or (determiner is None and not any(child.i in self.demonyms for child in before)):
                continue
            if any(child.dep in ("poss", "nummod") for child in before):
                continue
            countries = frozenset(name for child in before for name in self.demonyms.get(child.i, ()))
            definite = determiner is not None and determiner.text.lower() in ("the", "this", "that")
            first = min([token, *before], key=lambda each: each.start)
            yield _Description(token, Span(first.start, token.end), kind, definite, countries)

    def _told_apart(self, token: Token, children: Sequence[Token]) -> bool:
        """Whether a name belongs to the description itself ("the town of Sake", "the base in Erbil")."""
        if token.dep == "appos" and token.head in self.taken:
            return True
        for child in children:
            if child.i in self.taken and child.i not in self.demonyms:
                return True
            if child.dep == "prep" and any(each.i in self.taken for each in self.parse.children(child, "pobj")):
                return True
            if child.dep in ("relcl", "acl") and child.text.lower() in ("called", "named", "known"):
                return True
        return False

    def _antecedent(self, description: _Description) -> Place | None:
        """The place that a description means, if that is plain."""
        key = description.kind, description.countries
        if key not in self.fitting:
            self.fitting[key] = _Fitting([place for place in self.named if _fits(place, description)])
        fitting = self.fitting[key]
        paragraph = self._paragraph(description.head)
        last = fitting.before(description.span.start)
        if description.kind in AREAS:
            return fitting.only_since(last, self._begin(paragraph - NEAR)) if description.definite else None
        if last and description.definite:
            return fitting.places[last - 1] if fitting.kinds[last - 1] == 1 else fitting.only_since(
                last, self._begin(paragraph - 1)
            )  # fmt: skip
        opens = description.head.sentence < OPENING and not last
        if opens and fitting.places and fitting.kinds[-1] == 1 and (description.countries or description.definite):
            return fitting.places[0]
        return None

    def _country(self, description: _Description) -> Place | None:
        """The country that "the country" means: the last one named before it in its sentence or the one before."""
        if not description.definite:
            return None
        sentence = self.reading.sentences[max(description.head.sentence - 1, 0)].span.start
        at = bisect_left(self.countries, description.span.start, key=lambda each: each[0]) - 1
        if at < 0 or self.countries[at][0] < sentence:
            return None
        entry = self.countries[at][1]
        return Place(
            name=entry.name, id=entry.id, country=entry.country, lat=entry.lat, lon=entry.lon,
            precision=entry.precision, feature=entry.feature,
        )  # fmt: skip

    def _paragraph(self, token: Token) -> int:
        return self.reading.sentences[token.sentence].paragraph

    def _begin(self, paragraph: int) -> int:
        """Where a paragraph begins in the text."""
        sentences = self.reading.sentences
        at = bisect_left(sentences, paragraph, key=lambda sentence: sentence.paragraph)
        return sentences[min(at, len(sentences) - 1)].span.start


class _Fitting:
    """The named places that descriptions of one kind may mean, in the order of the text."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.kinds: list[int] = []
        """How many different places have been named up to each."""
        seen: set[str] = set()
        for place in places:
            seen.add(_which(place))
            self.kinds.append(len(seen))

    def before(self, at: int) -> int:
        """How many of them stand before a point of the text."""
        return bisect_left(self.places, at, key=_start)

    def only_since(self, last: int, begin: int) -> Place | None:
        """The one place that those from `begin` on, up to number `last`, all name; None if none or several."""
        first = bisect_left(self.places, begin, key=_start)
        recent = self.places[first:last]
        return recent[-1] if len({_which(place) for place in recent}) == 1 else None


def _fits(place: Place, description: _Description) -> bool:
    if description.countries and place.country not in description.countries:
        return False
    if place.feature is None:
        return (place.name or "").lower().endswith(description.kind)
    return place.feature.startswith(KINDS.get(description.kind) or AREAS[description.kind])


def _which(place: Place) -> str:
    return place.id or place.name or ""


_LAST = {phrase.split()[-1] for phrase in (*KINDS, *AREAS)} | {"country"}


def _kind(token: Token, before: Sequence[Token]) -> str | None:
    """The longest kind that the noun makes with what is compounded to it."""
    modifiers = [child.lemma.lower() for child in before if child.dep in ("compound", "amod", "nmod")]
    noun = token.lemma.lower()
    for start in range(len(modifiers) + 1):
        phrase = " ".join([*modifiers[start:], noun])
        if phrase in KINDS or phrase in AREAS or phrase == "country":
            return phrase
    return None


def _start(place: Place) -> int:
    return place.span.start if place.span else 0
