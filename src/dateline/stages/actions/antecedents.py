"""A parse and a relative clause come in; out comes the noun that the clause belongs to."""

from __future__ import annotations

from dateline.model.parse import Parse, Token

_BUREAUS = frozenset("office bureau ministry committee department agency commission".split())
_WHERE = frozenset("in at on near of".split())
_HARMING = frozenset("kill injure wound hurt maim claim destroy damage".split())
"""What a deed does, and no country that is named as its place."""
_DEPTH = 6


def antecedent(parse: Parse, token: Token) -> Token | None:
    """The noun that the relative clause around `token` belongs to."""
    for _ in range(_DEPTH):
        if token.dep in ("relcl", "acl"):
            return modified(parse, token)
        if token.head == token.i:
            return before_aside(parse, token.unit)
        token = parse.head(token)
    return None


def modified(parse: Parse, clause: Token) -> Token:
    """The noun that a relative clause tells more of: no name, where no comma sets the clause off from it.

    "A raid on a depot in Ruritania which killed two": the raid did, or the depot, but not the country. Where a comma
    sets it off, only harm is none of the place's: "the blasts in Ruritania, which killed two".
    """
    noun = parse.head(clause)
    after = parse.tokens[noun.i + 1] if noun.i + 1 < len(parse.tokens) else noun
    if clause.dep != "relcl":
        return noun
    if any(child.text.lower() == "who" for child in parse.children(clause, "nsubj", "nsubjpass")):
        return office_holder(parse, noun)
    which = next((child for child in parse.children(clause, "nsubj") if child.tag == "WDT"), None)
    harm = which is not None and parse.tokens[which.i - 1].text == "," and clause.lemma.lower() in _HARMING
    if after.text.lower() not in ("which", "that") and not harm:
        return noun
    while noun.dep == "conj" and noun.pos == "PROPN":
        noun = parse.head(noun)
    while (noun.pos == "PROPN" or harm) and noun.dep == "pobj" and parse.head(noun).text.lower() in _WHERE:
        above = parse.head(parse.head(noun))
        if above.pos not in ("NOUN", "PROPN"):
            break
        noun = above
    return noun


def office_holder(parse: Parse, noun: Token) -> Token:
    """Who "who" means after the name of an office: "Ruiz, an envoy for the Office of the Chief Judge who had …"."""
    top, through = noun, False
    while top.dep == "pobj" and parse.head(top).pos == "ADP" and parse.head(parse.head(top)).pos in ("NOUN", "PROPN"):
        top = parse.head(parse.head(top))
        through = through or top.lemma.lower() in _BUREAUS or noun.ent in ("ORG", "GPE", "NORP")
    return parse.head(top) if through and top.dep == "appos" else noun


def before_aside(parse: Parse, unit: int) -> Token | None:
    """The noun right before an aside, which is parsed on its own: "Ruiz - who left Quito in May - said"."""
    if parse.units[unit].kind != "aside":
        return None
    tokens = parse.unit(unit)
    main = [each for each in parse.unit(parse.units_of(tokens[0].sentence)[0]) if each.start < tokens[0].start]
    words = [each for each in main if each.pos != "PUNCT"]
    return words[-1] if words and words[-1].pos in ("NOUN", "PROPN") else None
