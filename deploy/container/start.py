"""The image's first process: waits where the bot was started too often, then becomes the bot.

Docker restarts a crashing container once a minute at the slowest, and at once when it ran for ten
seconds. Discord takes a token away after 1,000 IDENTIFYs a day, so the waiting has to happen here.
"""

import os
import signal
import sys
import time
from pathlib import Path

STARTS = Path("/data/starts")
HOUR = 3600.0
FREE = 3  # starts an hour without a wait: an upgrade, and a second try
SHORTEST, LONGEST = 5, 300  # seconds
BOT = [sys.executable, "-m", "bot", "run"]


def pause(recent: int) -> int:
    """Seconds to wait before a start, by the number of starts in the hour before."""
    return 0 if recent < FREE else min(LONGEST, SHORTEST * 2 ** (recent - FREE))


def note_start(file: Path, now: float) -> int:
    """Writes this start down beside those of the last hour, and returns how many those were."""
    written = file.read_text("utf-8").split() if file.exists() else []
    recent = [stamp for stamp in written if now - HOUR < float(stamp) <= now]
    file.write_text("\n".join([*recent, f"{now:.0f}"]), "utf-8")
    return len(recent)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # a first process ignores it otherwise
    try:
        wait = pause(note_start(STARTS, time.time()))  # noqa: TID251 - the operating system's own
    except (OSError, ValueError) as error:
        print(
            f"{STARTS} can't be kept ({error}): /data must belong to user 10001.", file=sys.stderr
        )
        return 2
    if wait:
        print(f"Started often in the last hour: waiting {wait} s.", file=sys.stderr, flush=True)
        time.sleep(wait)
    os.execv(BOT[0], BOT)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    sys.exit(main())
