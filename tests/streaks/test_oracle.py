"""The oracle against numbers worked out by hand; 2 March 2026 is a Monday, the zone mostly UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as given_settings

from .histories import Life, do, lives
from .oracle import Oracle, Settings, Shown, day, start

SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)
NO_FREEZE = Settings(freezes_initial=0, freeze_earn_every=0)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def march(n: int) -> date:
    """march(32) is the first of April."""
    return date(2026, 3, 1) + timedelta(days=n - 1)


def noon(n: int) -> datetime:
    return datetime.combine(march(n), time(12), tzinfo=UTC)


def midnight(n: int) -> datetime:
    return datetime.combine(march(n), time(0), tzinfo=UTC)


def person(settings: Settings | None = None, *kept: int) -> Oracle:
    """Somebody in UTC whose server was set up in February, with check-ins at noon."""
    oracle = Oracle("UTC", settings={1: [(at("2026-02-01 00:00"), settings or Settings())]})
    keep(oracle, *kept)
    return oracle


def keep(oracle: Oracle, *days: int) -> None:
    for n in days:
        assert oracle.check_in(noon(n)) == march(n)


def verdicts(shown: Shown) -> str:
    return " ".join(verdict for _, verdict, _, _ in shown.ledger)


def counts(shown: Shown) -> tuple[int, int, int, int]:
    return shown.streak, shown.longest, shown.total, shown.freezes


# R1


@pytest.mark.parametrize(
    ("zone", "day_start", "d", "begins"),
    [
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29), "2026-03-29 01:30"),  # gap: 03:30 CEST
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), "2026-10-25 00:30"),  # the first 02:30
        ("Africa/Cairo", time(0), date(2026, 4, 24), "2026-04-23 22:00"),  # 01:00 EEST
        ("Africa/Cairo", time(0), date(2026, 4, 25), "2026-04-24 21:00"),
        ("America/Havana", time(0), date(2025, 11, 2), "2025-11-02 04:00"),  # the first midnight
        ("America/Havana", time(0), date(2025, 11, 3), "2025-11-03 05:00"),
        ("Australia/Lord_Howe", time(0), date(2026, 4, 5), "2026-04-04 13:00"),
        ("Australia/Lord_Howe", time(0), date(2026, 4, 6), "2026-04-05 13:30"),  # 24 h 30
        ("Australia/Lord_Howe", time(0), date(2026, 10, 4), "2026-10-03 13:30"),
        ("Australia/Lord_Howe", time(0), date(2026, 10, 5), "2026-10-04 13:00"),  # 23 h 30
        ("Asia/Kathmandu", time(6), date(2026, 3, 2), "2026-03-02 00:15"),
        ("Pacific/Apia", time(0), date(2011, 12, 30), "2011-12-30 10:00"),
        ("Pacific/Apia", time(0), date(2011, 12, 31), "2011-12-30 10:00"),  # zero length
    ],
)
def test_a_study_day_begins(zone, day_start, d, begins):
    assert start(zone, day_start, d) == at(begins)


def test_the_day_before_a_missing_midnight_ends_with_it():
    assert day("Africa/Cairo", time(0), at("2026-04-23 22:00") - TICK) == date(2026, 4, 23)
    assert day("Africa/Cairo", time(0), at("2026-04-23 22:00")) == date(2026, 4, 24)


def test_samoas_missing_day_is_void_and_breaks_nothing():
    oracle = Oracle("Pacific/Apia")
    for n in (28, 29, 31):
        oracle.check_in(at(f"2011-12-{n} 12:00", "Pacific/Apia"))
    now = at("2011-12-31 12:00", "Pacific/Apia")
    assert oracle.check_in(now, day=date(2011, 12, 30)) == "void"
    assert verdicts(oracle.show(now)) == "done done void done"
    assert counts(oracle.show(now)) == (3, 3, 3, 1)


def test_a_void_day_can_be_entered_while_it_is_today():
    oracle = Oracle("UTC")
    oracle.check_in(at("2011-12-29 12:00"))
    now = at("2011-12-30 09:30")
    oracle.move(now, zone="Pacific/Apia")  # 23:30 on the 29th there
    assert verdicts(oracle.show(now)) == "done open"
    assert verdicts(oracle.show(at("2011-12-30 10:00"))) == "done void open"
    assert oracle.check_in(now, day=date(2011, 12, 30)) == date(2011, 12, 30)
    assert counts(oracle.show(now)) == (2, 2, 2, 1)


# R2, R3


@pytest.mark.parametrize(
    ("now", "t", "filed"),
    [
        ("2026-03-11 00:10:00", "2026-03-10 23:55:00", 10),  # 15 minutes exactly
        ("2026-03-11 00:10:00", "2026-03-10 23:54:59.900", 11),
        ("2026-03-10 23:50:00", "2026-03-11 00:05:00", 11),
        ("2026-03-10 23:50:00", "2026-03-11 00:05:00.100", 10),
    ],
)
def test_a_late_answer_is_filed_when_it_was_given(now, t, filed):
    assert Oracle("UTC").check_in(at(now), t=at(t)) == march(filed)


def test_a_second_check_in_changes_no_count():
    oracle = person(None, 2, 2)
    assert counts(oracle.show(noon(2))) == (1, 1, 1, 1)


def test_today_stays_where_an_undone_check_in_put_it():
    oracle = Oracle("UTC")
    assert oracle.check_in(at("2026-03-02 23:50"), t=at("2026-03-03 00:04")) == march(3)
    oracle.undo(march(3))
    assert oracle.show(at("2026-03-02 23:51")).ledger == [(march(3), "open", 0, 1)]
    assert oracle.check_in(at("2026-03-02 23:52")) == march(2)  # filing at t knows only the floor
    shown = oracle.show(at("2026-03-02 23:53"))
    assert (shown.today, shown.streak, shown.state) == (march(3), 1, "at risk")


def test_going_west_never_reopens_a_day():
    oracle = Oracle("Europe/Berlin")
    oracle.check_in(at("2026-03-09 12:00", "Europe/Berlin"))
    oracle.check_in(at("2026-03-10 00:30", "Europe/Berlin"))
    oracle.move(at("2026-03-10 01:00", "Europe/Berlin"), zone="America/Los_Angeles")
    assert oracle.check_in(at("2026-03-10 01:05", "Europe/Berlin")) == march(10)
    late = at("2026-03-10 23:59:59", "America/Los_Angeles")
    shown = oracle.show(late)
    assert (shown.today, shown.state, counts(shown)) == (march(10), "done", (2, 2, 2, 1))
    assert shown.expires_at == at("2026-03-13 07:00")  # 11 frozen, 12 missed
    assert oracle.show(late + SECOND).today == march(11)


def test_a_later_day_end_keeps_the_day_in_hand():
    oracle = Oracle("UTC")
    oracle.move(at("2026-03-10 03:00"), day_start=time(6))
    assert oracle.show(at("2026-03-11 05:59:59")).today == march(10)
    assert oracle.show(at("2026-03-11 06:00")).today == march(11)


# R4


def test_a_day_lost_by_going_east_is_travel():
    oracle = person(None, 9)
    oracle.move(noon(10), zone="Pacific/Kiritimati")
    assert oracle.show(noon(10)).ledger == [
        (march(9), "done", 1, 1),
        (march(10), "travel", 1, 1),
        (march(11), "open", 1, 1),
    ]


def test_an_earlier_day_end_can_skip_a_day_too():
    oracle = Oracle("UTC", time(6))
    oracle.check_in(noon(8))
    oracle.move(at("2026-03-10 03:00"), day_start=time(0))
    assert verdicts(oracle.show(at("2026-03-10 03:00"))) == "done travel open"


def far_and_back(oracle: Oracle) -> None:
    """The tenth jumped over, the eleventh and twelfth kept, then UTC again."""
    oracle.move(noon(10), zone="Pacific/Kiritimati")
    assert oracle.check_in(noon(10)) == march(11)
    oracle.move(noon(11), zone="UTC")
    assert oracle.check_in(noon(11)) == march(12)


@pytest.mark.parametrize(("n", "streak", "longest"), [(39, 1, 29), (40, 31, 31)])
def test_travel_is_free_once_in_thirty_days(n, streak, longest):
    oracle = person(NO_FREEZE, 9)
    far_and_back(oracle)
    keep(oracle, *range(13, n))
    oracle.move(noon(n), zone="Pacific/Kiritimati")
    assert oracle.check_in(noon(n)) == march(n + 1)
    assert counts(oracle.show(noon(n)))[:2] == (streak, longest)


def test_a_jump_over_done_days_uses_nothing_up_while_they_are_done():
    oracle = person(NO_FREEZE, 9, 10)
    far_and_back(oracle)
    oracle.move(noon(13), zone="Pacific/Kiritimati")
    assert verdicts(oracle.show(noon(13))) == "done done done done travel open"
    assert oracle.show(noon(13)).streak == 4
    oracle.undo(march(10))
    assert verdicts(oracle.show(noon(13))) == "done travel done done missed open"
    assert oracle.show(noon(13)).streak == 0


# R5, R6, R7


def test_a_freeze_holds_one_day_and_the_streak_ends_on_the_second():
    oracle = person(None, 2)
    for n, state, freezes in ((2, "done", 1), (3, "at risk", 1), (4, "at risk", 0)):
        shown = oracle.show(noon(n))
        assert (shown.streak, shown.state, shown.freezes) == (1, state, freezes)
        assert shown.expires_at == midnight(5)
    shown = oracle.show(midnight(5))
    assert verdicts(shown) == "done frozen missed open"
    assert (shown.state, shown.expires_at, counts(shown)) == ("none", None, (0, 1, 1, 0))


def test_a_dead_streak_spends_no_freeze():
    oracle = person()
    oracle.move(noon(2), zone="UTC")
    assert oracle.show(noon(10)).freezes == 1
    keep(oracle, 10, 12)
    assert counts(oracle.show(noon(12))) == (2, 2, 2, 0)


def test_backdating_brings_a_freeze_back():
    oracle = person(None, 2, 4)
    assert counts(oracle.show(noon(4))) == (2, 2, 2, 0)
    assert oracle.check_in(noon(4), day=march(3)) == march(3)
    assert counts(oracle.show(noon(4))) == (3, 3, 3, 1)


def test_how_far_back_is_a_setting_from_the_next_day():
    oracle = person(None, 4)
    oracle.settings(noon(4), 1, Settings(backdate_days=3))
    assert oracle.check_in(noon(4), day=march(2)) == "too old"
    assert oracle.check_in(noon(4), day=march(5)) == "future"
    assert oracle.check_in(noon(5), day=march(2)) == march(2)
    assert oracle.check_in(noon(6), day=march(2)) == "too old"


def test_what_is_only_noted_counts_nothing():
    oracle = person(None, 2)
    oracle.check_in(noon(3), counts=False)
    assert oracle.show(noon(3)).state == "at risk"
    assert counts(oracle.show(noon(3))) == (1, 1, 1, 1)


def test_seven_days_earn_a_freeze_and_two_are_the_most():
    assert counts(person(None, *range(2, 8)).show(noon(7))) == (6, 6, 6, 1)
    assert counts(person(None, *range(2, 9)).show(noon(8))) == (7, 7, 7, 2)
    assert counts(person(None, *range(2, 16)).show(noon(15))) == (14, 14, 14, 2)


def test_a_lowered_cap_clips_at_the_first_instant_of_the_next_day():
    wide = Settings(freezes_initial=3, freeze_cap=5)
    oracle = person(wide, 2, 3)
    oracle.settings(noon(3), 1, Settings(freeze_cap=1))
    assert oracle.show(midnight(4) - TICK).freezes == 3
    assert oracle.show(midnight(4)).freezes == 1
    keep(oracle, 4, 5)
    oracle.settings(noon(5), 1, wide)
    keep(oracle, 6)
    assert oracle.show(noon(6)).freezes == 1


def test_new_settings_judge_from_the_next_day():
    oracle = person(None, 2)
    oracle.settings(noon(2), 1, Settings(freeze_earn_every=1))
    assert oracle.show(noon(2)).freezes == 1
    keep(oracle, 3)
    assert oracle.show(noon(3)).freezes == 2


def test_first_freezes_are_read_once():
    oracle = person(Settings(freezes_initial=0), 2)
    oracle.settings(noon(2), 1, Settings(freezes_initial=2))
    assert oracle.show(noon(5)).freezes == 0
    newcomer = Oracle("UTC")
    newcomer.settings(noon(2) - SECOND, 1, Settings(freezes_initial=2))
    keep(newcomer, 2)
    assert newcomer.show(noon(2)).freezes == 2


def test_a_new_home_server_rules_from_the_next_day():
    oracle = person(None, 2, 3)
    oracle.settings(at("2026-02-01 00:00"), 2, Settings(freezes_initial=2, freeze_cap=0))
    oracle.go_home(noon(3), 2)
    assert oracle.show(midnight(4) - TICK).freezes == 1
    assert oracle.show(midnight(4)).freezes == 0


# R8


def test_only_three_rest_days_a_week_whatever_was_changed_when():
    oracle = person(NO_FREEZE, 1)
    oracle.rest(noon(1), {0, 1, 2})
    assert oracle.show(noon(1)).expires_at == midnight(6)
    assert oracle.show(noon(4)).state == "resting"
    oracle.rest(noon(4), {3, 4, 5})
    assert verdicts(oracle.show(noon(5))) == "done rest rest rest open"
    assert oracle.show(noon(5)).expires_at == midnight(6)
    assert oracle.rest(noon(5), {0, 1, 2, 3}) == "too many"


def test_a_rest_day_that_was_kept_uses_none_up():
    oracle = person(NO_FREEZE, 1)
    oracle.rest(noon(1), {0, 1, 2})
    keep(oracle, 2)
    oracle.rest(noon(4), {3, 4, 5})
    shown = oracle.show(noon(5))
    assert verdicts(shown) == "done done rest rest rest"
    assert (shown.streak, shown.state, shown.expires_at) == (2, "resting", midnight(7))


def test_a_rest_day_under_leave_uses_one_up():
    oracle = person(NO_FREEZE, 1)
    oracle.rest(noon(1), {0, 1, 2})
    assert oracle.leave(noon(1), march(2), march(3)) is None
    oracle.rest(noon(4), {3, 4, 5})
    assert verdicts(oracle.show(noon(5))) == "done leave leave rest open"


def test_leave_has_limits():
    oracle = person(None, 1)
    assert oracle.leave(noon(1), march(1), march(3)) == "not from tomorrow"
    assert oracle.leave(noon(1), march(23), march(44)) == "too long"  # 22 days
    assert oracle.leave(noon(1), march(2), march(22)) is None
    assert oracle.leave(noon(1), march(23), march(43)) is None
    assert oracle.leave(noon(1), march(44), march(61)) is None  # 60 in all
    assert oracle.leave(noon(1), march(62), march(62)) == "too much"
    assert oracle.leave(noon(1), march(366), march(366)) == "too much"
    assert oracle.leave(noon(1), march(367), march(367)) is None  # a year from the second on
    oracle.cancel_leave(noon(1), {march(61)})
    assert oracle.leave(noon(1), march(62), march(62)) is None


def test_ending_leave_cancels_today_and_what_follows_without_a_gap():
    oracle = person(NO_FREEZE, 1)
    oracle.leave(noon(1), march(2), march(5))
    oracle.leave(noon(1), march(7), march(8))
    assert oracle.show(noon(3)).state == "resting"
    assert oracle.end_leave(noon(3)) is None
    assert (oracle.show(noon(3)).state, oracle.show(noon(3)).expires_at) == ("at risk", midnight(4))
    keep(oracle, 3, 4, 5, 6)
    assert oracle.show(noon(6)).expires_at == midnight(10)


# R9


def test_a_strike_takes_back_what_the_day_had_earned():
    oracle = person(None, *range(2, 9))
    oracle.strike(noon(8), march(5))
    assert verdicts(oracle.show(noon(8))) == "done done done frozen done done done"
    assert counts(oracle.show(noon(8))) == (6, 6, 6, 0)
    oracle.unstrike(march(5))
    assert counts(oracle.show(noon(8))) == (7, 7, 7, 2)


def test_a_strike_without_a_freeze_ends_the_streak():
    oracle = person(NO_FREEZE, *range(2, 9))
    oracle.strike(noon(8), march(5))
    assert verdicts(oracle.show(noon(8))) == "done done done struck done done done"
    assert counts(oracle.show(noon(8))) == (3, 3, 6, 0)


def test_nothing_entered_after_a_strike_counts_either():
    oracle = person(None, 2)
    oracle.strike(noon(3), march(3))
    keep(oracle, 3)
    assert (verdicts(oracle.show(noon(3))), oracle.show(noon(3)).state) == ("done open", "at risk")
    assert verdicts(oracle.show(noon(4))) == "done frozen open"


def test_repair_wins_over_strike():
    oracle = person(NO_FREEZE, 2, 3, 4)
    oracle.strike(noon(4), march(3))
    oracle.repair(noon(4), march(3))
    assert verdicts(oracle.show(noon(4))) == "done repaired done"
    assert counts(oracle.show(noon(4))) == (2, 2, 2, 0)
    oracle.unrepair(march(3))
    assert counts(oracle.show(noon(4))) == (1, 1, 2, 0)


def test_a_repaired_today_rests():
    oracle = person(NO_FREEZE, 2)
    assert oracle.repair(noon(3), march(4)) == "future"
    oracle.repair(noon(3), march(3))
    assert (oracle.show(noon(3)).state, oracle.show(noon(3)).expires_at) == ("resting", midnight(5))


def test_a_grant_comes_before_the_day_closes_and_stops_at_the_cap():
    oracle = person(NO_FREEZE, 2)
    oracle.grant(midnight(4) - SECOND)
    assert oracle.show(noon(4)).ledger[1:] == [(march(3), "frozen", 1, 0), (march(4), "open", 1, 0)]
    for _ in range(3):
        oracle.grant(noon(4))
    assert oracle.show(noon(4)).freezes == 2
    oracle.ungrant(0)
    assert verdicts(oracle.show(noon(4))) == "done missed open"


# R12, R13


def test_imported_days_count_on_no_board_until_entered_as_ones_own():
    oracle = person(None, 10)
    assert oracle.imported(noon(10), {march(9), march(11)}) == "future"
    assert oracle.imported(noon(10), {march(7), march(8), march(9)}) is None
    assert counts(oracle.show(noon(10))) == (4, 4, 4, 1)
    assert counts(oracle.show(noon(10), imported=False)) == (1, 1, 1, 1)
    oracle.check_in(noon(10), day=march(9))
    assert counts(oracle.show(noon(10))) == (4, 4, 4, 1)
    assert counts(oracle.show(noon(10), imported=False)) == (2, 2, 2, 1)


@pytest.mark.parametrize(
    ("outages", "verdict"),
    [
        (["10:00 14:00"], "outage"),
        (["10:00 13:59:59"], "missed"),
        (["10:00 13:00", "11:00 13:30"], "missed"),  # 3 h 30: together they count once
        (["02:00 04:00", "10:00 12:00"], "outage"),
        (["22:00 22:10"], "outage"),
        (["21:50 22:00"], "missed"),
    ],
)
def test_an_outage_costs_nobody_a_streak(outages, verdict):
    oracle = person(NO_FREEZE, 2)
    for outage in outages:
        oracle.outage(*(at(f"2026-03-03 {moment}") for moment in outage.split()))
    assert verdicts(oracle.show(noon(4))) == f"done {verdict} open"


def test_a_day_cut_short_by_a_move_has_its_last_two_hours_before_it():
    oracle = person(NO_FREEZE, 9)
    oracle.outage(at("2026-03-10 10:30"), at("2026-03-10 10:40"))
    oracle.move(noon(10), zone="Pacific/Kiritimati")
    assert verdicts(oracle.show(noon(10))) == "done outage open"


# What must hold for every life


@given_settings(max_examples=60, deadline=None)
@given(life=lives())
def test_the_figures_keep_their_order(life: Life):
    oracle = life.oracle()
    for deed in life.deeds:
        do(oracle, deed)
        shown = oracle.show(deed.now)
        assert 0 <= shown.streak <= shown.longest <= shown.total
        assert all(0 <= freezes <= 3 for *_, freezes in shown.ledger)
        assert [row[0] for row in shown.ledger] == [
            shown.ledger[0][0] + timedelta(days=n) for n in range(len(shown.ledger))
        ]


@given_settings(max_examples=60, deadline=None)
@given(life=lives(steps_back=False))
def test_today_never_goes_back_and_the_end_comes_to_the_instant(life: Life):
    oracle, today = life.oracle(), date.min
    for deed in life.deeds:
        do(oracle, deed)
        shown = oracle.show(deed.now)
        assert shown.today >= today
        today = shown.today
        if shown.expires_at:
            assert oracle.show(shown.expires_at - TICK).streak > 0
            assert oracle.show(shown.expires_at).streak == 0
