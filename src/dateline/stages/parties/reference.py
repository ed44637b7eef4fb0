"""Mentions go in, in the order of the text; out come chains: which mentions are of one and the same somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dateline.model.actors import ActorHit
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.party import How, PartyKind
from dateline.model.reading import Reading
from dateline.model.roles import Gender, Role
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.names import Knowledge, Names
from dateline.stages.parties.speech import Speech
from dateline.stages.parties.words import slug

WINDOW = 3
"""How many sentences back a pronoun or a bare description looks for whom it means."""

_SURE = 0.5
_CALLINGS = frozenset(
    "director manager sheriff coach professor lawyer attorney doctor physician nurse spokesman spokeswoman resident "
    "teacher engineer analyst researcher scientist historian priest pastor officer sergeant detective prosecutor judge "
    "editor reporter journalist ceo owner student farmer driver activist author actor singer player witness".split()
)
"""Callings behind a surname by which it is not that of somebody known for another."""
_IN_BEING = 0.8
"""Below what score a government of exactly this name was not in office on the day."""
_SHORTENED = frozenset(
    "air airlines airways bank group corp corporation company co inc oil gas motors motor telecom steel holdings "
    "holding industries energy news party union foundation bloc media tv ltd plc".split()
)
_TIE = 0.05


@dataclass(slots=True, eq=False)
class Chain:
    """One somebody of the report, as far as the mentions so far tell."""

    kind: PartyKind
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    office: str | None = None
    organisation: str | None = None
    gender: Gender | None = None
    plural: bool = False
    state: bool = False
    full: bool = False
    gone: bool = False
    roles: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    called: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Link:
    """What one mention was found to mean."""

    chain: Chain | None = None
    antecedent: int | None = None
    how: How | None = None
    members: tuple[int, ...] = ()
    reason: str | None = None


class Memory:
    """Who has been spoken of, while the report is read from start to end."""

    def __init__(
        self,
        reading: Reading,
        kit: Kit,
        knowledge: Knowledge,
        mentions: Sequence[Mention],
        dispatch: Callable[[Memory, int], Link],
        names: Names,
        verbs: frozenset[str],
    ) -> None:
        self.dispatch = dispatch
        self.names = names
        self.reading, self.roles, self.knowledge, self.mentions = reading, kit.roles, knowledge, mentions
        self.tokens = reading.parse.tokens
        self.parse = reading.parse
        self.chains: list[Chain] = []
        self.links: list[Link] = [Link() for _ in mentions]
        self.at = {mention.head: number for number, mention in reversed(list(enumerate(mentions)))}
        self.by_key: dict[str, list[Chain]] = {}
        self.full_names: dict[str, list[int]] = {}
        for number, mention in enumerate(mentions):
            if mention.form == "name" and mention.kind == "person" and mention.name and len(_parts(mention.name)) > 1:
                for key in self.surnames(mention.name):
                    self.full_names.setdefault(key, []).append(number)
        self.speech = Speech(reading, verbs, self.at)
        self.last_speaker: int | None = None
        self._done: set[int] = set()

    # -- names ------------------------------------------------------------------------------------------------

    def surnames(self, name: str) -> list[str]:
        """The single words by which a person of this full name is called: surname, family name put first."""
        parts = _parts(name)
        if len(parts) < 2:
            return [slug(name)]
        low = [part.lower() for part in parts]
        keys = [slug(parts[-1])]
        at = len(parts) - 1
        while at > 1 and low[at - 1] in self.roles.particles:
            at -= 1
            keys.append(slug(" ".join(parts[at:])))
        if low[0] in self.roles.family_first:
            keys.insert(0, slug(parts[0]))
        elif len(parts) > 2:
            keys.append(slug(" ".join(parts[-2:])))
            if len(parts) == 3 and at == 2 and len(parts[1].rstrip(".")) > 2 and low[1] not in self.roles.given_names:
                keys.append(slug(parts[1]))  # the father's name before the mother's: "Rosa Vega Montes" is "Vega"
        return keys

    def name(self, number: int) -> Link:
        """A name: of somebody named before, of an actor that the knowledge base knows, or of somebody new."""
        mention = self.mentions[number]
        if mention.kind == "person":
            return self._person(number, mention)
        key = _org_key(mention.name or mention.text)
        if not mention.hits and mention.role is None and "-" not in key:
            for chain in reversed(self.by_key.get(key, [])):
                if chain.kind == "person" and self._only(key, chain):
                    return self.join(number, chain)
            ahead = self._named_later(key, number)
            if ahead is not None and len(self.mentions[number].text.split()) == 1:
                later = self.resolved(ahead).chain
                if later is not None:
                    return self.join(number, later)
        hit = _best(mention.hits)
        if (hit is not None and mention.state) or (
            hit is not None and mention.kind == "government" and not mention.role
        ):
            return self._entity(number, mention, hit, "state:" if mention.state else "")
        if hit is not None:
            return self._entity(number, mention, hit, "")
        for chain in reversed(self.by_key.get(key, [])):
            if chain.kind != "person" and _agree(chain.country, mention.country):
                return self.join(number, chain)
        chain = self.new(number, mention)
        chain.full = True
        if mention.kind == "population":
            chain.entity = f"people:{mention.country.lower()}" if mention.country else None
        else:
            prefix = {"government": "body", "military": "body"}.get(mention.kind, "org")
            own = mention.country or self._owner_country(mention)
            chain.country = chain.country or own
            bare = _org_key(mention.name or mention.text)
            chain.entity = f"{prefix}:{bare}@{own.lower()}" if own else f"{prefix}:{bare}"
            if mention.place is not None:
                chain.entity = mention.place.id
        self.key(chain, key)
        short = key.split("-", 1)[0]
        if mention.kind in ("organisation", "outlet") and short != key and key.rsplit("-", 1)[-1] in _SHORTENED:
            self.key(chain, short)
        acronym = "".join(word[0] for word in (mention.name or mention.text).split() if word[0].isupper()).lower()
        if len(acronym) > 2:
            self.key(chain, acronym)
        return Link(chain)

    def _entity(self, number: int, mention: Mention, hit: ActorHit, prefix: str) -> Link:
        for chain in self.by_key.get("id " + hit.entity.id, []):
            return self.join(number, chain)
        chain = self.new(number, mention)
        chain.entity, chain.name, chain.full = hit.entity.id, hit.entity.name, True
        chain.country = hit.country or mention.country
        chain.sectors = mention.sectors or hit.sectors
        chain.state = mention.state
        chain.gone = hit.entity.kind == "government" and hit.how == "name" and hit.score < _IN_BEING
        key = _org_key(mention.text)
        if hit.entity.kind == "organisation" and "-" in key and key.rsplit("-", 1)[-1] in _SHORTENED:
            self.key(chain, key.split("-", 1)[0])
        self.key(chain, "id " + hit.entity.id)
        self.key(chain, _org_key(mention.text))
        self.key(chain, _org_key(hit.entity.name))
        return Link(chain)

    def _person(self, number: int, mention: Mention) -> Link:
        name = mention.name or mention.text
        full = len(_parts(name)) > 1
        key = slug(name)
        apposed = self._apposed(number, mention)
        if apposed is not None:
            return apposed
        for chain in reversed(self.by_key.get(key, [])):
            if chain.kind == "person" and self._fits(chain, mention) and (full or self._only(key, chain)):
                return self.join(number, chain)
        if not full and mention.title is None and (not mention.hits or key not in self.full_names):
            for chain in self.by_key.get(key, []):
                if chain.kind in ("organisation", "outlet") and chain.full:
                    return self.join(number, chain)
        hit = self._hit(mention)
        for chain in self.by_key.get("id " + hit.entity.id, []) if hit is not None else ():
            return self.join(number, chain)
        if full:
            last = [
                chain
                for each in self.surnames(name)[:1]
                for chain in self.by_key.get(each, [])
                if chain.kind == "person" and not chain.full and self._fits(chain, mention)
            ]
            for chain in last:
                self._known_person(chain, mention)
                return self.join(number, chain)
        else:
            ahead = self._named_later(key, number)
            if ahead is not None:
                link = self.resolved(ahead)
                if link.chain is not None:
                    found = self.join(number, link.chain)
                    found.antecedent = ahead
                    return found
            several = [chain for chain in self.by_key.get(key, []) if chain.kind == "person" and chain.full]
            if len(several) > 1:
                chain = self.new(number, mention)
                return Link(chain, reason=f"{len(several)} people of this name in the report")
        chain = self.new(number, mention)
        chain.full = full
        owner = self._owner(mention)
        if owner is not None:
            chain.country = chain.country or owner.country
            chain.organisation = owner.name
        elif chain.country is None and mention.title is not None:
            chain.country = self._beside(mention)
        self._known_person(chain, mention)
        return Link(chain)

    def _apposed(self, number: int, mention: Mention) -> Link | None:
        """ "Samoa's prime minister, Fiame Naomi": a name beside a description of somebody not yet named."""
        token = self.tokens[mention.head]
        other = self.at.get(self._beside_what(token).i) if token.dep == "appos" else None
        if other is None or other >= number:
            return None
        described = self.mentions[other]
        chain = self.resolved(other).chain
        if chain is None or chain.kind != "person" or described.plural or chain.full or described.form != "description":
            return None
        if not self._fits(chain, mention):
            return None
        joint = replace(mention, country=mention.country or chain.country, role=mention.role or described.role,
                        title=mention.title or described.title)  # fmt: skip
        self._known_person(chain, joint)
        chain.full = True
        return self.join(number, chain)

    def _beside_what(self, token: Token) -> Token:
        """What a person's name stands in apposition to; the parse may take the place of an office for it.

        "The mayor of Lima, Ana Ruiz": of the mayor.
        """
        head = self.tokens[token.head]
        prep = self.tokens[head.head]
        while head.ent in ("GPE", "ORG", "LOC") and head.dep == "pobj" and prep.text.lower() in ("of", "for", "to"):
            head = self.tokens[prep.head]
            prep = self.tokens[head.head]
        return head

    def _beside(self, mention: Mention) -> str | None:
        """The country of the office holder named before with "and": "the Israeli premier X and energy minister Y"."""
        token = self.tokens[mention.head]
        other = self.at.get(token.head) if token.dep == "conj" else None
        if other is None or self.mentions[other].title is None or self.mentions[other].span.start > mention.span.start:
            return None
        chain = self.links[other].chain
        return chain.country if chain is not None and chain.kind == "person" else None

    def _only(self, key: str, chain: Chain) -> bool:
        """Whether a single name means `chain`: nobody else bears it, or this one is called by it alone already."""
        others = [each for each in self.by_key.get(key, []) if each is not chain and each.kind == "person"]
        if not others:
            return True
        bare = [each for each in (chain, *others) if key in each.called]
        return bare == [chain] or (not bare and _heads_state(chain) and not any(_heads_state(each) for each in others))

    def _named_later(self, key: str, number: int) -> int | None:
        """The full name further on, for a surname in a headline or a lead."""
        found = [n for n in self.full_names.get(key, []) if n > number]
        names = {slug(self.mentions[n].name or "") for n in found}
        return found[0] if len(names) == 1 else None

    def _known_person(self, chain: Chain, mention: Mention) -> None:
        """Sets who a new person is: an actor of the knowledge base where the words allow it, else one of their own."""
        hit = self._hit(mention)
        name = mention.name or mention.text
        if hit is not None:
            self.known(chain, hit)
        elif len(_parts(name)) > 1:
            chain.full = True
            own = chain.country or mention.country
            chain.entity = f"person:{slug(name)}" + (f"@{own.lower()}" if own else "")
            chain.name = name
        self.key(chain, slug(name))
        for key in self.surnames(name):
            self.key(chain, key)

    def known(self, chain: Chain, hit: ActorHit) -> None:
        """Makes a chain the entity of a hit."""
        chain.entity, chain.name, chain.full = hit.entity.id, hit.entity.name, True
        chain.country = chain.country or hit.country or hit.entity.country
        if not (hit.former and chain.sectors):
            chain.sectors = hit.sectors or chain.sectors
        chain.office = chain.office or (hit.office.title if hit.office else None)
        for key in self.surnames(hit.entity.name):
            self.key(chain, key)
        self.key(chain, "id " + hit.entity.id)

    def _hit(self, mention: Mention) -> ActorHit | None:
        """The actor of the knowledge base that a person's name means, or None: nobody is forced onto a namesake."""
        hits = [hit for hit in mention.hits if hit.entity.kind == "person"]
        if mention.country:
            hits = [hit for hit in hits if _agree(hit.entity.country or hit.country, mention.country)]
        if not hits:
            return None
        name = mention.name or mention.text
        full = len(_parts(name)) > 1
        beside = None if full else self._called_beside(mention)
        if beside is not None:
            hits = [hit for hit in hits if self._title_agrees(hit, replace(mention, role=beside))]
            if not hits:
                return None
        agreeing = [hit for hit in hits if self._title_agrees(hit, mention)]
        if full:
            # A name in another spelling ("Ann" for "Ian") needs more than its letters to mean the same person.
            hits = [hit for hit in hits if hit in agreeing or mention.country or "." in name or _spelt_alike(hit, name)]
            if not hits:
                return None
            if mention.role is not None and agreeing:
                hits = agreeing
            if len(hits) > 1 and hits[0].score - hits[1].score < _TIE:
                return None
            return hits[0]
        if mention.role is not None and mention.title:
            hits = agreeing
        valid = [hit for hit in hits if hit.office is not None] or [hit for hit in hits if hit.score >= _SURE]
        if not valid or (len(valid) > 1 and valid[0].score - valid[1].score < _TIE):
            return None
        return valid[0]

    def _called_beside(self, mention: Mention) -> Role | None:
        """What calling the words behind a surname give its bearer: "Brown, the director of the port"."""
        for child in self.parse.children(self.tokens[mention.head], "appos"):
            other = self.at.get(child.i)
            role = None if other is None else self.mentions[other].role
            if role is not None and role.noun.split()[-1] in _CALLINGS:
                return role
        return None

    def _title_agrees(self, hit: ActorHit, mention: Mention) -> bool:
        if mention.role is None:
            return False
        words = mention.role.noun
        tail = words.split()[-1]
        classes = self.roles.classes.get(words, frozenset()) | self.roles.classes.get(tail, frozenset()) | {words}
        for office in ([hit.office] if hit.office else []) + list(hit.entity.offices):
            title = office.title.lower()
            if words in title or any(each in title for each in classes):
                return True
            if {"head"} & classes and any(
                each in title for each in ("president", "prime minister", "leader", "king", "chancellor")
            ):
                return True
        return False

    def _fits(self, chain: Chain, mention: Mention) -> bool:
        return _agree(chain.country, mention.country) and _agree(chain.gender, mention.gender)

    # -- chains -----------------------------------------------------------------------------------------------

    def new(self, number: int, mention: Mention) -> Chain:
        chain = Chain(mention.kind)
        self.chains.append(chain)
        self._absorb(chain, number)
        return chain

    def join(self, number: int, chain: Chain, how: How | None = None) -> Link:
        before = chain.mentions[-1] if chain.mentions else None
        self._absorb(chain, number)
        return Link(chain, before if before != number else None, how)

    def _absorb(self, chain: Chain, number: int) -> None:
        """Adds what a mention's own words say to its chain; what was said first stays."""
        mention = self.mentions[number]
        if not chain.mentions or chain.mentions[-1] != number:
            chain.mentions.append(number)
        if mention.form == "name" and mention.name and mention.kind == "person":
            chain.called.add(slug(mention.name))
        chain.country = chain.country or mention.country
        chain.sectors = chain.sectors or mention.sectors
        chain.gender = chain.gender or mention.gender
        chain.title = chain.title or mention.title
        chain.office = chain.office or mention.office
        chain.organisation = chain.organisation or mention.organisation
        chain.plural = chain.plural or (mention.plural and mention.form != "pronoun")
        if chain.name is None and mention.name:
            chain.name = mention.name
        if mention.role is not None:
            chain.roles.add(mention.role.noun)

    def key(self, chain: Chain, key: str) -> None:
        chain.keys.add(key)
        known = self.by_key.setdefault(key, [])
        if chain not in known:
            known.append(chain)

    def state(self, country: str) -> Chain | None:
        """The chain of a state by its code, made now if the report has not named it; None if nobody knows it."""
        for chain in self.by_key.get(f"id iso:{country}", []):
            return chain
        entity = self.knowledge.actors.entity(f"iso:{country}")
        if entity is None:
            return None
        chain = Chain("government", entity.id, entity.name, country, ("GOV",), state=True, full=True)
        self.chains.append(chain)
        self.key(chain, "id " + entity.id)
        return chain

    def refer(self, number: int, antecedent: int) -> Link:
        """Joins a pronoun to the somebody that an earlier mention is of."""
        chain = self.links[antecedent].chain
        if chain is None:
            return Link(reason="the word it refers to is itself open")
        link = self.join(number, chain)
        link.antecedent, link.how = antecedent, "pronoun"
        return link

    def before(self, number: int, sentence: int, back: int) -> list[int]:
        """The mentions before this one, nearest first, of its own sentence and `back` sentences before.

        The agency of a dateline is none of them: "QUITO (Reuters) - …".
        """
        found = []
        for other in range(number - 1, -1, -1):
            mention = self.mentions[other]
            if self.tokens[mention.head].sentence < sentence - back:
                break
            credited = mention.kind == "outlet" and mention.first and self.tokens[mention.first - 1].text == "("
            if not credited:
                found.append(other)
        return found

    def _owner(self, mention: Mention) -> Chain | None:
        number = None if mention.possessor is None else self.at.get(mention.possessor)
        return None if number is None else self.resolved(number).chain

    def _owner_country(self, mention: Mention) -> str | None:
        owner = self._owner(mention)
        return owner.country if owner else None

    def resolved(self, number: int) -> Link:
        """The link of a mention, found now if it is not yet."""
        if number not in self._done:
            self._done.add(number)
            self.links[number] = self.dispatch(self, number)
        return self.links[number]


