"""Parse and knowledge base go in; out come the names in the report, each with its tokens and who may bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.model.actors import ActorHit, Actors
from dateline.model.gazetteer import GazetteerEntry
from dateline.model.kit import Kit
from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading
from dateline.model.roles import Roles
from dateline.stages.parties.words import singular

_NOT_OF_NAMES = frozenset({"AUX", "VERB", "ADP", "CCONJ", "SCONJ", "NUM", "PUNCT", "DET", "PRON"})

_AMOUNTS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})

MEDIA = frozenset("twitter facebook instagram youtube telegram weibo tiktok reddit linkedin".split())
"""Where people say things to everybody: no part of the name that follows ("On Twitter Ruiz said")."""

SMALL = 20_000
"""Below how many people a place does not win over an organisation that the recogniser saw in its name."""

NAMING = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
"""The entity labels (OntoNotes) that may be of somebody; the rest are times, amounts, laws, works, events."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `first` to `last` (of one unit), an OntoNotes label, and who may bear it, best first.

    `place` is the place of that name, for a name that is of nobody known.
    """

    first: int
    last: int
    label: str
    hits: tuple[ActorHit, ...] = ()
    place: GazetteerEntry | None = None

    @property
    def hit(self) -> ActorHit | None:
        return self.hits[0] if self.hits else None


CLOSE = 0.1
"""Within how much of score two bearers of a name count as alike."""


class Knowledge:
    """The knowledge base on the report's day, each question asked once."""

    def __init__(self, actors: Actors, on: date | None) -> None:
        self.actors = actors
        self.on = on
        self._found: dict[str, tuple[ActorHit, ...]] = {}
        self._countries: Counter[str] = Counter()

    def notice(self, hit: ActorHit) -> None:
        """Takes note that the report speaks of the country of a hit, to tell namesakes apart by."""
        if hit.country is not None:
            self._countries[hit.country] += 1

    def find(self, name: str) -> tuple[ActorHit, ...]:
        """Who bears `name` on the day, best first; of like namesakes, those of the report's countries first."""
        if name not in self._found:
            self._found[name] = tuple(self.actors.find(" ".join(name.split()), self.on))
        hits = self._found[name]
        if len(hits) > 1 and hits[0].score - hits[1].score < CLOSE:
            return tuple(sorted(hits, key=lambda hit: -hit.score - self._nearness(hit)))
        return hits

    def _nearness(self, hit: ActorHit) -> float:
        if hit.country is None or not self._countries:
            return 0.0
        return CLOSE * self._countries[hit.country] / max(self._countries.values())

    def holder(self, office: str, country: str | None) -> Sequence[ActorHit]:
        """Who held the office on the day; nobody if no day is known."""
        return self.actors.holder(office, country, self.on) if self.on else ()


def day_of(reading: Reading) -> date | None:
    """The day of the report, None if it is not known."""
    day = reading.report.published.earliest
    return day.date() if isinstance(day, datetime) else day


@dataclass(slots=True)
class Names:
    """All names of a report: `at` gives the name that a token belongs to."""

    at: dict[int, Name] = field(default_factory=dict)


def names(reading: Reading, kit: Kit, knowledge: Knowledge) -> Names:
    """The names that the knowledge base knows or the parser's recogniser marked; where both do, the longer one.

    A name of equal reach, or one that the other only half covers, is the knowledge base's.
    """
    parse, text = reading.parse, reading.report.text
    begins = {token.start: token.i for token in parse.tokens}
    ends = {token.end: token.i for token in parse.tokens}
    found = Names()
    body = reading.report.body
    known: dict[int, Name] = {}
    mentioned = knowledge.actors.mentions(text)
    for _, _, key in mentioned:
        for hit in knowledge.find(key)[:1]:
            if is_state(hit):
                knowledge.notice(hit)
    for start, end, key in mentioned:
        first, last = begins.get(start), ends.get(end)
        if first is None or last is None or start < body.start or parse.tokens[first].unit != parse.tokens[last].unit:
            continue
        tail = parse.tokens[last]
        if (
            last > first
            and tail.text.islower()
            and (tail.dep in ("amod", "compound", "nmod") or _shared(parse, first, last))
        ):
            last -= 1
            key = text[start : parse.tokens[last].end]
        hits = knowledge.find(key)
        if hits:
            known[first] = Name(first, last, _label(hits[0]), hits)
    marked = [
        _personal(_unquoted(part, parse, text), parse, kit.roles)
        for name in _marked(parse)
        for part in _parts(_after_medium(name, parse), parse, kit, knowledge, text)
    ]
    for name in marked:
        for i in range(name.first, name.last + 1):
            found.at[i] = name
    for name in sorted(known.values(), key=lambda each: each.first):
        others = {id(found.at[i]): found.at[i] for i in range(name.first, name.last + 1) if i in found.at}
        if any(
            other.first <= name.first
            and name.last <= other.last
            and _reach(other) > _reach(name)
            and not _weaker(other, name, parse)
            for other in others.values()
        ):
            continue
        for other in others.values():
            for i in range(other.first, other.last + 1):
                found.at.pop(i, None)
            _rest(found, other, name)
        name = _with_given(name, found, parse, text, kit, knowledge)
        for i in range(name.first, name.last + 1):
            found.at[i] = name
    return _asked(found, parse, text, kit, knowledge)


