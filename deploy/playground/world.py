"""What there is: Discord's own objects as plain dictionaries, and who hears when they change."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from itertools import takewhile
from typing import Any

from deploy.playground.clock import Clock
from deploy.playground.errors import Json, Refused

KEPT_PER_CHANNEL = 10_000


@dataclass(frozen=True)
class Event:
    """Something happened; `channel` and `only` say who may know."""

    name: str
    data: Json
    channel: str | None = None
    only: str | None = None


@dataclass
class World:
    """Every field but the first two is JSON and goes into the snapshot as it is."""

    clock: Clock
    listeners: list[Callable[[Event], None]] = field(default_factory=list)

    bot_id: str = ""
    guild: Json = field(default_factory=dict)
    users: dict[str, Json] = field(default_factory=dict)
    notes: dict[str, Json] = field(default_factory=dict)
    roles: dict[str, Json] = field(default_factory=dict)
    members: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    dms: dict[str, list[str]] = field(default_factory=dict)
    closed_dms: list[str] = field(default_factory=list)
    followers: dict[str, dict[str, str]] = field(default_factory=dict)
    messages: dict[str, dict[str, Json]] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    reactions: dict[str, list[Json]] = field(default_factory=dict)
    pinned: dict[str, str] = field(default_factory=dict)
    read: dict[str, dict[str, str]] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)
    command_settings: dict[str, list[Json]] = field(default_factory=dict)
    past: list[Json] = field(default_factory=list)

    def dump(self) -> Json:
        return {part.name: getattr(self, part.name) for part in fields(self)[2:]}

    def load(self, kept: Json) -> None:
        for part in fields(self)[2:]:
            if part.name in kept:
                setattr(self, part.name, kept[part.name])

    def tell(
        self, name: str, data: Json, *, channel: str | None = None, only: str | None = None
    ) -> None:
        event = Event(name, data, channel, only)
        for listener in self.listeners:
            listener(event)

    def channel(self, channel_id: str) -> Json:
        return _found(self.channels, channel_id, 10003)

    def message(self, channel_id: str, message_id: str, person: str = "") -> Json:
        """With a person: only what that one sees of private answers."""
        if person and self.private.get(message_id, person) != person:
            raise Refused(10008)
        return _found(self.messages.get(channel_id, {}), message_id, 10008)

    def user(self, user_id: str) -> Json:
        return _found(self.users, user_id, 10013)

    def member(self, user_id: str) -> Json:
        """A member with the user inside, as Discord's REST API answers."""
        return {**_found(self.members, user_id, 10007), "user": self.users[user_id]}

    def threads(self) -> list[Json]:
        return [each for each in self.channels.values() if "thread_metadata" in each]

    def text_channels(self) -> list[Json]:
        return [each for each in self.channels.values() if "permission_overwrites" in each]

    def dm_between(self, one: str, other: str) -> Json | None:
        pair = sorted((one, other))
        return next((self.channels[id] for id, both in self.dms.items() if both == pair), None)

    def open_dm(self, one: str, other: str) -> Json:
        channel = self.dm_between(one, other)
        if channel is None:
            channel = {"id": self.clock.snowflake(), "type": 1, "flags": 0, "last_message_id": None}
            self.channels[channel["id"]] = channel
            self.dms[channel["id"]] = sorted((one, other))
            self.messages[channel["id"]] = {}
            for person in (one, other):
                shown = self.seen_by(channel, person)
                self.tell("CHANNEL_CREATE", shown, channel=channel["id"], only=person)
        return channel

    def seen_by(self, channel: Json, person: str) -> Json:
        """A direct message shows the other one as recipient, a thread who follows it."""
        if channel["type"] != 1:
            own = self.follower(channel["id"], person)
            return {**channel, "member": own} if own else channel
        others = [each for each in self.dms[channel["id"]] if each != person]
        return {**channel, "recipients": [self.users[each] for each in others]}

    def follower(self, thread_id: str, person: str) -> Json:
        """Discord's thread member; empty for who doesn't follow."""
        at = self.followers.get(thread_id, {}).get(person)
        return {"id": thread_id, "user_id": person, "join_timestamp": at, "flags": 0} if at else {}

    def rendered(self, message: Json, person: str) -> Json:
        """A message as this person gets it, with reactions, reply and thread looked up."""
        shown = dict(message)
        reactions = self.reactions.get(message["id"])
        if reactions:
            shown["reactions"] = [_counted(each, person) for each in reactions]
        if "message_reference" in message:
            shown["referenced_message"] = source = self.referred(message)
            if source and self.private.get(source["id"], person) != person:
                del shown["referenced_message"], shown["message_reference"]
        thread = self.channels.get(message["id"])
        return shown | {"thread": thread} if thread else shown

    def referred(self, message: Json) -> Json | None:
        """The message that it answers, pins or continues, if that is still there."""
        to = message["message_reference"]
        return self.messages.get(to["channel_id"], {}).get(to.get("message_id"))

    def keep(self, message: Json) -> None:
        """The oldest go when a channel is full, so that days of use don't fill the memory."""
        shelf = self.messages.setdefault(message["channel_id"], {})
        shelf[message["id"]] = message
        if len(shelf) > KEPT_PER_CHANNEL:
            self.forget(shelf[next(iter(shelf))])

    def remove(self, channel: Json) -> Json:
        for message in [*self.messages[channel["id"]].values()]:
            self.forget(message)
        del self.messages[channel["id"]]
        self.followers.pop(channel["id"], None)
        return self.channels.pop(channel["id"])

    def mark_read(self, person: str, channel_id: str, message_id: str) -> None:
        """By arrival, whatever the ids say, and never at a private answer."""
        shared = message_id not in self.private
        mark = message_id if shared else self._before(channel_id, message_id)
        self.read.setdefault(person, {})[channel_id] = mark

    def _before(self, channel_id: str, message_id: str) -> str:
        """The message for all that came before this one; "" where there is none."""
        earlier = takewhile(lambda id: id != message_id, self.messages[channel_id])
        return next((id for id in reversed([*earlier]) if id not in self.private), "")

    def forget(self, message: Json) -> None:
        """Whoever had read as far as this has then read as far as the one before it."""
        channel_id, id = message["channel_id"], message["id"]
        for marks in self.read.values():
            if marks.get(channel_id) == id:
                marks[channel_id] = self._before(channel_id, id)
        self.messages[channel_id].pop(id, None)
        if id in self.private:  # who never saw it needn't hear that it is gone
            for each in self.messages[channel_id].values():
                if each.get("message_reference", {}).get("message_id") == id:
                    del each["message_reference"]
        for table in (self.private, self.reactions, self.pinned):
            table.pop(message["id"], None)
        self.tell("FORGOTTEN", message)


def _found(table: dict[str, Json], key: str, code: int) -> Json:
    if key not in table:
        raise Refused(code)
    return table[key]


def _counted(reaction: Json, person: str) -> Json:
    count = len(reaction["people"])
    return {
        "emoji": reaction["emoji"],
        "count": count,
        "count_details": {"burst": 0, "normal": count},
        "burst_colors": [],
        "me_burst": False,
        "me": person in reaction["people"],
    }


def snowflake_or_zero(value: Any) -> int:
    return int(value) if str(value).isdecimal() else 0
