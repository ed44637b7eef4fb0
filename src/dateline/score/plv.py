"""PLV's marked sentences go in; out come macro-F1 over roots, quads and poles, and how often the pair is found at all.

Each row is one sentence with a marked source and target, a PLOVER root (15, CONCEDE and RETREAT being YIELD) and a
quad. dateline reads the sentence; the act whose parties overlap the marked pair answers, and no such act is wrong.

The set codes by CAMEO's tree as mapped in 2021: an agreement to yield (035) is AGREE there, an embargo (163) COERCE,
a verdict (116) ACCUSE, an apology (055) SUPPORT; blockade and occupation (191, 192) stay under FIGHT. PLOVER's later
codebook, which the record follows, puts these under CONCEDE, SANCTION and COERCE. So an act is compared by the type
that the mapping gives its CAMEO code; `roots_by_type` is the figure by `Act.type` itself.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dateline.model.act import Act
from dateline.model.codebook import Codebook
from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.reader import read
from dateline.score import Score, ratio

GOLD = "plv/PLV_train.tsv"
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_FIGHT = frozenset(("191", "192"))
_MARKS = ("<s>", "</s>", "<t>", "</t>")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the set: the text without its marks, where source and target stand, root and quad."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    root: str
    quad: int

    @property
    def half(self) -> int:
        """0 or 1, by a hash of the text: errors are looked at in half 0 only."""
        return int(sha256(self.text.encode()).hexdigest(), 16) % 2


def rows(file: Path) -> Iterator[Row]:
    """The rows of the set; several source or target marks in one sentence are kept."""
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            text, places = unmarked(line["marked_sentence"])
            yield Row(text, places["s"], places["t"], line["gold_root"], int(line["gold_penta"]))


def unmarked(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The sentence without marks, and the spans that they enclosed.

    >>> unmarked("<s>Oslo</s> met <t>Rome</t>.")
    ('Oslo met Rome.', {'s': (Span(start=0, end=4),), 't': (Span(start=9, end=13),)})
    """
    text, opened = "", {"s": -1, "t": -1}
    found: dict[str, list[Span]] = {"s": [], "t": []}
    at = 0
    while at < len(marked):
        mark = next((each for each in _MARKS if marked.startswith(each, at)), None)
        if mark is None:
            text += marked[at]
            at += 1
            continue
        name = mark.strip("</>")
        if mark.startswith("</"):
            if opened[name] >= 0:
                found[name].append(Span(opened[name], len(text)))
            opened[name] = -1
        else:
            opened[name] = len(text)
        at += len(mark)
    return text, {name: tuple(spans) for name, spans in found.items()}


def answer(row: Row, acts: Sequence[Act]) -> tuple[Act | None, bool]:
    """The act that overlaps the marked pair, and whether actors and recipients alone do.

    Taken in this order: source among the actors and target among the recipients; both among its parties; both among
    its parties and its objects, since the set marks as target whatever an act is done to ("a ceasefire", "the vote");
    the source alone among the actors of an act without recipient, or the target alone of one without actor.
    """
    ranked: list[tuple[int, int, Act]] = []
    for number, act in enumerate(acts):
        actor, recipient = touches(act.actors, row.sources), touches(act.recipients, row.targets)
        both = (*act.actors, *act.recipients)
        objects = [other.span for other in act.others]
        if actor and recipient:
            ranked.append((0, number, act))
        elif touches(both, row.sources) and touches(both, row.targets):
            ranked.append((1, number, act))
        elif (actor and _meets(objects, row.targets)) or (recipient and _meets(objects, row.sources)):
            ranked.append((2, number, act))
        elif (actor and not act.recipients) or (recipient and not act.actors):
            ranked.append((3, number, act))
    if not ranked:
        return None, False
    tier, _, best = min(ranked, key=lambda each: each[:2])
    return best, tier < 2


def _meets(places: Sequence[Span], spans: Sequence[Span]) -> bool:
    return any(place.overlaps(span) for place in places for span in spans)


def touches(parties: Sequence[Party], spans: Sequence[Span]) -> bool:
    """Whether a party, or the earlier mention that it refers back to, overlaps one of the spans."""
    return any(
        party.span.overlaps(span) or (party.antecedent is not None and party.antecedent.overlaps(span))
        for party in parties
        for span in spans
    )


def root_of(act: Act, codebook: Codebook) -> str:
    """The set's root for an act, by the mapping of its CAMEO code."""
    if act.cameo in _FIGHT:
        return "ASSAULT"
    entry = codebook.cameo.get(act.cameo)
    kind = entry.type if entry is not None and entry.type is not None else act.type
    return _YIELD.get(kind, kind)


def quad_of(root: str, codebook: Codebook) -> int:
    """The quad of one of the set's roots; YIELD is 2 there."""
    return 2 if root == "YIELD" else codebook.types[root].quad if root in codebook.types else 0


def readings(found: Sequence[Row], kit: Kit) -> Iterator[tuple[Row, Reading]]:
    """Each row with the reading of its sentence."""
    for row in found:
        yield row, read(Report("plv", row.text, Span(0, len(row.text))), kit)


def score(gold: Path, kit: Kit) -> Score:
    """Macro-F1 in percent over the whole file, over both halves, coverage, and whole triples."""
    found = list(rows(gold))
    answers = [(row, *answer(row, reading.believed), reading.believed) for row, reading in readings(found, kit)]
    figures: dict[str, float] = {}
    for name, chosen in (
        ("", answers),
        ("_half0", [each for each in answers if each[0].half == 0]),
        ("_half1", [each for each in answers if each[0].half == 1]),
    ):
        pairs = [(row.root, root_of(act, kit.codebook) if act else "") for row, act, _, _ in chosen]
        quads = [
            (str(row.quad), str(quad_of(guess, kit.codebook)))
            for (row, *_), (_, guess) in zip(chosen, pairs, strict=True)
        ]
        poles = [(_pole(truth), _pole(guess)) for truth, guess in quads]
        typed = [(row.root, _YIELD.get(act.type, act.type) if act else "") for row, act, _, _ in chosen]
        figures[f"roots{name}"] = macro_f1(pairs)
        figures[f"quads{name}"] = macro_f1(quads)
        figures[f"poles{name}"] = macro_f1(poles)
        figures[f"roots_by_type{name}"] = macro_f1(typed)
        figures[f"coverage{name}"] = ratio(sum(act is not None for _, act, _, _ in chosen), len(chosen))
        figures[f"both_parties{name}"] = ratio(sum(whole for _, _, whole, _ in chosen), len(chosen))
    return Score(figures, {"sentences": len(found)})


def _pole(quad: str) -> str:
    return "" if quad == "0" else "cooperation" if quad in "12" else "conflict"


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the gold classes of F1, in percent.

    >>> macro_f1([("a", "a"), ("b", "a")])
    33.33333333333333
    """
    classes = sorted({truth for truth, _ in pairs})
    return 100 * sum(_f1_of(name, pairs) for name in classes) / len(classes) if classes else 0.0


def _f1_of(name: str, pairs: Sequence[tuple[str, str]]) -> float:
    counts = Counter((truth == name, guess == name) for truth, guess in pairs)
    right = counts[True, True]
    return 2 * right / (2 * right + counts[False, True] + counts[True, False]) if right else 0.0
