"""What was read yesterday is read today: facts of every kind beside their ledgers, verbatim.

A change here is a change of somebody's past. Where the rules themselves were wrong, say so in the
commit, delete the one ledger and write it anew (golden_lives.py says how).
"""

import json
from datetime import timedelta

import pytest

from cogs.streaks.cover import Verdict
from cogs.streaks.rules import replay

from .golden_ledgers import FOLDER, from_json, ledger, to_json
from .golden_lives import LIVES

NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def facts_of(name: str):
    return from_json(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def test_there_are_twelve_and_more_and_each_has_its_ledger():
    assert len(NAMES) >= 12
    assert {file.stem for file in FOLDER.glob("*.ledger")} == {*NAMES}
    assert {*LIVES} <= {*NAMES}, "python -m tests.streaks.golden_ledgers writes what is missing"


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_as_it_always_did(name):
    facts, now = facts_of(name)
    assert ledger(facts, now) == (FOLDER / f"{name}.ledger").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_facts_is_lost_in_the_file(name):
    facts, now = facts_of(name)
    assert from_json(json.loads(json.dumps(to_json(facts, now), default=str))) == (facts, now)


def test_every_verdict_is_among_them():
    told = {line.verdict for facts, now in map(facts_of, NAMES) for line in replay(facts, now).days}
    assert told == {*Verdict}


@pytest.mark.parametrize("name", NAMES)
def test_a_day_earlier_it_read_as_the_days_before_say(name):
    """Closed days don't change as time goes on, where all was known by then."""
    facts, now = facts_of(name)
    later = replay(facts, now + timedelta(days=3)).days
    then = replay(facts, now).days[:-1]
    assert later[: len(then)] == then
