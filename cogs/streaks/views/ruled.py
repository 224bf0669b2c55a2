"""What moderators ruled, as the person hears of it: once in an answer, and in the ledger (R9)."""

from collections.abc import Sequence

from bot import look
from bot.days import spoken
from bot.notices import Notice
from bot.offers import Line, Link
from cogs.streaks.rulings import LONGEST_REASON, Logged, Ruling

RULINGS = "rulings"
SEE = Link("See it in my ledger", "streaks:why:0")
NEWEST = 3  # told at once
WHAT = {Ruling.REPAIR: "the repair of", Ruling.STRIKE: "the strike of", Ruling.GRANT: "a freeze of"}


def news(new: Sequence[Logged]) -> Notice:
    lines = [
        f"{_said(each)} They wrote: {look.quoted(each.reason, LONGEST_REASON)}"
        for each in new[-NEWEST:]
    ]
    if more := len(new) - len(lines):
        lines.insert(0, f"The moderators did {more} more before; your ledger has all of it.")
    return Notice(RULINGS, new[-1].id, Line("\n".join(lines), [SEE]))


def _said(each: Logged) -> str:
    day = spoken(each.day)
    match each.kind:
        case Ruling.STRIKE:
            return f"**The moderators struck {day}**, so nothing of it counts."
        case Ruling.REPAIR:
            return f"**The moderators repaired {day}**: it keeps your streak and adds nothing."
        case Ruling.GRANT:
            return f"**The moderators granted you a freeze** on {day}."
        case _:
            return f"**The moderators took back {taken_back(each)}.**"


def taken_back(undoing: Logged) -> str:
    """ "the strike of Tuesday 24 November"."""
    what = WHAT[undoing.undid] if undoing.undid else "what they ruled on"
    return f"{what} {spoken(undoing.day)}"
