"""The words of reporting as the stages need them: cue verbs, nouns, phrases, source words and evaluative labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.model.attribution import AttributionKind, SourceKind, Stance
from dateline.model.voices import Voices

Takes = Literal["clause", "beside", "infinitive", "object", "person"]
Use = Literal["word", "opens", "alone", "medium"]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue by lemma: what kind of attribution it makes, which stance it shows, and what it goes with.

    `takes` of a verb says how its content follows: a clause, an infinitive, an object; `person`: the object is whom it
    is said to; `beside`: it may stand beside what is said ("…, Peskov said"). `use` of a phrase says whether it opens
    the source ("according to"), stands alone ("reportedly") or only tells the medium ("in a statement").
    """

    lemma: str
    kind: AttributionKind = "statement"
    stance: Stance = "neutral"
    takes: frozenset[Takes] = frozenset()
    use: Use = "word"


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues, by lemma. `verbs` report; `nouns` and `adjectives` do ("claim", "confident"); `phrases` are lower-case.

    `forms` leads from an inflected verb ("told") to its lemma. `source_words` tells by a common noun ("footage") what
    kind of source it names, `outlets` by a name ("TASS"). `labels` and `label_ends` are the outlet's own judgements.
    `voices` is what was learned from annotated text about all of these.
    """

    verbs: dict[str, CueEntry] = field(default_factory=dict)
    nouns: dict[str, CueEntry] = field(default_factory=dict)
    adjectives: dict[str, CueEntry] = field(default_factory=dict)
    phrases: dict[str, CueEntry] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    source_words: dict[str, SourceKind] = field(default_factory=dict)
    outlets: dict[str, SourceKind] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    label_ends: tuple[str, ...] = ()
    voices: Voices = field(default_factory=Voices)

    def beside(self, form: str) -> bool:
        """Whether the verb form (lower case) may stand in a clause beside what is said: "…, Peskov said"."""
        entry = self.verbs.get(self.forms.get(form, ""))
        return entry is not None and "beside" in entry.takes
