"""Whether each field is of its kind at all, so that nothing behind it has to ask."""

from typing import Any

from deploy.playground.errors import Form

TEXTS = {"content", "label", "custom_id", "description", "name", "placeholder", "url", "title"}
NUMBERS = {"flags", "style", "spacing", "min_values", "max_values", "min_length", "max_length"}
OBJECTS = {"accessory", "component", "media", "file", "footer", "author", "image", "thumbnail"}
OBJECTS |= {"data", "emoji", "allowed_mentions", "message_reference"}
LISTS = {"components", "options", "items", "embeds", "fields", "attachments", "choices"}
PLAIN_LISTS = {"parse", "users", "roles"}
KINDS: list[tuple[set[str], type, str]] = [
    (TEXTS, str, "Could not interpret value as string."),
    (NUMBERS, int, "Could not interpret value as integer."),
    (OBJECTS, dict, "Only dictionaries may be used in a DictType"),
    (LISTS | PLAIN_LISTS, list, "Only iterables may be used in a ListType"),
]


def check(body: Any) -> None:
    """Raise 50035 with the path of each field of the wrong JSON type; null is fine anywhere."""
    form = Form()
    _inside(form, "", body)
    form.settle()


def _inside(form: Form, at: str, part: Any) -> None:
    if isinstance(part, list):
        for place, each in enumerate(part):
            _object(form, f"{at}{place}", each)
    elif isinstance(part, dict):
        for key, value in part.items():
            _field(form, f"{at}{key}", key, value)


def _field(form: Form, at: str, key: str, value: Any) -> None:
    for keys, kind, reason in KINDS:
        if key in keys and value is not None and type(value) is not kind:
            form.wrong(at, f"{kind.__name__.upper()}_TYPE_CONVERT", reason)
            return
    if key in LISTS or isinstance(value, dict):
        _inside(form, f"{at}.", value)


def _object(form: Form, at: str, each: Any) -> None:
    if isinstance(each, dict):
        _inside(form, f"{at}.", each)
    else:
        form.wrong(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
