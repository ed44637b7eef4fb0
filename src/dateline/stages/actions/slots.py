"""Tokens come in; out come the parties that they name: the tightest party around a head, or inside its phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.actions.arguments import leading
from dateline.stages.actions.rows import coordinated

UNKNOWN = "no party is known by these words"
"""Why a party made here for an act is unresolved."""
_INSIDE = ("poss", "compound", "nmod", "amod", "appos")
_OF_ORDER = ("by", "of", "from", "against", "with", "between", "to", "on", "for", "in", "at", "over", "near", "into")
_SCENE = frozenset(("in", "at", "over", "near", "into", "on"))
"""What tells where something happens: whose doing it is, it does not tell ("a bomb in Kyiv")."""
_PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))
_NAMES = frozenset(("GPE", "LOC", "FAC", "NORP", "PERSON", "ORG"))
_THINGS = frozenset(
    "ship vessel boat tanker plane aeroplane airplane aircraft airliner jet helicopter bus train car truck vehicle "
    "sea ocean orbit".split()
)
_MEDIA = frozenset(
    "twitter facebook instagram youtube reddit telegram weibo tiktok whatsapp television tv radio".split()
)
_CONDITIONS = frozenset("state condition status regime".split())
"""What is no party before "of" and a common noun: "a state of emergency"."""
_WITHIN = frozenset(("in", "at", "to", "from", "into", "out", "before"))
"""What leads to an institution by its bare name, which is then only where or how something is done: "in court"."""
_DEEDS = frozenset(
    "attack attacks bombing bombings bomb blast blasts explosion explosions shooting shootings stabbing stabbings raid "
    "raids assault siege ambush massacre killing killings murder murders hijacking strike strikes clash clashes riot "
    "riots protest protests unrest violence fire crash".split()
)
"""Nouns for what befalls a place or people, in both numbers."""
_HURTING = frozenset("kill wound injure hurt murder massacre slay arrest detain kidnap abduct".split())
_LIKENESSES = frozenset(
    "statue bust portrait effigy picture photograph photo image poster memorial monument tomb grave cemetery graveyard "
    "biography painting cartoon mural caricature shrine body corpse remains ashes".split()
)
"""What shows or recalls somebody: to topple a statue of a king, or return his body, is nothing done to the king."""
_SUFFERED = frozenset(
    "shooting killing murder massacre stabbing assassination kidnapping abduction bombing slaying beating lynching "
    "poisoning execution arrest detention torture persecution".split()
)
"""Deeds that are told with "of" and whom they were done to."""
_PARTS = frozenset(("some", "many", "several", "few", "most", "half", "dozen", "hundred", "thousand", "part"))
"""Words that with "of" leave others of a party out."""
_BEFORE = frozenset(("det", "amod", "compound", "nummod", "poss", "quantmod", "nmod"))

_BETWEEN = frozenset("broker mediate host facilitate oversee monitor guarantee sponsor".split())
"""What others do for the sides of a deal: "a truce brokered by Oman"."""


class Parties:
    """The parties of a reading by the tokens that they take in."""

    def __init__(self, reading: Reading, nouns: frozenset[str]) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.nouns = nouns
        self._at: dict[int, Party] = {}
        self._made: dict[int, Party] = {}
        self._by_span = {party.span: party for party in reading.parties}
        self._places: dict[int, Place] = {}
        for party in sorted(reading.parties, key=lambda each: -len(each.span)):
            for token in self.parse.within(party.span):
                self._at[token.i] = party
        for place in reading.places:
            if place.span is not None:
                self._places.update((token.i, place) for token in self.parse.within(place.span))

    def at(self, token: Token) -> Party | None:
        """The tightest party that takes in the token."""
        return self._at.get(token.i)

    def names(self, token: Token) -> bool:
        """Whether the token heads a party or a place, or at least people."""
        return (
            token.i in self._at
            or self._counted(token)
            or token.i in self._places
            or token.ent in _PLACES
            or bool(_lemmas(token) & self.nouns)
        )

    def placed(self, token: Token) -> bool:
        """Whether the token belongs to the name of a place."""
        return token.i in self._places

    def expanded(self, party: Party) -> tuple[Party, ...]:
        """The party, or its members where it is a plural that takes others in."""
        members = tuple(self._by_span[span] for span in party.members if span in self._by_span)
        return members or self._sent(party) or (party,)

    def _sent(self, party: Party) -> tuple[Party, ...]:
        """The states whose delegations or ministers a plural stands for: "the envoys of Peru, Chile and Bolivia"."""
        if party.how != "description":
            return ()
        head = next((each for each in self.parse.within(party.span) if each.tag in ("NNS", "NNPS")), None)
        if head is None:
            return ()
        for prep in self.parse.children(head, "prep"):
            if prep.text.lower() == "of":
                row = [each for below in self.parse.children(prep, "pobj") for each in coordinated(self.parse, below)]
                found = [self._at[each.i] for each in row if each.i in self._at and each.ent == "GPE"]
                if len(found) > 1 and len(found) == len(row):
                    return tuple(dict.fromkeys(found))
        return ()

    def of(self, tokens: Iterable[Token], deep: bool = True, scenes: bool = True) -> tuple[Party, ...]:
        """The parties that the phrases headed by `tokens` name, in order; those inside a phrase when it is no party.

        Without `scenes` not those that only tell where a thing stands: "a bomb in Kyiv", "a depot near Gao".
        """
        found: list[Party] = []
        for token in tokens:
            direct = self.at(token)
            part = self._part(token) if direct is None else None
            if direct is not None:
                found.extend(self.expanded(direct))
            elif part is not None:
                found.append(part)
            elif deep:
                described = self._described(token)
                found.extend(described or self._inside(token, 3, frozenset() if scenes else _SCENE))
            else:
                found.extend(self._described(token))
        return tuple(dict.fromkeys(found))

    def inside(
        self, tokens: Iterable[Token], without: frozenset[str] = frozenset(), depth: int = 2
    ) -> tuple[Party, ...]:
        """The parties that stand inside the phrases headed by `tokens`: "turned down a Chadian plea".

        Not those behind a preposition `without` which it is: "carried out a raid in Chad".
        """
        return tuple(dict.fromkeys(party for token in tokens for party in self._inside(token, depth, without)))

    def _part(self, token: Token) -> Party | None:
        """Those of a party that a number or quantity picks out: "two of them", "most of its crew", not "all"."""
        if token.i in self._made:
            return self._made[token.i]
        if token.tag != "CD" and token.lemma.lower() not in _PARTS:
            return None
        for prep in self.parse.children(token, "prep"):
            for below in self.parse.children(prep, "pobj"):
                whole = self.at(below)
                if prep.text.lower() != "of" or whole is None or whole.how not in ("pronoun", "description"):
                    continue
                before = [each for each in self.parse.subtree(token) if each.i < token.i]
                span = Span(min([token.start, *(each.start for each in before)]), whole.span.end)
                party = Party(
                    span, span.of(self.reading.report.text), kind=whole.kind, country=whole.country,
                    sectors=whole.sectors, how="description",
                )  # fmt: skip
                self._made[token.i] = party
                return party
        return None

    def owners(self, tokens: Iterable[Token]) -> tuple[Party, ...]:
        """Whose the things are: "Peru's tents", "Peruvian tents"; those of the first that tells serve all."""
        for token in tokens:
            for child in self.parse.children(token, "poss", "amod", "nmod", "compound"):
                party = self.at(child)
                if party is not None and (party.how != "pronoun" or party.antecedent is not None):
                    return self.expanded(party)
        return ()

    def _inside(self, token: Token, depth: int, without: frozenset[str] = frozenset()) -> list[Party]:
        """Parties in a phrase that is none itself: "the attack by rebels on Gao" is the rebels' before it is Gao's."""
        if depth == 0 or token.lemma.lower() in _LIKENESSES:
            return []
        parse = self.parse
        before = parse.children(token, *_INSIDE)
        for child in (*before, *(each for one in before for each in leading(parse, one))):
            party = self.at(child)
            if (
                party is not None
                and child.dep == "compound"
                and party.how == "metonym"
                and token.text.lower() in _DEEDS
            ):
                continue  # "a Kabul bombing": where it was, and nobody's doing
            if party is not None and (child.tag != "PRP$" or party.antecedent is not None or party.entity is not None):
                return list(self.expanded(party))
        preps = {child.text.lower(): child for child in reversed(parse.children(token, "prep", "agent"))}
        for word in _OF_ORDER:
            if word == "of" and without == _SCENE and token.lemma.lower() in _SUFFERED:
                continue  # "a shooting of marchers" is not theirs
            if word == "for" and without == _SCENE:
                continue  # for whom it is done is not who does it
            if word in preps and word not in without:
                found: list[Party] = []
                for below in (
                    each for head in parse.children(preps[word], "pobj") for each in coordinated(parse, head)
                ):
                    party = self.at(below)
                    if medium(parse, below):
                        continue
                    if party is not None:
                        found.extend(self.expanded(party))
                    else:
                        found.extend(self._described(below) or self._inside(below, depth - 1, without))
                if found:
                    return found
        return self._told_of(token)

    def _told_of(self, thing: Token) -> list[Party]:
        """Who did what a thing is said to have undergone, or to whom: "a plan drawn up by Chad", "curbs set on it"."""
        for clause in self.parse.children(thing, "acl", "relcl"):
            if clause.tag not in ("VBN", "VBD") or clause.lemma.lower() in _BETWEEN:
                continue
            for word in ("by", "on", "against"):
                preps = [each for each in self.parse.children(clause, "agent", "prep") if each.text.lower() == word]
                found = [self.at(below) for prep in preps for below in self.parse.children(prep, "pobj")]
                known = [each for party in found if party is not None for each in self.expanded(party)]
                if known:
                    return known
        return []

    def _described(self, token: Token) -> Sequence[Party]:
        """People and names that no party stands for, as parties of their own ("the villagers").

        A craft is none: whose it is counts, where that is told ("a Peruvian tanker").
        """
        if token.i in self._made:
            return (self._made[token.i],)
        if self._counted(token):
            party = Party(token.span, token.text, how="description", state="unresolved", reason=UNKNOWN)
            self._made[token.i] = party
            return (party,)
        if token.pos not in ("NOUN", "PROPN") or self._setting(token):
            return ()
        if token.pos == "NOUN" and token.lemma.lower() in _THINGS:
            return self.owners((token,))
        named = token.pos == "PROPN" and (token.ent in _NAMES or token.i in self._places)
        if not named and not (_lemmas(token) & self.nouns):
            return ()
        own = [
            each for each in self.parse.subtree(token) if _belongs(each, token) or (named and _numbered(each, token))
        ]
        span = Span(min(each.start for each in own), max(each.end for each in own))
        text = span.of(self.reading.report.text)
        place = self._places.get(token.i)
        party = Party(
            span,
            text,
            name=text if named else None,
            country=place.country if place is not None and not self._of_another(token, place) else None,
            how="named" if named else "description",
            state="unresolved",
            reason=UNKNOWN,
        )
        self._made[token.i] = party
        return (party,)

    def _counted(self, token: Token) -> bool:
        """Whether a bare number is of people who were hurt: "killed five and wounded 110"."""
        if token.tag != "CD" or token.dep not in ("dobj", "nsubjpass") or token.ent not in ("", "CARDINAL"):
            return False
        return self.parse.head(token).lemma.lower() in _HURTING and not self.parse.children(token, "prep")

    def _setting(self, token: Token) -> bool:
        """Whether a noun is no party but how things stand or where they are done: "state of siege", "lose in court"."""
        if token.pos != "NOUN" or token.tag != "NN":
            return False
        if token.lemma.lower() in _CONDITIONS:
            preps = [prep for prep in self.parse.children(token, "prep") if prep.text.lower() == "of"]
            if any(each.pos == "NOUN" for prep in preps for each in self.parse.children(prep, "pobj")):
                return True
        bare = not any(child.i < token.i for child in self.parse.children(token))
        return bare and token.dep == "pobj" and self.parse.head(token).text.lower() in _WITHIN

    def _of_another(self, token: Token, place: Place) -> bool:
        """Whether the words behind a name put it into another country: "Northern District of Ohio"."""
        preps = [prep for prep in self.parse.children(token, "prep") if prep.text.lower() == "of"]
        around = [self._places.get(each.i) for prep in preps for each in self.parse.children(prep, "pobj")]
        return any(each is not None and each.country != place.country for each in around)


def medium(parse: Parse, token: Token) -> bool:
    """Whether the token is where something is only said: "hailed the report on Twitter"."""
    said = parse.head(token).text.lower() in ("on", "via")
    return token.dep == "pobj" and said and token.text.lower() in _MEDIA


def carried(parse: Parse, token: Token) -> Token | None:
    """The subject of the clause for what a participle ties to the medium: "Ruiz wrote a letter in the Post blaming …".

    None where the token is no object of "on" and the like below what somebody does.
    """
    above = parse.head(token)
    if token.dep == "nsubj" and above.tag == "VBG" and above.dep == "pcomp":
        prep = parse.head(above)
    elif token.dep == "pobj" and any(child.tag == "VBG" for child in parse.children(token, "acl")):
        prep = above
    else:
        return None
    if prep.text.lower() not in ("on", "via", "in", "to", "with", "through", "for"):
        return None
    above = parse.head(prep)
    for _ in range(4):
        if above.pos in ("VERB", "AUX") or above.head == above.i:
            break
        above = parse.head(above)
    return next(iter(parse.children(above, "nsubj")), None) if above.pos == "VERB" else None


def _numbered(each: Token, head: Token) -> bool:
    """Whether `each` is the number right behind a name: "Area 51"."""
    return each.head == head.i and each.i == head.i + 1 and each.dep == "nummod" and head.ent != "GPE"


def _belongs(each: Token, head: Token) -> bool:
    """Whether `each` stands before the head as its article, number or adjective."""
    return each is head or (each.head == head.i and each.i < head.i and each.dep in _BEFORE)


def _lemmas(token: Token) -> frozenset[str]:
    lemma = token.lemma.lower()
    return frozenset((lemma, lemma.removesuffix("s"))) if token.pos == "PROPN" else frozenset((lemma,))
