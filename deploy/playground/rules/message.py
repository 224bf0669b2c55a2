"""What a message may hold."""

from typing import Any

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.rules import components
from deploy.playground.shapes import COMPONENTS_V2

LEGACY = ("content", "embeds", "sticker_ids", "poll")
EMBED_TEXT = {"title": 256, "description": 4096}
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
        components.check(form, f"{at}components", body["components"], modern, files)
    _mentions(form, f"{at}allowed_mentions", body.get("allowed_mentions") or {})
    form.settle()


def not_empty(body: Json, files: int) -> None:
    if not (files or any(body.get(key) for key in (*LEGACY, "components"))):
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
    total = 0
    for place, embed in enumerate(form.size(at, embeds, 0, 10)):
        spot = f"{at}.{place}"
        parts: list[tuple[str, Any, int]] = [
            (f"{spot}.{key}", embed.get(key), most) for key, most in EMBED_TEXT.items()
        ]
        parts.append((f"{spot}.footer.text", (embed.get("footer") or {}).get("text"), 2048))
        parts.append((f"{spot}.author.name", (embed.get("author") or {}).get("name"), 256))
        for row, entry in enumerate(form.size(f"{spot}.fields", embed.get("fields") or [], 0, 25)):
            form.length(f"{spot}.fields.{row}.name", entry.get("name"), 1, 256)
            form.length(f"{spot}.fields.{row}.value", entry.get("value"), 1, 1024)
            total += len(str(entry.get("name") or "")) + len(str(entry.get("value") or ""))
        for path, text, most in parts:
            form.length(path, text, 0, most)
            total += len(str(text or ""))
    if total > EMBED_TOTAL:
        form.wrong(at, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _mentions(form: Form, at: str, allowed: Json) -> None:
    for kind in ("users", "roles"):
        named = allowed.get(kind) or []
        if len(named) > 100:
            form.wrong(f"{at}.{kind}", "BASE_TYPE_BAD_LENGTH", "Must be 100 or fewer in length.")
        if named and kind in (allowed.get("parse") or []):
            reason = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", reason)
