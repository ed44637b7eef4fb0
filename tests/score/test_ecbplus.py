"""The score of linking on a tiny set of our own in the form of ECB+."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from dateline.model.kit import Kit
from dateline.score import ecbplus
from dateline.score._ecbplus import documents

ROWS = (
    (1, "1_1ecb", ["Gunmen killed the mayor of Tarso on Sunday .", "Nobody was arrested ."], {"killed": "kill"}),
    (1, "1_2ecb", ["The mayor of Tarso was killed by gunmen on Sunday .", "She was 50 ."], {"killed": "kill"}),
    (1, "1_1ecbplus", ["http : / /", "Police killed a bear in Lunby ."], {"killed": "bear"}),
    (21, "21_1ecb", ["The storm hit Ostmark and the port closed ."], {"hit": "storm", "closed": ""}),
    (21, "21_2ecb", ["A storm hit the port of Ostmark ."], {"hit": "storm"}),
)


def write(path: Path, sentences: Sequence[str], marks: dict[str, str]) -> None:
    """One file of the set: tokens, marks on the tokens of `marks`, and the chains that these name."""
    pieces: dict[str, list[str]] = {"tokens": [], "Markables": [], "Relations": []}
    for at, sentence in enumerate(sentences):
        for word in sentence.split():
            id = len(pieces["tokens"]) + 1
            pieces["tokens"].append(f'<token t_id="{id}" sentence="{at}" number="0">{escape(word)}</token>')
            if word in marks:
                anchor = f'<token_anchor t_id="{id}"/>'
                pieces["Markables"].append(f'<ACTION_OCCURRENCE m_id="{id}">{anchor}</ACTION_OCCURRENCE>')
            if marks.get(word):
                ends = f'<source m_id="{id}"/><target m_id="99"/>'
                chain = f'<CROSS_DOC_COREF r_id="{id}" note="{marks[word]}">{ends}</CROSS_DOC_COREF>'
                pieces["Relations"].append(chain)
    inside = "".join(pieces["tokens"])
    inside += "".join(f"<{name}>{''.join(pieces[name])}</{name}>" for name in ("Markables", "Relations"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<Document>{inside}</Document>", "utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    listed = ["Topic,File,Sentence Number"]
    for topic, name, sentences, marks in ROWS:
        write(tmp_path / "topics" / str(topic) / f"{name}.xml", sentences, marks)
        listed += [f"{topic},{name.partition('_')[2]},{at}" for at in range(len(sentences))]
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(listed) + "\n", "utf-8")
    return tmp_path


def test_documents(gold: Path) -> None:
    """The address at the head of a later document is no text; a mark without a relation is a chain of its own."""
    read = {document.name: document for document in documents(gold)}
    assert read["1_1ecbplus.xml"].text == "Police killed a bear in Lunby ."
    assert read["1_1ecb.xml"].text == "Gunmen killed the mayor of Tarso on Sunday .\n\nNobody was arrested ."
    (killed,) = read["1_1ecb.xml"].mentions
    assert killed.span.of(read["1_1ecb.xml"].text) == "killed"
    assert {mark.chain for mark in read["21_1ecb.xml"].mentions} == {"storm", "21_1ecb.xml:8"}


def test_score(gold: Path, kit: Kit) -> None:
    """Two killings of one lemma are told apart, which the baseline cannot."""
    score = ecbplus.score(gold, kit)
    assert score.counts["mentions"] == 6
    assert score.figures["conll"] == pytest.approx(100.0)
    assert score.figures["lemma_conll"] < 90
