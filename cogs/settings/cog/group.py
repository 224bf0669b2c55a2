"""The /me group, to which every file of doors adds its commands."""

from discord import app_commands


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class MeGroup(app_commands.Group):
    """Discord wants a group to be an object of its own."""


me = MeGroup(name="me", description="Your own settings and data")
