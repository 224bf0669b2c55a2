"""Discord's own OpenAPI file as the judge of single bodies, in both directions.

Its conventions are not quite JSON Schema's: an `anyOf` marked as a union means exactly one of its
kinds, and an integer may arrive as a numeric string.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.support import required

Json = dict[str, Any]

DOCUMENT = "urn:discord"
TYPES = "x-types"
NUMERIC = re.compile(r"-?\d+")
# The n of `files[n]`, a number in every example of Discord's documentation and in discord.py.
UPLOAD = {"anyOf": [{"$ref": "#/components/schemas/SnowflakeType"}, {"type": "integer"}]}
BODILESS: tuple[Any, ...] = (None, {}, [])

formats = FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def _is_instant(value: Any) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Exchange(NamedTuple):
    """One HTTP request of the bot and its answer; `path` is a template as Discord's file has it."""

    method: str
    path: str
    sent: Any
    status: int
    answered: Any


class Contract:
    """`problems(...)` is empty where both bodies are as Discord describes them."""

    def __init__(self, file: Path) -> None:
        plain = json.loads(file.read_text("utf-8"))
        plain["components"]["schemas"]["MessageAttachmentRequest"]["properties"]["id"] = UPLOAD
        self._document = _prepared(plain, plain["components"]["schemas"])
        resource = Resource(contents=self._document, specification=DRAFT202012)
        self._registry = Registry().with_resource(DOCUMENT, resource)
        self._validator = cache(self._new_validator)

    def problems(
        self, method: str, path: str, sent: Any, status: int, answered: Any
    ) -> Iterator[str]:
        """One sentence each: which body, where in it, and what is wrong."""
        operation = self._document["paths"].get(path, {}).get(method.lower())
        if operation is None:
            yield f"{method} {path}: Discord has no such route"
            return
        place = f"paths/{_escaped(path)}/{method.lower()}"
        yield from self._request(f"{method} {path}", place, operation, sent)
        yield from self._response(f"{method} {path}", place, operation, status, answered)

    def problems_sent(self, method: str, path: str, sent: Any) -> Iterator[str]:
        """Of a request alone; `path` is as it was called, ids and all."""
        template = self._template(path)
        operation = self._document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            yield f"{method} {path}: Discord has no such route"
        else:
            place = f"paths/{_escaped(template)}/{method.lower()}"
            yield from self._request(f"{method} {template}", place, operation, sent)

    def _template(self, path: str) -> str:
        """The path of Discord's file that says most of this one in words."""
        fitting = [each for each in self._document["paths"] if _fits(each, path)]
        return min(fitting, key=lambda each: each.count("{"), default=path)

    def _request(self, name: str, place: str, operation: Any, sent: Any) -> Iterator[str]:
        body = operation.get("requestBody")
        if body is None and sent not in BODILESS:
            yield f"{name}: takes no body"
        elif body and "application/json" in body["content"] and (sent is not None):
            kind = f"{place}/requestBody/content/application~1json/schema"
            yield from self._check(f"{name} sent", kind, sent)
        elif body and body.get("required") and sent is None:
            yield f"{name}: needs a body"

    def _response(
        self, name: str, place: str, operation: Any, status: int, answered: Any
    ) -> Iterator[str]:
        name = f"{name} answered {status}"
        known = operation["responses"]
        key = str(status) if str(status) in known else f"{str(status)[0]}XX"
        if key not in known:
            yield f"{name}: Discord doesn't answer so"
            return
        place, response = f"{place}/responses/{key}", known[key]
        if "$ref" in response:
            place = response["$ref"].removeprefix("#/")
            response = self._document["components"]["responses"][place.rpartition("/")[2]]
        if "content" in response:
            kind = f"{place}/content/application~1json/schema"
            yield from self._check(name, kind, answered)
        elif answered is not None:
            yield f"{name}: should have no body"

    def _check(self, name: str, place: str, body: Any) -> Iterator[str]:
        wrong = best_match(self._validator(place).iter_errors(body))
        if wrong:
            where = "/".join(map(str, wrong.absolute_path)) or "the whole"
            yield f"{name}: {where}: {wrong.message[-300:]}"

    def _new_validator(self, place: str) -> Any:
        schema = {"$ref": f"{DOCUMENT}#/{place}"}
        return Lenient(schema, registry=self._registry, format_checker=formats)


@cache
def contract() -> Contract | None:
    """Where Discord's file is at hand, every test of the whole is a test of the contract too."""
    return Contract(Path(required.OPENAPI)) if Path(required.OPENAPI).is_file() else None


def _is_integer(checker: Any, value: Any) -> bool:
    numeric = isinstance(value, str) and NUMERIC.fullmatch(value) is not None
    return numeric or Draft202012Validator.TYPE_CHECKER.is_type(value, "integer")


def _one_of(validator: Any, kinds: Any, body: Any, schema: Any) -> Iterator[Any]:
    """Kinds of objects are told apart by their `type` and exclude each other. Where nothing tells
    them apart one body may be of several: a follow-up is what either kind of webhook takes, a
    numeric string is an integer as well, and choices are whole numbers and doubles."""
    if isinstance(body, dict) and "type" in body:
        kinds = [each for each in kinds if body["type"] in each.get(TYPES, [body["type"]])]
    if len(kinds) == 1:
        yield from validator.descend(body, kinds[0])
    else:
        told_apart = isinstance(body, dict) and "type" in body and "choices" not in body
        several = isinstance(body, str | dict) and not told_apart
        keyword = "anyOf" if several else "oneOf"
        yield from Draft202012Validator.VALIDATORS[keyword](validator, kinds, body, schema)


Lenient = extend(
    Draft202012Validator,
    {"oneOf": _one_of},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


def _prepared(part: Any, schemas: Json) -> Any:
    """The same document with `oneOf` where `anyOf` is said but exactly one is meant, and beside
    each kind the types by which it is known."""
    if isinstance(part, list):
        return [_prepared(each, schemas) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: _prepared(value, schemas) for key, value in part.items()}
    if part.get("x-discord-union") == "oneOf":
        made["oneOf"] = made.pop("anyOf")
    made["oneOf"] = [each | _types(each, schemas) for each in made.get("oneOf", [])]
    return made if made["oneOf"] else {key: made[key] for key in made if key != "oneOf"}


def _types(kind: Json, schemas: Json) -> Json:
    schema = schemas.get(str(kind.get("$ref")).rpartition("/")[2], kind)
    types = schema.get("properties", {}).get("type", {}).get("enum")
    return {TYPES: types} if types else {}


def _fits(template: str, path: str) -> bool:
    parts, called = template.split("/"), path.split("/")
    pairs = zip(parts, called, strict=False)
    return len(parts) == len(called) and all(a.startswith("{") or a == b for a, b in pairs)


def _escaped(path: str) -> str:
    """As one step of a JSON pointer inside an address."""
    return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
