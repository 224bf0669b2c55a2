"""A bot as a child process, from its start to its ready line and to its end."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
READY = b"ready guilds="
WITHIN = 30.0  # seconds
PIPE, STDOUT = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT


@contextlib.asynccontextmanager
async def ready(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path
) -> AsyncIterator[None]:
    """Inside, the bot is ready. Raises RuntimeError with what it printed where it ended before."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **environment},
        stdout=PIPE,
        stderr=STDOUT,
    )
    assert child.stdout
    draining: asyncio.Task[bytes] | None = None
    try:
        await asyncio.wait_for(_until_ready(child.stdout), WITHIN)
        draining = asyncio.create_task(child.stdout.read())
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await asyncio.wait_for(child.wait(), WITHIN)
        if draining:
            await draining


async def _until_ready(output: asyncio.StreamReader) -> None:
    printed = b""
    while READY not in printed:
        line = await output.readline()
        printed += line
        if not line:
            raise RuntimeError(f"the bot ended before it was ready:\n{printed.decode()}")
