"""A parse and a verb of saying come in; out comes who says it where the clause of another saying stands before it."""

from __future__ import annotations

from dateline.model.parse import Parse, Token
from dateline.stages.actions.rows import coordinated

_SAYING = frozenset(
    "accuse add appeal ask blame call caution charge cite commend condemn congratulate credit criticise criticize "
    "demand denounce deny describe dismiss express fault hail invite liken note offer pledge praise promise quote "
    "refer reject request reiterate say stress thank threaten urge voice vow warn welcome".split()
)
_BETWEEN = frozenset(("PUNCT", "CCONJ", "ADV", "SCONJ"))


def tellers(parse: Parse, verb: Token) -> list[Token]:
    """Who speaks right before and goes on: "Police held two Turks, the ministry said, thanking France for its help".

    The clause of saying is parsed on its own, and what follows it hangs on the clause before; only verbs of saying are
    its subject's own ("the ministry said, seizing guns": the police did). Empty where no such clause stands there.
    """
    if verb.lemma.lower() not in _SAYING or not (
        (verb.dep == "advcl" and verb.tag == "VBG") or (verb.dep == "conj" and verb.tag == "VBD")
    ):
        return []
    clause = None
    for number in parse.units_of(verb.sentence):
        tokens = parse.unit(number)
        if parse.units[number].kind == "clause" and tokens and tokens[-1].end <= verb.start:
            clause = tokens if clause is None or tokens[-1].end > clause[-1].end else clause
    if clause is None:
        return []
    between = [each for each in parse.unit(verb.unit) if clause[-1].end <= each.start < verb.start]
    root = next((each for each in clause if each.head == each.i), clause[0])
    if verb.dep == "conj" and root.lemma.lower() != "say":
        return []  # "the daily reported, and asked for asylum": he did
    if any(each.pos not in _BETWEEN for each in between) or verb.unit == root.unit:
        return []
    return [token for child in parse.children(root, "nsubj") for token in coordinated(parse, child)]
