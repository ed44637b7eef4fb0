"""Annotated texts go in; out come, as JSON lines, the pairs of parties that dateline would ask a judge about in each.

    python tools/judge_pairs.py events.jsonl > pairs.jsonl

Verbs that a frame knows are among them: what is an act and what is not is told from the annotation in training.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dateline.intake.text import report
from dateline.reader import load, read
from dateline.stages.actions.arguments import Grammar
from dateline.stages.actions.candidates import candidates
from dateline.stages.actions.slots import Parties


def main() -> None:
    kit = load()
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        reading = read(report(text), kit)
        parties = Parties(reading, kit.codebook.classes.get("who", frozenset()))
        found = candidates(reading, Grammar(reading.parse), parties, frozenset())
        pairs = [
            [[span.start, span.end] for span in (each.pair.sentence, each.pair.actor, each.pair.recipient, each.pair.trigger)]
            for each in found
        ]
        print(json.dumps({"text": text, "pairs": pairs}))


if __name__ == "__main__":
    main()
