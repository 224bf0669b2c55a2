"""New objects in exactly Discord's documented shape, with what a plain server has by default."""

from collections.abc import Iterable
from typing import Any

from deploy.playground.errors import Json

PRIVATE, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
PINNED, THREAD_BEGUN, STARTER = 6, 18, 21
SUPPRESS_EMBEDS, HAS_THREAD, SILENT = 1 << 2, 1 << 5, 1 << 12


def _plain(nothing: str = "", no: str = "", zero: str = "", lists: Iterable[str] = ()) -> Json:
    """Fields with nothing to say: their names, spaced."""
    kinds: list[tuple[str, Any]] = [(nothing, None), (no, False), (zero, 0)]
    return {key: kind for names, kind in kinds for key in names.split()} | {k: [] for k in lists}


def user(id: str, name: str, *, bot: bool = False) -> Json:
    about = {"username": name, "discriminator": "4021", "global_name": None, "bot": True}
    if not bot:
        about = {"username": name.lower(), "discriminator": "0", "global_name": name}
    return {"id": id, **about, **_plain("avatar primary_guild", zero="public_flags flags")}


def member(roles: list[str], joined_at: str) -> Json:
    nothing = "nick avatar banner premium_since communication_disabled_until"
    plain = _plain(nothing, no="pending mute deaf", zero="flags")
    return {"roles": roles, "joined_at": joined_at, **plain}


def role(id: str, name: str, permissions: int, *, position: int, **other: Any) -> Json:
    color = other.get("color", 0)
    return {
        **_plain("icon unicode_emoji", no="hoist managed mentionable", zero="color flags"),
        "id": id,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "colors": {"primary_color": color, **_plain("secondary_color tertiary_color")},
    } | other


def overwrite(role_id: str, *, allow: int = 0, deny: int = 0) -> Json:
    return {"id": role_id, "type": 0, "allow": str(allow), "deny": str(deny)}


def text_channel(id: str, guild_id: str, name: str, topic: str | None, position: int) -> Json:
    plain = _plain("parent_id last_message_id", no="nsfw", zero="type flags rate_limit_per_user")
    known = {"id": id, "guild_id": guild_id, "name": name, "topic": topic, "position": position}
    return {**plain, **known, "permission_overwrites": []}


def thread(id: str, parent: Json, name: str, owner: str, at: str, archive_after: int) -> Json:
    counts = "flags rate_limit_per_user message_count total_message_sent"
    return {
        **_plain("last_message_id", zero=counts),
        "id": id,
        "type": 11,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "owner_id": owner,
        "name": name,
        "member_count": 1,
        "thread_metadata": {
            **_plain(no="archived locked"),
            "archive_timestamp": at,
            "auto_archive_duration": archive_after,
            "create_timestamp": at,
        },
    }


def message(id: str, channel_id: str, author: Json) -> Json:
    lists = ("mentions", "mention_roles", "attachments", "embeds", "components")
    plain = _plain("edited_timestamp", "tts pinned mention_everyone", "type flags", lists)
    known = {"id": id, "channel_id": channel_id, "author": author, "content": "", "timestamp": ""}
    return {**plain, **known}


def guild(id: str, name: str) -> Json:
    """Without roles and channels, which the world keeps beside it."""
    nothing = (
        "icon description home_header splash discovery_splash banner application_id "
        "afk_channel_id system_channel_id widget_channel_id max_presences vanity_url_code "
        "rules_channel_id safety_alerts_channel_id public_updates_channel_id incidents_data"
    )
    zero = (
        "system_channel_flags verification_level default_message_notifications mfa_level "
        "explicit_content_filter premium_tier premium_subscription_count nsfw_level"
    )
    no = "widget_enabled premium_progress_bar_enabled nsfw"
    return {
        **_plain(nothing, no, zero, ("emojis", "stickers")),
        "id": id,
        "name": name,
        "owner_id": "",
        "region": "deprecated",
        "preferred_locale": "en-US",
        "features": ["COMMUNITY"],
        "afk_timeout": 300,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
    }


def application(bot: Json, owner: Json) -> Json:
    nothing = "icon type team interactions_endpoint_url role_connections_verification_url"
    zero = (
        "flags approximate_user_install_count approximate_user_authorization_count "
        "explicit_content_filter"
    )
    return {
        **_plain(nothing, "bot_require_code_grant", zero, ("redirect_uris",)),
        "id": bot["id"],
        "name": bot["username"],
        "description": "",
        "bot": bot,
        "bot_public": True,
        "integration_types_config": {"0": {}},
        "verify_key": "0" * 64,
        "flags_new": "0",
        "owner": owner,
        "approximate_guild_count": 1,
        "eligible_oauth2_scopes": [],
    }
