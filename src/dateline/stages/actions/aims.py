"""A speech act and its complement come in; out comes whom it is aimed at: who is blamed, asked or threatened.

The clause or phrase after "alleged", "condemned", "said … must" or "warned" names several parties. Blamed is who did
the deed, never who suffered it; asked is who would have to act; threatened is who would suffer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.stages.actions.arguments import Grammar, leading
from dateline.stages.actions.matches import Hit
from dateline.stages.actions.rows import coordinated
from dateline.stages.actions.slots import UNKNOWN, Parties

_SUFFERED = frozenset(
    "killing murder assassination poisoning arrest detention imprisonment jailing abduction kidnapping torture "
    "persecution mistreatment beating execution ouster overthrow expulsion deportation treatment death stabbing "
    "shooting sacking dismissal removal conviction sentencing trial prosecution closure extradition repatriation "
    "eviction".split()
)
"""Deeds that are told as those of whom they are done to: "the editor's murder", "the murder of the editor"."""
_DONE_TO = _SUFFERED | frozenset(
    "invasion occupation annexation blockade siege massacre genocide bombing shelling bombardment destruction".split()
)
"""Deeds with "of" before what they are done to, and a possessor who does them: "Rome's bombing of the port"."""
_DEEDS = _DONE_TO | frozenset(
    "attack assault raid strike airstrike violence crackdown aggression abuse incursion offensive operation ambush war "
    "repression hostility provocation threat interference meddling intervention pressure sanction embargo ban "
    "vandalism discrimination racism antisemitism anti-semitism hatred act crime atrocity".split()
)
_AGAINST = frozenset("on against at in into near over to toward towards for outside".split())
_UNDERGOING = frozenset(
    "die suffer receive face undergo endure lose get hear know see feel deserve remain stay have live drink eat fall "
    "vanish disappear collapse want believe hope".split()
)
_MISHAPS = frozenset(
    "fire blaze wildfire storm hurricane cyclone typhoon flood earthquake quake tremor landslide avalanche crash "
    "accident collision collapse disease virus coronavirus epidemic pandemic outbreak heat cold famine drought "
    "lightning".split()
)
"""What kills, wounds and destroys with nobody behind it."""
_ATTACKS = frozenset(
    "bomb bomber bombing gunman grenade missile rocket drone mine sniper militant rebel airstrike clash shooting "
    "shelling ambush gunfire crossfire attack raid strike assault".split()
)
_HURTING = frozenset("injure wound hurt maim burn".split())
_SILENT = frozenset("decline refuse".split())
_SAYING = frozenset(
    "say comment answer elaborate discuss speculate specify identify disclose confirm name tell reply explain".split()
)
_ANNOUNCING = frozenset("announce declare reveal confirm state tell broadcast".split())
_BIDS = frozenset("campaign bid candidacy candidature career run mandate".split())
_GIFTS = frozenset("donation contribution gift aid assistance payment compensation access grant".split())
_UNDERGONE = frozenset(
    "release freedom liberation extradition arrest detention prosecution imprisonment execution death head life trial "
    "closure punishment return repatriation evacuation rescue protection".split()
)
"""What is done to those that stand behind "of" and before it, by somebody else who is asked for it."""
_TURNED = frozenset("pressure strike airstrike attack war".split())
"""What those who are asked would turn on those that stand behind such a word; calls for sanctions accuse them."""
_ONTO = frozenset("on upon against at into toward towards".split())
_NEWS = frozenset(
    "figure number toll detail information estimate statement account comment list copy document footage video "
    "photograph photo image name tape transcript message email briefing explanation evidence".split()
)
"""What those are given who report."""
_WORDS = frozenset("detail comment interview statement explanation figure name answer".split())
_HARMFUL = frozenset(("SANCTION", "COERCE", "ASSAULT", "THREATEN"))
_STOPPED = _HARMFUL | {"PROTEST", "MOBILIZE"}
_STOPPING = frozenset("stop halt end lift ease cancel suspend postpone".split())
_OWNED = frozenset(
    "land farm farmland plantation ranch estate plot house home property asset vehicle truck livestock cattle crop "
    "campaign bid vote election passport".split()
)
"""What is taken or stopped, and is nobody itself."""
_CAUTIONING = frozenset(("warn", "caution"))
_PAYING = frozenset("pay face suffer regret lose risk repent reap answer".split())
_FARING = frozenset("run need fail fall miss struggle cost exceed die go stay remain become see know".split())
"""Verbs for how somebody will fare, which threaten nobody: "warned that it would run out of money"."""
_GUARDING = frozenset("protect defend help support aid guard save serve".split())
_TELLING = frozenset(
    "say state claim conclude find report maintain contend argue testify reckon believe stress".split()
)
_BARE = frozenset("say state declare add stress note repeat write tweet maintain insist warn tell argue reason".split())
_BOTH = frozenset("insist suggest propose recommend plead".split())
"""Verbs that want something done or state it, as the clause tells."""
_WANTING = frozenset("must should ought shall need".split())
_SPEAKERS = frozenset(("i", "we", "us", "me"))


class Aims:
    """Tells of one parse whom its speech acts are aimed at."""

    def __init__(self, parse: Parse, grammar: Grammar, parties: Parties, hits: Mapping[int, Hit]) -> None:
        self.parse = parse
        self.grammar = grammar
        self.parties = parties
        self.hits = hits

    def of(self, hit: Hit, actors: Sequence[Party], recipients: tuple[Party, ...]) -> tuple[Party, ...] | None:
        """The recipients of a speech act, mended; None where its words make it no such act."""
        kind, clauses = hit.frame.type, self._clauses(hit)
        if kind in _STOPPED and hit.support is not None and hit.support.lemma.lower() in _STOPPING:
            return None  # "halted its strikes", "lifted the curfew"
        if kind in ("RETREAT", "CONCEDE"):
            recipients = tuple(each for each in recipients if not self._bid(each))
        if kind in ("RETREAT", "CONCEDE") and hit.token.lemma.lower() in _ANNOUNCING:
            to = [each for each in recipients if self._audience(hit, each)]
            return tuple(party for party in recipients if party not in to)  # "announced it to the nation"
        if kind == "AID" and self._informing(hit, recipients):
            return None
        if kind == "ACCUSE":
            if clauses:
                return self._accused(hit, clauses, actors)
            return self._blamed(hit, recipients) or self._complained_of(hit, actors)
        if kind == "PROTEST":
            return self._without_victims(hit, recipients)
        if kind == "ASSAULT" and not actors:
            return None if self._mishap(hit) else recipients
        if kind == "REJECT" and hit.token.lemma.lower() in _SILENT:
            return None if self._unsaid(hit) else recipients
        if kind == "COERCE":
            return self._owners(hit, recipients)
        if kind == "MOBILIZE":  # "deployed its guard": the guard is what moves, and whose it is is not whom it faces
            own = [*hit.own, *(child for each in hit.own for child in self.parse.children(each, "poss"))]
            return tuple(party for party in recipients if not any(party.span.contains(each.span) for each in own))
        if kind == "REQUEST":
            recipients = tuple(
                each for each in recipients if not self._benefits(hit, each) and not self._concerns(hit, each)
            )
        if kind == "REQUEST" and clauses:
            return self._asked(hit, clauses, actors)
        if kind == "THREATEN" and not hit.fillers.get("content") and not recipients:
            clauses = clauses or self._before(hit.token)  # "its troops would march, Oslo warned"
            if not clauses and hit.token.lemma.lower() in _CAUTIONING and hit.frame.pos == "verb":
                return None
        if kind == "THREATEN" and not clauses and any(slot.form == "finite" and slot.words for slot in hit.frame.slots):
            return None  # "says they can respond": no clause of its own
        if kind == "THREATEN" and clauses:
            if hit.token.lemma.lower() in _CAUTIONING:
                return self._warned(hit, clauses, actors, recipients)
            return recipients if any(map(self._ahead, clauses)) else None
        return recipients

    def _audience(self, hit: Hit, party: Party) -> bool:
        """Whether a party is only told of it: all that stand behind "to" below the words of announcing."""
        head = self._head(party)
        prep = None if head is None else self.parse.head(head)
        return prep is not None and head is not None and head.dep == "pobj" and prep.text.lower() == "to"

    def _benefits(self, hit: Hit, party: Party) -> bool:
        """Whether a party is whom what is asked for would go to: "asked for donations to the church"."""
        head = self._head(party)
        prep = None if head is None or head.dep != "pobj" else self.parse.head(head)
        if prep is None or prep.text.lower() not in ("to", "for"):
            return False
        thing = self.parse.head(prep)
        if thing.i == hit.token.i and prep.text.lower() == "for":  # "asked for eight years for the banker"
            return any(each.text.lower() == "for" and each.i < prep.i for each in self.parse.children(thing, "prep"))
        return thing.pos == "NOUN" and thing.i != hit.token.i and thing.lemma.lower() in _GIFTS

    def _concerns(self, hit: Hit, party: Party) -> bool:
        """Whether what is asked for would be done to a party, and not by it: "the release of the monks", "his arrest".

        "Pressure on Chad" is put on it by those who are asked; "the withdrawal of the troops" is their own.
        """
        head = self._head(party)
        if head is None or head.dep not in ("pobj", "poss"):
            return False
        above = self.parse.head(head)
        thing = above if head.dep == "poss" else self.parse.head(above)
        if thing.i == hit.token.i and above.i > thing.i + 1:  # "called for pressure on Chad": hung on the verb
            thing = self.parse.tokens[above.i - 1]
        if thing.i == hit.token.i or thing.pos != "NOUN":
            return False
        done = thing.lemma.lower() in _UNDERGONE and (head.dep == "poss" or above.text.lower() == "of")
        turned = head.dep == "pobj" and thing.lemma.lower() in _TURNED and above.text.lower() in _ONTO
        return done or turned

    def _bid(self, party: Party) -> bool:
        """Whether a "party" is what somebody gives up: "announced the end of her campaign"."""
        head = self._head(party)
        return head is not None and party.reason == UNKNOWN and head.lemma.lower() in _BIDS

    def _informing(self, hit: Hit, recipients: Sequence[Party]) -> bool:
        """Whether what is given is news to those who ask for it by trade: "figures provided to journalists"."""
        told = bool(recipients) and all(party.kind == "outlet" or set(party.sectors) == {"JRN"} for party in recipients)
        around = self.grammar.of_verb(hit.token) if hit.frame.pos == "verb" else None
        things = [] if around is None else around.nominal.get("object", [])
        return told and any(each.lemma.lower() in _NEWS for each in things)

    def _clauses(self, hit: Hit) -> list[Token]:
        """The verbs, with a tense, of the clauses in which the frame looks for its recipient or its words."""
        slots = [slot for slot in hit.frame.slots if slot.form == "finite"]
        if hit.frame.type != "THREATEN":
            slots = [slot for slot in slots if slot.words or slot.fills == "recipient"]
        if not slots:
            return []
        verbs = [token for token in hit.fillers.get("content", []) if token.pos in ("VERB", "AUX")]
        return [verb for verb in verbs if self.grammar.form(verb) == "finite"]

    # --- blame

    def _accused(self, hit: Hit, clauses: Sequence[Token], actors: Sequence[Party]) -> tuple[Party, ...] | None:
        """Who does what the clauses tell; a mere telling that blames nobody is no accusation."""
        blamed: list[Party] = []
        for verb in clauses:
            around = self.grammar.of_verb(verb)
            if around.passive or verb.lemma.lower() not in _UNDERGOING:
                blamed.extend(self._doers(around.nominal.get("subject", [])))
        found = tuple(
            party for party in dict.fromkeys(blamed) if not _among(party, actors) and not _spoken_for(party, actors)
        )
        if not found and blamed and all(_spoken_for(party, actors) for party in blamed):
            return None  # "an army spokesman said that it had shelled the town"
        if not found and hit.token.lemma.lower() in _TELLING:
            return None
        return found

    def _complained_of(self, hit: Hit, actors: Sequence[Party]) -> tuple[Party, ...]:
        """Who does what somebody complains of in a clause: "lamented that donors had paid a fifth"."""
        verbs = [each for each in hit.fillers.get("content", []) if each.dep == "ccomp" and each.pos in ("VERB", "AUX")]
        around = [self.grammar.of_verb(verb) for verb in verbs if self.grammar.form(verb) == "finite"]
        subjects = [token for each in around if not each.passive for token in each.nominal.get("subject", [])]
        found = dict.fromkeys(self.parties.of(subjects, deep=False))
        return tuple(party for party in found if not _among(party, actors) and not _spoken_for(party, actors))

    def _doers(self, tokens: Sequence[Token]) -> list[Party]:
        """The parties that the tokens head, or who does the deed that they head ("the Serb shelling of the town")."""
        found: list[Party] = []
        for token in tokens:
            direct = self.parties.of([token], deep=False)
            found.extend(direct or self._behind(token))
        return found

    def behind(self, deeds: Sequence[Token]) -> tuple[Party, ...]:
        """Who did the deeds that the nouns name: "in a raid by the guard", "in Chadian airstrikes"."""
        return tuple(dict.fromkeys(party for deed in deeds for party in self._behind(deed)))

    def _behind(self, noun: Token) -> tuple[Party, ...]:
        """Who did the deed that a noun names: its possessor or adjective, or who stands after "by", "from", "of"."""
        lemma = noun.lemma.lower()
        if lemma not in _SUFFERED:
            before = self.parse.children(noun, "poss", "amod", "nmod", "compound")
            before += [each for one in before for each in leading(self.parse, one)]
            found = self.parties.of([child for child in before if self._may_do(child)], deep=False)
            if found:
                return found
        words = ("by", "from") if lemma in _DEEDS else ("by", "from", "of")
        return tuple(party for word in words for party in self.parties.of(self._after(noun, word), deep=False))

    def _may_do(self, word: Token) -> bool:
        """Whether a word before a deed says whose it is: "Chadian raids", "rebels' attacks", not "a Kabul bombing"."""
        party = self.parties.at(word)
        if party is None:
            return word.tag == "NNS" and self.parties.names(word)
        return word.dep != "compound" or party.how != "metonym"

    def _after(self, noun: Token, *words: str) -> list[Token]:
        preps = [child for child in self.parse.children(noun, "prep", "agent") if child.text.lower() in words]
        first = [below for prep in preps for below in self.parse.children(prep, "pobj")]
        return [each for below in first for each in coordinated(self.parse, below)]

    def _blamed(self, hit: Hit, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
        """Whom a phrase blames: nobody whom only the words of the charge name ("called the vote the worst in Chad")."""
        if any(slot.fills == "content" for slot in hit.frame.slots):
            told = hit.fillers.get("recipient", [])
            charge = {each.i for token in hit.fillers.get("content", []) for each in self.parse.subtree(token)}
            charge -= {each.i for token in told for each in self.parse.subtree(token)}
            if told:
                within = [party for party in recipients if self._inside(party, charge)]
                recipients = tuple(party for party in recipients if party not in within)
        blamed = tuple(party for party in recipients if not self._deed_of(party))
        return self._without_victims(hit, blamed)

    def _deed_of(self, party: Party) -> bool:
        """Whether a "party" is what somebody is blamed for, whose gerund was read as an adjective.

        "Accused the army of massacring villagers".
        """
        first = self.parse.at(party.span.start)
        return first is not None and (first.tag, first.dep) == ("VBG", "amod") and self._after_of(first)

    def _after_of(self, token: Token) -> bool:
        return bool(token.i) and self.parse.tokens[token.i - 1].text.lower() in ("of", "for")

    def _inside(self, party: Party, tokens: set[int]) -> bool:
        return all(each.i in tokens for each in self.parse.within(party.span))

    def _without_victims(self, hit: Hit, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
        """The recipients without those to whom the blamed deed was done: "condemned the attack on the mosque"."""
        nouns = [token for role in ("recipient", "content") for token in hit.fillers.get(role, [])]
        nouns += [token for token in hit.own if token.i != hit.token.i]
        deeds = [token for token in nouns if token.pos == "NOUN" and token.lemma.lower() in _DEEDS]
        victims = {party.span for deed in deeds for party in self.parties.of(self._victims(deed))}
        if not victims:
            return recipients
        told = {party.span for party in self.parties.of(hit.fillers.get("recipient", []), deep=False)}
        left = tuple(party for party in recipients if party.span not in victims or party.span in told)
        return left or tuple(party for deed in deeds for party in self._behind(deed))

    def _victims(self, deed: Token) -> list[Token]:
        lemma = deed.lemma.lower()
        found = self._after(deed, *_AGAINST)
        if lemma in _DONE_TO:
            found += self._after(deed, "of")
        if lemma in _SUFFERED:
            found += [child for child in self.parse.children(deed, "poss") if self.parties.at(child) is not None]
        return found

    def _owners(self, hit: Hit, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
        """The recipients, with whose they are in place of things that are taken: "seized the land of the farmers"."""
        found: list[Party] = []
        for party in recipients:
            head = self._head(party)
            if party.reason == UNKNOWN and head is not None and head.lemma.lower() in _OWNED:
                found.extend(self._behind(head) or self.parties.of(self._after(head, "of", "from"), deep=False))
            else:
                found.append(party)
        return tuple(dict.fromkeys(found))

    def _head(self, party: Party) -> Token | None:
        words = self.parse.within(party.span)
        return next((each for each in words if not party.span.contains(self.parse.head(each).span)), None)

    def _ahead(self, verb: Token) -> bool:
        """Whether a clause tells what is still to be done: "said it would retaliate", not "said it responded"."""
        return any(child.tag == "MD" for child in self.parse.children(verb, "aux")) or (
            verb.dep == "conj" and self._ahead(self.parse.head(verb))
        )

    def _mishap(self, hit: Hit) -> bool:
        """Whether nobody is behind it: "the fire killed two", "nine were injured" where no attack is told of."""
        subjects = {each.lemma.lower() for each in hit.fillers.get("actor", [])}
        around = {each.lemma.lower() for each in self.parse.sentence(hit.token.sentence)}
        bare = hit.token.lemma.lower() in _HURTING and not hit.own and not subjects and not around & _ATTACKS
        return bool(subjects & _MISHAPS) or (bare and self.grammar.of_verb(hit.token).passive)

    def _unsaid(self, hit: Hit) -> bool:
        """Whether somebody only keeps silent: "declined to comment", "refused to say how many"."""
        for verb in hit.fillers.get("content", []):
            things = {child.lemma.lower() for child in self.parse.children(verb, "dobj")}
            if verb.pos == "VERB" and (verb.lemma.lower() in _SAYING or things & _WORDS):
                return True
        return False

    # --- demands

    def _asked(self, hit: Hit, clauses: Sequence[Token], actors: Sequence[Party]) -> tuple[Party, ...] | None:
        """Who would have to act; an opinion of what should be done by nobody in particular is no request."""
        if hit.token.lemma.lower() in _BOTH:
            clauses = [verb for verb in clauses if self._mandative(verb)]
            if not clauses:
                return None
        found: list[Party] = []
        for verb in clauses:
            if self._inverted(verb):
                continue  # "should the army attack": a condition
            around = self.grammar.of_verb(verb)
            subjects = [each for each in around.nominal.get("subject", []) if each.text.lower() not in _SPEAKERS]
            if around.passive:  # "a reform of the bank is needed": the bank would have to change
                things = [each for each in around.nominal.get("object", []) if self.parties.at(each) is None]
                found.extend(self._doers(subjects) or [party for each in things for party in self._behind(each)])
            elif verb.lemma.lower() not in _UNDERGOING:
                found.extend(self._doers(subjects))
        told = self._told(hit)
        asked = tuple(
            party for party in dict.fromkeys(found) if not _among(party, actors) and not self._own(party, actors)
        )
        if not asked and not told and hit.token.lemma.lower() in _BARE and not any(map(self._due, clauses)):
            return None
        return asked or told

    def _mandative(self, verb: Token) -> bool:
        """Whether a clause wants something done and does not state it: "insisted that it pay", "… should pay"."""
        words = {child.text.lower() for child in self.parse.children(verb, "aux", "auxpass")}
        leading = min((verb, *self.parse.children(verb, "aux", "auxpass")), key=lambda each: each.i)
        return bool(words & _WANTING) or (leading.tag == "VB" and leading.text.lower() != "do")

    def _inverted(self, verb: Token) -> bool:
        modal = next((child for child in self.parse.children(verb, "aux") if child.tag == "MD"), None)
        subject = next(iter(self.parse.children(verb, "nsubj", "nsubjpass")), None)
        return modal is not None and subject is not None and modal.i < subject.i

    def _due(self, verb: Token) -> bool:
        """Whether the clause says of something that it must be done, which is a demand whoever is to do it."""
        around = self.grammar.of_verb(verb)
        modals = {child.lemma.lower() for child in self.parse.children(verb, "aux")}
        return around.passive and ("must" in modals or verb.lemma.lower() == "need")

    def _told(self, hit: Hit) -> tuple[Party, ...]:
        """Who is spoken to: "told Minsk that it must pay"."""
        return self.parties.of(self.grammar.of_verb(hit.token).nominal.get("object", []), deep=False)

    def _own(self, party: Party, actors: Sequence[Party]) -> bool:
        """Whether it is the speaker's own country: its leaders say what it must do, and ask nobody."""
        state = party.how in ("named", "metonym") and party.country is not None and party.kind != "person"
        leaders = [each for each in actors if each.kind in ("person", "government")]
        return state and set(party.sectors) <= {"GOV"} and any(party.country == each.country for each in leaders)

    # --- warnings

    def _warned(
        self, hit: Hit, clauses: Sequence[Token], actors: Sequence[Party], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...] | None:
        """Who would suffer; a warning of what the speaker has no hand in threatens nobody."""
        told = self._told(hit)
        found: list[Party] = []
        own_hand = False
        for verb in clauses:
            around = self.grammar.of_verb(verb)
            subjects = self.parties.of(around.nominal.get("subject", []), deep=False)
            objects = self.parties.of(around.nominal.get("object", []))
            below = self.hits.get(verb.i)
            struck = self.parties.of(below.fillers.get("recipient", [])) if below is not None else ()
            own = any(_among(party, actors) or _government(party, actors) for party in subjects)
            unnamed = any(each.text.lower() in _SPEAKERS for each in around.nominal.get("subject", []))
            if told and any(child.text.lower() in ("if", "unless") for child in self._marks(verb)):
                found.extend(told)  # "warned the opposition that blood would flow if it marched"
            elif not around.passive and (own or unnamed):
                found.extend(told or struck or (() if verb.lemma.lower() in _GUARDING else objects))
                own_hand = own_hand or self._deed_ahead(verb)
            elif not around.passive and verb.lemma.lower() in _PAYING:
                found.extend(told or subjects)
            elif below is not None and below.frame.type in _HARMFUL and (around.passive or self._ahead(verb)):
                found.extend(told or struck or objects)
        threatened = tuple(dict.fromkeys(party for party in found if not _among(party, actors)))
        return threatened or (() if own_hand else None)

    def _deed_ahead(self, verb: Token) -> bool:
        """Whether a clause tells what somebody will do ("would use all means"), and not what will befall him."""
        lemma = verb.lemma.lower()
        return verb.pos == "VERB" and self._ahead(verb) and lemma not in _UNDERGOING | _PAYING | _FARING

    def _before(self, token: Token) -> list[Token]:
        """The verb of what is told before the words of telling, which are parsed on their own."""
        main = self.parse.units_of(token.sentence)[0]
        return [] if main == token.unit else [each for each in self.parse.unit(main) if each.head == each.i]

    def _marks(self, verb: Token) -> list[Token]:
        """The words that open the clauses below a verb: "if", "unless", "because"."""
        return [mark for clause in self.parse.children(verb, "advcl") for mark in self.parse.children(clause, "mark")]


def _government(party: Party, others: Sequence[Party]) -> bool:
    """Whether the party is the state of one of the others: a president threatens what his government will do."""
    countries = {other.country for other in others if other.country is not None}
    return party.kind != "person" and party.country in countries


def _spoken_for(party: Party, actors: Sequence[Party]) -> bool:
    """Whether a pronoun means the body that one of those who speak belongs to."""
    return party.how == "pronoun" and any(
        party.kind != "person"
        and party.country is not None
        and party.country == actor.country
        and bool(set(party.sectors) & set(actor.sectors))
        for actor in actors
    )


def _among(party: Party, others: Sequence[Party]) -> bool:
    return any(
        party.span == other.span
        or party.antecedent == other.span
        or (party.entity is not None and party.entity == other.entity)
        or (party.name is not None and party.name == other.name)
        for other in others
    )