def _shared(parse: Parse, first: int, last: int) -> bool:
    """Whether others before the name have its last word in common with it: "Mexican and American officials"."""
    word = parse.tokens[first]
    other = parse.head(word)
    return word.dep == "conj" and other.i < first and other.head == last and other.ent in ("NORP", "GPE")


def _after_medium(name: Name, parse: Parse) -> Name:
    """The name without the medium that the recogniser ran into it: "On Twitter Ruiz accused …"."""
    if name.last == name.first or name.label not in ("PERSON", "ORG") or name.first == 0:
        return name
    said = parse.tokens[name.first - 1].text.lower() in ("on", "via")
    if not said or parse.tokens[name.first].text.lower() not in MEDIA:
        return name
    return Name(name.first + 1, name.last, "PERSON" if name.last == name.first + 1 else name.label)


def _with_given(name: Name, found: Names, parse: Parse, text: str, kit: Kit, knowledge: Knowledge) -> Name:
    """A known surname with the given name before it, which may make it somebody else's: "Ana Blair" is no Tony."""
    at = name.first - 1
    if name.first != name.last or name.label != "PERSON" or name.hit is None or name.hit.how != "surname" or at < 0:
        return name
    before, word = parse.tokens[at], parse.tokens[name.first]
    joined = before.unit == word.unit and text[before.end : word.start] == " " and before.tag in ("NNP", "NN", "UH")
    if not joined or at in found.at or not before.text[0].isupper() or before.text.lower() not in kit.roles.given:
        return name
    hits = knowledge.find(text[before.start : word.end])
    return Name(at, name.last, "PERSON", tuple(hit for hit in hits if hit.entity.kind == "person"))


def _parts(name: Name, parse: Parse, kit: Kit, knowledge: Knowledge, text: str) -> list[Name]:
    """A state and a person that the recogniser ran into one: "Ukraine Volodymyr Zelenskyy"."""
    before = parse.tokens[name.first - 1].text.lower() if name.first else ""
    if name.last - name.first < 2 or (name.label == "PERSON" and before not in ("to", "of", "for", "in")):
        return [name]
    for cut in (name.first + 1, name.first + 2):
        if cut >= name.last or parse.tokens[cut].text.lower() not in kit.roles.given_names:
            continue
        state = knowledge.find(text[parse.tokens[name.first].start : parse.tokens[cut - 1].end])
        if state and state[0].entity.kind != "person":
            return [Name(name.first, cut - 1, _label(state[0]), state[:1]), Name(cut, name.last, "PERSON")]
    return [name]


def _reach(name: Name) -> int:
    return name.last - name.first


def _weaker(other: Name, name: Name, parse: Parse) -> bool:
    """Whether the recogniser's longer name only adds what is no part of a name: a verb, an article."""
    added = [*parse.tokens[other.first : name.first], *parse.tokens[name.last + 1 : other.last + 1]]
    if name.label == "GPE" and any(token.pos == "CCONJ" for token in added) and other.label != "PERSON":
        return True
    if all(
        token.text.islower() or token.text in ("The", "'s", "’s", "-") or token.pos in _NOT_OF_NAMES for token in added
    ):
        return True
    return other.label not in NAMING


def _unquoted(name: Name, parse: Parse, text: str) -> Name:
    """The name without words of a quotation that begins inside it: 'called Trump "Soviet-style"'; nicknames stay."""
    for i in range(name.first, name.last):
        between = text[parse.tokens[i].end : parse.tokens[i + 1].start]
        if ('"' in between or "“" in between) and not any(
            mark in text[parse.tokens[i + 1].start : parse.tokens[name.last].end] for mark in '"”'
        ):
            return Name(name.first, i, name.label, name.hits)
    return name


