"""Imports only go down. `.importlinter` holds most of it; what it can't say is here."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import discover
from tests.house.source import ROOT, STREET, imports, modules, syntax

ALL = modules(*STREET)
LIBRARIES_OF_RULES = {"pydantic", "rapidfuzz"}
GROUND_OF_RULES = {"bot.days", "bot.chance", "bot.needs"}
TOUCHES_THE_WORLD = {
    "asyncio", "http", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
SLIPS = {
    "Features never import each other": (
        "cogs/streaks/service/check_ins.py",
        "import cogs.settings.outcomes",
    ),
    "The ground never imports a feature": ("bot/words.py", "import cogs.streaks"),
    "Imports inside a feature only go down": (
        "cogs/streaks/store/plans.py",
        "import cogs.streaks.cog",
    ),
    "Wording never asks the database": (
        "cogs/streaks/views/check_ins.py",
        "import cogs.streaks.store",
    ),
    "Only doors, views and what faces Discord know it": ("bot/words.py", "import discord.utils"),
    "Only stores and what keeps things know SQL": ("cogs/streaks/rules.py", "import sqlalchemy"),
    "Only content and settings are checked by pydantic": ("bot/words.py", "import pydantic"),
    "Features leave the machinery to the ground": (
        "cogs/streaks/cog/check_ins.py",
        "import aiohttp",
    ),
    "Only the heat map draws": ("cogs/streaks/views/heatmaps.py", "import PIL.Image"),
    "The playground imports nothing of ours": ("deploy/playground/wire.py", "import bot.days"),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"},
    )


def test_imports_only_go_down():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_each_contract_notices_a_slip(tmp_path):
    for folder in (*STREET, "deploy"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for file, line in SLIPS.values():
        with (tmp_path / file).open("a") as page:
            page.write(f"\n{line}\n")
    said = lint(tmp_path).stdout
    assert {name for name in SLIPS if f"{name} BROKEN" in said} == {*SLIPS}
    names = re.findall(r"^name = (.+)$", (ROOT / ".importlinter").read_text(), re.MULTILINE)
    assert {*names} == {*SLIPS}


@pytest.mark.parametrize("name", [name for name in ALL if re.search(r"\.service\b", name)])
def test_a_service_takes_a_connection_and_leaves_sql_to_its_store(name):
    sql = [found for found in imports(ALL[name]) if found[0].startswith("sqlalchemy")]
    assert set(sql) <= {("sqlalchemy.ext.asyncio", "AsyncConnection")}


def test_every_features_rules_say_that_they_are_pure():
    rules = [name for name in ALL if name.endswith(".rules")]
    assert rules
    assert [name for name in rules if not is_pure(name)] == []


def is_pure(name: str) -> bool:
    return bool(re.search(r"\bPure[.:]", ast.get_docstring(syntax(ALL[name])) or ""))


@pytest.mark.parametrize("name", [name for name in ALL if is_pure(name)])
def test_what_says_that_it_is_pure_touches_nothing_else(name):
    assert list(worldly(name, set())) == []


def worldly(name: str, seen: set[str]) -> list[str]:
    """What a module and those it leans on import beside arithmetic."""
    seen.add(name)
    found: list[str] = []
    for module, thing in imports(ALL[name]):
        inner = f"{module}.{thing}" if f"{module}.{thing}" in ALL else module
        if inner in ALL and inner.startswith("cogs."):
            if inner not in seen and not inner.endswith(".library"):
                found += worldly(inner, seen)
        elif not _allowed(inner):
            found.append(f"{name} imports {inner}")
    return found


def _allowed(module: str) -> bool:
    top = module.split(".")[0]
    if top == "bot":
        return module in GROUND_OF_RULES
    known = top in sys.stdlib_module_names and top not in TOUCHES_THE_WORLD
    return known or top in LIBRARIES_OF_RULES


def test_features_are_found_by_their_folders():
    rooms = [*(ROOT / "cogs").glob("*/cog.py"), *(ROOT / "cogs").glob("*/cog")]
    folders = [room.parent.name for room in rooms]
    assert [f"cogs.{name}" for name in sorted(folders)] == discover.features()
