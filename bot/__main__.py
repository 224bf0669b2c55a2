"""The verbs of `python -m bot`. Exit codes: 0 clean, 2 bad configuration, 1 anything else."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot import content, discover, doctor, log, process, restoring, settings, storage
from bot.clock import clock_for
from bot.db import Database
from bot.settings import BadConfiguration

Verb = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(argv)
    try:
        verb: Verb = chosen.verb
        return verb(chosen)
    except BadConfiguration as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    except Exception:
        logging.getLogger(__name__).exception("stopped by a fault of ours")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="daymark", description="A learning-community bot.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, verb, help_ in (
        ("run", run, "run the bot until it is told to stop"),
        ("check", check, "read all content and list every problem"),
        ("migrate", migrate, "bring the database to this version"),
        ("doctor", examine, "check settings, token, database, disk, clock and port"),
    ):
        verbs.add_parser(name, help=help_).set_defaults(verb=verb)
    saving = verbs.add_parser("backup", help="copy the SQLite database while it is in use")
    saving.add_argument("target", help="a file that isn't there yet, or - for standard output")
    saving.set_defaults(verb=backup)
    restoring_ = verbs.add_parser("restore", help="put a backup in the database's place")
    restoring_.add_argument("backup", help="the file to restore, while the bot is stopped")
    restoring_.set_defaults(verb=restore)
    for name, prepare in discover.verbs().items():
        own = verbs.add_parser(name)
        own.set_defaults(verb=prepare(own))
    return parser


def run(_chosen: argparse.Namespace) -> int:
    read = settings.read()
    log.set_up(read.log)
    asyncio.run(process.run(read))
    return 0


def check(_chosen: argparse.Namespace) -> int:
    try:
        found = content.load(discover.sources())
    except content.BadContent as error:
        print(error, file=sys.stderr)
        return 1
    for shelf, entries in found.shelves.items():
        print(f"{shelf}: {len(entries)} entries")
    return 0


def migrate(_chosen: argparse.Namespace) -> int:
    read = settings.read()
    log.set_up(read.log)

    async def upgrade(database: Database) -> None:
        await storage.migrate(database, clock_for(read.clock_file).now())

    asyncio.run(_alone(read, upgrade))
    return 0


def examine(_chosen: argparse.Namespace) -> int:
    """0 where every line is fine, else 1."""
    try:
        read = settings.read()
    except BadConfiguration as error:
        print(doctor.Fact("settings", False, str(error)))
        return 1
    print(doctor.Fact("settings", True, "can be read."))
    return asyncio.run(_printed(read))


async def _printed(read: settings.Settings) -> int:
    """Each as soon as it is known: some take seconds."""
    worst = 0
    async for fact in doctor.facts(read):
        print(fact, flush=True)
        worst = max(worst, not fact.is_fine)
    return worst


def backup(chosen: argparse.Namespace) -> int:
    storage.export(_database(settings.read()), Path(chosen.target))
    return 0


def restore(chosen: argparse.Namespace) -> int:
    read = settings.read()
    log.set_up(read.log)

    async def put_back(database: Database) -> None:
        now = clock_for(read.clock_file).now()
        lost = await restoring.restore(database, Path(chosen.backup), now)
        print(f"{chosen.backup} is in place.")
        if lost:
            since, until = (f"{instant:%Y-%m-%d %H:%M}" for instant in lost)
            print(f"What happened from {since} to {until} UTC is gone; no streak ends by it.")

    asyncio.run(_alone(read, put_back))
    return 0


async def _alone(read: settings.Settings, deed: Callable[[Database], Awaitable[None]]) -> None:
    """Does something to the database while nobody else uses it."""
    database = _database(read)
    release = storage.hold(database)
    try:
        await deed(database)
    finally:
        await database.close()
        release()


def _database(read: settings.Settings) -> Database:
    return storage.open_database(read.database_url.get_secret_value())


if __name__ == "__main__":
    sys.exit(main())
