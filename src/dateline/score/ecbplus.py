"""Scores linking on ECB+ topics 1-35: event coreference over the whole corpus at once, CoNLL F1.

No gold topics: every document may be of every story. `conll` is on gold mentions, those alone in their chain kept, as
is usual when mentions are given; `conll_without_singletons` leaves out clusters of one on both sides, which no system
can win by doing nothing. The points of `link.pair` were tuned on topics 1-20; `checked_conll` is over 21-35 alone.
`lemma_conll` puts together all mentions with one head lemma, the baseline of the field, `lemma_alike_conll` those of
reports that are alike. `own_conll` is for the acts that dateline itself reads in validated sentences, each matched with
a gold mention that it overlaps; what only one side has counts against it (Pradhan et al. 2014), and most of the set is
crime, sport and show business, of which dateline reads no acts. `own_conll_of_found` is over what both sides have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dateline.intake import text as plain
from dateline.lexicon import wordings
from dateline.link.clusters import parts
from dateline.link.content import content, quoted, similarity, stem
from dateline.link.linker import Linker, Told
from dateline.link.mention import Mention
from dateline.link.shelf import Memory
from dateline.link.telling import extent, mention, number, senses, who, words_of
from dateline.model.entry import entries
from dateline.model.kit import Kit
from dateline.model.locating import place_of
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.quantity import quantities_in
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.timing import time_of
from dateline.reader import read
from dateline.score import Score
from dateline.score._coreference import b_cubed, ceaf_e, conll, muc, without_singletons
from dateline.score._ecbplus import Document, Marked, documents
from dateline.stages.actions.arguments import Grammar

GOLD = "ecbplus"
TUNED = 20
"""The last topic on which points were tuned; those after it check them."""
_LIKE = 0.2
"""From which similarity the baseline puts one word of two reports together; the best one on topics 1-20."""
_AGENTS = frozenset({"subject", "possessor", "by"})
_PATIENTS = frozenset({"object", "to", "against"})
_NEAR = 6
"""How far from its head, in tokens, words of an argument are taken."""
_NOW = datetime(2000, 1, 1, tzinfo=UTC)
"""When entries are said to be recorded; nothing here asks."""
Clusters = list[frozenset[str]]


def score(gold: Path, kit: Kit) -> Score:
    """CoNLL F1 with its parts, the baselines beside it, and the same on the acts that dateline reads."""
    texts = [(document, read(plain.report(document.text), kit)) for document in documents(gold)]
    tellings = [_gold_told(document, reading, kit) for document, reading in texts]
    chains = {mark.id: mark.chain for document, _ in texts for mark in document.mentions}
    shelf = Memory()
    linker = Linker(shelf=shelf)
    linker.add(tellings)
    found = _frozen(linker.clusters())
    wanted = _by(chains)
    late = {mark.id for document, _ in texts if document.topic > TUNED for mark in document.mentions}
    checked = Linker()
    checked.add(told for (document, _), told in zip(texts, tellings, strict=True) if document.topic > TUNED)
    checked_gold = _by({name: chain for name, chain in chains.items() if name in late})
    own_gold, own_found = _own(texts)
    figures = {
        "conll": conll(wanted, found),
        "muc_f1": muc(wanted, found).f1,
        "b3_f1": b_cubed(wanted, found).f1,
        "ceafe_f1": ceaf_e(wanted, found).f1,
        "conll_without_singletons": _without(wanted, found),
        "checked_conll": conll(checked_gold, _frozen(checked.clusters())),
        "checked_conll_without_singletons": _without(checked_gold, _frozen(checked.clusters())),
        "lemma_conll": conll(wanted, _by({name: each.lemma for name, each in shelf.mentions.items()})),
        "lemma_alike_conll": conll(wanted, _like_reports(shelf)),
        "own_conll": conll(own_gold, own_found),
        "own_conll_of_found": conll(*_of_both(own_gold, own_found)),
        "own_conll_of_found_without_singletons": _without(*_of_both(own_gold, own_found)),
    }
    counts = {
        "documents": len(texts), "mentions": len(chains), "chains": len(wanted), "clusters": len(found),
        "own_mentions": sum(len(each) for each in own_found),
    }  # fmt: skip
    return Score(figures, counts)


def _without(gold: Clusters, found: Clusters) -> float:
    return conll(without_singletons(gold), without_singletons(found))


def _of_both(gold: Clusters, found: Clusters) -> tuple[Clusters, Clusters]:
    """Both ways of sorting, over the mentions that both have."""
    both = frozenset().union(*gold) & frozenset().union(*found)
    return [each & both for each in gold if each & both], [each & both for each in found if each & both]


def _frozen(clusters: Iterable[Iterable[str]]) -> Clusters:
    return [frozenset(each) for each in clusters]


def _by(names: Mapping[str, str]) -> Clusters:
    """What shares a name, together."""
    found: dict[str, set[str]] = defaultdict(set)
    for each, name in names.items():
        found[name].add(each)
    return _frozen(found.values())


def _like_reports(shelf: Memory) -> Clusters:
    """The baseline: mentions with one head lemma, in reports at least so much alike."""
    of_lemma: dict[str, list[Mention]] = defaultdict(list)
    for each in shelf.mentions.values():
        of_lemma[each.lemma].append(each)
    edges: dict[str, dict[str, float]] = defaultdict(dict)
    for some in of_lemma.values():
        for at, each in enumerate(some):
            for other in some[:at]:
                one, two = shelf.stories[each.report], shelf.stories[other.report]
                if each.report == other.report or similarity(one, two) >= _LIKE:
                    edges[each.id][other.id] = edges[other.id][each.id] = 1.0
    return _frozen(parts(shelf.mentions, edges))


def _own(texts: Sequence[tuple[Document, Reading]]) -> tuple[Clusters, Clusters]:
    """Gold chains, and the clusters of the acts that dateline reads in validated sentences, under the gold names."""
    classes = wordings.load()
    named: dict[str, str] = {}
    taken = set[str]()
    tellings = []
    for document, reading in texts:
        told = []
        for entry in entries(reading, _NOW):
            span = entry.claim.action.span
            if not any(sentence.contains(span) for sentence in document.validated):
                continue
            same = [mark.id for mark in document.mentions if any(piece.overlaps(span) for piece in mark.pieces)]
            name = next((each for each in same if each not in taken), entry.claim.id)
            taken.add(name)
            named[entry.claim.id] = name
            told.append(entry)
        if told:
            mentions = tuple(mention(entry, classes) for entry in told)
            tellings.append(Told(reading.report.id, None, words_of(told), mentions))
    linker = Linker()
    linker.add(tellings)
    found = [frozenset(named[name] for name in cluster) for cluster in linker.clusters()]
    return _by({mark.id: mark.chain for document, _ in texts for mark in document.mentions}), found


def _gold_told(document: Document, reading: Reading, kit: Kit) -> Told:
    """A document with its gold mentions, each with what the tree and the stages know around its head."""
    around = _Around(document.text, reading, kit)
    mentions = tuple(around.mention(document.name, mark) for mark in document.mentions)
    return Told(document.name, None, Counter(content(document.text)), mentions)


class _Around:
    """What stands around the gold mentions of one reading."""

    def __init__(self, text: str, reading: Reading, kit: Kit) -> None:
        self.text, self.reading = text, reading
        self.grammar = Grammar(reading.parse, kit.codebook.verbs)
        self.classes = wordings.load()
        self.party_at: dict[int, Party] = {}
        for party in sorted(reading.parties, key=lambda each: each.span.start - each.span.end):
            self.party_at.update((token.i, party) for token in reading.parse.within(party.span))

    def mention(self, report: str, mark: Marked) -> Mention:
        """The gold mention as linking sees it; bare words where the parse has no token there."""
        tokens = [token for piece in mark.pieces for token in self.reading.parse.within(piece)]
        if not tokens:
            return Mention(mark.id, report, mark.span.of(self.text).casefold(), order=mark.span.start)
        head = _head(tokens)
        lemma = head.lemma.casefold()
        phrase = " ".join([lemma, *(token.text.casefold() for token in tokens if token.dep == "prt")])
        words = self._sentence(mark.span).of(self.text)
        sides: dict[str, list[Party]] = {"actors": [], "recipients": [], "others": []}
        things = set[str]()
        for role, token in self._arguments(head):
            party = self.party_at.get(token.i)
            if party is not None and not (party.how == "pronoun" and party.name is None):
                side = "actors" if role in _AGENTS else "recipients" if role in _PATIENTS else "others"
                sides[side].append(party)
            elif token.pos != "PRON":
                near = (each.text for each in self.reading.parse.subtree(token) if abs(each.i - token.i) < _NEAR)
                things.update(content(" ".join(near)))
        where, _ = place_of(self.reading, head)
        quantities = quantities_in(self.text, self.reading.parse, self.reading.parse.sentence(head.sentence))
        return Mention(
            id=mark.id,
            report=report,
            lemma=lemma,
            senses=senses(lemma, phrase, self.classes),
            actors=tuple(map(who, sides["actors"])),
            recipients=tuple(map(who, sides["recipients"])),
            others=tuple(map(who, sides["others"])),
            things=frozenset(things),
            sentence=frozenset(content(words)) - {stem(head.text)},
            quoted=frozenset(quoted(words)),
            numbers=tuple(map(number, quantities)),
            when=extent(time_of(self.reading, head)[0]),
            where=where if where.state == "known" else None,
            order=mark.span.start,
        )

    def _arguments(self, head: Token) -> list[tuple[str, Token]]:
        nominal = head.pos in ("NOUN", "PROPN")
        found = self.grammar.of_noun(head) if nominal else self.grammar.of_verb(head)
        return [(role, token) for role, tokens in found.nominal.items() for token in tokens]

    def _sentence(self, span: Span) -> Span:
        """The sentence of the set that holds a span: they stand apart by blank lines."""
        start = self.text.rfind("\n\n", 0, span.start)
        end = self.text.find("\n\n", span.end)
        return Span(start + 2 if start >= 0 else 0, end if end >= 0 else len(self.text))


def _head(tokens: Sequence[Token]) -> Token:
    """The token of a mention that governs the others, the first where several do."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head not in inside or token.head == token.i), tokens[0])
