"""One thing a person asked of the bot, and how it looks to the bot and in the message it made."""

import asyncio
from dataclasses import dataclass, field

from deploy.playground import permissions
from deploy.playground.errors import Json
from deploy.playground.uploads import LARGEST
from deploy.playground.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
MESSAGE, THINKING, QUIET, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
POSSIBLE = {
    COMMAND: (MESSAGE, THINKING, FORM),
    COMPONENT: (MESSAGE, THINKING, QUIET, UPDATE, FORM),
    AUTOCOMPLETE: (CHOICES,),
    MODAL: (MESSAGE, THINKING),
}


@dataclass
class Interaction:
    id: str
    token: str
    type: int
    person: str
    channel: Json
    data: Json
    nonce: str | None
    asked_at: float
    message: Json | None = None
    opened_by: "Interaction | None" = None
    answered: bool = False
    expired: bool = False
    response_type: int = 0
    original: str | None = None
    timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    @property
    def answers(self) -> tuple[int, ...]:
        """What Discord takes; a form that came of a card may change it."""
        own = POSSIBLE[self.type]
        return (*own, QUIET, UPDATE) if self.type == MODAL and self.message else own

    @property
    def full_name(self) -> str:
        """With group and subcommand: `streak why`."""
        names, options = [str(self.data["name"])], self.data.get("options") or []
        while options and options[0]["type"] in (1, 2):
            names.append(options[0]["name"])
            options = options[0]["options"]
        return " ".join(names)

    def metadata(self, world: World) -> Json:
        """What a message says of the interaction that made it."""
        found: Json = {
            "id": self.id,
            "type": self.type,
            "user": world.users[self.person],
            "authorizing_integration_owners": self.owners,
        }
        if self.type == COMMAND:
            # Not documented, but sent, and what "used /checkin" above an answer is made of.
            found |= {"name": self.full_name, "command_type": self.data["type"]}
        if self.type == COMPONENT and self.message:
            found["interacted_message_id"] = self.message["id"]
        if self.type == MODAL:
            opened = self.opened_by.metadata(world) if self.opened_by else {}
            found["triggering_interaction_metadata"] = opened
        return found

    @property
    def owners(self) -> Json:
        """Installed in the server, or, in a direct message, by nobody in particular."""
        return {"0": self.channel.get("guild_id", "0")}

    def payload(self, world: World) -> Json:
        """What the gateway carries."""
        allowed = str(permissions.in_channel(world, self.person, self.channel))
        channel = {**world.seen_by(self.channel, world.bot_id), "permissions": allowed}
        payload = {
            "id": self.id,
            "application_id": world.bot_id,
            "type": self.type,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": channel["id"],
            "channel": channel,
            "app_permissions": str(permissions.in_channel(world, world.bot_id, self.channel)),
            "locale": "en-US",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": self.owners,
            "attachment_size_limit": LARGEST,
            **self._who(world, allowed),
        }
        return payload | {"message": self.message} if self.message else payload

    def _who(self, world: World, allowed: str) -> Json:
        if "guild_id" not in self.channel:
            return {"user": world.users[self.person], "context": 1}
        guild = {"id": world.guild["id"], "locale": "en-US", "features": world.guild["features"]}
        return {
            "guild_id": guild["id"],
            "guild": guild,
            "guild_locale": "en-US",
            "member": world.member(self.person) | {"permissions": allowed},
            "context": 0,
        }
