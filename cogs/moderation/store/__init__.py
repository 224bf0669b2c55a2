"""What moderators decided for their server."""

from cogs.moderation.store import set_ups as set_ups
