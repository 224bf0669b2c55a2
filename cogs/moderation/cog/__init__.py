"""The moderators' cog, put together of its doors."""

from collections.abc import Callable

from bot.moderators import Moderators
from cogs.moderation.cog.inbox import InboxDoors
from cogs.moderation.cog.log import LogDoors
from cogs.moderation.cog.people import PeopleDoors
from cogs.moderation.service.inbox import Inbox
from cogs.moderation.service.log import Logs
from cogs.moderation.service.people import People


class ModerationCog(InboxDoors, PeopleDoors, LogDoors):
    """Its commands belong to groups that every feature shares, so they are added to those."""

    def __init__(
        self, inbox: Inbox, people: People, logs: Logs, called: Callable[[int], str]
    ) -> None:
        self.inbox, self.people, self.logs, self.called = inbox, people, logs, called

    def add_commands(self, mod: Moderators) -> None:
        self.add_inbox(mod)
        people = mod.part("people", "Look after members")
        self.add_people(people)
        self.add_log(people)
