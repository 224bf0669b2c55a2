"""How moderators and those who become one are spoken of in the tests of their doors."""

from typing import Any

from tests.support.cards import Card, Form
from tests.support.world import ADA, MINA, MODERATOR, World

WHY = "the bot was down that evening"


async def ruled(
    world: World, command: str, day: str = "", who: str = ADA, by: str = MINA, reason: str = WHY
) -> Any:
    """The preview of a ruling."""
    options = {"member": world.members[who], "reason": reason, **({"day": day} if day else {})}
    return await world.type(by, f"/mod people {command}", **options)


async def confirmed(world: World, card: Card, by: str = MINA) -> Card | Form:
    [label] = [label for label in card.buttons if label.startswith("Confirm")]
    return await world.press(card, label, by=by)


def confirm_door(card: Card) -> str:
    return next(door for label, door in card.buttons.items() if label.startswith("Confirm"))


def make_moderator(world: World, who: str) -> None:
    role = world.server.create_role("More moderators", permissions=MODERATOR)
    roles_of(world, who).append(role.id)


def strip(world: World, who: str) -> None:
    """No role is left to them."""
    roles_of(world, who).clear()


def roles_of(world: World, who: str) -> list[int]:
    return world.env.backend.get_guild(world.server.id).members[world.id(who)].role_ids
