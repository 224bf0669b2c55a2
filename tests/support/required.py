"""What some tests need beside Python. A missing thing skips them, or fails them where
DAYMARK_REQUIRE (a comma list) names it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from tests.support import postgres

Thing = Literal["openapi", "postgres", "browser"]

REQUIRED = {name.strip() for name in os.environ.get("DAYMARK_REQUIRE", "").split(",")}
OPENAPI = os.environ.get("DISCORD_OPENAPI", "")
MARK = "NOT TESTED: "


def need(thing: Thing) -> Path:
    """Where the thing is: Discord's OpenAPI file, PostgreSQL's folder of programs, or Chromium."""
    find, without = THINGS[thing]
    found = find()
    if found:
        return found
    if thing in REQUIRED:
        pytest.fail(f"DAYMARK_REQUIRE asks for {thing}: {without}", pytrace=False)
    pytest.skip(f"{MARK}{without}")


def _openapi() -> Path | None:
    return Path(OPENAPI).resolve() if OPENAPI and Path(OPENAPI).is_file() else None


def _browser() -> Path | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = [Path(path) for name in names if (path := shutil.which(name))]
    return next(iter([*installed, *_playwrights_own()]), None)


def _playwrights_own() -> list[Path]:
    homes = (".cache/ms-playwright", "Library/Caches/ms-playwright")
    inside = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    return [path for home in homes for name in inside for path in (Path.home() / home).glob(name)]


THINGS: dict[Thing, tuple[Callable[[], Path | None], str]] = {
    "openapi": (
        _openapi,
        "Discord's official shapes, because DISCORD_OPENAPI doesn't name their file.",
    ),
    "postgres": (postgres.programs, "PostgreSQL, because none is installed."),
    "browser": (_browser, "the playground's page, because Chromium isn't installed."),
}
