"""What leaves by itself in a server, as its moderators read it, each with its reason."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from discord import ui
from discord.utils import format_dt

from bot import look
from bot.courier import Why
from bot.courier.standing import Coming, Past, Paused
from cogs.moderation.reports import Leaving

PAGE = 10  # lines
NOTHING = "Nothing leaves by itself here yet. **/mod setup** shows what could."
CHECK = "**/mod check** says what to allow."
SETUP = "Pick another with **/mod setup**."
NOTHING_TO_DO = "Nothing to do."
# Why something did not leave, and what to do.
WHYS = {
    Why.CLOSED: ("direct messages are closed", NOTHING_TO_DO),
    Why.NO_CHANNEL: ("its channel was deleted", SETUP),
    Why.NO_ACCESS: ("I don't see its channel", CHECK),
    Why.NO_PERMISSION: ("I lack a permission there", CHECK),
    Why.NOBODY: ("whom it was for is gone", NOTHING_TO_DO),
    Why.NO_ROLE: ("its role was deleted", SETUP),
    Why.ARCHIVED: ("its thread is archived or locked", "Open the thread again."),
    Why.MANY_PINS: ("the channel has all the pins it can", "Unpin some."),
    Why.REFUSED: ("Discord refused it", "If trying again doesn't help, tell whoever runs me."),
    Why.OUR_FAULT: ("that was our own fault", "Whoever runs me finds it in the log."),
    Why.NO_LETTER: ("what it was for is no longer part of me", NOTHING_TO_DO),
    Why.MISSED: ("I was away at its time, and a newer one left", NOTHING_TO_DO),
    Why.TOO_LATE: ("I was away for too long after its time", "The next one comes as usual."),
    Why.NO_HISTORY: ("it may have arrived, and I may not read the history to see", CHECK),
    Why.NO_POST: ("the post it belongs to didn't leave", NOTHING_TO_DO),
}
UNKNOWN = ("Discord gave no answer", "If trying again doesn't help, tell whoever runs me.")
DEEDS = {
    "thread": "the thread of ",
    "pin": "pinning ",
    "role": "the role of ",
    "edit": "an edit of ",
}


def status(leaving: Leaving, page: int) -> ui.LayoutView:
    """Ten lines a page; a page that isn't there shows the nearest one."""
    lines = list(_lines(leaving))
    if not lines:
        return look.card(NOTHING)
    last = (len(lines) - 1) // PAGE
    page = max(0, min(page, last))
    shown = lines[page * PAGE : (page + 1) * PAGE]
    parts = [
        "\n".join((f"### {section}", *(line for _, line in group)))
        for section, group in groupby(shown, key=lambda each: each[0])
    ]
    return look.card(*parts, look.row(*_buttons(leaving, page, last)))


def _lines(leaving: Leaving) -> Iterator[tuple[str, str]]:
    """Each with the section it stands in."""
    for coming in leaving.coming:
        yield "Next", f"- {_called(leaving, coming)}: {_when(coming)}"
    for paused in leaving.paused:
        yield "Paused", f"- {_called(leaving, paused)}: {_reason(paused)}"
    for past in leaving.unsent:
        name = f"{DEEDS.get(past.deed, '')}{_called(leaving, past)}"
        yield "Not posted", f"- {name}, {_at(past.due)}: {_reason(past)}"
    for past in leaving.sent:
        yield "Posted", f"- {_called(leaving, past)}: {_at(past.due)}{_where(leaving, past)}"


def _called(leaving: Leaving, each: Coming | Paused | Past) -> str:
    return f"**{leaving.posts[each.kind]}**"


def _when(coming: Coming) -> str:
    return _at(coming.at) if coming.at else "in a moment"


def _at(instant: datetime) -> str:
    return f"{format_dt(instant, 'R')} ({format_dt(instant, 'f')})"


def _reason(each: Paused | Past) -> str:
    why, do = WHYS[each.why] if each.why else UNKNOWN
    number = f" (number {each.refused})" if each.refused else ""
    return f"{why}{number}. {do}"


def _where(leaving: Leaving, past: Past) -> str:
    if past.message and past.channel:
        return f", https://discord.com/channels/{leaving.guild}/{past.channel}/{past.message}"
    return ", deleted since"


def _buttons(leaving: Leaving, page: int, last: int) -> Iterator[ui.Button[ui.LayoutView]]:
    if page:
        yield look.press("Back", f"moderation:status-page:{page - 1}")
    if page < last:
        yield look.press("More", f"moderation:status-page:{page + 1}")
    if leaving.paused:
        yield look.press("Try paused posts again", "moderation:try-again")
    yield look.press("Check what is wrong now", "moderation:check")
