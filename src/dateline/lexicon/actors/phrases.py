"""A noun phrase goes in; what its words say about a party comes out: role, office, nationality, names, all by table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.lexicon.actors.names import key, lower, without_article
from dateline.model.actors import NAMING, ActorHit, Actors, Coded, RoleHit

FORMERLY = re.compile(
    r"^(?:(?:former|ex|then|late|one time|onetime|ousted|deposed|retired|erstwhile|past|disgraced|sacked) )+"
)
LEADER = frozenset({"leader", "top leader", "ruler", "strongman", "head"})
GROUPS = frozenset(
    "group team number dozen dozens hundred hundreds thousand thousands ten tens score scores member members several "
    "majority crowd pair band handful column unit squad delegation most some many all part half each one two three "
    "million millions couple bunch lot array convoy wave few".split()
)
"""Heads that only count: who is meant stands after the "of"."""
PAST = frozenset("former ex ousted deposed retired onetime erstwhile disgraced".split())
OF_WHAT = frozenset(
    "officer official member leader chief head director agent source spokesman spokesperson spokeswoman worker "
    "employee "
    "staff boss commander deputy representative aide advisor adviser executive secretary chairman operative".split()
)
"""Heads that take their sector from the word before them ("intelligence agency officer")."""
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady baroness prof prof. professor hon hon. honorable honourable "
    "sheikh sheik shaikh haji hajj alhaji chief rev rev. reverend father sister comrade his her excellency majesty "
    "highness royal prince princess king queen emperor pope ayatollah grand mullah maulana imam cardinal archbishop "
    "bishop patriarch rabbi saint gen gen. general lt lt. lieutenant col col. colonel maj maj. major capt capt. "
    "captain "
    "brig brig. brigadier adm adm. admiral vice rear marshal field air sgt sgt. sergeant cpl cpl. corporal cmdr cmdr. "
    "commander commodore sen sen. senator rep rep. representative gov gov. governor ret. retired then current new "
    "incoming outgoing acting interim deputy longtime veteran the a an h.e. colonel general us u.s.".split()
)
"""Words that may stand before a name and are no part of it."""
STOPS = frozenset(
    "of in from at for with who that which whose by on to under against near over across inside outside between "
    "including during after before and as was were is are has had said based living accused suspected".split()
)
INDEFINITE = re.compile(r"(?:an?|one|two|three|some|several|another|many|other|\d+)\b", re.IGNORECASE)
"""Beginnings of a phrase that leave open which holder of an office is meant ("a Kremlin spokesman")."""
ONLY = {"pope": "VAT"}
"""Offices of which there is one in the world, and where."""
BACKING = re.compile(
    r"[-‐‑](?:backed|led|aligned|allied|made|style|linked|installed|supported|friendly|funded|trained|run|controlled|"
    r"held|occupied|sponsored|brokered|born|based|era|affiliated|supplied|mediated|imposed)\b"
)
"""What after a name says that the party is not that actor but has to do with it ("Iran-backed militias")."""
_TOKEN = re.compile(r"\w+(?:['.]\w+)*\.?")
_IRREGULAR = {"men": "man", "women": "woman", "people": "people", "children": "child", "militiamen": "militiaman",
              "police": "police", "wives": "wife", "thieves": "thief", "forces": "forces"}  # fmt: skip


def standard(words: str) -> str:
    """`words` in the form in which offices and roles are keyed: lower case, one spelling of defence, no hyphens.

    >>> standard("Defense  Minister"), standard("the Vice-President")
    ('defence minister', 'vice president')
    """
    text = (
        key(without_article(words))
        .replace("defense", "defence")
        .replace("labor ", "labour ")
        .replace("adviser", "advisor")
    )
    return text.replace("organization", "organisation").replace("spokeswoman", "spokesman").strip(" .,'")


def singular(word: str) -> str:
    """The singular of a lower-case noun, by the regular rules and the few irregular nouns that name people.

    >>> singular("soldiers"), singular("militias"), singular("parties"), singular("gunmen"), singular("forces")
    ('soldier', 'militia', 'party', 'gunman', 'forces')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "sis", "xis")) and len(word) > 3:
        return word[:-1]
    return word


