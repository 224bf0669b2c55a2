"""The polite noes to moderators, and to those who ask them: what was wrong, and the next step."""

from datetime import date

from bot import look
from bot.days import spoken
from bot.errors import Refusal
from cogs.streaks.questions import MOST_OPEN, Question
from cogs.streaks.rulings import Logged, Ruling

PAST = {Ruling.REPAIR: "repaired", Ruling.STRIKE: "struck"}


def oneself() -> Refusal:
    return Refusal("Nobody rules on their own streak. Say what happened to another moderator.")


def a_bot() -> Refusal:
    return Refusal("Bots keep no streak. Pick a person.")


def no_record() -> Refusal:
    return Refusal("There is no record of theirs yet. They can type /start to begin one.")


def not_home() -> Refusal:
    return Refusal(
        "Only moderators of someone's home server can do that, and this server isn't theirs. "
        "They can pick another home in /me settings."
    )


def unreadable_day(example: date) -> Refusal:
    return Refusal(
        "That isn't a day I can read. Type yesterday, a weekday, "
        f"or a date such as {example.isoformat()}."
    )


def day_to_come(day: date, today: date) -> Refusal:
    name = day.isoformat() if day.year != today.year else spoken(day)
    return Refusal(f"For them {name} is still to come. Type a day up to {spoken(today)}.")


def before_the_record(first: date) -> Refusal:
    return Refusal(
        f"Their record begins on {spoken(first)} {first.year}, so there is nothing to rule on "
        "before that. Type that day or a later one."
    )


def answered_meanwhile(question: Question) -> Refusal:
    return Refusal(
        f"What was asked about that day was answered {_by(question)}: it stays as it is. "
        "Type the command again if you mean to change it all the same."
    )


def ruled_already(there: Logged, ours: bool) -> Refusal:
    """Who did it is told to their own server's moderators only."""
    by = f", {look.done_by(there.by, there.at)}" if ours else ""
    return Refusal(
        f"{spoken(there.day)} is {PAST[there.kind]} already{by}. "
        "Type /mod people undo to take it back."
    )


def freezes_full(cap: int) -> Refusal:
    return Refusal(
        f"A freeze more would change nothing: they hold what the settings allow, {cap}. "
        "Type /mod settings to allow more."
    )


def too_short() -> Refusal:
    return Refusal("Say why in a few words more, for example: the bot was down that evening.")


def nothing_stands() -> Refusal:
    return Refusal("No ruling of theirs stands. Type /mod people log to see what was done.")


def no_longer_stands() -> Refusal:
    return Refusal("That ruling no longer stands. Type /mod people undo to see those that do.")


def case_gone() -> Refusal:
    return Refusal(
        "That preview is done with, or older than 15 minutes. Type the command again to go on."
    )


def not_in_ledger() -> Refusal:
    return Refusal("That day isn't in your ledger. Type /streak why and pick one that is.")


def nobody_to_ask() -> Refusal:
    return Refusal(
        "You have no home server yet, so there is nobody to ask. "
        "Type /checkin in a server that has me."
    )


def home_from_tomorrow() -> Refusal:
    return Refusal(
        "Your home server holds from your next study day, and its moderators with it. "
        "Type /streak why tomorrow and ask then."
    )


def too_many_questions() -> Refusal:
    return Refusal(
        f"{MOST_OPEN} questions of yours are still open. Type /streak why to see them, "
        "and ask again once one is answered."
    )


def question_answered(question: Question) -> Refusal:
    return Refusal(
        f"That question was answered already, {_by(question)}. Type /mod inbox to see what waits."
    )


def question_gone() -> Refusal:
    return Refusal(
        "That question is gone, or was put in other words. Type /mod inbox to see what waits."
    )


def _by(question: Question) -> str:
    assert question.answered_at
    return look.done_by(question.by, question.answered_at)


def own_question() -> Refusal:
    return Refusal("That question is your own. Leave it to another moderator.")


def not_a_number(what: str, least: int, most: int) -> Refusal:
    return Refusal(
        f"{what}: a whole number from {least} to {most}. Type /mod settings to try again."
    )


def more_than_the_cap(cap: int) -> Refusal:
    return Refusal(
        f"Nobody can begin with more freezes than the most held at once, {cap}. "
        "Type /mod settings to try again."
    )
