"""ECB+ goes in (Cybulska and Vossen 2014); its documents come out as text, with the event mentions and their chains.

Only mentions in the sentences of the validated list count. An event mention is what is marked as an action, negated or
not. Mentions of one chain share an instance; what no relation holds is a chain of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dateline.model.span import Span

SENTENCES = "ECBplus_coreference_sentences.csv"


@dataclass(frozen=True, slots=True)
class Marked:
    """One gold event mention: where it stands (its words need not hang together) and the chain that it is of."""

    id: str
    span: Span
    pieces: tuple[Span, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text (sentences apart, its address left out), the validated spans, the mentions in them."""

    name: str
    topic: int
    text: str
    validated: tuple[Span, ...]
    mentions: tuple[Marked, ...]


def documents(folder: Path) -> Iterator[Document]:
    """All documents of the set, in the order of topics and names."""
    validated: dict[str, set[int]] = {}
    with (folder / SENTENCES).open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            name = f"{row['Topic'].strip()}_{row['File'].strip()}.xml"
            validated.setdefault(name, set()).add(int(row["Sentence Number"]))
    topics = sorted((each for each in (folder / "topics").iterdir()), key=lambda path: int(path.name))
    for topic in topics:
        for path in sorted(topic.glob("*.xml")):
            yield _document(path, int(topic.name), validated.get(path.name, set()))


def _document(path: Path, topic: int, validated: set[int]) -> Document:
    root = ElementTree.parse(path).getroot()
    text, spans, of_sentence, sentences = _text(root, skip="ecbplus" in path.name)
    chains = {
        source.get("m_id"): f"{path.name}:{relation.get('r_id')}"
        if relation.tag == "INTRA_DOC_COREF"
        else str(relation.get("note"))
        for relation in root.iterfind("Relations/*")
        for source in relation.findall("source")
    }
    mentions = []
    for mark in root.iterfind("Markables/*"):
        tokens = [str(anchor.get("t_id")) for anchor in mark.findall("token_anchor")]
        if not tokens or not str(mark.tag).startswith(("ACTION", "NEG")):
            continue
        if of_sentence[tokens[0]] not in validated or any(token not in spans for token in tokens):
            continue
        pieces = tuple(sorted(spans[token] for token in tokens))
        name = f"{path.name}:{mark.get('m_id')}"
        whole = Span(pieces[0].start, pieces[-1].end)
        mentions.append(Marked(name, whole, pieces, chains.get(mark.get("m_id"), name)))
    kept = tuple(sentences[number] for number in sorted(validated) if number in sentences)
    return Document(path.name, topic, text, kept, tuple(sorted(mentions, key=lambda each: (each.span, each.id))))


def _text(root: ElementTree.Element, skip: bool) -> tuple[str, dict[str, Span], dict[str, int], dict[int, Span]]:
    """The text, where each token stands, the sentence of each, where each sentence stands; `skip` leaves out the first.

    The first sentence of a document that was added later is the address at which it was found.
    """
    pieces: list[str] = []
    length, last = 0, None
    spans: dict[str, Span] = {}
    of_sentence: dict[str, int] = {}
    sentences: dict[int, Span] = {}
    for token in root.findall("token"):
        number, words = int(token.get("sentence", "0")), token.text or ""
        of_sentence[str(token.get("t_id"))] = number
        if skip and number == 0:
            continue
        words = '"' if words in ("``", "''") else words
        gap = "" if last is None else " " if number == last else "\n\n"
        start = length + len(gap)
        pieces += [gap, words]
        length = start + len(words)
        spans[str(token.get("t_id"))] = Span(start, length)
        sentences[number] = Span(sentences[number].start if number in sentences else start, length)
        last = number
    return "".join(pieces), spans, of_sentence, sentences
