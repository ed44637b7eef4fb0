"""Tokens go in; the numbers that they state come out as ranges with a unit: soldiers, tonnes, dollars, people killed.

"at least 12" is open above, "dozens" is 24 to 99, "between 3 and 5" is 3 to 5, "nearly 40" is 36 to 40. Dates, times of
day and years are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model.act import Quantity
from dateline.model.parse import Parse, Token
from dateline.model.span import Span

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "mn": 1e6, "bn": 1e9,
    "tn": 1e12, "k": 1e3, "lakh": 1e5, "crore": 1e7, "dozen": 12.0, "score": 20.0,
}  # fmt: skip
_VAGUE: dict[str, tuple[float, float | None]] = {
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999),
    "millions": (2e6, 9.99e6), "billions": (2e9, 9.99e9), "several": (3, 9), "few": (2, 5), "couple": (2, 2),
    "handful": (3, 6), "both": (2, 2), "pair": (2, 2), "many": (3, None), "numerous": (3, None), "various": (2, None),
    "trio": (3, 3), "half-dozen": (6, 6),
}  # fmt: skip
_MANY = {
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "tens": 1e1,
    "dozens": 12.0,
    "billions": 1e9,
    "scores": 20.0,
}
_CURRENCIES = {
    "$": "dollars", "us$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won", "₹": "rupees",
    "₽": "roubles", "a$": "Australian dollars", "c$": "Canadian dollars", "hk$": "Hong Kong dollars", "rmb": "yuan",
    "usd": "dollars", "eur": "euros", "us $": "dollars", "₺": "lira", "₴": "hryvnia", "₪": "shekels",
}  # fmt: skip
_FLOOR = ("at least", "no fewer than", "no less than", "a minimum of", "not less than")
_ABOVE = ("more than", "over", "above", "upwards of", "in excess of", "exceeding", "well over")
_CEILING = ("up to", "as many as", "as much as", "at most", "no more than", "a maximum of", "not more than")
_BELOW = ("fewer than", "less than", "under", "below")
_ALMOST = ("nearly", "almost", "close to", "just under", "approaching", "not quite")
_ABOUT = (
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "an estimated",
    "estimated",
    "circa",
    "or so",
    "in the region of",
)
_HEDGES: dict[str, str] = {
    phrase: kind
    for kind, phrases in (
        ("floor", _FLOOR), ("above", _ABOVE), ("ceiling", _CEILING), ("below", _BELOW), ("almost", _ALMOST),
        ("about", _ABOUT),
    )
    for phrase in phrases
}  # fmt: skip
_DIGITS = re.compile(r"(\d{1,3}(?:[, .]\d{3})+|\d+)(?:\.(\d+))?(k|m|mn|bn|tn)?\Z", re.I)
_RANGE = re.compile(r"(\d[\d,.]*)\s*[-–]\s*(\d[\d,.]*)(k|m|mn|bn|tn)?\Z", re.I)
_YEAR = re.compile(r"(1[6-9]|20)\d\d\Z")
_MEASURES = frozenset({
    "tonne", "ton", "kilogram", "kilo", "kg", "gram", "barrel", "litre", "liter", "gallon", "dollar", "euro", "pound",
    "yuan", "rouble", "ruble", "yen", "rupee", "won", "megawatt", "gigawatt", "kilowatt", "hectare", "acre",
    "kilometre", "kilometer", "mile", "metre", "meter", "percent", "%", "per", "dose", "truckload", "shipload", "box",
    "bag", "sack", "batch", "container", "crate", "round", "cubic", "franc", "riyal", "dirham", "lira", "peso", "krone",
})  # fmt: skip
_COUNTING = frozenset({"nummod", "quantmod", "amod", "det", "compound", "predet"})
ABOUT = 0.1
"""How far "about 40" may reach on either side: a tenth, as readers of round numbers take it."""


@dataclass(frozen=True, slots=True)
class _Number:
    low: float
    high: float | None
    first: int
    last: int


def quantities_in(text: str, parse: Parse, tokens: Sequence[Token]) -> list[Quantity]:
    """Every number with a unit that the tokens (of one sentence of `text`, in order) state.

    Dates, times of day, ages and ordinals are left out.
    """
    return [quantity for quantity in _numbers_in(text, parse, tokens) if quantity.unit is not None]


def _numbers_in(text: str, parse: Parse, tokens: Sequence[Token]) -> list[Quantity]:
    found = []
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        if _dated(tokens, number):
            at = number.last + 1
            continue
        found.append(_quantity(text, parse, tokens, number))
        at = number.last + 1
    return found


def quantity_of(text: str, parse: Parse, noun: Token) -> Quantity | None:
    """The quantity that counts `noun` ("40,000 artillery shells", "two tonnes of wheat"), if words state one."""
    first = _phrase(parse, noun)
    measured = parse.head(parse.head(noun)) if noun.dep == "pobj" else noun
    for quantity in quantities_in(text, parse, first):
        counted = parse.within(quantity.span)
        heads = {token.head for token in counted} | {parse.head(token).head for token in counted}
        if {noun.i, measured.i} & (heads | {token.i for token in counted}):
            return quantity
    for child in parse.children(noun, "det"):
        if child.text.lower() in ("a", "an") and noun.tag == "NN" and noun.lemma not in _MASS:
            return Quantity(child.text, child.span, 1, 1, noun.text)
    return None


_MASS = frozenset(
    {"weaponry", "technology", "aid", "help", "support", "ban", "deal", "assistance", "relief", "package"}
)


def _phrase(parse: Parse, noun: Token) -> list[Token]:
    """The noun phrase in front of the noun, and what measures it ("two tonnes of wheat")."""
    inside = [token for token in parse.subtree(noun) if token.i <= noun.i]
    head = parse.head(noun)
    if noun.dep == "pobj" and head.text.lower() == "of":
        measure = parse.head(head)
        inside += [token for token in parse.subtree(measure) if token.i <= head.i]
    return sorted({token.i: token for token in inside}.values(), key=lambda token: token.start)


def _dated(tokens: Sequence[Token], number: _Number) -> bool:
    inside = tokens[number.first : number.last + 1]
    if any(token.ent in ("DATE", "TIME", "ORDINAL") for token in inside):
        after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
        return not (after is not None and after.pos == "NOUN" and after.ent not in ("DATE", "TIME", "ORDINAL"))
    if len(inside) == 1 and _YEAR.match(inside[0].text):
        follows = tokens[number.last + 1].pos if number.last + 1 < len(tokens) else ""
        return follows not in ("NOUN", "ADJ")
    return any(token.dep == "npadvmod" and token.text.lower() in ("old", "year-old") for token in inside)


# --- reading numbers


def _number(tokens: Sequence[Token], at: int) -> _Number | None:
    word = tokens[at].text.lower()
    if word == "between":
        return _between(tokens, at)
    pair = _RANGE.match(word)
    if pair is not None:
        scale = _SCALES.get((pair.group(3) or "").lower(), 1.0)
        low, high = _digits(pair.group(1)), _digits(pair.group(2))
        last, more = _scaled(tokens, at + 1)
        if low is None or high is None or low > high:
            return None
        return _Number(low * scale * more, high * scale * more, at, last)
    vague = _vague(tokens, at)
    if vague is not None:
        return vague
    exact = _exact(tokens, at)
    if exact is None:
        return None
    value, last = exact
    if last + 2 < len(tokens) and tokens[last + 1].text.lower() in ("to", "-", "–", "or"):
        upper = _exact(tokens, last + 2)
        if upper is not None and upper[0] > value:
            low = value
            if tokens[upper[1]].text.lower() in _SCALES and value < 1000 <= upper[0]:
                low = value * _SCALES[tokens[upper[1]].text.lower()]
            return _Number(low, upper[0], at, upper[1])
    return _Number(value, value, at, last)


def _between(tokens: Sequence[Token], at: int) -> _Number | None:
    low = _exact(tokens, at + 1) if at + 1 < len(tokens) else None
    if low is None or low[1] + 2 >= len(tokens) or tokens[low[1] + 1].text.lower() != "and":
        return None
    high = _exact(tokens, low[1] + 2)
    if high is None or high[0] <= low[0]:
        return None
    first = low[0]
    if tokens[high[1]].text.lower() in _SCALES and first < 1000 <= high[0]:
        first *= _SCALES[tokens[high[1]].text.lower()]
    return _Number(first, high[0], at, high[1])


def _vague(tokens: Sequence[Token], at: int) -> _Number | None:
    word = tokens[at].text.lower()
    if word not in _VAGUE:
        return None
    if word == "few" and not (at and tokens[at - 1].text.lower() in ("a", "the", "only")):
        return None
    low, high = _VAGUE[word]
    last = at
    if at + 2 < len(tokens) and tokens[at + 1].text.lower() == "of" and tokens[at + 2].text.lower() in _MANY:
        times = _MANY[tokens[at + 2].text.lower()]
        low, high = low * times, (high + 1) * times - 1 if high is not None else None
        last = at + 2
    return _Number(float(low), float(high) if high is not None else None, at, last)


def _exact(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A number in digits or words that begins at `at`, and the place of its last token."""
    if at >= len(tokens):
        return None
    word = tokens[at].text.lower()
    value = _digits(word)
    if value is not None:
        last, scale = _scaled(tokens, at + 1)
        return value * scale, last
    if word in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].text.lower() in _SCALES:
        last, scale = _scaled(tokens, at + 1)
        return scale, last
    if word == "half" and at + 2 < len(tokens) and tokens[at + 1].text.lower() == "a":
        last, scale = _scaled(tokens, at + 2)
        return (scale / 2, last) if scale > 1 else None
    return _words(tokens, at)


