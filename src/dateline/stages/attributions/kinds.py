"""A cue or a source goes in; out comes of which kind it is, and which stance the cue shows."""

from __future__ import annotations

import re

from dateline.model.attribution import AttributionKind, SourceKind, Stance
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.span import Span
from dateline.stages.attributions.view import View

_WHETHER = frozenset(("whether", "if", "what", "who", "why", "how", "when", "where", "which"))
_DECLINING = frozenset(("decline", "refuse"))
_SPEAKING = frozenset(
    ("say", "comment", "confirm", "deny", "discuss", "specify", "elaborate", "disclose", "answer", "reveal", "name")
)
_INSIDERS = re.compile(
    r"(?:[\w-]+ ){0,2}(?:people|persons?|individuals?) "
    r"(?:familiar|close|briefed|with (?:direct )?knowledge|in the know)"
)
_BY_PARTY: dict[str, SourceKind] = {
    "person": "named person", "government": "government", "military": "government", "organisation": "organisation",
    "outlet": "outlet", "group": "organisation", "population": "unnamed",
}  # fmt: skip
_BY_ENTITY: dict[str, SourceKind] = {
    "PERSON": "named person", "GPE": "government", "ORG": "organisation", "NORP": "organisation", "LAW": "document",
    "WORK_OF_ART": "document",
}  # fmt: skip


def kind_features(view: View, cue: Token, opening: str) -> list[str]:
    """What the kind of an attribution depends on besides the features of its cue: how its content opens."""
    return [f"opens={opening}", f"lemma,opens={view.lemma(cue)},{opening}"]


def cue_kind(
    view: View, cue: Token, opening: str, learned: AttributionKind | None = None
) -> tuple[AttributionKind, Stance]:
    """What kind of attribution the cue makes, and with which stance; `opening` is the content's first word.

    `learned` is what the weights say; negation and refusal go by rule, and without weights the lexicon decides.
    """
    entry = view.entry(cue)
    lemma = view.lemma(cue)
    kind: AttributionKind = learned or (entry.kind if entry else "statement")
    stance: Stance = entry.stance if entry else "neutral"
    negated = _negated(view, cue)
    if lemma in _DECLINING and any(child.lemma in _SPEAKING for child in view.parse.children(cue, "xcomp")):
        return "denial", "declining"
    if negated and lemma in _SPEAKING and lemma != "deny":
        return "denial", "declining"
    if negated and entry is not None and entry.kind == "denial":
        return "statement", "neutral"
    if (lemma == "ask" and opening in _WHETHER) or (lemma in ("wonder", "question") and cue.pos == "VERB"):
        kind = "question"
    return kind, stance


def _negated(view: View, cue: Token) -> bool:
    if view.parse.children(cue, "neg"):
        return True
    if any(child.text.lower() == "neither" for child in view.parse.children(cue, "preconj", "cc", "advmod", "det")):
        return True
    head = view.parse.head(cue)
    return view.lemma(head) in _DECLINING and cue.dep == "xcomp"


def source_kind(view: View, head: Token, span: Span, party: Party | None) -> SourceKind:
    """Of which kind the source is whose phrase is headed by `head`: by its name, its noun, its party."""
    cues, text = view.cues, view.text
    name = span.of(text)
    bare = name.removeprefix("the ").removeprefix("The ").rstrip(",")
    for each in (name, bare, head.text):
        if each in cues.outlets:
            return cues.outlets[each]
    beside = view.parse.children(head, *(("appos", "compound") if head.pos == "PROPN" else ("appos",)))
    named = head.ent == "PERSON" or any(token.ent == "PERSON" and token.pos == "PROPN" for token in beside)
    if (
        party is not None
        and party.kind == "person"
        and party.name
        and party.how in ("named", "pronoun", "title", "apposition")
    ):
        return "named person"
    lower = bare.lower()
    if _INSIDERS.match(lower):
        return "official unnamed"
    words = [token.lemma.lower() for token in view.parse.within(span) if token.i <= head.i]
    for length in (3, 2, 1):
        ending = " ".join(words[-length:])
        plain = lower if length == 3 else ending
        kind = cues.source_words.get(ending) or cues.source_words.get(plain)
        if kind and not (named and kind in ("official unnamed", "experts", "witness", "outlet", "court")):
            return kind
    if named:
        return "named person"
    if party is not None and party.kind in _BY_PARTY:
        return _BY_PARTY[party.kind]
    if head.pos == "PROPN" and head.ent in _BY_ENTITY:
        return _BY_ENTITY[head.ent]
    if head.pos == "PROPN" and any(child.pos == "NOUN" for child in view.parse.children(head, "appos")):
        return "named person"  # a name that no tagger knows, with what somebody is in apposition
    return "unnamed"
