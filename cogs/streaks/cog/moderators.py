"""The moderators' cog of streaks: /mod people and /mod settings, and what members ask them."""

from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.db import Database
from bot.moderators import Moderators
from cogs.streaks.cog.house_rules import HouseRuleDoors
from cogs.streaks.cog.questions import QuestionDoors
from cogs.streaks.cog.rulings import RulingDoors
from cogs.streaks.service.house_rules import HouseRules
from cogs.streaks.service.questions import Questions
from cogs.streaks.service.rulings import Rulings


class ModeratorsCog(RulingDoors, QuestionDoors, HouseRuleDoors):
    """Its commands belong to groups that every feature shares, so they are added to those."""

    def __init__(self, db: Database, clock: Clock, renew: Callable[[], Awaitable[None]]) -> None:
        self.rulings, self.questions = Rulings(db, clock), Questions(db, clock)
        self.house_rules = HouseRules(db, clock)
        self.renew = renew

    def add_commands(self, mod: Moderators) -> None:
        self.add_rulings(mod.part("people", "Look after members"))
        self.add_house_rules(mod)
