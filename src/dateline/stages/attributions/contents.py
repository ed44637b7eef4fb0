"""A cue goes in; out come the stretches that it may report, each with the features by which one is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.parse import Token
from dateline.model.span import Span
from dateline.stages.attributions.view import Line, View

_NEVER = frozenset(
    ("punct", "aux", "auxpass", "neg", "det", "prt", "nsubj", "cc", "mark", "predet", "expl", "poss", "agent", "intj")
)
_RIGHT = frozenset(
    (
        "ccomp",
        "xcomp",
        "dobj",
        "prep",
        "acomp",
        "attr",
        "oprd",
        "advcl",
        "acl",
        "relcl",
        "parataxis",
        "dep",
        "appos",
        "dative",
        "conj",
    )
)


_TELLING = ("ccomp", "xcomp", "dobj", "prep", "dative", "acomp", "attr", "oprd", "advcl")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch that a cue may report, in pieces; `shape` says how it was found, `head` is its topmost token."""

    pieces: tuple[Span, ...]
    shape: str
    head: Token | None
    tokens: frozenset[int]


def candidates(view: View, line: Line, cue: Token) -> list[Candidate]:
    """All stretches of the sentence that the cue may report; no two with the same tokens."""
    found: dict[frozenset[int], Candidate] = {}
    for shape, head, groups in _groups(view, line, cue):
        pieces, tokens = [], set[int]()
        for group in groups:
            for run in _runs(group, cue):
                pieces.append(view.span(run[0], run[-1]))
                tokens.update(token.i for token in run if token.pos != "PUNCT")
        key = frozenset(tokens)
        if key and cue.i not in key and key not in found:
            found[key] = Candidate(tuple(pieces), shape, head, key)
    return list(found.values())


def _runs(group: list[Token], cue: Token) -> Iterator[list[Token]]:
    """The group in runs that do not reach over the cue: what is said before it, what is said after it."""
    parts = [group]
    if group and group[0].start < cue.start < group[-1].start:
        parts = [[t for t in group if t.start < cue.start], [t for t in group if t.start > cue.start]]
    for part in parts:
        run = _trimmed(part)
        if run:
            yield run


_Group = tuple[str, Token | None, list[list[Token]]]


def _groups(view: View, line: Line, cue: Token) -> Iterator[_Group]:
    """Shape, head and runs of tokens of each candidate, the likeliest shapes first."""
    parse, tokens, at = view.parse, line.tokens, line.place[cue.i]
    low, high = view.edges(cue)
    children = parse.children(cue)
    right = []
    for child in children:
        if child.dep in _NEVER:
            continue
        if child.dep == "conj" and view.entry(child) is not None:
            for shared in parse.children(child, "ccomp", "xcomp", "dobj"):
                if shared.i > child.i:
                    yield f"conj.{shared.dep}", shared, [_between(view, *view.edges(shared))]
            continue
        first, last = view.edges(child)
        run = _between(view, first, last)
        side = "" if child.i > cue.i else "<"
        yield child.dep + side, child, [run]
        if child.dep == "prep":
            for inner in parse.children(child, "pobj", "pcomp"):
                yield f"prep.{inner.dep}{side}", inner, [_between(view, *view.edges(inner))]
                for clause in parse.children(inner, "acl", "ccomp", "relcl") if cue.pos == "NOUN" else ():
                    yield clause.dep, clause, [_between(view, *view.edges(clause))]
        if child.i > cue.i and child.dep in _RIGHT:
            right.append(child)
    for child in right:
        first = view.edges(child)[0]
        yield f"{child.dep}…", child, [_between(view, first, high)]
    subjects = [child for child in children if child.dep in ("nsubjpass", "nsubj")]
    for subject in subjects:
        run = _between(view, *view.edges(subject))
        yield subject.dep, subject, [run]
        for child in right:
            if child.dep in ("xcomp", "ccomp", "oprd", "acomp"):
                yield f"{subject.dep}+{child.dep}", child, [run, _between(view, *view.edges(child))]
    yield from _above(view, cue, low, high)
    yield from _around(view, line, cue, at)
    for number in line.quotes:
        quote = view.quotations[number]
        inside = [token for token in tokens if quote.contains(token.span)]
        if inside and not quote.contains(cue.span):
            yield "quote" if quote.start > cue.start else "quote<", None, [inside]
            if quote.start > cue.start:
                rest = [token for token in tokens[at + 1 :] if token.i <= high or token.unit != cue.unit]
                yield "…quote…", None, [[token for token in rest if token.start >= inside[0].start]]


