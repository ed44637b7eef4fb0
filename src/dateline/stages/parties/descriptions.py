"""A description and what has been told so far go in; whom it means comes out, or that it names somebody new."""

from __future__ import annotations

from dateline.model.party import Office
from dateline.stages.parties.groups import group
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.reference import Chain, Link, Memory
from dateline.stages.parties.words import slug

_LOOSE = frozenset({"group", "organisation", "organization", "body", "movement", "bloc", "alliance", "agency", "union"})
_FAR = 12
_OF_THE_STATE = (
    "state media", "state television", "state tv", "state radio", "state news", "state-run", "the state news",
    "the state media", "official media", "state broadcaster",
)  # fmt: skip
_OTHERS = frozenset("first second third fourth next previous last future other another later every each no any".split())
_RANKED = frozenset(
    "prime minister | vice president | deputy prime minister | vice-president | deputy minister | vice prime "
    "minister | first deputy prime minister | general secretary | deputy head".split(" | ")
)
_HEADS_OF_STATE = frozenset({"president", "prime minister", "premier", "king", "chancellor", "emir", "sultan", "pm"})
_HEADS_OF_BODIES = frozenset(
    "chief head boss leader director commissioner president chairman chairwoman chair governor administrator".split()
) | {"secretary general", "director general"}
_CHAMBERS = (
    frozenset({"house", "commons", "lower house", "house of representatives", "representatives"}),
    frozenset({"senate", "lords", "upper house"}),
)
_HEADS = (
    "president", "prime minister", "leader", "premier", "king", "chancellor", "general secretary", "chairman", "emir",
)  # fmt: skip
_LESSER = frozenset(
    "minority majority opposition party vice deputy rebel union faction group team council community tribal religious "
    "student protest labour labor parliamentary".split()
)
"""Words that make a leader one who does not rule a state."""
_LOCAL = frozenset({"mayor", "governor", "deputy mayor", "lieutenant governor", "sheriff", "councillor"})
"""Offices that a country has many of."""
_LEADERS = frozenset({"leader", "ruler", "head of state", "head of government", "strongman", "top leader"})


def description(memory: Memory, number: int) -> Link:
    """The link of a description."""
    mention = memory.mentions[number]
    role = mention.role
    link = _apposed(memory, number, mention) or _predicate(memory, number, mention)
    if link is not None:
        return link
    if role is None:
        return Link(memory.new(number, mention))
    set_link = group(memory, number, mention)
    if set_link is not None:
        return set_link
    beside = _named_beside(memory, mention)
    if beside is not None:
        called = _called(memory, number, beside)
        if called is not None:
            return called
    elif not mention.plural or (mention.definite and role.kind != "population"):
        found = _earlier(memory, number, mention)
        if found is not None:
            return found
    chain = memory.new(number, mention)
    _own(memory, chain, number, mention)
    return Link(chain, reason=chain_reason(memory, mention, chain))


def chain_reason(memory: Memory, mention: Mention, chain: Chain) -> str | None:
    """Why a definite description that refers to nothing before stays open."""
    if chain.entity is not None or not mention.definite or mention.possessor is not None or mention.plural:
        return None
    if mention.kind in ("outlet", "population"):
        return None
    if mention.country is not None or mention.organisation is not None or mention.last > mention.head:
        return None
    return "no earlier mention that the description fits"


def _apposed(memory: Memory, number: int, mention: Mention) -> Link | None:
    """ "Kim Jong Un, the North Korean leader": the name that the description stands beside."""
    token = memory.tokens[mention.head]
    other = None
    if token.dep == "appos":
        other = memory.at.get(token.head)
    if other is None:
        return _apposed_after(memory, number, mention)
    if other == number or mention.plural != memory.mentions[other].plural:
        return None
    if memory.mentions[other].kind != mention.kind and not (
        {memory.mentions[other].kind, mention.kind} <= {"group", "organisation", "military", "government", "outlet"}
    ):
        return None
    link = memory.resolved(other)
    if link.chain is None:
        return None
    found = memory.join(number, link.chain)
    found.antecedent, found.how = other, "apposition"
    return found


