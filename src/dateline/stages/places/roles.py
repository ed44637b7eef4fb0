"""A toponym and the parse go in; out comes what the place does in its clause: see `Place.role`."""

from __future__ import annotations

from dateline.model.parse import Parse, Token
from dateline.model.place import PlaceRole
from dateline.stages.places.toponyms import Toponym

AT = frozenset(
    "in at on inside within near outside around across throughout over off along amid by between beside aboard above "
    "under beneath beyond behind atop alongside opposite".split()
)
TO = frozenset("to into toward towards onto for".split())
FROM = frozenset("from".split())
VISITING = frozenset(
    "visit tour reach enter leave quit storm invade attack bomb bombard strike hit shell raid seize capture recapture "
    "retake take occupy besiege blockade overrun cross cross evacuate flood rock shake sweep batter pound target "
    "liberate annex inspect encircle surround patrol penetrate bypass exit flee vacate hold control secure clear "
    "infiltrate loot torch burn destroy level ravage devastate host leave depart transit".split()
)
LEAVING = frozenset("leave quit flee exit depart vacate evacuate".split())
LAUNCHING = frozenset("fire launch shoot lob launch broadcast report speak stage direct operate film".split())
MOVING = frozenset(
    "go come travel fly head move return march drive sail walk flee escape deport extradite send dispatch deploy "
    "evacuate deliver ship export smuggle transfer transport bring carry take lead fall advance withdraw retreat "
    "arrive depart leave migrate relocate route invite bind extend stretch run rush journey trek cross pull rotate "
    "airlift flow pour resettle expel exile banish summon recall fled sneak".split()
)
MEASURES = frozenset(
    "kilometer kilometre kilometers kilometres km kms mile miles metre metres meter meters yard yards feet foot block "
    "blocks hour hours minute minutes drive distance".split()
)
SIDES = frozenset(
    "north south east west northeast northwest southeast southwest northward southward upstream downstream "
    "north-east north-west south-east south-west away far".split()
)
BORDERING = frozenset("border frontier boundary bordering".split())


def role_of(toponym: Toponym, parse: Parse) -> PlaceRole:
    """What the place does in its clause."""
    if toponym.filed:
        return "dateline"
    head = _head(toponym, parse)
    if head is None:
        return "mention"
    return _by_tree(head, parse)


def _head(toponym: Toponym, parse: Parse) -> Token | None:
    """The token of the name that hangs on a token outside of it."""
    own = set(toponym.tokens)
    for number in toponym.tokens:
        token = parse.tokens[number]
        if token.head not in own or token.head == number:
            return token
    return parse.tokens[toponym.tokens[-1]] if toponym.tokens else None


def _by_tree(token: Token, parse: Parse) -> PlaceRole:
    head = parse.head(token)
    if token.dep == "pobj":
        return _of_preposition(head, parse)
    if token.dep in ("poss", "compound", "amod", "nmod", "npadvmod") and head.i != token.i:
        if head.pos == "PROPN" and head.dep == "pobj" and token.dep in ("compound", "nmod") and head.ent in ("GPE", "LOC"):
            return _by_tree(head, parse)
        return "modifier"
    if token.dep in ("conj", "appos") and head.i != token.i:
        return _by_tree(head, parse)
    if token.dep in ("dobj", "nsubjpass") and head.lemma.lower() in VISITING:
        return "origin" if head.lemma.lower() in LEAVING else "destination"
    return "mention"


def _of_preposition(preposition: Token, parse: Parse) -> PlaceRole:
    """What the object of a preposition does."""
    word = preposition.text.lower()
    governor = parse.head(preposition)
    if preposition.dep == "pcomp" or (preposition.dep == "prep" and governor.dep == "prep" and governor.text.lower() in AT | FROM):
        return _of_preposition(governor, parse) if governor.i != preposition.i else "mention"
    if word == "of":
        if governor.text.lower() in SIDES or governor.lemma.lower() in MEASURES:
            return "reference"
        if governor.dep == "pobj" and governor.pos in ("NOUN", "PROPN"):
            return _of_preposition(parse.head(governor), parse)
        return "modifier"
    if word in FROM | TO | {"with", "and"} and _measures(preposition, governor, parse):
        return "reference"
    if word in FROM:
        if governor.lemma.lower() in LAUNCHING:
            return "location"
        return "origin"
    if word in TO:
        return _of_direction(word, governor, parse)
    if word in AT:
        if _measures(preposition, governor, parse):
            return "reference"
        return "location"
    if word == "with" and governor.lemma.lower() in BORDERING:
        return "reference"
    return "mention"


def _of_direction(word: str, governor: Token, parse: Parse) -> PlaceRole:
    lemma = governor.lemma.lower()
    if lemma in ("close", "next", "adjacent", "near", "due"):
        return "reference" if governor.dep in ("advmod", "amod", "acomp") and word == "to" else "location"
    if word == "for":
        return "destination" if lemma in ("leave", "depart", "head", "bind", "set", "embark") else "mention"
    if governor.pos in ("VERB", "AUX"):
        return "destination" if lemma in MOVING else "mention"
    return "destination" if governor.pos == "NOUN" and lemma in TRIPS else "mention"


TRIPS = frozenset(
    "trip visit journey flight travel tour return way road route train bus convoy delivery shipment export arrival "
    "deportation transfer withdrawal deployment entry access voyage pilgrimage march invitation crossing".split()
)


def _measures(preposition: Token, governor: Token, parse: Parse) -> bool:
    """Whether the words give a distance or a bearing: "30 km from", "north of", "an hour's drive from"."""
    lemma = governor.lemma.lower()
    if governor.text.lower() in SIDES or lemma in MEASURES or lemma in BORDERING:
        return True
    near = [preposition, *parse.children(governor, "npadvmod", "advmod")]
    if any(each.lemma.lower() in MEASURES or each.text.lower() in SIDES for each in near[1:] if each.i < preposition.i):
        return any(
            each.lemma.lower() in MEASURES or each.text.lower() in SIDES
            for each in near[1:]
            if preposition.i - each.i <= 3
        )
    return any(each.lemma.lower() in MEASURES for each in parse.children(preposition, "npadvmod", "advmod", "quantmod"))
