"""The checksum is no signature: whatever somebody writes into their own file, boards, moderators
and others are none the worse for it."""

from datetime import date, timedelta

import pytest

from bot import activity, guilds, homes
from bot.db import tell_watchers
from bot.errors import Refusal
from bot.members import Person
from cogs.streaks import store
from cogs.streaks.store import Ruling, moderating
from tests.portability.travelling import ADA, forged
from tests.streaks.saying import BEN

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
GAP = [MONDAY + 2 * DAY, MONDAY + 3 * DAY]
NIGHT_BEFORE = "2026-03-01T20:00:00+00:00"


@pytest.fixture
async def gap(here, clock):
    """Two days, two that nothing covers but one freeze, and a fifth: the streak is 1."""
    for number in range(5):
        if number in (0, 1, 4):
            await here.check_in()
        clock.advance(days=number < 4)
    assert await here.board() == (1, 2, 3)
    return here


def ruling(kind, day):
    row = {"kind": kind, "day": day.isoformat(), "at": f"{day.isoformat()}T23:00:00+00:00"}
    return {**row, "guild": "7", "reason": "asked", "undone": False}


def outage(day):
    return {
        "begin": f"{day.isoformat()}T01:00:00+00:00",
        "end": f"{day.isoformat()}T23:59:00+00:00",
    }


def check_in(day, key=None):
    row = {"id": day.toordinal(), "kind": "check-in", "key": key or day.isoformat()}
    return {**row, "day": day.isoformat(), "at": NIGHT_BEFORE, "counts": True, "skill": None}


def terms(**changes):
    said = {"freezes initial": 99, "earn every": 1, "freeze cap": 99, "backdate days": 7}
    return {"guild": "7", "at": NIGHT_BEFORE, **said, **changes}


LIES = {
    "check-ins": ("activity", [check_in(day) for day in GAP]),
    "repairs": ("streak rulings", [ruling("repair", day) for day in GAP]),
    "grants": ("streak rulings", [ruling("grant", MONDAY + DAY)] * 2),
    "leave": ("streak leave", [{"day": day.isoformat()} for day in GAP]),
    "rest": ("streak rests", [{"since": "2026-03-01", "weekdays": "23"}]),
    "outages": ("streak outages elsewhere", [outage(day) for day in GAP]),
}


@pytest.mark.parametrize("lie", LIES)
async def test_no_lie_raises_a_board(gap, lie):
    section, rows = LIES[lie]
    await gap.bring(forged(await gap.file_of(), section, lambda there: there.extend(rows)))
    assert (await gap.shown()).streak >= 3, "it did come in"
    assert await gap.board() == (1, 2, 3)


async def test_rules_of_one_s_own_making_raise_no_board(gap):
    file = forged(await gap.file_of(), "streak terms elsewhere", lambda rows: rows.append(terms()))
    home = {"at": NIGHT_BEFORE, "guild": "7"}
    await gap.bring(forged(file, "member homes", lambda rows: rows.append(home)))
    assert await gap.board() == (1, 2, 3)
    assert (await gap.rows())["streak_terms"] == []


async def test_a_journey_that_never_was_skips_no_day(gap):
    journey = [
        {"at": f"2026-03-0{n}T11:00:00+00:00", "zone": zone, "day start": "00:00:00", "floor": None}
        for n, zone in ((3, "Pacific/Honolulu"), (4, "Pacific/Kiritimati"))
    ]
    before = await gap.shown()
    file = forged(await gap.file_of(), "member days", lambda rows: rows.extend(journey))
    assert (await gap.bring(file)).rows == {}
    assert await gap.shown() == before


async def test_an_imported_home_opens_no_older_days(here, there, clock):
    """Which days may be entered is said by the rules of here."""
    await here.check_in()
    file = forged(await here.file_of(), "streak terms elsewhere", lambda r: r.append(terms()))
    clock.advance(days=6)
    alone = Person(ADA.id, None)
    await there.bring(file, alone)
    with pytest.raises(Refusal, match="can't be entered any more"):
        await there.check_in(alone, day="2026-03-05")


async def test_a_forged_key_moves_no_day(here, there, clock):
    """An own entry for what a file has under its key is an entry for its own day."""
    await here.check_in()
    lie = check_in(MONDAY, key="2026-03-03")
    file = forged(await here.file_of(), "activity", lambda rows: rows.append(lie))
    clock.advance(days=1)
    await there.bring(file)
    await there.check_in()
    assert (await there.shown()).ledger[-1][:2] == (MONDAY + DAY, "done")
    assert await there.board() == (1, 1, 1)


async def test_a_repair_from_a_file_loses_to_a_strike_here(gap):
    struck = {"kind": "strike", "day": MONDAY + 4 * DAY, "at": gap.clock.now(), "guild": 7}
    async with gap.db.transaction() as conn:
        row = {**struck, "person": ADA.id, "by": 99, "reason": "made up"}
        await conn.execute(store.rulings.insert().values(**row))
        await tell_watchers(conn, ADA.id)
    lie = ruling("repair", MONDAY + 4 * DAY) | {"at": "2026-03-06T11:00:00+00:00"}
    await gap.bring(forged(await gap.file_of(), "streak rulings", lambda rows: rows.append(lie)))
    assert (await gap.shown()).streak == 0


async def test_a_file_writes_nothing_into_the_moderators_log(gap):
    lies = [ruling("repair", day) for day in GAP]
    await gap.bring(forged(await gap.file_of(), "streak rulings", lambda rows: rows.extend(lies)))
    async with gap.db.reading() as conn:
        assert await moderating.newest(conn, 7, None, 10) == []
        assert await moderating.standing(conn, ADA.id, 10) == []


