"""What people type, hostile or clumsy, made safe to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot import words
from bot.errors import Refusal


def meant(typed: str) -> str:
    return words.meant(typed, 100, "read chapter 2", "Say what you did")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("read chapter 2", "read chapter 2"),
        ("  read \n", "read"),
        ("one\ntwo", "one\ntwo"),
        ("read\0 it", "read it"),
        ("read\x1b[31m it", "read[31m it"),
        ("\u202eread\u202c", "read"),  # direction override
        ("\u2067read\u2069", "read"),  # isolate
        ("\ufeffread", "read"),
        ("re\u00adad", "read"),  # soft hyphen
        ("\ud83dread", "read"),  # half of an emoji
        ("می\u200cخوانم", "می\u200cخوانم"),  # a joiner that belongs to the word
        ("👩\u200d💻 code", "👩\u200d💻 code"),
        ("学习了第二章", "学习了第二章"),
        ("**bold** `code` <@1> x2", "**bold** `code` <@1> x2"),
        ("C++", "C++"),
    ],
)
def test_words_are_kept_as_they_were_meant(typed, kept):
    assert words.cleaned(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\0\0\0",
        "\u202e\u202e",
        "\u200b\u200b\u200b",
        "x",
        "...",
        "👍👍👍",
        "<@123456789>",
        "<@!123456789>",
        "<@&123456789>",
        "<#123456789>",
        "<:party:123456789>",
        "<a:party:123456789>",
        "<t:1700000000:R>",
        "</checkin:123456789>",
        "@everyone",
        "@here @everyone",
        "**__~~||`",
    ],
)
def test_what_says_nothing_is_asked_again_with_an_example(typed):
    with pytest.raises(Refusal, match=r"^Say what you did, for example: read chapter 2\.$"):
        meant(typed)


def test_words_may_stand_beside_a_mention():
    assert meant("<@123> and I read") == "<@123> and I read"


def test_words_that_are_too_long_are_told_by_how_much():
    with pytest.raises(Refusal, match=r"6,000 characters long\. Type it again in 100"):
        meant("a" * 6000)


def test_the_longest_allowed_is_allowed():
    assert meant("a" * 100) == "a" * 100


@given(some.text(some.characters(), max_size=120))
def test_whatever_is_typed_is_kept_clean_or_refused(typed):
    try:
        kept = meant(typed)
    except Refusal:
        return
    assert kept == words.cleaned(kept)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert kept == kept.strip() != ""


def test_a_megabyte_of_brackets_is_read_at_once():
    with pytest.raises(Refusal):
        meant("<@" * 500_000)
