"""Two people who look out for each other: the question, the answer, and what each sees."""

from collections.abc import Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.notices import Notice
from bot.offers import Line, Link
from cogs.streaks.outcomes import Standing
from cogs.streaks.partnering import Ask, Asked, PartnerDay, Partnership

ASKS, AGREED = "partner asks", "partner agreed"
PRIMARY = discord.ButtonStyle.primary
WHAT = "each of you sees whether the other kept today, and nothing else"
MOST_ASKS = 5
HIDDEN = "You are hidden, so they see nothing of your days. Type /me settings to change that."


def partnership(result: Partnership, here: bool) -> ui.LayoutView:
    """`here` says that this is a server's channel, where a question can be posted."""
    if result.partner:
        return _with(result.partner, result.hidden)
    parts: list[str | ui.Item[ui.LayoutView]] = ["### No partner now"]
    if result.own:
        parts += [_waiting(result.own), look.row(*_own_buttons(result.own, here))]
    for ask in result.others[:MOST_ASKS]:
        links = [look.press(link.label, link.custom_id) for link in _answers(ask)]
        parts += [_question(ask), look.row(*links)]
    if not result.own:
        parts.append(f"Type /streak partner and name a member: if they agree, {WHAT}.")
    return look.card(*parts)


def asked(result: Asked, here: bool) -> ui.LayoutView:
    told = "They hear of it with their next answer from me" if result.first else "It still waits"
    post = "; a post here would show it to everybody, without a ping" if here else ""
    return look.card(
        f"### {'Asked' if result.first else 'Asked already'}",
        f"{_waiting(result.ask)} {told}{post}.",
        look.row(*_own_buttons(result.ask, here)),
    )


def question(ask: Ask) -> ui.LayoutView:
    """For everybody to see; only who is named can answer."""
    words = f"<@{ask.asker}> asks <@{ask.asked}> to be streak partners: {WHAT}."
    return look.card(
        ui.Section(
            words,
            accessory=look.press("Agree to be partners", f"streaks:partner-yes:{ask.id}", PRIMARY),
        ),
        colour=look.GREEN,
    )


def declined() -> ui.LayoutView:
    return look.card(
        "All right: nobody is told. If you change your mind, name them yourself in /streak partner."
    )


def asks(new: Sequence[Ask]) -> Notice:
    """Told once to whoever was asked; one question with its answers, several by a door to all."""
    links = _answers(new[0]) if len(new) == 1 else [Link("Answer them", "streaks:partner")]
    lines = "\n".join(_question(ask) for ask in new[:MOST_ASKS])
    return Notice(ASKS, new[-1].id, Line(lines, links))


def agreed(ask: Ask) -> Notice:
    return Notice(AGREED, ask.id, Line(f"<@{ask.asked}> agreed: you are streak partners now."))


def partner_line(result: Standing) -> list[str]:
    """On cards about one's own streak."""
    return [f"Your partner {_today(result.partner)}"] if result.partner else []


def _with(partner: PartnerDay, hidden: bool) -> ui.LayoutView:
    return look.card(
        "### Your streak partner",
        _today(partner),
        *([HIDDEN] if hidden else []),
        f"-# In their own time zone; {WHAT}.",
        look.row(look.press("End partnership", "streaks:partner-end")),
        colour=look.GREEN if partner.kept else look.GREY,
    )


def _today(partner: PartnerDay) -> str:
    if partner.kept is None:
        return f"<@{partner.person}> keeps their days to themselves for now."
    kept = f"has kept today. {look.FLAME}" if partner.kept else "hasn't kept today yet."
    return f"<@{partner.person}> {kept}"


def _waiting(ask: Ask) -> str:
    return f"You asked <@{ask.asked}>. They can agree until {format_dt(ask.closes, 'f')}."


def _question(ask: Ask) -> str:
    return f"<@{ask.asker}> asks you to be streak partners: {WHAT}."


def _answers(ask: Ask) -> list[Link]:
    return [
        Link("Be partners", f"streaks:partner-yes:{ask.id}"),
        Link("No thanks", f"streaks:partner-no:{ask.id}"),
    ]


def _own_buttons(ask: Ask, here: bool) -> list[ui.Button[ui.LayoutView]]:
    post = []
    if here and not ask.posted:
        post.append(look.press("Ask in this channel", f"streaks:partner-post:{ask.id}"))
    return [*post, look.press("Take the question back", f"streaks:partner-back:{ask.id}")]
