"""A parse and a token come in; out comes the row that it begins: all that is coordinated with it, in order.

Parsers tear long rows of names with titles apart; what they leave behind is gathered here.
"""

from __future__ import annotations

from dateline.model.parse import Parse, Token
from dateline.stages.actions.openings import opening

_PREDICATES = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("NOUN", "PROPN"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_TOGETHER = frozenset(("along", "together", "alongside"))
_FAR = 16
"""How many tokens past the first side of "between" its other side may begin."""


def coordinated(parse: Parse, token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in order ("Seoul, Tokyo and Washington")."""
    found = [token]
    for each in found:
        more = [child for child in parse.children(each, "conj") if _named(child) or child.pos not in _PREDICATES]
        more = [child for child in more if opening(parse, child) is None] + _apposed(parse, each)
        more += _torn(parse, each) + _titled(parse, each)
        more += _beside(parse, each)
        more += _below(parse, each)
        found.extend(child for child in more if child not in found)
    return sorted(found, key=lambda each: each.start)


def _apposed(parse: Parse, token: Token) -> list[Token]:
    """A second person that the parser set beside the first: "Ruiz, left, and minister Luis Rojas, right, attended"."""
    if token.ent != "PERSON" and token.pos != "PROPN":
        return []
    found: list[Token] = []
    for child in parse.children(token, "appos"):
        start = min(each.i for each in parse.subtree(child))
        if child.ent == token.ent == "PERSON" and start and parse.tokens[start - 1].text.lower() == "and":
            found.append(child)
        elif (
            child.ent != "PERSON" and child.pos == "NOUN"
        ):  # "Ruiz, the mayor's aide, and Rojas, …": the aside has come to its end
            found.extend(
                each for each in parse.children(child, "conj") if each.pos == "PROPN" and _after_comma(parse, each)
            )
    return found


def _after_comma(parse: Parse, token: Token) -> bool:
    """Whether ", and" stands before a phrase."""
    start = min(each.i for each in parse.subtree(token))
    return start > 1 and [each.text.lower() for each in parse.tokens[start - 2 : start]] == [",", "and"]


def both_sides(parse: Parse, prep: Token, found: list[Token]) -> list[Token]:
    """What stands between whom, with the other side where an aside cut the row in two.

    "A meeting between Silva, who had flown in, and Maria Cruz": the parser hangs Cruz on the verb.
    """
    if len(found) != 1 or found[0].tag in ("NNS", "NNPS", "PRP"):
        return found
    first, stop = parse.ranges[prep.unit]
    for token in parse.tokens[found[0].i + 1 : min(stop, found[0].i + _FAR)]:
        if token.dep != "conj" or token.pos not in _NOMINAL or parse.head(token).pos not in _PREDICATES:
            continue
        start = min(each.i for each in parse.subtree(token))
        if start > first and parse.tokens[start - 1].text.lower() == "and":
            return [*found, *coordinated(parse, token)]
    return found


def _named(token: Token) -> bool:
    """Whether a "verb" is a name ("Kim and Trump", where the parser takes the second for the verb)."""
    return token.ent in _NAMES and token.text[0].isupper()


def _torn(parse: Parse, name: Token) -> list[Token]:
    """Names under a title that the parser hung before the last name of a row.

    "By Peruvian minister Ana Ruiz and Chilean minister Luis Rojas": Ruiz stands in apposition to a title of Rojas's.
    """
    found = [
        each
        for each in parse.children(name, "compound", "nmod")
        if name.ent in _NAMES and each.ent == name.ent != "NORP" and parse.children(each, "cc")
    ]  # "the Safety Board and Aviation Authority": two bodies
    for title in parse.children(name, "compound", "nmod"):
        for each in parse.children(title, "appos"):
            joined = any(child.i < name.i for child in parse.children(each, "cc"))
            if each.i < name.i and each.pos == "PROPN" and joined:
                found.append(each)
    return found


def _titled(parse: Parse, title: Token) -> list[Token]:
    """Names right behind a title that the parser made the head: "minister Ana Ruiz and judge Luis Rojas"."""
    if title.pos != "NOUN":
        return []
    names = [each for each in parse.children(title, "appos") if each.ent == "PERSON"]
    near = any(min(below.i for below in parse.subtree(each)) == title.i + 1 for each in names)
    return names if near and len(names) + len([1 for each in names if parse.children(each, "conj")]) > 1 else []


def stray(parse: Parse, verb: Token) -> list[Token]:
    """Nouns after "and" that the parser coordinated with the verb: "was seen by A and B, and president C"."""
    found: list[Token] = []
    for child in parse.children(verb, "conj"):
        start = min(each.i for each in parse.subtree(child))
        if child.pos in _NOMINAL and start > verb.i + 1 and parse.tokens[start - 1].text.lower() == "and":
            found.append(child)
    return found


def gapped_objects(parse: Parse, verb: Token) -> list[Token]:
    """Objects of the same verb that stand behind what was said of the first one, the verb being left out.

    "Thanked the crew for their courage and the doctors for their care", "asked Oslo to pay and the banks to wait": the
    parser hangs doctors on courage, and banks on what Oslo is asked to do.
    """
    if not any(child.dep in ("dobj", "dative") for child in parse.children(verb)):
        return []
    found: list[Token] = []
    for first in parse.children(verb, "prep"):
        again = [each for each in parse.children(verb, "prep") if each.text == first.text and each.i > first.i]
        for below in parse.children(first, "pobj"):
            for other in parse.children(below, "conj"):
                own = [*again, *(each for each in parse.children(other, "prep") if each.text == first.text)]
                if other.pos in _NOMINAL and any(each.i > other.i for each in own):
                    found.extend(coordinated(parse, other))
    for clause in parse.children(verb, "xcomp"):
        for below in (clause, *parse.children(clause, "dobj")):
            for other in parse.children(below, "conj"):
                after = parse.tokens[other.i + 1 : other.i + 3]
                if other.pos in _NOMINAL and [each.tag for each in after] == ["TO", "VB"]:
                    found.append(other)
    return found


def _beside(parse: Parse, token: Token) -> list[Token]:
    """Whoever is said to be there too: "the union, along with the church, announced"."""
    found: list[Token] = []
    verb = parse.head(token)
    asides = list(parse.children(token, "prep"))
    if token.dep in ("nsubj", "nsubjpass"):
        asides += [child for child in parse.children(verb, "prep") if token.i < child.i < verb.i]
    for child in asides:
        if child.text.lower() not in _TOGETHER:
            continue
        preps = [child, *parse.children(child, "prep")]
        found.extend(below for prep in preps for below in parse.children(prep, "pobj"))
    return found


def _below(parse: Parse, token: Token) -> list[Token]:
    """People that the parser coordinated with a place or party of the person before: "Ruiz of Peru and Luis Rojas"."""
    if token.ent != "PERSON":
        return []
    return [
        child
        for prep in parse.children(token, "prep")
        if prep.text.lower() in ("of", "from")
        for place in parse.children(prep, "pobj")
        if place.ent in ("GPE", "ORG")
        for child in parse.children(place, "conj")
        if child.ent == "PERSON"
    ]
