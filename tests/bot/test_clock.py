"""The one reader of time, and the file that moves it."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovedClock, SystemClock, clock_for

NEAR = timedelta(seconds=5)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "clock"


def offset(clock: MovedClock) -> timedelta:
    return clock.now() - datetime.now(UTC)


def test_the_clock_is_the_machines_in_utc():
    now = clock_for(None).now()
    assert isinstance(clock_for(None), SystemClock)
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < NEAR


def test_a_clock_follows_its_file(file):
    clock = clock_for(file)
    for number, seconds in enumerate((86400, -3600, 0.5)):
        file.write_text(str(seconds))
        os.utime(file, ns=(number, number))
        assert abs(offset(clock) - timedelta(seconds=seconds)) < NEAR


def test_a_clock_whose_file_is_not_there_yet_stands_where_the_machines_does(file):
    clock = MovedClock(file)
    assert abs(offset(clock)) < NEAR
    file.write_text("86400\n")
    assert offset(clock) > timedelta(hours=23)


def test_a_clock_keeps_its_offset_when_the_file_goes(file):
    file.write_text("86400")
    clock = MovedClock(file)
    clock.now()
    file.unlink()
    assert offset(clock) > timedelta(hours=23)


@pytest.mark.parametrize(
    "rubbish", ["", "tomorrow", "nan", "inf", "1e300", "86399999999999", "86400 s", "\0"]
)
def test_a_clock_keeps_its_offset_while_the_file_holds_rubbish(file, rubbish):
    file.write_text("86400")
    clock = MovedClock(file)
    clock.now()
    file.write_text(rubbish)
    os.utime(file, ns=(1, 1))
    assert offset(clock) > timedelta(hours=23)


def test_a_file_that_is_no_text_is_rubbish_too(file):
    file.write_bytes(b"\xff\xfe")
    assert abs(offset(MovedClock(file))) < NEAR
