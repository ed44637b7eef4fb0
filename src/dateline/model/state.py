"""The typed unknowns: why a field holds no value."""

from __future__ import annotations

from typing import Literal

State = Literal["known", "not_stated", "unresolved", "conflicting"]
"""`known`: there is a value. `not_stated`: the report does not say. `unresolved`: it says something that could not
be read, and a reason stands beside. `conflicting`: it says several things that cannot all hold."""
