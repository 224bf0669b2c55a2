"""How the container keeps a crashing bot from using up its token."""

import asyncio
import signal
import sys
from pathlib import Path

from deploy.container import start

ROOT = Path(__file__).parents[2]
HOUR, DAY = 3600, 86400


def test_a_bot_that_crashes_all_day_stays_far_below_discords_limit():
    starts: list[float] = []
    now = 0.0
    while now < 2 * DAY:
        now += start.pause(sum(now - HOUR < each for each in starts)) + 0.1
        starts.append(now)
    assert sum(each > DAY for each in starts) < 500
    assert len(starts) < 1000


def test_starts_of_the_last_hour_are_counted(tmp_path):
    file = tmp_path / "starts"
    counted = [start.note_start(file, 10_000 + at) for at in (0, 10, 3599, 3605, 9000)]
    assert counted == [0, 1, 2, 2, 0]


def test_a_clock_set_back_makes_nobody_wait(tmp_path):
    file = tmp_path / "starts"
    assert [start.note_start(file, at) for at in (90_000, 91_000, 50_000)] == [0, 1, 0]


async def test_a_waiting_container_stops_at_once(tmp_path):
    code = (
        "import pathlib; from deploy.container import start;"
        f"start.STARTS = pathlib.Path({str(tmp_path / 'starts')!r});"
        "start.pause = lambda recent: 60; start.main()"
    )
    waiting = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code), cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    assert waiting.stderr
    try:
        said = await asyncio.wait_for(waiting.stderr.readline(), 10)
        assert said == b"Started often in the last hour: waiting 60 s.\n"
        waiting.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(waiting.wait(), 5) == 0
    finally:
        if waiting.returncode is None:
            waiting.kill()
            await waiting.wait()


def test_a_folder_of_somebody_else_is_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(start, "STARTS", tmp_path / "missing" / "starts")
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert start.main() == 2
    assert "must belong to user 10001" in capsys.readouterr().err
