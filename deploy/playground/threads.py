"""Who follows a thread: whoever writes in it, is named or added there, or asks for it."""

from deploy.playground import permissions
from deploy.playground.errors import Json, Refused
from deploy.playground.world import World


def is_shut(world: World, person: str, channel: Json) -> bool:
    """Locked, to whoever doesn't look after threads."""
    locked = "thread_metadata" in channel and channel["thread_metadata"]["locked"]
    return locked and not permissions.may(world, person, channel, "manage_threads")


def let_in(world: World, person: str, channel: Json) -> None:
    if is_shut(world, person, channel):
        raise Refused(50083)


def join(world: World, thread: Json, person: str) -> None:
    people = world.followers.setdefault(thread["id"], {})
    if person not in people:
        people[person] = world.clock.iso()
        added = {**world.follower(thread["id"], person), "member": world.member(person)}
        _tell(world, thread, person, {"added_members": [{**added, "presence": None}]})


def leave(world: World, thread: Json, person: str) -> None:
    if world.followers.get(thread["id"], {}).pop(person, None):
        _tell(world, thread, person, {"removed_member_ids": [person]})


def heed(world: World, thread: Json, made: Json) -> None:
    """A message makes its author and whom it names follow; an app's answer is nobody's writing."""
    by = [] if "application_id" in made else [made["author"]["id"]]
    named, roles = [each["id"] for each in made["mentions"]], {*made["mention_roles"]}
    called = [id for id, member in world.members.items() if roles & {*member["roles"]}]
    for person in dict.fromkeys([*by, *named, *called]):
        if permissions.sees(world, person, thread):
            join(world, thread, person)


def _tell(world: World, thread: Json, person: str, change: Json) -> None:
    """Without the privileged intent a bot hears of itself only, which is all a page needs too."""
    thread["member_count"] = len(world.followers[thread["id"]])
    told = {key: thread[key] for key in ("id", "guild_id", "member_count")}
    world.tell("THREAD_MEMBERS_UPDATE", told | change, channel=thread["id"], only=person)
