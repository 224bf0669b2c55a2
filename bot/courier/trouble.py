"""While Discord doesn't answer, or only with errors, one delivery at a time asks whether it is
back. Kept in memory: each process finds out for itself."""

from datetime import datetime, timedelta

IN_A_ROW = 5  # failures without an answer between them
PAUSES = (5, 15, 30, 60)  # seconds between two probes


class Trouble:
    def __init__(self) -> None:
        self._failures = self._probes = 0
        self._last: datetime | None = None

    @property
    def reigns(self) -> bool:
        """Nothing but a probe is begun."""
        return self._failures >= IN_A_ROW

    def answered(self) -> None:
        self._failures = self._probes = 0

    def failed(self, now: datetime) -> None:
        self._failures += 1
        self._last = now

    def probe(self, now: datetime) -> bool:
        """Whether it is time for one, which is counted. A clock that was set back doesn't delay."""
        pause = timedelta(seconds=PAUSES[min(self._probes, len(PAUSES) - 1)])
        waits = self._last is not None and timedelta(0) <= now - self._last < pause
        self._probes += not waits
        return not waits
