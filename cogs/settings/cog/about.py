"""The doors of /start, /me and /help."""

from datetime import time
from typing import Any

from discord import Interaction, app_commands

from bot.answers import ask
from bot.doors import Feature, Form, button, modal, person_of, select
from bot.errors import Refusal
from bot.moderators import moderates
from bot.notices import Notices
from bot.offers import Shelves
from bot.zones import Place
from cogs.settings.cog.group import me
from cogs.settings.outcomes import START, ZONE, Meaning, Overview
from cogs.settings.service import Settings
from cogs.settings.views import about as views

Asked = Interaction[Any]


class AboutDoors(Feature):
    """Part of the settings cog: Discord wants every command of a group in one."""

    def __init__(self, settings: Settings, shelves: Shelves, notices: Notices) -> None:
        self.settings, self.shelves, self.notices = settings, shelves, notices

    @app_commands.command()
    @app_commands.describe(city="Your city or the nearest big one; leave out to pick from a list")
    async def start(self, interaction: Asked, city: app_commands.Range[str, 0, 100] = "") -> None:
        """Begin here: under a minute, ending in your day 1"""
        await self._ask_place(interaction, city, START)

    @me.command(name="settings")
    @app_commands.describe(city="Move to another city; leave out to see all your settings")
    async def my_settings(
        self, interaction: Asked, city: app_commands.Range[str, 0, 100] = ""
    ) -> None:
        """Your place, day start, home server, aims and reminder"""
        if city:
            await self._ask_place(interaction, city, ZONE)
        else:
            await self._show(interaction)

    @start.autocomplete("city")
    @my_settings.autocomplete("city")
    async def cities(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        places = self.settings.suggest(typed) if typed.strip() else await self._likely(interaction)
        now = self.settings.now()
        return [
            app_commands.Choice(
                name=f"{place.label}: {place.time(now)} now"[:100], value=place.zone
            )
            for place in places
        ]

    @app_commands.command()
    async def help(self, interaction: Asked) -> None:
        """What I can do for you here"""
        who = person_of(interaction)
        shelves, about = self.shelves, (who.id, who.guild)
        lines = await shelves.help.lines(*about)
        more = await shelves.moderating.lines(*about) if moderates(interaction) else []
        await self.notices.answer(interaction, views.help_card(lines, more))

    @button("settings:zone")
    async def ask_zone(self, interaction: Asked) -> None:
        await self._ask_place(interaction, "", ZONE)

    @button("settings:place-form")
    async def type_place(self, interaction: Asked, purpose: str) -> None:
        await ask(interaction, views.place_form(_purpose(purpose)))

    @modal("settings:place-form")
    async def place_typed(self, interaction: Asked, form: Form, purpose: str) -> None:
        found, now = self.settings.find(form["place"]), self.settings.now()
        if found.zone:
            await self._move(interaction, found.zone, None, purpose, seen=False)
        else:
            card = views.did_you_mean(found, form["place"], now, _purpose(purpose))
            await self.notices.answer(interaction, card)

    @select("settings:place")
    async def place_picked(self, interaction: Asked, values: list[str], purpose: str) -> None:
        await self._move(interaction, _only(values), None, purpose, seen=False)

    @button("settings:move")
    async def move_agreed(
        self, interaction: Asked, purpose: str, zone: str, day_start: str
    ) -> None:
        await self._move(interaction, zone, _time(day_start), purpose, seen=True)

    @select("settings:day-start")
    async def day_start_picked(self, interaction: Asked, values: list[str]) -> None:
        await self._move(interaction, None, _time(_only(values)), ZONE, seen=False)

    @button("settings:about-open")
    async def open_about(self, interaction: Asked) -> None:
        await self._ask_about(interaction)

    @modal("settings:about")
    async def about_told(self, interaction: Asked, form: Form) -> None:
        result = await self.settings.tell(
            person_of(interaction), form["track"], form["hours"], form["reminder"]
        )
        await self.notices.answer(interaction, views.welcome(result))

    @button("settings:deed", replaces=True)
    async def another_deed(self, interaction: Asked, number: int) -> None:
        result = await self.settings.another_deed(person_of(interaction), number)
        await self.notices.answer(interaction, views.welcome(result))

    @select("settings:home", replaces=True)
    async def home_picked(self, interaction: Asked, values: list[str]) -> None:
        guild = _only(values)
        chosen = int(guild[:20]) if guild.isascii() and guild.isdigit() else 0
        await self._show_all(
            interaction, await self.settings.go_home(person_of(interaction), chosen)
        )

    @button("settings:hide")
    async def hide(self, interaction: Asked) -> None:
        await self._hide(interaction, hidden=True)

    @button("settings:unhide")
    async def unhide(self, interaction: Asked) -> None:
        await self._hide(interaction, hidden=False)

    @button("settings:show")
    async def show_all(self, interaction: Asked) -> None:
        await self._show(interaction)

    async def _show(self, interaction: Asked) -> None:
        await self._show_all(interaction, await self.settings.overview(person_of(interaction)))

    async def _show_all(self, interaction: Asked, result: Overview) -> None:
        """Names come from Discord as it knows us now; servers that we left have none."""
        found = [interaction.client.get_guild(guild) for guild in result.servers]
        names = {guild.id: guild.name for guild in found if guild}
        roles = frozenset(role.id for role in getattr(interaction.user, "roles", ()))
        more = await self.shelves.settings.lines(person_of(interaction), roles)
        await self.notices.answer(interaction, views.overview(result, names, more))

    async def _hide(self, interaction: Asked, *, hidden: bool) -> None:
        await self.settings.hide(person_of(interaction), hidden)
        await self.notices.answer(interaction, views.hiding(hidden))

    async def _likely(self, interaction: Asked) -> list[Place]:
        return await self.settings.likely(person_of(interaction), str(interaction.locale))

    async def _ask_place(self, interaction: Asked, typed: str, purpose: str) -> None:
        now = self.settings.now()
        if not typed.strip():
            places = await self._likely(interaction)
            await self.notices.answer(interaction, views.what_time(places, now, purpose))
            return
        found = self.settings.find(typed)
        if found.zone:
            await self._move(interaction, found.zone, None, purpose, seen=False)
        else:
            await self.notices.answer(interaction, views.did_you_mean(found, typed, now, purpose))

    async def _move(
        self, interaction: Asked, zone: str | None, start: time | None, purpose: str, *, seen: bool
    ) -> None:
        result = await self.settings.move(person_of(interaction), zone, start, seen=seen)
        if isinstance(result, Meaning):
            place = self.settings.place(result.zone)
            await self.notices.answer(interaction, views.meaning(result, place, _purpose(purpose)))
        elif purpose == START:
            await self._ask_about(interaction)
        else:
            place = self.settings.place(result.calendar.now_in_force.zone)
            await self.notices.answer(interaction, views.moved(result, place))

    async def _ask_about(self, interaction: Asked) -> None:
        profile = await self.settings.profile(person_of(interaction))
        await ask(interaction, views.about_form(profile, self.settings.tracks))


def _purpose(argument: str) -> str:
    return START if argument == START else ZONE


def _only(values: list[str]) -> str:
    if not values:
        raise Refusal("Nothing was picked. Please pick one from the list.")
    return values[0]


def _time(argument: str) -> time:
    try:
        return time(int(argument[:2]), int(argument[2:]))
    except ValueError:
        raise Refusal("That isn't a time I know. Type /me settings and pick again.") from None