async def test_a_file_puts_nobody_into_a_server(here, there):
    await here.check_in()
    lie = check_in(MONDAY - DAY) | {"guild": "8"}
    file = forged(await here.file_of(), "activity", lambda rows: rows.append(lie))
    file = forged(file, "guild people", lambda r: r.append({"guild": "8", "seen at": NIGHT_BEFORE}))
    await there.bring(file, Person(ADA.id, None))
    async with there.db.reading() as conn:
        assert await guilds.of_person(conn, ADA.id) == {}
        assert await homes.history(conn, ADA.id) == []


async def test_a_note_of_somebody_else_stays_as_it_is(here, there):
    theirs = await there.check_in(BEN, did="wrote my own notes")
    await here.check_in()
    file = forged(
        await here.file_of(),
        "activity notes",
        lambda rows: rows[0].update({"interaction": str(theirs.note), "note": "mine now"}),
    )
    await there.bring(file)
    async with there.db.reading() as conn:
        assert (await activity.note_of(conn, BEN.id, theirs.note)).note == "wrote my own notes"


def broken(section, **changes):
    return pytest.param(section, changes, id=f"{section}: {', '.join(changes)}")


@pytest.mark.parametrize(
    ("section", "changes"),
    [
        broken("member days", zone="Berlin"),
        broken("member days", zone="../../etc/passwd"),
        broken("member days", **{"day start": "07:00:00"}),
        broken("member days", **{"day start": "00:00:00+02:00"}),
        broken("member days", at="2026-03-02T11:00:00"),
        broken("member days", at="0001-01-01T00:00:00+00:00"),
        broken("member days", at="2027-01-01T00:00:00+00:00"),
        broken("member homes", guild=7),
        broken("member homes", guild="-7"),
        broken("member homes", guild="²"),
        broken("member homes", guild=str(2**63)),
        broken("member homes", guild=str(2**62)),
        broken("activity", day="0001-01-01"),
        broken("activity", day="2026-02-30"),
        broken("activity", day="20260302T00"),
        broken("activity", day=20260302),
        broken("activity", day=None),
        broken("activity", counts=1),
        broken("activity", counts="true"),
        broken("activity", kind="@everyone"),
        broken("activity", kind="x" * 41),
        broken("activity", key="a\nb"),
        broken("activity notes", minutes=721),
        broken("activity notes", minutes=-1),
        broken("activity notes", minutes=True),
        broken("activity notes", minutes=1.5),
        broken("activity notes", note="x" * 4001),
        broken("activity notes", activity=999_999),
        broken("activity notes", activity="1"),
        broken("activity notes", activity=None),
        broken("activity notes", interaction=str(2**61)),
        broken("streak goals", days=8),
        broken("streak goals", **{"said on": "2026-03-09"}),
        broken("streak rests", weekdays="٣"),
        broken("streak rests", since="2030-01-01"),
        broken("streak leave", day="2030-01-01"),
        broken("streak rulings", kind="bless"),
        broken("streak rulings", day="2026-03-03"),
        broken("streak terms elsewhere", **{"earn every": 2**31}),
        broken("streak terms elsewhere", **{"backdate days": 8}),
        broken("members", track="**bold**"),
        broken("members", **{"hours a week": 10**6}),
        broken("members", share="everywhere"),
        broken("members", latest="2026-03-03"),
    ],
)
async def test_what_can_not_be_refuses_the_file_whole(here, there, section, changes):
    await here.check_in()
    whole = {
        "streak goals": {"said on": "2026-03-02", "days": 3},
        "streak rests": {"since": "2026-03-03", "weekdays": "5"},
        "streak leave": {"day": "2026-03-05"},
        "streak rulings": ruling("repair", MONDAY - DAY),
        "streak terms elsewhere": terms(),
    }
    good = await here.file_of()
    for name, row in whole.items():
        good = forged(good, name, lambda rows, row=row: rows.append(row))
    before = await there.rows()
    with pytest.raises(Refusal, match=r"changed after it was made|still to come"):
        await there.bring(forged(good, section, lambda rows: rows[0].update(changes)))
    assert await there.rows() == before
    await there.bring(good)


async def test_signs_that_no_database_keeps_are_left_out(here, there):
    await here.check_in()
    nul = forged(
        await here.file_of(), "activity notes", lambda rows: rows[0].update({"note": "a\0b\u202ec"})
    )
    await there.bring(nul)
    [note] = (await there.rows())["activity_notes"]
    assert "abc" in note


async def test_rows_of_several_shapes_come_in(here, there):
    await here.check_in()
    file = await here.file_of()
    short = {name: check_in(MONDAY - DAY)[name] for name in ("kind", "key", "day", "at", "counts")}
    await there.bring(forged(file, "activity", lambda rows: rows.extend([short, *rows, short])))
    assert (await there.shown()).total == 2


async def test_more_leave_than_a_year_has_is_refused(here, there):
    await here.check_in()
    days = [{"day": (MONDAY + n * DAY).isoformat()} for n in range(61)]
    before = await there.rows()
    with pytest.raises(Refusal, match="more than 60 days of leave"):
        await there.bring(forged(await here.file_of(), "streak leave", lambda r: r.extend(days)))
    assert await there.rows() == before


async def test_more_of_a_kind_than_anyone_has_is_refused(here, there):
    await here.check_in()
    many = [{"at": NIGHT_BEFORE, "guild": "7"}] * 201
    with pytest.raises(Refusal, match="at most"):
        await there.bring(forged(await here.file_of(), "member homes", lambda r: r.extend(many)))


def test_what_a_ruling_is_called_has_not_changed():
    assert {"repair", "strike", "grant"} <= {*Ruling}
