"""The environment, read once in `__main__`, as one frozen Settings."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz import process
from yarl import URL

from bot.transport import is_loopback

PREFIX = "DAYMARK_"
SECRETS = Path("/run/secrets")


class BadConfiguration(Exception):
    """One plain sentence for the operator; the process exits with 2."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str | None = None
    database_url: SecretStr = SecretStr("sqlite+aiosqlite:///data/daymark.db")
    proxy_host: str | None = Field(None, alias="DAYMARK_PROXY_HOST")
    shards: str | None = Field(None, alias="DAYMARK_SHARDS", pattern=r"^\d+(-\d+)?/\d+$")
    http_host: str = Field("127.0.0.1", alias="DAYMARK_HTTP_HOST")
    http_port: int = Field(8731, alias="DAYMARK_HTTP_PORT", ge=0, le=65535)
    playground_port: int = Field(8737, alias="DAYMARK_PLAYGROUND_PORT", ge=0, le=65535)
    log: Literal["text", "json"] = Field("text", alias="DAYMARK_LOG")
    feed_allow_private: str = Field("", alias="DAYMARK_FEED_ALLOW_PRIVATE")
    clock_file: Path | None = Field(None, alias="DAYMARK_CLOCK_FILE")
    heartbeat_url: str | None = Field(None, alias="DAYMARK_HEARTBEAT_URL", pattern=r"^https?://")

    @field_validator("discord_api_url")
    @classmethod
    def without_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @model_validator(mode="after")
    def a_moved_clock_stays_at_home(self) -> Self:
        host = URL(self.discord_api_url).host or ""
        if self.clock_file and not is_loopback(host):
            raise ValueError(
                "DAYMARK_CLOCK_FILE moves the clock and is only allowed while DISCORD_API_URL "
                "is on this machine: remove one of the two."
            )
        return self

    @property
    def shard_range(self) -> tuple[list[int], int] | None:
        """The shard ids of this process and the number of all, or None for all of them."""
        if not self.shards:
            return None
        ids, count = self.shards.split("/")
        first, _, last = ids.partition("-")
        return list(range(int(first), int(last or first) + 1)), int(count)

    @model_validator(mode="after")
    def shards_exist(self) -> Self:
        if self.shard_range:
            ids, count = self.shard_range
            if not ids or ids[-1] >= count:
                raise ValueError("DAYMARK_SHARDS must look like 0-3/16, counted from 0.")
        return self


def read(env_file: Path | None = Path(".env")) -> Settings:
    """Settings from the environment and `.env`; raises BadConfiguration with one sentence."""
    given = dict(os.environ) | (dict(dotenv_values(env_file)) if env_file else {})
    _refuse_misspelt(given)
    options: dict[str, Any] = {"_env_file": env_file}
    if SECRETS.is_dir():
        options["_secrets_dir"] = SECRETS
    try:
        return Settings(**options)
    except ValidationError as error:
        raise BadConfiguration(_sentence(error)) from None


def _refuse_misspelt(names: Iterable[str]) -> None:
    known = [str(field.alias) for field in Settings.model_fields.values() if field.alias]
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            likely = process.extractOne(name.upper(), known)[0]
            raise BadConfiguration(f"{name} isn't a setting. Did you mean {likely}?")


def _sentence(error: ValidationError) -> str:
    """The first problem, without the value: it may be a secret."""
    problem = error.errors(include_url=False, include_input=False)[0]
    words = problem["msg"].removeprefix("Value error, ")
    where = ".".join(str(part) for part in problem["loc"]).upper()
    return f"{where}: {words}." if where else words