def _above(view: View, cue: Token, low: int, high: int) -> Iterator[_Group]:
    """What governs the cue without the cue's own words, and its governor's other parts."""
    parse = view.parse
    token = cue
    for level in range(3):
        head = parse.head(token)
        if head is token:
            return
        mine = view.edges(token)
        if head.pos in ("VERB", "AUX", "NOUN") or level == 0:
            first, last = view.edges(head)
            left, after = _between(view, first, mine[0] - 1), _between(view, mine[1] + 1, last)
            yield f"head{level}-{token.dep}", head, [left, after]
            yield f"head{level}<-{token.dep}", head, [left]
        if level == 0:
            for child in parse.children(head, "ccomp", "xcomp", "attr", "acomp", "advcl", "acl"):
                if child is not token:
                    yield f"beside.{child.dep}", child, [_between(view, *view.edges(child))]
            for child in parse.children(head, "prep"):
                for inner in parse.children(child, "pobj", "pcomp"):
                    yield f"beside.prep.{inner.dep}", inner, [_between(view, *view.edges(inner))]
        token = head


def _around(view: View, line: Line, cue: Token, at: int) -> Iterator[_Group]:
    """What stands around the cue in the sentence: all of it before, all of it after, the main unit of a clause."""
    parse, tokens = view.parse, line.tokens
    kind = parse.units[cue.unit].kind
    own_first, own_last = parse.ranges[cue.unit]
    if kind != "main":
        if not _heads_clause(view, cue):
            return
        inside = view.quote_at(cue.start)
        left = [token for token in tokens[:at] if not own_first <= token.i < own_last]
        after = [token for token in tokens[at:] if not own_first <= token.i < own_last]
        # What comes after and is an attribution clause itself reports this one too, and is not reported by it.
        after = [token for token in after if parse.units[token.unit].kind != "clause"]
        loose = bool(left) and _trails(after)
        if not loose:
            yield f"{kind}:all", None, [left, after]
        if left and after:
            yield f"{kind}:left", None, [left]
            if not loose:
                yield f"{kind}:right", None, [after]
        if inside < 0:
            for name, run in (("left", left), ("right", after)):
                split = _last_break(run) if name == "left" else None
                if split:
                    yield f"{kind}:left;", None, [run[split:]]
        main = _between(view, *_range(parse.ranges[parse.units_of(line.number)[0]]))
        yield f"{kind}:main", None, [main]
        return
    rest = [token for token in tokens[at + 1 :] if token.unit == cue.unit]
    yield "rest", None, [rest]
    subjects = parse.children(cue, "nsubj", "nsubjpass")
    edge = min([cue.i, *(view.edges(subject)[0] for subject in subjects)])
    yield "start", None, [_between(view, own_first, edge - 1)]
    split = _last_break(_between(view, own_first, edge - 1))
    if split:
        yield "start;", None, [_between(view, own_first, edge - 1)[split:]]


def _heads_clause(view: View, cue: Token) -> bool:
    """Whether the cue speaks for the whole of its clause: its root or one beside it, or a verb of citing."""
    while cue.dep == "conj" or (cue.pos == "NOUN" and cue.dep == "pobj") or (cue.dep == "prep" and cue.pos == "ADP"):
        cue = view.parse.head(cue)
    return cue.head == cue.i or view.lemma(cue) in ("cite", "quote") or cue.dep in ("relcl", "acl", "prep")


def _trails(after: list[Token]) -> bool:
    """Whether the words behind an inserted clause only hang on to the sentence: a participle, an apposition.

    "…, images released by the Kremlin showed, kicking off a meeting": what follows is the outlet's own.
    """
    words = [token for token in after if token.pos != "PUNCT"]
    comma = after[0].text == "," if after else False
    if not words or not comma:
        return False
    first = words[0]
    if first.text.lower() in ("the", "a", "an"):
        return first.dep == "det" and not any(token.dep in ("nsubj", "nsubjpass") for token in words[:6])
    return first.tag == "VBG" or first.text.lower() == "which"


def _range(bounds: tuple[int, int]) -> tuple[int, int]:
    return bounds[0], bounds[1] - 1


def _last_break(run: list[Token]) -> int:
    """The place behind the last semicolon or dash of a run, 0 if there is none."""
    for place in range(len(run) - 2, 0, -1):
        if run[place].text in (";", "—", "–", "--"):
            return place + 1
    return 0


def _between(view: View, first: int, last: int) -> list[Token]:
    return list(view.parse.tokens[first : last + 1]) if first <= last else []


def _trimmed(group: list[Token]) -> list[Token]:
    """The run without punctuation and conjunctions at its ends."""
    start, end = 0, len(group)
    while start < end and (group[start].pos in ("PUNCT", "SPACE") or group[start].dep == "cc"):
        start += 1
    while end > start and (group[end - 1].pos in ("PUNCT", "SPACE") or group[end - 1].dep == "cc"):
        end -= 1
    return group[start:end]


