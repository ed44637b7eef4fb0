"""The record as programs ask it: the routes under /api/v1, and the OpenAPI document that states them.

`nouns` are the answers, `sending` turns them into JSON, JSON lines and problems, `described` into the document. Fields
are those of the model; an answer tells the revision of the record that it is of, and asking as of that brings the same.
"""

from __future__ import annotations

PREFIX = "/api/v1"
"""Under which all of it answers."""
