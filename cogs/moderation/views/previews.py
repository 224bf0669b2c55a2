"""What *Do it* and /mod undo would do, and what came of them."""

from collections.abc import Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.needs import Needs
from cogs.moderation.outcomes import Done, Kept, Preview, Undoing, Undone
from cogs.moderation.set_ups import MODERATOR_ROLE, NEW, NOTIFY_ROLE, SetUp, Stage
from cogs.moderation.views.changes import changes, someone, unmade
from cogs.moderation.views.desk import ALLOW, PRIMARY, lacks, link

DANGER = discord.ButtonStyle.danger
MENTIONABLE = "-# Everybody may mention a role that I create, as I ask for no right to do so alone."


def preview(found: Preview, needs: Needs, invite: str) -> ui.LayoutView:
    """`invite` grants what we lack."""
    missing = [lacks(found.desk)] if found.desk.lacks else []
    grant = [link("Invite link", invite)] if found.desk.lacks else []
    back = look.press("Back", "moderation:set-up-back")
    if not found.id:
        words = "Nothing would change: the server is set up like this already."
        return look.card(words, *missing, look.row(back, *grant))
    do = look.press("Do it", f"moderation:set-up-do:{found.id}", PRIMARY)
    creates_role = any(e.key == NOTIFY_ROLE and e.after == NEW for e in found.changes)
    return look.card(
        "### Before you press Do it\nThis is everything that will be changed or created.",
        changes(found.changes, needs),
        *([MENTIONABLE] if creates_role else []),
        *missing,
        "-# /mod undo takes it back.",
        look.row(do, back, *grant),
    )


def done(result: Done, needs: Needs) -> ui.LayoutView:
    if result.again:
        return _done_before(result.set_up)
    found = result.set_up
    failed = unmade(found.made, needs)
    named = any(each.key == MODERATOR_ROLE and each.after for each in found.changed)
    parts = [
        "### The server is set up" if not failed else "### Not everything could be done",
        *([changes(found.changed, needs)] if found.changed else []),
        *([f"**Not made**\n{failed}\nMend that, then type /mod setup again."] if failed else []),
        *([ALLOW] if named else []),
        "-# /mod check looks whether everything works, /mod undo takes this back.",
    ]
    return look.card(
        *parts,
        look.row(look.press("Set-up", "moderation:set-up-back")),
        colour=look.AMBER if failed else look.GREEN,
    )


def _done_before(found: SetUp) -> ui.LayoutView:
    undone = found.stage in (Stage.UNDOING, Stage.UNDONE)
    when = format_dt(found.moved_at or found.at, "R")
    by = someone(found.undone_by if undone else found.by)
    what = {Stage.DOING: "is doing a set-up, begun", Stage.DONE: "set this server up"}
    did = what.get(found.stage, "took a set-up back")
    return look.card(
        f"{by} {did} {when}. Nothing was done twice. Press *Set-up* to see how things are now.",
        look.row(look.press("Set-up", "moderation:set-up-back")),
        colour=look.AMBER,
    )


def undoing(found: Undoing, needs: Needs) -> ui.LayoutView:
    set_up = found.set_up
    made = [each for each in set_up.made if each.id or each.first_try]
    return look.card(
        f"### Take back the set-up by {someone(set_up.by)}?\n"
        f"Done {format_dt(set_up.moved_at or set_up.at, 'f')}.",
        *([changes(found.back, needs)] if found.back else []),
        *([f"**Set anew since, so it stays**\n{_stays(found, needs)}"] if found.stays else []),
        *(["What it created is deleted where nobody has used it."] if made else []),
        look.row(
            look.press("Take it back", f"moderation:set-up-undo:{set_up.id}", DANGER),
            look.press("Leave it", "moderation:set-up-back"),
        ),
    )


def _stays(found: Undoing, needs: Needs) -> str:
    return changes(found.stays, needs)


def undone(result: Undone) -> ui.LayoutView:
    if result.again:
        return _done_before(result.set_up)
    removed = f"Deleted: {look.count(result.removed, 'thing')} that it had created."
    return look.card(
        "### The set-up is taken back\nSettings are as they were before it.",
        *([removed] if result.removed else []),
        *([f"**Kept**\n{_kept(result.kept)}"] if result.kept else []),
        look.row(look.press("Set-up", "moderation:set-up-back")),
        colour=look.AMBER if result.kept else look.GREEN,
    )


def _kept(found: Sequence[Kept]) -> str:
    return "\n".join(
        f"{f'<@&{each.id}>' if each.is_role else f'<#{each.id}>'}: {each.why}." for each in found
    )
