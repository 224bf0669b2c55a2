"""A kept day as a server sees it, its cheers, and the choice of when to share."""

from collections.abc import Iterable
from itertools import groupby

from discord import ui

from bot import look
from bot.days import spoken
from bot.members import Share
from bot.notices import Notice
from bot.offers import Line, Link
from cogs.streaks.outcomes import Celebrated, CheckedIn, Cheer, Shared, Showing, Shown

CHEERS = "cheers"
MOST_DAYS = 5
DAYS = Link("Show my days", "streaks:why:0")
CHOICES = {
    Share.NEVER: "Never share my days",
    Share.ASK: "Ask me each time",
    Share.ALWAYS: "Always share, where I check in",
}


def shared(result: Shared) -> ui.LayoutView:
    """One line of facts; nothing that was typed, and never what is still to go."""
    week = " This week's goal is kept." if result.week and result.week.kept else ""
    return look.card(
        ui.Section(
            f"<@{result.person}> kept **day {result.number}** on {spoken(result.day)}. "
            f"{look.FLAME}{week}",
            accessory=look.press("Cheer", f"streaks:cheer:{result.id}"),
        ),
        colour=look.GREEN,
    )


def celebrated(result: Celebrated) -> ui.LayoutView:
    """A milestone: one line of facts, as of a shared day."""
    return look.card(
        ui.Section(
            f"<@{result.person}> kept **day {result.number}** in a row on {spoken(result.day)}. "
            f"{look.FLAME}",
            accessory=look.press("Cheer", f"streaks:cheer:{result.share}"),
        ),
        colour=look.GREEN,
    )


def asking(result: Showing) -> list[str | ui.Item[ui.LayoutView]]:
    """On the card of whoever wants to be asked, once they came to a milestone."""
    return [
        f"Day {result.what.number} is a milestone. Shall {_channels(result)} see it, with a button "
        "to cheer?",
        look.row(
            look.press(
                f"Show day {result.what.number} there",
                f"streaks:milestone:{result.what.day.isoformat()}",
            )
        ),
    ]


def showing(result: Showing) -> ui.LayoutView:
    return look.card(
        f"Day {result.what.number} is on its way to {_channels(result)}.", colour=look.GREEN
    )


def _channels(result: Showing) -> str:
    return " and ".join(f"<#{channel}>" for channel in result.channels)


def share_row(result: CheckedIn) -> list[ui.ActionRow[ui.LayoutView]]:
    """What a check-in's card offers; nothing to someone who never shares."""
    if result.share is Share.NEVER:
        return []
    buttons = [look.press("When to share", "streaks:sharing")]
    if result.share is Share.ASK:
        buttons.insert(0, look.press("Share this day", f"streaks:share:{result.day.isoformat()}"))
    return [look.row(*buttons)]


def sharing(held: Share) -> ui.LayoutView:
    options = [(share.value, label) for share, label in CHOICES.items()]
    return look.card(
        f"### Sharing: {CHOICES[held][0].lower()}{CHOICES[held][1:]}\n"
        "A day you keep in a server can be shown there as one line, with a button to cheer: your "
        "name, the day, how far your streak is and, once it is kept, this week's goal. Nothing "
        "you typed is shown.",
        look.row(look.choose("streaks:sharing", "When to share a kept day", options, [held.value])),
    )


def cheered(result: Shown) -> ui.LayoutView:
    return look.card(
        f"Thank you for cheering. <@{result.person}> will hear of it.",
        colour=look.GREEN,
    )


def cheers(new: Iterable[Cheer]) -> Notice:
    """All cheers since the last answer, by day, newest day first."""
    by_day = sorted(new, key=lambda cheer: cheer.day, reverse=True)
    counts = [(day, len(list(each))) for day, each in groupby(by_day, lambda cheer: cheer.day)]
    lines = [f"{_people(number)} cheered your {spoken(day)}." for day, number in counts]
    more = sum(number for _, number in counts[MOST_DAYS:])
    shown = lines[:MOST_DAYS] + ([f"And {more} more for days before."] if more else [])
    return Notice(CHEERS, max(cheer.id for cheer in by_day), Line("\n".join(shown), [DAYS]))


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
