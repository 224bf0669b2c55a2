"""The only place that knows where Discord is. A token never travels anywhere else."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any

from discord.client import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

DISCORD = ("discord.com", "discord.gg")


class Misdirected(Exception):
    """An address that is neither Discord's, nor on this machine, nor the named proxy."""


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_discord(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in DISCORD)


def check(address: str, proxy: str | None) -> URL:
    """The address, if a token may travel there; raises Misdirected with one sentence."""
    try:
        url = URL(address)
        host, secure = url.host or "", url.scheme in ("https", "wss")
    except ValueError:
        host, secure = "", False
    if is_loopback(host) or (proxy and host == proxy) or (secure and is_discord(host)):
        return url
    raise Misdirected(
        f"{host or 'That address'} is not Discord: use Discord's own address, one on this machine, "
        "or name your proxy in DAYMARK_PROXY_HOST."
    )


def aim_at(api: str, gateway: str | None, proxy: str | None) -> None:
    """Sets where discord.py looks for Discord; call it before the bot is built."""
    Route.BASE = str(check(api, proxy))
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = check(gateway, proxy)


async def settle_gateway(client: Client) -> None:
    """Asks the API where the gateway is. discord.py does so itself, but not for chosen shards."""
    _, url, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = URL(url)


def guard(client: Client, gateway: str | None, proxy: str | None) -> None:
    """Checks each socket's address, READY's resume address included; a set gateway wins over
    what `/gateway/bot` says."""
    http = client.http
    ask: Callable[[], Awaitable[tuple[int, str, Any]]] = http.get_bot_gateway
    connect: Callable[[str], Awaitable[Any]] = http.ws_connect

    async def get_bot_gateway() -> tuple[int, str, Any]:
        shards, url, limit = await ask()
        return shards, str(check(gateway or url, proxy)), limit

    async def ws_connect(url: str, *, compress: int = 0) -> Any:
        check(url, proxy)
        return await connect(url)

    http.get_bot_gateway = get_bot_gateway  # type: ignore[method-assign]
    http.ws_connect = ws_connect  # type: ignore[method-assign]
