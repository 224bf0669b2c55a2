"""What members see of their streak: cards, the check-in form, and every word on them."""

from collections.abc import Sequence
from datetime import date

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
    OpenDays,
    Preview,
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
from cogs.streaks.views.verdicts import MEANINGS, changed, short

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


def preview(result: Preview) -> ui.LayoutView:
    before, after = result.before, result.after
    changes = [
        changed("Days in all", before.total, after.total),
        changed("Streak", before.streak, after.streak),
        changed("Longest", before.longest, after.longest),
        changed("Freezes", before.freezes, after.freezes),
    ]
    return look.card(
        f"### Enter {spoken(result.day)}?",
        "\n".join(changes),
        f"-# {_note(result)}",
        look.row(
            look.press(f"Enter {spoken(result.day)}", f"streaks:agree:{result.draft}", PRIMARY),
            look.press(f"Leave {spoken(result.day)} out", f"streaks:leave-out:{result.draft}"),
        ),
        colour=look.AMBER,
    )


def _note(result: Preview) -> str:
    if result.counts:
        return "The ledger will show it as entered later."
    if result.kept_already:
        return "That day is kept already and counts once: your words and minutes are added."
    return "The moderators struck that day, so it can't count. Your words are kept."


def left_out() -> ui.LayoutView:
    return look.card(
        "Nothing was entered.",
        look.row(look.press("Check in", "streaks:check-in", PRIMARY)),
    )


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


def check_in_form(entry: OpenDays) -> ui.Modal:
    """Where several days are open the form asks which; else it needs no question."""
    today = entry.days[0]
    title = "Check in" if len(entry.days) > 1 else f"Check in for {spoken(today)}"
    form = ui.Modal(title=title, custom_id="streaks:check-in")
    did: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="did",
        style=discord.TextStyle.paragraph,
        max_length=1000,
        placeholder="read chapter 2, made notes on gradients",
    )
    minutes: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="minutes", required=False, max_length=10, placeholder="30"
    )
    form.add_item(ui.Label(text="What did you do?", component=did))
    form.add_item(ui.Label(text="How many minutes? (you may leave this out)", component=minutes))
    if len(entry.days) > 1:
        form.add_item(ui.Label(text="For which day?", component=_day_select(entry.days)))
    return form


def _day_select(days: Sequence[date]) -> ui.Select[ui.Modal]:
    options = [
        discord.SelectOption(label=label, value=day.isoformat(), default=day == days[0])
        for day, label in named_days(days)
    ]
    return ui.Select(custom_id="day", options=options)


def named_days(days: Sequence[date]) -> list[tuple[date, str]]:
    """Days as one would say them, the first being today."""
    ago = ("today", "yesterday")
    return [
        (day, f"{spoken(day)} ({ago[n]})" if n < len(ago) else spoken(day))
        for n, day in enumerate(days)
    ]


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
