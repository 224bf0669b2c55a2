"""What a custom_id carries is read as its door says, or the door is closed."""

from datetime import date
from typing import Any

import pytest

from bot.doors import Feature, button, select
from bot.errors import Refusal


class Plants(Feature):
    @button("plants:water")
    async def water(self, interaction: Any, plant: int, day: date, how: str = "well") -> None: ...

    @select("plants:pick")
    async def pick(self, interaction: Any, values: list[str], page: int) -> None: ...


WATER, PICK = Plants().doors()


def test_numbers_and_days_come_as_what_they_are():
    assert WATER.read(["7", "2026-03-02"]) == [7, date(2026, 3, 2)]
    assert WATER.read(["9" * 19, "2026-03-02", "a lot"])[::2] == [2**63 - 1, "a lot"]
    assert PICK.read(["0"]) == [0]


@pytest.mark.parametrize(
    "carried",
    [[], ["7"], ["x", "2026-03-02"], ["-1", "2026-03-02"], ["²", "2026-03-02"],
     ["9" * 20, "2026-03-02"], ["7", "2026-02-30"], ["7", ""], ["7", "2026-03-02", "a", "b"]],
)  # fmt: skip
def test_what_was_forged_closes_the_door(carried):
    with pytest.raises(Refusal, match="no longer works"):
        WATER.read(carried)
