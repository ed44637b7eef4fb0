"""A report goes in; out comes whom it credits in its own words: wires that it carries, outlets whose word it passes on.

Four ways are told apart: the house that publishes it; a wire that signs it, in its head, in a byline or in a credit
("(Reuters)"); one that had a hand in it ("AFP contributed to this report"); and one that is quoted ("told TASS").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dateline.model.dateline import dateline_at
from dateline.model.publisher import Publisher, Publishers
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.wires import WIRES, is_wire

By = Literal["publisher", "credit", "contributed", "relay"]

UNNAMED = "agency:*"
"""The id of wires that a report credits without saying which."""

_GENERIC = re.compile(
    r"(?i)(?:(?:news|wire|press|foreign|international)\s)?(?:agenc(?:y|ies)|wires?|wire services?|news services?)"
    r"(?:\sreports?)?|compiled from wires"
)
_LEAD = 2
"""Paragraphs at the head in which a relay says whose the news is."""
_LINE = re.compile(r"[^\n\r]+")
_NEAR_WORDS = r"(?:\s(?:news\s)?(?:agency|service|newswire|wire))?"
_CONTRIBUTED = (
    r"(?i:(?:with|includes|including|additional)\s(?:additional\s)?(?:inputs?|reporting|reports?|material|files)\s"
    r"(?:from|by)\s(?:the\s)?)(?P<with>{names})|(?P<helped>{names})(?i:\s(?:also\s)?contributed\s(?:to|reporting))"
)
_CREDIT = r"(?:[–—-]\s?|\(|©\s?|/)(?P<signed>{names})(?:\)|/)?\.?\s*$"
_RELAY = (
    r"\b(?i:told|telling|(?:interview|conversation)\swith|statement\sto|quoted\sby|cited\sby|carried\sby|reported\sby"
    r"|published\sby|according\sto|citing|quoting)(?:\sthe)?(?:\s[\w’'-]+){{0,3}}?\s(?P<to>{names})(?![\w’'-])"
    r"|(?<![\w/])(?=[^\W_a-ce-z])(?P<says>{names}){near}(?:\s(?:has|had|have|also|later|earlier|first))?\s"
    r"(?i:reported|reports?|said|says|quoted|cited|wrote|writes|learned|revealed)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One house that a report owes something to: `id` as in `Origin.id`, how, and the words that say so.

    `span` is None for what stands in the data about the report and not in its text. `leads` that the report opens with
    it, so that the news as a whole is theirs.
    """

    id: str
    name: str
    by: By
    words: str
    span: Span | None = None
    leads: bool = False


class Crediting:
    """Reads credits, with the publishers that it was given."""

    def __init__(self, publishers: Publishers) -> None:
        self._publishers = publishers
        houses = {name for each in publishers.known for name in (*each.signs, *each.aliases, each.name)}
        # Short words in small letters are no names; wires sign with as little as two letters.
        named = {name for name in houses if len(name) > 2 and name[0].isupper()} | set(WIRES)
        names = "|".join(re.escape(each) for each in sorted(named, key=lambda each: (-len(each), each)))
        self._contributed = re.compile(_CONTRIBUTED.format(names=names))
        self._credit = re.compile(_CREDIT.format(names=names))
        self._relay = re.compile(_RELAY.format(names=names, near=_NEAR_WORDS))

    def publisher(self, report: Report) -> Publisher | None:
        """The house that published a report, if it is known."""
        return self._publishers.of(report)

    def outlet(self, report: Report) -> tuple[str, str]:
        """Under which id and name a report's outlet counts: the house, the name that it gives, else the report."""
        house = self.publisher(report)
        if house is not None:
            return f"{'agency' if house.kind == 'agency' else 'outlet'}:{house.id}", house.name
        name = " ".join((report.publisher or "").split())
        return (f"outlet:{name.casefold()}", name) if name else (f"report:{report.id}", "this report")

    def house(self, name: str) -> tuple[str, str] | None:
        """The id and name of a wire or outlet by a name of it; None where it is not known to be one."""
        name = " ".join(name.split())
        bare = re.sub(rf"(?<=\w){_NEAR_WORDS[:-1]}$", "", name, flags=re.IGNORECASE) if " " in name else name
        house = self._publishers.called(name) or self._publishers.called(bare)
        if house is not None:
            return f"{'agency' if house.kind == 'agency' else 'outlet'}:{house.id}", house.name
        bare = bare.removeprefix("the ").removeprefix("The ")
        return (f"agency:{bare.casefold()}", bare) if is_wire(bare) else None

    def relayed(self, words: str) -> tuple[str, str] | None:
        """The house to which somebody spoke or by which a thing was reported, of words such as "told TASS"."""
        match = self._relay.search(words)
        return self.house(match["to"] or match["says"]) if match else self.house(words)

    def credits(self, report: Report) -> tuple[Credit, ...]:
        """All that a report credits, each house once for each way, in the order of the text, what is data first."""
        found: dict[tuple[str, By], Credit] = {}
        house = self.publisher(report)
        own = self.outlet(report)[0]
        if house is not None and house.kind == "agency":
            found[own, "publisher"] = Credit(own, house.name, "publisher", house.name)
        for name in (*report.agencies, *report.bylines):
            named = self._wire(name, name in report.agencies)
            if named is not None:
                found.setdefault((named[0], "credit"), Credit(*named, "credit", name))
        for credit in self._told(report):
            if credit.id != own and (credit.id, "credit") not in found:
                found.setdefault((credit.id, credit.by), credit)
        return tuple(found.values())

    def _wire(self, name: str, as_agency: bool) -> tuple[str, str] | None:
        """The wire that a credit or a byline names; a byline that is no wire's is a person's."""
        if _GENERIC.fullmatch(name.strip()) or (not as_agency and re.search(r"(?i)\bagencies\b", name)):
            return UNNAMED, "news agencies"
        named = self.house(name)
        if named is not None:
            return named if as_agency or named[0].startswith("agency:") else None
        plain = " ".join(name.split())
        return (f"agency:{plain.casefold()}", plain) if as_agency and plain else None

    def _told(self, report: Report) -> list[Credit]:
        """The credits that stand in the text itself."""
        found: list[Credit] = []
        end = min(report.body.end, len(report.text))
        found_lines = _LINE.finditer(report.text, min(report.body.start, end), end)
        lines = (match for match in found_lines if not match[0].isspace())
        for number, match in enumerate(lines):
            start, stop = match.start(), match.end()
            line = dateline_at(report.text, start, stop) if number < _LEAD else None
            signs = [(span, span.of(report.text)) for span in (line.agencies if line else ())]
            found += [
                Credit(*named, "credit", words, span) for span, words in signs if (named := self._wire(words, True))
            ]
            shown = report.text[start:stop]
            signed = self._credit.search(shown[-60:])
            if signed and (named := self.house(signed["signed"])):
                at = start + max(0, len(shown) - 60)
                found.append(Credit(*named, "credit", signed[0].strip(), _span(at, signed, "signed")))
            for helped in self._contributed.finditer(shown):
                group = "with" if helped["with"] else "helped"
                if named := self.house(helped[group]):
                    found.append(Credit(*named, "contributed", helped[0], _span(start, helped, group)))
            for relay in self._relay.finditer(shown):
                group = "to" if relay["to"] else "says"
                if named := self.house(relay[group]):
                    span = Span(start + relay.start(), start + relay.end())
                    found.append(Credit(*named, "relay", relay[0], span, number < _LEAD))
        return found


def _span(at: int, match: re.Match[str], group: str) -> Span:
    return Span(at + match.start(group), at + match.end(group))
