"""Who reacted with what."""

from deploy.playground.errors import Json
from deploy.playground.world import World


class Reactions:
    def __init__(self, world: World) -> None:
        self._world = world

    def add(self, message: Json, emoji: Json, person: str) -> None:
        listed = self._world.reactions.setdefault(message["id"], [])
        found = next((each for each in listed if each["emoji"] == emoji), None)
        if found is None:
            found = {"emoji": emoji, "people": []}
            listed.append(found)
        if person not in found["people"]:
            found["people"].append(person)
            self._tell("MESSAGE_REACTION_ADD", message, emoji, person)

    def remove(self, message: Json, emoji: Json, person: str) -> None:
        listed = self._world.reactions.get(message["id"], [])
        for each in [*listed]:
            if each["emoji"] == emoji and person in each["people"]:
                each["people"].remove(person)
                self._tell("MESSAGE_REACTION_REMOVE", message, emoji, person)
                if not each["people"]:
                    listed.remove(each)

    def people(self, message: Json, emoji: Json) -> list[str]:
        listed = self._world.reactions.get(message["id"], [])
        return next((each["people"] for each in listed if each["emoji"] == emoji), [])

    def _tell(self, name: str, message: Json, emoji: Json, person: str) -> None:
        channel = self._world.channels[message["channel_id"]]
        told: Json = {
            "user_id": person,
            "channel_id": channel["id"],
            "message_id": message["id"],
            "message_author_id": message["author"]["id"],
            "emoji": emoji,
            "burst": False,
            "type": 0,
        }
        if "guild_id" in channel:
            told["guild_id"] = channel["guild_id"]
            if name.endswith("ADD"):
                told["member"] = self._world.member(person)
        self._world.tell(name, told, channel=channel["id"])
        self._world.tell("REACTIONS", message, channel=channel["id"])
