"""What the papers say about the environment, the verbs and the folders is so."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
OPERATING = (ROOT / "docs/operating.md").read_text("utf-8")
PAPERS = ("CONTRIBUTING.md", "docs/decisions.md", "docs/operating.md")


def known() -> dict[str, object]:
    fields = Settings.model_fields.items()
    return {field.alias or name.upper(): field.default for name, field in fields}


def documented() -> dict[str, str]:
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", OPERATING, re.MULTILINE))


def test_every_variable_is_documented_and_every_documented_one_is_read():
    assert set(documented()) == set(known())
    assert set(re.findall(r"DAYMARK_[A-Z_]+", OPERATING)) <= set(known())


def test_documented_defaults_are_the_real_ones():
    for name, default in known().items():
        said = documented()[name]
        if said.startswith("`"):
            shown = default.get_secret_value() if hasattr(default, "get_secret_value") else default
            assert said.strip("`") == str(shown), name
        else:
            assert not default, name


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"python -m bot (\w+)", OPERATING))))
def test_the_verbs_exist(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0


@pytest.mark.parametrize("paper", PAPERS)
def test_the_files_it_names_exist(paper):
    text = (ROOT / paper).read_text("utf-8")
    named = re.findall(r"`((?:bot|cogs|deploy|tests|bench|content|docs)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_make_targets_exist(paper):
    text = (ROOT / paper).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    coded = set(re.findall(r"(?:`|^)make ([a-z]+)\b", text, re.MULTILINE))
    assert [name for name in coded if f"\n{name}:" not in makefile] == []
