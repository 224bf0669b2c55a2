"""What `make run` starts: the bot against Discord where a token is set, else the playground."""

import os
import sys

from dotenv import dotenv_values


def has_token() -> bool:
    given = {**dotenv_values(".env"), **os.environ}
    return bool(given.get("DISCORD_TOKEN"))


def main() -> None:
    module = ["bot", "run"] if has_token() else ["deploy.playground"]
    os.execv(sys.executable, [sys.executable, "-m", *module])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
