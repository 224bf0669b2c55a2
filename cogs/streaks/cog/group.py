"""The /streak group, to which every file of doors adds its commands."""

from discord import app_commands


class StreakGroup(app_commands.Group):
    """Discord wants a group to be an object of its own."""


streak = StreakGroup(name="streak", description="Your study days in a row")