def _personal(name: Name, parse: Parse, roles: Roles) -> Name:
    """A name that begins with a given name and ends in no word for a body is a person's."""
    first, last = parse.tokens[name.first].text.lower(), parse.tokens[name.last].text.lower()
    if all(parse.tokens[i].text.islower() for i in range(name.first, name.last + 1)) and name.label not in _AMOUNTS:
        return Name(name.first, name.last, "")
    if name.label == "ORG" and name.last == name.first and _common(parse.tokens[name.first], roles):
        return Name(name.first, name.last, "")
    if name.label == "PERSON" or name.last == name.first or name.last - name.first > 3 or first not in roles.given:
        return name
    if last in roles.ends or last in roles.nobody or (last in roles.given_names and name.label in ("GPE", "DATE")):
        return name
    if not all(parse.tokens[i].pos == "PROPN" for i in range(name.first, name.last + 1)):
        return name
    return Name(name.first, name.last, "PERSON")


def _common(token: Token, roles: Roles) -> bool:
    """Whether a single word is an ordinary noun with a capital that its place gives it: "Mobs", "Oil"."""
    word = token.text.lower()
    return not (token.text.isupper() and len(word) < 5) and (
        singular(word) in roles.nouns or word in roles.fields or word in roles.things
    )


def _rest(found: Names, other: Name, name: Name) -> None:
    """Keeps what the recogniser's name has beyond the known one when that is a name of its own length before it."""
    if other.first < name.first and other.label == "PERSON" and other.last < name.first:
        for i in range(other.first, name.first):
            found.at[i] = Name(other.first, name.first - 1, other.label)


def _marked(parse: Parse) -> list[Name]:
    """The recogniser's names, without the articles and possessive endings that it takes in."""
    found: list[Name] = []
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if not token.ent:
            i += 1
            continue
        last = i
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].ent == token.ent
            and not tokens[last + 1].ent_start
            and tokens[last + 1].unit == token.unit
        ):
            last += 1
        first, end = i, last
        while first < end and (tokens[first].tag in ("DT", "POS", "``") or not tokens[first].text[0].isalnum()):
            first += 1
        while end > first and (
            tokens[end].tag == "POS" or (not tokens[end].text[-1].isalnum() and tokens[end].text[-1] != ".")
        ):
            end -= 1
        found.append(Name(first, end, token.ent))
        i = last + 1
    return found


def _asked(found: Names, parse: Parse, text: str, kit: Kit, knowledge: Knowledge) -> Names:
    """Asks the knowledge base, then the gazetteer, for each name that only the recogniser marked."""
    done: dict[int, Name] = {}
    for name in list(found.at.values()):
        if name.hits or name.label not in NAMING or name.first in done:
            continue
        words = text[parse.tokens[name.first].start : parse.tokens[name.last].end]
        hits = knowledge.find(words)
        if hits:
            borne = Name(name.first, name.last, _label(hits[0]), hits)
            done[name.first] = _with_given(borne, found, parse, text, kit, knowledge)
        else:
            done[name.first] = _placed(name, words, parse, kit)
    for name in done.values():
        for i in range(name.first, name.last + 1):
            found.at[i] = name
    return found


def _placed(name: Name, words: str, parse: Parse, kit: Kit) -> Name:
    """A name that the gazetteer knows as a place, where the recogniser took it for one or could have meant one."""
    first, last = parse.tokens[name.first].text.lower(), parse.tokens[name.last].text.lower()
    if name.label == "NORP" or (words.isupper() and len(words) < 6):
        return name
    before = parse.tokens[name.first - 1].text.lower() if name.first else ""
    if name.label == "PERSON" and (
        first in kit.roles.given_names
        or first in kit.roles.family_first
        or (name.first == name.last and before not in kit.roles.place_prepositions and before not in ("of", "from"))
    ):
        return name
    if name.label in ("ORG", "FAC") and (last in kit.roles.ends or name.last > name.first + 1):
        return name
    places = kit.gazetteer.find(words)
    if not places or (name.label == "ORG" and places[0].population < SMALL):
        return name
    if places[0].feature[0] not in "APL":
        return Name(name.first, name.last, "FAC")
    sure = len({place.country for place in places}) == 1 or places[0].population > 5 * max(
        (place.population for place in places if place.country != places[0].country), default=0
    )
    return Name(name.first, name.last, "GPE", (), places[0] if sure else None)


def _label(hit: ActorHit) -> str:
    if hit.how in ("adjective", "demonym"):
        return "NORP"
    if hit.entity.kind == "person":
        return "PERSON"
    if is_state(hit):
        return "GPE"
    return "ORG"


def is_state(hit: ActorHit) -> bool:
    """Whether the hit is a state or territory, by whatever name."""
    return hit.entity.id.startswith("iso:") or (
        hit.entity.kind == "government"
        and "wikidata" not in hit.entity.id
        and hit.entity.id.split(":", 1)[0] in ("iso", "state", "country")
    )
