"""The image's health check: exit code 0 while the bot answers that it is ready."""

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 4
ANYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
USUAL_PORT = "8731"


def address() -> str:
    host = os.environ.get("DAYMARK_HTTP_HOST", "")
    port = os.environ.get("DAYMARK_HTTP_PORT") or USUAL_PORT
    return f"http://{ANYWHERE.get(host, host)}:{port}/ready"


def main() -> int:
    try:
        with urlopen(address(), timeout=SECONDS) as answer:  # noqa: S310 - always http
            return 0 if answer.status == 200 else 1
    except (URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
