"""Where a token may travel, and where it may not."""

import asyncio

import pytest
from discord.client import Client
from discord.flags import Intents
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot import addresses, transport
from bot.addresses import Misdirected

PROXY = "proxy.internal"


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch):
    """Puts back where discord.py looks for Discord."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


@pytest.mark.parametrize(
    "address",
    [
        "https://discord.com/api/v10",
        "wss://gateway.discord.gg",
        "wss://gateway-us-east1-b.discord.gg/?v=10",
        "http://127.0.0.1:8080/api/v10",
        "ws://localhost:8080",
        "ws://[::1]:8080",
        "http://127.8.9.10/",
        f"http://{PROXY}:3000/api/v10",
    ],
)
def test_a_token_may_travel_to(address):
    assert addresses.check(address, PROXY) == URL(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://discord.com/api/v10",
        "ws://gateway.discord.gg",
        "https://discord.com.evil.example",
        "https://evildiscord.com",
        "https://discord.com@evil.example/api",
        "https://evil.example/discord.com",
        "https://discord.gg.evil.example",
        "https://discordapp.evil",
        "http://10.0.0.1/api/v10",
        "http://192.168.1.1",
        "http://0.0.0.0:80",
        "http://169.254.169.254/latest",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://[::ffff:10.0.0.1]/",
        f"http://{PROXY}.evil.example",
        f"http://not-{PROXY}",
        "ftp://discord.com/",
        "//discord.com",
        "discord.com",
        "http://[",
        "https://discord.com:port",
        "",
    ],
)
def test_a_token_never_travels_to(address):
    with pytest.raises(Misdirected, match="is not Discord"):
        addresses.check(address, PROXY)


def test_a_proxy_counts_only_where_it_is_named():
    with pytest.raises(Misdirected, match="name your proxy in DAYMARK_PROXY_HOST"):
        addresses.check(f"http://{PROXY}", None)


def test_aiming_moves_discord_py_whole():
    transport.aim_at("http://127.0.0.1:8080/api/v10", "ws://127.0.0.1:8081", None)
    assert Route("GET", "/gateway").url == "http://127.0.0.1:8080/api/v10/gateway"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("api", "gateway"),
    [
        ("https://evil.example", "wss://gateway.discord.gg"),
        ("https://discord.com/api/v10", "wss://evil.example"),
    ],
)
def test_aiming_at_a_stranger_is_refused(api, gateway):
    with pytest.raises(Misdirected):
        transport.aim_at(api, gateway, None)
    assert URL(Route.BASE).host == "discord.com"


@pytest.mark.parametrize(
    ("api", "gateway"),
    [
        ("http://127.0.0.1:8080/api/v10", "wss://gateway.discord.gg"),
        ("https://discord.com/api/v10", "ws://127.0.0.1:8081"),
        (f"http://{PROXY}/api/v10", "ws://localhost:8081"),
    ],
)
def test_one_half_of_a_discord_is_refused(api, gateway):
    with pytest.raises(Misdirected, match="to this machine, or neither"):
        transport.aim_at(api, gateway, PROXY)
    assert URL(Route.BASE).host == "discord.com"


def test_a_proxy_on_this_machine_stands_in_front_of_discord():
    transport.aim_at("http://127.0.0.1:8080/api/v10", "wss://gateway.discord.gg", "127.0.0.1")
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg"


class Guarded:
    """A client whose connections are noted instead of made."""

    def __init__(self, gateway: str | None = None) -> None:
        self.client = Client(intents=Intents.none())
        self.opened: list[str] = []
        self.client.http.ws_connect = self._open
        self.client.http.get_bot_gateway = self._ask
        transport.guard(self.client, gateway, PROXY)

    async def _open(self, url: str, *, compress: int = 0) -> None:
        self.opened.append(url)

    async def _ask(self) -> tuple[int, str, object]:
        return 4, "wss://gateway.discord.gg", None


async def test_readys_resume_address_is_checked_like_any_other():
    guarded = Guarded()
    with pytest.raises(Misdirected, match=r"evil\.example is not Discord"):
        await DiscordWebSocket.from_client(guarded.client, gateway=URL("wss://evil.example"))
    assert not guarded.opened


async def test_an_address_of_discords_is_opened():
    guarded = Guarded()
    await guarded.client.http.ws_connect("wss://gateway-us-east1-b.discord.gg/?v=10")
    assert guarded.opened == ["wss://gateway-us-east1-b.discord.gg/?v=10"]


@pytest.mark.parametrize(
    ("named", "used"),
    [(None, "wss://gateway.discord.gg"), (f"wss://{PROXY}:9", f"wss://{PROXY}:9")],
)
async def test_a_named_gateway_wins_over_what_discord_says(named, used):
    guarded = Guarded(named)
    assert await guarded.client.http.get_bot_gateway() == (4, used, None)
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == used  # where a forgotten session begins anew


async def test_an_api_on_this_machine_cannot_send_us_to_discord(monkeypatch):
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:8080/api/v10")
    with pytest.raises(Misdirected, match="to this machine, or neither"):
        await Guarded().client.http.get_bot_gateway()


def test_discord_py_still_has_the_names_that_aiming_sets():
    assert Route.BASE.startswith("https://discord.com/api/v")
    assert DiscordWebSocket.DEFAULT_GATEWAY.host == "gateway.discord.gg"
    assert asyncio.iscoroutinefunction(Client(intents=Intents.none()).http.ws_connect)
    assert asyncio.iscoroutinefunction(Client(intents=Intents.none()).http.get_bot_gateway)


async def test_a_stand_in_that_names_discords_own_resume_address_is_met_where_it_is():
    transport.aim_at("http://127.0.0.1:8080/api/v10", "ws://127.0.0.1:8080/gateway", None)
    guarded = Guarded("ws://127.0.0.1:8080/gateway")
    await guarded.client.http.ws_connect("wss://gateway.discord.gg?v=10&encoding=json")
    assert guarded.opened == ["ws://127.0.0.1:8080/gateway?v=10&encoding=json"]
