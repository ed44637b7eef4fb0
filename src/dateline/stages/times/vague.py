"""Words that point to now, before or after and name no date go in; vague times come out."""

from __future__ import annotations

from dateline.stages.times.meanings import Meaning, Vague
from dateline.stages.times.shapes import Match, shape


@shape("the (recent|distant)? past(?=STOP)", "long AGO")
def the_past(match: Match) -> Meaning | None:
    """The past, the recent past, long ago."""
    return Vague("PAST_REF")


@shape(
    "(in)? (the|a|its|their|his|her|our)? (near|foreseeable|immediate|distant)? future",
    "(in)? the (short|near|long|longer|medium) term(?=STOP)",
)
def the_future(match: Match) -> Meaning | None:
    """The future, the near future, the longer term; not the future of somebody, nor future talks."""
    after = match.after()
    if match.has("=future") and after and {"WORD", "NAME"} & after.values.keys() and not match.has("=in"):
        return None
    if after and (after.key == "of" or "HYPHEN" in after.values):
        return None
    return Vague("FUTURE_REF")


@shape("soon", "shortly")
def soon(match: Match) -> Meaning | None:
    """Soon; not "as soon as" nor "soon after". In the past tense it is no time: the stage sees to that."""
    before, after = match.before(), match.after()
    if (before and before.key in ("as", "too", "so")) or (
        after and after.key in ("after", "before", "as", "afterward", "afterwards", "enough", "thereafter")
    ):
        return None
    return Vague("FUTURE_REF")


@shape("VAGUE")
def vague(match: Match) -> Meaning | None:
    """Now, recently, soon."""
    value = match.of("VAGUE")
    after = match.after()
    if not isinstance(value, str):
        return None
    if (
        match.words[match.first].key == "now"
        and after
        and after.key == "that"
        and (two := match.after(2))
        and two.key not in ("an", "a")
    ):
        return None
    return Vague(value)
