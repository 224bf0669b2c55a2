"""The systemd unit: what it starts exists, and it starts it neither as root nor too often."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings

UNIT = Path(__file__).parents[2] / "deploy/daymark.service"


def said(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)


def test_it_runs_the_bot_and_not_as_root():
    assert said("ExecStart")[0].endswith("/.venv/bin/python -m bot run")
    assert said("User") == ["daymark"]


def test_it_sets_only_what_the_bot_knows():
    known = {field.alias or name.upper() for name, field in Settings.model_fields.items()}
    names = {pair.partition("=")[0] for pair in said("Environment")}
    assert names - {"PYTHONDONTWRITEBYTECODE"} <= known


def test_the_data_is_where_the_unit_may_write():
    assert f"/var/lib/{said('StateDirectory')[0]}/daymark.db" in said("Environment")[0]


def test_it_waits_longer_than_the_bot_takes_to_stop():
    assert int(said("TimeoutStopSec")[0]) > 10


def test_bad_configuration_is_not_tried_again():
    assert said("RestartPreventExitStatus") == ["2"]


def test_a_day_of_crashes_stays_below_discords_limit():
    assert said("StartLimitIntervalSec") == ["1d"]
    assert int(said("StartLimitBurst")[0]) < 1000


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_can_read_it():
    """The program isn't in /opt here, and an older systemd says that it ignores two keys."""
    told = subprocess.run(
        ["systemd-analyze", "verify", str(UNIT)],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )
    allowed = ("is not executable", "'RestartSteps'", "'RestartMaxDelaySec'")
    ours = [line for line in told.stderr.splitlines() if "daymark.service" in line]
    assert [line for line in ours if not any(each in line for each in allowed)] == []
