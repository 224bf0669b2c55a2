"""The /me group, to which every file of doors adds its commands."""

from discord import app_commands

me = app_commands.Group(name="me", description="Your own settings and data")
