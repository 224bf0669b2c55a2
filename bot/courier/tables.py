"""What the courier keeps: `schedules` say when, `deliveries` are ledger and outbox in one."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.db import Instant, metadata, person

PENDING, SENT, SKIPPED, BLOCKED, UNCERTAIN = "pending", "sent", "skipped", "blocked", "uncertain"
WAITING = "waiting"  # for the post that it follows
POST, PLACE, EDIT = "post", "place", "edit"  # a living message is placed, then edited
ANSWER = "answer"  # a post that left as the answer to whoever pressed for it
REMOVAL = "removal"  # takes a message of ours away

schedules = Table(
    "schedules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String(30), nullable=False),
    Column("kind", String(40), nullable=False),
    person(nullable=True),  # None where the recipient is a server or a cohort
    Column("next_slot", String(40)),  # of a living message the number of its posts so far
    Column("next_due", Instant, index=True),  # None while nothing is to come, or paused
    Column("paused", String(40)),
    Column("rests_until", Instant),  # a living message isn't edited before
    UniqueConstraint("recipient", "kind"),
    sqlite_autoincrement=True,
    info={
        "called": "when your reminders are due",
        "stays": "planned anew from the reminder time",
        "passing": True,
        "of_server": "recipient",
    },
)
# Rows of their own, so that members whose deeds touch the same message never wait for each other.
touches = Table(
    "touches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule", Integer, nullable=False),  # that may be gone meanwhile
    sqlite_autoincrement=True,
)
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String(30), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("slot", String(40), nullable=False),  # what follows a post has `<slot>/<deed>`
    person(nullable=True),  # whom it is to, or whom a post in a server names
    Column("deed", String(10), nullable=False, server_default=POST),
    Column("follows", Integer, index=True),  # the delivery of the post
    Column("channel", BigInteger),
    Column("payload", Text, nullable=False),  # once it is settled only a digest of it
    Column("due", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("why", String(40)),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("first_try", Instant),
    Column("last_try", Instant),
    Column("message", BigInteger),
    UniqueConstraint("recipient", "kind", "slot"),
    Index("deliveries_to_post", "state", "not_before", "due"),
    sqlite_autoincrement=True,
    info={
        "called": "reminders to you and posts about you",
        "stays": "what was posted here",
        "passing": True,
        "of_server": "recipient",
    },
)
restores = Table(
    "restores",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", Instant, nullable=False),  # what happened from here on the backup didn't know
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
