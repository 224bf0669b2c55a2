"""What members see of their settings: where they are, who they want to become, what to do first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

import discord
from discord import ui
from discord.utils import format_dt

from bot import lines, look
from bot.days import spoken
from bot.members import Profile, Share
from bot.offers import Line
from bot.zones import Found, Place, options
from cogs.settings.library import Track
from cogs.settings.outcomes import (
    DAY_STARTS,
    HOURS,
    NEVER,
    REMINDERS,
    START,
    Meaning,
    Moved,
    Overview,
    Welcome,
)
from cogs.settings.views import reminders

PRIMARY = discord.ButtonStyle.primary
HOUR_WORDS = {
    2: "About 2: a little, most weeks",
    5: "About 5: most days",
    10: "About 10: every day",
    20: "20 or more: nearly full time",
}
SHARING = {
    Share.NEVER: "**A kept day** is never shared",
    Share.ASK: "**A kept day** is shared when you say so",
    Share.ALWAYS: "**A kept day** is always shared, where you check in",
}


def what_time(places: Sequence[Place], now: datetime, purpose: str) -> ui.LayoutView:
    return look.card(
        f"### What time is it where you are?\n"
        f"Your days and your streak follow your own clock. {look.SEED}",
        look.row(_place_select(places, now, purpose)),
        look.row(look.press("My place isn't listed", f"settings:place-form:{purpose}")),
    )


def did_you_mean(found: Found, typed: str, now: datetime, purpose: str) -> ui.LayoutView:
    again = look.row(look.press("Type another place", f"settings:place-form:{purpose}"))
    if not found.offers:
        return look.card(
            f"I don't know {look.quoted(typed)}. Type the nearest big city, for example: Nairobi.",
            again,
            colour=look.AMBER,
        )
    note = f"\n-# {found.note}" if found.note else ""
    return look.card(
        f"Which place do you mean by {look.quoted(typed)}? Pick the one with your time.{note}",
        look.row(_place_select(found.offers, now, purpose)),
        again,
        colour=look.AMBER,
    )


def _place_select(places: Sequence[Place], now: datetime, purpose: str) -> ui.Select[ui.LayoutView]:
    found = options(places, now)
    return look.choose(f"settings:place:{purpose}", "Pick your time and place", found)


def place_form(purpose: str) -> ui.Modal:
    form = ui.Modal(title="Where are you?", custom_id=f"settings:place-form:{purpose}")
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="place", max_length=100, placeholder="Nairobi"
    )
    form.add_item(
        ui.Label(text="Your city", description="Or the nearest big one.", component=field)
    )
    return form


def about_form(profile: Profile, tracks: Iterable[Track]) -> ui.Modal:
    form = ui.Modal(title="About you", custom_id="settings:about")
    track = _picker("track", [(t.id, t.title) for t in tracks], profile.track or "not-sure")
    hours = _picker(
        "hours", [(str(h), HOUR_WORDS[h]) for h in HOURS], str(profile.hours_a_week or 5)
    )
    times = [(NEVER, "No reminder"), *((f"{t:%H:%M}", f"{t:%H:%M}") for t in REMINDERS)]
    reminder = _picker(
        "reminder", times, f"{profile.reminder:%H:%M}" if profile.reminder else NEVER
    )
    form.add_item(ui.Label(text="Where do you want to get to?", component=track))
    form.add_item(ui.Label(text="How many hours a week do you have?", component=hours))
    form.add_item(
        ui.Label(
            text="When may I remind you?",
            description="A private message a day, only when something is left to do.",
            component=reminder,
        )
    )
    return form


def _picker(name: str, options: Iterable[tuple[str, str]], chosen: str) -> ui.Select[ui.Modal]:
    return ui.Select(
        custom_id=name,
        options=[
            discord.SelectOption(label=label, value=value, default=value == chosen)
            for value, label in options
        ],
    )


def welcome(result: Welcome) -> ui.LayoutView:
    deed = result.deed
    return look.card(
        f"### You're set {look.SEED}\n"
        f"{result.track.title}: {result.track.line}\n"
        f"-# Your days end by the clock of {result.place.label}. Change all this in /me settings.\n"
        "-# Boards show your streak in servers where you check in. /me settings also hides you.",
        ui.Separator(),
        f"### Day 1, three minutes: {deed.title}\n{deed.text}\n-# For example: {deed.example}",
        look.row(
            look.press("I did it", "streaks:check-in", PRIMARY),
            look.press("Another idea", f"settings:deed:{result.more}"),
        ),
        colour=look.GREEN,
    )


def meaning(change: Meaning, place: Place, purpose: str) -> ui.LayoutView:
    otherwise = "settings:about-open" if purpose == START else "settings:show"
    yes = f"settings:move:{purpose}:{change.zone}:{change.day_start:%H%M}"
    return look.card(
        f"### Days as in {place.label}, starting at {change.day_start:%H:%M}",
        _what_it_means(change),
        look.row(look.press("Change it", yes, PRIMARY), look.press("Leave it as it is", otherwise)),
    )


def _what_it_means(change: Meaning) -> str:
    before, after = format_dt(change.ends, "f"), format_dt(change.new_ends, "f")
    if change.today == change.new_today:
        return f"Today stays {spoken(change.today)}. It would end {after} instead of {before}."
    return (
        f"Today would become {spoken(change.new_today)} at once and end {after}. "
        f"{spoken(change.today)} would close now. Days you skip this way cost nothing, "
        "once in 30 days."
    )


def moved(result: Moved, place: Place) -> ui.LayoutView:
    held = result.calendar.now_in_force
    return look.card(
        f"### Your days follow {place.label}\nA new day starts at {held.day_start:%H:%M} there.",
        look.row(
            look.press("Check in", "streaks:check-in", PRIMARY),
            look.press("All settings", "settings:show"),
        ),
        colour=look.GREEN,
    )


def overview(
    result: Overview, servers: Mapping[int, str], more: Iterable[Line] = ()
) -> ui.LayoutView:
    """`servers` are those that the person and the bot share, by id; `more` is what other features
    have to say of one's settings."""
    assumed = "" if result.profile.zone_said else " (assumed)"
    parts: list[str | ui.Item[ui.LayoutView]] = [
        "### Your settings",
        _section(
            f"**Place**{assumed}: {result.place.label}, {result.place.time(result.now)} now",
            "Change place",
            "settings:zone",
        ),
        _section(_aims(result), "Change aims", "settings:about-open"),
        reminders.section(result.reminders),
        *lines.shown(more),
        _boards(result.profile),
        _section(SHARING[result.profile.share], "Change sharing", "streaks:sharing"),
        f"**A new day starts** at {result.day_start:%H:%M}",
        look.row(_day_start_select(result.day_start)),
    ]
    if any(server != result.home for server in servers):
        parts += ["**Home server**: its streak rules are yours.", look.row(_home(result, servers))]
    elif result.home is not None and result.home in servers:
        parts.append(f"**Home server**: {look.plain(servers[result.home])}")
    return look.card(*parts)


