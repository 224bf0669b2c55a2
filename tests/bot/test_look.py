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


def test_no_button_is_lost_where_a_row_is_full():
    buttons = [look.press(f"Open {number}", f"door:{number}") for number in range(7)]
    assert [len(row.children) for row in look.rows(buttons)] == [5, 2]
    assert look.rows([]) == []