class Words:
    """The tables of offices and roles, ready to be looked up by words."""

    def __init__(self, offices: dict[str, tuple[list[str], list[str], int]], roles: dict[str, list[str]]) -> None:
        self.offices: dict[str, str] = {}
        self.sectors: dict[str, tuple[str, ...]] = {standard(words): tuple(found) for words, found in roles.items()}
        for name, (words, sectors, _) in offices.items():
            for each in words:
                text = standard(each)
                self.offices.setdefault(text, name)
                self.sectors.setdefault(text, tuple(sectors))
        self.longest = max((len(words.split()) for words in self.sectors), default=1)

    def office(self, words: str) -> str | None:
        """The canonical office that `words` name ("Defense Secretary": "defence minister")."""
        text = standard(words)
        office = self.offices.get(text) or self.offices.get(" ".join(map(singular, text.split())))
        if office is None and (of := re.fullmatch(r"minister (?:of|for) (?:the )?(.+)", text)):
            office = self.offices.get(f"{of[1]} minister")
        return office

    def role(self, phrase: str) -> RoleHit | None:
        """The role that heads `phrase`; where a counting word heads it, the role that it counts."""
        tokens = _tokens(phrase)
        start = next((at for at, token in enumerate(tokens) if token[0] not in STOPS), len(tokens))
        while start < len(tokens):
            end = next((at for at in range(start, len(tokens)) if tokens[at][0] in STOPS), len(tokens))
            hit = self._longest(tokens, start, end)
            counting = all(tokens[at][0] in GROUPS or tokens[at][0].isdigit() for at in range(max(start, end - 1), end))
            if start < end < len(tokens) - 1 and tokens[end][0] == "and":
                paired = self._named(" ".join(token for token, _, _ in tokens[end - 1 : end + 2]))
                if paired is not None:
                    return RoleHit(paired[0], (tokens[end - 1][1], tokens[end + 1][2]))
            if hit is not None and not (hit.sectors == ("UNK",) and counting):
                return hit
            after = tokens[end][0] if end < len(tokens) else ""
            if after == "and" or (after in ("of", "from") and (counting or end == start)):
                start = end + 1
                continue
            return None
        return None

    def _longest(self, tokens: list[tuple[str, int, int]], start: int, end: int) -> RoleHit | None:
        """The longest role in `tokens[start:end]`, of those the one that ends last; an office may run on past "of"."""
        for last in range(end, start, -1):
            for first in range(max(start, last - self.longest), last):
                for stretch in self._extended(tokens, first, last, end):
                    text = " ".join(token for token, _, _ in tokens[first:stretch])
                    hit = self._named(text)
                    if hit is not None:
                        sectors, office = hit
                        former = any(token in PAST for token, _, _ in tokens[start:first]) or bool(FORMERLY.match(text))
                        if text in OF_WHAT or singular(text) in OF_WHAT:
                            told = self._longest(tokens, start, first) if first > start else None
                            if told is not None and told.words[1] >= tokens[first][1] - 2:
                                sectors, office = told.sectors, office or told.office
                        if former and sectors[0] in ("GOV", "LEG", "MIL", "SPY", "JUD"):
                            sectors = ("ELI",)
                        return RoleHit(sectors, (tokens[first][1], tokens[stretch - 1][2]), office, former)
        return None

    def _extended(self, tokens: list[tuple[str, int, int]], first: int, last: int, end: int) -> list[int]:
        """Where a role from `first` may end: past the "of" that follows ("minister of defence"), else at `last`."""
        if last == end and end < len(tokens) and tokens[end][0] in ("of", "for"):
            return [*range(min(len(tokens), first + self.longest), end + 1, -1), last]
        return [last]

    def _named(self, text: str) -> tuple[tuple[str, ...], str | None] | None:
        text = text.replace("defense", "defence").replace("labor ", "labour ").replace("adviser", "advisor")
        text = text.replace("organization", "organisation").replace("spokeswoman", "spokesman")
        head, _, noun = text.rpartition(" ")
        for form in dict.fromkeys((text, f"{head} {singular(noun)}".strip(), " ".join(map(singular, text.split())))):
            sectors = self.sectors.get(form)
            if sectors is not None:
                return (sectors, self.offices.get(form)) if sectors != ("JNK",) else None
        return None


