"""An interaction that Discord delivers twice is acted on once."""

from types import SimpleNamespace

from bot.once import REMEMBERED, Once


def delivery(number: int):
    return SimpleNamespace(id=number, extras={})


def test_the_first_delivery_stays_the_first_however_often_it_is_asked_about():
    once, first, second = Once(), delivery(1), delivery(1)
    assert [once.first(first), once.first(second), once.first(first)] == [True, False, True]


def test_what_is_remembered_is_bounded():
    once = Once()
    for number in range(2 * REMEMBERED):
        assert once.first(delivery(number))
    assert len(once._seen) == REMEMBERED
