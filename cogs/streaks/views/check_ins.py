"""What members see of their streak: cards, the check-in form, and every word on them."""

from collections.abc import Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.days import spoken
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Outage
from cogs.streaks.outcomes import (
    CheckedIn,
    Ledger,
    Showing,
    Standing,
    TakenBack,
)
from cogs.streaks.rules import Day, State
from cogs.streaks.views.next_step import next_step
from cogs.streaks.views.partners import partner_line
from cogs.streaks.views.plans import week_words
from cogs.streaks.views.questions import ROOM, day_choice, notes
from cogs.streaks.views.sharing import asking, share_row
from cogs.streaks.views.verdicts import MEANINGS, short

MOST_TIMES = 3  # of the outages of one day, so that ten lines fit on a card
SAME = (
    "You said the same less than a minute ago, so nothing was added. "
    "To add more, say it in other words."
)
PRIMARY = discord.ButtonStyle.primary


def checked_in(result: CheckedIn, milestone: Showing | None = None) -> ui.LayoutView:
    return look.card(
        f"### {_title(result)}",
        *_so_far(result),
        _numbers(result),
        next_step(result),
        *partner_line(result),
        *_assumed_zone(result),
        look.row(
            look.press("Check in", "streaks:check-in"),
            look.press("Why this streak?", f"streaks:why:{0}"),
            look.press("Undo this check-in", f"streaks:undo:{result.note}"),
        ),
        *share_row(result),
        *(asking(milestone) if milestone else []),
        colour=look.GREY if result.struck else look.GREEN,
    )


def _title(result: CheckedIn) -> str:
    if result.struck:
        return f"Noted for {spoken(result.day)}"
    return f"{'Checked in for' if result.first else 'Added to'} {spoken(result.day)} {look.FLAME}"


def taken_back(result: TakenBack) -> ui.LayoutView:
    left = "the rest of that day stays" if result.day_left else "that day is open again"
    return look.card(
        f"### Taken back\nThat check-in for {spoken(result.day)} is gone; {left}.",
        _numbers(result),
        look.row(look.press("Check in", "streaks:check-in", PRIMARY)),
    )


def shown(result: Standing) -> ui.LayoutView:
    return look.card(
        f"### Your streak {_sign(result)}".strip(),
        _numbers(result),
        next_step(result),
        *partner_line(result),
        *_assumed_zone(result),
        look.row(
            look.press("Check in", "streaks:check-in", PRIMARY),
            look.press("Why this streak?", "streaks:why:0"),
        ),
        colour=look.GREEN if result.record.state is State.DONE else look.GREY,
    )


def ledger(result: Ledger) -> ui.LayoutView:
    turning = []
    if result.page > 0:
        turning.append(look.press("Newer days", f"streaks:page:{result.page - 1}"))
    if result.page + 1 < result.pages:
        turning.append(look.press("Older days", f"streaks:page:{result.page + 1}"))
    return look.card(
        "### Why your streak is what it is\nEach study day, newest first.",
        _ledger_lines(result),
        next_step(result),
        look.row(day_choice(result.lines)),
        look.row(*turning, look.press("Check in", "streaks:check-in")),
    )


def _numbers(result: Standing) -> str:
    record = result.record
    return (
        f"Streak: **{look.days(record.streak)}** · longest {look.days(record.longest)} · "
        f"{look.days(record.total)} in all\n"
        f"Freezes: {record.freezes} {look.FREEZE}"
        f"{_this_week(result)}"
    )


def _this_week(result: Standing) -> str:
    words = week_words(result.rhythm.in_hand)
    return f"\n{words}" if words else ""


def _ledger_lines(result: Ledger) -> str:
    """With what moderators ruled and answered, as far as a card has room for it."""
    days = [_ledger_line(line, result) for line in result.lines]
    noted = [notes(line.day, result.rulings, result.questions) for line in result.lines]
    full = "\n".join(part for day, said in zip(days, noted, strict=True) for part in (day, *said))
    if len(full) <= ROOM:
        return full
    return "\n".join((*days, "-# Pick a day below to see what the moderators said of it."))


def _ledger_line(line: Day, result: Ledger) -> str:
    what, zone = MEANINGS[line.verdict], result.zones.get(line.day)
    deeds = result.deeds.get(line.day)
    if line.verdict is Verdict.OUTAGE:
        what = _down(result.outages[line.day])
    if line.verdict is Verdict.DONE and deeds:
        spent = f", {deeds.minutes} min" if deeds.minutes else ""
        late = ", entered later" if deeds.late else ""
        imported = ", imported" if deeds.imported else ""
        what = f"done: {', '.join(deeds.kinds)}{spent}{late}{imported}"
    moved = f" · now in {zone}" if zone else ""
    counts = f"streak {line.streak}, freezes {line.freezes}"
    return f"**{short(line.day)}** {what}{moved} · {counts}"


def _down(outages: Sequence[Outage]) -> str:
    """R13: the times of an outage, in the reader's own zone."""
    said = [f"{format_dt(o.begin, 't')} to {format_dt(o.end, 't')}" for o in outages]
    more = f" and {len(said) - MOST_TIMES} times more" if len(said) > MOST_TIMES else ""
    return f"Daymark was down {', '.join(said[:MOST_TIMES])}{more}, so it costs nothing"


def _assumed_zone(result: Standing) -> list[str | ui.Item[ui.LayoutView]]:
    if result.zone_said:
        return []
    zone = result.calendar.now_in_force.zone
    return [
        ui.Section(
            f"-# I don't know your time zone yet, so your days end as in {zone}.",
            accessory=look.press("Set my time zone", "settings:zone"),
        )
    ]


def _sign(result: Standing) -> str:
    return look.FLAME if result.record.streak else look.SEED


def _so_far(result: CheckedIn) -> list[str]:
    unit = "minute" if result.minutes == 1 else "minutes"
    minutes = f"{result.minutes} {unit} that day so far." if result.minutes else ""
    if result.same:
        more = SAME
    elif result.struck:
        more = "The moderators struck that day, so it can't count. Your words are kept."
    else:
        more = "" if result.first else "A day counts once, however often you add to it."
    return [line] if (line := f"{minutes} {more}".strip()) else []
