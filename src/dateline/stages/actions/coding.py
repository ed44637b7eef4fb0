"""Hits come in; out come acts: contents folded into the acts around them, parties filled in, conventions kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.model.act import Act, EventType, Other, Role, Why, Words
from dateline.model.codebook import Codebook, Frame
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.quantity import casualties_in, quantities_in
from dateline.model.reading import Reading
from dateline.model.span import Span, cover
from dateline.stages.actions.aims import Aims
from dateline.stages.actions.counterparts import answered
from dateline.stages.actions.doers import aimed_at, concerned, doers, sides_of_a_deal, undergoers
from dateline.stages.actions.matches import Hit, Matcher
from dateline.stages.actions.slots import Parties

_FUTURE = frozenset(("will", "shall", "would", "'ll", "’ll", "wo"))
_AHEAD = frozenset(
    "plan intend expect schedule set due prepare hope announce want aim slate poise plan mean arrange book".split()
)
_ASPECT = frozenset(
    "begin start continue resume stop cease keep consider avoid end halt help try attempt move seek".split()
)
_ALONE: frozenset[EventType] = frozenset(("PROTEST", "MOBILIZE", "RETREAT"))
_ABSORBING: frozenset[EventType] = frozenset(("REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN"))
_PERMITTING = frozenset("allow permit let grant give admit recognise recognize".split())
_OWNING_UP = frozenset("admit acknowledge confess concede deny".split())
_PROPOSING = frozenset(
    "propose offer suggest volunteer agree look".split()
)  # harm that is only proposed threatens nobody
_GIVING: frozenset[EventType] = frozenset(("AID", "COOPERATE"))
_ANNOUNCED: frozenset[EventType] = frozenset(
    ("AGREE", "AID", "CONCEDE", "COERCE", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION")
)
_ANNOUNCING = frozenset("announce order decree decide declare rule".split())
_ENDING = frozenset("stop halt end lift ease cancel suspend".split())
_STRIKING: frozenset[EventType] = frozenset(("ASSAULT", "MOBILIZE", "COERCE"))
_SHOWING = frozenset("wave raise hold carry unfurl brandish chant shout sing display".split())
"""What crowds do with flags and slogans, whose words say for whom they are as often as against whom."""
_PURPOSEFUL: frozenset[EventType] = frozenset(("AID", "ASSAULT"))
_LONGEST = 60
_LINKS = frozenset(("PART", "AUX", "ADV"))
_NEAR = 4
"""How far before a verb a noun may stand that is told as part of the action."""
_TALK: frozenset[EventType] = frozenset(("CONSULT", "REQUEST", "AGREE", "THREATEN", "SUPPORT"))


class Coder:
    """Makes the acts of one reading from the hits of its matcher."""

    def __init__(self, reading: Reading, codebook: Codebook, matcher: Matcher, parties: Parties) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.codebook = codebook
        self.matcher = matcher
        self.parties = parties
        self.hits = matcher.hits()
        self.ground = codebook.classes.get("ground", frozenset())
        self.aims = Aims(self.parse, matcher.grammar, parties, self.hits)

    def acts(self) -> list[Act]:
        """All acts, in the order of the text."""
        taken: set[int] = set()
        inner: dict[int, Act | None] = {}
        for hit in sorted(self.hits.values(), key=lambda each: (self._depth(each.token), each.frame.pos == "noun")):
            if hit.token.i in taken:
                continue
            taken.update(token.i for token in hit.own if token.i != hit.token.i)
            contents = self._contents(hit)
            act = inner[hit.token.i] = self._act(hit, contents)
            if act is None:  # "insists that it will not withdraw": what is said stands for itself
                contents = [each for each in contents if self.matcher.grammar.form(each.token) != "finite"]
            taken.update(each.token.i for each in contents)
            taken.update(token.i for each in contents for token in each.own)
        found = [act for number, act in inner.items() if act is not None and number not in taken]
        return answered(sorted(found, key=lambda act: (act.action.span.start, act.trigger)), self.parse)

    def _depth(self, token: Token) -> int:
        return sum(1 for _ in self.parse.ancestors(token))

    def _contents(self, hit: Hit) -> list[Hit]:
        """The hits at what fills the content of this one, which are then no acts of their own."""
        found: list[Hit] = []
        if hit.frame.type not in _ABSORBING:
            return found
        queue = [token for token in hit.fillers.get("content", []) if not self._fact(hit, token)]
        seen: set[int] = set()
        while queue:
            token = queue.pop(0)
            if token.i in seen or token.i == hit.token.i:
                continue
            seen.add(token.i)
            below = self.hits.get(token.i)
            if below is not None:
                found.append(below)
                queue.extend(below.fillers.get("content", []))
            else:
                queue.extend(self.parse.children(token, "xcomp"))
                if token.lemma.lower() in _ASPECT or token.lemma.lower() in self.codebook.supports:
                    queue.extend(self.parse.children(token, "dobj"))
            told = ("VBD", "VBZ") if self.matcher.grammar.form(token) == "infinitive" else ()
            queue.extend(child for child in self.parse.children(token, "conj") if child.tag not in told)
        return found

    def _fact(self, hit: Hit, verb: Token) -> bool:
        """Whether a content tells what is or was done, and not what shall be: "admitted that it had armed the rebels".

        Facts are acts of their own, whatever is said of them; offers, demands, threats and refusals are not.
        """
        if verb.pos not in ("VERB", "AUX"):
            return False
        form = self.matcher.grammar.form(verb)
        if form == "gerund":
            return hit.token.lemma.lower() in _OWNING_UP
        auxiliaries = self.parse.children(verb, "aux", "auxpass")
        leading = min((verb, *auxiliaries), key=lambda each: each.start)
        if hit.frame.type == "REQUEST" and leading is verb:
            return False  # "demanded that they cut the rate" only looks like a past
        present = ("VBP",) if hit.frame.type in ("CONCEDE", "REJECT") else ()
        return form == "finite" and leading.tag in ("VBD", "VBZ", *present)

    def _only_proposed(self, hit: Hit, content: Hit) -> bool:
        """Whether harm is only proposed or foreseen; who agrees to attack somebody threatens him."""
        lemma = hit.token.lemma.lower()
        return lemma in _PROPOSING and not (lemma == "agree" and content.frame.type == "ASSAULT")

    def _denied(self, hit: Hit) -> bool:
        """Whether a denial says that something was not so: whom that was done to is not who is contradicted."""
        return hit.frame.type == "REJECT" and any(self._fact(hit, token) for token in hit.fillers.get("content", []))

    def _act(self, hit: Hit, contents: Sequence[Hit]) -> Act | None:
        frame = hit.frame
        actors = doers(frame.type, hit.fillers.get("actor", []), self.parse, self.parties, self.ground)
        told = hit.fillers.get("recipient", [])
        recipients = undergoers(frame.type, told, self.parse, self.parties, self.ground, actors)
        sides = sides_of_a_deal(frame.type, hit.fillers.get("recipient", []), self.parse, self.parties)
        if sides:
            actors, recipients = sides, ()
        actors = tuple(party for party in actors if party.span.end != hit.token.end)  # no inquiry inquires itself
        if not actors:
            actors = self._behind(hit, recipients) or self._announcer(hit)
        kind, cameo, modes = frame.type, frame.cameo, frame.modes
        why = [Why("type", frame.id, frame.pattern)]
        if contents:
            folded = self.codebook.combination(kind, contents[0].frame.cameo)
            if folded is not None and not (folded.type == "THREATEN" and self._only_proposed(hit, contents[0])):
                kind, cameo, modes = folded.type, folded.cameo, folded.modes or (modes if kind == folded.type else ())
                why.append(Why("type", contents[0].frame.id, f"its content: {contents[0].frame.pattern}"))
        if not recipients and (actors or hit.frame.pos == "noun") and not self._denied(hit):
            recipients = self._of_content(hit, contents, kind, actors)
            if _mutual(frame):  # "Kim shook Putin's hand"
                known = (party for party in recipients if party.how != "description" or party.country)
                actors, recipients = (*actors, *known), ()
        if len(actors) == 1 and not recipients and _mutual(frame):
            actors = self._together(hit) or actors
        if actors and recipients and all(_same(party, actors) for party in recipients):
            actors = self._above(hit.token) or actors  # nobody gives himself a gift: the clause hangs too low
        if frame.type in ("CONSULT", "RETREAT") and self._future(hit.support or hit.token):
            kind, cameo, modes = ("AGREE", "036", ()) if kind == "CONSULT" else ("CONCEDE", "035", ())
            why.append(Why("type", "future", "told as still to come"))
        elif kind == frame.type and self._future(hit.support or hit.token):
            ahead = self.codebook.combination("THREATEN" if self.codebook.types[kind].quad == 4 else "AGREE", cameo)
            if ahead is not None and ahead.type in ("AGREE", "THREATEN"):
                cameo = ahead.cameo  # CAMEO has no status: what is still to come has codes of its own
        if kind == "ASSAULT" and self._own_arms(hit, actors):
            kind, cameo, modes, recipients = "RETREAT", "0873", ("disarm",), ()
            why.append(Why("type", "own arms", "they are the actor's own"))
        refused = self._refused(hit, kind)
        if refused:
            inner = contents[0].frame.cameo if contents and frame.type in ("AGREE", "CONCEDE") else frame.cameo
            refusal = self.codebook.combination("REJECT", inner)
            kind, cameo = "REJECT", refusal.cameo if refusal is not None else "120"
            modes = refusal.modes if refusal is not None else ()
            why.append(Why("type", "refusal", "the actor says that it will not"))
            actors, recipients = self._parted(hit, actors, recipients)
        if frame.type in _TALK:
            actors = tuple(party for party in actors if not _reports(party))
            if not (
                frame.type == "REQUEST" and (contents or hit.fillers.get("content"))
            ):  # "called on the channel to apologise"
                recipients = tuple(party for party in recipients if not _reports(party))
            if frame.type == "CONSULT" and len(actors) + len(recipients) < 2 and len(contents) == 0:
                told = [*hit.fillers.get("actor", []), *hit.fillers.get("recipient", [])]
                if any(_reports(party) for party in self.parties.of(told)):
                    return None
        recipients = tuple(party for party in recipients if not _same(party, actors))
        aimed = recipients if refused else self.aims.of(hit, actors, recipients)
        if aimed is None or not (actors or aimed):
            return None
        recipients = aimed_at(kind, aimed, self.parse, self.ground) if actors else aimed
        if not recipients and hit.token.lemma.lower() == "invitation":
            recipients = tuple(party for party in self._guests(hit) if not _same(party, actors))
        if not recipients and self._each_other(hit):
            recipients = actors
        if not recipients and actors and kind in _PURPOSEFUL:
            recipients = tuple(party for party in self._purpose(hit) if not _same(party, actors))
        if not actors and (self._lifeless(hit) or self._aimless(hit)):
            return None
        if self._only_a_mood(hit) or self._alone(hit, actors, recipients):
            return None
        if frame.pos == "noun" and hit.support is None and not self._stands_alone(kind, actors, recipients):
            return None
        return Act(
            trigger=hit.token.i,
            action=self._words(hit),
            type=kind,
            modes=modes,
            contexts=frame.contexts,
            cameo=cameo,
            actors=actors,
            recipients=recipients,
            others=self._others(hit, (*actors, *recipients)),
            clause=self._clause(hit.support or hit.token),
            casualties=tuple(
                casualties_in(self.reading.report.text, self.parse, self._reach(hit.support or hit.token))
            ),
            quantities=tuple(
                quantities_in(self.reading.report.text, self.parse, self._reach(hit.support or hit.token))
            ),
            confidence=0.8 if actors and recipients else 0.6,
            why=tuple(why),
        )

    def _guests(self, hit: Hit) -> tuple[Party, ...]:
        """Who was invited, where that is told by what they did: "arrived in Lima at the invitation of the mayor"."""
        prep = self.parse.head(hit.token)
        verb = self.parse.head(prep)
        if hit.token.dep != "pobj" or prep.text.lower() not in ("at", "on", "upon", "following", "after"):
            return ()
        return self.parties.of(self.matcher.grammar.of_verb(verb).nominal.get("subject", []))

    def _own_arms(self, hit: Hit, actors: Sequence[Party]) -> bool:
        """Whether what is destroyed are the actor's own arms: "Iraq has destroyed its missiles"."""
        arms = self.codebook.classes.get("arms", frozenset())
        around = self.matcher.grammar.of_verb(hit.token) if hit.frame.pos == "verb" else None
        things = [] if around is None or around.passive else around.nominal.get("object", [])
        owners = [
            self.parties.at(owner)
            for thing in things
            if thing.lemma.lower() in arms
            for owner in self.parse.children(thing, "poss")
            if owner.tag == "PRP$"
        ]
        return bool(owners) and all(owner is not None and _same(owner, actors) for owner in owners)

    def _parted(
        self, hit: Hit, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """The sides of a refusal of what both would do: who will not, and with whom."""
        around = self.matcher.grammar.of_verb(hit.token) if hit.frame.pos == "verb" else None
        subjects = self.parties.of(around.nominal.get("subject", [])) if around is not None else ()
        willing = tuple(party for party in actors if party not in subjects)
        if recipients or len(willing) == len(actors):
            return actors, recipients
        return tuple(party for party in actors if party in subjects), willing

    def _behind(self, hit: Hit, recipients: Sequence[Party]) -> tuple[Party, ...]:
        """Who acts where grammar names no one: who owns what is given, or who uses what strikes.

        "Peru's tents are sent to Chile", "fired missiles targeting the port", "a raid that killed two", "killed in
        Peruvian airstrikes".
        """
        around = self.matcher.grammar.of_verb(hit.token) if hit.frame.pos == "verb" else None
        if around is not None and around.passive and hit.frame.type in _GIVING and recipients:
            goods = [each for each in around.nominal.get("object", []) if each not in hit.fillers.get("recipient", [])]
            found = tuple(party for party in self.parties.owners(goods) if not _same(party, recipients))
            if found:
                return found
        deeds = self.codebook.classes.get("deeds", frozenset())
        for tool in hit.fillers.get("actor", []):
            if tool.lemma.lower() not in deeds or tool.dep != "dobj":
                continue
            user = self.hits.get(tool.head)
            if (
                user is not None
                and user is not hit
                and user.frame.type in _STRIKING
                and tool not in user.fillers.get("recipient", [])
            ):
                return self.parties.of(user.fillers.get("actor", []))
        if around is not None and around.passive and hit.frame.type == "ASSAULT":
            scenes = [each for prep in ("in", "during") for each in around.nominal.get(prep, [])]
            found = self.aims.behind([each for each in scenes if each.lemma.lower() in deeds]) or self._meanwhile(hit)
            return tuple(party for party in found if not _same(party, recipients))
        return ()

    def _meanwhile(self, hit: Hit) -> tuple[Party, ...]:
        """Who attacks in the clause that tells when it befell them: "six were hurt when gunmen stormed a hall"."""
        for clause in self.parse.children(hit.token, "advcl"):
            below = self.hits.get(clause.i)
            when = any(child.text.lower() == "when" for child in self.parse.children(clause, "advmod", "mark"))
            if when and below is not None and below.frame.type == "ASSAULT":
                found = doers("ASSAULT", below.fillers.get("actor", []), self.parse, self.parties, self.ground)
                return tuple(party for party in found if party.kind != "unnamed")
        return ()

    def _announcer(self, hit: Hit) -> tuple[Party, ...]:
        """Who announces what will be done by nobody in particular: "Quito announced that the ban would be lifted"."""
        verb, above = hit.token, self.parse.head(hit.token)
        if verb.dep != "ccomp" or hit.frame.type not in _ANNOUNCED or above.lemma.lower() not in _ANNOUNCING:
            return ()
        ahead = self._future(verb) or (
            above.lemma in ("order", "decree") and bool(self.parse.children(verb, "auxpass"))
        )
        if not ahead or not self.matcher.grammar.of_verb(verb).passive:
            return ()
        return self.parties.of(self.matcher.grammar.of_verb(above).nominal.get("subject", []), deep=False)

    def _together(self, hit: Hit) -> tuple[Party, ...]:
        """All who take part where the clause above tells it: "A shook hands with B, opening a meeting"."""
        above = self.hits.get(hit.token.head)
        if hit.token.dep != "advcl" or hit.token.tag != "VBG" or above is None or not _mutual(above.frame):
            return ()
        return self.parties.of(above.fillers.get("actor", []))

    def _aimless(self, hit: Hit) -> bool:
        """Whether nobody is said to do it: infinitives and gerunds without a subject ("a plot to kill the king")."""
        by_subject = any(slot.role == "subject" and slot.fills == "actor" for slot in hit.frame.slots)
        if hit.frame.pos != "verb" or not by_subject or hit.fillers.get("actor"):
            return False
        passive = self.matcher.grammar.of_verb(hit.token).passive
        return not passive and self.matcher.grammar.form(hit.token) in ("infinitive", "gerund")

    def _above(self, token: Token) -> tuple[Party, ...]:
        """The subject two clauses up from a participle: "A greeted B when he arrived, giving him a book"."""
        head = self.parse.head(token)
        if token.dep != "advcl" or head.head == head.i or head.dep != "advcl":
            return ()
        return self.parties.of(self.matcher.grammar.of_verb(self.parse.head(head)).nominal.get("subject", []))

    def _only_a_mood(self, hit: Hit) -> bool:
        """Whether the words tell of a feeling that somebody may have, which is no act ("would be worried")."""
        if hit.frame.pos != "adj" or hit.frame.type not in ("ACCUSE", "SUPPORT"):
            return False
        verb = hit.token if hit.token.pos == "VERB" else self.parse.head(hit.token)
        return any(child.tag == "MD" for child in self.parse.children(verb, "aux"))

    def _alone(self, hit: Hit, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
        """Whether a bare verb of talking has one person for its only party ("we'll talk", "he spoke")."""
        if hit.frame.type != "CONSULT" or hit.frame.pos != "verb" or hit.own or recipients or len(actors) != 1:
            return False
        token = next(iter(hit.fillers.get("actor", [])), None)
        return actors[0].count in (None, 1) and (token is None or token.tag not in ("NNS", "NNPS"))

    def _lifeless(self, hit: Hit) -> bool:
        """Whether something that cannot act stands where the actor would ("snow blocked the pass").

        Acts ("the raid killed two"), weapons and pronouns may stand there for somebody.
        """
        subjects = hit.fillers.get("actor", [])
        return bool(subjects) and not any(
            token.i in self.hits
            or token.pos not in ("NOUN", "PROPN")
            or token.lemma.lower() in self.codebook.classes.get("deeds", ())
            for token in subjects
        )

    def _stands_alone(self, kind: EventType, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
        """Whether a noun without a verb to carry it says enough of who did what to be an act."""
        return bool(actors and (recipients or len(actors) > 1 or kind in _ALONE))

    def _of_content(
        self, hit: Hit, contents: Sequence[Hit], kind: EventType, actors: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """The recipient where only the content names one: whom the inner act is asked of, or would be done to."""
        order: tuple[str, ...] = ("actor", "recipient") if kind == "REQUEST" else ("recipient", "actor")
        if kind == "THREATEN":
            order = ("recipient",)  # not who would do the harm
        for inner in contents:
            for role in order:
                tokens = inner.fillers.get(role, [])  # type: ignore[call-overload]
                found = tuple(party for party in self.parties.of(tokens) if not _same(party, actors))
                if found:
                    return found
        if not contents and not (kind == "PROTEST" and hit.token.lemma.lower() in _SHOWING):
            own = [token for token in hit.own if token.pos in ("NOUN", "PROPN") and token.i != hit.token.i]
            own = [] if hit.frame.pos == "noun" else own
            for content, others in ((hit.fillers.get("content", []), []), ([], own)):
                concern = concerned(hit.frame.type, content, others, self.parse, self.parties, self.ground)
                found = tuple(party for party in concern if not _same(party, actors))
                if found:
                    return found
        return ()

    def _each_other(self, hit: Hit) -> bool:
        """Whether those who act do it to one another: "accused each other"."""
        tokens = [*hit.fillers.get("recipient", []), *hit.fillers.get("content", [])]
        around = [self.parse.tokens[max(token.i - 1, 0) : token.i + 2] for token in tokens]
        pairs = {(one.text.lower(), two.text.lower()) for three in around for one, two in pairwise(three)}
        return not pairs.isdisjoint((("each", "other"), ("one", "another")))

    def _purpose(self, hit: Hit) -> tuple[Party, ...]:
        """Whom an act that names nobody is for: "fired shots to disperse the crowd", "gave a million to help Togo"."""
        aims = [each for each in self.parse.children(hit.token, "advcl", "xcomp", "acl") if each.tag == "VB"]
        aims = [each for each in aims if self.matcher.grammar.form(each) == "infinitive" and each.i > hit.token.i]
        return self.parties.of(
            [token for each in aims for token in self.matcher.grammar.of_verb(each).nominal.get("object", [])],
            deep=False,
        )

    def _refused(self, hit: Hit, kind: EventType) -> bool:
        """Whether somebody says no: to be unwilling to agree, or that it will not do what would be cooperation."""
        token = hit.support or hit.token
        if token.pos == "ADJ":
            token = self.parse.head(token)
        if not any(child.dep == "neg" or child.lemma.lower() == "never" for child in self.parse.children(token)):
            return False
        if hit.frame.type in ("AGREE", "CONCEDE") and hit.frame.pos != "noun":
            return True
        if hit.frame.cameo.startswith("08") and token.lemma.lower() in _PERMITTING:
            return True
        kept = hit.support is token and token.lemma.lower() in _ENDING  # "will not lift the embargo"
        return (kept or self.codebook.types[kind].quad in (1, 2)) and self._future(token)

    def _future(self, token: Token) -> bool:
        """Whether the words around a verb put it ahead of the report: "will meet", "plans to meet", "to meet"."""
        parse = self.parse
        words = {child.text.lower() for child in parse.children(token, "aux")}
        if words & _FUTURE and "have" not in words:
            return True
        if "to" in words:
            head = parse.head(token)
            return head.i == token.i or (token.dep == "xcomp" and (head.pos == "ADJ" or head.lemma.lower() in _AHEAD))
        if token.dep == "conj":
            return self._future(parse.head(token)) if parse.head(token).pos == "VERB" and token.tag == "VB" else False
        return False

    def _infinitive(self, hit: Hit) -> list[Token]:
        """The verb that completes this one, where only "to" and the like stand between: "intends to help"."""
        for token in hit.fillers.get("content", []):
            between = self.parse.tokens[hit.token.i + 1 : token.i]
            near = token.unit == hit.token.unit and 0 < token.i - hit.token.i < _NEAR
            if near and token.pos == "VERB" and between and all(each.pos in _LINKS for each in between):
                return [token]
        return []

    def _words(self, hit: Hit) -> Words:
        """The verb with the first of the nouns that make it an act ("seek shells", not "seek shells and missiles")."""
        own = {token.i for token in hit.own}
        tokens = [
            hit.token,
            *(
                each
                for each in hit.own
                if each.unit == hit.token.unit
                and -(8 if hit.frame.pos == "noun" else _NEAR) < each.i - hit.token.i < 8
                and not (each.dep == "conj" and each.head in own)
            ),
            *self._infinitive(hit),
        ]
        span = cover(each.span for each in tokens)
        return Words(span.of(self.reading.report.text), span, hit.token.lemma)

    def _clause(self, token: Token) -> Span:
        return cover(each.span for each in self.parse.subtree(token))

    def _others(self, hit: Hit, known: Sequence[Party]) -> tuple[Other, ...]:
        """What the act is done with or about: phrases that are no parties, and parties that stand inside phrases.

        A phrase in the place of the recipient or the words of a light verb is an `object`, one in the content a
        `topic`; a party inside either is a `third party`.
        """
        text = self.reading.report.text
        found: dict[Span, Other] = {}
        taken = {party.span for party in known}
        phrases: list[tuple[Role, Token]] = [("topic", token) for token in hit.fillers.get("content", [])]
        phrases += [("object", token) for token in hit.fillers.get("recipient", [])]
        phrases += [("object", token) for token in hit.own if token.pos in ("NOUN", "PROPN")]
        for role, token in phrases:
            reach = self._reach(token)
            span = cover(each.span for each in reach)
            known_as = self.parties.at(token)
            longer = known_as is None or span.end > known_as.span.end
            if token.pos in ("NOUN", "PROPN", "NUM") and longer and span not in taken:
                found.setdefault(span, Other(role, span.of(text), span))
            for each in reach:
                party = self.parties.at(each)
                if party is not None and party.span not in taken and not _same(party, known):
                    found[party.span] = Other("third party", party.text, party.span, party)
        return tuple(found[span] for span in sorted(found))

    def _reach(self, token: Token) -> list[Token]:
        """The phrase of a noun without its relative clauses; of a verb, all that it governs."""
        found, stack = [], [token]
        while stack:
            each = stack.pop()
            found.append(each)
            if len(found) > _LONGEST:
                break
            leave = ("relcl", "punct", "cc") if token.pos in ("NOUN", "PROPN", "NUM") else ("punct", "cc")
            stack.extend(child for child in self.parse.children(each) if child.dep not in leave)
        return sorted(found, key=lambda each: each.start)


def _mutual(frame: Frame) -> bool:
    """Whether what the frame names is done by several to each other."""
    fills = [slot.fills for slot in frame.slots]
    return fills.count("actor") > 1 and "recipient" not in fills and "content" not in fills


def _reports(party: Party) -> bool:
    """Whether the party is an outlet or its people, who ask and are told by trade."""
    return party.kind == "outlet" or set(party.sectors) == {"JRN"}


def _same(party: Party, others: Sequence[Party]) -> bool:
    """Whether the party is one of the others: the same mention, or the same known entity."""
    return any(
        party.span == other.span
        or party.antecedent == other.span
        or (party.entity is not None and party.entity == other.entity)
        for other in others
    )