def _section(text: str, label: str, custom_id: str) -> ui.Section[ui.LayoutView]:
    return ui.Section(text, accessory=look.press(label, custom_id))


def _boards(profile: Profile) -> ui.Section[ui.LayoutView]:
    if profile.hidden:
        return _section("**Boards**: you are hidden everywhere", "Show me again", "settings:unhide")
    return _section("**Boards**: your streak is shown", "Hide me everywhere", "settings:hide")


def hiding(hidden: bool) -> ui.LayoutView:
    """What now holds for everybody else's eyes, with the way back."""
    if hidden:
        words = (
            "### You are hidden\nNobody else sees your streak, on any board, in any server; "
            "a partner sees nothing of your days either."
        )
        back = look.press("Show me again", "settings:unhide")
    else:
        words = "### You are shown again\nBoards show your streak in servers where you checked in."
        back = look.press("Hide me everywhere", "settings:hide")
    return look.card(words, look.row(back, look.press("All settings", "settings:show")))


def _aims(result: Overview) -> str:
    profile = result.profile
    track = result.track.title if result.track else "not said"
    hours = f"about {profile.hours_a_week}" if profile.hours_a_week else "not said"
    return f"**Aim**: {track}\n**Hours a week**: {hours}"


def _day_start_select(held: time) -> ui.Select[ui.LayoutView]:
    options = [(f"{t:%H%M}", f"{t:%H:%M}") for t in DAY_STARTS]
    return look.choose("settings:day-start", "When does your day start?", options, [f"{held:%H%M}"])


def _home(result: Overview, servers: Mapping[int, str]) -> ui.Select[ui.LayoutView]:
    options = [(str(id_), name) for id_, name in list(servers.items())[:25]]
    return look.choose("settings:home", "Pick your home server", options, [str(result.home)])


def help_card(lines: Sequence[Line], moderating: Sequence[Line]) -> ui.LayoutView:
    links = [link for line in (*lines, *moderating) for link in line.links]
    buttons = [look.press(link.label, link.custom_id) for link in links]
    more = [line.text for line in moderating]
    return look.card(
        "### What I can do for you",
        "\n".join(line.text for line in lines),
        *(["\n".join(("**For moderators**", *more))] if more else []),
        "-# Answers are for you alone. Type / to see every command.",
        *look.rows(buttons),
    )
