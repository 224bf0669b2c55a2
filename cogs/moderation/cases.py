"""What a moderator means to decide about a person, and in what words it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import look
from bot.errors import Refusal
from bot.restraints import Decision, Restraint

SHORTEST_REASON, LONGEST_REASON = 3, 300  # characters
MOST_DAYS = 365
DONE = {Restraint.SILENCE: "silenced", Restraint.LEAVE_OFF: "left off the boards"}


@dataclass(frozen=True)
class Case:
    """`number` is the interaction in which it was asked, `at` the instant. A lifting has no
    `restraint` until the one to lift is picked; without `until` it holds until it is lifted."""

    number: int
    person: int
    restraint: Restraint | None
    lifts: bool
    until: datetime | None
    reason: str
    at: datetime


def told_as(guild: int) -> str:
    """The kind of notice by which a person hears of a server's decisions."""
    return f"restraints {guild}"


def worth_telling(new: Sequence[Decision], now: datetime) -> list[Decision]:
    """Of decisions in the order they were made those that matter to whoever heard of none: the
    newest about each thing, unless it ends what they never heard of, or is over."""
    about: dict[tuple[int, Restraint], list[Decision]] = {}
    for each in new:
        about.setdefault((each.guild, each.restraint), []).append(each)
    newest = [
        found[-1]
        for found in about.values()
        if found[-1].holds(now) or (found[-1].lifts and found[0].lifts)
    ]
    return sorted(newest, key=lambda each: each.id)


def oneself() -> Refusal:
    return Refusal("Nobody decides about themselves. Say what happened to another moderator.")


def a_bot() -> Refusal:
    return Refusal("Bots say nothing here that I post. Pick a person.")


def too_short() -> Refusal:
    return Refusal("Say why in a few words more, for example: the same link again and again.")


def holds_already(held: Decision) -> Refusal:
    """Two moderators may have meant the same: the second hears of the first."""
    return Refusal(
        f"They are {DONE[held.restraint]} here already, {look.done_by(held.by, held.at)}. "
        "Type /mod people lift to end that."
    )


def nothing_holds() -> Refusal:
    return Refusal(
        "They are neither silenced nor left off the boards here. "
        "Type /mod people log to see what was done."
    )


def lifted_already(restraint: Restraint) -> Refusal:
    return Refusal(
        f"They are no longer {DONE[restraint]}. Type /mod people log to see who ended it, and when."
    )


def no_such_entry() -> Refusal:
    return Refusal("That entry is gone. Type /mod people log to see what is there.")


def case_gone() -> Refusal:
    return Refusal(
        "That is done with, older than 15 minutes, or another moderator's. "
        "Type the command again to see where things stand."
    )
