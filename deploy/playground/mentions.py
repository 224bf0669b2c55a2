"""Whom a message pings, as far as its allowed mentions let it."""

import re

from deploy.playground import permissions
from deploy.playground.errors import Json
from deploy.playground.rules import components
from deploy.playground.world import World

USER, ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")
REPLY = 19


def mark(world: World, made: Json, allowed: Json | None) -> None:
    """Without allowed mentions everything pings; text in components counts as content."""
    inner = [str(each.get("content") or "") for each in components.walk(made["components"])]
    text = "\n".join([made["content"], *inner])
    users = [*_replied(world, made, allowed), *_allowed("users", USER.findall(text), allowed)]
    roles = _allowed("roles", ROLE.findall(text), allowed)
    made["mentions"] = [world.users[id] for id in dict.fromkeys(users) if id in world.users]
    made["mention_roles"] = [id for id in dict.fromkeys(roles) if id in world.roles]
    made["mention_everyone"] = (
        EVERYONE.search(text) is not None
        and bool(_allowed("everyone", ["*"], allowed))
        and permissions.may(
            world, made["author"]["id"], world.channels[made["channel_id"]], "mention_everyone"
        )
    )


def _replied(world: World, made: Json, allowed: Json | None) -> list[str]:
    """Answers to a pressed button refer to its message too, but never ping."""
    pings = allowed is None or allowed.get("replied_user")
    if made["type"] != REPLY or "interaction_metadata" in made or not pings:
        return []
    known = world.messages[made["channel_id"]].get(made["message_reference"]["message_id"])
    return [known["author"]["id"]] if known else []


def _allowed(kind: str, ids: list[str], allowed: Json | None) -> list[str]:
    if allowed is None or kind in (allowed.get("parse") or []):
        return ids
    return [id for id in ids if id in map(str, allowed.get(kind) or [])]
