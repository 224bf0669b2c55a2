"""What is wrong in a server, and what to do about each, as its moderators read it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from discord import ui

from bot import look
from cogs.moderation.findings import Finding, Wrong
from cogs.moderation.reports import Report

SETUP = "**/mod setup**"
SHOWN = 10  # paragraphs, so that it can be read on a phone
FINE = "Everything is as it should be: nothing keeps me from what is switched on here."
# As Discord calls them, and what for. Others are called as discord.py does.
PERMISSIONS = {
    "view_channel": ("View Channel", "to see it"),
    "send_messages": ("Send Messages", "to post"),
    "send_messages_in_threads": ("Send Messages in Threads", "to post"),
    "read_message_history": ("Read Message History", "to see what I posted already"),
    "manage_roles": ("Manage Roles", "to hand out roles"),
    "manage_channels": ("Manage Channels", "to make channels"),
    "create_public_threads": ("Create Public Threads", "to open threads"),
    "create_private_threads": ("Create Private Threads", "to open threads"),
    "manage_threads": ("Manage Threads", "to close threads"),
    "pin_messages": ("Pin Messages", "to pin"),
    "manage_messages": ("Manage Messages", "to pin"),
    "attach_files": ("Attach Files", "for pictures"),
    "embed_links": ("Embed Links", "to show links"),
    "mention_everyone": ("Mention @everyone, @here and All Roles", "to mention roles"),
}
ROLES = {"moderators": "The moderators' role", "notify": "The *Notify me* role"}
IN_A_CHANNEL = "Edit channel ▸ Permissions: add me or my role, and allow it."
IN_ALL = "Server settings ▸ Roles ▸ my role ▸ Permissions: allow it."
OF_ROLES = "Server settings ▸ Roles"


def checked(report: Report, me: str) -> ui.LayoutView:
    """`me` is what the server calls us in its settings."""
    if not report.found:
        return look.card(FINE, colour=look.GREEN)
    again = [look.press("Check again", "moderation:check-again")]
    if any(each.wrong is Wrong.PAUSED for each in report.found):
        again.append(look.press("Try paused posts again", "moderation:try-again"))
    return look.card(
        f"### {_number(report)}", *_paragraphs(report, me), look.row(*again), colour=look.AMBER
    )


def told(report: Report) -> ui.LayoutView:
    """What moderators are told unasked: in their channel, or below the answer to one of them."""
    return look.card(
        "### Something keeps me from posting",
        *_paragraphs(report, ""),
        look.row(look.press("Check what is wrong now", "moderation:check")),
        colour=look.AMBER,
    )


def waiting(number: int) -> str:
    """The inbox's one line about all of it."""
    things = "1 thing keeps" if number == 1 else f"{number} things keep"
    return f"{things} me from posting as you set me up."


def _number(report: Report) -> str:
    if all(each.wrong is Wrong.UNNAMED for each in report.found):
        return "Nothing is wrong, and something is still to be picked"
    number = len(list(_grouped(report.found)))
    return "1 thing to mend" if number == 1 else f"{number} things to mend"


def _paragraphs(report: Report, me: str) -> Iterator[str]:
    groups = list(_grouped(report.found))
    for group in groups[:SHOWN]:
        yield _paragraph(group, report, me)
    if len(groups) > SHOWN:
        yield f"-# And {len(groups) - SHOWN} more: mend these first, then check again."


def _grouped(found: Iterable[Finding]) -> Iterator[Sequence[Finding]]:
    """What is mended in one place stands in one paragraph."""
    for _, group in groupby(found, key=_place_of_mending):
        yield list(group)


def _place_of_mending(finding: Finding) -> tuple[Wrong, int]:
    together = finding.wrong in (Wrong.PAUSED, Wrong.UNNAMED)
    return finding.wrong, 0 if together else finding.about


def _paragraph(group: Sequence[Finding], report: Report, me: str) -> str:
    first = group[0]
    match first.wrong:
        case Wrong.LACKS_EVERYWHERE:
            return f"**In the whole server** I lack {_permissions(group)}. {IN_ALL}"
        case Wrong.GONE:
            labels = _and(report.labels[each.what] for each in group)
            return f"**{labels}**: the channel was deleted. Pick another with {SETUP}."
        case Wrong.SHUT:
            where = _channel(first, report)
            return f"{where} is archived or locked. Open it, or pick another with {SETUP}."
        case Wrong.LACKS:
            return f"In {_channel(first, report)} I lack {_permissions(group)}. {IN_A_CHANNEL}"
        case Wrong.PAUSED:
            return (
                f"**Paused** since Discord refused it: {_and(report.posts[f.what] for f in group)}."
                " It goes on by itself once its channel is right."
            )
        case Wrong.UNNAMED:
            labels = _and(report.labels[each.what] for each in group)
            return f"**No channel yet**: {labels}. Pick one with {SETUP}."
        case _:
            return _about_role(first, me)


def _about_role(finding: Finding, me: str) -> str:
    role = f"<@&{finding.about}>"
    match finding.wrong:
        case Wrong.ROLE_GONE:
            return f"{ROLES[finding.what]} was deleted. Name another in {SETUP}."
        case Wrong.ROLE_STRONG:
            return (
                f"{role} can do more than be pinged, so I give it to nobody. "
                f"Create a new one in {SETUP}."
            )
        case Wrong.ROLE_TOO_HIGH:
            return f"{role} stands above my role, so I can't give it. {OF_ROLES}: drag mine higher."
        case Wrong.ROLE_SILENT:
            return (
                f"{role} can't be mentioned, so nobody would be notified. {OF_ROLES}: "
                "allow anyone to mention it."
            )
        case _:
            return (
                f"Discord hides **/mod** from {role}. Server settings ▸ Integrations ▸ {me} ▸ "
                "**/mod**: add the role."
            )


def _channel(finding: Finding, report: Report) -> str:
    labels = [report.labels[name] for name, id_ in report.places.items() if id_ == finding.about]
    return f"<#{finding.about}>" + (f" ({_and(labels)})" if labels else "")


def _permissions(group: Iterable[Finding]) -> str:
    return _and(map(_permission, (each.what for each in group)))


def _permission(name: str) -> str:
    called, why = PERMISSIONS.get(name, (name.replace("_", " ").title(), ""))
    return f"**{called}**" + (f" ({why})" if why else "")


def _and(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} and {last}" if some else last
