"""What `make run` starts: the bot against Discord where a token is set, else the playground."""

import argparse
import os
import sys

from bot import settings
from bot.settings import BadConfiguration


def main() -> int:
    """Looks for the token wherever the bot itself does."""
    argparse.ArgumentParser(prog="python -m deploy", description=__doc__).parse_args()
    try:
        token = settings.read().discord_token
    except BadConfiguration as error:
        print(error, file=sys.stderr)
        return 2
    module = ["bot", "run"] if token else ["deploy.playground"]
    os.execv(sys.executable, [sys.executable, "-m", *module])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    sys.exit(main())
