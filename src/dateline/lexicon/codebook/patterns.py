"""A pattern of the frame lexicon comes in as its author wrote it; out come part of speech, head words and slots.

>>> pos, heads, slots = frame_parts("A impose sanction|embargo (on|against R)", {})
>>> pos, sorted(heads)
('verb', ['impose'])
>>> [(slot.role, slot.fills, sorted(slot.words), slot.required) for slot in slots][1:3]
[('object', 'nothing', ['embargo', 'sanction'], True), ('on|against', 'recipient', [], False)]

The grammar, in the order in which the parts stand:

    pattern  = subject head part*            a verb:   A impose sanction (on R)
             | subject "be" head part*       an adjective: A be willing to:*
             | "the" head part*              a noun:   the visit (by A) (to R)
             | filler "'s" head part*        a noun:   R's arrest (by A)
    subject  = filler | "_"                  `_`: anything, not looked at
    head     = word ("|" word)*
    part     = filler                        the object
             | filler filler                 to whom, and what: A give R loan
             | "=" word ("|" word)*          what the object is said or made to be: A find R =guilty
             | "+" word ("|" word)*          a particle: A pull +out of R
             | prep ("|" prep)* filler       a prepositional phrase
             | "(" part ")"                  one that may be missing
             | "-" role ":" words            one that must be missing: -object:film|novel, -as:* (whatever it is)
             | "-" (prep ":")? clause "*"    a clause that must be missing: -to:*, -from:ing:*
    filler   = role? condition?              role: A actor, R recipient, * content, _ nobody
    condition= words, "<" class ">", kind    `A:army|police`, `R@place`, `R:<captive>|@person`, `sanction` (nobody)
    kind     = "@" name?                     one of `SlotKind`; `R@` alone: any party or place
    clause   = "to:" | "ing:" | "that:" then "*", words, A or R     after the verb or after a preposition
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from dateline.model.codebook import Fills, Form, FramePos, Slot, SlotKind

PREPOSITIONS = frozenset(
    "on against with to from by in into over between of for at toward towards about upon behind under as through "
    "around across off out near after among amid before during within inside onto along beyond despite because outside "
    "without alongside".split()
)
_ROLES: Mapping[str, Fills] = {"A": "actor", "R": "recipient", "*": "content", "_": "nothing"}
_CLAUSES: Mapping[str, Form] = {"to": "infinitive", "ing": "gerund", "that": "finite"}
_KINDS: Mapping[str, SlotKind] = {"@" if kind == "party" else f"@{kind}": kind for kind in get_args(SlotKind)}
_PART = re.compile(r"\(([^()]+)\)|(\S+)")


class PatternError(ValueError):
    """A pattern that does not follow the grammar; the message says where."""


def frame_parts(
    pattern: str, classes: Mapping[str, frozenset[str]]
) -> tuple[FramePos, frozenset[str], tuple[Slot, ...]]:
    """What the pattern asks for: the part of speech of its head, the head's lemmas, and the slots around it."""
    words = [(first or second, bool(first)) for first, second in _PART.findall(pattern)]
    if len(words) < 2:
        raise PatternError(f"{pattern!r} lacks a subject or a head")
    opening, head = words[0][0], words[1][0]
    slots: list[Slot] = []
    pos: FramePos = "noun" if opening == "the" or opening.endswith("'s") else "verb"
    rest = words[2:]
    if head == "be" and rest and rest[0][0] not in PREPOSITIONS:
        pos, head, rest = "adj", rest[0][0], rest[1:]
    if opening.endswith("'s"):
        slots.append(_nominal("possessor", opening[:-2], classes))
    if pos != "noun" and opening != "_":
        slots.append(_nominal("subject", opening, classes))
    for text, optional in _joined(rest):
        slots.append(_slot(text, not optional, pos, classes))
    objects = [at for at, slot in enumerate(slots) if slot.role == "object" and slot.form == "nominal"]
    if len([at for at in objects if not slots[at].unwanted]) > 1:  # "give R a loan": to whom, then what
        slots[objects[0]] = replace(slots[objects[0]], role="dative")
    return pos, _words(head, {}), tuple(slots)


def _joined(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Prepositions written before their filler, outside brackets, joined to it."""
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(words):
        text, optional = words[at]
        if not optional and text.split("|")[0] in PREPOSITIONS and at + 1 < len(words):
            found.append((f"{text} {words[at + 1][0]}", False))
            at += 2
        else:
            found.append((text, optional))
            at += 1
    return found


def _slot(text: str, required: bool, pos: FramePos, classes: Mapping[str, frozenset[str]]) -> Slot:
    if text.startswith("+"):
        return Slot("particle", words=frozenset(text[1:].split("|")), required=required)
    if text.startswith("="):
        return Slot("complement", words=_words(text[1:], classes), required=required)
    if text.startswith("-"):
        role, _, rest = text[1:].partition(":")
        if role in _CLAUSES and rest == "*":
            return Slot("object", form=_CLAUSES[role], required=False, unwanted=True)
        if rest.removesuffix(":*") in _CLAUSES:
            return Slot(role, form=_CLAUSES[rest.removesuffix(":*")], required=False, unwanted=True)
        plain = _nominal(role, rest, classes)
        return Slot(role, words=plain.words, kinds=plain.kinds, required=False, unwanted=True)
    parts = text.split()
    role = "object"
    if len(parts) == 2:
        role, text = parts
        unknown = [prep for prep in role.split("|") if prep not in PREPOSITIONS]
        if unknown:
            raise PatternError(f"{unknown[0]!r} is no preposition")
    elif len(parts) > 2:
        raise PatternError(f"too many words in {text!r}")
    elif text.endswith("'s"):
        return _nominal("possessor", text[:-2], classes, required)
    elif pos == "noun" and ":" not in text:
        raise PatternError(f"a noun has no object: write a preposition before {text!r}")
    clause, colon, filler = text.partition(":")
    if colon and clause in _CLAUSES:
        fills = _ROLES.get(filler, "content")
        words = frozenset() if filler in _ROLES else _words(filler, classes)
        return Slot(role, fills, words, _CLAUSES[clause], required)
    return _nominal(role, text, classes, required)


def _nominal(role: str, text: str, classes: Mapping[str, frozenset[str]], required: bool = True) -> Slot:
    fills: Fills = "nothing"
    if text[:1] in _ROLES and (len(text) == 1 or text[1] in ":@"):
        fills, text = _ROLES[text[0]], text[1:].lstrip(":")
    asked = [word for word in text.split("|") if word.startswith("@")]
    unknown = [word for word in asked if word not in _KINDS]
    if unknown:
        raise PatternError(f"{unknown[0]!r} is none of the kinds {', '.join(_KINDS)}")
    return Slot(role, fills, _words(text, classes), "nominal", required, frozenset(_KINDS[word] for word in asked))


def _words(text: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in text.split("|"):
        if word.startswith("<") and word.endswith(">"):
            if word[1:-1] not in classes:
                raise PatternError(f"no word list is called {word}")
            found |= classes[word[1:-1]]
        elif word and word != "*" and not word.startswith("@"):
            if word != word.lower() or not re.fullmatch(r"[a-zà-ÿ'’.-]+", word):
                raise PatternError(f"{word!r} is no lemma in small letters")
            found.add(word)
    return frozenset(found)


assert set(_CLAUSES.values()) < set(get_args(Form))
