"""What keeps us from doing what is switched on in a server, from values alone. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.needs import Need

SEE, WRITE, WRITE_IN_THREADS = "view_channel", "send_messages", "send_messages_in_threads"
HAND_OUT = "manage_roles"
MODERATORS, NOTIFY = "moderators", "notify"  # what a role is for
TROUBLES = "troubles"  # the kind of the post that tells what is wrong


class Wrong(StrEnum):
    """In the order in which moderators read it."""

    LACKS_EVERYWHERE = "lacks everywhere"
    GONE = "gone"
    SHUT = "shut"  # a thread that is archived or locked
    LACKS = "lacks"
    ROLE_GONE = "role gone"
    ROLE_STRONG = "role strong"  # it can do more than be pinged, so it is handed out to nobody
    ROLE_TOO_HIGH = "role too high"
    ROLE_SILENT = "role silent"  # nobody but moderators may mention it, so we can't either
    ROLE_UNHEARD = "role unheard"  # Discord hides /mod from it
    PAUSED = "paused"
    UNNAMED = "unnamed"  # no channel was picked yet


# What is told unasked. The rest isn't a change for the worse, or nobody can see it by itself.
TOLD = frozenset(Wrong) - {Wrong.UNNAMED, Wrong.ROLE_UNHEARD}
ORDER = {wrong: number for number, wrong in enumerate(Wrong)}


@dataclass(frozen=True)
class Finding:
    """`what` is a permission as discord.Permissions names it, a place, what a role is for, or a
    kind of post; `about` the channel's or role's id, 0 for the whole server."""

    wrong: Wrong
    what: str
    about: int = 0


@dataclass(frozen=True)
class Channel:
    """As it looks to us. Whoever doesn't see a channel has no other permission there either."""

    permissions: frozenset[str] = frozenset()
    is_there: bool = True
    is_thread: bool = False
    is_shut: bool = False


@dataclass(frozen=True)
class Role:
    """`hears` is whether Discord shows it /mod, None where nobody asked."""

    is_there: bool = True
    below_ours: bool = True
    can_be_pinged: bool = True
    only_pings: bool = True
    hears: bool | None = None


@dataclass(frozen=True)
class Sight:
    """A server as it is at Discord. What couldn't be found out is left out of the mappings."""

    permissions: frozenset[str] = frozenset()
    channels: Mapping[int, Channel] | None = None
    roles: Mapping[int, Role] | None = None

    def channel(self, id_: int) -> Channel | None:
        return (self.channels or {}).get(id_)

    def role(self, id_: int | None) -> Role | None:
        return (self.roles or {}).get(id_ or 0)


@dataclass(frozen=True)
class Pause:
    """A kind of post that stands still since Discord refused it, in a channel where we know it.

    `by_discord` is False where no channel and no permission would change anything."""

    kind: str
    channel: int | None
    by_discord: bool = True


@dataclass(frozen=True)
class Wanted:
    """What a server said, and what stands still there. `needs` are those that are switched on."""

    needs: Sequence[Need] = ()
    places: Mapping[str, int] | None = None
    moderator_role: int | None = None
    notify_role: int | None = None
    paused: Sequence[Pause] = ()

    @property
    def named(self) -> Mapping[str, int]:
        """The channel of each place of what is switched on."""
        own = (place.name for need in self.needs for place in need.places)
        places = self.places or {}
        return {name: places[name] for name in own if name in places}

    @property
    def doubted(self) -> frozenset[int]:
        """Channels in which Discord refused something, whatever they look like."""
        return frozenset(pause.channel for pause in self.paused if pause.channel)

    @property
    def channels(self) -> frozenset[int]:
        return self.doubted | {*self.named.values()}

    @property
    def roles(self) -> frozenset[int]:
        return frozenset(filter(None, (self.moderator_role, self.notify_role)))


def find(wanted: Wanted, sight: Sight) -> list[Finding]:
    """Each once, in the order of `Wrong`."""
    found = {
        *_everywhere(wanted, sight),
        *_in_places(wanted, sight),
        *_about_roles(wanted, sight),
        *(Finding(Wrong.PAUSED, each.kind, each.channel or 0) for each in stopped(wanted)),
    }
    return sorted(found, key=lambda each: (ORDER[each.wrong], each.about, each.what))


