"""A parse comes in; out come subjects that the parser took into the phrase before ("On a visit to Chad, Ruiz …")."""

from __future__ import annotations

from dateline.model.parse import Parse, Token

_PREDICATES = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("NOUN", "PROPN"))
_TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ADVERBIAL = frozenset(("npadvmod", "dep"))
_NAMES = frozenset(("ORG", "PERSON", "GPE", "NORP"))
_WHERE = frozenset(("in", "at", "near", "outside"))


def swallowed(parse: Parse, verb: Token) -> list[Token]:
    """The subject of a main verb that has none, where the phrase before it took it in; empty where nothing did.

    "In a message on Facebook the mayor of Gdynia blamed …": the mayor hangs on Facebook. "In Basra crowds burned …":
    they hang on "in". "Unesco banned …": a name becomes an adverb.
    """
    first = min((verb, *parse.children(verb, "aux", "auxpass")), key=lambda each: each.i)
    if verb.dep != "ROOT" or verb.pos not in _PREDICATES or first.tag not in _TENSED or first.i == 0:
        return []
    before = [child for child in parse.children(verb) if child.i < first.i and child.dep != "punct"]
    last = before[-1] if before else None
    if last is None:
        return []
    if last.dep in _ADVERBIAL and last.ent in _NAMES and last.i == first.i - 1:
        return [last]
    if last.dep != "prep":
        return []
    near = [each for each in parse.subtree(last) if each.i < first.i and each.pos != "PUNCT"]
    end = max((each.i for each in near), default=last.i)
    for each in near:
        reach = max((below.i for below in parse.subtree(each) if below.pos != "PUNCT"), default=each.i)
        if each.dep == "appos" and each.pos in _NOMINAL and reach == end:
            return [each]
    return _crowd(parse, last)


def _crowd(parse: Parse, prep: Token) -> list[Token]:
    """People whom the parser made one phrase with the place before them: "In Basra crowds burned tyres"."""
    after = parse.tokens[prep.i + 1]
    return [
        below
        for below in parse.children(prep, "pobj")
        if prep.text.lower() in _WHERE
        and below.tag == "NNS"
        and after.dep == "compound"
        and after.head == below.i
        and after.ent in ("GPE", "LOC")
    ]


def opening(parse: Parse, token: Token) -> Token | None:
    """The verb whose subject a "conjunct" is that stands behind a phrase before it: "On a visit to Chad, Ruiz voiced".

    None where it is a conjunct indeed.
    """
    place = parse.head(token)
    if token.dep == "appos" and token.ent == "PERSON" and place.pos == "NOUN" and place.dep == "pobj":
        return _opening_title(parse, token)
    if token.dep != "conj" or place.dep != "pobj" or parse.children(place, "cc"):
        return None
    start = min(each.i for each in parse.subtree(token))
    verb = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    if verb.pos == "AUX":
        verb = parse.head(verb) if verb.dep in ("aux", "auxpass") else verb
    before = parse.tokens[start - 1] if start else token
    alone = not parse.children(verb, "nsubj", "nsubjpass")
    return verb if before.text == "," and verb.pos in _PREDICATES and verb.dep == "ROOT" and alone else None


def _opening_title(parse: Parse, name: Token) -> Token | None:
    """The same where a title with "of" stands before the name: "In Lima, speaker of the parliament Ana Ruiz said"."""
    title = parse.head(parse.head(parse.head(name)))
    place = parse.head(title)
    if title.dep != "appos" or place.dep != "pobj" or place.ent not in ("GPE", "LOC"):
        return None
    verb = parse.tokens[name.i + 1] if name.i + 1 < len(parse.tokens) else name
    alone = verb.pos in _PREDICATES and verb.dep == "ROOT" and not parse.children(verb, "nsubj", "nsubjpass")
    return verb if alone else None
