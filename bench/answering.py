"""An acknowledged check-in, /streak show and autocomplete, through real sockets and processes."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench import history
from bench.figures import Row
from bench.stand import BARE, OURS, PEOPLE, Json, Stand

ROUNDS = 4
Times = dict[str, list[float]]
Way = Callable[[Json], Awaitable[list[float]]]


async def rows(folder: Path) -> list[Row]:
    """Members of the first days, and then the same with a year behind them."""
    (folder / "ours").mkdir()
    (folder / "bare").mkdir()
    async with Stand(folder / "ours", OURS) as ours, Stand(folder / "bare", BARE) as bare:
        new = await _side_by_side("first days", ours, bare)
        url = f"sqlite+aiosqlite:///{ours.database}"
        await history.give(url, ours.people, int(ours.town.world.guild["id"]))
        old = await _side_by_side("a year on record", ours, bare)
    print(f'Answers that began as "thinking…": {ours.deferred} of ours, {bare.deferred} bare.')
    return new + old


async def _side_by_side(who: str, ours: Stand, bare: Stand) -> list[Row]:
    """Both bots run all the time and take turns, so that a slow minute meets both."""
    our_times: Times = defaultdict(list)
    bare_times: Times = defaultdict(list)
    async with ours.ready(), bare.ready():
        for stand in (ours, bare):
            await _round(stand, defaultdict(list))
        for _ in range(ROUNDS):
            await _round(ours, our_times)
            await _round(bare, bare_times)
    return [Row(f"{what}, {who}", our_times[what], bare_times[what]) for what in our_times]


async def _round(stand: Stand, times: Times) -> None:
    """Each check-in is its person's first of a new day."""
    ways: list[tuple[str, Way]] = [
        ("1 at once", stand.one_by_one),
        (f"{PEOPLE} at once", stand.all_at_once),
    ]
    for name, ask in ways:
        stand.tomorrow()
        done = stand.command("checkin", did="read chapter 2")
        times[f"check-in, {name}"] += await ask(done)
        times[f"/streak show, {name}"] += await ask(stand.command("streak show"))
    typed = stand.suggestion("checkin", "day", "t", did="read chapter 2")
    times["autocomplete, 1 at once"] += await stand.one_by_one(typed)
