"""What components may hold, in messages and in forms: tables of limits, and what reads them."""

from collections.abc import Iterator
from typing import Any

from deploy.playground.errors import Form, Json

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
SELECTS = (SELECT, 5, 6, 7, 8)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
IN_LABEL = (*SELECTS, INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
MOST, MOST_TEXT = 40, 4000

# The shortest and the longest text, or the least and the greatest number.
CUSTOM_ID, DESCRIBED = {"custom_id": (1, 100)}, {"description": (0, 1024)}
CHOSEN = {"min_values": (0, 25), "max_values": (1, 25)}
OPTION = {"label": (1, 100), "value": (1, 100), "description": (0, 100)}
TEXTS = {
    **dict.fromkeys(IN_LABEL, CUSTOM_ID),
    **dict.fromkeys(SELECTS, CUSTOM_ID | {"placeholder": (0, 150)}),
    BUTTON: {"label": (0, 80)},
    INPUT: CUSTOM_ID | {"value": (0, 4000), "placeholder": (0, 100)},
    TEXT: {"content": (1, MOST_TEXT)},
    THUMBNAIL: DESCRIBED,
    LABEL: {"label": (1, 45), "description": (0, 100)},
}
NUMBERS = {
    **dict.fromkeys(SELECTS, CHOSEN),
    INPUT: {"min_length": (0, 4000), "max_length": (1, 4000)},
}
CHOICES: dict[int, dict[str, tuple[int | None, ...]]] = {
    BUTTON: {"style": (1, 2, 3, 4, 5, 6)},
    INPUT: {"style": (1, 2)},
    SEPARATOR: {"spacing": (None, 1, 2)},
}
# How few, how many, and which kinds there are inside.
Inside = tuple[int, int, tuple[int, ...]]
ROWS: Inside = (0, 5, (ROW,))
LAYOUT: Inside = (0, MOST, (*IN_CONTAINER, CONTAINER))
MODAL: Inside = (1, 5, (ROW, TEXT, LABEL))
INSIDE: dict[int, Inside] = {
    ROW: (1, 5, (BUTTON, *SELECTS)),
    SECTION: (1, 3, (TEXT,)),
    CONTAINER: (1, MOST, IN_CONTAINER),
}
ONE_INSIDE = {SECTION: ("accessory", (BUTTON, THUMBNAIL)), LABEL: ("component", IN_LABEL)}
MEDIUM = {THUMBNAIL: "media", FILE: "file"}


def walk(components: Any) -> Iterator[Json]:
    """Each component with everything inside it, as Discord counts them."""
    for each in components if isinstance(components, list) else []:
        if isinstance(each, dict):
            yield each
            yield from walk(each.get("components"))
            yield from walk([each.get("accessory"), each.get("component")])


def find(components: list[Json], custom_id: str) -> Json | None:
    return next((each for each in walk(components) if each.get("custom_id") == custom_id), None)


def check(form: Form, at: str, parts: Any, top: Inside, files: tuple[str, ...] = ()) -> None:
    """`files` are the names that an `attachment://` may point to."""
    rows: Inside = (1, 1, (INPUT,)) if top is MODAL else INSIDE[ROW]
    Check(form, files, {**INSIDE, ROW: rows}).inside(at, parts, top)
    everything = [*walk(parts)]
    if len(everything) > MOST:
        form.wrong(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.")
    if sum(len(str(each.get("content") or "")) for each in everything) > MOST_TEXT:
        reason = f"Total text of all components must be {MOST_TEXT} or fewer in length."
        form.wrong(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", reason)
    for key in ("custom_id", "id"):
        seen = [str(each[key]) for each in everything if each.get(key)]
        if len(seen) != len(set(seen)):
            reason = f"Component {key.replace('_', ' ')} cannot be duplicated"
            form.wrong(at, f"COMPONENT_{key.upper()}_DUPLICATED", reason)


class Check:
    def __init__(self, form: Form, files: tuple[str, ...], insides: dict[int, Inside]) -> None:
        self._form, self._files, self._insides = form, files, insides

    def inside(self, at: str, parts: Any, limits: Inside) -> None:
        low, high, kinds = limits
        for place, each in enumerate(self._form.size(at, parts or [], low, high)):
            self._one(f"{at}.{place}", each, kinds)

    def _one(self, at: str, each: Json, allowed: tuple[int, ...]) -> None:
        form, kind = self._form, each.get("type", 0)
        if not form.choice(f"{at}.type", kind, allowed):
            return
        form.lengths(at, each, TEXTS.get(kind, {}))
        for name, span in NUMBERS.get(kind, {}).items():
            form.number(f"{at}.{name}", each.get(name), *span)
        for name, known in CHOICES.get(kind, {}).items():
            form.choice(f"{at}.{name}", each.get(name), known)
        if kind in self._insides:
            self.inside(f"{at}.components", each.get("components"), self._insides[kind])
        if kind in ONE_INSIDE:
            name, kinds = ONE_INSIDE[kind]
            self._one(f"{at}.{name}", each.get(name) or {}, kinds)
        if kind in MEDIUM:
            self._medium(f"{at}.{MEDIUM[kind]}", each.get(MEDIUM[kind]))
        special = {
            ROW: self._row,
            BUTTON: self._button,
            SELECT: self._options,
            GALLERY: self._items,
        }
        if kind in special:
            special[kind](at, each)

    def _row(self, at: str, row: Json) -> None:
        inside = row.get("components") or []
        if len(inside) > 1 and any(each.get("type") in SELECTS for each in inside):
            reason = "A select fills its row"
            self._form.wrong(f"{at}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", reason)

    def _button(self, at: str, button: Json) -> None:
        link = button.get("style") == 5
        if link == bool(button.get("custom_id")) or link != bool(button.get("url")):
            reason = "A link button has a url, any other one a custom id"
            self._form.wrong(at, "BUTTON_COMPONENT_CUSTOM_ID_OR_URL", reason)
        else:
            self._form.lengths(at, button, {"url": (1, 512)} if link else CUSTOM_ID)
        if not (button.get("label") or button.get("emoji")):
            reason = "A button must have a label or emoji"
            self._form.wrong(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", reason)

    def _options(self, at: str, menu: Json) -> None:
        options = self._form.size(f"{at}.options", menu.get("options") or [], 1, 25)
        for place, option in enumerate(options):
            self._form.lengths(f"{at}.options.{place}", option, OPTION)
        if len({str(option.get("value")) for option in options}) != len(options):
            reason = "The specified option value is already used"
            self._form.wrong(f"{at}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", reason)
        if (menu.get("min_values") or 0) > len(options):
            reason = "min_values is greater than the number of options"
            self._form.wrong(f"{at}.min_values", "SELECT_COMPONENT_MIN_VALUES", reason)

    def _items(self, at: str, gallery: Json) -> None:
        items = self._form.size(f"{at}.items", gallery.get("items") or [], 1, 10)
        for place, item in enumerate(items):
            self._medium(f"{at}.items.{place}.media", item.get("media"))
            self._form.lengths(f"{at}.items.{place}", item, DESCRIBED)

    def _medium(self, at: str, medium: Json | None) -> None:
        url, form = (medium or {}).get("url"), self._form
        form.length(f"{at}.url", url, 1, 2048)
        scheme, _, name = str(url).partition("://")
        if scheme == "attachment" and name not in self._files:
            reason = "The referenced attachment was not found"
            form.wrong(f"{at}.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", reason)
        elif url and scheme not in ("attachment", "http", "https"):
            form.wrong(f"{at}.url", "URL_TYPE_INVALID_SCHEME", "Scheme must be http or https.")
