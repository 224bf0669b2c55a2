"""What a modal may ask, and whether what was filled in answers it."""

from typing import Any

from deploy.playground.errors import Form, Json
from deploy.playground.rules import components


def check(modal: Json) -> None:
    form = Form()
    form.lengths("data", modal, {"title": (1, 45), "custom_id": (1, 100)})
    components.check(form, "data.components", modal.get("components"), components.MODAL)
    form.settle()


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
    if "components" in part:
        said["components"] = [_field(form, place, part["components"][0], answers)]
    elif "component" in part:
        said["component"] = _field(form, place, part["component"], answers)
    return said


def _field(form: Form, place: str, field: Json, answers: dict[str, Json]) -> Json:
    answer, needed = answers.get(field["custom_id"], {}), field.get("required", True)
    said = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    value, values = answer.get("value"), answer.get("values") or []
    match field["type"]:
        case components.INPUT:
            low, high = max(field.get("min_length") or 0, 1), field.get("max_length") or 4000
            if value or needed:
                form.length(place, value or "", low, high)
            return said | {"value": value or ""}
        case components.CHECKBOX:
            return said | {"value": bool(value)}
        case components.RADIO:
            if value is None and needed:
                form.wrong(place, "BASE_TYPE_REQUIRED", "This field is required")
            return said | {"value": value}
    chosen(form, place, field, values, needed)
    return said | {"values": values}


def chosen(form: Form, at: str, menu: Json, values: list[Any], needed: bool = True) -> None:
    """`needed` is a form's `required`, which selects in messages carry but don't obey."""
    low = menu.get("min_values", 1) if needed else 0
    high = menu.get("max_values", 1)
    if not low <= len(values) <= high:
        reason = "This field is required" if not values else f"Choose {low} to {high}."
        form.wrong(at, "BASE_TYPE_REQUIRED" if not values else "BASE_TYPE_BAD_LENGTH", reason)
    offered = {option["value"] for option in menu.get("options") or []}
    if menu["type"] in (components.SELECT, components.CHECKBOXES) and not set(values) <= offered:
        form.wrong(at, "COMPONENT_VALIDATION_FAILED", "Component validation failed")
