"""What people and forgers type where something else was meant, and how it has to be answered."""

import re
from collections.abc import Awaitable, Iterable

from tests.support.cards import Card
from tests.support.world import World

LONG = "x" * 6000
SAYS_NOTHING = (
    "",
    "   \n\t ",
    "\0\0\0",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u202e\u200f\u2067",
    "🎉🔥👩‍🚀",
    "<@100000000000000001> <@!100000000000000002> <@&100000000000000003> <#100000000000000004>",
    "@everyone @here",
    "**__~~||`||~~__**",
    "<:party:123> <a:party:123>",
    "?!…",
)
NOT_A_DAY = (
    *(words for words in SAYS_NOTHING if words.strip()),
    LONG,
    "someday",
    "Berlin",
    "EST",
    "-1",
    "30",
    "1e9",
    "2026-02-30",
    "2026-13-01",
    "2026-3",
    "10000-01-01",
    "٢٠٢٦-٠٣-٠١",
    "1 marathon",
    "2 decks of cards",
    "\u202eyadretsey",
)
CLOSED_DAY = ("2026-02-28", "0001-01-01", "1970-01-01", "saturday", "28 february", "1 march 2025")
DAY_TO_COME = ("2026-03-03", "9999-12-31", "3 march", "tomorrow")
NO_SUCH_DAY = ("30 February", "april 31st", "29 february 2026")
NOT_MINUTES = ("-1", "721", "1e9", "thirty", "٣٠", "3.5", "30-40", "½", "²", "9" * 30, "1" * 6000)
NOT_A_PLACE = (
    *(words for words in SAYS_NOTHING if words.strip()),
    LONG,
    "../../etc/passwd",
    "zzxqj",
)

NEXT_STEP = re.compile(r"\b([Tt]ype|Press|[Pp]ick|Enter|Leave|Say|Try again|keep it under)\b")
FAULT = "went wrong on our side"


def plain(card: Card, sentences: int = 3, *, names: bool = False) -> None:
    """A few plain words to one person that end in the next step."""
    text = re.sub(r"<@\d+>", "somebody", card.text) if names else card.text
    assert card.private
    assert FAULT not in text
    assert not card.title
    assert "\n" not in text
    assert len(re.findall(r"[.!?](?:\s|$)", text)) <= sentences
    assert len(text) <= 220
    assert NEXT_STEP.search(text), f"no next step: {text}"
    assert not re.search(r"None|Error|Traceback|<[@#:/]|@everyone|\0", text)


async def refused(
    world: World, deed: Awaitable[Card], sentences: int = 3, *, names: bool = False
) -> Card:
    """Nothing changed, and one card says so; `names` where moderators hear who was faster."""
    before, seen, sent = await world.rows(), len(world.cards), len(world.sent)
    card = await deed
    assert (len(world.cards), len(world.sent)) == (seen + 1, sent + 1)
    assert await world.rows() == before
    plain(card, sentences, names=names)
    return card


async def all_refused(world: World, deeds: Iterable[tuple[str, Awaitable[Card]]]) -> list[Card]:
    """The same for each of (what was typed, the deed)."""
    told = []
    for words, deed in deeds:
        try:
            told.append(await refused(world, deed))
        except AssertionError as error:
            error.add_note(f"typed: {words[:80]!r}, answered: {world.cards[-1:]}")
            raise
    return told
