"""Words of a report go in, hostile and broken ones too; the same words come out as other formats can carry them."""

from __future__ import annotations

from dateline.model.codec import Json

# What XML 1.0 (section 2.2) has no way to write and UTF-8 no bytes for: control characters become their pictures
# (U+2400 to U+241F), lone surrogates and noncharacters the replacement character. A picture and not nothing, so that a
# reader sees that something stood there, and so that every offset still holds.
_CARRIED = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)), 0xFFFD)
    | {plane + last: 0xFFFD for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)}
)
# Signs by which a line turns round the words around it (UAX 9: embeddings, overrides, isolates), and the controls
# U+0080 to U+009F, which terminals obey. Marks that only settle a neighbour's direction (U+200E, U+200F) stay.
_SHOWN = _CARRIED | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def carried(words: str) -> str:
    """The words with what XML and UTF-8 cannot hold replaced, one code point for one, so that offsets still hold.

    >>> carried("a\\x00b\\ud800")
    'a␀b�'
    """
    return words if _harmless(words) else words.translate(_CARRIED)


def plain(words: str) -> str:
    """The words as people may see them, one code point for one: `carried`, and nothing that turns or hides others.

    >>> plain("Kim\\u202e said\\x85 so")
    'Kim� said� so'
    """
    return words if _harmless(words) else words.translate(_SHOWN)


def shown(words: str) -> str:
    """The words on one line for people's eyes: `plain`, and every space one.

    >>> shown("Kim\\u202e said\\n  so ")
    'Kim� said so'
    """
    return plain(" ".join(words.split()))


def within(value: Json) -> Json:
    """The JSON value with all its strings `carried`, keys left alone.

    >>> within({"place": ["G\\x00oma", 1]})
    {'place': ['G␀oma', 1]}
    """
    if isinstance(value, str):
        return carried(value)
    if isinstance(value, list):
        return [within(each) for each in value]
    return {key: within(each) for key, each in value.items()} if isinstance(value, dict) else value


def _harmless(words: str) -> bool:
    """Most words are, and a look at that is ten times as fast as a translation."""
    return words.isascii() and words.isprintable()
