"""A cue goes in; out come the words that may name its source, each with the features by which one is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.parse import Token
from dateline.model.span import Span
from dateline.stages.attributions.reporting import subject_class
from dateline.stages.attributions.view import Line, View

_OF_WHOM = frozenset(
    "say believe think report expect know understand rumour rumor allege claim assume suppose consider estimate "
    "presume accuse blame charge suspect tell inform ask praise criticise criticize condemn describe call name label "
    "see hear find deem regard view hail".split()
)
"""Verbs whose passive subject is spoken of or to, and does not speak."""
_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "ency", "ancy", "ism", "ship", "al", "ure")
"""How nouns end that name what is done or so, and nobody who could tell of it."""
_GROUNDS = frozenset(
    "reason concern worry fear need support threat risk lack safety security health illness weather cost right abuse "
    "danger difficulty inability duty interest rule precedent ground privilege pressure principle conflict delay cause "
    "problem issue loss war crime debt damage breach doubt".split()
)
"""What people cite when they give their reasons."""
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"))


def candidates(view: View, line: Line, cue: Token) -> list[tuple[Token, str]]:
    """The tokens that may head the source of the cue, each with the path that leads to it from the cue."""
    found: dict[int, tuple[Token, str]] = {}
    for token, path in _reach(view, line, cue):
        if token.pos in _NOMINAL and token.i not in found and token.i != cue.i and token.text.lower() not in ("there",):
            found[token.i] = (token, path)
    return list(found.values())


def _reach(view: View, line: Line, cue: Token) -> Iterator[tuple[Token, str]]:
    parse = view.parse
    yield from _below(view, cue, "")
    token, path = cue, ""
    for _ in range(4):
        head = parse.head(token)
        if head is token:
            break
        path += f"^{token.dep}"
        if head.pos in ("NOUN", "PROPN", "PRON"):
            yield head, path
        for child in parse.children(head, "nsubj", "nsubjpass", "poss", "agent", "dobj", "attr", "csubj"):
            if child is not token:
                if child.dep == "agent":
                    for inner in parse.children(child, "pobj"):
                        yield inner, path + ">agent>pobj"
                else:
                    yield child, f"{path}>{child.dep}"
        token = head


def _below(view: View, cue: Token, path: str) -> Iterator[tuple[Token, str]]:
    parse = view.parse
    for child in parse.children(cue):
        here = f"{path}>{child.dep}"
        if child.dep in (
            "nsubj",
            "nsubjpass",
            "poss",
            "pobj",
            "dobj",
            "attr",
            "dative",
            "appos",
            "compound",
            "amod",
            "dep",
            "csubj",
            "oprd",
            "npadvmod",
        ):
            yield child, here if child.i > cue.i else here + "<"
            if child.dep in ("dobj", "attr"):
                for inner in parse.children(child, "poss"):
                    yield inner, here + ">poss"
        if child.dep in ("prep", "agent"):
            for inner in parse.children(child, "pobj"):
                yield inner, f"{here}.{child.text.lower()}>pobj"
            for further in parse.children(child, "prep"):
                for inner in parse.children(further, "pobj"):
                    yield inner, f"{here}.{child.text.lower()}_{further.text.lower()}>pobj"
        if child.dep in ("ccomp", "parataxis", "dep") and path == "":
            for subject in parse.children(child, "nsubj"):
                yield subject, f"{here}>nsubj"


def source_features(view: View, line: Line, cue: Token, token: Token, path: str) -> list[str]:
    """The features of one candidate for the source of the cue, as names."""
    entry = view.entry(cue)
    kind = f"{cue.pos[0]}:{entry.kind}" if entry else f"{cue.pos[0]}:none"
    lemma, sort = view.lemma(cue), subject_class(view, token)
    passive = bool(view.parse.children(cue, "auxpass") or (cue.tag == "VBN" and view.parse.children(cue, "agent")))
    at, here = line.place[cue.i], line.place[token.i]
    gap = here - at
    size = abs(gap)
    bucket = ("L" if gap < 0 else "R") + ("1" if size == 1 else "2-3" if size < 4 else "4-8" if size < 9 else "9+")
    found = [
        f"path={path}",
        f"path,pos={path},{cue.pos}",
        f"path,kind={path},{kind}",
        f"path,lemma={path},{lemma}",
        f"sort={sort}",
        f"sort,path={sort},{path}",
        f"gap={bucket}",
        f"gap,pos={bucket},{cue.pos}",
        f"passive,path={passive},{path}",
        f"lemma={lemma}",
        f"tag,path={cue.tag},{path}",
        f"pos={token.pos}",
    ]
    if (view.quote_at(token.start) >= 0) != (view.quote_at(cue.start) >= 0):
        found.append(f"over a quotation mark,{path}")
    if view.parse.children(cue, "nsubj"):
        found.append(f"has nsubj,{path}")
    return found


def nobody_features(view: View, line: Line, cue: Token) -> list[str]:
    """The features of there being no source, as names."""
    entry = view.entry(cue)
    kind = f"{cue.pos[0]}:{entry.kind}" if entry else f"{cue.pos[0]}:none"
    lemma = view.lemma(cue)
    parse = view.parse
    deps = {child.dep for child in parse.children(cue)}
    found = ["nobody", f"nobody,lemma={lemma}", f"nobody,kind={kind}", f"nobody,tag={cue.tag}", f"nobody,dep={cue.dep}"]
    found.extend(
        f"nobody,has {dep}" for dep in sorted(deps & {"nsubj", "nsubjpass", "auxpass", "agent", "poss", "expl"})
    )
    found.append(f"nobody,subject={'nsubj' in deps},passive={'auxpass' in deps},agent={'agent' in deps}")
    return found


def cited(view: View, cue: Token) -> Token | None:
    """Whom an outlet has it from, where the cue is an active verb of citing: "citing the governor"."""
    if view.lemma(cue) != "cite" or cue.tag == "VBN":
        return None
    objects = view.parse.children(cue, "dobj")
    if not objects or objects[0].pos not in _NOMINAL or is_reason(view, cue, objects[0]):
        return None
    return objects[0]


def is_reason(view: View, cue: Token, cited: Token) -> bool:
    """Whether what is cited is why somebody acts and not whom he has it from: "citing his refusal to pay"."""
    if view.lemma(cue) != "cite" or cited.pos != "NOUN" or subject_class(view, cited).startswith("source:"):
        return False
    grounds = any(child.text.lower() == "as" for child in view.parse.children(cue, "prep"))
    return grounds or cited.lemma.lower() in _GROUNDS or cited.lemma.lower().endswith(_ABSTRACT)


def barred(view: View, cue: Token, token: Token) -> bool:
    """Whether the token cannot be who speaks: of whom it "is said", or the "it" of "it emerged that …"."""
    if token.dep == "nsubjpass" and token.head == cue.i:
        return view.lemma(cue) in _OF_WHOM
    expletive = token.text.lower() == "it" and token.head == cue.i
    return expletive and bool(view.parse.children(cue, "auxpass") or cue.lemma in ("emerge", "transpire"))


def phrase(view: View, token: Token, cue: Token) -> Span:
    """The whole phrase that names the source headed by `token`: titles, affiliation, apposition; no loose relative.

    A clause that only follows behind a comma ("who was in Paris") is left out, one that identifies stays.
    """
    parse = view.parse
    first = last = token.i
    for child in parse.children(token):
        if child.i == cue.i or child.dep in ("punct", "cc", "advcl", "ccomp", "parataxis"):
            continue
        if child.dep in ("relcl", "acl") and _behind_comma(view, child):
            continue
        low, high = view.edges(child)
        if not low <= cue.i <= high:
            first, last = min(first, low), max(last, high)
    while first < token.i and not any(char.isalnum() for char in parse.tokens[first].text):
        first += 1
    return view.span(parse.tokens[first], parse.tokens[last])


def _behind_comma(view: View, token: Token) -> bool:
    low = view.edges(token)[0]
    return low > 0 and view.parse.tokens[low - 1].text in (",", "—", "–", "(")
