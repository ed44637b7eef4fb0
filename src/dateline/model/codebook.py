"""The ontology as the stages need it: PLOVER types with quad and score, and the frames by which words name acts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One PLOVER type: its quad (1 to 4), its intensity score, our wording of the definition."""

    name: str
    quad: int
    score: float
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """PLOVER's types, and the frames that lead from words to them."""

    types: dict[str, TypeEntry] = field(default_factory=dict)
