"""The board that stays in a channel, as everybody there sees it."""

from collections.abc import Sequence

from discord import ui

from bot import look
from bot.days import spoken
from cogs.streaks.boards import Measure, Place
from cogs.streaks.outcomes import ServerWeek
from cogs.streaks.views.boards import CATCHING_UP, line

EMPTY = "### The week so far\nNobody has kept a day this week yet. The first one opens the board."
NOTE = "-# Each by their own clock. Days from a file count on no board."


def week(result: ServerWeek) -> ui.LayoutView:
    return look.card(
        *(_places(result) if result.days else [EMPTY]),
        NOTE if result.current else f"{CATCHING_UP}\n{NOTE}",
        look.row(
            look.press("Check in", "streaks:check-in"),
            look.press("Show my place", "streaks:place"),
            look.press("Hide me everywhere", "settings:hide"),
        ),
        colour=look.GREEN if result.days else look.GREY,
    )


def _places(result: ServerWeek) -> list[str]:
    people = "1 person" if result.people == 1 else f"{_counted(result.people)} people"
    head = f"### The week of {spoken(result.monday)}\n{people} kept a day so far."
    kept = _list("Days kept", result.days, Measure.DAYS)
    return [head, kept, *_goals(result.percents)]


def _goals(percents: Sequence[Place]) -> list[str]:
    """Weekly goals are few people's: where nobody has one, nothing is said of them."""
    return [_list("Percent of own goal", percents, Measure.PERCENT)] if percents else []


def _list(name: str, places: Sequence[Place], measure: Measure) -> str:
    return "\n".join((f"**{name}**", *(line(place, measure) for place in places)))


def _counted(people: int | None) -> str:
    return "Thousands of" if people is None else f"{people:,}"
