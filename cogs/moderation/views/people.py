"""What moderators see before and after they decide about somebody, and what that person hears."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.logbook import Entry
from bot.notices import Notice
from bot.offers import Line
from bot.restraints import Decision, Restraint
from cogs.moderation.cases import LONGEST_REASON, Case, told_as

PRIMARY = discord.ButtonStyle.primary
DEEDS = {
    (Restraint.SILENCE, False): ("Silence {who}", "silence"),
    (Restraint.SILENCE, True): ("End the silence of {who}", "end the silence"),
    (Restraint.LEAVE_OFF, False): ("Leave {who} off the boards", "leave off the boards"),
    (Restraint.LEAVE_OFF, True): ("Put {who} back on the boards", "put back on the boards"),
}
MEANS = {
    (Restraint.SILENCE, False): (
        "Until {until}, their shared days, cheers and questions to a partner don't appear in this "
        "server. Everything private goes on, and so does their streak. Boards still show them: "
        "/mod people leave-off takes them off."
    ),
    (Restraint.SILENCE, True): "What they share appears in this server again.",
    (Restraint.LEAVE_OFF, False): (
        "They take no place on this server's boards. Their streak goes on, and they see why on "
        "/leaderboard."
    ),
    (Restraint.LEAVE_OFF, True): "They take their place on this server's boards again.",
}
LOGGED = {
    (Restraint.SILENCE, False): "Silenced",
    (Restraint.SILENCE, True): "Silence ended",
    (Restraint.LEAVE_OFF, False): "Left off the boards",
    (Restraint.LEAVE_OFF, True): "Put back on the boards",
}


def preview(case: Case) -> ui.LayoutView:
    """What it means, with the button that makes it so."""
    title, deed = DEEDS[_key(case)]
    return look.card(
        f"### {title.format(who=f'<@{case.person}>')}?",
        _means(case),
        f"They will read: {look.quoted(case.reason, LONGEST_REASON)}\n"
        "-# They see when, why and “the moderators”, never who.",
        look.row(
            look.press(f"Confirm: {deed}", f"moderation:decide:{case.number}", PRIMARY),
            look.press("Leave it as it is", f"moderation:drop:{case.number}"),
        ),
        colour=look.AMBER,
    )


def decided(case: Case) -> ui.LayoutView:
    return look.card(
        f"### Done: {DEEDS[_key(case)][1]}\n<@{case.person}> hears of it with their next answer; "
        "it is in your log.",
        _means(case),
        look.row(look.press("See the moderators' log", "moderation:log:0:0")),
        colour=look.GREEN,
    )


def dropped() -> ui.LayoutView:
    return look.card("Nothing was changed.")


def to_lift(case: Case, holding: Sequence[Decision]) -> ui.LayoutView:
    options = [
        (each.restraint.value, f"{LOGGED[each.restraint, False]}: {each.reason}")
        for each in holding
    ]
    return look.card(
        f"### What shall end for <@{case.person}>?\nYou will see first what it means.",
        look.row(look.choose(f"moderation:lift:{case.number}", "Pick what shall end", options)),
        look.row(look.press("Leave both", f"moderation:drop:{case.number}")),
        colour=look.AMBER,
    )


def logged(each: Decision) -> Entry:
    """For the moderators' log."""
    about = ""
    if (each.restraint, each.lifts) == (Restraint.SILENCE, False):
        about = f"until {_when(each.until)}"
    what = LOGGED[each.restraint, each.lifts]
    return Entry(each.id, each.at, what, each.person, about, each.reason, each.by)


def news(new: Sequence[Decision], server: str) -> Notice:
    """What a person is told once, in their next answer there or in direct messages."""
    lines = [
        f"{_said(each, server)} They wrote: {look.quoted(each.reason, LONGEST_REASON)}"
        for each in new
    ]
    if any(not each.lifts for each in new):
        lines.append(f"-# Ask a moderator of {server} if you think it is wrong.")
    return Notice(told_as(new[0].guild), new[-1].id, Line("\n".join(lines)))


def _said(each: Decision, server: str) -> str:
    match each.restraint, each.lifts:
        case Restraint.SILENCE, False:
            until = f" until {format_dt(each.until, 'f')}" if each.until else ""
            return (
                f"**The moderators of {server} silenced you{until}**: what you share doesn't "
                "appear there. Your own record goes on."
            )
        case Restraint.SILENCE, True:
            return f"**The moderators of {server} ended your silence.**"
        case Restraint.LEAVE_OFF, False:
            return (
                f"**The moderators of {server} left you off its boards.** Your streak goes on as "
                "before."
            )
        case _:
            return f"**The moderators of {server} put you back on its boards.**"


def _key(case: Case) -> tuple[Restraint, bool]:
    assert case.restraint
    return case.restraint, case.lifts


def _means(case: Case) -> str:
    return MEANS[_key(case)].format(until=_when(case.until))


def _when(until: datetime | None) -> str:
    return format_dt(until, "f") if until else "a moderator ends it"
