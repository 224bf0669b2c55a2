"""The building blocks of cards, as Discord gets them."""

from bot import look
from tests.support.cards import walk

LAKE = look.Picture("lake.png", b"\x89PNG", "A lake with one boat on it")


def gallery(card):
    return next(part for part in walk(card.to_components()) if "items" in part)


def test_a_picture_is_shown_with_its_description():
    [item] = gallery(look.card("### A lake", LAKE))["items"]
    assert item["media"]["url"] == "attachment://lake.png"
    assert item["description"] == LAKE.description


def test_a_picture_is_sent_whole_with_every_try():
    card = look.card(LAKE)
    for _ in range(2):
        [file] = look.files(card)
        assert (file.filename, file.fp.read()) == ("lake.png", b"\x89PNG")


def test_a_card_of_words_sends_nothing_along():
    assert look.files(look.card("A lake")) == []
