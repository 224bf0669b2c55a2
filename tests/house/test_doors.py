"""Doors: what was ever shipped on a button stays open, and every button has one."""

import re

from bot import discover
from tests.house.source import ROOT, modules, strings

SHIPPED = ROOT / "tests/house/doors.txt"
HOW = "add it to tests/house/doors.txt: once shipped, a door stays"
STREETS = [name.removeprefix("cogs.") for name in discover.features()]
DOOR = re.compile(r"([a-z]+:[a-z][a-z-]*)(?::.*)?", re.DOTALL)


def shipped() -> list[str]:
    lines = SHIPPED.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


async def test_every_door_ever_shipped_still_opens(bot):
    """While its feature is there: of one that was taken out, old buttons say that they no longer
    work."""
    lasting = [door for door in shipped() if feature_of(door) in STREETS]
    assert [door for door in lasting if door not in bot.doors.names()] == []


def feature_of(door: str) -> str:
    return door.split(" ")[1].partition(":")[0]


async def test_every_door_is_listed_as_shipped(bot):
    assert [door for door in bot.doors.names() if door not in shipped()] == [], HOW


def test_the_list_is_sorted_and_names_each_door_once():
    assert shipped() == sorted({*shipped()})


async def test_every_button_select_and_form_leads_to_a_door(bot):
    """A custom_id begins with its feature and deed in plain text, so that it can be found."""
    there = {name.split(" ")[1] for name in bot.doors.names()}
    lost = {
        f"{name}: {custom_id}"
        for name, file in modules("cogs").items()
        for custom_id in custom_ids(file)
        if not (match := DOOR.fullmatch(custom_id)) or match[1] not in there
    }
    assert lost == set()


def custom_ids(file) -> set[str]:
    starts = tuple(f"{street}:" for street in STREETS)
    return {text for text in strings(file) if text.startswith(starts)}


def test_the_search_for_custom_ids_finds_those_we_have():
    found = custom_ids(ROOT / "cogs/streaks/views/check_ins.py")
    assert {"streaks:check-in", "streaks:undo:"} <= found
