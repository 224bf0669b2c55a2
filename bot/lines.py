"""Lines of several features as they stand on one card: no door twice, and no more than fits."""

from collections.abc import Collection, Iterable, Iterator

from discord import ui

from bot import look
from bot.offers import Line

MOST_CHARACTERS = 3500  # of the 4,000 of a message, so that a heading and a small print fit
MOST_COMPONENTS = 30  # of the 40 of a message, nested ones counted
MOST_BUTTONS = 5  # in a row

Shown = list[str | ui.Item[ui.LayoutView]]


def shown(lines: Iterable[Line], there: Collection[str | None] = ()) -> Shown:
    """Each line with its buttons below it. Discord takes no two buttons of one door on a message:
    what is `there` already isn't offered again."""
    parts: Shown = []
    taken = {*there}
    for line in lines:
        buttons = list(_buttons(line, taken))
        parts += [line.text, *([look.row(*buttons)] if buttons else [])]
    return parts


def fitting(lines: Iterable[Line]) -> Iterator[Line]:
    """As many as a card of their own takes, from the first on."""
    room, left = MOST_CHARACTERS, MOST_COMPONENTS
    for line in lines:
        room, left = room - len(line.text), left - components(line)
        if room < 0 or left < 0:
            return
        yield line


def components(line: Line) -> int:
    """How many a line takes at most: its text, the row and each button."""
    links = line.links[:MOST_BUTTONS]
    return 1 + bool(links) + len(links)


def _buttons(line: Line, taken: set[str | None]) -> Iterator[ui.Button[ui.LayoutView]]:
    for link in line.links[:MOST_BUTTONS]:
        if link.custom_id not in taken:
            taken.add(link.custom_id)
            yield look.press(link.label, link.custom_id)
