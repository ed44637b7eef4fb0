"""Values to JSON and back, what does not fit, and the schema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from dateline.model.act import Transfer
from dateline.model.codec import from_json, schema, to_json
from dateline.model.span import Span
from dateline.model.time import Time


def test_dates_and_datetimes_stay_apart() -> None:
    for moment in (date(2024, 3, 5), datetime(2024, 3, 5, 14, 5)):
        time = Time(text="then", span=Span(0, 4), earliest=moment)
        again = from_json(Time, to_json(time))
        assert again == time
        assert type(again.earliest) is type(moment)


def test_a_trailing_underscore_is_dropped() -> None:
    shown = to_json(Transfer((), (), (), (), "wanted"))
    assert isinstance(shown, dict)
    assert "from" in shown
    assert from_json(Transfer, shown) == Transfer((), (), (), (), "wanted")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"start": 1, "end": "2"}, "Span.end"),
        ({"start": True, "end": 2}, "Span.start"),
        ([1, 2], "an object is needed"),
    ],
)
def test_what_does_not_fit_is_named(data: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_json(Span, data)  # type: ignore[arg-type]


def test_what_has_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON for a object"):
        to_json(object())


def test_schema_forbids_what_is_not_there() -> None:
    @dataclass(frozen=True)
    class Pair:
        """Two spans."""

        spans: tuple[Span, ...]

    stated = schema(Span)
    assert stated["additionalProperties"] is False
    assert stated["required"] == ["start", "end"]
