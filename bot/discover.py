"""Finds features by their folders, so that adding one changes no other file.

`bot` never imports `cogs`: names are all it knows.
"""

import argparse
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import bot
from bot.content import Source

STREET = "cogs"


def features() -> list[str]:
    """The import names of all features, in alphabetical order."""
    return sorted(
        found.name for found in pkgutil.iter_modules(import_module(STREET).__path__, f"{STREET}.")
    )


def _rooms(room: str) -> Iterator[Any]:
    for feature in features():
        if find_spec(f"{feature}.{room}"):
            yield import_module(f"{feature}.{room}")


def sources() -> list[Source]:
    """What every feature's `library.py` says about its content."""
    return [source for library in _rooms("library") for source in library.SOURCES]


def tables() -> None:
    """Imports the ground and every feature's `store.py`, so that the metadata is complete."""
    for ground in pkgutil.iter_modules(bot.__path__, "bot."):
        if not ground.name.endswith("__main__"):
            import_module(ground.name)
    list(_rooms("store"))


def verbs() -> dict[str, Callable[[argparse.ArgumentParser], Callable[[argparse.Namespace], int]]]:
    """The verbs that features' `terminal.py` bring for `python -m bot`."""
    return {terminal.VERB: terminal.prepare for terminal in _rooms("terminal")}
