"""Takes a file apart in a process of its own, where a hostile one can use up nothing of the bot's.

Standard input: the file. Standard output: one line of JSON about it, then one line for each row;
or one line that says what is wrong. Each line is small, so that the bot reads them between answers.
"""

import json
import math
import sys
from collections.abc import Iterator
from typing import Any

from bot.portability.checksum import CHECKSUM, checksum
from bot.portability.shape import FORMAT, MOST_ROWS, VERSION, Wrong

MOST_MEMORY, MOST_SECONDS = 1024**3, 10
MOST_SIGNS = 5000  # of one value; the bot allows fewer


class _Wrong(Exception):
    """Carries what is wrong."""


def main() -> None:
    _limit()
    try:
        lines = list(_lines(_document(sys.stdin.buffer.read())))
    except _Wrong as wrong:
        lines = [json.dumps({"wrong": str(wrong)})]
    except (RecursionError, MemoryError):
        lines = [json.dumps({"wrong": Wrong.NOT_OURS})]
    sys.stdout.write("\n".join(lines))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the bot's own limit of time holds there too
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
    ):
        resource.setrlimit(what, (most, most))


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except ValueError:  # also what isn't UTF-8
        raise _Wrong(Wrong.DAMAGED if _begins_like_ours(content) else Wrong.NOT_OURS) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _Wrong(Wrong.NOT_OURS)
    return document


def _begins_like_ours(content: bytes) -> bool:
    return FORMAT.encode() in content[:200]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values for one key every reader takes another."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Wrong(Wrong.CHANGED)
    return found


def _no_constant(_name: str) -> None:
    raise _Wrong(Wrong.CHANGED)


def _whole(digits: str) -> int:
    if len(digits) > 19:
        raise _Wrong(Wrong.CHANGED)
    return int(digits)


def _finite(digits: str) -> float:
    found = float(digits)
    if not math.isfinite(found):
        raise _Wrong(Wrong.CHANGED)
    return found


def _lines(document: dict[str, Any]) -> Iterator[str]:
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise _Wrong(Wrong.NEWER)
    if version != VERSION or not _is_whole(document):
        raise _Wrong(Wrong.CHANGED)
    rows = list(_rows(document["record"]))
    if len(rows) > MOST_ROWS:
        raise _Wrong(Wrong.TOO_MUCH)
    yield json.dumps({"person": document["person"]})
    yield from (json.dumps(row) for row in rows)


def _is_whole(document: dict[str, Any]) -> bool:
    try:
        same = document.get(CHECKSUM) == checksum(document)
    except UnicodeEncodeError:
        return False
    kinds = isinstance(document.get("record"), dict), isinstance(document.get("person"), str)
    return same and all(kinds)


def _rows(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, rows in record.items():
        if not isinstance(rows, list):
            raise _Wrong(Wrong.CHANGED)
        for row in rows:
            if not (isinstance(row, dict) and all(map(_is_plain, row.values()))):
                raise _Wrong(Wrong.CHANGED)
            yield table, row


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= MOST_SIGNS
    return value is None or isinstance(value, bool | int | float)


if __name__ == "__main__":
    main()
