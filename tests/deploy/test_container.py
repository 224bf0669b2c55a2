"""What the image is made of, and what compose makes of the image."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE = (ROOT / "deploy/compose.yaml").read_text("utf-8")
OF_PYTHON = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def lines(word: str) -> list[str]:
    return re.findall(rf"^{word}\s+(.*)$", DOCKERFILE, re.MULTILINE)


def copied() -> list[str]:
    """What the image takes from the repository, as it is written."""
    taken = [line.split() for line in lines("COPY") if not line.startswith("--from")]
    return [source for words in taken for source in words[:-1]]


def let_in(path: str) -> bool:
    """Whether .dockerignore, whose last matching line wins, lets a path through."""
    allowed = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").split("\n"):
        pattern = line.removeprefix("!")
        if line and not line.startswith("#"):
            names = [path, *map(str, Path(path).parents)]
            if any(fnmatch(name, pattern) for name in names):
                allowed = line.startswith("!")
    return allowed


def setting_names() -> set[str]:
    return {field.alias or name.upper() for name, field in Settings.model_fields.items()}


def test_everything_the_image_copies_exists_and_reaches_it():
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source
        assert let_in(source), source


def test_the_image_has_all_that_the_bot_reads():
    assert {"bot", "cogs", "content", "requirements.txt"} <= set(copied())


@pytest.mark.parametrize(
    "path", [".env", "data/daymark.db", ".git/config", ".venv/x", "bot/__pycache__/app.pyc"]
)
def test_secrets_and_leftovers_stay_outside(path):
    assert not let_in(path)


def test_the_image_sets_only_what_the_bot_knows():
    names = {pair.partition("=")[0] for line in lines("ENV") for pair in line.split()}
    assert names - OF_PYTHON <= setting_names()


def test_the_bot_is_nobody_special_in_the_image():
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", lines("USER")[-1])


def test_only_locked_packages_get_in():
    assert "--require-hashes --no-deps" in DOCKERFILE


def test_what_the_image_runs_is_in_it():
    for line in (*lines("CMD"), lines("HEALTHCHECK")[0]):
        script = re.search(r'\["python", "(\w+\.py)"\]', line)
        assert script
        assert f"deploy/container/{script[1]}" in copied()


def test_compose_builds_this_image_and_keeps_its_data():
    folder = ROOT / "deploy"
    context = re.search(r"context: (\S+)", COMPOSE)
    dockerfile = re.search(r"dockerfile: (\S+)", COMPOSE)
    assert context
    assert dockerfile
    assert (folder / context[1] / dockerfile[1]).resolve() == folder / "Dockerfile"
    assert f"- data:{lines('VOLUME')[0]}" in COMPOSE


def test_compose_gives_nothing_away():
    for line in ("read_only: true", "cap_drop:\n      - ALL", "no-new-privileges:true"):
        assert line in COMPOSE
    assert "ports:" not in COMPOSE


def test_compose_waits_longer_than_the_bot_takes_to_stop():
    grace = re.search(r"stop_grace_period: (\d+)s", COMPOSE)
    assert grace
    assert int(grace[1]) > 10
