"""The health check, against the very server that it asks."""

import asyncio
import sys

import pytest

from bot.health import Health
from bot.settings import Settings
from deploy.container import ready


async def nothing_due() -> None:
    """No post is planned."""


async def healthy(port: int) -> bool:
    check = await asyncio.create_subprocess_exec(
        *(sys.executable, ready.__file__), env={"DAYMARK_HTTP_PORT": str(port)}
    )
    return await asyncio.wait_for(check.wait(), 10) == 0


async def test_the_health_check_says_what_the_bot_says():
    answers = False
    health = Health(lambda: answers, nothing_due)
    port = await health.start("127.0.0.1", 0)
    try:
        assert not await healthy(port)
        answers = True
        assert await healthy(port)
    finally:
        await health.stop()
    assert not await healthy(port)


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("", "http://127.0.0.1:8731/ready"),
        ("0.0.0.0", "http://127.0.0.1:8731/ready"),
        ("::", "http://[::1]:8731/ready"),
        ("10.1.2.3", "http://10.1.2.3:8731/ready"),
    ],
)
def test_the_health_check_asks_where_the_bot_listens(monkeypatch, host, asked):
    monkeypatch.setenv("DAYMARK_HTTP_HOST", host)
    monkeypatch.delenv("DAYMARK_HTTP_PORT", raising=False)
    assert ready.address() == asked


def test_the_health_checks_port_is_the_bots():
    assert Settings.model_fields["http_port"].default == int(ready.USUAL_PORT)
