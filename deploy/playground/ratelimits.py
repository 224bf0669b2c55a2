"""Discord's rate limits: a bucket a route and channel, and fifty a second for all together."""

import hashlib
import time
from collections import deque
from dataclasses import dataclass

# (requests, seconds) as they are seen on Discord; it promises none of them.
LIMITS = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "GET /channels/{channel_id}/messages": (5, 1.0),
    "POST /channels/{channel_id}/typing": (5, 5.0),
    "POST /channels/{channel_id}/messages/{message_id}/threads": (50, 300.0),
    "PUT /applications/{application_id}/commands": (10, 20.0),
    "POST /users/@me/channels": (10, 10.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
}
REACTION = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"
LIMITS |= {f"{method} {REACTION}": (1, 0.25) for method in ("PUT", "DELETE")}
USUAL = (50, 1.0)
GLOBAL = 50
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
BUCKETS_KEPT = 4_000


@dataclass
class Verdict:
    headers: dict[str, str]
    retry_after: float = 0.0
    is_global: bool = False


class Ratelimits:
    def __init__(self) -> None:
        self._windows: dict[str, tuple[float, int]] = {}
        self._recent: deque[float] = deque()

    def take(self, route: str, params: dict[str, str]) -> Verdict:
        """Interaction answers have their own bucket each and are outside the global limit."""
        now = time.monotonic()
        free = "{interaction_token}" in route or "{webhook_token}" in route
        if not free and (wait := self._global(now)):
            return Verdict({"X-RateLimit-Global": "true"}, wait, is_global=True)
        return Verdict({}) if "{interaction_token}" in route else self._bucket(now, route, params)

    def _global(self, now: float) -> float:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= GLOBAL:
            return self._recent[0] + 1 - now
        self._recent.append(now)
        return 0.0

    def _bucket(self, now: float, route: str, params: dict[str, str]) -> Verdict:
        limit, seconds = LIMITS.get(route, USUAL)
        name = hashlib.sha256(route.encode()).hexdigest()[:32]
        key = ":".join([name, *(params[each] for each in MAJOR if each in params)])
        started, used = self._windows.pop(key, (now, 0))
        if now - started >= seconds:
            started, used = now, 0
        refused = used >= limit
        self._windows[key] = (started, min(used + 1, limit))
        if len(self._windows) > BUCKETS_KEPT:
            del self._windows[next(iter(self._windows))]
        left = started + seconds - now
        headers = {
            "X-RateLimit-Bucket": name,
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(limit - used - 1, 0)),
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
        }
        return Verdict(headers, left if refused else 0.0)
