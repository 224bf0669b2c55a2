"""The shape of `content/settings/`: places, tracks and first deeds."""

from typing import Annotated

from pydantic import Field

from bot.content import Entry, Ref, Source

Zone = Annotated[str, Field(pattern=r"^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$")]


class City(Entry):
    """Where people say they are. Names are unique; a smaller namesake carries its region."""

    name: str
    country: str
    zone: Zone
    aliases: tuple[str, ...] = ()


class Abbreviation(Entry):
    """What people type instead of a place; `note` says why it isn't taken as it is."""

    name: str
    means: str
    zones: tuple[Zone, ...] = Field(min_length=1)
    note: str


class Locale(Entry):
    """The likeliest zones of people who use Discord in this language."""

    code: str
    zones: tuple[Zone, ...] = Field(min_length=1, max_length=6)


class Track(Entry):
    id: str
    title: str = Field(max_length=60)
    line: str = Field(max_length=90)
    order: int


class FirstDeed(Entry):
    """Three minutes that make a newcomer's day 1."""

    id: str
    track: Annotated[str, Ref("tracks")]
    title: str = Field(max_length=45)
    text: str
    example: str = Field(max_length=100)


SOURCES = [
    Source("cities", "settings/cities.toml", "city", City, "name"),
    Source("abbreviations", "settings/abbreviations.toml", "abbreviation", Abbreviation, "name"),
    Source("locales", "settings/locales.toml", "locale", Locale, "code"),
    Source("tracks", "settings/tracks.toml", "track", Track),
    Source("first-deeds", "settings/first_deeds.toml", "deed", FirstDeed),
]
