"""Marks and parse go in; out comes who speaks in each sentence, and whose words a quotation is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span

_NEAR = 30
"""How many characters may stand between a participle and the words that it introduces: "urging viewers, "."""
_TITLED = 8
"""How many words a speaker with a title may take behind the verb: "tweeted former New York mayor Ana Ruiz"."""


def speech_verbs(kit: Kit) -> frozenset[str]:
    """The lemmas of the verbs by which somebody states something."""
    return kit.roles.speech | {lemma for lemma, cue in kit.cues.verbs.items() if cue.kind == "statement"}


class Speech:
    """Speakers and quotations of one report; `at` leads from the token that heads a mention to its number."""

    def __init__(self, reading: Reading, verbs: frozenset[str], at: Mapping[int, int]) -> None:
        self.parse, self.at = reading.parse, at
        self.tokens = reading.parse.tokens
        self.sentences = reading.sentences
        self.verbs = verbs
        self.quotes: list[Span] = sorted(mark.span for mark in reading.marks if mark.kind == "quotation")
        self._starts = [span.start for span in self.quotes]
        self._speakers: dict[int, int | None] = {}

    def quotation(self, at: int) -> Span | None:
        """The quotation that a code point stands in."""
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and self.quotes[place].start <= at < self.quotes[place].end:
            return self.quotes[place]
        return None

    def says(self, head: Token) -> bool:
        """Whether a noun or pronoun is the subject of a verb of speech outside quotation marks."""
        verb = self.tokens[head.head]
        if verb.lemma not in self.verbs or self.quotation(head.start) is not None:
            return False
        if head.dep == "nsubj":
            return True
        inverted = head.dep in ("dobj", "attr", "dep", "npadvmod", "oprd") and (
            self.parse.units[verb.unit].kind == "clause" or self._closes(verb)
        )
        return inverted and verb.i < head.i and not self.parse.children(verb, "nsubj", "nsubjpass")

    def _closes(self, verb: Token) -> bool:
        """Whether a quotation ends just before the verb: "We are ready" tweeted Ruiz."""
        place = bisect_right(self._starts, verb.start) - 1
        return place >= 0 and 0 <= verb.start - self.quotes[place].end <= 1

    def speaker_in(self, sentence: int) -> int | None:
        """The mention that speaks in a sentence: the first subject of a verb of speech outside quotation marks."""
        if sentence not in self._speakers:
            self._speakers[sentence] = None
            if 0 <= sentence < len(self.sentences):
                for token in self.parse.sentence(sentence):
                    if token.i in self.at and token.text.lower() not in ("i", "we") and self.says(token):
                        self._speakers[sentence] = self.at[token.i]
                        break
                else:
                    ways = (self._leading, self._introducing, self._urging, self._following, self._according)
                    told = (way(sentence) for way in ways)
                    self._speakers[sentence] = next((each for each in told if each is not None), None)
        return self._speakers[sentence]

    def _leading(self, sentence: int) -> int | None:
        """ "Ruiz: I quit": whose name stands before a colon at the start."""
        tokens = self.parse.sentence(sentence)[:7]
        for left, right in pairwise(tokens):
            if right.text == ":":
                return self.at.get(left.i)
        return None

    def _introducing(self, sentence: int) -> int | None:
        """ "Ruiz went on the radio: 'I quit.'": the subject of what stands before a colon and a quotation."""
        tokens = self.parse.sentence(sentence)
        for left, right in pairwise(tokens):
            quote = self.quotation(right.start)
            if left.text != ":" or quote is None or right.start - quote.start > 1:
                continue
            subjects = [each for each in tokens if each.i < left.i and each.dep == "nsubj" and each.i in self.at]
            return self.at[subjects[0].i] if subjects else None
        return None

    def _urging(self, sentence: int) -> int | None:
        """ "Ruiz spoke last, urging voters, 'We must win'": who does what the participle before a quotation says."""
        for token in self.parse.sentence(sentence):
            spoken = token.lemma in self.verbs or token.lemma in ("urge", "plead", "exhort", "quip")
            if token.tag != "VBG" or token.dep != "advcl" or not spoken:
                continue
            if any(0 < quote.start - token.end < _NEAR for quote in self.quotes):
                subjects = self.parse.children(self.tokens[token.head], "nsubj")
                return next((self.at[each.i] for each in subjects if each.i in self.at), None)
        return None

    def _following(self, sentence: int) -> int | None:
        """ "'I quit' tweeted Ruiz": who stands behind a verb of speech that follows a quotation, whatever its parse."""
        tokens = self.parse.sentence(sentence)
        for place, verb in enumerate(tokens):
            if verb.tag not in ("VBD", "VBN", "VBZ") or verb.lemma not in self.verbs or not self._closes(verb):
                continue
            for each in tokens[place + 1 : place + 1 + _TITLED]:
                if each.i in self.at:
                    return self.at[each.i]
                if each.text[0] in '"“”.:;,':
                    break
        return None

    def _according(self, sentence: int) -> int | None:
        for token in self.parse.sentence(sentence):
            if token.text.lower() != "according":
                continue
            for to in self.parse.children(token, "prep"):
                for each in self.parse.children(to, "pobj"):
                    if each.i in self.at:
                        return self.at[each.i]
        return None

    def whose(self, token: Token) -> int | None:
        """The mention whose words a token in a quotation is: who speaks in its sentence, beside it, or before."""
        here = token.sentence
        found = self.speaker_in(here)
        if found is not None:
            return found
        quote = self.quotation(token.start)
        near = [other for other in (here + 1, here + 2, here - 1, here - 2) if 0 <= other < len(self.sentences)]
        touching = [other for other in near if quote is not None and self.sentences[other].span.overlaps(quote)]
        paragraph = self.sentences[here].paragraph
        beside = [other for other in near if other not in touching and self.sentences[other].paragraph == paragraph]
        for other in touching:
            found = self.speaker_in(other)
            if found is not None:
                return found
        for other in beside:
            found = self.speaker_in(other)
            if found is not None and found != self._according(other):
                return found
        for other in range(here - 1, max(-1, here - 6), -1):
            found = self.speaker_in(other)
            if found is not None:
                return found
        return None
