"""The invite link asks for the least that what is switched on takes."""

from urllib.parse import parse_qs, urlparse

import discord

from bot.needs import Need, Needs, Place, permissions
from cogs.moderation.views.invite import invite

SHELF = (
    Need("plants", "Plants", "Grow", [Place("plants", "Plants", "plants")]),
    Need("plants.threads", "Threads", "Talk", permissions=("create_public_threads",), on=False),
)


def asked(said):
    needs = Needs()
    for need in SHELF:
        needs.put(need)
    link = invite(7, permissions(needs.on(said)))
    found = parse_qs(urlparse(link).query)
    assert found["scope"] == ["bot applications.commands"]
    names = discord.Permissions(int(found["permissions"][0]))
    return {name for name, has in names if has}


def test_it_follows_the_switches_and_never_asks_for_everything():
    usual = {"read_messages", "send_messages", "read_message_history"}
    assert asked({}) == usual
    assert asked({"plants.threads": True}) == {*usual, "create_public_threads"}
    assert asked({"plants": False}) == set()


def test_for_a_server_that_has_us_it_goes_straight_there():
    found = parse_qs(urlparse(invite(7, (), 5)).query)
    assert (found["client_id"], found["guild_id"]) == (["7"], ["5"])
