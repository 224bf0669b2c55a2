"""Finds a post of ours in a channel's history, by the mark in its first component."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from discord.http import HTTPClient
from discord.utils import time_snowflake

MARGIN = timedelta(minutes=5)  # our clock and Discord's may differ
PAGE = 100


@dataclass(frozen=True)
class Ours:
    me: int
    mark: int

    def among(self, page: Iterable[Mapping[str, Any]]) -> int | None:
        for message in page:
            marked = [part.get("id") for part in message.get("components", [])]
            if int(message["author"]["id"]) == self.me and self.mark in marked:
                return int(message["id"])
        return None


async def find(
    http: HTTPClient, channel: int, ours: Ours, begin: datetime, until: datetime
) -> int | None:
    """The message's id, from a little before `begin` to a little after `until`."""
    after = time_snowflake(begin - MARGIN)
    while True:
        page = await http.logs_from(channel, PAGE, after=after)
        if found := ours.among(page):
            return found
        newest = max((int(message["id"]) for message in page), default=after)
        if len(page) < PAGE or newest > time_snowflake(until + MARGIN):
            return None
        after = newest