def _words(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    total, part, last = 0.0, 0.0, -1
    for place in range(at, len(tokens)):
        word = tokens[place].text.lower()
        pieces = word.split("-") if "-" in word and word != "-" else [word]
        if all(piece in _UNITS for piece in pieces) and word not in ("-",):
            if last >= 0 and place > at and part % 100 and len(pieces) == 1 and _UNITS[word] >= 10:
                break
            part += sum(_UNITS[piece] for piece in pieces)
        elif word == "hundred" and last >= 0:
            part *= 100
        elif word in ("thousand", "million", "billion", "trillion", "dozen") and last >= 0:
            total, part = total + part * _SCALES[word], 0.0
        elif word in ("and", "-") and last >= 0 and place + 1 < len(tokens):
            following = tokens[place + 1].text.lower()
            before = tokens[place - 1].text.lower()
            if following not in _UNITS or (word == "and" and before not in ("hundred", "thousand")):
                break
            continue
        else:
            break
        last = place
    return (total + part, last) if last >= 0 else None


def _scaled(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """The place of the last scale word from `at` on ("million", "hundred thousand"), and their product."""
    scale, last = 1.0, at - 1
    while at < len(tokens):
        word = tokens[at].text.lower().rstrip(".")
        if word == "-" and at + 1 < len(tokens) and tokens[at + 1].text.lower() in _SCALES:
            at += 1
            continue
        if word not in _SCALES or word in ("score", "k"):
            break
        scale, last = scale * _SCALES[word], at
        at += 1
    return last, scale


def _digits(word: str) -> float | None:
    found = _DIGITS.match(word.lstrip("$€£¥"))
    if found is None:
        return None
    whole = re.sub(r"[, ]", "", found.group(1))
    if "." in whole:
        whole = whole.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", whole) else whole
    value = float(f"{whole}.{found.group(2)}" if found.group(2) else whole)
    return value * _SCALES.get((found.group(3) or "").lower(), 1.0)


# --- hedges and units


def _quantity(text: str, parse: Parse, tokens: Sequence[Token], number: _Number) -> Quantity:
    low, high, first = _hedged(tokens, number)
    unit = _unit(parse, tokens, number)
    start = tokens[first].start
    currency = _currency(tokens, number)
    if currency is not None:
        unit = currency[0]
        start = min(start, tokens[currency[1]].start)
    span = Span(start, max(tokens[number.last].end, start))
    return Quantity(span.of(text), span, low, high, unit)


def _hedged(tokens: Sequence[Token], number: _Number) -> tuple[float | None, float | None, int]:
    """The range after its hedge ("at least", "nearly"), and where the hedge begins."""
    low: float | None = number.low
    high = number.high
    before = number.first
    if before and tokens[before - 1].text.lower() in _CURRENCIES:
        before -= 1
    for length in (4, 3, 2, 1):
        if before - length < 0:
            continue
        phrase = " ".join(token.text.lower() for token in tokens[before - length : before])
        kind = _HEDGES.get(phrase)
        if kind is None:
            continue
        low, high = _range(kind, number.low, number.high)
        return low, high, before - length
    article = tokens[number.first - 1].text.lower() if number.first else ""
    if article in ("a", "an") and tokens[number.first].text.lower() in _VAGUE:
        return low, high, number.first - 1
    return low, high, number.first


def _range(kind: str, low: float, high: float | None) -> tuple[float | None, float | None]:
    if kind == "floor":
        return low, None
    if kind == "above":
        return (low + 1 if low == int(low) and low < 1000 else low), None
    if kind == "ceiling":
        return None, high
    if kind == "below":
        return None, (high - 1 if high is not None and high == int(high) and high < 1000 else high)
    if kind == "almost":
        return round(low * (1 - ABOUT), 6), high
    return round(low * (1 - ABOUT), 6), round(high * (1 + ABOUT), 6) if high is not None else None


def _currency(tokens: Sequence[Token], number: _Number) -> tuple[str, int] | None:
    if number.first:
        before = tokens[number.first - 1].text.lower()
        if before in _CURRENCIES:
            return _CURRENCIES[before], number.first - 1
    first = tokens[number.first].text
    if first[:1] in _CURRENCIES:
        return _CURRENCIES[first[:1]], number.first
    return None


def _unit(parse: Parse, tokens: Sequence[Token], number: _Number) -> str | None:
    """What is counted: the noun that the number depends on, or the noun after it."""
    last = tokens[number.last]
    if number.last + 1 < len(tokens) and tokens[number.last + 1].text == "%":
        return "percent"
    for token in reversed(tokens[number.first : number.last + 1]):
        head = parse.head(token)
        if token.dep in _COUNTING and head.pos in ("NOUN", "PROPN") and head.start > last.start:
            return head.text
        if token.pos in ("NOUN", "NUM", "PRON", "ADJ"):
            for preposition in parse.children(token, "prep"):
                of = parse.children(preposition, "pobj") if preposition.text.lower() == "of" else []
                if of:
                    return of[0].text
    for token in tokens[number.last + 1 : number.last + 4]:
        if token.pos in ("NOUN", "PROPN") and token.ent not in ("DATE", "TIME"):
            return token.text
        if token.pos not in ("ADJ", "NUM", "ADP") or (token.pos == "ADP" and token.text.lower() != "of"):
            break
    return None


# --- casualties

_HARM = {
    "kill": "killed", "die": "killed", "perish": "killed", "slay": "killed", "massacre": "killed", "execute": "killed",
    "murder": "killed", "drown": "killed", "assassinate": "killed", "behead": "killed", "dead": "killed",
    "death": "killed", "fatality": "killed", "body": "killed", "corpse": "killed", "toll": "killed", "gun": "killed",
    "wound": "wounded", "injure": "wounded", "hurt": "wounded", "maim": "wounded", "injury": "wounded",
    "injured": "wounded", "wounded": "wounded", "casualty": "casualties", "missing": "missing", "detain": "detained",
    "arrest": "detained", "kidnap": "abducted", "abduct": "abducted", "displace": "displaced", "displaced": "displaced",
    "detainee": "detained", "victim": "casualties",
}  # fmt: skip
_NOT_PEOPLE = frozenset({
    "percent", "dollars", "euros", "pounds", "yen", "times", "days", "hours", "years", "kilometres", "kilometers",
    "miles",
})  # fmt: skip
_HARMING = frozenset({"kill", "wound", "injure", "arrest", "detain", "kidnap", "abduct", "murder", "hurt"})
"""Verbs whose active subject does the harm, so that its number counts the doers."""


def casualties_in(text: str, parse: Parse, tokens: Sequence[Token]) -> list[Quantity]:
    """The numbers of people harmed, in one sentence.

    The unit is `killed`, `wounded`, `casualties`, `missing`, `detained`, `abducted` or `displaced`.
    """
    found = []
    for quantity in _numbers_in(text, parse, tokens):
        if quantity.unit is not None and quantity.unit.lower() in _NOT_PEOPLE:
            continue
        harm = _harm(parse, quantity)
        if harm is not None:
            found.append(Quantity(quantity.text, quantity.span, quantity.low, quantity.high, harm))
    return found


def _harm(parse: Parse, quantity: Quantity) -> str | None:
    """What befell those counted: by the word that the count depends on, or that describes it."""
    for token in parse.within(quantity.span):
        noun = token if token.pos in ("NOUN", "PROPN", "PRON") else parse.head(token)
        for near in _near(parse, noun, token):
            harm = _HARM.get(near.lemma.lower()) or _HARM.get(near.text.lower())
            if harm is not None and not (near.lemma == "toll" and "death" not in _around(parse, near)):
                return harm
    return None


def _near(parse: Parse, noun: Token, number: Token) -> Iterable[Token]:
    yield noun
    yield from parse.children(noun, "amod", "acl", "relcl", "oprd")
    head = parse.head(noun)
    if head.i != noun.i and noun.dep in ("nsubjpass", "dobj", "nsubj", "pobj", "attr", "nummod", "conj", "appos"):
        if noun.dep == "nsubj" and head.lemma in _HARMING and head.tag != "VBN":
            return
        if noun.dep == "pobj" and head.text.lower() not in ("of", "to", "at"):
            return
        yield head
        if noun.dep == "pobj":
            yield parse.head(head)
        yield from parse.children(head, "oprd", "acomp", "amod")


def _around(parse: Parse, toll: Token) -> str:
    return " ".join(token.text.lower() for token in parse.subtree(toll))