def _apposed_after(memory: Memory, number: int, mention: Mention) -> Link | None:
    """ "Another ally, China": the name of a state or body that stands behind the description."""
    token = memory.tokens[mention.head]
    for child in memory.parse.children(token, "appos"):
        other = memory.at.get(child.i)
        if other is None or other <= number or mention.plural:
            continue
        named = memory.mentions[other]
        if (
            named.form != "name"
            or named.kind == "person"
            or (mention.kind == "person" and (mention.role is None or mention.role.noun not in memory.roles.relations))
        ):
            continue
        if (
            mention.kind != named.kind
            and mention.kind not in ("person", "group", "organisation")
            and not ({mention.kind, named.kind} <= {"organisation", "government", "military", "outlet", "group"})
        ):
            continue
        chain = memory.resolved(other).chain
        if chain is not None:
            link = memory.join(number, chain, "apposition")
            link.antecedent = other
            return link
    return None


def _predicate(memory: Memory, number: int, mention: Mention) -> Link | None:
    """ "She was a spy": a description that says what its subject is."""
    token = memory.tokens[mention.head]
    verb = memory.tokens[token.head]
    if (
        token.dep != "attr"
        or verb.lemma not in ("be", "become", "remain")
        or mention.plural
        or mention.kind != "person"
    ):
        return None
    for subject in memory.parse.children(verb, "nsubj"):
        other = memory.at.get(subject.i)
        if other is None or other >= number:
            continue
        chain = memory.resolved(other).chain
        if chain is None or chain.kind != "person" or chain.plural:
            return None
        if mention.country and chain.country and mention.country != chain.country:
            return None
        link = memory.join(number, chain, "apposition")
        link.antecedent = other
        return link
    return None


def _earlier(memory: Memory, number: int, mention: Mention) -> Link | None:
    """A definite description of somebody spoken of before, by the same or a like word."""
    role = mention.role
    if role is None:
        return None
    if role.kind == "person" and _another(memory, mention):
        return None
    owner = _owner(memory, mention)
    country = mention.country or (
        owner.country if owner is not None and role.noun not in memory.roles.relations else None
    )
    if role.noun in memory.roles.lands:
        if mention.plural:
            return None
        body = _body_of_that_name(memory, mention)
        if body is not None:
            return memory.join(number, body)
        return _country(memory, number, mention)
    if owner is not None and owner.kind == "person" and role.kind != "person":
        link = _ministry(memory, number, owner)
        if link is not None:
            return link
    if not mention.definite and not (country and role.kind != "person"):
        return None
    sentence = memory.tokens[mention.head].sentence
    best: tuple[float, int] | None = None
    agent = _agent(memory, mention)
    for other in range(number - 1, -1, -1):
        each = memory.mentions[other]
        distance = sentence - memory.tokens[each.head].sentence
        if distance > 60:
            break
        chain = memory.links[other].chain
        if chain is None or chain is agent or each.form in ("pronoun", "relative") or each.span.contains(mention.span):
            continue
        if chain.gone and distance > 1:
            continue  # "the administration", long after one of years ago was named, is the present one
        likeness = 0.0 if _elsewhere(memory, mention, chain) else _likeness(memory, mention, chain, country)
        if likeness < 1 and not memory.tokens[each.head].dep.startswith("nsubj"):
            continue
        if (
            likeness <= 0
            or (distance > _FAR and likeness < 3 and not chain.full)
            or (likeness < 1 and distance not in (1, 2))
        ):
            continue
        if country is None and mention.gender and chain.gender and mention.gender != chain.gender:
            continue
        score = likeness - 0.3 * min(distance, 10) + (1 if memory.tokens[each.head].dep.startswith("nsubj") else 0)
        if best is None or score > best[0]:
            best = (score, other)
    if best is not None:
        chain = memory.links[best[1]].chain
        if chain is not None:
            link = memory.join(number, chain)
            link.antecedent = best[1]
            return link
    return _held(memory, number, mention, country)


def _agent(memory: Memory, mention: Mention) -> Chain | None:
    """Who does to somebody what a clause tells, and so is not them: "the king asked the leader of the party"."""
    token = memory.tokens[mention.head]
    verb = memory.tokens[token.head]
    if token.dep == "pobj":
        verb = memory.tokens[verb.head]
    if token.dep not in ("dobj", "dative", "pobj") or verb.pos != "VERB":
        return None
    subjects = [memory.at[each.i] for each in memory.parse.children(verb, "nsubj") if each.i in memory.at]
    chains = [memory.links[number].chain for number in subjects]
    return chains[0] if len(chains) == 1 else None


def _another(memory: Memory, mention: Mention) -> bool:
    """Whether the words set somebody apart from whoever holds the office: "its first president", "the next leader"."""
    words = {memory.tokens[i].text.lower() for i in range(mention.first, mention.head)}
    return mention.former or bool(words & _OTHERS)


