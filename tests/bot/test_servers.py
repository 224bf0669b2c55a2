"""What a server's moderators said, and what follows from it."""

from bot import guilds, places, switches
from bot.needs import Need, Needs, Place, permissions
from tests.support.clock import MONDAY_NOON

SERVER, OTHER = 5, 6
BOARD = Place("plants.board", "Board channel", "board", permissions=("view_channel",))
PLANTS = Need("plants", "Plants", "Grows plants")
SHOW = Need("plants.board", "Plant board", "Shows them", [BOARD], on=False)
HELP = Need("help", "Help", "Helps", permissions=("embed_links",), fixed=True)


def shelf():
    needs = Needs()
    for need in (PLANTS, SHOW, HELP):
        needs.put(need)
    return needs


def test_a_part_is_on_only_with_its_whole():
    needs = shelf()
    assert not needs.is_on("plants.board", {})
    assert needs.is_on("plants.board", {"plants.board": True})
    assert not needs.is_on("plants.board", {"plants.board": True, "plants": False})


def test_what_is_fixed_or_unknown_stays_on():
    assert shelf().is_on("help", {"help": False})
    assert shelf().is_on("elsewhere", {"elsewhere": False})


def test_permissions_are_those_of_what_is_on_and_no_more():
    needs = shelf()
    assert permissions(needs.on({})) == {"embed_links"}
    assert permissions(needs.on({"plants.board": True})) == {"embed_links", "view_channel"}


async def test_each_server_keeps_its_own_places_and_switches(db):
    async with db.transaction() as conn:
        await places.put(conn, SERVER, "board", 71)
        await places.put(conn, SERVER, "board", 72)
        await places.put(conn, OTHER, "board", 99)
        await switches.put(conn, SERVER, "plants", False)
    async with db.transaction() as conn:
        assert await places.channel(conn, SERVER, "board") == 72
        assert await places.at(conn, SERVER, 72) == ["board"]
        assert await switches.said(conn, SERVER) == {"plants": False}
        assert await switches.said(conn, OTHER) == await switches.said(conn, None) == {}
        await places.put(conn, SERVER, "board", None)
        assert await places.of_server(conn, SERVER) == {}
        assert await places.of_server(conn, OTHER) == {"board": 99}


async def test_a_place_is_in_use_while_its_feature_is_on_in_a_server_that_has_us(db):
    async def channel():
        return await places.in_use(conn, shelf(), SERVER, "plants.board")

    async with db.transaction() as conn:
        await guilds.meet(conn, SERVER, MONDAY_NOON)
        await places.put(conn, SERVER, "plants.board", 71)
        assert await channel() is None
        await switches.put(conn, SERVER, "plants.board", True)
        assert await channel() == 71
        await guilds.say(conn, SERVER, removed_at=MONDAY_NOON)
        assert await channel() is None


async def test_what_moderators_change_reaches_whoever_plans_for_their_server(db):
    moved = []

    async def plan(_conn, guild):
        moved.append(guild)

    db.server_planners.append(plan)
    async with db.transaction() as conn:
        await guilds.meet(conn, SERVER, MONDAY_NOON)
        await guilds.say(conn, SERVER, zone="Asia/Tokyo")
        await places.put(conn, OTHER, "board", 71)
        await places.put(conn, OTHER, "board", None)
        await switches.put(conn, SERVER, "plants", False)
    assert moved == [SERVER, OTHER, OTHER, SERVER]


async def test_a_server_is_as_its_moderators_said(db):
    async with db.transaction() as conn:
        assert await guilds.server(conn, SERVER) == guilds.Server()
        await guilds.meet(conn, SERVER, MONDAY_NOON)
        await guilds.say(conn, SERVER, zone="Asia/Tokyo", moderator_role=31)
        found = await guilds.server(conn, SERVER)
    assert (found.zone, found.moderator_role, found.removed_at) == ("Asia/Tokyo", 31, None)
