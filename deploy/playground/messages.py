"""Posting, editing and taking back: what everyone who writes has in common."""

from dataclasses import dataclass, field
from typing import Any

from deploy.playground import mentions, shapes, threads
from deploy.playground.completed import complete
from deploy.playground.errors import Json
from deploy.playground.rules import message
from deploy.playground.uploads import Upload, Uploads
from deploy.playground.world import World

NONCE_SECONDS = 300.0
KEPT_NONCES = 1000
SETTABLE = shapes.COMPONENTS_V2 | shapes.SUPPRESS_EMBEDS | shapes.SILENT


@dataclass
class Draft:
    """One message to be: who writes where, who alone may see it, and `at` which path it is."""

    channel: Json
    author: str
    body: Json
    files: list[Upload] = field(default_factory=list)
    only_for: str | None = None
    extra: Json = field(default_factory=dict)
    at: str = ""


class Messages:
    def __init__(self, world: World, uploads: Uploads) -> None:
        self._world, self._uploads = world, uploads
        self._nonces: dict[tuple[str, str, str], tuple[float, str]] = {}

    def post(self, draft: Draft) -> Json:
        names = tuple(each.filename for each in draft.files)
        loading = draft.extra.get("flags", 0) & shapes.LOADING
        message.check(draft.body, at=draft.at, files=names)
        if not loading:
            message.not_empty(draft.body, len(draft.files))
        earlier = self._sent_before(draft)
        return earlier if earlier else self._publish(draft)

    def _sent_before(self, draft: Draft) -> Json | None:
        """A nonce with enforce_nonce answers a second send with the first one's message."""
        nonce, now = draft.body.get("nonce"), self._world.clock.now()
        if nonce is None or not draft.body.get("enforce_nonce"):
            return None
        at, id = self._nonces.get((draft.author, draft.channel["id"], str(nonce)), (0.0, ""))
        found = self._world.messages[draft.channel["id"]].get(id)
        return found if abs(now - at) < NONCE_SECONDS else None

    def _publish(self, draft: Draft) -> Json:
        world, channel = self._world, draft.channel
        made = shapes.message(world.clock.snowflake(), channel["id"], world.users[draft.author])
        made |= draft.extra
        made["timestamp"] = world.clock.iso()
        made["flags"] |= (draft.body.get("flags") or 0) & SETTABLE
        if draft.only_for:
            made["flags"] |= shapes.PRIVATE
            world.private[made["id"]] = draft.only_for
        self._refer(made, draft)
        self._fill(made, draft.body, draft.files)
        world.keep(made)
        if draft.only_for is None:
            self._count(channel, made)
        nonce = draft.body.get("nonce")
        if nonce is not None:
            self._remember(draft, str(nonce), made)
        told = made if nonce is None else {**made, "nonce": nonce}
        world.tell("MESSAGE_CREATE", told, channel=channel["id"], only=draft.only_for)
        if "thread_metadata" in channel and draft.only_for is None:
            threads.heed(world, channel, made)
        return told

    def _remember(self, draft: Draft, nonce: str, made: Json) -> None:
        self._nonces[draft.author, draft.channel["id"], nonce] = (
            self._world.clock.now(),
            made["id"],
        )
        if len(self._nonces) > KEPT_NONCES:
            del self._nonces[next(iter(self._nonces))]

    def _count(self, channel: Json, made: Json) -> None:
        channel["last_message_id"] = made["id"]
        if "thread_metadata" in channel and made["type"] != shapes.STARTER:
            channel["message_count"] += 1
            channel["total_message_sent"] += 1
            if channel["thread_metadata"]["archived"]:
                channel["thread_metadata"]["archived"] = False
                self._world.tell("THREAD_UPDATE", channel, channel=channel["id"])

    def announce(self, channel: Json, author: str, kind: int, text: str, **about: str) -> None:
        """A message of Discord's own; `about` is what it refers to."""
        body = {"content": text, "allowed_mentions": {"parse": []}}
        guild = {"guild_id": channel["guild_id"]} if "guild_id" in channel else {}
        extra = {"type": kind, "message_reference": {"type": 0, **about, **guild}}
        self._publish(Draft(channel, author, body, extra=extra))

    def _refer(self, made: Json, draft: Draft) -> None:
        reference = draft.body.get("message_reference")
        if not reference or made["type"] not in (0, mentions.REPLY):
            return
        id = str(reference.get("message_id"))
        known = self._world.messages[draft.channel["id"]].get(id)
        if known is None and not reference.get("fail_if_not_exists", True):
            made["type"] = 0
            return
        known = known or self._world.message(draft.channel["id"], id)
        made["type"] = mentions.REPLY
        made["message_reference"] = {
            "type": 0,
            "channel_id": draft.channel["id"],
            "message_id": known["id"],
            **({"guild_id": draft.channel["guild_id"]} if "guild_id" in draft.channel else {}),
        }

    def edit(self, made: Json, body: Json, files: list[Upload], at: str = "") -> Json:
        """A thinking answer that gets its text isn't marked as edited."""
        kept = [each["filename"] for each in made["attachments"]]
        names = (*kept, *(each.filename for each in files))
        message.check(body, at=at, flags=made["flags"], files=names)
        listed = body.get("attachments", made["attachments"]) or []
        stay = {str(each.get("id")) for each in listed}
        after = {**made, "attachments": [x for x in made["attachments"] if x["id"] in stay]}
        after["flags"] |= (body.get("flags") or 0) & SETTABLE
        self._fill(after, body, files)
        message.not_empty(after, len(after["attachments"]))
        if after["flags"] & shapes.LOADING:
            after["flags"] &= ~shapes.LOADING
        else:
            after["edited_timestamp"] = self._world.clock.iso()
        self._uploads.forget([each for each in made["attachments"] if each["id"] not in stay])
        made.update(after)
        self.changed(made)
        return made

    def changed(self, made: Json) -> None:
        only = self._world.private.get(made["id"])
        self._world.tell("MESSAGE_UPDATE", made, channel=made["channel_id"], only=only)

    def delete(self, made: Json) -> None:
        only = self._world.private.get(made["id"])
        self._world.forget(made)
        gone = {"id": made["id"], "channel_id": made["channel_id"]}
        self._world.tell("MESSAGE_DELETE", gone, channel=made["channel_id"], only=only)

    def delete_many(self, channel: Json, ids: list[str]) -> None:
        """Private answers are out of reach."""
        shelf, private = self._world.messages[channel["id"]], self._world.private
        gone = [id for id in ids if id in shelf and id not in private]
        for id in gone:
            self._world.forget(shelf[id])
        told = {"ids": gone, "channel_id": channel["id"], "guild_id": channel["guild_id"]}
        self._world.tell("MESSAGE_DELETE_BULK", told, channel=channel["id"])

    def _fill(self, made: Json, body: Json, files: list[Upload]) -> None:
        described = {str(each.get("id")): each for each in body.get("attachments") or []}
        for upload in files:
            about = described.get(upload.key, {})
            made["attachments"].append(self._uploads.keep(upload, made["channel_id"], about))
        if "content" in body:
            made["content"] = body["content"] or ""
        if "embeds" in body:
            made["embeds"] = [
                {"type": "rich", **self._attached(each, made)} for each in body["embeds"] or []
            ]
        if "components" in body:
            made["components"] = complete(self._attached(body["components"] or [], made))
        mentions.mark(self._world, made, body.get("allowed_mentions"))

    def _attached(self, part: Any, made: Json) -> Any:
        """The same part with each `attachment://` as the address the file got."""
        if isinstance(part, dict):
            found = {key: self._attached(value, made) for key, value in part.items()}
            return self._unfurled(found, made) if isinstance(part.get("url"), str) else found
        if isinstance(part, list):
            return [self._attached(each, made) for each in part]
        return part

    def _unfurled(self, part: Json, made: Json) -> Json:
        name = part["url"].removeprefix("attachment://")
        for each in made["attachments"]:
            if name in (each["filename"], each["url"]):
                keys = ("url", "proxy_url", "width", "height", "content_type")
                return part | {key: each[key] for key in keys if key in each}
        return part
