"""A head word and its arguments come in; out comes the frame of the codebook that fits them best, with its fillers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.model.act import EventType
from dateline.model.codebook import Codebook, Fills, Frame, FramePos, Slot
from dateline.model.parse import Parse, Token
from dateline.stages.actions.arguments import Arguments, Grammar
from dateline.stages.actions.kinds import Kinds
from dateline.stages.actions.lemmas import Lemmas
from dateline.stages.actions.slots import Parties

_NOUNS = frozenset(("NOUN", "PROPN"))
_CORE = frozenset(("subject", "object", "dative", "complement", "possessor"))
_UNDER = frozenset(("come", "go", "be", "remain"))
_ENGAGING = frozenset(("engage", "participate", "enter", "join", "be", "take", "involve", "get"))
_BRIDGES = frozenset(
    "support favour favor honour honor memory defence defense protest front view light pursuit response exchange "
    "return search spite case".split()
)
"""Nouns of prepositions of several words: "a march in support of the miners"."""
_FRIENDLY: frozenset[EventType] = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
"""Types whose verbs have many other senses, told by subjects that cannot act ("Monday saw", "the tower came down")."""
_COPULAR = frozenset(("acomp", "oprd", "attr", "ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl"))


@dataclass(slots=True)
class Hit:
    """One frame that fits one head: which tokens fill its actor, recipient and content, and which words are its own."""

    token: Token
    frame: Frame
    fillers: dict[Fills, list[Token]] = field(default_factory=dict)
    own: list[Token] = field(default_factory=list)
    score: float = 0.0
    support: Token | None = None


class Matcher:
    """Finds the best hit at each token of one parse."""

    def __init__(self, parse: Parse, codebook: Codebook, parties: Parties) -> None:
        self.parse = parse
        self.codebook = codebook
        self.parties = parties
        carrying = frozenset(verb for verb, role in codebook.supports.items() if role == "actor")
        self.grammar = Grammar(parse, codebook.verbs, carrying)
        self.lemmas = Lemmas(parse)
        self.kinds = Kinds(parse, parties, codebook.classes, codebook.relevance.political)

    def hits(self) -> dict[int, Hit]:
        """The best hit at each token that heads one, by the token's number."""
        found: dict[int, Hit] = {}
        for token in self.parse.tokens:
            hit = self.at(token)
            if hit is not None:
                found[token.i] = hit
        return found

    def at(self, token: Token) -> Hit | None:
        """The best hit at one token; None where no frame fits."""
        pos = _frame_pos(token, self._predicate(token))
        if pos is None or (pos == "verb" and self._in_a_name(token)):
            return None
        if pos == "verb" and token.tag in ("VBN", "VBD"):
            best = self._as_adjective(token)
            if best is not None:
                return best
        frames = self._frames(pos, token)
        if not frames:
            return None
        arguments, support, role = self._arguments(pos, token)
        best = self._best(frames, token, arguments)
        if best is not None and support is not None and role is not None:
            best.support = support
            best.own.append(support)
            self._lend(best, support, role)
        return best

    def _in_a_name(self, verb: Token) -> bool:
        """Whether a verb is part of what a body is called ("the Committee to Protect Journalists")."""
        party = self.parties.at(verb)
        return (
            party is not None
            and party.how == "named"
            and any(
                each.ent == "ORG" or each.pos == "PROPN" for each in self.parse.within(party.span) if each.i != verb.i
            )
        )

    def fits(self, frame: Frame, token: Token) -> bool:
        """Whether one frame fits at one token, whatever else does; for testing the lexicon's examples."""
        pos = _frame_pos(token, self._predicate(token))
        if pos is None:
            return False
        if frame.pos == "adj" and pos == "verb":
            around = self._adjectival(token)
            return around is not None and self._fit(frame, token, around) is not None
        return frame.pos == pos and self._fit(frame, token, self._arguments(pos, token)[0]) is not None

    def _predicate(self, token: Token) -> bool:
        """Whether a "noun" is a verb by what hangs on it, as in headlines: "Kenya thanks Togo for grain"."""
        if token.tag not in ("NN", "NNS") or token.dep != "ROOT" or self.parse.children(token, "det", "amod", "poss"):
            return False
        subjects = self.parse.children(token, "nsubj")
        return bool(subjects) and subjects[0].i < token.i and bool(self.parse.children(token, "dobj", "ccomp", "xcomp"))

    def _best(self, frames: Sequence[Frame], token: Token, arguments: Arguments) -> Hit | None:
        best: Hit | None = None
        for frame in frames:
            if best is not None and frame.weight + len(frame.slots) * 1.5 <= best.score:
                continue
            hit = self._fit(frame, token, arguments)
            if hit is not None and (best is None or hit.score > best.score):
                best = hit
        return best

    def _as_adjective(self, token: Token) -> Hit | None:
        """The hit of a participle that the lexicon has as an adjective: "is opposed to", "are prepared"."""
        frames = self.codebook.frames.get(("adj", token.text.lower()))
        around = self._adjectival(token) if frames else None
        return self._best(frames, token, around) if frames and around is not None else None

    def _adjectival(self, token: Token) -> Arguments | None:
        """The arguments of a participle taken as an adjective; None where it is a verb."""
        if self.parse.children(token, "agent"):
            return None
        passive = self.grammar.of_verb(token)
        around = Arguments(dict(passive.nominal), passive.clauses, passive.particles)
        if token.dep == "acomp":
            copula = self.grammar.of_verb(self.parse.head(token))
            around.nominal["subject"] = copula.nominal.get("subject", [])
        elif self.parse.children(token, "auxpass"):
            around.nominal["subject"] = passive.nominal.get("object", [])
        else:
            return None
        around.nominal["object"] = []
        return around

    def _frames(self, pos: FramePos, token: Token) -> tuple[Frame, ...]:
        frames = self.codebook.frames
        for word in self.lemmas.plain(token):
            found = frames.get((pos, word))
            if found:
                return found
        return ()

    def _arguments(self, pos: FramePos, token: Token) -> tuple[Arguments, Token | None, Fills | None]:
        if pos == "verb":
            return self.grammar.of_verb(token), None, None
        if pos == "adj":
            return self._of_adjective(token), None, None
        arguments = self.grammar.of_noun(token)
        support = self._support(token)
        if support is None:
            return arguments, None, None
        under = self.parse.head(token).text.lower() == "under"
        role: Fills = "recipient" if under else self.codebook.supports.get(support.lemma.lower(), "actor")
        return arguments, support, role

    def _of_adjective(self, token: Token) -> Arguments:
        own = self.grammar.of_verb(token)
        copula = self.parse.head(token)
        if token.dep in ("acomp", "oprd", "attr") and not own.nominal.get("subject"):
            own.add("subject", self.grammar.of_verb(copula).nominal.get("subject", []))
        elif token.dep == "amod":
            own.add("subject", self.grammar.author(copula))
        return own

    def _support(self, noun: Token) -> Token | None:
        """The verb of little meaning that lends the noun its subject ("launched an attack", "came under attack")."""
        parse = self.parse
        head = parse.head(noun)
        while noun.dep == "conj" and head.pos in _NOUNS and head.i != noun.i:
            noun, head = head, parse.head(head)
        if noun.dep in ("dobj", "nsubjpass", "attr", "oprd") and head.pos == "VERB":
            return head if head.lemma.lower() in self.codebook.supports else None
        if noun.dep == "pobj" and head.pos == "ADP":
            verb, word = parse.head(head), head.text.lower()
            lemma = verb.lemma.lower()
            if (word == "under" and lemma in _UNDER) or (word in ("in", "into") and lemma in _ENGAGING):
                return verb
        if noun.dep in ("ROOT", "nsubj") or head.i == noun.i:
            for child in parse.children(noun, "relcl", "acl"):
                if child.lemma.lower() in self.codebook.supports:
                    return child
        return None

    def _lend(self, hit: Hit, support: Token, role: Fills) -> None:
        """What the supporting verb knows of the act's parties, where the noun itself is silent."""
        arguments = self.grammar.of_verb(support)
        subject = [token for token in arguments.nominal.get("subject", []) if token.i != hit.token.i]
        other: Fills = "recipient" if role == "actor" else "actor"
        before = hit.fillers.get(role, [])
        if subject and before and other not in hit.fillers and role == "actor":
            hit.fillers[other] = before  # "launched a Gaza attack": what stands in front is what it is done to
        if subject:
            hit.fillers[role] = subject
        for slot in hit.frame.slots:
            if slot.fills in ("actor", "recipient") and slot.role not in _CORE:
                for prep in slot.role.split("|"):
                    for token in arguments.nominal.get(prep, []):
                        if token.i != hit.token.i and token not in hit.fillers.get(slot.fills, []):
                            hit.fillers.setdefault(slot.fills, []).append(token)

    def _fit(self, frame: Frame, token: Token, arguments: Arguments) -> Hit | None:
        for slot in frame.slots:
            if slot.role == "particle" and slot.required and not slot.words & arguments.particles:
                taken = next((word for word in sorted(slot.words) if word in arguments.nominal), None)
                if taken is None or arguments.nominal.get("object"):
                    return None
                arguments = _shifted(arguments, taken)
        hit = Hit(token, frame, score=float(frame.weight))
        clausal = any(slot.form != "nominal" for slot in frame.slots)
        for slot in frame.slots:
            tokens = self._filling(slot, arguments)
            if slot.role == "object" and not clausal and arguments.raised and slot.form == "nominal":
                tokens = [each for each in tokens if each.i not in arguments.raised]
            if slot.unwanted:
                if tokens:
                    return None
                continue
            if tokens and slot.role == "subject" and slot.fills == "actor" and frame.type in _FRIENDLY:
                tokens = [each for each in tokens if self.kinds.may_act(each)]
                if not tokens:
                    return None
            if slot.role == "particle":
                continue
            needed = slot.required and (slot.role != "subject" or bool(slot.words) or bool(slot.kinds))
            if not tokens:
                if needed:
                    return None
                continue
            if not slot.required:
                hit.score += 0.5
            if slot.words and any("-" in word for each in tokens for word in slot.words & set(self.lemmas.plain(each))):
                hit.score += 1.0
            if slot.fills == "nothing":
                if slot.words:
                    hit.own.extend(tokens)
            else:
                place = hit.fillers.setdefault(slot.fills, [])
                place.extend(each for each in tokens if each not in place)
                if slot.form != "nominal" and slot.fills != "content":
                    hit.fillers.setdefault("content", []).extend(
                        each for _, each in arguments.clauses.get("object", [])
                    )
        if frame.pos == "noun":
            self._default_possessor(hit, arguments)
        return hit

    def _default_possessor(self, hit: Hit, arguments: Arguments) -> None:
        """Who stands before a noun does what it names, unless the frame says otherwise ("Seoul's visit")."""
        if any(slot.role == "possessor" for slot in hit.frame.slots) or hit.fillers.get("actor"):
            return
        owners = [token for token in arguments.nominal.get("possessor", []) if self._owns(token)]
        if owners:
            hit.fillers["actor"] = owners

    def _owns(self, token: Token) -> bool:
        """Whether somebody stands before a noun, alone or as who leads it: "Seoul's visit", "the Kenyan-led raid"."""
        return self.parties.at(token) is not None or (token.dep == "npadvmod" and self.parties.names(token))

    def _filling(self, slot: Slot, arguments: Arguments) -> list[Token]:
        if slot.role == "particle":
            return []
        if slot.form != "nominal":
            return self._clausal(slot, arguments)
        found: list[Token] = []
        for role in slot.role.split("|"):
            found.extend(arguments.nominal.get(role, []))
        if slot.role == "dative":
            objects = arguments.nominal.get("object", [])
            found = arguments.nominal.get("to", []) or (objects[:1] if len(objects) > 1 else self._run_into(objects))
        if not found and slot.role not in _CORE:
            found = self._attached_below(slot.role.split("|"), arguments)
        if slot.words or slot.kinds:
            fit = [
                token
                for token in found
                if not slot.words.isdisjoint(self.lemmas.meant(token))
                or not slot.kinds.isdisjoint(self.kinds.of(token))
            ]
            row = bool(fit) and slot.fills in ("actor", "recipient")  # one of a row that fits vouches for its parties
            found = [token for token in found if token in fit or (row and self.parties.at(token) is not None)]
        if not found and slot.fills == "content" and not slot.words:
            for role in slot.role.split("|"):
                found.extend(verb for _, verb in arguments.clauses.get(role, []))
        return found

    def _run_into(self, objects: Sequence[Token]) -> list[Token]:
        """Whom something is given, where the parser made one phrase of both: "granted the poet asylum"."""
        return [
            child
            for phrase in objects
            for child in self.parse.children(phrase, "compound", "nmod")
            if self.parties.names(child)
        ]

    def _attached_below(self, preps: Sequence[str], arguments: Arguments) -> list[Token]:
        """What follows one of `preps` where the parser hung it on a phrase of the head and not on the head itself.

        "Imposed sanctions on Oslo": on the object; "the attack by rebels on Gao": on the rebels.
        """
        for role, phrases in sorted(arguments.nominal.items(), key=lambda each: each[0] != "object"):
            if role in ("subject", "possessor", "complement", "agent", "as"):
                continue
            for phrase in phrases:
                if phrase.pos not in _NOUNS or (role == "in" and phrase.lemma.lower() in _BRIDGES):
                    continue
                inside = self.grammar.of_noun(phrase).nominal
                found = [token for prep in preps for token in inside.get(prep, [])]
                if not found and role == "object":
                    for deeper in inside.get("of", []):
                        if deeper.pos in _NOUNS:
                            below = self.grammar.of_noun(deeper).nominal
                            found.extend(token for prep in preps for token in below.get(prep, []))
                if not found and role == "object" and "to" in preps:
                    found = self._behind_asides(phrase)
                if found:
                    return found
        return []

    def _behind_asides(self, phrase: Token) -> list[Token]:
        """To whom, where the parser hung it on what is told of the thing: "sent a ring, worn by his aunt, to Chad"."""
        told = [each.i for each in self.parse.children(phrase, "acl")]
        below = [each for each in self.parse.subtree(phrase) if any(i < each.i for i in told)]
        last = [each for each in below if each.dep == "prep" and each.text.lower() == "to"][-1:]
        return [
            each for prep in last for each in self.parse.children(prep, "pobj") if self.parties.at(each) is not None
        ]

    def _clausal(self, slot: Slot, arguments: Arguments) -> list[Token]:
        """The verbs of a clause, or for a slot that is a party's, the subject of that clause."""
        clauses = [each for role in slot.role.split("|") for each in arguments.clauses.get(role, [])]
        if not clauses and slot.role == "object":  # "expressed readiness to talk", "stands ready to talk"
            for phrase in (*arguments.nominal.get("object", []), *arguments.nominal.get("complement", [])):
                below = self.grammar.of_noun(phrase) if phrase.pos in _NOUNS else self.grammar.of_verb(phrase)
                clauses.extend(below.clauses.get("object", []))
        verbs = [
            verb
            for form, verb in clauses
            if (form == slot.form or (slot.form == "gerund" and slot.role != "object"))
            and not (form == "finite" and self._question(verb))
            and (not slot.words or not slot.words.isdisjoint(self._told(verb)))
        ]
        if slot.fills in ("actor", "recipient"):
            found: list[Token] = []
            for verb in verbs:
                around = self.grammar.of_verb(verb)
                found.extend(around.nominal.get("object" if around.passive else "subject", []))
            return found
        return verbs

    def _question(self, verb: Token) -> bool:
        """Whether a clause asks and does not state: "asked whether the army would leave"."""
        return any(child.text.lower() in ("whether", "if") for child in self.parse.children(verb, "mark"))

    def _told(self, verb: Token) -> Iterator[str]:
        """What a clause tells by its verb, its helpers, or what is said of its subject: "was out of the question"."""
        yield from self.lemmas.plain(verb)
        for child in self.parse.children(verb, "aux"):
            yield child.lemma.lower()
        if verb.lemma.lower() not in ("be", "remain"):
            return
        for child in self.parse.children(verb, "acomp"):
            yield child.lemma.lower()
        for prep in self.parse.children(verb, "prep"):
            for below in (prep, *self.parse.children(prep, "prep")):
                for noun in self.parse.children(below, "pobj"):
                    yield f"{prep.text.lower()}-{noun.lemma.lower()}"


def _frame_pos(token: Token, predicate: bool = False) -> FramePos | None:
    if token.pos in ("VERB", "AUX"):
        return None if token.dep in ("aux", "auxpass") else "verb"
    if token.pos in _NOUNS and predicate:
        return "verb"
    if token.pos in _NOUNS:
        named = token.pos == "PROPN" and token.ent == "ORG"
        return None if named or token.ent in ("PERSON", "GPE", "NORP") else "noun"
    if token.pos == "ADJ" and (token.dep in _COPULAR or (token.dep == "amod" and token.head < token.i)):
        return "adj"  # "a report critical of Chad"
    return None


def _shifted(arguments: Arguments, particle: str) -> Arguments:
    """The same with what the parser took for a preposition as a particle: "voted down the bill"."""
    nominal = {role: tokens for role, tokens in arguments.nominal.items() if role != particle}
    nominal["object"] = arguments.nominal[particle]
    return Arguments(nominal, arguments.clauses, arguments.particles | {particle}, arguments.passive)
