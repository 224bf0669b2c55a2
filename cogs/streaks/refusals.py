"""The polite noes of streaks: what was wrong, and the next step."""

from datetime import date

from bot.activity import MINUTES_A_DAY, MINUTES_A_NOTE
from bot.days import DAY, FARTHEST_PLAN, spoken
from bot.errors import Refusal
from cogs.streaks.entering import Wrong
from cogs.streaks.planning import LONGEST_RANGE, MOST_A_YEAR, RESTS_A_WEEK, Unfit

TODAY_INSTEAD = "Leave the day out to check in for today."


def no_such_day(wrong: Wrong, day: date | None, today: date, backdate_days: int) -> Refusal:
    oldest = today - backdate_days * DAY
    if wrong is Wrong.MISSING:
        return Refusal(f"That year has no such day. {TODAY_INSTEAD}")
    if day is None:
        return Refusal(
            "That isn't a day I can read. Type yesterday, a weekday, "
            f"or a date such as {oldest.isoformat()}."
        )
    name = day.isoformat() if day.year != today.year else spoken(day)
    match wrong:
        case Wrong.FUTURE:
            return Refusal(f"{name} is still to come. {TODAY_INSTEAD}")
        case Wrong.TOO_OLD:
            oldest_open = f": the oldest open day is {spoken(oldest)}" if backdate_days else ""
            return Refusal(f"{name} can't be entered any more{oldest_open}. {TODAY_INSTEAD}")
        case _:
            return Refusal(f"{name} did not exist where you live. {TODAY_INSTEAD}")


def closed(day: date) -> Refusal:
    return Refusal(f"{spoken(day)} is closed, so its check-in stays. Type /streak why to see it.")


def gone() -> Refusal:
    return Refusal("That check-in was taken back already. Type /streak show to see where you are.")


def draft_gone() -> Refusal:
    return Refusal("Those words are no longer kept. Type /checkin and enter them again.")


def too_many_minutes(left: int, day: date) -> Refusal:
    return Refusal(
        f"A day has {MINUTES_A_DAY:,} minutes and {spoken(day)} has {left:,} left. "
        "Enter fewer, or leave the minutes out."
    )


def not_minutes() -> Refusal:
    return Refusal(
        f"Minutes are a whole number from 0 to {MINUTES_A_NOTE}, such as 30. "
        "Try again, or leave them out."
    )


def no_such_year(years: range) -> Refusal:
    first, last = years[0], years[-1]
    yours = str(last) if first == last else f"{first} to {last}"
    return Refusal(
        f"You have no days in that year. Pick from {yours} in /streak heatmap, "
        "or leave the year out."
    )


def too_many_rests() -> Refusal:
    return Refusal(f"At most {RESTS_A_WEEK} days a week can rest. Pick again in /streak rest.")


def unreadable_leave(today: date) -> Refusal:
    return Refusal(
        "That isn't a day I can read. Type tomorrow, a weekday, "
        f"or a date such as {(today + DAY).isoformat()}."
    )


def unfit_leave(wrong: Unfit, today: date) -> Refusal:
    match wrong:
        case Unfit.TOO_SOON:
            return Refusal("Leave begins tomorrow at the earliest. Type /streak leave again.")
        case Unfit.BACKWARDS:
            return Refusal("The last day comes before the first. Type /streak leave again.")
        case Unfit.TOO_LONG:
            return Refusal(
                f"Leave is at most {LONGEST_RANGE} days at a time. Type /streak leave again."
            )
        case Unfit.TOO_FAR:
            farthest = today + FARTHEST_PLAN
            return Refusal(
                f"That is too far ahead: leave can be planned up to {spoken(farthest)} "
                f"{farthest.year}. Type /streak leave again."
            )
        case Unfit.TOO_MUCH:
            return Refusal(
                f"That would be more than {MOST_A_YEAR} days of leave in a year. "
                "Plan fewer in /streak leave."
            )


def too_much_leave_brought() -> Refusal:
    return Refusal(
        f"With that file you would have more than {MOST_A_YEAR} days of leave in a year, so "
        "nothing was brought in. Cancel some in /streak leave first."
    )


