"""What a modal may ask, and whether what was filled in answers it."""

from typing import Any

from deploy.playground.errors import Form, Json
from deploy.playground.rules import components
from deploy.playground.rules.components import INPUT, LABEL, ROW, SELECT, SELECTS, TEXT

UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
IN_LABEL = (*SELECTS, INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX)


def check(modal: Json, at: str = "data.") -> None:
    form = Form()
    form.length(f"{at}title", modal.get("title"), 1, 45)
    form.length(f"{at}custom_id", modal.get("custom_id"), 1, 100)
    parts = form.size(f"{at}components", modal.get("components") or [], 1, 5)
    for place, part in enumerate(parts):
        spot = f"{at}components.{place}"
        if form.choice(f"{spot}.type", part.get("type"), (ROW, TEXT, LABEL)):
            _part(form, spot, part)
    components.unique(form, f"{at}components", [*components.walk(parts)])
    form.settle()


def _part(form: Form, at: str, part: Json) -> None:
    if part["type"] == TEXT:
        form.length(f"{at}.content", part.get("content"), 1, 4000)
    elif part["type"] == ROW:
        for place, each in enumerate(form.size(f"{at}.components", part.get("components"), 1, 1)):
            form.length(f"{at}.components.{place}.label", each.get("label"), 1, 45)
            _field(form, f"{at}.components.{place}", each, (INPUT,))
    else:
        form.length(f"{at}.label", part.get("label"), 1, 45)
        form.length(f"{at}.description", part.get("description"), 0, 100)
        _field(form, f"{at}.component", part.get("component") or {}, IN_LABEL)


def _field(form: Form, at: str, field: Json, allowed: tuple[int, ...]) -> None:
    if not form.choice(f"{at}.type", field.get("type"), allowed):
        return
    if field["type"] in SELECTS:
        components.select(form, at, field)
        return
    form.length(f"{at}.custom_id", field.get("custom_id"), 1, 100)
    if field["type"] == INPUT:
        form.choice(f"{at}.style", field.get("style"), (1, 2))
        form.number(f"{at}.min_length", field.get("min_length"), 0, 4000)
        form.number(f"{at}.max_length", field.get("max_length"), 1, 4000)
        form.length(f"{at}.value", field.get("value"), 0, 4000)
        form.length(f"{at}.placeholder", field.get("placeholder"), 0, 100)


def filled(modal: Json, sent: list[Json]) -> list[Json]:
    """The submitted components in the modal's own order, or 50035 with what is missing."""
    answers = {each["custom_id"]: each for each in components.walk(sent) if each.get("custom_id")}
    form = Form()
    found = [
        _filled_part(form, str(place), part, answers)
        for place, part in enumerate(modal["components"])
    ]
    form.settle()
    return found


def _filled_part(form: Form, place: str, part: Json, answers: dict[str, Json]) -> Json:
    said: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == ROW:
        inner = part["components"][0]
        return said | {"components": [_filled_field(form, place, inner, answers)]}
    if part["type"] == LABEL:
        return said | {"component": _filled_field(form, place, part["component"], answers)}
    return said


def _filled_field(form: Form, place: str, field: Json, answers: dict[str, Json]) -> Json:
    answer = answers.get(field["custom_id"], {})
    said = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    if field["type"] in (INPUT, RADIO, CHECKBOX):
        value = answer.get("value")
        if field["type"] == INPUT:
            value = value or ""
            _typed(form, place, field, value)
        elif field["type"] == CHECKBOX:
            value = bool(value)
        elif value is None and field.get("required", True):
            form.wrong(place, "BASE_TYPE_REQUIRED", "This field is required")
        return said | {"value": value}
    values = answer.get("values") or []
    chosen(form, place, field, values, needed=field.get("required", True))
    return said | {"values": values}


def _typed(form: Form, place: str, field: Json, value: Any) -> None:
    if value == "" and not field.get("required", True):
        return
    low = max(field.get("min_length") or 0, 1)
    form.length(place, value, low, field.get("max_length") or 4000)


def chosen(form: Form, at: str, menu: Json, values: list[Any], needed: bool = True) -> None:
    """`needed` is a form's `required`, which selects in messages carry but don't obey."""
    low = menu.get("min_values", 1) if needed else 0
    high = menu.get("max_values", 1)
    if not low <= len(values) <= high:
        reason = "This field is required" if not values else f"Choose {low} to {high}."
        form.wrong(at, "BASE_TYPE_REQUIRED" if not values else "BASE_TYPE_BAD_LENGTH", reason)
    offered = {option["value"] for option in menu.get("options") or []}
    if menu["type"] in (SELECT, CHECKBOXES) and not set(values) <= offered:
        form.wrong(at, "COMPONENT_VALIDATION_FAILED", "Component validation failed")