def _tokens(phrase: str) -> list[tuple[str, int, int]]:
    """The words of a phrase in lower case, possessives off, with where they stand."""
    found = []
    for match in _TOKEN.finditer(lower(phrase)):
        word = match[0]
        bare = word.removesuffix("'s").removesuffix(".") if word not in HONORIFICS else word
        if word in ("s", "t"):
            continue
        found.append((bare, match.start(), match.start() + len(bare)))
    return found


def code(phrase: str, on: date | None, actors: Actors, words: Words) -> Coded:
    """The best reading of `phrase`: a name if one heads it, with title and nationality; else role and country."""
    phrase = " ".join(phrase.split())
    role = words.role(phrase)
    whole = actors.find(phrase, on)
    if whole and whole[0].how != "surname":
        return _named(whole[0], None)
    if (whole and len(whole) == 1) or (whole and whole[0].score >= whole[1].score + 0.05):
        return _named(whole[0], None)
    names = [
        (start, end, hit)
        for start, end, name in actors.mentions(phrase)
        if (hit := _best(actors.find(name, on))) and not BACKING.match(phrase[end:])
    ]
    nations = dict.fromkeys(
        hit.country for _, _, hit in names if hit.country and (hit.how not in NAMING or _national(hit))
    )
    several = len(nations) > 1 and re.search(r"\band\b", phrase) is not None
    country = None if several else next(iter(nations), None)
    person = next((hit for _, _, hit in names if hit.entity.kind == "person"), None) or _titled(
        phrase, on, actors, words, country, role
    )
    if person is not None and (country is None or person.country == country):
        return _named(person, role)
    organisation = _heading(phrase, names)
    if organisation is not None and not (country and organisation.country and country != organisation.country):
        officer = None if INDEFINITE.match(phrase) else _officer(organisation, role, on, actors)
        return officer or _of(organisation, role, country)
    if role is not None:
        office = "leader" if phrase[slice(*role.words)].lower() in LEADER else role.office
        where = country or ONLY.get(office or "")
        sought = office and where and not role.former and not INDEFINITE.match(phrase)
        held = actors.holder(office or "", where, on) if sought else ()
        if held and held[0].score >= 0.95:
            return Coded(held[0].entity, held[0].office, where, role.sectors, "holder", why="holder of the office")
        return Coded(None, None, country, role.sectors, None, role.former, f"role: {phrase[slice(*role.words)]}")
    if names:
        first = names[0][2]
        alone = len(names) == 1 and len(phrase.split()) == len(first.matched.split())
        return _named(first, None) if alone else Coded(country=country or first.country, why=f"names {first.matched}")
    return Coded(why="nothing known")


def _national(hit: ActorHit) -> bool:
    """Whether a name is that of a state, a government or a people."""
    return hit.entity.kind in ("government", "population")


def _named(hit: ActorHit, role: RoleHit | None) -> Coded:
    """A named entity; the day's office decides its sectors, and the title in the phrase where no office is known."""
    sectors = hit.sectors
    if role is not None and (not sectors or (hit.office is None and not hit.former and role.sectors != ("UNK",))):
        sectors = role.sectors
    if hit.entity.kind == "government" and hit.how in ("adjective", "demonym"):
        return Coded(hit.entity, None, hit.country, sectors, hit.how, False, f"{hit.how}: {hit.matched}")
    return Coded(hit.entity, hit.office, hit.country, sectors, hit.how, hit.former, f"{hit.how}: {hit.matched}")


