"""What supervisors ask, over real HTTP."""

import json
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.health import Health


class Bot:
    ready = False
    due: datetime | None = None

    async def soonest(self) -> datetime | None:
        return self.due


nothing_due = Bot().soonest


@pytest.fixture
async def asked():
    """Asks a path of a served Health; `asked.bot.ready` is what it is told."""
    bot = Bot()
    health = Health(lambda: bot.ready, bot.soonest)
    port = await health.start("127.0.0.1", 0)

    async def ask(path: str) -> tuple[int, str]:
        url = f"http://127.0.0.1:{port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()

    ask.bot, ask.health, ask.port = bot, health, port
    yield ask
    await health.stop()


async def test_it_is_live_before_it_is_ready(asked):
    assert await asked("/live") == (200, "live\n")
    assert await asked("/ready") == (503, "not ready\n")


async def test_it_is_ready_while_discord_is_connected(asked):
    asked.bot.ready = True
    assert await asked("/ready") == (200, "ready\n")
    asked.bot.ready = False
    assert (await asked("/ready"))[0] == 503


async def test_the_numbers_can_be_read(asked):
    asked.bot.ready = True
    asked.health.interactions.labels("component").inc(3)
    status, page = await asked("/metrics")
    assert status == 200
    assert "daymark_ready 1.0\n" in page
    assert 'daymark_interactions_total{kind="component"} 3.0\n' in page


async def test_it_tells_when_the_next_post_is_due(asked):
    assert json.loads((await asked("/due"))[1]) == {"next": None}
    asked.bot.due = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert json.loads((await asked("/due"))[1]) == {"next": "2026-03-02T09:00:00+00:00"}


async def test_nothing_else_is_there(asked):
    assert (await asked("/"))[0] == 404


async def test_a_port_that_is_taken_is_an_os_error(asked):
    with pytest.raises(OSError, match="address already in use"):
        await Health(lambda: True, nothing_due).start("127.0.0.1", asked.port)


async def test_two_in_one_process_count_for_themselves(asked):
    other = Health(lambda: True, nothing_due)
    other.interactions.labels("component").inc()
    assert "component" not in (await asked("/metrics"))[1]


async def test_a_health_that_never_started_can_be_stopped():
    await Health(lambda: True, nothing_due).stop()