def _likeness(memory: Memory, mention: Mention, chain: Chain, country: str | None) -> float:
    """How well a description fits somebody spoken of: 0 not at all, 3 by the same word and country."""
    role = mention.role
    if role is None or mention.plural != chain.plural:
        return 0
    if country and chain.country and country != chain.country:
        return 0
    if role.kind == "person":
        if chain.kind != "person":
            return 0
        return _person_likeness(memory, mention, chain, country)
    if chain.kind == "person" or (chain.state and role.noun not in memory.roles.lands):
        return 0
    if _other_chamber(role.noun, chain.name or ""):
        return 0
    names = {word for noun in chain.roles for word in (noun, noun.split()[-1])}
    tail = role.noun.split()[-1]
    if mention.office and chain.office and mention.office != chain.office:
        return 0
    if role.noun in names:
        return 3 if _words_fit(mention, chain) else 0
    if tail in names and (role.noun == tail or mention.country is None):
        return 2
    shared = memory.roles.classes.get(role.noun, frozenset()) & {
        each for noun in names for each in memory.roles.classes.get(noun, frozenset())
    }
    if shared and (country is None or chain.country == country):
        return 2
    last = (chain.name or "").split()[-1:]
    if last and slug(last[0]) == slug(tail) and chain.full:
        return 2.5
    if role.noun in _LOOSE and chain.full and mention.country is None and not chain.state:
        return (
            1 if chain.kind in ("group", "organisation", "outlet", "government") and "BUS" not in chain.sectors else 0
        )
    return 0


def _other_chamber(noun: str, name: str) -> bool:
    """Whether a word for one chamber stands beside the name of the other, or of both: "the house", "… Senate"."""
    words = set(name.lower().split())
    if "congress" in words and any(noun in each for each in _CHAMBERS):
        return True
    return any(noun in each and words & other for each, other in (_CHAMBERS, _CHAMBERS[::-1]))


def _words_fit(mention: Mention, chain: Chain) -> bool:
    """Two bodies of the same noun are one only where neither says what the other does not: ministries differ."""
    if mention.name and chain.name and mention.form == "name" and slug(mention.name) != slug(chain.name):
        return slug(mention.name) in slug(chain.name) or slug(chain.name) in slug(mention.name)
    return True


def _person_likeness(memory: Memory, mention: Mention, chain: Chain, country: str | None) -> float:
    role = mention.role
    if role is None:
        return 0
    if (
        mention.office
        and chain.office
        and " of " in mention.office
        and " of " in chain.office
        and mention.office != chain.office
    ):
        return 0
    of_body = _of_body(mention, chain)
    if of_body is not None:
        return of_body
    bare = mention.office == role.noun or mention.office is None
    own = set(chain.roles) | ({each.split()[-1] for each in chain.roles if each not in _RANKED} if bare else set())
    office = (chain.office or "").lower()
    same_country = country is None or chain.country == country
    if role.noun in own or role.noun == office:
        return 3 if same_country else 1
    if not own and not office:
        known = chain.full and (country is None or chain.country in (None, country))
        return 0.8 if known and mention.title is not None and "GOV" in mention.sectors else 0
    if role.noun in _HEADS_OF_STATE and role.noun not in own and _leads_less(chain):
        return 0
    if role.noun in _HEADS_OF_STATE and same_country and own & _LEADERS:
        return 1.5
    classes = memory.roles.classes.get(role.noun, frozenset())
    theirs = {each for noun in (*own, office) for each in memory.roles.classes.get(noun, frozenset())}
    if classes & theirs and same_country:
        return 2
    meant = "head" in classes and same_country and (country is not None or mention.definite)
    return 2 if meant and any(_rules(each) for each in (office, *own)) else 0


def _of_body(mention: Mention, chain: Chain) -> float | None:
    """How well the head of a body ("the FBI chief") fits somebody; None where that does not settle it."""
    if mention.organisation is None or mention.role is None:
        return None
    office = (chain.office or "").lower()
    if slug(mention.organisation) != slug(chain.organisation or ""):
        return 0 if chain.organisation is not None or _rules(office) else None
    theirs = {word for each in (office, *chain.roles) if each for word in (each.replace("-", " "), each.split()[-1])}
    return 2.5 if mention.role.noun in _HEADS_OF_BODIES and theirs & _HEADS_OF_BODIES else None


def _leads_less(chain: Chain) -> bool:
    """Whether somebody's title is that of a leader of less than a state: "Senate minority leader"."""
    return bool(_LESSER & set((chain.title or chain.office or "").lower().split()))


