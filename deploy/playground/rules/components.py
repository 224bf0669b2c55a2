"""What components may hold, in messages: both the old rows and Components V2."""

from collections.abc import Iterator
from typing import Any

from deploy.playground.errors import Form, Json

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
SELECTS = (SELECT, 5, 6, 7, 8)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
MOST, MOST_TEXT = 40, 4000


def walk(components: Any) -> Iterator[Json]:
    """Each component with everything inside it, as Discord counts them."""
    for each in components if isinstance(components, list) else []:
        if isinstance(each, dict):
            yield each
            yield from walk(each.get("components"))
            yield from walk([each.get("accessory"), each.get("component")])


def find(components: list[Json], custom_id: str) -> Json | None:
    return next((each for each in walk(components) if each.get("custom_id") == custom_id), None)


def check(form: Form, at: str, components: Any, modern: bool, files: tuple[str, ...]) -> None:
    top = form.size(at, components, 0, MOST if modern else 5)
    allowed = (*IN_CONTAINER, CONTAINER) if modern else (ROW,)
    for place, each in enumerate(top):
        _one(form, f"{at}.{place}", each, allowed, files)
    everything = [*walk(top)]
    if len(everything) > MOST:
        form.wrong(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.")
    if sum(len(str(each.get("content") or "")) for each in everything) > MOST_TEXT:
        reason = f"Total text of all components must be {MOST_TEXT} or fewer in length."
        form.wrong(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", reason)
    unique(form, at, everything)


def unique(form: Form, at: str, components: list[Json]) -> None:
    for key in ("custom_id", "id"):
        seen = [str(each[key]) for each in components if each.get(key)]
        if len(seen) != len(set(seen)):
            reason = f"Component {key.replace('_', ' ')} cannot be duplicated"
            form.wrong(at, f"COMPONENT_{key.upper()}_DUPLICATED", reason)


def _one(
    form: Form, at: str, each: Json, allowed: tuple[int, ...], files: tuple[str, ...] = ()
) -> None:
    if not form.choice(f"{at}.type", each.get("type"), allowed):
        return
    match each["type"]:
        case 1:
            _row(form, at, each)
        case 2:
            _button(form, at, each)
        case kind if kind in SELECTS:
            select(form, at, each)
        case 9:
            _section(form, at, each, files)
        case 17:
            for place, inner in enumerate(form.size(f"{at}.components", _inner(each), 1, MOST)):
                _one(form, f"{at}.components.{place}", inner, IN_CONTAINER, files)
        case _:
            _leaf(form, at, each, files)


def _inner(each: Json) -> Any:
    return each.get("components") or []


def _row(form: Form, at: str, row: Json) -> None:
    inside = form.size(f"{at}.components", _inner(row), 1, 5)
    for place, each in enumerate(inside):
        _one(form, f"{at}.components.{place}", each, (BUTTON, *SELECTS))
    if len(inside) > 1 and any(each.get("type") in SELECTS for each in inside):
        form.wrong(f"{at}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row")


def _button(form: Form, at: str, button: Json) -> None:
    if not form.choice(f"{at}.style", button.get("style"), (1, 2, 3, 4, 5, 6)):
        return
    form.length(f"{at}.label", button.get("label"), 0, 80)
    link = button["style"] == 5
    if link == bool(button.get("custom_id")) or link != bool(button.get("url")):
        reason = "A link button has a url, any other one a custom id"
        form.wrong(at, "BUTTON_COMPONENT_CUSTOM_ID_OR_URL", reason)
    elif link:
        form.length(f"{at}.url", button["url"], 1, 512)
    else:
        form.length(f"{at}.custom_id", button["custom_id"], 1, 100)
    if not (button.get("label") or button.get("emoji")):
        reason = "A button must have a label or emoji"
        form.wrong(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", reason)


def select(form: Form, at: str, menu: Json) -> None:
    form.length(f"{at}.custom_id", menu.get("custom_id"), 1, 100)
    form.length(f"{at}.placeholder", menu.get("placeholder"), 0, 150)
    form.number(f"{at}.min_values", menu.get("min_values"), 0, 25)
    form.number(f"{at}.max_values", menu.get("max_values"), 1, 25)
    if menu["type"] != SELECT:
        return
    options = form.size(f"{at}.options", menu.get("options") or [], 1, 25)
    for place, option in enumerate(options):
        form.length(f"{at}.options.{place}.label", option.get("label"), 1, 100)
        form.length(f"{at}.options.{place}.value", option.get("value"), 1, 100)
        form.length(f"{at}.options.{place}.description", option.get("description"), 0, 100)
    if len({str(option.get("value")) for option in options}) != len(options):
        reason = "The specified option value is already used"
        form.wrong(f"{at}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", reason)
    if (menu.get("min_values") or 0) > len(options):
        reason = "min_values is greater than the number of options"
        form.wrong(f"{at}.min_values", "SELECT_COMPONENT_MIN_VALUES", reason)


def _section(form: Form, at: str, section: Json, files: tuple[str, ...]) -> None:
    for place, each in enumerate(form.size(f"{at}.components", _inner(section), 1, 3)):
        _one(form, f"{at}.components.{place}", each, (TEXT,))
    accessory = section.get("accessory")
    if isinstance(accessory, dict):
        _one(form, f"{at}.accessory", accessory, (BUTTON, THUMBNAIL), files)
    else:
        form.wrong(f"{at}.accessory", "BASE_TYPE_REQUIRED", "This field is required")


def _leaf(form: Form, at: str, each: Json, files: tuple[str, ...]) -> None:
    match each["type"]:
        case 10:
            form.length(f"{at}.content", each.get("content"), 1, MOST_TEXT)
        case 11:
            _medium(form, f"{at}.media", each.get("media"), files)
            form.length(f"{at}.description", each.get("description"), 0, 1024)
        case 12:
            for place, item in enumerate(form.size(f"{at}.items", each.get("items") or [], 1, 10)):
                _medium(form, f"{at}.items.{place}.media", item.get("media"), files)
                form.length(f"{at}.items.{place}.description", item.get("description"), 0, 1024)
        case 13:
            _medium(form, f"{at}.file", each.get("file"), files)
        case 14:
            form.choice(f"{at}.spacing", each.get("spacing", 1), (1, 2))


def _medium(form: Form, at: str, medium: Any, files: tuple[str, ...]) -> None:
    url = medium.get("url") if isinstance(medium, dict) else None
    form.length(f"{at}.url", url, 1, 2048)
    if isinstance(url, str) and url.startswith("attachment://"):
        if url.removeprefix("attachment://") not in files:
            reason = "The referenced attachment was not found"
            form.wrong(f"{at}.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", reason)
    elif isinstance(url, str) and not url.startswith(("http://", "https://")):
        form.wrong(f"{at}.url", "URL_TYPE_INVALID_SCHEME", "Scheme must be http or https.")
