"""A server's board as members see it, and what they see of somebody else's streak."""

from collections.abc import Mapping

from discord import ui
from discord.utils import format_dt

from bot import look
from cogs.streaks.boards import Board, Measure, Period, Place
from cogs.streaks.figures import percent
from cogs.streaks.outcomes import BoardPage, Glimpse, LeftOff, Unlisted
from cogs.streaks.rules import State
from cogs.streaks.rulings import LONGEST_REASON

MEASURES = {
    Measure.STREAK: "Streak",
    Measure.DAYS: "Days kept",
    Measure.PERCENT: "Percent of own goal",
}
PERIODS = {Period.WEEK: "This week", Period.MONTH: "This month", Period.ALL: "All time"}
MEANINGS = {
    Board(Measure.STREAK, Period.WEEK): "Streaks of everyone who kept a day this week.",
    Board(Measure.STREAK, Period.MONTH): "Streaks of everyone who kept a day this month.",
    Board(Measure.STREAK, Period.ALL): "Every streak as it stands now.",
    Board(Measure.DAYS, Period.WEEK): "Days kept since Monday.",
    Board(Measure.DAYS, Period.MONTH): "Days kept since the 1st.",
    Board(Measure.DAYS, Period.ALL): "All days ever kept.",
    Board(Measure.PERCENT, Period.WEEK): "This week, of the weekly goal each has set.",
    Board(Measure.PERCENT, Period.MONTH): "This month's weeks with a goal, on average.",
    Board(Measure.PERCENT, Period.ALL): "All weeks with a goal, on average.",
}
CATCHING_UP = "-# Some streaks here are still being counted anew. Look again in a few minutes."
NOTHING = {
    Measure.STREAK: "a check-in today puts you there",
    Measure.DAYS: "a check-in today puts you there",
    Measure.PERCENT: "a goal (/streak goal) and a day kept put you there",
}
TODAY = {
    State.DONE: "Today is kept.",
    State.RESTING: "Today is a day off.",
    State.AT_RISK: "Today is still open.",
    State.NONE: "No streak at the moment.",
}


def board(result: BoardPage, owner: int, server: str) -> ui.LayoutView:
    """`owner` may turn its pages; anybody else gets a board of their own."""
    kind = f"{MEASURES[result.board.measure]}, {PERIODS[result.board.period].lower()}"
    lines = [line(place, result.board.measure) for place in result.places]
    return look.card(
        f"### {kind}\n{look.plain(server)}. {MEANINGS[result.board]}",
        "\n".join(lines) or "Nobody is on this board at the moment.",
        _own(result) if result.current else f"{_own(result)}\n{CATCHING_UP}",
        look.row(_measures(result, owner)),
        look.row(_periods(result, owner)),
        look.row(*_turning(result, owner), _hiding(result)),
        "-# Each by their own clock, all at this moment. Days from a file count on no board.",
    )


def line(place: Place, measure: Measure) -> str:
    return f"**{place.rank}** · <@{place.person}> · {_value(place.value, measure)}"


def _value(value: int, measure: Measure) -> str:
    return f"{percent(value)} %" if measure is Measure.PERCENT else look.days(value)


def _own(result: BoardPage) -> str:
    measure = result.board.measure
    match result.own:
        case Place(rank=None, value=value):
            return f"You: below the {result.counted:,}th place · {_value(value, measure)}"
        case Place() as place:
            return f"You: **{place.rank}** · {_value(place.value, measure)}"
        case LeftOff(at, reason):
            return (
                f"You aren't listed: the moderators here left you off, {format_dt(at, 'd')}: "
                f"{look.quoted(reason, LONGEST_REASON)}. Your streak goes on as before."
            )
        case Unlisted.HIDDEN:
            return "You aren't listed: you are hidden everywhere."
        case Unlisted.NOTHING:
            return f"You aren't listed yet: {_missing(result.board)}."
        case _:
            return "You aren't listed yet: a check-in in this server puts you on its boards."


def _missing(board: Board) -> str:
    if board.measure is Measure.PERCENT and board.period is not Period.WEEK:
        return f"{NOTHING[board.measure]}, and this week counts once it is kept"
    return NOTHING[board.measure]


def _measures(result: BoardPage, owner: int) -> ui.Select[ui.LayoutView]:
    door = f"streaks:board-measure:{owner}:{result.guild}:{result.board.period}"
    return look.choose(door, "What to compare", MEASURES.items(), [result.board.measure])


def _periods(result: BoardPage, owner: int) -> ui.Select[ui.LayoutView]:
    door = f"streaks:board-period:{owner}:{result.guild}:{result.board.measure}"
    return look.choose(door, "Which time", PERIODS.items(), [result.board.period])


def _turning(result: BoardPage, owner: int) -> list[ui.Button[ui.LayoutView]]:
    measure, period = result.board
    door = f"streaks:board:{owner}:{result.guild}:{measure}:{period}"
    buttons = []
    if result.page:
        buttons.append(look.press("Higher places", f"{door}:{result.page - 1}"))
    if result.more:
        buttons.append(look.press("Lower places", f"{door}:{result.page + 1}"))
    return buttons


def _hiding(result: BoardPage) -> ui.Button[ui.LayoutView]:
    if result.own is Unlisted.HIDDEN:
        return look.press("Show me again", "settings:unhide")
    return look.press("Hide me everywhere", "settings:hide")


def which_server(servers: Mapping[int, str], asked: Board) -> ui.LayoutView:
    options = [(str(id_), name) for id_, name in list(servers.items())[:25]]
    door = f"streaks:board-server:{asked.measure}:{asked.period}"
    return look.card(
        "### Which server's board?",
        look.row(look.choose(door, "Pick a server", options)),
    )


def glimpse(result: Glimpse) -> ui.LayoutView:
    """Somebody else's streak: figures and nothing that was typed."""
    record = result.record
    return look.card(
        f"### Streak of <@{result.person}> {look.FLAME if record.streak else look.SEED}",
        f"Streak: **{look.days(record.streak)}** · longest {look.days(record.longest)} · "
        f"{look.days(record.total)} in all\n{TODAY[record.state]}",
        colour=look.GREEN if record.state is State.DONE else look.GREY,
    )
