"""Bodies that were packed once are read for ever."""

from __future__ import annotations

import pytest

from dateline.record.bodies import pack, unpack

OLD = bytes.fromhex(
    "0183cd535918a59959981899a7181999a61a211dfc86b9104ba90c983bc1831e18553e745a104b9d6f0aeb879a5a20d5f850"
    "f54ab5d80adb5a00"
)
"""A body as the first way of packing wrote it; its dictionary, `body.1.dict`, may never change."""


def test_old_bodies_are_read() -> None:
    assert unpack(OLD) == {
        "id": "d82f68427d225e22",
        "type": "CONSULT",
        "modes": ["visit"],
        "action": {"text": "received", "span": {"start": 50, "end": 58}, "lemma": "receive"},
        "status": "happened",
    }


def test_what_is_no_body_is_refused() -> None:
    for junk in (b"", b"\x01", b"\x01junk", b"\xffjunk", pack({"a": 1})[:-2]):
        with pytest.raises(ValueError, match="not a body"):
            unpack(junk)