def stopped(wanted: Wanted) -> list[Pause]:
    """What stands still until somebody does something. The word about it finds its own way."""
    return [pause for pause in wanted.paused if pause.kind != TROUBLES]


def concerns(finding: Finding, wanted: Wanted) -> bool:
    """Whether it can still be so after moderators have changed their mind."""
    match finding.wrong:
        case Wrong.GONE | Wrong.SHUT:
            return wanted.named.get(finding.what) == finding.about
        case Wrong.PAUSED:
            return finding.what in {pause.kind for pause in wanted.paused}
        case Wrong.LACKS:
            return finding.about in wanted.channels
        case Wrong.LACKS_EVERYWHERE:
            return bool(wanted.needs)
        case _:
            return finding.about in wanted.roles


def silences(finding: Finding, channel: int) -> bool:
    """Whether it keeps us from writing in this channel at all."""
    if finding.about != channel:
        return False
    lacks = finding.wrong is Wrong.LACKS and finding.what in (SEE, WRITE, WRITE_IN_THREADS)
    refused = finding.wrong is Wrong.PAUSED and finding.what == TROUBLES
    return lacks or refused or finding.wrong in (Wrong.GONE, Wrong.SHUT)


def mended(wanted: Wanted, sight: Sight) -> list[Pause]:
    """What may go on: its channel is right again, or is no longer the place for anything."""
    broken = {each.about for each in _in_places(wanted, sight) if each.wrong is not Wrong.UNNAMED}
    return [
        pause
        for pause in stopped(wanted)
        if pause.channel and pause.by_discord
        if pause.channel not in wanted.named.values()
        or (pause.channel not in broken and sight.channel(pause.channel))
    ]


def _everywhere(wanted: Wanted, sight: Sight) -> Iterator[Finding]:
    asked = {name for need in wanted.needs for name in need.permissions}
    if (role := sight.role(wanted.notify_role)) and role.is_there:
        asked.add(HAND_OUT)
    for name in asked - sight.permissions:
        yield Finding(Wrong.LACKS_EVERYWHERE, name)


def _in_places(wanted: Wanted, sight: Sight) -> Iterator[Finding]:
    for place in (place for need in wanted.needs for place in need.places):
        id_ = wanted.named.get(place.name)
        if id_ is None:
            yield Finding(Wrong.UNNAMED, place.name)
        elif channel := sight.channel(id_):
            yield from _in(channel, place.name, id_, place.permissions)


def _in(channel: Channel, place: str, id_: int, asked: Sequence[str]) -> Iterator[Finding]:
    if not channel.is_there:
        yield Finding(Wrong.GONE, place, id_)
    elif SEE not in channel.permissions:
        yield Finding(Wrong.LACKS, SEE, id_)
    else:
        if channel.is_shut:
            yield Finding(Wrong.SHUT, place, id_)
        for name in asked:
            needed = WRITE_IN_THREADS if channel.is_thread and name == WRITE else name
            if needed not in channel.permissions:
                yield Finding(Wrong.LACKS, needed, id_)


def _about_roles(wanted: Wanted, sight: Sight) -> Iterator[Finding]:
    named = ((MODERATORS, wanted.moderator_role), (NOTIFY, wanted.notify_role))
    for what, id_ in named:
        if id_ and (role := sight.role(id_)):
            if what == NOTIFY and id_ == wanted.moderator_role:
                role = replace(role, only_pings=False)
            wrongs = _of_role(what, role) if role.is_there else (Wrong.ROLE_GONE,)
            yield from (Finding(wrong, what, id_) for wrong in wrongs)


def _of_role(what: str, role: Role) -> Iterator[Wrong]:
    if what == MODERATORS:
        if role.hears is False:
            yield Wrong.ROLE_UNHEARD
        return
    if not role.only_pings:
        yield Wrong.ROLE_STRONG
    if not role.below_ours:
        yield Wrong.ROLE_TOO_HIGH
    if not role.can_be_pinged:
        yield Wrong.ROLE_SILENT
