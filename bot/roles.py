"""What a role lets people do, as Discord shows it to us."""

import discord


def only_pings(role: discord.Role) -> bool:
    """Whether it can do nothing but be pinged: it may nothing that not everyone may, and no
    channel is opened by it. Only such a role is handed out to whoever asks."""
    everyone = role.guild.default_role
    beyond = role.permissions.value & ~everyone.permissions.value
    opens = (channel.overwrites_for(role).pair()[0].value for channel in role.guild.channels)
    return role != everyone and not beyond and not any(opens)
