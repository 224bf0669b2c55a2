"""What moderators see before and after they rule, and their log."""

from collections.abc import Sequence
from datetime import date

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.days import spoken
from cogs.streaks.cover import Verdict
from cogs.streaks.rulings import LONGEST_REASON, Effect, Logged, LogPage, Ruling
from cogs.streaks.views.verdicts import MEANINGS, changed, full, short

PRIMARY = discord.ButtonStyle.primary
NOUNS = {Ruling.REPAIR: "repair", Ruling.STRIKE: "strike", Ruling.GRANT: "freeze granted on"}
LOGGED = {
    Ruling.REPAIR: "Repaired",
    Ruling.STRIKE: "Struck",
    Ruling.GRANT: "Freeze granted",
    Ruling.UNDO: "Ruling taken back",
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


def log(found: LogPage) -> ui.LayoutView:
    about = f" about <@{found.about}>" if found.about else ""
    entries = [_entry(each) for each in found.entries] or ["Nothing has been ruled here."]
    turning = []
    if found.page > 0:
        turning.append(look.press("Newer rulings", _log_door(found.page - 1, found.about)))
    if found.page + 1 < found.pages:
        turning.append(look.press("Older rulings", _log_door(found.page + 1, found.about)))
    return look.card(
        f"### The moderators' log{about}\n-# For moderators only.",
        "\n".join(entries),
        *([look.row(*turning)] if turning else []),
    )


def _log_door(page: int, about: int | None) -> str:
    return f"streaks:ruling-log:{page}:{about or 0}"


def _entry(each: Logged) -> str:
    by = f"<@{each.by}>" if each.by else "a moderator who is gone"
    undone = ", undone since" if each.undone else ""
    return (
        f"**{LOGGED[each.kind]}{undone}**: <@{each.person}>, {spoken(each.day)} {each.day.year}\n"
        f"-# {format_dt(each.at, 'f')} by {by}: {look.quoted(each.reason, LONGEST_REASON)}"
    )


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
