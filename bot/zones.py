"""From what someone types to the time zones that they may mean. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

MOST = 24  # a select holds 25, and one may be "another place"
LIKE = 72  # of 100; below this a likeness is chance
EXACT, BEGINS = 200, 150  # scores above every likeness; the shortest beginning is the best
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.ASCII)


class Shelved(Protocol):
    """All content; the same object each time (`bot/content.py`)."""

    @property
    def shelves(self) -> Mapping[str, Sequence[Any]]: ...


class City(Protocol):
    """What this module reads of an entry in `content/settings/`."""

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...


class Abbreviation(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def zones(self) -> Sequence[str]: ...
    @property
    def note(self) -> str: ...


class Locale(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def zones(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Place:
    label: str
    zone: str

    def time(self, now: datetime) -> str:
        return f"{now.astimezone(ZoneInfo(self.zone)):%H:%M}"


@dataclass(frozen=True)
class Found:
    """`zone` where the words name one without doubt, else what they may mean, and why not."""

    zone: str | None = None
    offers: Sequence[Place] = ()
    note: str = ""


class Places:
    """All cities and zones, ready to be searched."""

    def __init__(
        self,
        cities: Iterable[City],
        abbreviations: Iterable[Abbreviation],
        locales: Iterable[Locale],
    ) -> None:
        self._zones = {zone for zone in available_timezones() if "/" in zone or zone == "UTC"}
        self._cities = [c for c in cities if c.zone in self._zones]
        self._abbreviations = {_plain(a.name): a for a in abbreviations}
        self._locales = {locale.code: locale.zones for locale in locales}
        self._by_zone = _first_of_each_zone(self._cities)
        self._keys, self._meant = _index(self._cities, self._zones)

    @staticmethod
    @cache
    def on(content: "Shelved") -> "Places":
        """All places of the content, put in order once for every feature that asks."""
        shelves = content.shelves
        return Places(shelves["cities"], shelves["abbreviations"], shelves["locales"])

    def find(self, typed: str, now: datetime) -> Found:
        """Exactly one zone for an IANA name; else offers, likeliest first, never a guess."""
        word = _plain(typed)
        if abbreviation := self._abbreviations.get(word):
            offers = [self.of(zone) for zone in abbreviation.zones]
            return Found(offers=offers, note=abbreviation.note)
        exact = next((zone for zone in self._zones if zone.lower() == typed.strip().lower()), None)
        if exact:
            return Found(zone=exact)
        if offset := OFFSET.fullmatch(word):
            return Found(offers=self._at_offset(offset, now), note="An offset names no place.")
        return Found(offers=self.suggest(typed))

    def knows(self, zone: str) -> bool:
        return zone in self._zones

    def of(self, zone: str) -> Place:
        city = self._by_zone.get(zone)
        return Place(_label(city) if city else zone, zone)

    def likely(self, locale: str, also: str, now: datetime) -> list[Place]:
        """For someone who typed nothing: their language's places first, then the world by clock."""
        first = [*self._locales.get(locale, ()), *([also] if also in self._by_zone else [])]
        rest = {zones[0] for zones in self._locales.values()} - set(first)
        ordered = [*dict.fromkeys(first), *sorted(rest, key=lambda zone: _offset(zone, now))]
        return [self.of(zone) for zone in ordered[:MOST]]

    def suggest(self, typed: str, most: int = MOST) -> list[Place]:
        """Places by beginning and by likeness, best first; one row a city."""
        word = _plain(typed)[:60]
        if not word:
            return []
        alike = process.extract(word, self._keys, scorer=fuzz.ratio, score_cutoff=LIKE, limit=40)
        # Short keys such as "LA" are like everything, so they count only when typed exactly.
        scores = {key: score for key, score, _ in alike if len(key) > 3 or key == word}
        for key in self._keys:
            if key.startswith(word):
                scores[key] = EXACT if key == word else max(scores.get(key, 0), BEGINS - len(key))
        least = BEGINS - len(word) - 60 if word in scores else 0  # who is exact needs no likeness
        ranked = sorted((k for k in scores if scores[k] >= least), key=lambda key: -scores[key])
        places = (place for key in ranked for place in self._meant[key])
        return list(dict.fromkeys(places))[:most]

    def _at_offset(self, offset: re.Match[str], now: datetime) -> list[Place]:
        sign, hours, minutes = offset.groups()
        wanted = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        zones = [zone for zone in self._by_zone if _offset(zone, now) == wanted]
        return [self.of(zone) for zone in zones[:MOST]]


def options(places: Iterable[Place], now: datetime) -> list[tuple[str, str]]:
    """(zone, what a select shows) in the same order; a zone stands once."""
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(place.zone, f"{place.time(now)} · {place.label}")
    return list(found.items())


def _index(
    cities: Iterable[City], zones: Iterable[str]
) -> tuple[list[str], dict[str, list[Place]]]:
    """Search keys in their order of weight: cities, aliases, countries, then bare zone names."""
    meant: dict[str, list[Place]] = {}
    rows = [(c, Place(_label(c), c.zone)) for c in cities]
    named = [(c.name, place) for c, place in rows]
    named += [(f"{c.name} {c.country}", place) for c, place in rows]
    named += [(alias, place) for c, place in rows for alias in c.aliases]
    named += [(c.country, place) for c, place in rows]
    named += [(zone, Place(zone, zone)) for zone in sorted(zones)]
    for name, place in named:
        meant.setdefault(_plain(name), []).append(place)
    return list(meant), meant


def _first_of_each_zone(cities: Iterable[City]) -> dict[str, City]:
    """The city that stands for a zone: the one that the zone is named after, else the first."""
    found: dict[str, City] = {}
    for city in cities:
        named_after = _plain(city.zone.rsplit("/", 1)[-1]) == _plain(city.name)
        if named_after or city.zone not in found:
            found[city.zone] = city
    return found


def _label(city: City) -> str:
    return f"{city.name}, {city.country}"


def _offset(zone: str, now: datetime) -> timedelta:
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _plain(words: str) -> str:
    """Lower case, without accents, underscores and slashes."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[_/.,’']+", " ", letters).split())
