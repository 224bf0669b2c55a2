"""Everything unprompted leaves here, once: due schedules, a ledger of deliveries, and leases.

The specification and what was measured are in `docs/decisions.md`, *Posting*.
"""

from bot.courier.ledger import plan, unplan
from bot.courier.letters import Letter, Letters, Post, Recipient, person, server, written
from bot.courier.slots import Due

__all__ = [
    "Due",
    "Letter",
    "Letters",
    "Post",
    "Recipient",
    "person",
    "plan",
    "server",
    "unplan",
    "written",
]
