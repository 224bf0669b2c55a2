"""python -m bench.stalls ADDRESS: asks a bot again and again whether it lives, until its input is
closed, and prints how long each answer took, in milliseconds.

A process of its own: what it waits for is the bot's event loop, and nobody else's.
"""

import http.client
import json
import select
import sys
import time
from urllib.parse import urlsplit

EVERY = 0.01  # seconds


def main(address: str) -> None:
    times = []
    there = urlsplit(address)
    line = http.client.HTTPConnection(there.hostname or "", there.port, timeout=30)
    while not select.select([sys.stdin], [], [], EVERY)[0]:
        begun = time.perf_counter()
        line.request("GET", there.path)
        line.getresponse().read()
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps(times))


if __name__ == "__main__":
    main(sys.argv[1])
