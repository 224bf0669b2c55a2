"""What happens when someone says who they are, and with what we keep of them."""

from cogs.settings.outcomes import Meaning, Moved
from cogs.settings.service.about import Settings
from cogs.settings.service.record import Records
from cogs.settings.service.reminders import ReminderTimes

__all__ = ["Meaning", "Moved", "Records", "ReminderTimes", "Settings"]
