"""What the doctor finds, from what a server said and how it looks at Discord."""

from dataclasses import replace

import pytest

from bot.needs import POSTING, Need, Place
from cogs.moderation.findings import (
    Channel,
    Finding,
    Pause,
    Role,
    Sight,
    Wanted,
    Wrong,
    find,
    mended,
)

ROOM, BOARD = 71, 72
HELPERS, NOTIFY = 31, 32
NEEDS = [
    Need("moderation", "Moderation", "", [Place("moderators", "Moderators' channel", "mods")]),
    Need("plants.board", "Plant board", "", [Place("board", "Board channel", "board")]),
]
PLACES = {"moderators": ROOM, "board": BOARD, "of what is switched off": 99}
ALL = frozenset((*POSTING, "send_messages_in_threads"))
WANTED = Wanted(NEEDS, PLACES, HELPERS, NOTIFY)
FINE = Sight(
    frozenset({"manage_roles"}),
    {ROOM: Channel(ALL), BOARD: Channel(ALL)},
    {HELPERS: Role(hears=True), NOTIFY: Role()},
)


def seen(**changes: Channel) -> Sight:
    return replace(FINE, channels={ROOM: Channel(ALL), BOARD: changes["board"]})


def roles(**changes: Role) -> Sight:
    now = {HELPERS: changes.get("helpers", Role()), NOTIFY: changes.get("notify", Role())}
    return replace(FINE, roles=now)


def test_nothing_is_found_where_everything_is_as_it_should_be():
    assert find(WANTED, FINE) == []


@pytest.mark.parametrize(
    ("board", "found"),
    [
        (Channel(is_there=False), [Finding(Wrong.GONE, "board", BOARD)]),
        (Channel(), [Finding(Wrong.LACKS, "view_channel", BOARD)]),
        (
            Channel(ALL - {"read_message_history", "send_messages"}),
            [
                Finding(Wrong.LACKS, "read_message_history", BOARD),
                Finding(Wrong.LACKS, "send_messages", BOARD),
            ],
        ),
        (Channel(ALL - {"send_messages"}, is_thread=True), []),
        (
            Channel(ALL - {"send_messages_in_threads"}, is_thread=True, is_shut=True),
            [
                Finding(Wrong.SHUT, "board", BOARD),
                Finding(Wrong.LACKS, "send_messages_in_threads", BOARD),
            ],
        ),
    ],
)
def test_a_channel_that_was_deleted_closed_or_taken_from_us_is_named(board, found):
    assert find(WANTED, seen(board=board)) == found


def test_what_could_not_be_found_out_is_no_finding():
    assert find(WANTED, replace(FINE, channels={}, roles={})) == []


def test_a_place_without_a_channel_is_named_and_one_of_what_is_off_is_not():
    assert find(replace(WANTED, places={}), FINE) == [
        Finding(Wrong.UNNAMED, "board"),
        Finding(Wrong.UNNAMED, "moderators"),
    ]
    assert find(replace(WANTED, needs=[], places={}), FINE) == []


@pytest.mark.parametrize(
    ("sight", "found"),
    [
        (roles(helpers=Role(is_there=False)), (Wrong.ROLE_GONE, "moderators", HELPERS)),
        (roles(helpers=Role(hears=False)), (Wrong.ROLE_UNHEARD, "moderators", HELPERS)),
        (roles(notify=Role(is_there=False)), (Wrong.ROLE_GONE, "notify", NOTIFY)),
        (roles(notify=Role(only_pings=False)), (Wrong.ROLE_STRONG, "notify", NOTIFY)),
        (roles(notify=Role(below_ours=False)), (Wrong.ROLE_TOO_HIGH, "notify", NOTIFY)),
        (roles(notify=Role(can_be_pinged=False)), (Wrong.ROLE_SILENT, "notify", NOTIFY)),
        (replace(FINE, permissions=frozenset()), (Wrong.LACKS_EVERYWHERE, "manage_roles", 0)),
    ],
)
def test_roles_that_can_not_do_what_they_are_for_are_named(sight, found):
    assert find(WANTED, sight) == [Finding(*found)]


def test_a_moderators_role_needs_nothing_of_what_a_notify_role_does():
    assert find(WANTED, roles(helpers=Role(below_ours=False, can_be_pinged=False))) == []


def test_what_a_feature_needs_in_the_whole_server_is_named_once():
    greedy = [Need(name, name, "", permissions=("manage_threads",)) for name in ("a", "b")]
    assert find(Wanted(greedy), FINE) == [Finding(Wrong.LACKS_EVERYWHERE, "manage_threads")]


def test_what_stands_still_is_named_and_goes_on_once_its_channel_is_right_again():
    wanted = replace(WANTED, paused=[Pause("board", BOARD)])
    broken = seen(board=Channel(frozenset()))
    assert Finding(Wrong.PAUSED, "board", BOARD) in find(wanted, broken)
    assert mended(wanted, broken) == []
    assert mended(wanted, replace(FINE, channels={})) == []
    assert mended(wanted, FINE) == [Pause("board", BOARD)]


def test_what_stands_still_goes_on_once_another_channel_is_named():
    moved = replace(WANTED, places={**PLACES, "board": ROOM}, paused=[Pause("board", BOARD)])
    assert mended(moved, FINE) == [Pause("board", BOARD)]


def test_what_no_channel_can_mend_waits_for_a_moderator():
    paused = [Pause("board", None), Pause("board", BOARD, by_discord=False)]
    assert mended(replace(WANTED, paused=paused), FINE) == []
