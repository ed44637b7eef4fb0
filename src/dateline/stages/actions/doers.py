"""What fills the actor and the recipient of an act comes in; out come the parties that can do it or undergo it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.act import EventType
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.stages.actions.slots import UNKNOWN, Parties, carried, medium

_KIND: frozenset[EventType] = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST"))
_MEDIA = frozenset(
    "twitter facebook instagram youtube reddit telegram weibo tiktok whatsapp television tv radio".split()
)
_TO = frozenset(("to", "for", "with"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_SCENES: frozenset[EventType] = frozenset(("ASSAULT", "PROTEST"))
_WHERE: dict[EventType, frozenset[str]] = {
    "ASSAULT": frozenset(("in", "at", "over", "near", "into")),
    "ACCUSE": frozenset(("at", "near")),
    "AGREE": frozenset(("in", "at", "near", "between")),
    "CONSULT": frozenset(("in", "at", "near", "on", "over")),
    "PROTEST": frozenset(("in", "at", "near", "between")),
}
"""The prepositions after which, in the words of an act, it is only told where it takes place."""
_SERVING = frozenset(
    "help pay lend give protect train support arm save serve house feed compensate rescue spare assist aid free".split()
)
"""What is done for those who are its object."""
_COURTS = frozenset(("court", "tribunal"))
_USED = frozenset("use inclusion exclusion targeting treatment storming seizure burning closure naming".split())
"""What is done with somebody or something: whoever stands behind it with "of" is not to blame."""
_SUFFERING = frozenset(("of", "against", "on", "in", "at", "near", "from", "to", "for"))
_PROMISING: frozenset[EventType] = frozenset(("AGREE", "AID"))
_OFFERING = frozenset("pledge offer promise lend contribute send provide".split())
_GOING: frozenset[EventType] = frozenset(("MOBILIZE", "PROTEST"))
_AGAINST = frozenset(("against", "at", "on", "upon", "with", "by"))
"""What leads to whom a crowd means, even where that is a building: "threw stones at the ministry"."""
_TOOLS = frozenset("drone missile rocket shell bomb mine grenade torpedo bullet projectile".split())
_HARM: frozenset[EventType] = frozenset(("ASSAULT", "COERCE"))


def doers(
    kind: EventType, tokens: Sequence[Token], parse: Parse, parties: Parties, ground: frozenset[str]
) -> tuple[Party, ...]:
    """Who does what an act of `kind` names, of the tokens that fill its actor; `ground` holds nouns for sites.

    Whoever brings about a deal "between Peru and Chile" is no side of it; and ground and buildings may say things
    ("the airport said") but harm nobody ("a school abused pupils" is left to those in it).
    """
    tokens = [_who_tells(parse, token, parties) for token in _nearest(parse, tokens)]
    sides = parties.of([token for token in tokens if _between(parse, token)])
    found = sides if len(sides) > 1 else parties.of(tokens, scenes=False)
    if kind not in _HARM:
        return found
    return tuple(
        party
        for party in found
        if not _is_tool(parse, party) and (party.reason != UNKNOWN or not _is_ground(parse, party, ground))
    )


def _is_tool(parse: Parse, party: Party) -> bool:
    """Whether the "party" is what strikes, and nobody is said to have sent it: "a drone hit the port"."""
    if party.how != "description" or party.country is not None or party.name is not None:
        return False
    head = next((each for each in parse.within(party.span) if each.pos in ("NOUN", "PROPN")), None)
    return head is not None and head.lemma.lower() in _TOOLS


def _nearest(parse: Parse, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without a subject that a verb has besides its own: "one man shot Ruiz, others struck him".

    The parser takes the first clause for a participle of the first subject and hangs that on the second verb.
    """
    own = [token for token in tokens if token.dep == "nsubj"]
    if len(own) < 2 or len({token.head for token in own}) > 1:
        return tokens
    verb = parse.head(own[0])
    torn = [each for each in own[:-1] if each.i < verb.i and parse.children(each, "acl")]
    return [token for token in tokens if token not in torn and not any(token.head == each.i for each in torn)]


