"""A token goes in; out come the features by which it is told whether it reports something: a cue or no cue."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.stages.attributions.view import Line, View

_ELIGIBLE = frozenset(("VERB", "NOUN", "ADJ", "AUX"))
_WORDS = frozenset(("according", "per", "reportedly", "allegedly", "supposedly", "purportedly", "ostensibly"))
_ABOUT_REPORTS = frozenset(
    "make issue give deliver send publish deny repeat reject receive face level file post release sign write read "
    "hear ignore dismiss accept raise say tell call describe quote cite see have get take bring hold keep share "
    "offer".split()
)
_EMERGING = frozenset(("emerge", "transpire"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_GOVERNED = frozenset(("xcomp", "ccomp", "conj", "acl", "advcl", "relcl", "pcomp", "pobj", "dobj", "attr", "parataxis"))
_NOTED = frozenset(
    (
        "ccomp",
        "xcomp",
        "dobj",
        "acomp",
        "attr",
        "oprd",
        "dative",
        "agent",
        "prt",
        "neg",
        "acl",
        "advcl",
        "relcl",
        "poss",
        "appos",
    )
)


def eligible(token: Token) -> bool:
    """Whether the token can head a cue at all."""
    if token.pos in _ELIGIBLE:
        return token.dep not in ("aux", "auxpass")
    return token.text.lower() in _WORDS


def certain(view: View, line: Line, token: Token) -> bool:
    """Whether the word reports whatever else is so.

    "reportedly", "in the words of", "the claim that …", "it emerged that …", an active "citing …".
    """
    word = token.text.lower()
    if token.pos == "ADV":
        entry = view.cues.phrases.get(word)
        return entry is not None and entry.use == "alone"
    if token.pos == "NOUN":
        return _opens(view, line, token) or that_clause(view, token) is not None
    if token.lemma.lower() in _EMERGING:
        return any(child.text.lower() == "it" for child in view.parse.children(token, "nsubj", "expl")) and bool(
            view.parse.children(token, "ccomp", "advcl", "csubj")
        )
    return word == "citing"


def _opens(view: View, line: Line, token: Token) -> bool:
    """Whether the noun is that of a phrase which opens a source: "in the words of"."""
    at = line.place[token.i]
    if at + 1 >= len(line.tokens) or line.tokens[at + 1].text.lower() != "of":
        return False
    for width in (1, 2):
        words = " ".join(each.text.lower() for each in line.tokens[max(0, at - width) : at + 2])
        entry = view.cues.phrases.get(words)
        if entry is not None and entry.use == "opens":
            return True
    return False


def that_clause(view: View, noun: Token) -> Token | None:
    """The clause with "that" which says what a noun of reporting reports: "a warning from the bank that …"."""
    if noun.lemma.lower() not in view.cues.nouns:
        return None
    parse = view.parse
    inner = [end for prep in parse.children(noun, "prep", "agent") for end in parse.children(prep, "pobj")]
    for each in (noun, *inner):
        for clause in parse.children(each, "acl", "ccomp", "relcl"):
            marks = [child for child in parse.children(clause) if child.i < clause.i and child.text.lower() == "that"]
            if marks and (marks[0].dep == "mark" or _whole(view, clause)):
                return clause
    return None


def _whole(view: View, clause: Token) -> bool:
    """Whether a clause that was parsed as a relative one has all its parts without "that": "… that prices could fall".

    In "the claim that he made" the verb is one that takes a report for its object.
    """
    subjects = view.parse.children(clause, "nsubj", "nsubjpass")
    return bool(subjects) and subjects[0].text.lower() != "that" and clause.lemma.lower() not in _ABOUT_REPORTS


def cue_features(view: View, line: Line, token: Token) -> list[str]:
    """The features of one token as a cue, as names."""
    parse = view.parse
    lemma, tag = view.lemma(token), token.tag
    entry = view.entry(token)
    kind = f"{token.pos[0]}:{entry.kind}/{entry.stance}" if entry else f"{token.pos[0]}:none"
    found = [
        f"lemma={lemma}",
        f"tag={tag}",
        f"lemma,tag={lemma},{tag}",
        f"kind={kind}",
        f"dep={token.dep}",
        f"kind,dep={kind},{token.dep}",
    ]
    if entry:
        found.extend(f"takes={each}" for each in entry.takes)
    shape = []
    subject = None
    for child in parse.children(token):
        dep = child.dep
        if dep in _SUBJECTS:
            subject = child
            if dep != "nsubj":
                shape.append(dep)
        elif dep in _NOTED:
            side = "" if child.i > token.i else "<"
            shape.append(dep + side)
            if dep in ("ccomp", "xcomp", "acl", "advcl"):
                shape.extend(_opening(view, child))
            if dep in ("dobj", "acomp", "attr"):
                known = view.entry(child)
                found.append(f"{dep}.kind={known.kind if known else 'none'}")
                found.append(f"lemma,{dep}={lemma},{child.lemma.lower()}")
                if lemma in ("be", "have"):
                    found.append(f"{lemma},{dep}.tag={child.tag}")
            if dep == "prt":
                found.append(f"lemma,prt={lemma},{child.lemma.lower()}")
        elif dep == "prep":
            shape.append(f"prep.{child.lemma.lower()}")
            found.append(f"kind,prep={kind},{child.lemma.lower()}")
        elif dep in ("aux", "auxpass"):
            found.append(f"aux={child.lemma.lower()}")
            found.append(f"kind,aux={kind},{child.lemma.lower()}")
    for each in shape:
        found.append(f"shape={each}")
        found.append(f"kind,shape={kind},{each}")
        found.append(f"lemma,shape={lemma},{each}")
    if not shape:
        found.append("bare")
        found.append(f"kind,bare={kind}")
        found.append(f"lemma,bare={lemma}")
    found.extend(_subject_features(view, token, subject, kind))
    found.extend(_surroundings(view, line, token, kind, lemma))
    return found


def _opening(view: View, clause: Token) -> list[str]:
    """How a clause under the cue opens: with "that", with "to", with a question word."""
    for mark in view.parse.children(clause, "mark", "aux", "advmod"):
        if mark.i < clause.i:
            word = mark.text.lower() if mark.dep != "advmod" else "wh" if mark.tag[0] == "W" else "adv"
            return [f"{clause.dep}.{word}"]
    return []


def subject_class(view: View, subject: Token) -> str:
    """What sort of word a subject is: which pronoun, which sort of name, a word for a source, or any noun."""
    if subject.pos == "PRON":
        word = subject.text.lower()
        return word if word in ("i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "this") else "pron"
    word = subject.lemma.lower()
    source = view.cues.source_words.get(word)
    if source:
        return f"source:{source}"
    return subject.ent or ("propn" if subject.pos == "PROPN" else "plural" if subject.tag == "NNS" else "noun")


def _subject_features(view: View, token: Token, subject: Token | None, kind: str) -> list[str]:
    if subject is None and token.dep in ("conj", "xcomp"):
        head = view.parse.head(token)
        subjects = view.parse.children(head, "nsubj", "nsubjpass")
        if subjects:
            sort = subject_class(view, subjects[0])
            return [f"subject^={sort}", f"kind,subject^={kind},{sort}"]
    if subject is None:
        return ["subject=none", f"kind,subject=none,{kind}"]
    sort = subject_class(view, subject)
    side = "" if subject.i < token.i else "<"
    return [f"subject{side}={sort}", f"kind,subject{side}={kind},{sort}"]


def _surroundings(view: View, line: Line, token: Token, kind: str, lemma: str) -> list[str]:
    at = line.place[token.i]
    found = [f"unit={view.parse.units[token.unit].kind}"]
    if found[0] != "unit=main":
        found.append(f"kind,{found[0]},{kind}")
    inside = view.quote_at(token.start) >= 0
    if inside:
        found.append("quoted")
        found.append(f"kind,quoted={kind}")
    elif line.quotes:
        quote = view.quotations[line.quotes[0]]
        side = "before" if quote.end <= token.start else "after"
        found.append(f"quote {side}")
        found.append(f"kind,quote {side}={kind}")
        near = any(0 <= view.quotations[q].start - token.end <= 2 for q in line.quotes)
        if near:
            found.append("quote next")
            found.append(f"lemma,quote next={lemma}")
    if token.dep in _GOVERNED:
        head = view.parse.head(token)
        known = view.entry(head)
        found.append(f"head={view.lemma(head)},{token.dep}")
        found.append(f"head.kind={known.kind if known else 'none'},{token.dep}")
        found.append(f"kind,head.pos={kind},{head.pos},{token.dep}")
    following = line.tokens[at + 1].text.lower() if at + 1 < len(line.tokens) else "$"
    before = line.tokens[at - 1].text.lower() if at else "^"
    found.append(f"next={following}")
    found.append(f"lemma,next={lemma},{following}")
    found.append(f"previous={before}")
    return found
