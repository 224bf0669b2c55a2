"""A server's settings as one mapping of keys and values (`cogs/moderation/set_ups.py`)."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, places, switches
from bot.needs import Needs
from cogs.moderation.set_ups import (
    MODERATOR_ROLE,
    NOTIFY_ROLE,
    PLACE,
    SWITCH,
    ZONE,
    Change,
    Value,
)


async def state(conn: AsyncConnection, needs: Needs, guild: int) -> dict[str, Value]:
    """Everything that can be set here, as it is."""
    server, said = await guilds.server(conn, guild), await switches.said(conn, guild)
    channels = await places.of_server(conn, guild)
    return {
        ZONE: server.zone,
        MODERATOR_ROLE: server.moderator_role,
        NOTIFY_ROLE: server.notify_role,
        **{PLACE + p.name: channels.get(p.name) for need in needs for p in need.places},
        **{SWITCH + n.name: int(said.get(n.name, n.on)) for n in needs if not n.fixed},
    }


async def put(conn: AsyncConnection, guild: int, changes: Iterable[Change]) -> None:
    """Makes what comes after hold. We must have met the server."""
    for each in changes:
        sort, _, name = each.key.partition(":")
        if sort + ":" == PLACE:
            await places.put(conn, guild, name, _id(each.after))
        elif sort + ":" == SWITCH:
            await switches.put(conn, guild, name, bool(each.after))
        else:
            await guilds.say(conn, guild, **{each.key: each.after})


def _id(value: Value) -> int | None:
    return value if isinstance(value, int) else None
