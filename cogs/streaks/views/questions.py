"""A day of the ledger in full, what members ask about it, and how moderators answer."""

from collections.abc import Iterable, Sequence
from datetime import date

import discord
from discord import ui
from discord.utils import format_dt

from bot import look
from bot.days import spoken
from bot.notices import Notice
from bot.offers import Line, Link, Waiting
from cogs.streaks.questions import LONGEST, SHORTEST, AboutDay, Question
from cogs.streaks.rules import Day
from cogs.streaks.rulings import Logged, Ruling
from cogs.streaks.views.ruled import taken_back
from cogs.streaks.views.verdicts import MEANINGS, fitting, short

ANSWERED = "answers about days"
RULED = {
    Ruling.REPAIR: "Repaired by the moderators",
    Ruling.STRIKE: "Struck by the moderators",
    Ruling.GRANT: "A freeze was granted by the moderators",
}
IN_SHORT = 60  # characters of a reason in the ledger; the day's own card has all of it
NEWEST = 3  # answers told at once
ROOM = 3300  # of the 4,000 characters of a card


def notes(day: date, rulings: Sequence[Logged], questions: Sequence[Question]) -> list[str]:
    """What the ledger says below a day: the newest ruling, and the newest question."""
    ruled = [each for each in rulings if each.day == day][:1]
    asked = [each for each in questions if each.day == day][:1]
    return [
        *(f"-# {_ruled(each, IN_SHORT)}" for each in ruled),
        *(f"-# {_in_short(each)}" for each in asked),
    ]


def day_choice(lines: Iterable[Day]) -> ui.Select[ui.LayoutView]:
    days = [
        (line.day.isoformat(), f"{short(line.day)}: {MEANINGS[line.verdict]}") for line in lines
    ]
    return look.choose("streaks:day", "See a day in full, or ask about it", days)


def about_day(about: AboutDay) -> ui.LayoutView:
    """The person's own card of one day."""
    name = spoken(about.day)
    verdict = MEANINGS[about.verdict].capitalize() if about.verdict else "Not in your ledger"
    newest, older = about.questions[:1], about.questions[1:]
    said = [
        *(line for each in newest for line in _in_full(each)),
        *(_ruled(each, LONGEST) for each in about.rulings),
        *(line for each in older for line in _in_full(each)),
    ]
    ask = "Change my question about" if about.asked else "Ask moderators about"
    return look.card(
        f"### {name}\n{verdict}.",
        *([fitting(said, ROOM)] if said else []),
        "-# Does it read wrong? Moderators of your home server can look at it.",
        look.row(
            look.press(f"{ask} {name}", f"streaks:ask:{about.day.isoformat()}"),
            look.press("Why this streak?", "streaks:why:0"),
        ),
    )


def ask_form(about: AboutDay) -> ui.Modal:
    waiting = [each.words for each in about.questions if each.answered_at is None]
    return _form(
        f"Ask about {spoken(about.day)}",
        f"streaks:ask:{about.day.isoformat()}",
        "What is wrong with this day?",
        waiting[0] if waiting else "",
    )


def asked(day: date) -> ui.LayoutView:
    return look.card(
        f"The moderators of your home server will see your question about {spoken(day)}; "
        "the answer will be in your ledger.",
        look.row(look.press("Why this streak?", "streaks:why:0")),
    )


def answered(new: Sequence[Question]) -> Notice:
    """What a person is told once in their next answer."""
    told = dict.fromkeys(f"About {spoken(each.day)}: {_answer(each)}" for each in new)
    words = "\n".join(("**The moderators looked at what you asked.**", *[*told][-NEWEST:]))
    line = Line(words, [Link("See it in my ledger", "streaks:why:0")])
    return Notice(ANSWERED, new[-1].told, line)


def waiting(questions: Iterable[Question]) -> list[Waiting]:
    """For the moderators' inbox."""
    return [
        Waiting(
            f"<@{each.person}> asks about **{spoken(each.day)}**: "
            f"{look.quoted(each.words, LONGEST)}",
            each.at,
            [
                Link(f"Repair {spoken(each.day)}", f"streaks:question-repair:{each.id}"),
                Link(f"Answer about {spoken(each.day)}", f"streaks:question-answer:{each.id}"),
            ],
        )
        for each in questions
    ]


def repair_form(question: Question) -> ui.Modal:
    return _form(
        f"Repair {spoken(question.day)}",
        f"streaks:question-repair:{question.id}",
        "Why? They will read this.",
    )


def answer_form(question: Question) -> ui.Modal:
    return _form(
        f"Answer about {spoken(question.day)}",
        f"streaks:question-answer:{question.id}",
        "Your words to them, short",
    )


def settled(question: Question) -> ui.LayoutView:
    return look.card(
        f"### Answered\n<@{question.person}> will read it in their next answer and in their "
        f"ledger. {spoken(question.day)} stays as it is.",
        look.row(look.press("See what still waits", "moderation:inbox-page:0")),
        colour=look.GREEN,
    )


def _form(title: str, custom_id: str, label: str, written: str = "") -> ui.Modal:
    form = ui.Modal(title=title, custom_id=custom_id)
    words: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="words",
        style=discord.TextStyle.paragraph,
        min_length=SHORTEST,
        max_length=LONGEST,
        default=written or None,
    )
    form.add_item(ui.Label(text=label, component=words))
    return form


def _ruled(each: Logged, most: int) -> str:
    undone = ", taken back since" if each.undone else ""
    what = RULED.get(each.kind) or f"The moderators took back {taken_back(each)}"
    return f"{what}{undone}, {format_dt(each.at, 'd')}: {look.quoted(each.reason, most)}"


def _in_short(each: Question) -> str:
    when = format_dt(each.answered_at or each.at, "d")
    if each.answered_at is None:
        return f"You asked the moderators, {when}; it waits for them"
    return f"You asked the moderators; {when}: {_answer(each, IN_SHORT)}"


def _in_full(each: Question) -> list[str]:
    asked = f"You asked, {format_dt(each.at, 'd')}: {look.quoted(each.words, LONGEST)}"
    if each.answered_at is None:
        return [asked, "It waits for the moderators."]
    return [asked, f"{format_dt(each.answered_at, 'd')}: {_answer(each)}"]


def _answer(each: Question, most: int = LONGEST) -> str:
    if each.changed or each.answer is None:
        return "they changed it."
    return f"looked at, stays as it is: {look.quoted(each.answer, most)}"