def _best(hits: Sequence[ActorHit]) -> ActorHit | None:
    if not hits:
        return None
    if len(hits) > 1 and hits[0].score - hits[1].score < _TIE and hits[0].entity.id != hits[1].entity.id:
        first, second = hits[0], hits[1]
        if first.how == second.how and first.country != second.country:
            return None
    return hits[0]


def _spelt_alike(hit: ActorHit, name: str) -> bool:
    """Whether a hit's name is the one written: the same words, or words that begin alike and are as long."""
    asked, known = slug(name).split("-"), slug(hit.matched).split("-")
    if asked == known or slug(name).replace("-", "") == slug(hit.matched).replace("-", ""):
        return True
    return len(asked) == len(known) and all(
        one == other or (one[:2] == other[:2] and abs(len(one) - len(other)) < 3)
        for one, other in zip(asked, known, strict=True)
    )


def _heads_state(chain: Chain) -> bool:
    office = (chain.office or "").lower()
    return any(word in office for word in ("president", "prime minister", "leader", "king", "chancellor", "premier"))


def _agree(one: object | None, other: object | None) -> bool:
    return one is None or other is None or one == other


def _parts(name: str) -> list[str]:
    return name.replace("-", " ").split() if name.isupper() else name.split()


def _org_key(name: str) -> str:
    low = name.lower()
    for article in ("the ", "a ", "an "):
        if low.startswith(article):
            name = name[len(article) :]
            break
    return slug(name)
