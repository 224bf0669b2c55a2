"""A record read from a file that anybody may have made."""

import asyncio
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import Refusal
from bot.portability.shape import MOST_BYTES, MOST_ROWS, Wrong

HERE = Path(__file__).parents[2]
SECONDS = 20
ENVIRONMENT = ("SYSTEMROOT",)  # no token and no address: all that Windows needs to start a process
AT_ONCE = 2000  # lines read before others get their turn

MAKE_ANEW = "Make it again with /me export and attach that file as it is."
SENTENCES = {
    Wrong.NOT_OURS: f"That isn't a Daymark record. {MAKE_ANEW}",
    Wrong.DAMAGED: f"That file is cut off or damaged. {MAKE_ANEW}",
    Wrong.CHANGED: f"That file was changed after it was made, or damaged. {MAKE_ANEW}",
    Wrong.NEWER: "That file was made by a newer Daymark. Ask whoever runs this one to update it.",
    Wrong.TOO_MUCH: (
        f"A record is at most {MOST_BYTES // 1024**2} MB and {MOST_ROWS:,} lines. {MAKE_ANEW}"
    ),
    Wrong.SOMEBODY_ELSES: (
        "That record is somebody else's. You can bring in your own: make it with /me export."
    ),
    Wrong.STILL_TO_COME: (
        f"That file names a day that is still to come, so nothing was brought in. {MAKE_ANEW}"
    ),
}


@dataclass(frozen=True)
class Record:
    """Rows by their table's name in the file, in the file's order; checked for their form only."""

    person: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]


def refusal(wrong: Wrong) -> Refusal:
    return Refusal(SENTENCES[wrong])


async def take_apart(content: bytes) -> bytes:
    """The reader's lines about a file, ready to be kept and for `record`. Raises Refusal."""
    if len(content) > MOST_BYTES:
        raise refusal(Wrong.TOO_MUCH)
    lines = await asyncio.to_thread(_run, content)
    first = json.loads(lines.split(b"\n", 1)[0] or b"{}")
    if "person" not in first:
        raise refusal(Wrong(first.get("wrong", Wrong.NOT_OURS)))
    return lines


def _run(content: bytes) -> bytes:
    """Nothing where the reader was stopped by its limits."""
    command = [sys.executable, "-m", "bot.portability.reader"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=HERE,
            env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


async def record(lines: bytes) -> Record:
    """What `take_apart` gave, a few rows at a time: a long one keeps nobody waiting."""
    about, *rest = lines.split(b"\n")
    rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, line in enumerate(rest):
        table, row = json.loads(line)
        rows[table].append(row)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    return Record(json.loads(about)["person"], rows)
