"""The words of reporting as the stages need them: cue verbs, nouns and phrases with stance and kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.attribution import AttributionKind, Stance


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue by lemma: what kind of attribution it makes and which stance it shows."""

    lemma: str
    kind: AttributionKind = "statement"
    stance: Stance = "neutral"


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues, by lemma. `verbs` report; `nouns` do ("claim", "warning"); `phrases` are lower-case ("according to")."""

    verbs: dict[str, CueEntry] = field(default_factory=dict)
    nouns: dict[str, CueEntry] = field(default_factory=dict)
    phrases: dict[str, CueEntry] = field(default_factory=dict)
