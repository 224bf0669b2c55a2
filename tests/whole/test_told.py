"""What goes wrong in a server is noticed and told, in the real process at the playground."""

import json

FINE = "Everything is as it should be"
SEND = 1 << 11  # Send Messages
MEMBER = 1


def denies(stage, channel, permissions):
    """As its moderators do it: 0 gives everything back."""
    world = stage.town.world
    rule = {"id": world.bot_id, "type": MEMBER, "allow": "0", "deny": str(permissions)}
    others = [each for each in channel["permission_overwrites"] if each["id"] != rule["id"]]
    channel["permission_overwrites"] = [*others, *([rule] if permissions else [])]
    world.tell("CHANNEL_UPDATE", channel, channel=channel["id"])


async def test_a_moderators_channel_that_we_may_not_write_in_is_told_with_the_next_answer(stage):
    async with stage.bot() as bot:
        await bot.ready()
        mina = await stage.person("Mina")
        card = await mina.turns(await mina.types("mod setup"), "Preview")
        assert "The server is set up" in (await mina.turns(card, "Do it")).text
        assert (await mina.types("mod check")).text.startswith(FINE)
        [room] = [each for each in stage.town.world.text_channels() if each["name"] == "moderators"]
        denies(stage, room, SEND)
        await bot.says("number=1")
        await mina.types("today")
        told = json.dumps(
            await mina.sees_message(lambda it: "Something keeps me" in json.dumps(it))
        )
        assert "**Send Messages** (to post)" in told
        assert "Send Messages" in (await mina.types("mod check")).text
        denies(stage, room, 0)
        await bot.says("number=0")
        assert (await mina.types("mod check")).text.startswith(FINE)
    assert " ERROR " not in bot.output
