"""python -m deploy.playground: the town, its page and, unless told otherwise, the bot."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from dotenv import dotenv_values

from deploy.playground.folder import Unusable, held
from deploy.playground.playground import Playground

PORT = "DAYMARK_PLAYGROUND_PORT"
USUAL_PORT = 8737
MOST = 65535


def main() -> int:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    asked = arguments()
    try:
        asked.port = port() if asked.port is None else asked.port
        with held(asked.data) as tell:
            return asyncio.run(run(asked, tell))
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.playground", description=__doc__)
    parser.add_argument("--no-bot", action="store_true", help="only the town; connect your own bot")
    parser.add_argument("--port", type=int, help="0 for any free one")
    parser.add_argument("--data", type=Path, default=Path("data/playground"))
    return parser.parse_args()


def port() -> int:
    """From the environment, else from `.env`, as the bot's own settings."""
    try:
        said = os.environ.get(PORT) or dotenv_values(".env").get(PORT) or USUAL_PORT
    except UnicodeDecodeError:
        raise Unusable(".env isn't UTF-8 text: save it anew as UTF-8.") from None
    if not str(said).isdecimal() or int(said) > MOST:
        raise Unusable(f"{PORT} must be a number from 0 to {MOST}, where 0 is any free one.")
    return int(said)


async def run(asked: argparse.Namespace, tell: Callable[[str], None]) -> int:
    """Until Ctrl-C, SIGTERM or a closed terminal (0), or the bot can't start (its exit code)."""
    stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, _settle, stopped)
    async with Playground(
        data=asked.data, port=asked.port, bot=not asked.no_bot, alive=not asked.no_bot
    ) as town:
        tell(town.url)
        print(f"Open {town.url} in your browser.", flush=True)
        ends = [stopped, *([town.process.failed] if town.process else [])]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        return max(each.result() for each in done)


def _settle(stopped: "asyncio.Future[int]") -> None:
    if not stopped.done():
        stopped.set_result(0)


if __name__ == "__main__":
    sys.exit(main())
