"""`make` on a machine that lacks something: what it advises is enough."""

import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"

# As Debian's without python3-venv: it fails after it has put an interpreter there.
PYTHON = """#!/bin/sh
mkdir -p .venv/bin && touch .venv/bin/python
test -e installed
"""


@pytest.fixture
def make(tmp_path):
    shutil.copy(MAKEFILE, tmp_path)
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", f"PYTHON={python}", ".venv/bin/python"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_without_the_venv_module_make_says_what_to_install_and_then_goes_on(make, tmp_path):
    refused = make()
    assert refused.returncode != 0
    assert "install python3-venv, then run make again" in refused.stdout
    assert not (tmp_path / ".venv").exists()
    (tmp_path / "installed").touch()
    assert make().returncode == 0
    assert (tmp_path / ".venv" / "bin" / "python").exists()
