"""Everything editors wrote loads, and a slip of theirs is told in words they can act on."""

import os
import shutil
import subprocess
import sys

from bot import content, discover
from bot.__main__ import main
from tests.house.source import ROOT, STREET


def test_all_content_loads():
    assert content.load(discover.sources()).shelves


def test_every_file_under_content_belongs_to_a_feature():
    there = {str(file.relative_to(content.ROOT)) for file in content.ROOT.rglob("*.toml")}
    assert there == {source.file for source in discover.sources()}


def test_shelves_have_names_of_their_own():
    names = [source.shelf for source in discover.sources()]
    assert len(names) == len({*names})


def test_check_counts_what_it_read(capsys):
    assert main(["check"]) == 0
    assert "first-deeds: " in capsys.readouterr().out


def test_check_tells_an_editor_what_to_mend(tmp_path):
    for folder in (*STREET, "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    deeds = tmp_path / "content/settings/first_deeds.toml"
    with deeds.open("a", encoding="utf-8") as page:
        page.write(
            '\n[[deed]]\nid = "slip"\ntrack = "nowhere"\ntitle = "T"\ntext = "x"\nexample = "y"\n'
        )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "settings/first_deeds.toml, entry slip, field track: "
        "names “nowhere”, which isn't in tracks: mend the name\n"
    )
