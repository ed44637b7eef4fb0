"""A report goes in; out comes whose it is: its publisher, by address or name, and the lines that are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from dateline.model.entry import Rights
from dateline.model.paragraphs import paragraphs
from dateline.model.report import Report
from dateline.model.span import Span

PublisherKind = Literal["agency", "newspaper", "magazine", "broadcaster", "site", "aggregator", "government"]
Owner = Literal["state", "public", "private", "party", "non-profit"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """One house that publishes reports; `id` is its file, "<country>/<name>".

    `country` is ISO 3166 alpha-3. `signs` are the names by which its own copy is credited when others carry it.
    `furniture` are the words with which lines open that are no part of its reports. `rights` is what its licence lets
    anybody keep and show; None where that is for the user to settle. An aggregator carries what others wrote.
    """

    id: str
    name: str
    kind: PublisherKind
    country: str
    owner: Owner
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    rights: Rights | None = None
    licence: str | None = None


@dataclass(frozen=True)
class Publishers:
    """Those that are known, to look one up by an address or by a name."""

    known: tuple[Publisher, ...]

    def of(self, report: Report) -> Publisher | None:
        """The publisher of a report: by its address, else by the name that it gives."""
        return self.at(report.url) or self.called(report.publisher)

    def at(self, url: str | None) -> Publisher | None:
        """The publisher whose domain, or a part of it, an address is at."""
        try:
            host = (urlsplit(url).hostname or "") if url else ""
        except ValueError:
            return None
        labels = host.lower().split(".")
        return next(
            (self._by_domain[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in self._by_domain),
            None,
        )

    def called(self, name: str | None) -> Publisher | None:
        """The publisher of a name: its own, another by which it goes, or its domain."""
        if not name:
            return None
        key = _key(name)
        return self._by_name.get(key) or self._by_domain.get(key.removeprefix("www."))

    def settled(self, report: Report) -> Report:
        """The report with its publisher's standard name, and with the lines that are that publisher's furniture."""
        publisher = self.of(report)
        if publisher is None:
            return report
        lines: tuple[Span, ...] = ()
        if publisher.furniture:
            opens = re.compile("|".join(re.escape(words) for words in publisher.furniture), re.IGNORECASE)
            blocks = paragraphs(report.text, report.body)
            lines = tuple(block for block in blocks if opens.match(report.text, block.start, block.end))
        return replace(report, publisher=publisher.name, furniture=lines)

    @cached_property
    def _by_domain(self) -> dict[str, Publisher]:
        return {domain: each for each in self.known for domain in each.domains}

    @cached_property
    def _by_name(self) -> dict[str, Publisher]:
        return {_key(name): each for each in self.known for name in _names(each)}


def _names(publisher: Publisher) -> Iterable[str]:
    return (*publisher.signs, *publisher.aliases, publisher.name)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
