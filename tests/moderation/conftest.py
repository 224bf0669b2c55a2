"""The members' world, for what moderators do by hand."""

from tests.support.world import anywhere, build_bot, simcord_bot, world, world_clock

__all__ = ["anywhere", "build_bot", "simcord_bot", "world", "world_clock"]