def _rules(office: str) -> bool:
    """Whether who holds this office may be called head of a state: not a whip, nor one who leads an opposition."""
    return not _LESSER & set(office.split()) and any(each in office for each in _HEADS)


def _country(memory: Memory, number: int, mention: Mention) -> Link | None:
    """ "The country": the state spoken of most lately as a subject; else that of the body or office holder who was."""
    if not mention.definite or mention.country is not None:
        return None
    sentence = memory.tokens[mention.head].sentence
    above = _verbs_above(memory, mention)
    best: tuple[float, int] | None = None
    for other in range(number - 1, -1, -1):
        each = memory.mentions[other]
        distance = sentence - memory.tokens[each.head].sentence
        if distance > 4:
            break
        chain = memory.links[other].chain
        if chain is None or chain.country is None or each.span.contains(mention.span):
            continue
        dep = memory.tokens[each.head].dep
        subject = dep.startswith("nsubj")
        if subject and chain.state and memory.tokens[each.head].head in above:
            continue  # "Bahrain recognised Israel and opened ties with the country"
        if not chain.state and not (
            subject and distance < 2 and (chain.kind in ("government", "military") or "GOV" in chain.sectors)
        ):
            continue
        score = -3.0 * distance + (2 if subject else 1 if dep == "poss" else 0) - (0 if chain.state else 0.5)
        if best is None or score > best[0]:
            best = (score, other)
    place = _gone_to(memory, mention)
    if place is not None and (best is None or best[0] < 1.5):
        state = memory.state(place)
        return None if state is None else memory.join(number, state)
    if best is None:
        return None
    chain = memory.links[best[1]].chain
    if chain is None or chain.country is None:
        return None
    state = chain if chain.state else memory.state(chain.country)
    if state is None:
        return None
    link = memory.join(number, state)
    link.antecedent = best[1]
    return link


def _gone_to(memory: Memory, mention: Mention) -> str | None:
    """The state last named as a place before "the country" in its sentence: "in Cyprus … the nation's rulers"."""
    start, _ = memory.parse.ranges[memory.tokens[mention.head].unit]
    for i in range(mention.first - 1, start - 1, -1):
        name = memory.names.at.get(i)
        if name is not None and name.hit is not None and name.label == "GPE" and i not in memory.at:
            return name.hit.country
    return None


def _ministry(memory: Memory, number: int, owner: Chain) -> Link | None:
    """ "Kozlov's ministry": the body whose minister its owner is."""
    mention = memory.mentions[number]
    if (
        owner.office is None
        or mention.role is None
        or mention.role.noun not in ("ministry", "department", "office", "government")
    ):
        return None
    chain = memory.new(number, mention)
    chain.country = owner.country
    chain.sectors = mention.sectors or owner.sectors
    chain.kind = "government"
    if mention.role.noun in ("ministry", "department") and " of " in owner.office:
        area = owner.office.split(" of ", 1)[1]
        chain.name, chain.full = f"ministry of {area}", True
        chain.office = f"ministry of {area}"
        if owner.country:
            chain.entity = f"body:{slug(chain.name)}@{owner.country.lower()}"
    return Link(chain, memory.at.get(mention.possessor) if mention.possessor is not None else None)


def _owner(memory: Memory, mention: Mention) -> Chain | None:
    if mention.possessor is None:
        return None
    number = memory.at.get(mention.possessor)
    return None if number is None else memory.resolved(number).chain


def _held(memory: Memory, number: int, mention: Mention, country: str | None) -> Link | None:
    """ "The Russian leader" where he was not named: who held that office on the day, if the knowledge base says."""
    if country is None or mention.role is None or mention.role.kind != "person" or mention.former or mention.plural:
        return None
    if _another(memory, mention):
        return None
    if mention.office is None or not (mention.definite or mention.possessor is not None):
        return None
    hits = memory.knowledge.holder(mention.office, country)
    if not hits or (len(hits) > 1 and hits[0].score - hits[1].score < 0.05):
        return None
    if mention.role.noun in _LOCAL and not _of_that_place(memory, mention, hits[0].office):
        return None
    for chain in memory.by_key.get("id " + hits[0].entity.id, []):
        return memory.join(number, chain, "title")
    chain = memory.new(number, mention)
    memory.known(chain, hits[0])
    return Link(chain, how="title")


