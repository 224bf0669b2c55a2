"""TOML files under `content/`, read once into frozen models; every problem is told at once."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

ROOT = Path(__file__).parent.parent / "content"


class Entry(BaseModel):
    """One entry of a content file. Unknown fields are an error: they are usually a misspelling."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Ref:
    """Marks a field that names an entry of another file: `Annotated[str, Ref("tracks")]`."""

    shelf: str


@dataclass(frozen=True)
class Problem:
    """Something for an editor to mend."""

    file: str
    entry: str
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, entry {self.entry}, field {self.field}: {self.what}"


class BadContent(Exception):
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """Where the entries of one shelf stand: a file, its table, the model and the naming field."""

    shelf: str
    file: str
    table: str
    model: type[Entry]
    id_field: str = "id"


Model = TypeVar("Model", bound=Entry)


@dataclass(eq=False)
class Content:
    """All entries by shelf, in the order of their files. Read once, and the same for everyone."""

    shelves: dict[str, list[Entry]] = field(default_factory=dict)

    def all(self, shelf: str, model: type[Model]) -> list[Model]:
        return [entry for entry in self.shelves.get(shelf, []) if isinstance(entry, model)]


def load(sources: Iterable[Source], root: Path = ROOT) -> Content:
    """Every shelf, or BadContent with every problem of every file."""
    content, problems, known = Content(), list[Problem](), list(sources)
    for source in known:
        content.shelves[source.shelf] = _read(source, root, problems)
    problems.extend(_dangling(known, content))
    if problems:
        raise BadContent(problems)
    return content


def _read(source: Source, root: Path, problems: list[Problem]) -> list[Entry]:
    rows = _rows(source, root, problems)
    names = [str(row.get(source.id_field, f"number {n}")) for n, row in enumerate(rows, start=1)]
    entries: list[Entry] = []
    for place, (name, row) in enumerate(zip(names, rows, strict=True)):
        if name in names[:place]:
            twice = "is used twice: rename one of them"
            problems.append(Problem(source.file, name, source.id_field, twice))
        try:
            entries.append(source.model.model_validate(row))
        except ValidationError as error:
            problems.extend(_worded(source, name, error))
    return entries


def _rows(source: Source, root: Path, problems: list[Problem]) -> list[dict[str, Any]]:
    try:
        read = tomllib.loads((root / source.file).read_text("utf-8"))
    except (OSError, ValueError) as error:  # not TOML, or not UTF-8
        problems.append(Problem(source.file, "-", "-", f"can't be read: {error}"))
        return []
    rows = read.pop(source.table, [])
    if read or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        what = f"every entry begins with [[{source.table}]]: mend the headings"
        problems.append(Problem(source.file, "-", ", ".join(read) or source.table, what))
        return []
    return rows


def _worded(source: Source, name: str, error: ValidationError) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        where = ".".join(str(part) for part in found["loc"]) or "-"
        yield Problem(source.file, name, where, found["msg"])


def _dangling(sources: Iterable[Source], content: Content) -> Iterator[Problem]:
    """References resolve after everything is loaded, so files may name each other freely."""
    by_shelf = {source.shelf: source for source in sources}
    ids = {
        shelf: {str(getattr(entry, by_shelf[shelf].id_field)) for entry in entries}
        for shelf, entries in content.shelves.items()
    }
    for shelf, entries in content.shelves.items():
        source = by_shelf[shelf]
        for entry in entries:
            for name, ref in _references(source.model):
                for value in _listed(getattr(entry, name)):
                    if value not in ids.get(ref.shelf, set()):
                        what = f"names “{value}”, which isn't in {ref.shelf}: mend the name"
                        yield Problem(source.file, str(getattr(entry, source.id_field)), name, what)


def _references(model: type[Entry]) -> Iterator[tuple[str, Ref]]:
    for name, info in model.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Ref):
                yield name, mark


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
