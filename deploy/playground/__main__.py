"""python -m deploy.playground: the town, its page and, unless told otherwise, the bot."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from deploy.playground.playground import Playground

USUAL_PORT = 8737


def main() -> int:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    return asyncio.run(run(arguments()))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.playground", description=__doc__)
    port = os.environ.get("DAYMARK_PLAYGROUND_PORT") or USUAL_PORT
    parser.add_argument("--no-bot", action="store_true", help="only the town; connect your own bot")
    parser.add_argument("--port", type=int, default=port, help="0 for any free one")
    parser.add_argument("--data", type=Path, default=Path("data/playground"))
    return parser.parse_args()


async def run(asked: argparse.Namespace) -> int:
    """Until Ctrl-C, SIGTERM or a closed terminal (0), or the bot can't start (its exit code)."""
    stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, _settle, stopped)
    async with Playground(
        data=asked.data, port=asked.port, bot=not asked.no_bot, alive=not asked.no_bot
    ) as town:
        print(f"Open {town.url} in your browser.", flush=True)
        ends = [stopped, *([town.process.failed] if town.process else [])]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        return max(each.result() for each in done)


def _settle(stopped: "asyncio.Future[int]") -> None:
    if not stopped.done():
        stopped.set_result(0)


if __name__ == "__main__":
    sys.exit(main())
