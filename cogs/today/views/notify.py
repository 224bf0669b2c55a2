"""The role that people give themselves to be pinged by posts."""

from discord import ui

from bot import look
from bot.offers import Line, Link

GIVE = Link("Notify me on posts", "today:notify")
TAKE = Link("Stop notifying me", "today:unnotify")


def setting(has_role: bool) -> Line:
    if has_role:
        return Line("**Notify role**: yours", [TAKE])
    return Line("**Notify role**: not yours", [GIVE])


def changed(role: int, has_role: bool) -> ui.LayoutView:
    words = (
        f"You have the role <@&{role}> now: a post that mentions it reaches you; mine don't yet."
        if has_role
        else f"The role <@&{role}> is taken off."
    )
    back = TAKE if has_role else GIVE
    return look.card(
        words,
        look.row(
            look.press(back.label, back.custom_id), look.press("All settings", "settings:show")
        ),
        colour=look.GREEN,
    )
