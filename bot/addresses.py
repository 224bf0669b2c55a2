"""Where a token may travel: to Discord, to this machine, to the one named proxy."""

from ipaddress import ip_address

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


def is_home(address: str | URL, proxy: str | None) -> bool:
    """Whether this machine is Discord there: a proxy on it only stands in front of Discord."""
    try:
        host = URL(address).host or ""
    except ValueError:
        return False
    return is_loopback(host) and host != proxy


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


def check_pair(api: str | URL, gateway: str | URL, proxy: str | None) -> None:
    """Both on this machine or neither; a token of one Discord means nothing to the other."""
    if is_home(api, proxy) != is_home(gateway, proxy):
        raise Misdirected(
            f"The API is at {URL(api).host} and the gateway at {URL(gateway).host}: set both "
            "DISCORD_API_URL and DISCORD_GATEWAY_URL to this machine, or neither; a proxy on this "
            "machine is named in DAYMARK_PROXY_HOST."
        )
