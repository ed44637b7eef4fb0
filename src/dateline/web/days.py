"""Days and times go in; out come they as people write them, in the words of the catalogue: the filters of templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jinja2 import pass_context
from jinja2.runtime import Context

from dateline.model import wording
from dateline.model.time import Time


@pass_context
def day(context: Context, value: date) -> str:
    """A day as papers write it: 13 Sep 2023."""
    return _say(context)("calendar.day", day=value.day, month=_month(context, value), year=value.year)


@pass_context
def long_day(context: Context, value: date) -> str:
    """A day as it stands at the head of a paper: Wednesday, 13 September 2023."""
    say = _say(context)
    weekday, month = say(f"calendar.weekday.{value.isoweekday()}"), say(f"calendar.month.{value.month}")
    return say("calendar.long_day", weekday=weekday, day=value.day, month=month, year=value.year)


@pass_context
def ordinal_day(context: Context, number: int) -> str:
    """The day of a number of `date.toordinal`."""
    return day(context, date.fromordinal(number))


@pass_context
def when(context: Context, time: Time) -> str:
    """When: a day or a month as papers write it, anything else as `wording` has it."""
    first = time.earliest
    if time.state == "known" and first is not None and time.edtf == first.isoformat()[:10]:
        return day(context, first)
    if time.state == "known" and first is not None and time.edtf == first.isoformat()[:7]:
        return _say(context)("calendar.of_month", month=_month(context, first), year=first.year)
    return wording.when(time)


def _month(context: Context, value: date) -> str:
    return _say(context)(f"calendar.short.{value.month}")


def _say(context: Context) -> Callable[..., str]:
    found: Callable[..., str] = context["say"]
    return found
