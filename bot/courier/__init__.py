"""Everything unprompted leaves here, once: due schedules, a ledger of deliveries, and leases.

Features put what they have to say on a shelf and never talk to Discord by themselves:

    parts.letters.put(letter)          # a post for each slot: `Letter`
    await courier.plan(conn, to, kind, first)
    Post(components, channel, then=[Thread("Week 9"), Pin()])

    parts.letters.put_living(board)    # one message, kept true by edits: `Living`
    await courier.place(conn, to, kind)    # once, and again after its channel has changed
    await courier.touch(conn, to, kind)    # in each transaction that changes what it shows

A living message is edited at most once in five minutes, and only where it would read differently;
where it was deleted it is posted anew, and `take_down` takes it away. A post that names somebody
says so (`Post.about`), also one that left as an answer (`answered`): whoever is forgotten takes
these along. What moderators may see of all this is in `standing`.

The specification and what was measured are in `docs/decisions.md`, *Posting*.
"""

from bot.courier.following import Pin, Role, Thread
from bot.courier.letters import (
    Left,
    Letter,
    Letters,
    Living,
    Post,
    Recipient,
    Stopped,
    person,
    server,
    written,
)
from bot.courier.planned import pause_all, place, plan, replan, resume, resume_all, touch, unplan
from bot.courier.removing import answered, take_down
from bot.courier.slots import Due
from bot.courier.verdicts import Why

__all__ = [
    "Due",
    "Left",
    "Letter",
    "Letters",
    "Living",
    "Pin",
    "Post",
    "Recipient",
    "Role",
    "Stopped",
    "Thread",
    "Why",
    "answered",
    "pause_all",
    "person",
    "place",
    "plan",
    "replan",
    "resume",
    "resume_all",
    "server",
    "take_down",
    "touch",
    "unplan",
    "written",
]
