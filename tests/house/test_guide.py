"""The feature in docs/add-a-feature.md goes in, works, and comes out again."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, kept

BLOCK = re.compile(r"^`([\w./-]+)`[^\n]*\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOLDERS = ("cogs/words", "content/words", "tests/words")
DOORS, README, GUIDE = "tests/house/doors.txt", "README.md", ROOT / "docs/add-a-feature.md"
ASKS = ("doors", "commands", "content", "schema", "files", "imports", "records", "rows")
TOLD = "tests/house/test_papers.py::test_the_readme_lists_the_commands_that_people_have"
HOUSE = [*(f"tests/house/test_{of}.py" for of in ASKS), TOLD]


def blocks() -> dict[str, str]:
    """What stands in which file, its migrations numbered after those we have."""
    last = max(int(file.name[:4]) for file in (ROOT / "bot/migrations/versions").glob("0*.py"))
    text = GUIDE.read_text("utf-8")
    for number in range(3):
        text = text.replace(f"{9000 + number}", f"{last + number:04}")
    return dict(BLOCK.findall(text))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of ours, to build in."""
    for file in kept():
        if file.suffix not in (".svg", ".png"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return tmp_path


def build(house: Path) -> None:
    """As the guide says: new files, and a line in two that are there."""
    for name, content in blocks().items():
        file = house / name
        if name == DOORS:
            head, *doors = file.read_text().splitlines()
            file.write_text("\n".join([head, *sorted({*doors, *content.splitlines()}), ""]))
        elif name == README:
            file.write_text(file.read_text().replace("| `/help` |", f"{content}| `/help` |", 1))
        elif "no_more" not in name:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
    (house / "tests/words/__init__.py").touch()


def take_out(house: Path) -> None:
    for folder in FOLDERS:
        shutil.rmtree(house / folder)
    readme = house / README
    readme.write_text(readme.read_text().replace(blocks()[README], ""))
    [last] = [name for name in blocks() if "no_more" in name]
    (house / last).write_text(blocks()[last])


def passes(house: Path, *command: str) -> None:
    run = [sys.executable, "-m", *command]
    env = {**os.environ, "PYTHONPATH": str(house)}
    done = subprocess.run(run, cwd=house, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def holds(house: Path, *tests: str) -> None:
    passes(house, "pytest", "-q", "-n", "0", "-k", "not postgres", *tests)


def test_the_feature_in_the_guide_works(house):
    build(house)
    holds(house, "tests/words", "tests/house/test_doors.py")


@pytest.mark.deep
def test_the_feature_in_the_guide_is_as_the_house_asks_and_leaves_no_trace(house):
    build(house)
    passes(house, "ruff", "format", "--check", "cogs/words", "tests/words")
    passes(house, "ruff", "check", "cogs/words", "tests/words")
    passes(house, "mypy")
    holds(house, *HOUSE)
    take_out(house)
    holds(house, *HOUSE)
