"""Why something can't be set up so, in one sentence with the next step."""

from collections.abc import Sequence

from bot.errors import Refusal

AGAIN = "Type /mod setup and pick again."


def named(permissions: Sequence[str]) -> str:
    """As people read them in Discord: "Send Messages and Read Message History"."""
    words = [each.replace("_", " ").title() for each in permissions]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def no_such_choice() -> Refusal:
    return Refusal(f"That choice isn't there any more. {AGAIN}")


def channel_gone() -> Refusal:
    return Refusal(f"That channel is gone. {AGAIN}")


def no_posts_there() -> Refusal:
    return Refusal("I can only post in text and announcement channels. Pick one of those.")


def may_not_post(label: str, lacks: Sequence[str]) -> Refusal:
    return Refusal(
        f"{label}: I lack {named(lacks)} in that channel. Allow it there, or pick another one."
    )


def is_public(label: str) -> Refusal:
    return Refusal(
        f"{label}: everybody can see that one, and what goes there is for moderators. "
        "Pick a private channel, or let me create one."
    )


def may_not_make(permission: str) -> Refusal:
    return Refusal(f"For that I lack {named([permission])}. Allow it, or pick one that is there.")


def role_gone() -> Refusal:
    return Refusal(f"That role is gone. {AGAIN}")


def everybody() -> Refusal:
    return Refusal("Everybody has that role. Pick one that only some people have.")


def managed() -> Refusal:
    return Refusal("Discord gives that role out by itself. Pick one that people are given.")


def too_high() -> Refusal:
    return Refusal(
        "That role stands above my own, so I can't give it to anyone. Pick another, or drag mine "
        "above it in Server settings ▸ Roles."
    )


def too_strong() -> Refusal:
    return Refusal(
        "Members give themselves the notify role, and that one lets people do or see more. "
        "Pick another, or create a new one instead."
    )


def unknown_zone() -> Refusal:
    return Refusal("I don't know that place. Pick a city from the list.")


def old_preview() -> Refusal:
    return Refusal("That preview is too old to be true. Type /mod setup and press Preview again.")


def not_yours() -> Refusal:
    return Refusal("That preview is another moderator's. Type /mod setup to see your own.")


def busy() -> Refusal:
    return Refusal("A set-up is being done in this server right now. Type /mod setup in a minute.")


def unanswered() -> Refusal:
    return Refusal(
        "Discord doesn't answer. Try again in a minute: what is made already isn't made twice."
    )


def nothing_to_undo() -> Refusal:
    return Refusal("There is no set-up to take back here. Type /mod setup to see how things are.")


def not_the_last() -> Refusal:
    return Refusal("Another set-up was done since. Type /mod undo to see the last one.")


def not_in_here() -> Refusal:
    return Refusal(
        "Only my commands are in this server, I am not. Invite me again from my profile, then "
        "type /mod setup."
    )
