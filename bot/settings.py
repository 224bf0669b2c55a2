"""The environment, read once in `__main__`, as one frozen Settings."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError
from rapidfuzz import process

from bot.addresses import is_home

PREFIX = "DAYMARK_"
A_PORT = "be a number from 0 to 65535, where 0 is any free one"
MUST = {
    "DAYMARK_SHARDS": "name the shards of this process and the number of all, as in 0-3/16 or 5/16",
    "DAYMARK_HTTP_PORT": A_PORT,
    "DAYMARK_PLAYGROUND_PORT": A_PORT,
    "DAYMARK_LOG": "be text or json",
    "DAYMARK_HEARTBEAT_URL": "be a web address, as in https://example.org/ping/daymark",
}
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
    shards: str | None = Field(
        None, alias="DAYMARK_SHARDS", pattern=r"^\d{1,5}(-\d{1,5})?/\d{1,5}$"
    )
    http_host: str = Field("127.0.0.1", alias="DAYMARK_HTTP_HOST")
    http_port: int = Field(8731, alias="DAYMARK_HTTP_PORT", ge=0, le=65535)
    playground_port: int = Field(8737, alias="DAYMARK_PLAYGROUND_PORT", ge=0, le=65535)
    log: Literal["text", "json"] = Field("text", alias="DAYMARK_LOG")
    feed_allow_private: str = Field("", alias="DAYMARK_FEED_ALLOW_PRIVATE")
    clock_file: Path | None = Field(None, alias="DAYMARK_CLOCK_FILE")
    heartbeat_url: str | None = Field(
        None, alias="DAYMARK_HEARTBEAT_URL", pattern=r"^https?://[^/\s]+"
    )

    @field_validator("discord_api_url")
    @classmethod
    def without_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @model_validator(mode="after")
    def a_moved_clock_stays_at_home(self) -> Self:
        places = (self.discord_api_url, self.discord_gateway_url or self.discord_api_url)
        if self.clock_file and not all(is_home(place, self.proxy_host) for place in places):
            raise ValueError(
                "DAYMARK_CLOCK_FILE moves the clock and is only allowed while DISCORD_API_URL and "
                "DISCORD_GATEWAY_URL are on this machine: remove it."
            )
        return self

    @field_validator("shards")
    @classmethod
    def shards_exist(cls, shards: str | None) -> str | None:
        if shards:
            ids, count = _shard_range(shards)
            if not ids or ids[-1] >= count:
                raise ValueError
        return shards

    @property
    def shard_range(self) -> tuple[list[int], int] | None:
        """The shard ids of this process and the number of all, or None for all of them."""
        return _shard_range(self.shards) if self.shards else None


def _shard_range(shards: str) -> tuple[list[int], int]:
    ids, count = shards.split("/")
    first, _, last = ids.partition("-")
    return list(range(int(first), int(last or first) + 1)), int(count)


def read(env_file: Path = Path(".env")) -> Settings:
    """Settings from the environment and `.env`; raises BadConfiguration with one sentence."""
    _refuse_misspelt({**os.environ, **_written_in(env_file)})
    options: dict[str, Any] = {"_env_file": env_file}
    if SECRETS.is_dir():
        options["_secrets_dir"] = SECRETS
    try:
        return Settings(**options)
    except ValidationError as error:
        raise BadConfiguration(_sentence(error)) from None
    except SettingsError:
        raise BadConfiguration(
            f"A file in {SECRETS} can't be read: make it UTF-8 text that this user may read."
        ) from None


def _written_in(env_file: Path) -> dict[str, str | None]:
    try:
        return dict(dotenv_values(env_file))
    except UnicodeDecodeError:
        raise BadConfiguration(f"{env_file} isn't UTF-8 text: save it anew as UTF-8.") from None
    except OSError as error:
        raise BadConfiguration(f"{env_file} can't be read: {error.strerror}.") from None


def _refuse_misspelt(names: Iterable[str]) -> None:
    known = [str(field.alias) for field in Settings.model_fields.values() if field.alias]
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            likely = process.extractOne(name.upper(), known)[0]
            raise BadConfiguration(f"{name} isn't a setting. Did you mean {likely}?")


def _sentence(error: ValidationError) -> str:
    """The first problem, without the value: it may be a secret."""
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"]).upper()
    if where in MUST:
        return f"{where} must {MUST[where]}."
    words = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {words}." if where else words
