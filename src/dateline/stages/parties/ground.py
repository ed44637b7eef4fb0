"""A parsed report goes in; what finders of mentions need of it comes out: words, owners, complements."""

from __future__ import annotations

from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.party import How, PartyKind
from dateline.model.reading import Reading
from dateline.stages.parties.mention import Form, Mention
from dateline.stages.parties.names import Knowledge, Names
from dateline.stages.parties.phrases import complement, span_of
from dateline.stages.parties.titles import Titles
from dateline.stages.parties.usage import Usage

OF = frozenset({"of"})


class Ground:
    """What the finders of mentions stand on: one report, its names, and which of its tokens are taken."""

    def __init__(self, reading: Reading, kit: Kit, knowledge: Knowledge, names: Names, verbs: frozenset[str]) -> None:
        self.reading, self.roles, self.knowledge, self.names = reading, kit.roles, knowledge, names
        self.parse, self.text = reading.parse, reading.report.text
        self.tokens = self.parse.tokens
        self.usage = Usage(reading, kit, names, verbs)
        self.titles = Titles(reading, kit, knowledge, names)
        self.found: list[Mention] = []
        people = [name for name in names.at.values() if name.label == "PERSON" and name.last > name.first]
        self.surnames = {self.tokens[name.last].text for name in people if self.tokens[name.last].text[0].isupper()}
        self.surnames |= {
            f"{self.tokens[name.last - 1].text} {self.tokens[name.last].text}"
            for name in people
            if name.last - name.first > 1 and self.tokens[name.last - 1].text.lower() in self.roles.particles
        }
        """The last words of the names of people who are named in full somewhere in the report: "Ruiz", "La Riva"."""
        self._taken: set[int] = set()

    def _keep(self, mention: Mention) -> None:
        self.found.append(mention)
        named = mention.form == "name" and mention.first <= mention.head
        self._taken.update(
            range(mention.first, mention.last + 1) if named and mention.possessor is None else (mention.head,)
        )
        name = self.names.at.get(mention.head)
        if name is not None:
            self._taken.update(range(name.first, name.last + 1))

    def _definite(self, first: int, head: int) -> bool:
        return any(
            self.tokens[i].text.lower() in ("the", "this", "that", "these", "those", "both")
            or self.tokens[i].dep == "poss"
            for i in range(max(0, first), head)
        )

    def _possessor(self, first: int, head: int) -> int | None:
        """The token that heads the owner: "Kozlov" of "Kozlov's ministry", "its" of "its army"."""
        for i in range(head - 1, first - 1, -1):
            token = self.tokens[i]
            if token.dep == "poss" and i not in self._inside(head):
                return i
        return None

    def _inside(self, head: int) -> range:
        name = self.names.at.get(head)
        return range(name.first, name.last + 1) if name else range(0)

    def _bare(self, first: int) -> int:
        while self.tokens[first].dep in ("det", "predet", "nummod") and first + 1 < len(self.tokens):
            first += 1
        return first

    def _words(self, first: int, last: int) -> str:
        return " ".join(span_of(self.parse, first, last, self.text).of(self.text).split())

    def _capital(self, token: Token) -> bool:
        return token.text[0].isupper() or token.text in ("-", "&", "'") or token.text.lower() in self.roles.particles

    def _article(self, first: int) -> int:
        """The token to begin a name with: its article where it has one."""
        before = first - 1
        if (
            before >= 0
            and self.tokens[before].text in ("the", "The", "THE")
            and self.tokens[before].unit == self.tokens[first].unit
        ):
            return before
        return first

    def _complemented(self, head: int, core: int, prepositions: frozenset[str]) -> int:
        """The last token of a phrase with its complements: "of the army", "to the United Nations"."""
        last = core
        for _ in range(3):
            found = complement(self.parse, head, last, self.text, prepositions)
            if found is None:
                return last
            inner = self.tokens[found[0]]
            if self.tokens[last + 1].text.lower() == "from" and inner.i not in self.names.at and inner.pos != "PROPN":
                return last
            name = self.names.at.get(inner.i)
            end = max(inner.i, name.last) if name else inner.i
            end = self._joined_names(inner, end)
            last = self._complemented(inner.i, end, OF) if name is None else end
        return last

    def _joined_names(self, inner: Token, end: int) -> int:
        """Takes in more names of the same sort: "the ministers of Jordan and Lebanon", "of Peru, Chile and Bolivia"."""
        name = self.names.at.get(inner.i)
        if name is None or name.label != "GPE":
            return end
        at, listed = end, end
        while at + 2 < len(self.tokens):
            last = self.tokens[at + 1].dep == "cc"
            comma = self.tokens[at + 1].text == ","
            step = 3 if comma and self.tokens[at + 2].dep == "cc" else 2
            other = self.names.at.get(at + step)
            if not (last or comma) or other is None or other.label != "GPE" or self.tokens[other.last].dep != "conj":
                return listed
            at = other.last
            if last or step == 3:
                return at
        return listed

    def _made(
        self, head: Token, first: int, last: int, form: Form, kind: PartyKind, how: How, **fields: object
    ) -> Mention:
        span = span_of(self.parse, first, last, self.text)
        return Mention(span, span.of(self.text), head.i, first, last, form, kind, how, **fields)  # type: ignore[arg-type]
