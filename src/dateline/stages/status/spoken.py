"""An act and what its clause makes of it come in; out comes whether it was done and over by what is told, all the same.

Speech is done once it is spoken, whatever is said against it; an arrest is over once made, though "since" dates it.
"""

from __future__ import annotations

from dateline.model.act import EventType
from dateline.model.goods import SPEECH
from dateline.model.parse import Parse, Token
from dateline.stages.status.grammar import Verdict

_SUMMONING = frozenset({"summon", "call", "telephone", "phone", "ring", "convene", "recall"})
_SUPPLYING = frozenset({"lodge", "hand", "deliver", "present", "file", "convey", "express"})
_DISPUTED = frozenset({"that:deny", "in vain"})
"""What is said against the content of a speech act, or of its success; it was spoken all the same."""
_PLEADING = frozenset({"plead", "find"})


def spoken_anyhow(parse: Parse, verdict: Verdict, token: Token, type: EventType | None) -> bool:
    """Whether an act of speech was done by what is told, whatever came of it or is said against it.

    "Summoned the envoy to protest", "accused them; they denied it", "appealed in vain", "offered the city help",
    "pleaded not guilty", "would like to express its thanks".
    """
    rule = verdict.rules[0]
    if type in SPEECH and token.lemma.lower() in _UTTERING and _would_like(parse, token):
        return True
    governors = {each.lemma.lower() for each in verdict.tokens} | {parse.head(token).lemma.lower()}
    told = verdict.rules[-1] in ("past", "participle", "headline present")
    if type in ("ACCUSE", "REQUEST") and rule in _DISPUTED:
        return told or rule == "in vain"
    if rule == "to:request" and governors & _SUMMONING and told:
        return type in SPEECH or type == "PROTEST" or token.lemma.lower() in _SUPPLYING
    if type == "AID" and rule == "noun:intent" and verdict.status == "planned" and told:
        return "offer" in governors or token.lemma.lower() == "offer"
    return type in ("REJECT", "CONCEDE") and verdict.status == "not" and token.lemma.lower() in _PLEADING


_UTTERING = frozenset(
    "express thank offer extend convey congratulate apologise apologize say welcome commend condemn reiterate reaffirm "
    "wish praise".split()
)
"""What is done by saying that one would like to do it."""


def _would_like(parse: Parse, token: Token) -> bool:
    above = parse.head(token)
    aux = {child.text.lower() for child in parse.children(above, "aux")}
    return (
        token.dep == "xcomp"
        and above.lemma.lower() in ("like", "wish", "want")
        and (bool(aux & {"would", "'d", "’d"}) or above.tag == "VBP")
    )


_KEPT_UP = frozenset({
    "ban", "bar", "prohibit", "deny", "refuse", "support", "back", "lead", "fight", "work", "control", "rule", "govern",
    "block", "boycott", "train", "fund", "finance", "shell", "bomb", "negotiate", "talk", "campaign", "oppose",
})  # fmt: skip
"""Verbs of what goes on once it is begun: "has banned it since May"."""


def over_at_once(token: Token, lasting: frozenset[str]) -> bool:
    """Whether a verb tells what is over when it is done, though "since" dates it: "have been freed since Friday".

    `lasting` are the verbs of what lasts.
    """
    lemma = token.lemma.lower()
    return token.pos == "VERB" and lemma not in lasting | _KEPT_UP
