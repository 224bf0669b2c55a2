"""What the papers say is so: commands, files, verbs; and what must not be in them isn't."""

import importlib
import re
from pathlib import Path

import discord
import pytest

from bot.__main__ import main
from tests.house.source import ROOT, kept

PAPERS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
# Where packages come from and where a checkout happens to be is nobody's business here.
NEVER = re.compile(r"py(?:pi|thonhosted)\.org|registry\.npm|--(?:extra-)?index-url")
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".js", ".css", ".html", ".service", ""}


@pytest.fixture(params=PAPERS, ids=lambda paper: paper.name)
def paper(request) -> Path:
    return request.param


def test_its_make_commands_exist(paper):
    named = re.findall(r"(?:^|`)make ([a-z]+)\b", paper.read_text(), re.MULTILINE)
    assert set(named) <= TARGETS


def test_the_files_it_links_to_exist(paper):
    links = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"", paper.read_text())
    gone = [link for pair in links for link in pair if link and not (paper.parent / link).exists()]
    assert gone == []


def test_its_verbs_exist(paper, capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    known = set(re.findall(r"^    (\w+)", capsys.readouterr().out, re.MULTILINE))
    assert set(re.findall(r"python -m bot ([a-z]+)", paper.read_text())) <= known


async def test_the_readme_lists_the_commands_that_people_have(bot):
    told = set(re.findall(r"^\| `/(\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    typed = bot.tree.get_commands(type=discord.AppCommandType.chat_input)
    assert told == {command.name for command in typed}


def test_every_bench_loads(capsys):
    with pytest.raises(SystemExit):
        importlib.import_module("bench.__main__").main(["--help"])
    assert "boards" in capsys.readouterr().out


def test_every_target_that_people_type_is_explained():
    explained = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {"run", "test", "deep", "check", "bench"} <= {*explained}


def test_no_file_says_where_packages_come_from_or_where_it_was_written():
    places = [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 2]
    told = [
        str(file.relative_to(ROOT))
        for file in kept()
        if file.suffix in TEXT and file != Path(__file__)
        if NEVER.search(text := file.read_text("utf-8"))
        or any(f"{place}/" in text for place in places)
    ]
    assert told == []