_PLACED = frozenset(("outside", "inside", "during", "after", "before", "near", "until", "since", "within", "alongside"))
_PERSUADING = frozenset(("convince", "persuade", "assure", "reassure", "inform", "notify", "remind", "brief", "alert"))


def barred(view: View, cue: Token, candidate: Candidate) -> bool:
    """Whether the stretch cannot be what the cue reports: where or when it was said, to whom, another cue beside it."""
    for child in view.parse.children(cue, "conj"):
        if child.i in candidate.tokens and child.i > cue.i and view.entry(child) is not None:
            return True
    if candidate.shape.startswith(("prep", "…")) and candidate.head is not None:
        prep = candidate.head if candidate.head.dep == "prep" else view.parse.head(candidate.head)
        if prep.text.lower() in _PLACED:
            return True
    if cue.dep == "conj" and candidate.shape.startswith(("start", "head")):
        return True
    if view.lemma(cue) == "hold" and candidate.shape.startswith("dobj"):
        return True
    person = view.lemma(cue) in _PERSUADING and candidate.shape in ("dobj", "dobj…", "dative", "dative…")
    return person and candidate.head is not None and not view.parse.children(candidate.head, "acl", "relcl")


def content_features(view: View, line: Line, cue: Token, candidate: Candidate) -> list[str]:
    """The features of one candidate for what the cue reports, as names."""
    entry = view.entry(cue)
    kind = f"{cue.pos[0]}:{entry.kind}" if entry else f"{cue.pos[0]}:none"
    lemma, shape = view.lemma(cue), candidate.shape
    first, last = candidate.pieces[0], candidate.pieces[-1]
    opening = view.parse.at(first.start) or view.parse.at(first.start + 1)
    word = opening.text.lower() if opening else "?"
    size = len(candidate.tokens)
    bucket = _bucket(size)
    shapes = {child.dep for child in view.parse.children(cue)}
    found = [
        f"shape={shape}",
        f"lemma,shape={lemma},{shape}",
        f"kind,shape={kind},{shape}",
        f"tag,shape={cue.tag},{shape}",
        f"size={bucket}",
        f"shape,size={shape},{bucket}",
        f"kind,size={kind},{bucket}",
        f"first={word}",
        f"shape,first={shape},{word}",
        f"pieces={len(candidate.pieces)}",
    ]
    if opening:
        found.append(f"first.pos={opening.pos},{shape}")
    if candidate.head is not None:
        found.append(f"head.pos={candidate.head.pos},{shape}")
        found.append(f"head.tag,kind={candidate.head.tag},{kind}")
    found.extend(f"has {dep},{shape}" for dep in _TELLING if dep in shapes)
    found.append(f"quotes={_quoting(view, line, candidate)}")
    found.append(f"quotes,shape={_quoting(view, line, candidate)},{shape}")
    left = line.span.start
    tail = view.text[last.end : line.span.end].strip(' .!?"”')
    found.append("to the end" if not tail else "not to the end")
    found.append(f"{found[-1]},{shape}")
    if first.start - left <= 1:
        found.append(f"from the start,{shape}")
    if shape.startswith(("clause:", "head")):
        behind = view.parse.at(last.start) if len(candidate.pieces) > 1 else None
        found.append(f"behind={behind.tag if behind else 'none'},{shape}")
    gap = first.start - cue.end if first.start >= cue.end else cue.start - last.end
    found.append(f"gap={'0' if gap <= 1 else 'near' if gap < 12 else 'far'},{'R' if first.start >= cue.end else 'L'}")
    after = view.text[last.end : last.end + 1]
    found.append(f"after={after if after in ',;.' else 'w'},{shape}")
    return found


def _bucket(size: int) -> str:
    """A number of tokens as one of seven names."""
    for limit, name in ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (16, "9-16"), (30, "17-30")):
        if size <= limit:
            return name
    return "31+"


def _quoting(view: View, line: Line, candidate: Candidate) -> str:
    """How the candidate lies to the quotations of its sentence."""
    if not line.quotes:
        return "none"
    states = set()
    for number in line.quotes:
        quote = view.quotations[number]
        touched = [piece for piece in candidate.pieces if piece.overlaps(quote)]
        if not touched:
            states.add("out")
        elif all(quote.contains(piece) for piece in candidate.pieces):
            edges = (
                candidate.pieces[0].start - max(quote.start, line.span.start),
                min(quote.end, line.span.end) - candidate.pieces[-1].end,
            )
            states.add("equal" if max(edges) <= 1 else "inside")
        else:
            whole = any(
                piece.contains(Span(max(quote.start, line.span.start), min(quote.end, line.span.end)))
                for piece in touched
            )
            states.add("holds" if whole else "cuts")
    return "+".join(sorted(states))
