"""An act with its standing goes in; out come the named features by which it is judged whether the text bears it out.

Nothing here weighs: what a feature is worth is learned (`tools/train_doubt.py`) and stands in readable weights.
Features name grammar, words and parties, and nothing that hangs on the length of the report: training texts are short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.model.act import Act, Standing
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.reading import Reading

_NOUNS = frozenset(("NOUN", "PROPN"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_SPEAKERS = frozenset(("i", "we"))
_GENERAL = frozenset(
    "may shall must can should each any every whoever whenever always never generally usually normally typically "
    "whether would if".split()
)
_RULES = frozenset(
    "article section clause constitution statute law rule treaty amendment provision procedure system convention act "
    "bylaw charter code regulation".split()
)
_FAR = 12
_LONG, _SHORT = 30, 12
_DEEP = 8


class Describer:
    """Describes the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        tokens = reading.parse.tokens
        quotations = (mark.inner for mark in reading.marks if mark.kind == "quotation")
        self._quoted = {token.i for inner in quotations for token in reading.parse.within(inner)}
        self._company = Counter(tokens[act.trigger].sentence for act in reading.actions)
        self._verbs = {act.trigger for act in reading.actions}
        self._words: dict[int, list[str]] = {}

    def type(self, number: int) -> list[str]:
        """What tells whether there is such an act at all."""
        act, standing = self.reading.actions[number], self.reading.status[number]
        token = self.parse.tokens[act.trigger]
        return [
            *self._coding(act),
            *self._word(act, token),
            *self._around(act, token),
            *self._surroundings(act, token),
            *self._sides(act, token),
            f"status {standing.status}",
            f"status {standing.status} of {act.type}",
        ]

    def actors(self, number: int) -> list[str]:
        """What tells whether the actors of an act are those that the text names, and all of them."""
        return self._side(number, "actor")

    def recipients(self, number: int) -> list[str]:
        """What tells whether the recipients of an act are those that the text names, and all of them."""
        return self._side(number, "recipient")

    def status(self, number: int) -> list[str]:
        """What tells whether the status of an act is that of the text."""
        act, standing = self.reading.actions[number], self.reading.status[number]
        token = self.parse.tokens[act.trigger]
        return [
            f"status {standing.status}",
            f"status {standing.status} of {act.type}",
            *self._verdict(standing),
            f"type {act.type}",
            f"tag {token.tag} {standing.status}",
            f"dep {token.dep} {standing.status}",
            *(f"{each} {standing.status}" for each in self._mood(token)),
            *self._surroundings(act, token),
        ]

    def _coding(self, act: Act) -> Iterator[str]:
        """By which frame and rules the act was coded."""
        yield f"type {act.type}"
        yield f"cameo {act.cameo}"
        lemma = (act.action.lemma or "").lower()
        yield f"lemma {lemma}"
        yield f"lemma {lemma} {act.type}"
        for number, why in enumerate(each for each in act.why if each.field == "type"):
            if number == 0:
                yield f"frame {why.detail}"
                yield f"frame of {len(why.detail.split())} words"
            elif why.detail.startswith("its content"):
                yield "rule content"
                yield f"rule content {act.type}"
            else:
                yield f"rule {why.rule}"
                yield f"rule {why.rule} {act.type}"

    def _word(self, act: Act, token: Token) -> Iterator[str]:
        """The word that names the act, and what it hangs on."""
        parse = self.parse
        kind = "noun" if token.pos in _NOUNS else "adjective" if token.pos in ("ADJ", "ADV") else "verb"
        yield f"{kind}"
        yield f"{kind} {act.type}"
        yield f"tag {token.tag}"
        yield f"dep {token.dep}"
        yield f"{kind} {token.dep}"
        if token.pos == "PROPN" or (token.text[:1].isupper() and kind != "verb"):
            yield "capital"
        head = parse.head(token)
        if head.i != token.i:
            lemma = head.lemma.lower()
            if head.dep == "prep" or head.pos == "ADP":
                yield f"after {lemma}"
                above = parse.head(head)
                yield f"under {above.lemma.lower()} {lemma}"
                yield f"under {above.pos}"
            else:
                yield f"under {lemma}" if head.pos not in ("PROPN", "NUM") else "under name"
                yield f"under {head.pos}"
            if head.i in self._verbs:
                yield "under act"
        yield from self._mood(token)

    def _mood(self, token: Token) -> Iterator[str]:
        """Tense, aspect, person and modality of the word, or of the verb that it stands with."""
        parse = self.parse
        verb = token
        if token.pos in _NOUNS:
            yield f"noun {_determiner(parse, token)}"
            if token.tag in ("NNS", "NNPS"):
                yield "noun plural"
            return
        if token.pos == "ADJ" and parse.head(token).pos in ("AUX", "VERB"):
            verb = parse.head(token)
        auxiliaries = parse.children(verb, "aux", "auxpass", "neg")
        for child in auxiliaries:
            yield f"aux {child.lemma.lower()}" if child.dep != "neg" else "aux not"
        finite = min((verb, *(child for child in auxiliaries if child.dep != "neg")), key=lambda each: each.start)
        yield f"form {finite.tag}"
        if finite.tag in ("VBZ", "VBP") and finite.i == verb.i:
            yield "plain present"
        if any(child.dep == "auxpass" for child in auxiliaries):
            yield "passive"
        elif verb.tag == "VBN" and not auxiliaries:
            yield "bare participle"
        for child in parse.children(verb, "advmod"):
            if child.pos == "ADV":
                yield f"adverb {child.lemma.lower()}"
        if any(child.dep == "mark" for child in parse.children(verb)):
            yield f"mark {next(child.lemma.lower() for child in parse.children(verb, 'mark'))}"

    def _around(self, act: Act, token: Token) -> Iterator[str]:
        """What stands as subject, object and in prepositional phrases around the word."""
        parse = self.parse
        subjects = parse.children(token, *_SUBJECTS)
        if not subjects and token.dep == "conj":
            subjects = parse.children(parse.head(token), *_SUBJECTS)
        yield from self._phrase("subject", subjects, act)
        objects = [child for child in parse.children(token, *_OBJECTS) if child not in subjects]
        yield from self._phrase("object", objects, act)
        for child in parse.children(token):
            if child.dep in ("prep", "agent"):
                word = child.lemma.lower()
                yield f"prep {word}"
                yield f"prep {word} {act.type}"
                for below in parse.children(child, "pobj"):
                    yield f"prep {word} {_class(below)}"
                    if below.pos == "NOUN":
                        yield f"prep {word} {below.lemma.lower()}"
            elif child.dep in ("ccomp", "xcomp", "advcl", "relcl", "acl", "prt", "compound", "amod", "poss", "conj"):
                yield f"has {child.dep}"
                if child.dep in ("prt", "compound", "amod"):
                    yield f"has {child.dep} {child.lemma.lower()}"
                elif child.dep in ("ccomp", "xcomp"):
                    yield f"has {child.dep} {act.type}"

    def _phrase(self, name: str, tokens: Sequence[Token], act: Act) -> Iterator[str]:
        if not tokens:
            yield f"{name} none"
            yield f"{name} none {act.type}"
            return
        token = tokens[0]
        kind = _class(token)
        party = "party" if any(_holds(each, token) for each in (*act.actors, *act.recipients)) else "no party"
        yield f"{name} {kind}"
        yield f"{name} {kind} {party}"
        yield f"{name} {kind} {party} {act.type}"
        if token.pos == "NOUN":
            yield f"{name} {token.lemma.lower()}"
            yield f"{name} {_determiner(self.parse, token)}"
            if token.tag == "NNS":
                yield f"{name} plural {_determiner(self.parse, token)}"
        elif token.pos in ("PRON", "DET"):
            yield f"{name} {token.text.lower()}"
        if token.ent:
            yield f"{name} ent {token.ent}"

    def _surroundings(self, act: Act, token: Token) -> Iterator[str]:
        """The sentence: its length, how deep the word stands in it, whose words it is, words of general rules."""
        sentence = token.sentence
        length = sum(self.parse.ranges[each][1] - self.parse.ranges[each][0] for each in self.parse.units_of(sentence))
        yield "sentence long" if length > _LONG else "sentence short" if length < _SHORT else "sentence middling"
        depth = sum(1 for _ in self.parse.ancestors(token))
        yield f"depth {min(depth, _DEEP) // 2}"
        yield f"acts {min(self._company[sentence], 4)}"
        if sentence < len(self.reading.sentences) and self.reading.sentences[sentence].kind != "body":
            yield f"in {self.reading.sentences[sentence].kind}"
        if token.i in self._quoted:
            yield "quoted"
            yield f"quoted {act.type}"
        words = self._sentence_words(sentence)
        for word in words:
            yield f"word {word}"

    def _sentence_words(self, sentence: int) -> list[str]:
        if sentence not in self._words:
            found = {token.lemma.lower() for token in self.parse.sentence(sentence)}
            found |= {token.text.lower() for token in self.parse.sentence(sentence)}
            self._words[sentence] = sorted(found & (_GENERAL | _RULES | _SPEAKERS))
        return self._words[sentence]

    def _sides(self, act: Act, token: Token) -> Iterator[str]:
        """Who the parties are, as far as that tells of the act."""
        for name, parties in (("actor", act.actors), ("recipient", act.recipients)):
            if not parties:
                yield f"{name} missing"
                yield f"{name} missing {act.type}"
            for party in parties[:2]:
                yield from (f"{name} {each}" for each in _traits(party))
        yield f"sides {min(len(act.actors), 2)} {min(len(act.recipients), 2)}"
        yield f"sides {min(len(act.actors), 2)} {min(len(act.recipients), 2)} {act.type}"
        if act.actors and act.recipients:
            yield f"between {_kind(act.actors[0])} {_kind(act.recipients[0])}"
            yield f"between {_kind(act.actors[0])} {_kind(act.recipients[0])} {act.type}"

    def _side(self, number: int, name: str) -> list[str]:
        act = self.reading.actions[number]
        token = self.parse.tokens[act.trigger]
        parties = act.actors if name == "actor" else act.recipients
        others = act.recipients if name == "actor" else act.actors
        found = [
            *(each for each in self._coding(act) if not each.startswith("cameo")),
            *self._word(act, token),
            *self._surroundings(act, token),
            f"count {min(len(parties), 4)}",
            f"count {min(len(parties), 4)} {act.type}",
            f"count {min(len(parties), 2)} {min(len(others), 2)} {act.type}",
        ]
        for party in parties[:2]:
            found.extend(f"who {each}" for each in _traits(party))
            found.extend(self._place(party, token))
        if others:
            found.append(f"other {others[0].how}")
        subjects = self.parse.children(token, *_SUBJECTS)
        objects = self.parse.children(token, *_OBJECTS)
        found.extend(self._covered("subject", subjects, parties, others))
        found.extend(self._covered("object", objects, parties, others))
        for child in self.parse.children(token, "prep", "agent"):
            found.extend(
                self._covered(f"prep {child.lemma.lower()}", self.parse.children(child, "pobj"), parties, others)
            )
        return found

    def _covered(
        self, name: str, tokens: Sequence[Token], parties: Sequence[Party], others: Sequence[Party]
    ) -> Iterator[str]:
        """Whether what stands in a place of the grammar is among the parties of this side, of the other, or neither."""
        for token in tokens[:1]:
            own = any(_holds(party, token) for party in parties)
            other = any(_holds(party, token) for party in others)
            where = "own" if own else "other" if other else "neither"
            yield f"{name} {where}"
            yield f"{name} {_class(token)} {where}"
            if self.parse.children(token, "conj"):
                yield f"{name} {where} in a row of {min(len(parties), 3)}"

    def _place(self, party: Party, token: Token) -> Iterator[str]:
        """Where a party stands from the word of the act, and in what part of the grammar."""
        tokens = self.parse.within(party.span)
        if not tokens:
            return
        inside = {each.i for each in tokens}
        head = next((each for each in tokens if each.head not in inside or each.head == each.i), tokens[0])
        if head.unit != token.unit or head.sentence != token.sentence:
            yield "who in another clause" if head.sentence == token.sentence else "who in another sentence"
        else:
            apart = head.i - token.i
            side = "before" if apart < 0 else "after"
            yield f"who {side} {'far' if abs(apart) > _FAR else 'near' if abs(apart) < 4 else 'off'}"
        yield f"who as {head.dep}"
        yield f"who {'under' if head.head == token.i else 'not under'} as {head.dep}"
        if head.head != token.i:
            yield f"who by {self.parse.head(head).dep}"

    def _verdict(self, standing: Standing) -> Iterator[str]:
        for why in standing.why:
            if why.field == "status":
                yield f"rules {why.rule}"
                for step in why.rule.split(" < "):
                    yield f"rule {step}"
                yield f"steps {min(why.rule.count(' < ') + 1, 4)}"


