"""An export of yesterday comes in today and reads as it did, letter for letter."""

import json
from datetime import datetime

import pytest

from .golden_exports import FOLDER, LIVES, read_again

NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def test_every_life_has_its_export_and_its_ledger():
    assert {file.stem for file in FOLDER.glob("*.ledger")} == {*NAMES}
    assert {*LIVES} <= {*NAMES}, "python -m tests.portability.golden_exports writes what is missing"


@pytest.mark.parametrize("name", NAMES)
async def test_it_reads_as_it_did_where_it_was_made(there, name):
    made_at = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["made at"]
    there.clock.at = datetime.fromisoformat(made_at)
    *before, on_boards = (FOLDER / f"{name}.ledger").read_text("utf-8").splitlines()
    *after, counted = (await read_again(there, name)).splitlines()
    assert after == before
    assert "on boards: streak 0, longest 0, total 0" in counted != on_boards
