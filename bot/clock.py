"""The one place that reads the time: the operating system's clock plus an offset from a file."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """This instant, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovedClock:
    """Follows `DAYMARK_CLOCK_FILE`, which holds an offset in seconds.

    The file is replaced while we run; a missing or half-written one keeps the last offset.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written: tuple[int, int] | None = None
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._read()

    def _read(self) -> timedelta:
        try:
            found = self._file.stat()
            written = found.st_mtime_ns, found.st_ino  # replaced twice in one tick of the disk
            if written != self._written:
                self._offset = _believable(float(self._file.read_text()))
                self._written = written
        except (OSError, ValueError, OverflowError):
            pass
        return self._offset


def _believable(seconds: float) -> timedelta:
    """The offset, if it leads to a date at all; else OverflowError or ValueError."""
    now = datetime.now(UTC)
    return now + timedelta(seconds=seconds) - now


def clock_for(file: Path | None) -> Clock:
    return MovedClock(file) if file else SystemClock()


def steady() -> float:
    """Seconds that nobody sets, for spans within one run; where the system can tell, those that
    the machine slept count too."""
    asleep_too: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if asleep_too is None else time.clock_gettime(asleep_too)
