"""A token that names a place and the parse go in; out comes what the place does in its clause: see `Place.role`."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.parse import Parse, Token
from dateline.model.place import PlaceRole

AT = frozenset(
    "in at on inside within near outside around across throughout over off along amid beside aboard above "
    "under beneath beyond behind atop alongside opposite".split()
)
TO = frozenset("to into toward towards onto for".split())
VISITING = frozenset(
    "visit tour reach enter leave quit storm invade attack bomb bombard strike hit shell raid seize capture recapture "
    "retake take occupy besiege blockade overrun cross evacuate flood rock shake sweep batter pound target liberate "
    "annex inspect encircle surround patrol penetrate bypass exit flee vacate hold control secure clear infiltrate "
    "loot torch burn destroy level ravage devastate depart transit".split()
)
"""Verbs whose object is where it happens."""
ARRIVING = frozenset("visit tour reach enter cross transit".split())
LEAVING = frozenset("leave quit flee exit depart vacate evacuate".split())
LAUNCHING = frozenset("fire launch shoot lob broadcast report speak stage direct operate film".split())
"""Verbs that happen where they come from ("fired from a base in Wonsan")."""
TRAVELLING = frozenset(
    "go come travel fly head move return march drive sail walk flee escape deport extradite dispatch deploy evacuate "
    "send bring take lead fall advance withdraw retreat arrive depart leave migrate relocate invite route rush journey "
    "trek cross pull rotate airlift flow pour resettle expel exile banish summon recall sneak transport carry bind run "
    "embark set".split()
)
GIVING = frozenset("provide supply give deliver ship export sell transfer smuggle offer lend donate pay extend".split())
TRIPS = frozenset(
    "trip visit journey flight travel tour return way road route train bus convoy arrival deportation withdrawal "
    "deployment entry access voyage pilgrimage march invitation crossing".split()
)
GIFTS = frozenset("transfer shipment delivery export supply sale aid".split())
ATTACKS = frozenset(
    "attack strike assault raid bombing shelling bombardment invasion offensive airstrike march advance fire "
    "crackdown siege blockade fall descend converge close".split()
)
"""What "on X" makes X the target of."""
MEASURES = frozenset(
    "kilometer kilometre km kms mile metre meter yard foot block hour minute drive distance nautical-mile".split()
)
SIDES = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "upstream downstream away far northward southward inland offshore".split()
)
BORDERING = frozenset("border frontier boundary".split())


@dataclass(frozen=True, slots=True)
class Part:
    """The role of a place, and whether the words make it a place even where the name could stand for a government."""

    role: PlaceRole
    bodily: bool
    surface: bool = False
    """Said by "on X", which places something only where X is an island, a river, a site ("on Crete")."""


MENTION, MODIFIER, REFERENCE = Part("mention", False), Part("modifier", False), Part("reference", True)
LOCATION, ORIGIN, DESTINATION = Part("location", True), Part("origin", True), Part("destination", True)
SENDER, RECEIVER = Part("origin", False), Part("destination", False)
VISITED, TARGET = Part("destination", True), Part("destination", False)
ON = Part("location", True, surface=True)


def head_of(numbers: tuple[int, ...], parse: Parse) -> Token | None:
    """The token of a name that hangs on a token outside of it."""
    own = set(numbers)
    for number in numbers:
        token = parse.tokens[number]
        if token.head not in own or token.head == number:
            return token
    return None


def part_of(token: Token, parse: Parse) -> Part:
    """What the place that `token` heads does in its clause."""
    head = parse.head(token)
    if token.dep == "pobj":
        return _of_preposition(head, parse)
    if token.dep in ("compound", "nmod") and head.dep == "pobj" and head.ent in ("GPE", "LOC") and head.pos == "PROPN":
        return part_of(head, parse)
    if token.dep in ("poss", "compound", "amod", "nmod", "npadvmod") and head.i != token.i:
        return MODIFIER
    if token.dep in ("conj", "appos") and head.i != token.i:
        return part_of(head, parse)
    lemma = head.lemma.lower()
    if token.dep in ("dobj", "nsubjpass") and head.pos == "VERB" and lemma in VISITING:
        if lemma in LEAVING:
            return ORIGIN
        return VISITED if lemma in ARRIVING else TARGET
    if token.dep == "advmod" and token.lemma.lower() in ("there", "here"):
        return LOCATION
    return MENTION


def _of_preposition(preposition: Token, parse: Parse) -> Part:
    """What the object of a preposition does."""
    word = preposition.text.lower()
    governor = parse.head(preposition)
    if preposition.dep == "agent" or governor.i == preposition.i:
        return LOCATION if word in AT and preposition.dep != "agent" else MENTION
    if governor.dep == "prep" and governor.text.lower() in AT | {"from", "to"}:  # "from near Goma", "in around"
        return _of_preposition(governor, parse)
    if word == "of":
        return _of_whole(governor, parse)
    if measures(preposition, governor, parse):
        return REFERENCE
    lemma = governor.lemma.lower()
    if word == "between":
        return Part("reference", False)
    if word == "from":
        if lemma in LAUNCHING or (governor.dep == "dobj" and parse.head(governor).lemma.lower() in LAUNCHING):
            return LOCATION
        return ORIGIN if lemma in TRAVELLING or lemma in TRIPS else SENDER
    if word in TO:
        return _of_direction(word, governor)
    if word == "on":
        return TARGET if lemma in ATTACKS else ON
    if word in AT:
        beside = word in ("near", "outside", "beside", "beyond", "opposite", "off")
        return REFERENCE if beside and (lemma in NAMED_SO or governor.ent in ("GPE", "LOC")) else LOCATION
    return REFERENCE if word == "with" and lemma in BORDERING else MENTION


def _of_whole(governor: Token, parse: Parse) -> Part:
    """What X does in "the governor of X"."""
    lemma = governor.lemma.lower()
    if governor.text.lower() in SIDES or lemma in MEASURES or lemma in BORDERING:
        return REFERENCE
    if lemma in PARTS or lemma in NAMED_SO:
        whole = part_of(governor, parse)
        return Part(whole.role, whole.role != "mention", whole.surface)
    return MODIFIER


NAMED_SO = frozenset(
    "city town village hamlet suburb settlement port resort province region district county state territory "
    "island republic country nation oblast area municipality neighborhood neighbourhood community".split()
)
"""Nouns in "the city of X", where X is the city."""
PARTS = frozenset(
    "part outskirt edge centre center north south east west coast shore suburb heart middle rest area corner top "
    "bottom bank side half waters water airspace sky street square territory soil tip interior".split()
)
"""Nouns in "the outskirts of X", where what is on the outskirts is in X, near enough."""


def _of_direction(word: str, governor: Token) -> Part:
    lemma = governor.lemma.lower()
    if lemma in ("close", "next", "adjacent", "near") and word == "to":
        return REFERENCE
    if word == "for":
        return DESTINATION if lemma in ("leave", "depart", "head", "bind", "set", "embark") else MENTION
    if governor.pos in ("VERB", "AUX"):
        if lemma in TRAVELLING:
            return DESTINATION
        return RECEIVER if lemma in GIVING else MENTION
    if governor.pos in ("NOUN", "PROPN"):
        if lemma in TRIPS:
            return DESTINATION
        return RECEIVER if lemma in GIFTS else MENTION
    return MENTION


def measures(preposition: Token, governor: Token, parse: Parse) -> bool:
    """Whether the words give a distance or a bearing: "30 km from", "north of", "an hour's drive from"."""
    lemma = governor.lemma.lower()
    if governor.text.lower() in SIDES or lemma in MEASURES or lemma in BORDERING:
        return True
    first, _ = parse.ranges[preposition.unit]
    for before in reversed(parse.tokens[max(first, preposition.i - 2) : preposition.i]):
        if before.lemma.lower() in MEASURES or (before.text.lower() in SIDES and preposition.text.lower() == "from"):
            return True
        if before.pos not in ("ADV", "PUNCT", "ADP"):
            return False
    return False


SPOKEN_OF = frozenset(
    "say tell mention discuss describe call name know consider see want own accuse blame praise regard have like love "
    "fear cite believe think oppose support criticise criticize welcome condemn".split()
)
"""Verbs that do nothing to their object."""


def handled(token: Token, parse: Parse) -> bool:
    """Whether something is done to what the token names: "shut the crossing", "the plant was damaged"."""
    verb = parse.head(token)
    return token.dep in ("dobj", "nsubjpass") and verb.pos == "VERB" and verb.lemma.lower() not in SPOKEN_OF
