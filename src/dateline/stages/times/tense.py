"""A parse and a place in the text go in; the tense of the verb that governs the words there comes out."""

from __future__ import annotations

from dateline.model.parse import Parse, Token
from dateline.stages.times.story import Tense

_AHEAD = frozenset(
    "plan expect schedule intend aim hope set due agree propose promise pledge vow want prepare urge call ask order "
    "invite slate likely going ready poise design book about wait continue need decide".split()
)
"""Words whose infinitive lies ahead of them: "plans to meet Monday"."""
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "should", "must", "ca"})


def tense_at(parse: Parse, start: int, end: int) -> Tense:
    """Past, present or future by the nearest verb above the words at `start`; None where no verb tells."""
    token = parse.at(start)
    if token is None:
        inside = [each for at in range(start, min(end, start + 40)) if (each := parse.at(at))]
        if not inside:
            return None
        token = inside[0]
    found = _tense(parse, token)
    if found is None and parse.units[token.unit].kind != "main":
        main = parse.unit(parse.units_of(token.sentence)[0])
        root = next((each for each in main if each.head == each.i), None)
        found = _tense(parse, root) if root else None
    return found


def _tense(parse: Parse, token: Token) -> Tense:
    lines = [token, *parse.ancestors(token)]
    for at, each in enumerate(lines):
        if not each.tag.startswith("VB") and each.tag != "MD":
            continue
        helpers = [child for child in parse.children(each) if child.dep in ("aux", "auxpass")]
        if any(child.text.lower() in _FUTURE for child in helpers):
            return "future"
        if any(child.text.lower() in ("would", "could") for child in helpers):
            return "future" if not any(child.tag == "VBN" for child in [each]) else "past"
        if each.tag == "VBD" or any(child.tag == "VBD" for child in helpers):
            return "past"
        if each.tag == "VBN" and any(child.lemma == "have" for child in helpers):
            return "past"
        if any(child.text.lower() == "to" and child.tag == "TO" for child in helpers):
            above = lines[at + 1] if at + 1 < len(lines) else None
            if above is None or above.lemma in _AHEAD or above.pos in ("NOUN", "ADJ"):
                return "future"
            continue
        if each.tag in ("VBZ", "VBP"):
            return "present"
        if any(child.tag in ("VBZ", "VBP") for child in helpers):
            return "present"
        if each.tag == "VBN" and each.dep in ("acl", "relcl", "amod", "advcl"):
            return "future" if each.lemma in _AHEAD else "past"
        if each.tag == "VBN" and at == len(lines) - 1:
            return "past"
    return None
