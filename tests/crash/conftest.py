"""Labs: a town whose rate limits are off, since here only the kills matter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deploy.playground import messages
from tests.crash.lab import Lab
from tests.support.databases import sqlite_url
from tests.support.stage import ada, postgres_stage, stage, staged

__all__ = ["ada", "postgres_stage", "stage"]

NONCE_SECONDS = 60.0  # the least that Discord is known to remember one


@asynccontextmanager
async def laboratory(folder: Path, url: str, patch: pytest.MonkeyPatch) -> AsyncIterator[Lab]:
    patch.setattr(messages, "NONCE_SECONDS", NONCE_SECONDS)
    async with staged(folder, url, patch, ratelimits=False) as stage, Lab(stage) as lab:
        yield lab


@pytest.fixture
async def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lab]:
    async with laboratory(tmp_path, sqlite_url(tmp_path / "daymark.db"), monkeypatch) as lab:
        yield lab


@pytest.fixture
async def postgres_lab(
    tmp_path: Path, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Lab]:
    async with laboratory(tmp_path, empty_postgres_url, monkeypatch) as lab:
        yield lab