def no_leave_today() -> Refusal:
    return Refusal("You aren't on leave today. Type /streak leave to see what is planned.")


def no_such_goal() -> Refusal:
    return Refusal("A goal is 1 to 7 days a week, or 0 for none. Type /streak goal again.")


def not_your_message() -> Refusal:
    return Refusal("Only a message of your own counts. Pick one of yours, or type /checkin.")


def counted_already(day: date | None) -> Refusal:
    for_ = f" for {spoken(day)}" if day else ""
    return Refusal(f"That message counts already{for_}. Type /streak show to see where you are.")


def written_too_long_ago(day: date) -> Refusal:
    return Refusal(
        f"You wrote that on {spoken(day)}, which can't be entered any more. "
        "Type /checkin for what you did today."
    )


def share_in_a_server() -> Refusal:
    return Refusal("Days are shared in a server. Type /checkin in a channel there.")


def hidden_cannot_share() -> Refusal:
    return Refusal("You are hidden, so nothing of you is shared. Type /me settings to change that.")


def nothing_to_share(day: date) -> Refusal:
    return Refusal(f"{spoken(day)} isn't kept, so there is nothing to share. Type /checkin first.")


def no_milestone(day: date) -> Refusal:
    return Refusal(
        f"{spoken(day)} is no milestone of yours: day 7, 30, 100 and every 365th are. "
        "Type /streak why to see your days."
    )


def milestone_shown(number: int) -> Refusal:
    return Refusal(
        f"Day {number} was shown already, or no server of yours shows milestones any more. "
        "Type /streak show to see where you are."
    )


def shared_already(day: date) -> Refusal:
    return Refusal(f"{spoken(day)} was shared in this server already. Type /streak show for more.")


def no_such_share() -> Refusal:
    return Refusal("That choice isn't on the list. Pick one in /me settings.")


def no_longer_shared() -> Refusal:
    return Refusal("That day is no longer shared. Type /checkin to keep one of your own.")


def own_cheer() -> Refusal:
    return Refusal("That is your own day: others can cheer. Type /streak show to see your streak.")


def cheered_already() -> Refusal:
    return Refusal("You cheered for that day already. Type /checkin to keep one of your own.")


def own_partner() -> Refusal:
    return Refusal("A partner is somebody else. Type /streak partner and name another member.")


def bot_partner() -> Refusal:
    return Refusal("A bot keeps no streak. Type /streak partner and name a member.")


def partner_not_here() -> Refusal:
    return Refusal(
        "You can ask somebody who is in the same server as you. "
        "Type /streak partner in a channel there and pick them."
    )


def cannot_be_asked() -> Refusal:
    return Refusal(
        "They can't be asked: they don't use me yet, or keep to themselves. "
        "They can type /streak partner and name you."
    )


def one_partner() -> Refusal:
    return Refusal("You have a partner already. Type /streak partner to see them, or to end it.")


def no_partner() -> Refusal:
    return Refusal("You have no partner now. Type /streak partner and name a member to ask them.")


def one_question() -> Refusal:
    return Refusal("You asked somebody else already. Type /streak partner to take that back first.")


def asked_not_long_ago() -> Refusal:
    return Refusal(
        "You asked them less than 30 days ago, so not again yet. "
        "They can type /streak partner and name you."
    )


def for_somebody_else() -> Refusal:
    return Refusal("That question is for somebody else. Type /streak partner to ask one yourself.")


def no_such_question() -> Refusal:
    return Refusal("That question is closed. Type /streak partner to see what is open.")


def posted_already() -> Refusal:
    return Refusal("That question was posted already. Type /streak partner to see it.")


def post_where_asked() -> Refusal:
    return Refusal(
        "Post that in the server where you asked. Type /streak partner in a channel there."
    )


def no_such_board() -> Refusal:
    return Refusal("That board isn't there, or not for you. Type /leaderboard in your server.")


def no_shared_server() -> Refusal:
    return Refusal(
        "Boards belong to servers, and you haven't checked in from one with me. "
        "Type /leaderboard in a server."
    )


def nothing_to_show() -> Refusal:
    return Refusal(
        "There is no streak of theirs to show: they haven't begun, or keep it to themselves. "
        "Type /streak show for your own."
    )
