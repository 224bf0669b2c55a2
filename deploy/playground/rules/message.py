"""What a message may hold."""

from typing import Any

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.rules import components
from deploy.playground.shapes import COMPONENTS_V2

LEGACY = ("content", "embeds", "sticker_ids", "poll")
EMBED = {"title": (0, 256), "description": (0, 4096)}
EMBED_FIELD = {"name": (1, 256), "value": (1, 1024)}
EMBED_TOTAL = 6000


def check(body: Json, *, at: str = "", flags: int = 0, files: tuple[str, ...] = ()) -> None:
    """Raise 50035 with every mistake; `files` are the names an `attachment://` may point to."""
    form = Form()
    modern = bool(((body.get("flags") or 0) | flags) & COMPONENTS_V2)
    form.length(f"{at}content", body.get("content"), 0, 2000)
    if body.get("nonce") is not None:
        form.length(f"{at}nonce", str(body["nonce"]), 1, 25)
    if modern:
        _no_legacy(form, body, at)
    _embeds(form, f"{at}embeds", body.get("embeds") or [])
    form.size(f"{at}attachments", body.get("attachments") or [], 0, 10)
    if body.get("components"):
        top = components.LAYOUT if modern else components.ROWS
        components.check(form, f"{at}components", body["components"], top, files)
    _mentions(form, f"{at}allowed_mentions", body.get("allowed_mentions") or {})
    form.settle()


def not_empty(body: Json, files: int) -> None:
    has_words = bool((body.get("content") or "").strip())
    if not (files or has_words or any(body.get(key) for key in (*LEGACY[1:], "components"))):
        raise Refused(50006)


def _no_legacy(form: Form, body: Json, at: str) -> None:
    for key in LEGACY:
        if body.get(key):
            form.wrong(
                f"{at}{key}",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _embeds(form: Form, at: str, embeds: Any) -> None:
    listed = form.size(at, embeds, 0, 10)
    for place, embed in enumerate(listed):
        spot, fields = f"{at}.{place}", embed.get("fields") or []
        form.lengths(spot, embed, EMBED)
        form.lengths(f"{spot}.footer", embed.get("footer") or {}, {"text": (0, 2048)})
        form.lengths(f"{spot}.author", embed.get("author") or {}, {"name": (0, 256)})
        for row, entry in enumerate(form.size(f"{spot}.fields", fields, 0, 25)):
            form.lengths(f"{spot}.fields.{row}", entry, EMBED_FIELD)
    if sum(map(_weight, listed)) > EMBED_TOTAL:
        form.wrong(at, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _weight(embed: Json) -> int:
    holders = [embed, embed.get("footer"), embed.get("author"), *(embed.get("fields") or [])]
    keys = ("title", "description", "text", "name", "value")
    return sum(len(str(holder.get(key) or "")) for holder in holders if holder for key in keys)


def _mentions(form: Form, at: str, allowed: Json) -> None:
    for kind in ("users", "roles"):
        named = allowed.get(kind) or []
        if len(named) > 100:
            form.wrong(f"{at}.{kind}", "BASE_TYPE_BAD_LENGTH", "Must be 100 or fewer in length.")
        if named and kind in (allowed.get("parse") or []):
            reason = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason)
