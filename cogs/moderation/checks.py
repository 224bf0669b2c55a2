"""Whether a channel or role can be what somebody picked it for. Each raises Refusal."""

from collections.abc import Iterable

from bot.needs import Needs, Place
from cogs.moderation import refusals
from cogs.moderation.grounds import MAKE_CHANNELS, MAKE_ROLES, Grounds
from cogs.moderation.set_ups import NEW, NOTIFY_ROLE, PLACE, ROLES, Change, Value


def changes(found: Iterable[Change], needs: Needs, grounds: Grounds) -> None:
    """What was picked may have changed since."""
    for each in found:
        place = needs.place(each.key.removeprefix(PLACE))
        if each.key in ROLES:
            role(each.key, each.after, grounds)
        elif place and each.key.startswith(PLACE):
            channel(place, each.after, grounds)


def channel(place: Place, picked: Value, grounds: Grounds) -> None:
    if picked == NEW and MAKE_CHANNELS not in grounds.permissions:
        raise refusals.may_not_make(MAKE_CHANNELS)
    if not isinstance(picked, int):
        return
    found = grounds.channel(picked, place)
    if not found:
        raise refusals.channel_gone()
    if not found.takes_posts:
        raise refusals.no_posts_there()
    if place.private and found.is_public:
        raise refusals.is_public(place.label)
    if found.lacks:
        raise refusals.may_not_post(place.label, found.lacks)


def role(key: str, picked: Value, grounds: Grounds) -> None:
    if picked == NEW and MAKE_ROLES not in grounds.permissions:
        raise refusals.may_not_make(MAKE_ROLES)
    if not isinstance(picked, int):
        return
    found = grounds.role(picked)
    if not found:
        raise refusals.role_gone()
    if found.is_everyone:
        raise refusals.everybody()
    if found.is_managed:
        raise refusals.managed()
    if key == NOTIFY_ROLE and not found.ours_to_give:
        raise refusals.too_high()
    if key == NOTIFY_ROLE and not found.only_pings:
        raise refusals.too_strong()


def apart(moderators: Value, notify: Value) -> None:
    """Members give themselves the one, and whoever has the other runs the server."""
    if notify is not None and notify == moderators:
        raise refusals.too_strong()
