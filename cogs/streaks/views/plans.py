"""Rest, leave and the weekly goal, as members see them."""

from collections.abc import Iterable, Sequence
from datetime import date

import discord
from discord import ui

from bot import look
from bot.days import DAY, spoken
from cogs.streaks.entering import WEEKDAYS
from cogs.streaks.outcomes import Planned
from cogs.streaks.planning import RESTS_A_WEEK
from cogs.streaks.rhythm import Week
from cogs.streaks.views.verdicts import full

NONE = "none"
MOST_SPANS = 10  # told on the card


def rest(result: Planned) -> ui.LayoutView:
    return look.card(
        f"### Rest days {look.REST}\n{_rest_words(result)}",
        "A rest day keeps your streak and adds nothing. Changes hold from tomorrow.",
        look.row(_weekday_select(result.weekdays)),
    )


def leave(result: Planned) -> ui.LayoutView:
    buttons = []
    if result.today in result.leave:
        buttons.append(look.press("End leave now", "streaks:leave-end"))
    if any(day > result.today for day in result.leave):
        buttons.append(look.press("Cancel leave to come", "streaks:leave-drop"))
    return look.card(
        f"### Leave {look.REST}\n{_leave_words(result.leave, result.today)}",
        "Leave keeps your streak and adds nothing. Days that you do anyway still count.",
        look.row(look.press("Plan leave", "streaks:leave-form"), *buttons),
    )


def goal(result: Planned) -> ui.LayoutView:
    words = f"{look.days(result.goal)} a week" if result.goal else "none"
    return look.card(
        f"### Your weekly goal: {words}",
        rhythm(result),
        look.row(_goal_select(result.goal)),
    )


def rhythm(result: Planned) -> str:
    """The facts of the week in hand and of the weeks behind it, as one line each."""
    kept = f"Weeks kept in a row: **{result.rhythm.streak}**"
    words = week_words(result.rhythm.in_hand) or "This week has no goal."
    return f"{words}{_later(result)}\n{kept}"


def _later(result: Planned) -> str:
    """A changed goal, and a week without one, say from when the goal holds."""
    week = result.rhythm.in_hand
    if result.goal == week.goal:
        return ""
    monday = spoken(week.monday + 7 * DAY)
    return (
        f" Your new goal, {look.days(result.goal) if result.goal else 'none'}, holds from {monday}."
    )


def week_words(week: Week) -> str:
    """How the week in hand stands; nothing where it has no goal."""
    if week.needed is None:
        return ""
    if week.neutral:
        return "This week asks nothing of you."
    state = "kept" if week.kept else f"{look.days(week.needed - week.done)} to go"
    less = f" Fewer than {week.goal}: days off, or before the goal, ask nothing."
    fewer = less if week.needed < week.goal else ""
    return f"This week: **{week.done}** of {look.days(week.needed)}, {state}.{fewer}"


def leave_form() -> ui.Modal:
    form = ui.Modal(title="Plan leave", custom_id="streaks:leave-form")
    first: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="first", max_length=40, placeholder="tomorrow"
    )
    last: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="last", required=False, max_length=40, placeholder="24 December"
    )
    form.add_item(ui.Label(text="First day", component=first))
    form.add_item(
        ui.Label(text="Last day", description="Leave it empty for one day.", component=last)
    )
    return form


def _weekday_select(chosen: Iterable[int]) -> ui.Select[ui.LayoutView]:
    options = [
        discord.SelectOption(label=name.capitalize(), value=str(n), default=n in chosen)
        for n, name in enumerate(WEEKDAYS)
    ]
    return ui.Select(
        custom_id="streaks:rest",
        placeholder="Pick up to three rest days, or none",
        min_values=0,
        max_values=RESTS_A_WEEK,
        required=False,
        options=options,
    )


def _goal_select(chosen: int) -> ui.Select[ui.LayoutView]:
    options = [("0", "No goal"), *((str(n), f"{look.days(n)} a week") for n in range(1, 8))]
    return look.choose("streaks:goal", "How many days a week?", options, [str(chosen)])


def _rest_words(result: Planned) -> str:
    names = [WEEKDAYS[n].capitalize() for n in sorted(result.weekdays)]
    return f"Your rest days: {', '.join(names) or NONE}."


def _leave_words(days: Sequence[date], today: date) -> str:
    """The next spans; all of them might be more than a card can hold."""
    spans = [_span(first, last, today) for first, last in spans_of(days)]
    more = [f"and {len(spans) - MOST_SPANS} more"] if len(spans) > MOST_SPANS else []
    return f"Planned: {'; '.join([*spans[:MOST_SPANS], *more]) or NONE}."


def spans_of(days: Sequence[date]) -> list[tuple[date, date]]:
    """Consecutive dates as their first and last."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and spans[-1][1] == day - DAY:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans


def _span(first: date, last: date, today: date) -> str:
    begin, end = full(first, today), full(last, today)
    return begin if first == last else f"{begin} to {end}"
