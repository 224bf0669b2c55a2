"""What streaks remember, asked directly on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import members
from bot.members import Person
from cogs.streaks import store
from cogs.streaks.facts import Dated, Goal, RestPlan, Terms
from cogs.streaks.store import Ruling, plans
from tests.streaks.saying import ADA, BEN, LEARNERS, NIGHT_SCHOOL, say
from tests.support.clock import MONDAY_NOON

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
NEVER_EARNED = Terms(freezes_initial=0, earn_every=0, freeze_cap=0, backdate_days=7)
NOBODY = 99


@pytest.fixture
async def met(db):
    """Both have a record that began on Monday at noon, among the learners."""
    async with db.transaction() as conn:
        for who in (ADA, BEN):
            await members.meet(conn, who, MONDAY_NOON)


def ruled(who: Person, kind: Ruling, day: date, undone: bool = False) -> dict:
    told = {"at": MONDAY_NOON, "guild": LEARNERS, "reason": "as agreed", "by": BEN.id}
    return {"person": who.id, "kind": kind, "day": day, "undone": undone, **told}


async def rule(db, *rows: dict) -> None:
    async with db.transaction() as conn:
        await conn.execute(store.rulings.insert(), list(rows))


async def facts(db, who: Person = ADA):
    async with db.reading() as conn:
        return await store.facts_of(conn, who.id)


async def test_a_server_s_settings_come_in_the_order_they_were_made(db):
    """Also where our clock had gone back in between: what is said last holds."""
    said = [
        Dated(MONDAY_NOON, LEARNERS, NEVER_EARNED),
        Dated(MONDAY_NOON - DAY, LEARNERS, Terms()),
        Dated(MONDAY_NOON, NIGHT_SCHOOL, Terms(freeze_cap=5)),
    ]
    async with db.transaction() as conn:
        for each in said:
            await store.set_terms(conn, each, by=ADA.id)
        ours = [said[0], replace(said[1], at=MONDAY_NOON)]
        assert await store.terms_of(conn, [LEARNERS]) == {LEARNERS: ours}
        both = await store.terms_of(conn, [NIGHT_SCHOOL, LEARNERS])
        assert both == {LEARNERS: ours, NIGHT_SCHOOL: said[2:]}


async def test_a_server_that_said_nothing_has_no_settings(db):
    async with db.reading() as conn:
        assert await store.terms_of(conn, [LEARNERS]) == {}
        assert await store.terms_of(conn, []) == {}


async def test_rulings_that_stand_are_facts_and_undone_ones_are_not(db, met):
    await rule(
        db,
        ruled(ADA, Ruling.REPAIR, MONDAY),
        ruled(ADA, Ruling.STRIKE, MONDAY - DAY),
        ruled(ADA, Ruling.REPAIR, MONDAY - 2 * DAY, undone=True),
        ruled(ADA, Ruling.STRIKE, MONDAY - 3 * DAY, undone=True),
        ruled(ADA, Ruling.GRANT, MONDAY - 4 * DAY, undone=True),
    )
    found = await facts(db)
    assert (found.repaired, found.struck) == ({MONDAY}, {MONDAY - DAY})
    assert found.grants == []


async def test_each_grant_counts_also_two_on_one_day(db, met):
    await rule(db, *[ruled(ADA, Ruling.GRANT, MONDAY)] * 2)
    assert (await facts(db)).grants == [MONDAY, MONDAY]


async def test_somebody_else_s_rulings_and_plans_are_theirs(db, met):
    await rule(db, *[ruled(BEN, kind, MONDAY) for kind in Ruling])
    async with db.transaction() as conn:
        await plans.plan_leave(conn, BEN.id, [MONDAY + DAY])
        await plans.plan_rest(conn, BEN.id, RestPlan(MONDAY, frozenset({6})))
        await plans.say_goal(conn, BEN.id, Goal(MONDAY, 5))
    found = await facts(db)
    assert not any((found.repaired, found.struck, found.grants))
    assert not any((found.leave, found.rests, found.goals))


async def test_plans_come_by_day_and_of_one_day_in_the_order_they_were_made(db, met):
    rests = [RestPlan(MONDAY + DAY, frozenset(days)) for days in ({6}, (), {0, 5})]
    goals = [Goal(MONDAY, 7), Goal(MONDAY + DAY, 5), Goal(MONDAY + DAY, 3)]
    async with db.transaction() as conn:
        for plan, goal in zip(rests, goals, strict=True):
            await plans.plan_rest(conn, ADA.id, plan)
            await plans.say_goal(conn, ADA.id, goal)
        await plans.plan_leave(conn, ADA.id, [MONDAY + DAY, MONDAY + 2 * DAY])
        await plans.plan_leave(conn, ADA.id, [MONDAY + DAY])  # again, which changes nothing
        await plans.cancel_leave(conn, ADA.id, [MONDAY + 2 * DAY])
    found = await facts(db)
    assert (found.rests, found.goals, found.leave) == (rests, goals, {MONDAY + DAY})


async def test_the_settings_of_every_home_are_facts_and_no_other_server_s(db, met):
    async with db.transaction() as conn:
        for guild in (LEARNERS, NIGHT_SCHOOL, 77):
            await store.set_terms(conn, Dated(MONDAY_NOON, guild, NEVER_EARNED), by=None)
        await members.go_home(conn, ADA, NIGHT_SCHOOL, MONDAY_NOON + DAY)
    found = await facts(db)
    assert [home.guild for home in found.homes] == [LEARNERS, NIGHT_SCHOOL]
    assert {*found.terms} == {LEARNERS, NIGHT_SCHOOL}
    assert found.terms[NIGHT_SCHOOL] == [Dated(MONDAY_NOON, NIGHT_SCHOOL, NEVER_EARNED)]


async def test_two_settings_of_a_home_that_was_left_and_found_again_are_two(db, met):
    """Joined with the homes they would be four."""
    async with db.transaction() as conn:
        for terms in (NEVER_EARNED, Terms()):
            await store.set_terms(conn, Dated(MONDAY_NOON, LEARNERS, terms), by=None)
        await members.go_home(conn, ADA, NIGHT_SCHOOL, MONDAY_NOON + DAY)
        await members.go_home(conn, ADA, LEARNERS, MONDAY_NOON + 2 * DAY)
    found = await facts(db)
    assert [home.guild for home in found.homes] == [LEARNERS, NIGHT_SCHOOL, LEARNERS]
    assert [said.terms for said in found.terms[LEARNERS]] == [NEVER_EARNED, Terms()]


async def test_nobody_has_facts_before_their_record_begins(db):
    assert await facts(db) is None


async def test_first_facts_are_those_of_a_record_that_would_begin_now(db):
    async with db.transaction() as conn:
        await store.set_terms(conn, Dated(MONDAY_NOON - DAY, LEARNERS, NEVER_EARNED), by=None)
        found = await store.first_facts(conn, ADA, MONDAY_NOON)
    assert found.calendar.today(MONDAY_NOON) == MONDAY
    assert found.homes == [Dated(MONDAY_NOON, LEARNERS)]
    assert found.terms[LEARNERS][0].terms == NEVER_EARNED
    assert await facts(db) is None  # nothing was begun


async def test_first_facts_read_as_the_record_does_once_it_has_begun(db):
    async with db.transaction() as conn:
        before = await store.first_facts(conn, ADA, MONDAY_NOON)
        await members.meet(conn, ADA, MONDAY_NOON)
        after = await store.facts_of(conn, ADA.id)
    assert before.calendar.settings == after.calendar.settings
    assert (before.homes, before.terms) == (after.homes, after.terms)


async def test_first_facts_in_direct_messages_have_no_home(db):
    async with db.reading() as conn:
        found = await store.first_facts(conn, Person(ADA.id, None), MONDAY_NOON)
    assert (found.homes, found.terms) == ([], {})


async def test_a_draft_is_kept_word_for_word_and_found_again_and_again(db, met):
    draft = say("läs “kapitel 2”\n🎉", minutes=45, day="2026-02-27")
    sent = MONDAY_NOON + DAY
    async with db.transaction() as conn:
        await store.keep_draft(conn, ADA.id, draft)
        for _ in range(2):
            found = await store.draft_of(conn, ADA.id, draft.interaction, sent)
            assert (found.did, found.minutes, found.day) == (draft.did, 45, "2026-02-27")
            assert (found.interaction, found.sent) == (draft.interaction, sent)


async def test_a_person_has_one_draft_at_a_time_and_only_their_own(db, met):
    first, second, other = (say(day="2026-02-27") for _ in range(3))
    async with db.transaction() as conn:
        await store.keep_draft(conn, BEN.id, other)
        await store.keep_draft(conn, ADA.id, first)
        await store.keep_draft(conn, ADA.id, second)

        async def held(who: Person, draft) -> bool:
            return bool(await store.draft_of(conn, who.id, draft.interaction, MONDAY_NOON))

        assert [await held(ADA, each) for each in (first, second, other)] == [False, True, False]
        assert await held(BEN, other)
        assert await store.draft_of(conn, ADA.id, NOBODY, MONDAY_NOON) is None


async def test_the_same_draft_delivered_twice_is_one(db, met):
    draft = say(day="2026-02-27")
    async with db.transaction() as conn:
        for _ in range(2):
            await store.keep_draft(conn, ADA.id, draft)
        assert await store.draft_of(conn, ADA.id, draft.interaction, MONDAY_NOON)
