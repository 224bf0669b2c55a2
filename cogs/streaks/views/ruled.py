"""What moderators ruled, as the person hears of it: once in an answer, and in the ledger (R9)."""

from collections.abc import Sequence

from bot import look
from bot.days import spoken
from bot.notices import Notice
from bot.offers import Line, Link
from cogs.streaks.rulings import Logged, Ruling, Told

RULINGS = "rulings"
SEE = Link("See it in my ledger", "streaks:why:0")
NEWEST = 3  # told at once
WHAT = {Ruling.REPAIR: "the repair of", Ruling.STRIKE: "the strike of", Ruling.GRANT: "a freeze of"}


def news(new: Sequence[Told]) -> Notice:
    lines = [
        f"{_said(each)} They wrote: {look.quoted(each.ruling.reason)}" for each in new[-NEWEST:]
    ]
    if more := len(new) - len(lines):
        lines.insert(0, f"The moderators did {more} more before; your ledger has all of it.")
    return Notice(RULINGS, new[-1].ruling.id, Line("\n".join(lines), [SEE]))


def _said(each: Told) -> str:
    day = spoken(each.ruling.day)
    match each.ruling.kind:
        case Ruling.STRIKE:
            return f"**The moderators struck {day}**, so nothing of it counts."
        case Ruling.REPAIR:
            return f"**The moderators repaired {day}**: it keeps your streak and adds nothing."
        case Ruling.GRANT:
            return f"**The moderators granted you a freeze** on {day}."
        case _:
            return f"**The moderators took back {taken_back(each.ruling, each.undid)}.**"


def taken_back(undoing: Logged, what: Ruling | None) -> str:
    """ "the strike of Tuesday 24 November"."""
    return f"{WHAT[what] if what else 'what they ruled on'} {spoken(undoing.day)}"
