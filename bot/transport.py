"""The only place that tells discord.py where Discord is. A token never travels anywhere else."""

from collections.abc import Awaitable, Callable
from typing import Any

from discord.client import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.addresses import check, check_pair, is_home


def aim_at(api: str, gateway: str | None, proxy: str | None) -> None:
    """Sets where discord.py looks for Discord; call it before the bot is built."""
    base = check(api, proxy)
    if gateway:
        door = check(gateway, proxy)
        check_pair(base, door, proxy)
        DiscordWebSocket.DEFAULT_GATEWAY = door
    Route.BASE = str(base)


async def settle_gateway(client: Client) -> None:
    """Asks the API where the gateway is. discord.py does so itself, but not for chosen shards, and
    forgets it when a session has to begin anew."""
    await client.http.get_bot_gateway()


def guard(client: Client, gateway: str | None, proxy: str | None) -> None:
    """Checks each socket's address, READY's resume address included; a set gateway wins over
    what `/gateway/bot` says."""
    http = client.http
    ask: Callable[[], Awaitable[tuple[int, str, Any]]] = http.get_bot_gateway
    connect: Callable[[str], Awaitable[Any]] = http.ws_connect

    async def get_bot_gateway() -> tuple[int, str, Any]:
        shards, told, limit = await ask()
        url = check(gateway or told, proxy)
        check_pair(Route.BASE, url, proxy)
        DiscordWebSocket.DEFAULT_GATEWAY = url
        return shards, str(url), limit

    async def ws_connect(url: str, *, compress: int = 0) -> Any:
        target = check(url, proxy)
        if gateway and is_home(Route.BASE, proxy) != is_home(target, proxy):
            # A stand-in may name Discord's own resume address; the set gateway wins here too.
            target = check(gateway, proxy).with_query(target.query)
        return await connect(str(target))

    # discord.py has no setting for either.
    http.get_bot_gateway = get_bot_gateway  # type: ignore[method-assign]
    http.ws_connect = ws_connect  # type: ignore[method-assign]
