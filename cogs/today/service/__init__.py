"""What happens when someone looks at their day, and around the one bundle that comes a day."""

from cogs.today.service.bundles import BUNDLE, SNOOZED, Bundles
from cogs.today.service.closed import Closed
from cogs.today.service.day import Today
from cogs.today.service.notifying import Notify

__all__ = ["BUNDLE", "SNOOZED", "Bundles", "Closed", "Notify", "Today"]
