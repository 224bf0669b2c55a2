"""The laws notice small bugs: one each time, all of them in the long tests."""

import pytest

from tests.streaks.seeded_bugs import ROOT, Bug, bugs, caught

SOME = ("a freeze is never used up",)


def test_there_are_enough_and_each_has_a_name_of_its_own():
    names = [bug.name for bug in bugs()]
    assert len(names) >= 30
    assert len({*names}) == len(names)


@pytest.mark.parametrize("bug", bugs(), ids=lambda bug: bug.name)
def test_the_rules_still_read_as_the_bug_expects(bug: Bug):
    assert (ROOT / bug.file).read_text("utf-8").count(bug.find) == 1
    assert bug.find != bug.put


def test_a_bug_that_no_longer_fits_is_an_error():
    with pytest.raises(LookupError, match="not found exactly once"):
        caught(Bug("old", "bot/days.py", "def yesterday", "def tomorrow"))


@pytest.mark.parametrize("bug", [b for b in bugs() if b.name in SOME], ids=lambda bug: bug.name)
def test_the_laws_notice(bug: Bug):
    assert caught(bug)


@pytest.mark.deep
@pytest.mark.parametrize("bug", [b for b in bugs() if b.name not in SOME], ids=lambda bug: bug.name)
def test_the_laws_notice_every_bug(bug: Bug):
    assert caught(bug)