_HEADS = frozenset({"president", "chief executive officer", "general secretary", "non-governmental leader"})
"""Offices whose names the heads of international organisations have too: "World Bank president"."""


def _officer(organisation: ActorHit, role: RoleHit | None, on: date | None, actors: Actors) -> Coded | None:
    """Who holds the office of an organisation, or of a government by its seat, that the words name, if one does."""
    if role is None or role.office is None or role.former:
        return None
    of = organisation.country if organisation.how == "metonym" else organisation.entity.id
    heads = "IGO" in organisation.sectors and role.office in _HEADS
    for office in (role.office, *(("secretary-general",) if heads else ())):
        held = actors.holder(office, of, on)
        if held and held[0].score >= 0.95:
            hit = held[0]
            return Coded(hit.entity, hit.office, hit.country, hit.sectors, "holder", why="holder of the office")
    return None


def _of(hit: ActorHit, role: RoleHit | None, country: str | None) -> Coded:
    """Somebody of an organisation: its country; its sectors, unless the words say that the person has left."""
    if role is not None and role.former:
        return Coded(None, None, hit.country or country, ("ELI",), None, True, f"formerly of {hit.matched}")
    sectors = hit.sectors or (role.sectors if role else ())
    return Coded(hit.entity, None, hit.country or country, sectors, hit.how, False, f"of {hit.matched}")


def _best(hits: Sequence[ActorHit]) -> ActorHit | None:
    return hits[0] if hits else None


def _heading(phrase: str, names: list[tuple[int, int, ActorHit]]) -> ActorHit | None:
    """The organisation, agency or metonym in the phrase that the party belongs to: the first one."""
    for start, _, hit in names:
        state = hit.how != "metonym" and hit.entity.id.startswith(("iso:", "region:"))
        addressed = re.search(r"\b(?:to|with|against|on|over|about)(?: the)? $", phrase[:start])
        if hit.entity.kind not in ("person", "population") and not state and not addressed:
            return hit
    return None


def _titled(
    phrase: str, on: date | None, actors: Actors, words: Words, country: str | None, role: RoleHit | None
) -> ActorHit | None:
    """Who is meant by titles and a name ("President Duterte"): who bears the name and fits title and nationality."""
    tokens = list(re.finditer(r"\S+", phrase))
    for at in range(1, len(tokens)):
        rest = phrase[tokens[at].start() :]
        if not rest[0].isupper():
            continue
        before = [lower(token[0]).strip(",") for token in tokens[:at]]
        named = _title_ends(before, words, actors, phrase[: tokens[at].start()].strip())
        if not named:
            continue
        hits = [hit for hit in actors.find(rest, on) if hit.entity.kind == "person"]
        if country:
            hits = [hit for hit in hits if country in {hit.country, *(office.country for office in hit.entity.offices)}]
        if role and role.office:
            held = [hit for hit in hits if role.office in {office.title for office in hit.entity.offices}]
            hits = held or [hit for hit in hits if hit.how != "surname" or _like(role.office, hit)]
        if hits and (len(hits) == 1 or hits[0].how != "surname" or hits[0].score >= hits[1].score + 0.05):
            return hits[0]
    return None


def _like(office: str, hit: ActorHit) -> bool:
    """Whether the office that somebody holds is a kind of `office` ("deputy secretary", "deputy defence minister")."""
    return hit.office is not None and set(office.split()) <= set(hit.office.title.split())


def _title_ends(before: list[str], words: Words, actors: Actors, text: str) -> bool:
    """Whether the words before a name end in a title, an honorific, a role or a nationality."""
    last = before[-1]
    if last in HONORIFICS or last.strip(".") in HONORIFICS:
        return True
    hit = words.role(text)
    return hit is not None and hit.words[1] >= len(text) - 2
