"""A reading and one token of it go in; the place of what the token tells comes out, with what that rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.place import NOWHERE_STATED, Place, Precision
from dateline.model.reading import Reading

PLACING = ("location", "destination")
"""The roles of a place that may be where something happens."""
BACK = 12
"""Sentences back in which "the meeting" may have been placed."""

Found = tuple[Token, Place]


def place_of(reading: Reading, token: Token) -> tuple[Place, str]:
    """The place of the act that `token` heads, and the basis.

    - `clause`: the words place it in the act's own clause ("shook hands at the cosmodrome").
    - `sentence`: they place the clause that it shares its subject with ("met in Sochi and signed …", "shook hands in
      Sochi, kicking off …"), or one that goes on at its time ("greeted him when he arrived in Sochi").
    - `discourse`: the act is "the meeting", and an earlier sentence placed a meeting.
    - `dateline`: an act of speech or office by somebody of the country where the report was filed, in its lead.
    - `none`: not stated.

    A place that only measures a distance, that somebody comes from or that names a subject ("the war in Ukraine") is
    never where something happens.
    """
    found = _placing(reading, token.sentence)
    place = _in_clause(reading.parse, token, found)
    if place is not None:
        return place, "clause"
    place = _in_sentence(reading.parse, token, found)
    if place is not None:
        return place, "sentence"
    place = _in_discourse(reading, token)
    if place is not None:
        return place, "discourse"
    place = _in_dateline(reading, token)
    if place is not None:
        return place, "dateline"
    return NOWHERE_STATED, "none"


def _placing(reading: Reading, sentence: int) -> list[Found]:
    """The places of one sentence that may be where something happens, each with the token that heads it."""
    if not reading.places or not reading.sentences:
        return []
    span = reading.sentences[sentence].span
    first = bisect_left(reading.places, span.start, key=_start)
    found = []
    for place in reading.places[first : bisect_left(reading.places, span.end, key=_start)]:
        if place.role in PLACING and place.span is not None:
            tokens = reading.parse.within(place.span)
            own = {token.i for token in tokens}
            heads = [token for token in tokens if token.head not in own or token.head == token.i]
            if heads:
                found.append((heads[0], place))
    return found


def _start(place: Place) -> int:
    return place.span.start if place.span else -1


def _in_clause(parse: Parse, act: Token, found: list[Found]) -> Place | None:
    """The place that hangs on `act` by the fewest steps within its clause; of two as near, the more exact."""
    best: tuple[tuple[int, int, int], Place] | None = None
    rest: list[tuple[tuple[int, int, int], Place]] = []
    for head, place in found:
        if head.unit != act.unit:
            continue
        steps = _steps(parse, act, head)
        if steps is not None:
            steps += _beside(parse, head)
            rank = (steps, _EXACT[place.precision] if place.precision else 9, head.i)
            rest.append((rank, place))
            if best is None or rank < best[0]:
                best = rank, place
    if best is None:
        return None
    finer = [each for each in rest if each[0][1] < best[0][1] and each[0][0] <= best[0][0] + 2]
    inside = [each for each in finer if _inside(each[1], best[1])]
    return min(inside, key=lambda each: each[0])[1] if inside else best[1]


def _inside(inner: Place, outer: Place) -> bool:
    """Whether one place lies in the other, as far as country and first-level region tell."""
    if inner.country is None or inner.country != outer.country:
        return False
    return outer.precision == "country" or (outer.precision == "province" and inner.admin1 == outer.admin1)


_EXACT: dict[Precision, int] = {
    "site": 0, "city": 1, "district": 2, "province": 3, "sea": 4, "region": 5, "country": 6,
}  # fmt: skip
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "xcomp"})
_TOPICAL = frozenset("for about over since after before following despite amid because concerning regarding".split())
_TOPICS = frozenset(
    "war conflict crisis situation peace ceasefire truce issue interest policy role future invasion sanction "
    "relation tie question problem professor expert analyst fellow researcher director specialist scholar".split()
)


_BESIDE = frozenset("near outside off around along opposite beyond across alongside behind beneath above under".split())


def _beside(parse: Parse, head: Token) -> bool:
    """Whether the words put something only near a place, so that one that it is in goes before."""
    return head.dep == "pobj" and parse.head(head).text.lower() in _BESIDE


def _steps(parse: Parse, act: Token, token: Token) -> int | None:
    """How many heads lie between the token and the act; None when what lies between makes it no place of the act."""
    steps = 0
    own = True
    while token.i != act.i:
        head = parse.head(token)
        if head.i == token.i:
            return None
        if token.pos in ("VERB", "AUX") and (token.dep in _CLAUSES or token.dep == "conj"):
            return None
        if not own and token.dep == "prep" and token.text.lower() in _TOPICAL:
            return None
        if token.lemma.lower() in _TOPICS and token.pos in ("NOUN", "PROPN"):
            return None
        if token.dep == "appos" and head.ent == "PERSON":
            return None
        if token.dep in ("nsubj", "nsubjpass") and (token.pos in ("PROPN", "PRON") or act.pos not in ("VERB", "AUX")):
            return None
        own = own and token.dep != "prep"
        steps += 2 if token.dep in ("nsubj", "agent") else 1
        token = head
    return steps


def _in_sentence(parse: Parse, act: Token, found: list[Found]) -> Place | None:
    """The place of the clause that the act shares its subject with, or of one that goes on at its time."""
    above = act
    while above.dep in ("xcomp", "advcl", "acl", "conj", "pcomp", "prep") and above.head != above.i:
        if above.pos in ("VERB", "AUX") and parse.children(above, "nsubj", "nsubjpass", "csubj"):
            break
        if above.dep == "conj" and (_goes_elsewhere(parse, above) or parse.children(above, "aux", "auxpass")):
            break  # "visited X and has since met …": another time, another place
        if above.dep == "xcomp" and parse.children(parse.head(above), "dobj", "dative"):
            break  # "ordered them to leave": the order was given there, not carried out
        above = parse.head(above)
        if above.pos in ("VERB", "AUX") and (place := _in_clause(parse, above, found)) is not None:
            return place
    for below in parse.children(act, "advcl", "conj"):
        if below.dep == "conj" and parse.children(below, "nsubj", "nsubjpass"):
            continue
        marks = {each.text.lower() for each in parse.children(below, "advmod", "mark")}
        if below.dep == "advcl" and not marks & {"when", "as", "while", "where", "upon"}:
            continue
        if below.pos in ("VERB", "AUX") and below.dep == "advcl":
            place = _in_clause(parse, below, found)
            if place is not None:
                return place
    return None


def _goes_elsewhere(parse: Parse, verb: Token) -> bool:
    """Whether a second verb names a place of its own, known or not: "arrived in Chad and reached Adre"."""
    for child in parse.children(verb, "prep", "dobj"):
        named = parse.children(child, "pobj") if child.dep == "prep" else [child]
        if any(each.pos == "PROPN" and each.ent not in ("PERSON", "DATE", "TIME") for each in named):
            return child.dep == "dobj" or child.text.lower() in ("in", "at", "to", "into", "from", "near", "on")
    return False


def _in_discourse(reading: Reading, act: Token) -> Place | None:
    """Where an earlier sentence placed what "the meeting" goes back to."""
    parse = reading.parse
    if act.pos != "NOUN" or not any(
        child.text.lower() in ("the", "this", "that", "these", "those") for child in parse.children(act, "det")
    ):
        return None
    stems = {act.lemma.lower(), *_VERBS.get(act.lemma.lower(), ())}
    for sentence in range(act.sentence - 1, max(act.sentence - BACK, 0) - 1, -1):
        earlier = [each for each in parse.sentence(sentence) if each.lemma.lower() in stems]
        if earlier and (found := _placing(reading, sentence)):
            for each in earlier:
                if (place := _in_clause(parse, each, found)) is not None:
                    return place
    return None


_VERBS = {
    "meeting": ("meet",), "talk": ("talk", "meet"), "summit": ("meet",), "attack": ("attack",), "strike": ("strike",),
    "visit": ("visit",), "protest": ("protest",), "rally": ("rally",), "raid": ("raid",), "shelling": ("shell",),
    "bombing": ("bomb",), "explosion": ("explode",), "blast": ("explode", "blast"), "clash": ("clash",),
    "fighting": ("fight",), "shooting": ("shoot",), "killing": ("kill",), "arrest": ("arrest",), "march": ("march",),
}  # fmt: skip
"""The verbs that a noun of happening takes up."""


_OFFICIAL = frozenset(
    "say tell meet hold host sign receive welcome greet talk discuss announce approve pass vote ratify reject appoint "
    "adopt sentence convict acquit unveil inaugurate address urge call warn accuse condemn praise protest rally march "
    "demonstrate gather summon impose order ban declare agree pledge vow swear elect dismiss fire nominate".split()
)
"""Verbs of speech, meeting and office: what is done where it is reported from."""


def _in_dateline(reading: Reading, act: Token) -> Place | None:
    """The place that the report was filed from, for an act of speech or office in its lead by somebody from there."""
    filed = [place for place in reading.places[:4] if place.role == "dateline" and place.precision == "city"]
    if len(filed) != 1 or act.lemma.lower() not in _OFFICIAL or not reading.sentences:
        return None
    [place] = filed
    number = bisect_right(reading.sentences, _start(place), key=lambda sentence: sentence.span.start) - 1
    if act.sentence not in (number, number + 1) or act.dep not in ("ROOT", "xcomp", "ccomp"):
        return None
    for subject in reading.parse.children(act, "nsubj"):
        party = _party_at(reading.parties, subject)
        if party and party.country == place.country and party.kind in ("person", "government", "organisation"):
            return place
    return None


def _party_at(parties: tuple[Party, ...], token: Token) -> Party | None:
    """The first party of the lead that the token belongs to."""
    for party in parties[:20]:
        if party.span.contains(token.span):
            return party
    return None
