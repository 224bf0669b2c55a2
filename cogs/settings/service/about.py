"""What happens when someone says who they are: place, day end, home, track, hours, reminder."""

from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chance, guilds, homes, members, reminders
from bot.clock import Clock
from bot.content import Content
from bot.days import DAY, Calendar, Setting
from bot.db import Database, tell_watchers
from bot.errors import Refusal
from bot.members import Answer, Person, Profile
from bot.zones import Found, Place, Places
from cogs.settings.library import FirstDeed, Track
from cogs.settings.outcomes import (
    HOURS,
    LATEST_DAY_START,
    NEVER,
    REMINDERS,
    Meaning,
    Moved,
    Overview,
    Reminders,
    Welcome,
)

NOT_ON_THE_LIST = "That choice isn't on the list any more. Open the form again and pick from it."


class Settings:
    def __init__(self, db: Database, clock: Clock, content: Content) -> None:
        self._db, self._clock = db, clock
        self.tracks = sorted(content.all("tracks", Track), key=lambda track: track.order)
        self._deeds = content.all("first-deeds", FirstDeed)
        self._places = Places.on(content)

    def now(self) -> datetime:
        return self._clock.now()

    async def likely(self, who: Person, locale: str) -> list[Place]:
        async with self._db.reading() as conn:
            zone = await guilds.zone(conn, who.guild)
        return self._places.likely(locale, zone, self._clock.now())

    def suggest(self, typed: str) -> list[Place]:
        return self._places.suggest(typed)

    def find(self, typed: str) -> Found:
        return self._places.find(typed, self._clock.now())

    def place(self, zone: str) -> Place:
        return self._places.of(zone)

    async def move(
        self, who: Person, zone: str | None, day_start: time | None, *, seen: bool
    ) -> Moved | Meaning:
        """Sets zone and day start; somebody with a record sees first what it means for today."""
        if zone and not self._places.knows(zone):
            raise Refusal("I don't know that place. Type /start and pick a city from the list.")
        if day_start and day_start > LATEST_DAY_START:
            raise Refusal("A day can begin between 00:00 and 06:00. Pick one of those times.")
        now = self._clock.now()
        async with self._db.transaction() as conn:
            before = await members.calendar(conn, who.id)
            held = (before or await members.visitor_calendar(conn, who, now)).now_in_force
            start = held.day_start if day_start is None else day_start
            wanted = Setting(now, zone or held.zone, start)
            if before and not seen:
                meaning = _meaning(before, wanted, now)
                if meaning.matters:
                    return meaning
            if not before or not _same(before.now_in_force, wanted):
                await members.move(conn, who, now, wanted.zone, wanted.day_start)
            if zone:
                await members.say_zone(conn, who.id)
            after = await members.calendar(conn, who.id)
            assert after is not None
            return Moved(after)

    async def profile(self, who: Person) -> Profile:
        async with self._db.reading() as conn:
            return await members.profile(conn, who.id)

    async def tell(self, who: Person, track: str, hours: str, reminder: str) -> Welcome:
        """Keeps what was chosen in the form and offers a first deed."""
        chosen = self._track(track)
        if hours not in map(str, HOURS):
            raise Refusal(NOT_ON_THE_LIST)
        at = reminder_time(reminder)
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await members.meet(conn, who, now)
            await members.say(conn, who.id, Answer.TRACK, chosen.id)
            await members.say(conn, who.id, Answer.HOURS, int(hours))
            await members.say(conn, who.id, Answer.REMINDER, at)
            await tell_watchers(conn, who.id)  # this may be their first deed in this server
            return await self._welcome(conn, who, now, 0)

    async def another_deed(self, who: Person, number: int) -> Welcome:
        """The next first deed of the person's track, round and round."""
        async with self._db.reading() as conn:
            return await self._welcome(conn, who, self._clock.now(), number)

    async def overview(self, who: Person) -> Overview:
        async with self._db.reading() as conn:
            return await self._overview(conn, who)

    async def hide(self, who: Person, hidden: bool) -> None:
        """Hides the person from everybody else in every server, or shows them again."""
        async with self._db.transaction() as conn:
            await members.hide(conn, who, hidden, self._clock.now())

    async def _overview(self, conn: AsyncConnection, who: Person) -> Overview:
        now = self._clock.now()
        profile = await members.profile(conn, who.id)
        days = (await members.visitor_calendar(conn, who, now)).now_in_force
        held = await homes.history(conn, who.id)
        return Overview(
            profile,
            self._places.of(days.zone),
            days.day_start,
            held[-1].guild if held else None,
            await _servers(conn, who),
            next((track for track in self.tracks if track.id == profile.track), None),
            now,
            Reminders(profile.reminder, await reminders.differing(conn, who.id)),
        )

    async def go_home(self, who: Person, guild: int) -> Overview:
        """Makes a server where the person has been active their home (R7)."""
        async with self._db.transaction() as conn:
            if guild not in await _servers(conn, who):
                raise Refusal("We don't share that server. Type /me settings and pick another.")
            held = await homes.history(conn, who.id)
            if held and held[-1].guild == guild:
                return await self._overview(conn, who)
            await members.go_home(conn, who, guild, self._clock.now())
            return await self._overview(conn, who)

    def _track(self, id_: str) -> Track:
        found = next((track for track in self.tracks if track.id == id_), None)
        if not found:
            raise Refusal(NOT_ON_THE_LIST)
        return found

    async def _welcome(
        self, conn: AsyncConnection, who: Person, now: datetime, number: int
    ) -> Welcome:
        profile = await members.profile(conn, who.id)
        calendar = await members.visitor_calendar(conn, who, now)
        track = self._track(profile.track or "not-sure")
        deeds = {deed.id: deed for deed in self._deeds if deed.track == track.id}
        order = chance.order("first deed", who.id, calendar.today(now), deeds)
        deed = deeds[order[number % len(order)]]
        place = self._places.of(calendar.now_in_force.zone)
        return Welcome(profile, track, deed, place, number + 1)


async def _servers(conn: AsyncConnection, who: Person) -> list[int]:
    here = [who.guild] if who.guild else []
    held = [home.guild for home in await homes.history(conn, who.id)]
    return list(dict.fromkeys([*here, *held, *await guilds.of_person(conn, who.id)]))


def _same(held: Setting, wanted: Setting) -> bool:
    return (held.zone, held.day_start) == (wanted.zone, wanted.day_start)


def _meaning(before: Calendar, wanted: Setting, now: datetime) -> Meaning:
    today = before.today(now)
    moved = Setting(now, wanted.zone, wanted.day_start, floor=today)
    new_today = moved.today(now)
    return Meaning(
        wanted.zone,
        wanted.day_start,
        today,
        before.now_in_force.starts(today + DAY),
        new_today,
        moved.starts(new_today + DAY),
    )


def reminder_time(typed: str) -> time | None:
    """A reminder time on the list, or None for "never"."""
    if typed == NEVER:
        return None
    found = next((at for at in REMINDERS if f"{at:%H:%M}" == typed), None)
    if not found:
        raise Refusal(NOT_ON_THE_LIST)
    return found
