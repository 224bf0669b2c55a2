"""The town's own folder: for one playground at a time, and looked at before anything starts."""

import fcntl
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Unusable(Exception):
    """One sentence for whoever typed `make run`."""


@contextmanager
def held(folder: Path) -> Iterator[Callable[[str], None]]:
    """Keeps a second playground out, and yields how to tell it where the first one is."""
    with _note(folder) as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(_running(note.read())) from None
        note.truncate(0)
        _check_clock(folder / "clock")
        _check_world(folder / "world.json")
        yield lambda address: print(address, end="", file=note, flush=True)


def _note(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        note = (folder / "running").open("a+", encoding="utf-8")
    except OSError as error:
        raise Unusable(
            f"{folder} can't be used ({error.strerror}): give this user the right to write there, "
            "or name another folder with --data."
        ) from None
    note.seek(0)
    return note


def _running(address: str) -> str:
    if not address:
        return "The playground is starting already: wait for the line that says what to open."
    return f"The playground is running already: open {address} in your browser."


def _check_clock(file: Path) -> None:
    try:
        sound = not file.exists() or math.isfinite(float(file.read_text("utf-8")))
    except (OSError, ValueError):
        sound = False
    if not sound:
        raise Unusable(f"{file} is damaged: delete it, and the town's clock starts at now.")


def _check_world(file: Path) -> None:
    try:
        sound = not file.exists() or _is_a_town(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError):
        sound = False
    if not sound:
        raise Unusable(f"{file} is damaged: delete {file.parent}, and the town is built anew.")


def _is_a_town(kept: object) -> bool:
    match kept:
        case {"base": str(), "world": {"guild": {"id": str()}, "bot_id": str()}}:
            return True
    return False