def _traits(party: Party) -> Iterator[str]:
    """How the words name somebody, and of what kind they show him to be."""
    yield party.how
    yield f"kind {_kind(party)}"
    yield f"{party.how} {_kind(party)}"
    if party.how == "pronoun":
        yield f"pronoun {party.text.lower()}"
        yield "pronoun known" if party.antecedent is not None or party.name else "pronoun open"
    yield "country" if party.country else "no country"
    for sector in party.sectors[:2]:
        yield f"sector {sector}"
    if not party.sectors:
        yield "no sector"
    if party.count is not None and party.count > 1:
        yield "several"


def _kind(party: Party) -> str:
    return party.kind


def _class(token: Token) -> str:
    """What kind of word stands there."""
    if token.pos == "PROPN":
        return "name"
    if token.pos == "PRON" or token.tag in ("WDT", "WP", "PRP"):
        return "relative" if token.tag in ("WDT", "WP") else "pronoun"
    if token.pos == "NOUN":
        return "things" if token.tag == "NNS" else "thing"
    return "other"


def _determiner(parse: Parse, noun: Token) -> str:
    """How a noun is made definite, or that it is not."""
    for child in parse.children(noun, "det", "poss", "nummod", "neg"):
        word = child.text.lower()
        if child.dep == "poss":
            return "owned"
        if child.dep == "nummod":
            return "counted"
        return "definite" if word in _DEFINITE else f"det {word}"
    return "bare"


def _holds(party: Party, token: Token) -> bool:
    return party.span.contains(token.span)