def _named_beside(memory: Memory, mention: Mention) -> int | None:
    """The person's name that stands in apposition to a description and tells whose it is: "the mayor, Ana Ruiz"."""
    if mention.kind != "person" or mention.plural:
        return None
    within = range(mention.first, mention.last + 1)
    apposed = (child for i in within for child in memory.parse.children(memory.tokens[i], "appos"))
    found = (memory.at.get(child.i) for child in apposed if child.i > mention.last)
    names = ((each, memory.mentions[each]) for each in found if each is not None)
    return next((each for each, name in names if name.form == "name" and name.kind == "person"), None)


def _called(memory: Memory, number: int, beside: int) -> Link | None:
    """The somebody of the name beside, where the report has told of them before."""
    for chain in memory.by_key.get(slug(memory.mentions[beside].name or ""), []):
        if chain.kind == "person" and chain.full:
            return memory.join(number, chain, "apposition")
    return None


def _of_that_place(memory: Memory, mention: Mention, office: Office | None) -> bool:
    """Whether an office of a town or province is that of the place which the words name, where they name one."""
    title = "" if office is None else office.title.lower()
    places = _places(memory, mention)
    return bool(places) and all(place in title for place in places)


def _places(memory: Memory, mention: Mention) -> list[str]:
    return [token.text.lower() for token in memory.tokens[mention.first : mention.last + 1] if token.ent == "GPE"]


def _elsewhere(memory: Memory, mention: Mention, chain: Chain) -> bool:
    """Whether the words name the town of an office that nothing said of somebody ties them to: "the mayor of Lima"."""
    if mention.role is None or mention.role.noun not in _LOCAL:
        return False
    told = " ".join([chain.office or "", *(memory.mentions[n].text for n in chain.mentions)]).lower()
    return any(place not in told for place in _places(memory, mention))


def _body_of_that_name(memory: Memory, mention: Mention) -> Chain | None:
    """The body, no state, whose name a word for a land ends: "the Federation", of the Chess Federation."""
    if mention.role is None or not memory.tokens[mention.head].text[0].isupper():
        return None
    for chain in reversed(memory.chains):
        last = (chain.name or "").lower().split()[-1:]
        if last == [mention.role.noun] and not chain.state and chain.kind != "person" and chain.full:
            return chain
    return None


def _verbs_above(memory: Memory, mention: Mention) -> set[int]:
    """The verb whose complement, with "with", "to" or "against", a description is, and those it is coordinated with."""
    head = memory.tokens[mention.head]
    if head.dep != "pobj" or memory.tokens[head.head].text.lower() not in ("with", "to", "against", "on", "at"):
        return set()
    found: set[int] = set()
    for each in memory.parse.ancestors(head):
        if each.pos in ("VERB", "AUX"):
            found.add(each.i)
            if each.dep != "conj":
                break
    return found


def _country_here(memory: Memory, mention: Mention) -> str | None:
    """The one country that the people and bodies named in the sentence have: that of its "state media"."""
    sentence = memory.tokens[mention.head].sentence
    countries = {
        chain.country
        for number in _near(memory, mention, sentence)
        if (chain := memory.links[number].chain) is not None and chain.country is not None
    }
    return countries.pop() if len(countries) == 1 else None


def _near(memory: Memory, mention: Mention, sentence: int) -> list[int]:
    tokens = memory.parse.sentence(sentence)
    return [number for token in tokens if (number := memory.at.get(token.i)) is not None
            and memory.mentions[number].span.start < mention.span.start]  # fmt: skip


def _own(memory: Memory, chain: Chain, number: int, mention: Mention) -> None:
    """Gives a body of a state a stable id of its own ("the South Korean military"), and what its owner lends it."""
    owner = _owner(memory, mention)
    if chain.country is None and mention.text.lower().startswith(_OF_THE_STATE):
        chain.country = _country_here(memory, mention)
    if owner is not None and mention.role is not None and mention.role.noun not in memory.roles.relations:
        chain.country = chain.country or owner.country
        if mention.role.kind == "person" and not chain.sectors:
            chain.sectors = owner.sectors
        if owner.kind in ("person", "organisation", "government") and not owner.state and chain.organisation is None:
            chain.organisation = owner.name
    role = mention.role
    if role is None or mention.plural or chain.country is None or role.kind not in ("government", "military"):
        return
    if role.noun in memory.roles.lands or role.platform or (not mention.definite and mention.possessor is None):
        return
    noun = mention.office or role.noun
    chain.entity = f"body:{slug(noun)}@{chain.country.lower()}"
    memory.key(chain, chain.entity)