def _who_tells(parse: Parse, token: Token, parties: Parties) -> Token:
    """Who uses the medium where the token is one: "wrote on Facebook accusing Chile" is no act of Facebook."""
    party = parties.at(token)
    if token.lemma.lower() not in _MEDIA and (party is None or party.kind != "outlet"):
        return token
    return carried(parse, token) or token


def sides_of_a_deal(kind: EventType, tokens: Sequence[Token], parse: Parse, parties: Parties) -> tuple[Party, ...]:
    """Who agrees where somebody announces or signs a deal "between Peru and Chile"; empty where nothing says so."""
    sides = parties.of([token for token in tokens if _between(parse, token)]) if kind == "AGREE" else ()
    return sides if len(sides) > 1 else ()


def undergoers(
    kind: EventType,
    tokens: Sequence[Token],
    parse: Parse,
    parties: Parties,
    ground: frozenset[str],
    acting: Sequence[Party],
) -> tuple[Party, ...]:
    """To whom an act of `kind` is done, of the tokens that fill its recipient; `acting` are those who do it.

    Ground and buildings are attacked, guarded and left, but not thanked or helped as somebody is; where a raid took
    place is not whom it was on ("an airstrike in Iraq"), and where a thing stands counts only if nobody acts.
    """
    tokens = [token for token in tokens if not medium(parse, token)]
    if kind == "ACCUSE":  # "condemned the use of the bases": theirs is not the fault
        used = [token for token in tokens if token.dep == "dobj" and token.lemma.lower() in _USED]
        tokens = [token for token in tokens if token not in used]
        told = [token for token in tokens if not _scene(parse, parties, token, kind, ground)]
        blamed = (*parties.of(told, scenes=False), *parties.inside(used, _SUFFERING))
        return blamed or (() if acting else parties.of(told))
    if kind not in _KIND:
        told = [token for token in tokens if not _scene(parse, parties, token, kind, ground)]
        return parties.of(told, scenes=False) or (() if acting else parties.of(told))
    given = [token for token in tokens if token.dep == "pobj" and parse.head(token).text.lower() in _TO]
    found = [
        party
        for token in tokens
        for party in parties.of([token])
        if token in given
        or party.reason != UNKNOWN
        or not ((kind in ("AGREE", "SUPPORT") and _where(parse, token)) or _is_ground(parse, party, ground))
    ]
    return tuple(dict.fromkeys(found))


def aimed_at(kind: EventType, found: Sequence[Party], parse: Parse, ground: frozenset[str]) -> tuple[Party, ...]:
    """Those of the recipients that troops or a crowd are sent against or for, and not merely to.

    A village, a strait or a square is where soldiers go and where people march; a state, a body or people are whom
    they mean. Of our own annotated texts one site in five is meant where troops go, one in three where people march.
    """
    if kind not in _GOING:
        return tuple(found)
    return tuple(party for party in found if not _site(kind, party, parse, ground))


def _site(kind: EventType, party: Party, parse: Parse, ground: frozenset[str]) -> bool:
    """Whether it is a place below a state, or ground and buildings, that the words only lead to."""
    words = parse.within(party.span)
    known = party.entity is not None and not party.entity.startswith("geo:")
    if not words or known or party.how in ("pronoun", "title"):
        return False
    if party.how == "description" and not _is_ground(parse, party, ground):
        return False
    led = words[-1].dep == "pobj" and parse.head(words[-1]).text.lower() not in _AGAINST
    return kind == "MOBILIZE" or led


def _where(parse: Parse, token: Token) -> bool:
    return token.dep == "pobj" and token.ent in _PLACES and parse.head(token).text.lower() in ("in", "at", "on", "near")


