"""When to kill: anywhere, and around each step of a post. Each waits until its moment has come.

Half of a group are posted to at once; the others, who are reached for the first time, in turn.
"""

import asyncio
from collections.abc import Awaitable, Callable

from tests.crash.lab import Group, Lab, Stood

Moment = Callable[[Lab, Group], Awaitable[None]]

POSTS = {"method": "POST", "path": "/messages"}
ALL = 1000  # times: as often as it takes
TICK = 2.0  # seconds between two looks of the courier
TROUBLES = ("drop", "reset", "500", "503", "failed", "429")


async def any_moment(lab: Lab, group: Group) -> None:
    """While Discord has some trouble of its own."""
    for action in lab.chance.sample(TROUBLES, 2):
        await lab.stage.trouble(action, match=POSTS, seconds=0.2)
    lab.turns(group)
    await asyncio.sleep(lab.chance.uniform(0, 1.2 * TICK))


async def when_made(lab: Lab, group: Group) -> None:
    lab.turns(group)
    await lab.sees(group, lambda stood: stood[Stood.WAITED] < len(group.people))


async def when_claimed(lab: Lab, group: Group) -> None:
    lab.turns(group)
    early = (Stood.WAITED, Stood.MADE)
    await lab.sees(group, lambda stood: sum(stood[e] for e in early) < len(group.people))


async def on_the_way(lab: Lab, group: Group) -> None:
    """The requests have reached Discord, which works on them when the bot is gone already."""
    await lab.stage.trouble("slow", match=POSTS, seconds=0.6, times=ALL)
    before = len(lab.stage.met)
    lab.turns(group)
    await lab.stage.until(lambda: len(lab.stage.met) > before + lab.chance.randrange(3))


async def when_posted(lab: Lab, group: Group) -> None:
    """Discord has taken posts, and the bot doesn't know it yet."""
    await lab.stage.trouble("late", match=POSTS, seconds=3, times=ALL)
    lab.turns(group)
    enough = lab.chance.randint(1, len(group.people) // 2)
    await lab.sees(group, lambda stood: stood[Stood.POSTED] + stood[Stood.MARKED] >= enough)


async def while_marking(lab: Lab, group: Group) -> None:
    lab.turns(group)
    enough = lab.chance.randint(1, len(group.people) // 2)
    await lab.sees(group, lambda stood: stood[Stood.MARKED] >= enough)


MOMENTS: tuple[Moment, ...] = (
    when_posted,
    any_moment,
    when_claimed,
    on_the_way,
    while_marking,
    when_made,
)
