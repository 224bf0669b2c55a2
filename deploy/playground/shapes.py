"""New objects in exactly Discord's documented shape, with what a plain server has by default."""

from typing import Any

from deploy.playground.errors import Json

PRIVATE, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
SUPPRESS_EMBEDS, HAS_THREAD, SILENT = 1 << 2, 1 << 5, 1 << 12


def user(id: str, name: str, *, bot: bool = False) -> Json:
    made: Json = {
        "id": id,
        "username": name.lower(),
        "global_name": None if bot else name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return {**made, "username": name, "discriminator": "4021", "bot": True} if bot else made


def member(roles: list[str], joined_at: str) -> Json:
    return {
        "roles": roles,
        "joined_at": joined_at,
        "nick": None,
        "avatar": None,
        "banner": None,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "mute": False,
        "deaf": False,
        "flags": 0,
    }


def role(id: str, name: str, permissions: int, *, position: int, **other: Any) -> Json:
    color = other.get("color", 0)
    return {
        "id": id,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": color,
        "colors": {"primary_color": color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    } | other


def overwrite(role_id: str, *, allow: int = 0, deny: int = 0) -> Json:
    return {"id": role_id, "type": 0, "allow": str(allow), "deny": str(deny)}


def text_channel(id: str, guild_id: str, name: str, topic: str | None, position: int) -> Json:
    return {
        "id": id,
        "type": 0,
        "guild_id": guild_id,
        "name": name,
        "topic": topic,
        "position": position,
        "flags": 0,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [],
    }


def thread(id: str, parent: Json, name: str, owner: str, at: str, archive_after: int) -> Json:
    return {
        "id": id,
        "type": 11,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "owner_id": owner,
        "name": name,
        "flags": 0,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": at,
            "auto_archive_duration": archive_after,
            "locked": False,
            "create_timestamp": at,
        },
    }


def message(id: str, channel_id: str, author: Json, kind: int = 0) -> Json:
    return {
        "id": id,
        "channel_id": channel_id,
        "author": author,
        "type": kind,
        "content": "",
        "timestamp": "",
        "edited_timestamp": None,
        "flags": 0,
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
    }


NOTHING = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner"),
    *("application_id", "afk_channel_id", "system_channel_id", "widget_channel_id"),
    *("max_presences", "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id"),
    *("public_updates_channel_id", "incidents_data"),
)
ZERO = (
    *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
    *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
)


def guild(id: str, name: str) -> Json:
    """Without roles and channels, which the world keeps beside it."""
    return {
        **dict.fromkeys(NOTHING),
        **dict.fromkeys(ZERO, 0),
        "id": id,
        "name": name,
        "owner_id": "",
        "region": "deprecated",
        "preferred_locale": "en-US",
        "features": ["COMMUNITY"],
        "emojis": [],
        "stickers": [],
        "afk_timeout": 300,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "widget_enabled": False,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
    }


def application(bot: Json, owner: Json) -> Json:
    return {
        "id": bot["id"],
        "name": bot["username"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}},
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": owner,
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
