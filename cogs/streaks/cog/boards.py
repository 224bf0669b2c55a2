"""The doors of boards: /leaderboard, its pages, and who is still in the server."""

from collections.abc import Collection
from typing import Any

import discord
from discord import Interaction, app_commands

from bot.answers import answer, answer_beside
from bot.doors import Feature, button, person_of, select
from bot.notices import Notices
from cogs.streaks import refusals
from cogs.streaks.boards import Board, Measure, Period
from cogs.streaks.cog.arguments import number
from cogs.streaks.service import Boards
from cogs.streaks.views import boards as views

Asked = Interaction[Any]
WEEK = Board(Measure.DAYS, Period.WEEK)


class BoardDoors(Feature):
    """Part of the streaks cog."""

    boards: Boards
    notices: Notices

    @app_commands.command()
    @app_commands.describe(
        period="This week, this month, or all time", measure="What to compare people by"
    )
    @app_commands.choices(
        period=[app_commands.Choice(name=n, value=v) for v, n in views.PERIODS.items()],
        measure=[app_commands.Choice(name=n, value=v) for v, n in views.MEASURES.items()],
    )
    async def leaderboard(
        self, interaction: Asked, period: str = Period.ALL, measure: str = Measure.STREAK
    ) -> None:
        """How people in this server are doing, and where you stand"""
        board = _board(measure, period)
        if interaction.guild_id:
            await self._show_board(interaction, interaction.guild_id, board, 0)
            return
        servers = await self._shared(interaction)
        if len(servers) == 1:
            await self._show_board(interaction, next(iter(servers)), board, 0)
        else:
            await answer(interaction, views.which_server(servers, board))

    @select("streaks:board-server", replaces=True)
    async def server_picked(
        self, interaction: Asked, values: list[str], measure: str, period: str
    ) -> None:
        await self._show_board(interaction, number(_only(values)), _board(measure, period), 0)

    @button("streaks:board", replaces=True)
    async def turn_board(
        self, interaction: Asked, owner: str, guild: str, measure: str, period: str, page: str
    ) -> None:
        await self._turn_to(interaction, owner, guild, _board(measure, period), number(page))

    @select("streaks:board-period", replaces=True)
    async def period_picked(
        self, interaction: Asked, values: list[str], owner: str, guild: str, measure: str
    ) -> None:
        await self._turn_to(interaction, owner, guild, _board(measure, _only(values)))

    @select("streaks:board-measure", replaces=True)
    async def measure_picked(
        self, interaction: Asked, values: list[str], owner: str, guild: str, period: str
    ) -> None:
        await self._turn_to(interaction, owner, guild, _board(_only(values), period))

    @button("streaks:place")
    async def own_place(self, interaction: Asked) -> None:
        """From a server's live board, on which everybody presses the same button."""
        if not interaction.guild_id:
            raise refusals.no_such_board()
        await self._show_board(interaction, interaction.guild_id, WEEK, None)

    async def _turn_to(
        self, interaction: Asked, owner: str, guild: str, board: Board, page: int = 0
    ) -> None:
        theirs = number(owner) == interaction.user.id
        await self._show_board(interaction, number(guild), board, page, beside=not theirs)

    async def _show_board(
        self,
        interaction: Asked,
        guild: int,
        board: Board,
        page: int | None,
        *,
        beside: bool = False,
    ) -> None:
        """Only to people in the server; then asks Discord about those whom it showed."""
        server = interaction.client.get_guild(guild)
        if not server or not await self._is_there(interaction, server):
            raise refusals.no_such_board()
        who = person_of(interaction)
        result = await self.boards.show(who, guild, board, page)
        card = views.board(result, who.id, server.name)
        if beside:
            await answer_beside(interaction, card)
        else:
            await self.notices.answer(interaction, card)
        await self._look_around(server, [place.person for place in result.places])

    async def _shared(self, interaction: Asked) -> dict[int, str]:
        """The servers, by id, in which both the person and we are, as far as we know."""
        ours = await self.boards.servers_of(person_of(interaction))
        found = [server for guild in ours if (server := interaction.client.get_guild(guild))]
        if not found:
            raise refusals.no_shared_server()
        return {server.id: server.name for server in found}

    async def _is_there(self, interaction: Asked, server: discord.Guild) -> bool:
        if interaction.guild_id == server.id:
            return True
        who = person_of(interaction)
        await self._look_around(server, [who.id])
        return server.id in await self.boards.servers_of(who)

    async def _look_around(self, server: discord.Guild, people: Collection[int]) -> None:
        """Without a privileged intent nobody tells us who leaves: we ask about those who are
        shown, about each once a day. Who couldn't be asked about stays."""
        unsure = await self.boards.unsure(server.id, people)
        if not unsure:
            return
        known = {person: await _is_member(server, person) for person in unsure}
        there = [person for person, found in known.items() if found]
        gone = [person for person, found in known.items() if found is False]
        await self.boards.checked(server.id, there, gone)


async def _is_member(server: discord.Guild, person: int) -> bool | None:
    """None where Discord doesn't say."""
    try:
        await server.fetch_member(person)
    except discord.NotFound:
        return False
    except (discord.HTTPException, OSError):
        return None
    return True


def _board(measure: str, period: str) -> Board:
    try:
        return Board(Measure(measure), Period(period))
    except ValueError:
        raise refusals.no_such_board() from None


def _only(values: list[str]) -> str:
    if not values:
        raise refusals.no_such_board()
    return values[0]
