"""Puts one small bug at a time into a copy of the rules, and sees the laws fail.

`python -m tests.streaks.seeded_bugs` tries all of seeded_bugs.toml; words pick those with all of
them in their name. It prints the test that caught each, and ends with 1 where one got away.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
LAWS = (
    "test_entering.py",
    "test_planning.py",
    "test_rules.py",
    "test_boards.py",
    "test_golden.py",
)
QUICKLY = ("-q", "-x", "-n", "0", "-m", "not deep", "--hypothesis-profile=first-failure")
FAILED = re.compile(r"^FAILED tests/streaks/(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Bug:
    name: str
    file: str
    find: str
    put: str

    def plant(self, root: Path) -> None:
        """Raises LookupError where the rules no longer read as the bug expects."""
        source = (root / self.file).read_text("utf-8")
        if source.count(self.find) != 1:
            raise LookupError(f"{self.name}: not found exactly once in {self.file}")
        (root / self.file).write_text(source.replace(self.find, self.put), "utf-8")


def bugs() -> list[Bug]:
    with (Path(__file__).with_suffix(".toml")).open("rb") as file:
        return [Bug(**bug) for bug in tomllib.load(file)["bug"]]


def caught(bug: Bug) -> str | None:
    """The law that fails under this bug, or None where all of them hold."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("bot", "cogs", "content", "tests"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", root)
        bug.plant(root)
        return _run(root)


def _run(root: Path) -> str | None:
    laws = [f"tests/streaks/{law}" for law in LAWS]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *QUICKLY, "-p", "no:cacheprovider", *laws],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    if done.returncode == 0:
        return None
    found = FAILED.search(done.stdout)
    if done.returncode != 1 or not found:
        raise RuntimeError(f"the laws didn't run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return found[1]


def main(words: list[str]) -> int:
    got_away = 0
    for bug in bugs():
        if all(word in bug.name for word in words):
            by = caught(bug)
            got_away += by is None
            print(f"{bug.name}: {by or 'GOT AWAY'}", flush=True)
    return 1 if got_away else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
