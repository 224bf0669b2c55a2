"""The town's time: the machine's clock plus an offset that the bot reads from a file."""

import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

DISCORD_EPOCH_MS = 1_420_070_400_000


class Clock:
    """Seconds since 1970; `file` keeps the offset for the bot and for the next start."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.offset = float(file.read_text()) if file.exists() else 0.0
        self._numbers = count()
        self.move_to(self.offset)

    def now(self) -> float:
        return time.time() + self.offset

    def move(self, seconds: float) -> None:
        self.move_to(self.offset + seconds)

    def move_to(self, offset: float) -> None:
        """Replaced in one step: the bot may be reading the file at this moment."""
        self.offset = offset
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{offset:.3f}".rstrip("0").rstrip("."))
        draft.replace(self.file)

    def snowflake(self, at: float | None = None) -> str:
        """Unique even when the clock was moved back: the low bits only ever count on."""
        ms = int((self.now() if at is None else at) * 1000) - DISCORD_EPOCH_MS
        return str(ms << 22 | next(self._numbers) & 0x3FFFFF)

    def iso(self, at: float | None = None) -> str:
        moment = datetime.fromtimestamp(self.now() if at is None else at, UTC)
        return moment.isoformat(timespec="microseconds")
