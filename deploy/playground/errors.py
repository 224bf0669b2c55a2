"""How Discord says no: a status, a code, and for forms the path to each mistake."""

from collections.abc import Collection, Mapping
from typing import Any

Json = dict[str, Any]

NOT_FOUND, UNAUTHORIZED = 0, 401  # Discord's own code is 0 for both
MESSAGES = {
    NOT_FOUND: (404, "404: Not Found"),
    UNAUTHORIZED: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10066: (404, "Unknown application command permissions"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30003: (400, "Maximum number of pins reached (50)"),
    30032: (400, "Maximum number of application commands reached (100)"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (403, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160004: (400, "A thread has already been created for this message"),
}


class Refused(Exception):
    """Raised anywhere below a request; becomes Discord's error body."""

    def __init__(
        self, code: int, *, status: int = 0, message: str = "", errors: Json | None = None
    ) -> None:
        known_status, known_message = MESSAGES.get(code, (400, ""))
        self.status = status or known_status
        self.code = code
        self.message = message or known_message
        self.errors = errors
        super().__init__(f"{self.code}: {self.message}")

    def body(self) -> Json:
        code = 0 if self.code == UNAUTHORIZED else self.code
        body: Json = {"message": self.message, "code": code}
        return body | {"errors": self.errors} if self.errors else body


class Form:
    """Collects every mistake of one body before it speaks, as Discord does."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def wrong(self, path: str, code: str, message: str) -> None:
        """`path` is dotted: `components.0.label`."""
        spot = self.errors
        for step in filter(None, path.split(".")):
            spot = spot.setdefault(step, {})
        spot.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: str, text: Any, low: int, high: int) -> None:
        if text is None and low == 0:
            return
        if text is None or (text == "" and low > 0):
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(text, str):
            self.wrong(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif not low <= len(text) <= high:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", between(low, high))

    def lengths(self, path: str, part: Json, limits: Mapping[str, tuple[int, int]]) -> None:
        for name, (low, high) in limits.items():
            self.length(f"{path}.{name}" if path else name, part.get(name), low, high)

    def size(self, path: str, items: Any, low: int, high: int) -> list[Any]:
        """The items, or none where they can't be looked at any further."""
        if not isinstance(items, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not low <= len(items) <= high:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", between(low, high))
        return [item for item in items if isinstance(item, dict)]

    def number(self, path: str, value: Any, low: int, high: int) -> None:
        if value is not None and not (isinstance(value, int) and low <= value <= high):
            self.wrong(path, "NUMBER_TYPE_RANGE", f"int value should be between {low} and {high}.")

    def choice(self, path: str, value: Any, allowed: Collection[Any]) -> bool:
        if value not in allowed:
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {[*allowed]}.")
        return value in allowed

    def settle(self) -> None:
        if self.errors:
            raise Refused(50035, errors=self.errors)


def between(low: int, high: int) -> str:
    if low == 0:
        return f"Must be {high} or fewer in length."
    return f"Must be between {low} and {high} in length."
