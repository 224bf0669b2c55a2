"""The doors of /mod setup: a saved draft, one page for each of its parts."""

from typing import Any

from discord import Interaction, ui

from bot.answers import answer, ask
from bot.doors import Feature, Form, button, modal, select
from bot.moderators import Moderators, moderator_of
from cogs.moderation import refusals
from cogs.moderation.cog.grounds import grounds_of
from cogs.moderation.outcomes import Desk
from cogs.moderation.service.set_up import SetUps
from cogs.moderation.set_ups import NEW, Value
from cogs.moderation.views import pages
from cogs.moderation.views.desk import desk
from cogs.moderation.views.invite import invite

Asked = Interaction[Any]


class DeskDoors(Feature):
    """Part of the cog of set-up."""

    set_ups: SetUps

    def add_set_up(self, mod: Moderators) -> None:
        mod.command(name="setup")(self.set_up)

    async def set_up(self, interaction: Asked) -> None:
        """Zone, channels, roles and features of this server, with a preview"""
        await self._open(interaction)

    @button("moderation:set-up")
    async def opened(self, interaction: Asked) -> None:
        """From a card that stays."""
        await self._open(interaction)

    @button("moderation:set-up-back", replaces=True)
    async def went_back(self, interaction: Asked) -> None:
        await self._open(interaction)

    @button("moderation:set-up-over", replaces=True)
    async def started_over(self, interaction: Asked) -> None:
        by = moderator_of(interaction)
        await self._show(interaction, await self.set_ups.start_over(by, grounds_of(interaction)))

    @button("moderation:set-up-part", replaces=True)
    async def part_opened(self, interaction: Asked, part: str) -> None:
        by = moderator_of(interaction)
        found = await self.set_ups.desk(by, grounds_of(interaction))
        if part == "zone":
            cities = await self.set_ups.likely(by, str(interaction.guild_locale))
            await answer(interaction, pages.zone(found, cities))
        else:
            await answer(interaction, self._part(part, found))

    @select("moderation:set-up-zone", replaces=True)
    async def zone_picked(self, interaction: Asked, values: list[str]) -> None:
        await self._move(interaction, _only(values))

    @button("moderation:set-up-zone-form")
    async def zone_asked(self, interaction: Asked) -> None:
        moderator_of(interaction)
        await ask(interaction, pages.zone_form())

    @modal("moderation:set-up-zone-form", replaces=True)
    async def zone_typed(self, interaction: Asked, form: Form) -> None:
        moderator_of(interaction)
        found = self.set_ups.find(form["place"])
        if found.zone:
            await self._move(interaction, found.zone)
        else:
            now = self.set_ups.now()
            await answer(interaction, pages.did_you_mean(found, form["place"], now))

    @select("moderation:set-up-place", replaces=True)
    async def place_picked(self, interaction: Asked, values: list[str]) -> None:
        by = moderator_of(interaction)
        place = self.set_ups.place(_only(values))
        found = await self.set_ups.desk(by, grounds_of(interaction))
        await answer(interaction, pages.channel(found, place, self.set_ups.needs))

    @select("moderation:set-up-channel", replaces=True)
    async def channel_picked(self, interaction: Asked, values: list[str], place: str) -> None:
        await self._place(interaction, place, _id(_only(values)))

    @button("moderation:set-up-channel", replaces=True)
    async def channel_decided(self, interaction: Asked, place: str, what: str) -> None:
        await self._place(interaction, place, NEW if what == NEW else None)

    @select("moderation:set-up-role", replaces=True)
    async def role_picked(self, interaction: Asked, values: list[str], role: str) -> None:
        await self._role(interaction, role, _id(values[0]) if values else None)

    @button("moderation:set-up-role", replaces=True)
    async def role_decided(self, interaction: Asked, role: str, _what: str) -> None:
        await self._role(interaction, role, NEW)

    @select("moderation:set-up-features", replaces=True)
    async def features_picked(self, interaction: Asked, values: list[str]) -> None:
        by = moderator_of(interaction)
        found = await self.set_ups.choose_features(by, values, grounds_of(interaction))
        await self._show(interaction, found)

    def _part(self, part: str, found: Desk) -> ui.LayoutView:
        match part:
            case "channels":
                return pages.channels(found, self.set_ups.needs)
            case "roles":
                return pages.roles(found, self.set_ups.needs)
            case "features":
                return pages.features(found)
        raise refusals.no_such_choice()

    async def _open(self, interaction: Asked) -> None:
        by = moderator_of(interaction)
        await self._show(interaction, await self.set_ups.desk(by, grounds_of(interaction)))

    async def _move(self, interaction: Asked, zone: str) -> None:
        by = moderator_of(interaction)
        found = await self.set_ups.choose_zone(by, zone, grounds_of(interaction))
        await self._show(interaction, found)

    async def _place(self, interaction: Asked, name: str, channel: Value) -> None:
        by, grounds = moderator_of(interaction), grounds_of(interaction)
        found, _ = await self.set_ups.choose_channel(by, name, channel, grounds)
        await answer(interaction, pages.channels(found, self.set_ups.needs))

    async def _role(self, interaction: Asked, key: str, role: Value) -> None:
        by = moderator_of(interaction)
        found = await self.set_ups.choose_role(by, key, role, grounds_of(interaction))
        await answer(interaction, pages.roles(found, self.set_ups.needs))

    async def _show(self, interaction: Asked, found: Desk) -> None:
        await answer(interaction, desk(found, self.set_ups.needs, link_of(interaction, found)))


def link_of(interaction: Asked, found: Desk) -> str:
    return invite(interaction.application_id, found.asked, interaction.guild_id)


def _only(values: list[str]) -> str:
    if not values:
        raise refusals.no_such_choice()
    return values[0]


def _id(picked: str) -> int:
    if picked.isascii() and picked.isdigit() and len(picked) < 20:
        return min(int(picked), 2**63 - 1)
    raise refusals.no_such_choice()
