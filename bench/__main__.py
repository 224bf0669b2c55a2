"""python -m bench [NAME …]: prints a table; all of it in about five minutes."""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bench import answering, boards, due, machine, page, posts, replaying, starting
from bench.figures import Row, table

Bench = Callable[[Path], Awaitable[list[Row]]]
BENCHES: dict[str, Bench] = {
    "answers": answering.rows,
    "start": starting.rows,
    "replay": replaying.rows,
    "page": page.rows,
    "boards-sqlite": boards.on_sqlite,
    "boards-postgres": boards.on_postgres,
    "posts": posts.few,
    "due": due.rows,
}
LONG: dict[str, Bench] = {"posts-10000": posts.many}  # only where they are named
LONGEST = 600.0  # seconds


async def measured(names: list[str]) -> list[Row]:
    """What was measured until the time was up."""
    rows: list[Row] = []
    try:
        async with asyncio.timeout(LONGEST):
            for name in names:
                with tempfile.TemporaryDirectory() as folder:
                    rows += await {**BENCHES, **LONG}[name](Path(folder))
    except TimeoutError:
        print(f"Stopped after {LONGEST:.0f} s: this machine is too busy for the rest.")
    return rows


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="|".join(BENCHES | LONG), help="leave out for all"
    )
    names = parser.parse_args(argv).names or list(BENCHES)
    if unknown := set(names) - set(BENCHES | LONG):
        parser.error(f"{', '.join(sorted(unknown))}: choose from {', '.join(BENCHES | LONG)}")
    print(machine.described(), flush=True)
    print(table(asyncio.run(measured(names))))


if __name__ == "__main__":
    main()
