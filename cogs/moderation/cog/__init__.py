"""The moderators' cog, put together of its doors."""

from bot.moderators import Moderators
from cogs.moderation.cog.inbox import InboxDoors
from cogs.moderation.service.inbox import Inbox


class ModerationCog(InboxDoors):
    """Its commands belong to groups that every feature shares, so they are added to those."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox

    def add_commands(self, mod: Moderators) -> None:
        self.add_inbox(mod)
