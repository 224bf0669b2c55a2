"""The members' world, for the tests of the doors."""

from tests.support.world import anywhere, build_bot, simcord_bot, world, world_clock

__all__ = ["anywhere", "build_bot", "simcord_bot", "world", "world_clock"]
