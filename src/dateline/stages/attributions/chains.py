"""Loose reported stretches go in; out come attributions, each with its chain of sources from the inside out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.attribution import Attribution, Cue, Form, Source, SourceKind
from dateline.model.chain import own_voice
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.span import Span, cover
from dateline.stages.attributions import sources
from dateline.stages.attributions.finding import Found
from dateline.stages.attributions.kinds import source_kind
from dateline.stages.attributions.view import View

_ADDRESSING = frozenset(
    ("tell", "inform", "assure", "remind", "brief", "notify", "advise", "warn", "ask", "urge", "persuade", "convince")
)
_VOICED = frozenset(("statement", "belief", "denial", "perception", "question"))
"""Kinds on whose word something stands. What somebody plans, orders or backs is told by whoever tells of the plan."""
_DIRECTING = frozenset(
    "urge ask demand request call appeal press recommend propose advise exhort invite instruct insist beg plead".split()
)
"""Cues of wishes about what others should do, which are the speaker's own words."""
_TAKEN_UP = frozenset(
    "it that this them claim accusation allegation report charge suggestion rumour rumor story assertion".split()
)
_SUPPOSING = frozenset(("would", "could", "might", "may", "must", "'d", "’d"))
"""Modals under which a belief or a feeling is somebody else's guess; under "will" it may be a plan."""
_SPEAKING = frozenset(("i", "we"))
_BACK = 3
"""How many sentences back a denial may find what it denies."""
_ATTENDING = frozenset(("reporter", "journalist", "correspondent", "press", "medium", "media"))
"""Those who are told and through whom nothing in particular is carried."""
_MEMORY = 3
"""How many paragraphs back a pronoun may find the speaker that it takes up."""
_PRONOUNS = frozenset(("he", "she", "they", "his", "her", "their", "who"))
_GOING_ON = frozenset(("add", "continue", "conclude"))
"""Verbs by which somebody goes on speaking to whom he spoke before."""
_PLURAL = frozenset(("they", "their"))


def attributions(view: View, found: Sequence[Found]) -> tuple[Attribution, ...]:
    """One attribution for each stretch, in the order given, nested and chained."""
    parties = _Parties(view.reading.parties)
    speakers = _Speakers(view)
    inside = [_inside(view, found, place) for place in range(len(found))]
    own = [_links(view, each, parties, speakers) for each in found]
    last = own_voice(view.reading.report)
    made = []
    for place, each in enumerate(found):
        chain: list[Source] = list(own[place])
        at = inside[place]
        while at is not None:
            if _voiced(view, found[at]):
                chain.extend(link for link in own[at] if not _again(link, chain))
            at = inside[at]
        denied = each.kind == "denial" and own[place][0].stance == "denying"
        made.append(
            Attribution(
                contents=each.pieces,
                cue=each.cue_span,
                sources=(*chain, last),
                kind=each.kind,
                form=_form(view, each),
                denies=_denied(view, found, place) if denied else None,
                inside=inside[place],
                voiced=_voiced(view, each),
            )
        )
    return tuple(made)


def _again(link: Source, chain: Sequence[Source]) -> bool:
    """Whether the same one is in the chain already: "she", inside what "their lawyer, Marta Iturbe," said."""
    return any(link == each or (link.name is not None and link.name == each.name) for each in chain)


def _voiced(view: View, each: Found) -> bool:
    """Whether the source vouches for the content: not for what it only plans, wants, orders or backs itself."""
    if _supposed(view, each):
        return False
    if each.kind in _VOICED or view.lemma(each.cue) in _DIRECTING:
        return True
    return each.shape.startswith(("ccomp", "quote", "clause", "colon"))


def _supposed(view: View, each: Found) -> bool:
    """Whether a state of mind is only supposed of somebody, who has said nothing: "Oslo would be alarmed about it"."""
    if each.kind != "belief" or (each.source is not None and each.source.text.lower() in _SPEAKING):
        return False
    verb = view.parse.head(each.cue) if each.cue.dep in ("acomp", "oprd") else each.cue
    return any(child.text.lower() in _SUPPOSING for child in view.parse.children(verb, "aux"))


def _denied(view: View, found: Sequence[Found], place: int) -> Span:
    """What a denial denies: what was reported just before if it takes that up ("denied it"), else its content."""
    each = found[place]
    tokens = [token for piece in each.pieces for token in view.parse.within(piece) if token.pos != "PUNCT"]
    if len(tokens) <= 3 and any(token.lemma.lower() in _TAKEN_UP for token in tokens):
        for other in reversed(found[max(0, place - 12) : place]):
            if each.sentence - other.sentence > _BACK:
                break
            if other.source is not each.source and other.kind in _VOICED and other.kind != "denial":
                return cover(other.pieces)
    return cover(each.pieces)


