"""dateline reads dated news reports and writes down who did what to whom, when, where, and on whose word."""

from __future__ import annotations

__version__ = "0.1.0"
