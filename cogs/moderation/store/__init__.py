"""What moderation remembers, a file for each thing."""

from cogs.moderation.store import cases as cases
from cogs.moderation.store import set_ups as set_ups
from cogs.moderation.store import troubles as troubles
