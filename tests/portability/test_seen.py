"""What others see of somebody who brought a record in: only what was done here (R12)."""

import pytest

from bot.errors import Refusal
from cogs.streaks.service import Partners, Sharing
from tests.portability.travelling import ADA, forged
from tests.streaks.saying import BEN


@pytest.fixture
async def six_days(here, clock):
    """Six days in a row, the last of them today."""
    for number in range(6):
        await here.check_in(minutes=10)
        clock.advance(days=number < 5)
    return await here.file_of()


@pytest.fixture
def sharing(there, clock):
    return Sharing(there.db, clock)


async def test_a_shared_day_counts_no_imported_days(there, six_days, sharing, clock):
    await there.bring(six_days)
    clock.advance(days=1)
    done = await there.check_in()
    assert done.record.streak == 7
    assert (await sharing.share(ADA, done.day)).number == 1


async def test_an_imported_day_is_not_shown_to_others(there, six_days, sharing, clock):
    await there.bring(six_days)
    with pytest.raises(Refusal, match="isn't kept"):
        await sharing.share(ADA, clock.now().date())


async def test_the_week_that_is_shown_has_no_imported_days(there, six_days, sharing, clock):
    def three_a_week(goals):
        goals.append({"id": 1, "said on": "2026-03-02", "days": 3})

    await there.bring(forged(six_days, "streak goals", three_a_week))
    done = await there.check_in()
    assert (await sharing.share(ADA, done.day)).week.needed is None


async def test_a_strike_from_a_file_takes_no_day_from_others_eyes(there, six_days, sharing, clock):
    def strike_today(rulings):
        at = clock.now().isoformat()
        row = {"kind": "strike", "day": at[:10], "at": at, "guild": "7", "reason": "mine"}
        rulings.append({"id": 1, "undone": False, **row})

    await there.bring(forged(six_days, "streak rulings", strike_today))
    done = await there.check_in()
    assert done.record.today.verdict == "open"
    assert (await sharing.share(ADA, done.day)).number == 1


async def test_a_partner_sees_no_imported_day(there, six_days, clock):
    partners = Partners(there.db, clock)
    clock.advance(days=-3)
    for who in (ADA, BEN):
        await there.check_in(who, day="yesterday")
    ask = (await partners.ask(ADA, BEN.id)).ask
    await partners.agree(BEN, ask.id)
    clock.advance(days=3)
    await there.bring(six_days)
    assert (await there.streaks.show(ADA)).record.today.verdict == "done"
    assert not (await partners.show(BEN)).partner.kept
    await there.check_in()
    assert (await partners.show(BEN)).partner.kept
