"""What a format found of one article goes in; its Report comes out, with what the text's own first lines say too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.intake.text import chosen, with_year
from dateline.intake.text.front import front
from dateline.intake.text.language import language as english
from dateline.model.day import known
from dateline.model.report import DateCandidate, Report, report_id
from dateline.model.span import Span
from dateline.model.stamp import stamp

_TAG = re.compile(r"[A-Za-z]{2,3}(?=\Z|[-_])")
_THREE = {"eng": "en", "rus": "ru", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ara": "ar"}
_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-])(?P<month>0?[1-9]|1[0-2]|[a-z]{3})(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<packed>20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SURE = 60
"""Words from which on a text that has none of English is not English, whatever its page says."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a format found: `body` with a blank line between paragraphs, `dates` the nearest to the publisher first.

    `language` is a tag as written ("en-GB", "eng"); all else is as in Report.
    """

    body: str
    title: str | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None
    dates: tuple[DateCandidate, ...] = ()


def report(article: Article, published: date | None = None) -> Report:
    """The Report whose text is the title, a blank line, and the body; the body's own title is not said twice.

    A wire's dateline, "Published on …" and bylines at the head of the body count as they do in plain text. `published`,
    when given, wins.
    """
    title = " ".join((article.title or "").split()) or None
    words = article.body.strip()
    if title:
        first = words.partition("\n")[0]
        if " ".join(first.split()).casefold() == title.casefold():
            words = words[len(first) :].lstrip()
    text = f"{title}\n\n{words}" if title else words
    body = Span(len(text) - len(words), len(text))
    lead = front(text, body, False)
    dates = [DateCandidate(known(published), "given")] if published else []
    dates += article.dates
    dates += [DateCandidate(time, "body") for time in lead.dates]
    dates += [DateCandidate(lead.filed, "dateline")] if lead.filed else []
    anchor = next((each.time.earliest for each in dates if each.time.state == "known"), None)
    dates = [with_year(each, anchor) for each in dates]
    when, basis = chosen(tuple(dates))
    return Report(
        id=report_id(text, when),
        text=text,
        body=body,
        published=when,
        published_basis=basis,
        title=title,
        title_span=Span(0, len(title)) if title else None,
        publisher=article.publisher,
        bylines=tuple(dict.fromkeys(article.bylines or lead.bylines)),
        agencies=tuple(dict.fromkeys((*article.agencies, *lead.agencies))),
        language=language(article.language, words),
        url=article.url,
        retrieved=article.retrieved,
        dates=tuple(dates),
    )


def language(stated: str | None, words: str) -> str | None:
    """The language of `words`, as ISO 639-1: what is stated, unless the words show that it is not so.

    >>> language("fr-CA", "Il pleut."), language(None, "The rain was on its way to the sea and the hills.")
    ('fr', 'en')
    """
    shown = english(words)
    tag = _TAG.match(stated.strip()) if stated else None
    if tag is None or shown:
        return shown
    short = tag.group().lower()
    short = _THREE.get(short, short)
    return None if short == "en" and len(words.split()) >= _SURE else short


def url_date(url: str | None) -> tuple[DateCandidate, ...]:
    """The day that an address holds, as news sites write it: one candidate or none.

    >>> [each.time.edtf for each in url_date("https://post.example/world/2024/mar/05/pact")]
    ['2024-03-05']
    """
    found = _IN_URL.search(url.lower()) if url else None
    if found is None:
        return ()
    if found["packed"]:
        time = stamp(found["packed"])
    else:
        month = found["month"]
        if month.isalpha() and month not in _MONTHS:
            return ()
        number = _MONTHS.index(month) + 1 if month.isalpha() else int(month)
        time = stamp(f"{found['year']}-{number:02}-{int(found['day']):02}")
    return (DateCandidate(time, "url", said_in="URL"),) if time.state == "known" else ()
