"""What moderators see before and after they rule, and what their log says of it."""

from collections.abc import Sequence
from datetime import date

import discord
from discord import ui

from bot import look
from bot.days import spoken
from bot.logbook import Entry
from cogs.streaks.cover import Verdict
from cogs.streaks.rulings import LONGEST_REASON, Effect, Logged, Ruling
from cogs.streaks.views.verdicts import MEANINGS, changed, full, short

PRIMARY = discord.ButtonStyle.primary
NOUNS = {Ruling.REPAIR: "repair", Ruling.STRIKE: "strike", Ruling.GRANT: "freeze granted on"}
LOGGED = {
    Ruling.REPAIR: "Repaired",
    Ruling.STRIKE: "Struck",
    Ruling.GRANT: "Freeze granted",
    Ruling.UNDO: "Ruling taken back",
}
TAKEN_BACK = {
    Ruling.REPAIR: "Repair taken back",
    Ruling.STRIKE: "Strike taken back",
    Ruling.GRANT: "Freeze taken back",
}
MOST_OTHERS = 3


def preview(effect: Effect) -> ui.LayoutView:
    """Before and after, with the button that makes it so."""
    case, deed = effect.case, _deed(effect)
    return look.card(
        f"### {deed[0].upper()}{deed[1:]} for <@{case.person}>?",
        _changes(effect),
        f"They will read: {look.quoted(case.reason, LONGEST_REASON)}\n"
        f"-# For them it is {spoken(effect.before.today.day)}. They see when, why and "
        "“the moderators”, never who.",
        look.row(
            look.press(f"Confirm: {deed}", f"streaks:ruling-confirm:{case.number}", PRIMARY),
            look.press("Leave it as it is", f"streaks:ruling-drop:{case.number}"),
        ),
        colour=look.AMBER,
    )


def ruled(effect: Effect) -> ui.LayoutView:
    deed = _deed(effect)
    return look.card(
        f"### Done: {deed}\nFor <@{effect.case.person}>; it is in their ledger and in your log.",
        _changes(effect),
        look.row(look.press("See what still waits", "moderation:inbox-page:0")),
        colour=look.GREEN,
    )


def dropped() -> ui.LayoutView:
    return look.card("Nothing was changed.")


def to_undo(person: int, number: int, standing: Sequence[Logged]) -> ui.LayoutView:
    """The rulings that stand, to pick one from."""
    options = [(str(each.id), f"{_ruling(each)}: {each.reason}") for each in standing]
    return look.card(
        f"### Which ruling on <@{person}> shall be undone?\nYou will see first what it changes.",
        look.row(
            look.choose(f"streaks:ruling-undo:{number}", "Pick a ruling that stands", options)
        ),
        look.row(look.press("Leave them all", f"streaks:ruling-drop:{number}")),
        colour=look.AMBER,
    )


def logged(each: Logged) -> Entry:
    """For the moderators' log."""
    undone = ", undone since" if each.undone else ""
    what = TAKEN_BACK[each.undid] if each.undid else f"{LOGGED[each.kind]}{undone}"
    about = f"{spoken(each.day)} {each.day.year}"
    return Entry(each.id, each.at, what, each.person, about, each.reason, each.by)


def _ruling(each: Logged) -> str:
    return f"{NOUNS[each.kind].capitalize()} {short(each.day)} {each.day.year}"


def _deed(effect: Effect) -> str:
    """ "strike Tuesday 24 November"."""
    day = full(effect.day, effect.before.today.day)
    if effect.undone:
        kind = effect.undone.kind
        what = f"{NOUNS[kind]} {day}" if kind is Ruling.GRANT else f"{NOUNS[kind]} of {day}"
        return f"undo the {what}"
    return "grant a freeze" if effect.case.kind is Ruling.GRANT else f"{effect.case.kind} {day}"


def _changes(effect: Effect) -> str:
    before, after = effect.before, effect.after
    figures = [
        changed("That day", *map(_reads, effect.verdicts)),
        changed("Streak", before.streak, after.streak),
        changed("Longest", before.longest, after.longest),
        changed("Days in all", before.total, after.total),
        changed("Freezes", before.freezes, after.freezes),
        *_others(effect.others),
    ]
    return "\n".join(figures)


def _others(others: Sequence[tuple[date, Verdict, Verdict]]) -> list[str]:
    lines = [
        changed(short(day), _reads(before), _reads(after))
        for day, before, after in others[-MOST_OTHERS:]
    ]
    more = len(others) - len(lines)
    return [*lines, f"And {more} more read differently."] if more > 0 else lines


def _reads(verdict: Verdict | None) -> str:
    return MEANINGS[verdict] if verdict else "before the record began"
