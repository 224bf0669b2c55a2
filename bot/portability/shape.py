"""What a record's file looks like, and what can be wrong with one. Pure."""

from enum import StrEnum

FORMAT, VERSION = "daymark-record", 1
MOST_BYTES = 10 * 1024 * 1024  # what Discord takes from a bot in one file
MOST_ROWS = 60_000  # ten years of fifteen deeds a day


class Wrong(StrEnum):
    """Why a file can't be brought in; each has its sentence in `reading.py`."""

    NOT_OURS = "not ours"
    DAMAGED = "damaged"
    CHANGED = "changed"
    NEWER = "newer"
    TOO_MUCH = "too much"
    SOMEBODY_ELSES = "somebody else's"
    STILL_TO_COME = "still to come"
