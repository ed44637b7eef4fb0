"""An act and the words around it come in; out comes why it is no political act, or None where it may be one.

Sport, business, the arts, weather and private life use the verbs of politics: shares retreat, critics attack a film,
two countries meet on a pitch. What tells them apart is who acts, and what else the sentence speaks of.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.model.act import Act
from dateline.model.codebook import Relevance
from dateline.model.party import Party
from dateline.model.reading import Reading

_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")
_VIOLENT = frozenset(("ASSAULT", "COERCE"))
_OFFICIAL = frozenset(("GOV", "MIL", "LEG", "JUD", "IGO", "COP"))
_NAMES_ONLY = frozenset(("named", "metonym"))
_SHORT = 4
"""Sentences under which a report does not show what it is about."""
_FEW = 0.35
"""The share of political parties under which a report is none of politics; set on Wikinews reports of both kinds."""
_MOST = 0.6
"""The share from which a report is one of politics, whatever else it speaks of."""
_FIRST = 12
"""The sentences at the start of a report that show what it is about."""
_APART = frozenset(("sport", "arts", "science", "nature", "home"))
"""Topics whose reports name states and armies only in passing."""


class Judge:
    """Judges the acts of one reading."""

    def __init__(self, reading: Reading, relevance: Relevance) -> None:
        self.reading = reading
        self.relevance = relevance
        self._topics: dict[int, Counter[str]] = {}
        self._companies: set[int] | None = None
        self._share = self._political_share()
        self._whole, self._leaning = self._report_topics()

    def against(self, act: Act, sentence: int) -> str | None:
        """Why the act is none of politics; None when nothing speaks against it."""
        relevance = self.relevance
        parties = (*act.actors, *act.recipients)
        if not relevance.topics:
            return None
        if act.type == "THREATEN" and "nature" in (self._whole, self._leaning):
            return "the report is about nature, which is warned of"
        for party in act.actors:
            if not party.sectors and "nature" in relevance.topics.get(party.text.lower(), ()):
                return f"{party.text!r} cannot act"
        if len(self.reading.sentences) >= _SHORT and all(
            party.how == "pronoun" and not party.name for party in parties
        ):
            return "nobody known is party to it"
        topic, count = self._topic(sentence)
        if act.type in _VIOLENT and not act.actors and "nature" in (topic, self._whole):
            return "nature did it"
        crowd = any(self._several(party) for party in act.actors)
        few = self._share < _FEW
        if act.type in relevance.always and (crowd or not few):
            return f"the words around are of {topic}" if count > 1 else None
        political = [party for party in parties if self._political(party) and (not few or self._plainly(party))]
        if political and all(self._technical(party) for party in political):
            return "its parties are bodies of science or weather"
        if political and self._leaning is not None and not any(self._of_state(party) for party in political):
            return f"the report is much about {self._leaning}, and nobody of a state takes part"
        if political:
            office = any(
                set(party.sectors) & _OFFICIAL and (party.how not in _NAMES_ONLY or party.office is not None)
                for party in political
            )
            if not office and (count > 1 or (count and self._whole == topic)):
                return f"the words around are of {topic}, and no office is named"
            return None
        company = self._company(sentence)
        crowd = act.type in _VIOLENT and (crowd or self._armed(sentence))
        helped = act.type == "AID"
        if (not company or helped) and not crowd and all(self._private(party) for party in parties):
            return "all its parties are private"
        if few and not crowd:
            return "none of its parties is political, and few in the report are"
        if count > 1 or (count and not company):
            return f"the words around are of {topic}"
        if self._whole is not None:
            return f"the report is about {self._whole}"
        return None

    def _political(self, party: Party) -> bool:
        sectors = set(party.sectors)
        if sectors & self.relevance.police and not sectors & (self.relevance.political - self.relevance.police):
            return False
        return bool(sectors & self.relevance.political) or party.kind in ("government", "military")

    def _technical(self, party: Party) -> bool:
        """Whether the party is, or speaks for, a public body of science, space or weather."""
        name = f"{party.name or party.text} {party.organisation or ''}".lower()
        return any(each in self.relevance.technical for each in _WORD.findall(name))

    def _of_state(self, party: Party) -> bool:
        return bool(set(party.sectors) & _OFFICIAL) or party.kind in ("government", "military")

    def _plainly(self, party: Party) -> bool:
        """Whether its own words make a party political, as they must in a report that is else none of politics."""
        return party.how != "pronoun" and bool(party.sectors)

    def _political_share(self) -> float:
        """The share of political parties among those that the report names; 1 where it is too short to tell."""
        named = [party for party in self.reading.parties if party.how != "pronoun"]
        if len(self.reading.sentences) < _SHORT or not named:
            return 1.0
        return sum(self._political(party) for party in named) / len(named)

    def _company(self, sentence: int) -> bool:
        """Whether somebody political is named in the same sentence."""
        if self._companies is None:
            self._companies = {
                token.sentence
                for party in self.reading.parties
                if self._political(party)
                for token in [self.reading.parse.at(party.span.start)]
                if token is not None
            }
        return sentence in self._companies

    def _armed(self, sentence: int) -> bool:
        """Whether the sentence speaks of bombs, troops or rebels."""
        span = self.reading.sentences[sentence].span
        return not self.relevance.arms.isdisjoint(_WORD.findall(span.of(self.reading.report.text).lower()))

    def _several(self, party: Party) -> bool:
        """Whether the words name more than one ("herders", "youths"), whose violence is seldom a private matter."""
        return any(token.tag in ("NNS", "NNPS") for token in self.reading.parse.within(party.span))

    def _private(self, party: Party) -> bool:
        return bool(party.sectors) and set(party.sectors) <= self.relevance.private

    def _topic(self, sentence: int) -> tuple[str, int]:
        """The topic that most words of the sentence belong to, and how many do."""
        if sentence not in self._topics:
            span = self.reading.sentences[sentence].span
            self._topics[sentence] = self._count(span.of(self.reading.report.text))
        found = self._topics[sentence].most_common(1)
        return found[0] if found else ("", 0)

    def _count(self, text: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for word in set(_WORD.findall(text.lower())):
            for topic in self.relevance.topics.get(word, ()):
                found[topic] += 1
        return found

    def _report_topics(self) -> tuple[str | None, str | None]:
        """The topic that a whole report of several sentences plainly has, and the one that it leans to."""
        sentences = self.reading.sentences[:_FIRST]
        if len(sentences) < 3:
            return None, None
        found: Counter[str] = Counter()
        for sentence in sentences:
            for topic in self._count(sentence.span.of(self.reading.report.text)):
                found[topic] += 1
        topic, count = (found.most_common(1) or [("", 0)])[0]
        whole = topic if count * 2 >= len(sentences) else None
        leans = count >= 3 and count * 4 >= len(sentences) and self._share < _MOST and topic in _APART
        return whole, topic if leans else None
