"""Rulings, questions and settings as the services keep them, on both databases."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.errors import Refusal
from bot.members import Person
from cogs.streaks import store
from cogs.streaks.rules import replay
from cogs.streaks.rulings import Ruling
from cogs.streaks.service.house_rules import HouseRules
from cogs.streaks.service.questions import Questions
from cogs.streaks.service.rulings import Asked, Rulings
from cogs.streaks.store import moderating
from cogs.streaks.store import questions as asked
from tests.streaks.saying import ADA, BEN, INTERACTIONS, LEARNERS, NIGHT_SCHOOL, counts, say

MINA, OTTO = Person(98, LEARNERS), Person(99, LEARNERS)
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
TERMS = {"freezes_initial": "1", "earn_every": "7", "freeze_cap": "2", "backdate_days": "1"}
WHY = "the bot was down"


@pytest.fixture
async def kept(streaks, clock):
    """Ada kept Monday to Wednesday; it is Thursday."""
    for _ in range(3):
        await streaks.check_in(ADA, say(sent=clock.now()))
        clock.advance(days=1)
    return streaks


@pytest.fixture
def rulings(db, clock):
    return Rulings(db, clock)


@pytest.fixture
def questions(db, clock):
    return Questions(db, clock)


@pytest.fixture
def house_rules(db, clock):
    return HouseRules(db, clock)


def deed(kind, day="", person=ADA.id):
    return Asked(next(INTERACTIONS) + 10**6, person, kind, day, WHY)


async def rule(rulings, kind, day="", by=MINA):
    effect = await rulings.preview(by, deed(kind, day))
    return await rulings.confirm(by, effect.case.number)


async def logged(db, about=None):
    async with db.reading() as conn:
        return await moderating.newest(conn, LEARNERS, about, 10)


async def waiting(db, guild=LEARNERS):
    async with db.reading() as conn:
        return await asked.open_in(conn, guild)


async def outcomes(*deeds):
    """How many came through; the others were refused."""
    done = await asyncio.gather(*deeds, return_exceptions=True)
    assert [
        each for each in done if isinstance(each, Exception) and not isinstance(each, Refusal)
    ] == []
    return sum(not isinstance(each, Refusal) for each in done)


async def row_is_true(db, clock, person=ADA.id):
    async with db.reading() as conn:
        row, facts = await store.kept(conn, person), await store.facts_of(conn, person)
    record = replay(facts, clock.now())
    assert (row.streak, row.longest, row.total) == (record.streak, record.longest, record.total)
    assert row.expires_at == record.expires_at
    return row


@pytest.mark.parametrize("kind", [Ruling.REPAIR, Ruling.STRIKE, Ruling.GRANT])
async def test_the_row_follows_a_ruling_and_its_undoing(kept, rulings, db, clock, kind):
    before = await row_is_true(db, clock)
    effect = await rule(rulings, kind, "tuesday")
    await row_is_true(db, clock)
    assert counts(await kept.show(ADA)) == (
        effect.after.streak,
        effect.after.longest,
        effect.after.total,
        effect.after.freezes,
    )
    picking = await rulings.undoable(MINA, deed(Ruling.UNDO))
    await rulings.pick(MINA, picking.case.number, picking.standing[0].id)
    await rulings.confirm(MINA, picking.case.number)
    assert await row_is_true(db, clock) == before


async def test_the_same_preview_confirmed_twice_at_once_is_one_ruling(kept, rulings, db):
    effect = await rulings.preview(MINA, deed(Ruling.STRIKE, "tuesday"))
    number = effect.case.number
    assert await outcomes(*(rulings.confirm(MINA, number) for _ in range(5))) == 1
    assert len(await logged(db)) == 1


async def test_two_moderators_at_once_strike_a_day_once(kept, rulings, db):
    mine = await rulings.preview(MINA, deed(Ruling.STRIKE, "tuesday"))
    theirs = await rulings.preview(OTTO, deed(Ruling.STRIKE, "tuesday"))
    both = (rulings.confirm(MINA, mine.case.number), rulings.confirm(OTTO, theirs.case.number))
    assert await outcomes(*both) == 1
    assert len(await logged(db)) == 1


async def test_another_moderator_confirms_nothing_even_at_the_same_moment(kept, rulings, db):
    effect = await rulings.preview(MINA, deed(Ruling.STRIKE, "tuesday"))
    number = effect.case.number
    await outcomes(rulings.confirm(OTTO, number), rulings.confirm(MINA, number))
    [entry] = await logged(db)
    assert entry.by == MINA.id


async def test_grants_at_once_stop_at_the_cap(kept, rulings, db, clock):
    previews = [await rulings.preview(MINA, deed(Ruling.GRANT)) for _ in range(4)]
    assert await outcomes(*(rulings.confirm(MINA, each.case.number) for each in previews)) == 1
    assert counts(await kept.show(ADA))[3] == 2


async def test_a_ruling_and_a_check_in_at_once_leave_a_true_row(kept, rulings, db, clock):
    effects = [
        await rulings.preview(MINA, deed(Ruling.STRIKE, (MONDAY + n * DAY).isoformat()))
        for n in range(3)
    ]
    await asyncio.gather(
        kept.check_in(ADA, say(sent=clock.now())),
        *(rulings.confirm(MINA, each.case.number) for each in effects),
    )
    assert (await row_is_true(db, clock)).total == 1


async def test_old_previews_are_not_kept(kept, rulings, db, clock):
    await rulings.preview(MINA, deed(Ruling.STRIKE, "tuesday"))
    clock.advance(minutes=16)
    await rulings.preview(MINA, deed(Ruling.STRIKE, "monday"))
    async with db.reading() as conn:
        assert len((await conn.execute(store.moderating.cases.select())).all()) == 1


async def test_an_undoing_needs_a_ruling_that_was_picked_and_still_stands(kept, rulings):
    await rule(rulings, Ruling.STRIKE, "tuesday")
    first = await rulings.undoable(MINA, deed(Ruling.UNDO))
    second = await rulings.undoable(OTTO, deed(Ruling.UNDO))
    with pytest.raises(Refusal):
        await rulings.confirm(MINA, first.case.number)
    ruling = first.standing[0].id
    await rulings.pick(MINA, first.case.number, ruling)
    await rulings.pick(OTTO, second.case.number, ruling)
    both = (rulings.confirm(MINA, first.case.number), rulings.confirm(OTTO, second.case.number))
    assert await outcomes(*both) == 1


async def test_a_ruling_on_somebody_else_cannot_be_picked(kept, rulings, clock, db):
    await kept.check_in(BEN, say(sent=clock.now()))
    theirs = await rulings.preview(MINA, deed(Ruling.STRIKE, "today", BEN.id))
    await rulings.confirm(MINA, theirs.case.number)
    await rule(rulings, Ruling.STRIKE, "tuesday")
    picking = await rulings.undoable(MINA, deed(Ruling.UNDO))
    [entry] = await logged(db, BEN.id)
    with pytest.raises(Refusal):
        await rulings.pick(MINA, picking.case.number, entry.id)


async def test_what_a_file_says_of_moderators_is_in_no_log_and_stops_no_ruling(kept, rulings, db):
    await rule(rulings, Ruling.REPAIR, "tuesday")
    async with db.transaction() as conn:
        await conn.execute(store.rulings.update().values(imported=True, by=None))
    assert await logged(db) == []
    await rule(rulings, Ruling.REPAIR, "tuesday")
    assert len(await logged(db)) == 1


async def test_of_one_person_three_questions_at_most_also_at_once(kept, questions, db):
    days = [(MONDAY + n * DAY).isoformat() for n in range(4)]
    assert await outcomes(*(questions.ask(ADA, day, "look at this") for day in days)) == 3
    assert len(await waiting(db)) == 3


async def test_the_same_question_at_once_is_one(kept, questions, db):
    day = MONDAY.isoformat()
    await outcomes(*(questions.ask(ADA, day, "look at this") for _ in range(4)))
    assert len(await waiting(db)) == 1
    assert await waiting(db, NIGHT_SCHOOL) == []


async def test_an_answer_is_new_until_it_was_told(kept, questions, rulings, clock, db):
    await questions.ask(ADA, MONDAY.isoformat(), "look at this")
    assert await questions.answered_after(ADA, 0) == []
    [question] = await waiting(db)
    await questions.answer(MINA, question.id, "we looked")
    [told] = await questions.answered_after(ADA, 0)
    assert (told.answer, told.changed) == ("we looked", False)
    assert await questions.answered_after(ADA, told.told) == []
    clock.advance(seconds=1)
    await questions.ask(ADA, (MONDAY + DAY).isoformat(), "and at this")
    await rule(rulings, Ruling.REPAIR, "tuesday")
    [later] = await questions.answered_after(ADA, told.told)
    assert (later.answer, later.changed) == (None, True)


async def test_changed_settings_are_followed_by_every_row_in_batches(
    streaks, house_rules, db, clock
):
    people = [Person(n, LEARNERS) for n in range(1, 46)]
    for who in people:
        await streaks.check_in(who, say(sent=clock.now()))
    clock.advance(minutes=1)
    found = await house_rules.change(MINA, {**TERMS, "freezes_initial": "0", "freeze_cap": "0"})
    assert found.changed
    await streaks.renew(asyncio.Event())
    for who in people:
        row = await row_is_true(db, clock, who.id)
        assert row.stamp.endswith("terms 1")
        assert row.expires_at == clock.now().replace(day=4, hour=0, minute=0)


async def test_what_was_said_last_holds_though_the_clock_stepped_back(kept, house_rules, clock):
    terms = {"freezes_initial": "0", "earn_every": "1", "backdate_days": "1"}
    await house_rules.change(MINA, {**terms, "freeze_cap": "0"})
    clock.advance(seconds=-5)
    await house_rules.change(MINA, {**terms, "freeze_cap": "5"})
    clock.advance(days=1)
    held = (await kept.show(ADA)).record.freezes
    result = await kept.check_in(ADA, say("read chapter 3", sent=clock.now()))
    assert result.record.freezes == held + 1


async def test_settings_are_kept_beside_the_old_ones(house_rules, clock):
    await house_rules.change(MINA, {**TERMS, "freeze_cap": "4"})
    clock.advance(days=1)
    found = await house_rules.change(OTTO, {**TERMS, "freeze_cap": "3"})
    assert [(each.by, each.terms.freeze_cap) for each in found.said] == [(99, 3), (98, 4)]
    assert found.terms.freeze_cap == 3
    assert not (await house_rules.change(OTTO, {**TERMS, "freeze_cap": "3"})).changed
    assert (await house_rules.show(Person(1, NIGHT_SCHOOL))).said == []


async def test_of_several_answers_at_once_one_is_kept_and_the_others_hear_whose(
    kept, questions, db
):
    await questions.ask(ADA, MONDAY.isoformat(), "look at this")
    [question] = await waiting(db)
    for number in (0, question.id):  # at first in vain, so that all have a connection
        tries = [questions.answer(by, number, "we looked") for by in (MINA, OTTO) * 2]
        came = await asyncio.gather(*tries, return_exceptions=True)
    refused = [str(each) for each in came if isinstance(each, Refusal)]
    assert len(refused) == 3
    assert all("answered already, by <@9" in each for each in refused)