def concerned(
    kind: EventType,
    content: Sequence[Token],
    own: Sequence[Token],
    parse: Parse,
    parties: Parties,
    ground: frozenset[str],
) -> tuple[Party, ...]:
    """Whom an act concerns that names nobody it is done to: those in its content, else in its other words.

    "Condemned the Chadian plan", "turned down a Chadian plea".
    """
    if kind == "REQUEST":  # "asked for changes of Peruvian law", "asked for the man": of whom is not told
        content = [each for each in content if each.dep != "pobj" or parse.head(each).text.lower() != "for"]
        return parties.of(content, deep=False) or parties.inside([*content, *own], depth=1)
    content = [token for token in content if kind != "ACCUSE" or not _scene(parse, parties, token, kind, ground)]
    if kind in _PROMISING:
        content = [token for token in content if not _goods(parse, token)]
    found = parties.of(content, deep=False) or parties.of(_served(kind, content, parse), deep=False)
    found = found or parties.of(content) or parties.inside(own, _WHERE.get(kind, frozenset()))
    return tuple(
        party for party in found if kind not in _KIND or party.reason != UNKNOWN or not _is_ground(parse, party, ground)
    )


def _goods(parse: Parse, token: Token) -> bool:
    """Whether people are what is offered: "pledged 170 troops", not "promised the farmers to lower the tax"."""
    verb = parse.head(token)
    if token.dep != "dobj" or token.tag != "NNS" or verb.lemma.lower() not in _OFFERING:
        return False
    return not parse.children(verb, "xcomp", "ccomp", "dative") and not parse.children(token, "det", "poss")


def _served(kind: EventType, content: Sequence[Token], parse: Parse) -> list[Token]:
    """Whom a promise would serve and a threat would hit: "agreed to help the pupils", "threatened to sack them"."""
    verbs = [token for token in content if token.pos == "VERB"]
    verbs = [verb for verb in verbs if kind == "THREATEN" or (kind == "AGREE" and verb.lemma.lower() in _SERVING)]
    return [each for verb in verbs for each in parse.children(verb, "dobj", "dative")]


def _scene(parse: Parse, parties: Parties, token: Token, kind: EventType, ground: frozenset[str]) -> bool:
    """Whether a violent act or a charge is only told to have been made there: "at the airport", "in Iraq"."""
    prep = parse.head(token)
    if token.dep == "pobj" and kind == "COERCE" and token.lemma.lower() in ground:
        return prep.text.lower() in ("at", "near")  # "kept from landing at a port"
    if token.dep == "pobj" and kind == "ACCUSE" and parse.head(prep).lemma.lower() in _COURTS:
        return True  # "filed in the court for the Northern District"
    if token.dep == "pobj" and kind == "ACCUSE" and token.lemma.lower() in _COURTS:
        return prep.text.lower() in ("in", "at", "with", "before") and parse.head(prep).lemma.lower() != "bring"
    if kind == "PROTEST" and token.ent == "GPE":
        while token.dep == "conj" and token.head < token.i:
            token = parse.head(token)
        prep = parse.head(token)
        if token.dep == "pobj" and prep.text.lower() in ("in", "at"):
            return True  # "marched at Selma", "rallied in Lyon and Nice"
    told = kind in _SCENES or (kind == "ACCUSE" and parse.head(prep).pos == "VERB")  # "sued in Austria"
    if token.dep != "pobj" or not told:
        return False
    word = prep.text.lower()
    if kind == "ACCUSE" and word in ("at", "near") and parties.placed(token):
        return True
    return (word in ("at", "near") and token.ent in ("FAC", "LOC")) or (word == "in" and token.ent in _PLACES)


def _between(parse: Parse, token: Token) -> bool:
    """Whether the token heads one side of a row after "between"."""
    while token.dep == "conj" and token.head != token.i and parse.head(token).pos in ("NOUN", "PROPN", "PRON"):
        token = parse.head(token)
    return token.dep == "pobj" and parse.head(token).text.lower() == "between"


def _is_ground(parse: Parse, party: Party, ground: frozenset[str]) -> bool:
    words = parse.within(party.span)
    return bool(words) and (words[-1].lemma.lower() in ground or words[-1].ent in ("LOC", "FAC"))
