"""What a look at a server comes out as: plain values that views turn into cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.courier.standing import Coming, Past, Paused
from cogs.moderation.findings import Finding


@dataclass(frozen=True)
class Report:
    """What was found, and what it takes to word it: each place's channel and label, and what each
    kind of post is called."""

    found: Sequence[Finding]
    places: Mapping[str, int]
    labels: Mapping[str, str]
    posts: Mapping[str, str]


@dataclass(frozen=True)
class Leaving:
    """What leaves by itself in a server: what comes, what stands still, what came of the rest.
    `posts` is what each kind is called."""

    guild: int
    coming: Sequence[Coming]
    paused: Sequence[Paused]
    unsent: Sequence[Past]
    sent: Sequence[Past]
    posts: Mapping[str, str]