def _inside(view: View, found: Sequence[Found], place: int) -> int | None:
    """The narrowest other stretch in whose content the cue of this one stands."""
    mine = found[place]
    best, length = None, 0
    for at in _near(found, place):
        other = found[at]
        if at == place:
            continue
        if not any(piece.contains(mine.cue_span) for piece in other.pieces) and not _cites(view, mine, other):
            continue
        if any(piece.contains(other.cue_span) for piece in mine.pieces):
            continue
        size = sum(map(len, other.pieces))
        if best is None or size < length:
            best, length = at, size
    return best


def _cites(view: View, mine: Found, other: Found) -> bool:
    """Whether this is what the other's outlet has from somebody else: "…, Interfax reported, citing the army"."""
    if sources.cited(view, mine.cue) is None or sources.cited(view, other.cue) is not None:
        return False
    return other.cue.unit == mine.cue.unit and any(token.i == other.cue.i for token in _over(view, mine.cue))


def _over(view: View, cue: Token) -> Iterator[Token]:
    """What governs the cue, with what stands under that ("according to RES, which cited …")."""
    for token in view.parse.ancestors(cue):
        yield token
        yield from view.parse.children(token)


def _near(found: Sequence[Found], place: int) -> range:
    """The stretches of the same sentence and of up to eight before it: speech runs on, but not for ever."""
    low = high = place
    sentence = found[place].sentence
    while low > 0 and found[low - 1].sentence >= sentence - 8:
        low -= 1
    while high + 1 < len(found) and found[high + 1].sentence == sentence:
        high += 1
    return range(low, high + 1)


def _links(view: View, each: Found, parties: _Parties, speakers: _Speakers) -> list[Source]:
    """The links that one stretch adds to a chain: who said it, and the outlet that it was said to."""
    stance = each.stance
    cue = Cue(each.cue_span.of(view.text), each.cue_span)
    addressee = _addressee(view, each)
    listener = None if addressee is None else parties.at(addressee[1], addressee[0])
    outlet = None
    medium = _medium(view, each)
    if addressee is not None:
        name = addressee[1].of(view.text)
        kind = source_kind(view, *addressee, listener)
        carries = kind in ("outlet", "state media") and addressee[0].lemma.lower() not in _ATTENDING
        if carries or _outlet_name(view, addressee[1]):
            kind = _outlet_name(view, addressee[1]) or kind
            medium = f"{each.cue.text} {name}"
            outlet = Source(
                kind=kind,
                span=addressee[1],
                text=name,
                name=listener.name if listener else None,
                party=listener,
                medium=medium,
            )
    links = []
    if each.source is None or each.source_span is None:
        links.append(
            Source(
                kind="unnamed", cue=cue, medium=medium, stance=stance, state="not_stated", reason="no source is named"
            )
        )
    else:
        party = parties.at(each.source_span, each.source)
        source = Source(
            kind=source_kind(view, each.source, each.source_span, party),
            span=each.source_span,
            text=each.source_span.of(view.text),
            name=party.name if party is not None else None,
            party=party,
            cue=cue,
            medium=medium,
            addressee=listener,
            stance=stance,
        )
        links.append(speakers.known(each, source))
    outlet = outlet or _carrier(view, each, parties) or speakers.outlet(each, links[0])
    if outlet is not None:
        speakers.tell(each, links[0], outlet)
        links.append(outlet)
    return links


def _outlet_name(view: View, span: Span) -> SourceKind | None:
    """Of which kind the outlet is whose name the phrase is or ends in: "the state news agency TASS"."""
    words = span.of(view.text).split()
    for start in range(len(words)):
        kind = view.cues.outlets.get(" ".join(words[start:]).strip(","))
        if kind is not None:
            return kind
    return None


def _carrier(view: View, each: Found, parties: _Parties) -> Source | None:
    """The outlet by which somebody "was quoted as saying" it."""
    if view.lemma(each.cue) not in ("quote", "cite") or each.cue.tag != "VBN":
        return None
    near = [each.cue, *(c for child in view.parse.children(each.cue) for c in (child, *view.parse.children(child)))]
    for token in near:
        for by in view.parse.children(token, "agent", "prep"):
            for head in view.parse.children(by, "pobj") if by.text.lower() in ("by", "in") else ():
                if head is not each.source:
                    span = sources.phrase(view, head, each.cue)
                    party = parties.at(span, head)
                    kind = source_kind(view, head, span, party)
                    if kind in ("outlet", "state media"):
                        return Source(kind=kind, span=span, text=span.of(view.text), party=party, medium=each.cue.text)
    return None


