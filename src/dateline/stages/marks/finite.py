"""Words go in; out comes whether there is a finite verb among them, as far as their shape tells without a parse."""

from __future__ import annotations

from collections.abc import Iterable

AUXILIARIES = frozenset(
    "is are was were am be been has have had do does did will would shall should can could may might must cannot "
    "can't won't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't couldn't "
    "shouldn't it's he's she's they're we're i'm there's that's they've we've they'll we'll he'll it'll i'll i've "
    "i'd".split()
)
_STRONG = frozenset(
    "began became came saw went took made gave got left met held fell rose shot struck hit fought won lost beat "
    "broke brought bought built caught chose cut drew drove ate felt found flew forgot froze grew heard hid hurt "
    "kept knew laid led lent lay lit meant paid put quit ran rang read rode said sang sank sat sent set shook "
    "showed shut slept sold sought spent split spoke spread sprang stole stood stuck swore swept swam threw "
    "thought told tore understood wept withdrew wore woke wrote wound bore bent bled blew bound bid burst cast "
    "clung cost crept dealt dug fed fled forbade forgave hung comes goes says takes makes gives gets leaves meets "
    "holds falls rises wants plans needs seeks hopes expects looks remains seems appears means shows faces plays "
    "runs stands keeps lies lives begins calls works wins loses includes becomes follows brings sends puts tells "
    "knows thinks believes feels risks helps moves turns rejects denies accuses allows supports continues "
    "requires provides considers claims warns argues aims fears carries costs adds offers ends starts want plan "
    "need seek hope expect look remain seem appear mean show face keep believe think know feel say come go take "
    "make get give".split()
)
_NO_PAST = frozenset(
    "need feed seed deed weed reed indeed speed bleed breed creed greed hundred sacred naked wicked embed exceed "
    "succeed proceed agreed-upon so-called shed sled armed united aged alleged rugged".split()
)


def has_finite(words: Iterable[tuple[str, int]]) -> bool:
    """Whether one of the words (with their places) looks like a finite verb: an auxiliary, a strong form, one in -ed.

    A form in -ed right before "by" is a participle and does not count.
    """
    lower = [word.lower().replace("’", "'") for word, _ in words]
    for place, word in enumerate(lower):
        if word in AUXILIARIES or word in _STRONG or word.endswith("n't"):
            return True
        if word.endswith("ed") and len(word) > 3 and word not in _NO_PAST and lower[place + 1 : place + 2] != ["by"]:
            return True
    return False
