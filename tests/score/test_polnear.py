"""PolNeAR's figures on two sentences of our own: what matches, by which rule, and what the brat files hold."""

from __future__ import annotations

from dateline.score.polnear import Marked, Tally, form, marked

TEXT = 'Rossi said the port was shut. "We wait," said Bianchi.'
SAID = Marked(((0, 5),), ((6, 10),), ((11, 28),))
QUOTED = Marked(((46, 53),), ((41, 45),), ((30, 40),))


def test_reads_brat() -> None:
    lines = ["T1\tSource 0 5\tRossi", "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1", "T2\tCue 6 10\tsaid"]
    lines += ["T3\tContent 11 15;16 28\tthe port was shut", "T4\tAttribution 6 10\tsaid"]
    assert marked("\n".join(lines)) == (Marked(((0, 5),), ((6, 10),), ((11, 15), (16, 28))),)


def test_the_same_is_right_and_exact() -> None:
    tally = Tally()
    tally.add(TEXT, (SAID, QUOTED), (QUOTED, SAID))
    figures = tally.figures()
    assert figures["f1"] == figures["exact_f1"] == figures["source_token_f1"] == 100.0
    assert figures["recall_direct"] == figures["recall_indirect"] == 100.0


def test_half_of_the_content_is_right_but_not_exact() -> None:
    tally = Tally()
    tally.add(TEXT, (SAID,), (Marked(((0, 5),), ((6, 10),), ((15, 28),)),))
    assert tally.figures()["f1"] == 100.0
    assert tally.figures()["exact_f1"] == 0.0


def test_another_source_is_wrong_and_none_matches_none() -> None:
    tally = Tally()
    tally.add(TEXT, (SAID,), (Marked(QUOTED.source, SAID.cue, SAID.content),))
    assert tally.figures()["f1"] == 0.0
    nobody = Marked((), SAID.cue, SAID.content)
    tally = Tally()
    tally.add(TEXT, (nobody,), (nobody,))
    assert tally.figures()["f1"] == 100.0


def test_one_answer_counts_once() -> None:
    tally = Tally()
    tally.add(TEXT, (SAID,), (SAID, SAID))
    assert (tally.counts["right"], tally.counts["found"]) == (1, 2)


def test_forms() -> None:
    assert form(TEXT, SAID) == "indirect"
    assert form(TEXT, QUOTED) == "direct"
    assert form('He called it "odd" twice.', Marked((), (), ((10, 24),))) == "mixed"


def test_words_that_run_over_a_line_are_no_rows() -> None:
    rows = (
        "T1\tSource 0 4\tOslo\nTeam",
        "T2\tCue 5 9\tsaid",
        "T3\tContent 10 14\tthat",
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
    )
    assert len(marked("\n".join(rows))) == 1