def _addressee(view: View, each: Found) -> tuple[Token, Span] | None:
    """Whom it was said to: the object of a verb that takes one, where it is not what was said."""
    if view.lemma(each.cue) not in _ADDRESSING:
        return None
    for child in view.parse.children(each.cue, "dative", "dobj"):
        if child.i > each.cue.i and not any(piece.contains(child.span) for piece in each.pieces):
            low, high = view.edges(child)
            after = view.parse.tokens[high + 1] if high + 1 < len(view.parse.tokens) else child
            if after.head == each.cue.i and after.dep == child.dep and after.pos == "PROPN":
                high = view.edges(after)[1]  # "the news agency TASS" in two objects
            return child, view.span(view.parse.tokens[low], view.parse.tokens[high])
    return None


def _medium(view: View, each: Found) -> str | None:
    """In what form it was said, where a phrase of the lexicon stands right behind the cue: "in a statement"."""
    after = view.text[each.cue_span.end : each.cue_span.end + 60].lower().lstrip()
    for phrase, entry in view.cues.phrases.items():
        if entry.use == "medium" and after.startswith(phrase) and not after[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return None


def _form(view: View, each: Found) -> Form:
    quoted = [view.quote_at(piece.start) >= 0 and view.quote_at(piece.end - 1) >= 0 for piece in each.pieces]
    cue_quoted = view.quote_at(each.cue.start) >= 0
    if all(quoted) and not cue_quoted:
        return "direct"
    if cue_quoted:
        return "indirect"
    touched = any(quotation.overlaps(piece) for piece in each.pieces for quotation in view.quotations_near(piece))
    return "mixed" if touched else "indirect"


class _Speakers:
    """Who has spoken so far, so that "he added" finds the one who takes up the word again."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._last: dict[bool, tuple[int, Source]] = {}
        self._told: dict[str, tuple[int, Source]] = {}

    def tell(self, each: Found, speaker: Source, outlet: Source) -> None:
        """Keeps to which outlet somebody spoke."""
        if speaker.name is not None:
            self._told[speaker.name] = (self._view.reading.sentences[each.sentence].paragraph, outlet)

    def outlet(self, each: Found, speaker: Source) -> Source | None:
        """The outlet to which the speaker goes on speaking: "…, Ruiz told AFP", and further on "…, he added"."""
        told = self._told.get(speaker.name) if speaker.name is not None else None
        if told is None or self._view.lemma(each.cue) not in _GOING_ON:
            return None
        paragraph = self._view.reading.sentences[each.sentence].paragraph
        return told[1] if paragraph - told[0] <= _MEMORY else None

    def known(self, each: Found, source: Source) -> Source:
        """The source as it is; a pronoun that no party explains gets the name and the kind of who spoke last."""
        paragraph = self._view.reading.sentences[each.sentence].paragraph
        head = each.source
        assert head is not None
        word = head.text.lower()
        if word not in _PRONOUNS:
            many = head.tag in ("NNS", "NNPS") or source.kind in ("organisation", "government")
            if source.kind not in ("document", "image", "video", "poll", "own voice"):
                named = source if source.name else replace(source, name=_plain_name(self._view, head))
                self._last[many] = (paragraph, named)
                return named
            return source
        if source.party is not None and source.party.kind != "person" and word in ("he", "she"):
            source = replace(source, party=None, name=None)
        if source.name is not None:
            self._last[word in _PLURAL] = (paragraph, source)
            return source
        before = self._last.get(word in _PLURAL)
        if before is None or paragraph - before[0] > _MEMORY:
            return replace(source, kind="unnamed", state="unresolved", reason=f"nobody before is known to be {word!r}")
        self._last[word in _PLURAL] = (paragraph, before[1])
        return replace(
            source, kind=before[1].kind, name=before[1].name or before[1].text, party=before[1].party or source.party
        )


def _plain_name(view: View, head: Token) -> str | None:
    """The name that the tokens around a proper noun spell, without what describes it; None for a common noun."""
    if head.pos != "PROPN":
        apposed = [child for child in view.parse.children(head, "appos") if child.ent == "PERSON"]
        return _plain_name(view, apposed[0]) if apposed and apposed[0].pos == "PROPN" else None
    names = [head, *view.parse.children(head, "compound", "flat", "nmod")]
    names = [token for token in names if token.pos == "PROPN" or token.text[:1].isupper()]
    span = Span(min(token.start for token in names), max(token.end for token in names))
    return span.of(view.text)


class _Parties:
    """The parties of a reading by place."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._parties = sorted(parties, key=lambda party: (party.span.start, party.span.end))
        self._starts = [party.span.start for party in self._parties]

    def at(self, span: Span, head: Token) -> Party | None:
        """The party that the phrase at `span` names: the longest inside it that holds its head."""
        best = None
        low = bisect_left(self._starts, span.start - 40)
        for party in self._parties[low:]:
            if party.span.start >= span.end:
                break
            if party.span.contains(head.span) and (best is None or len(party.span) > len(best.span)):
                best = party
        return best
