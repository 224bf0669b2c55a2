"""One running Daymark: puts the parts together, runs until told to stop, and stops in order."""

import asyncio
import errno
import gc
import logging
import signal
from contextlib import AsyncExitStack

import discord

from bot import connection, content, discover, heartbeat, jobs, pulse, storage, transport
from bot.addresses import Misdirected
from bot.app import Bot, Parts
from bot.clock import clock_for
from bot.connection import Line
from bot.courier import courier as couriers
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.health import Health
from bot.jobs import Worker
from bot.outages import Share
from bot.pulse import Pulse
from bot.settings import BadConfiguration, Settings
from bot.timetable import Job, Timetable

log = logging.getLogger(__name__)

A_MOMENT = 0.5  # seconds
STOP_WITHIN = 8.0  # seconds; the promise is 10


async def run(settings: Settings) -> None:
    """Runs until SIGTERM or Ctrl-C. Raises BadConfiguration with one sentence."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    if not token:
        raise BadConfiguration(
            "DISCORD_TOKEN is not set: put your bot's token there, or type `make run` "
            "to try Daymark in the playground."
        )
    stop = _told_to_stop()
    _aim(settings)
    database = storage.open_database(settings.database_url.get_secret_value())
    async with AsyncExitStack() as closing:
        closing.callback(storage.hold(database))
        closing.push_async_callback(database.close)
        closing.push_async_callback(_settle, asyncio.all_tasks())
        clock = clock_for(settings.clock_file)
        await storage.migrate(database, clock.now())
        bot = Bot(Parts(database, clock, load_content()), settings.shard_range)
        transport.guard(bot, settings.discord_gateway_url, settings.proxy_host)
        await _work(bot, token, settings, stop, closing)
        log.info("stopped")


async def _work(
    bot: Bot,
    token: str,
    settings: Settings,
    stop: asyncio.Event,
    closing: AsyncExitStack,
) -> None:
    """Everything that goes on beside the members' own doing, until told to stop."""
    parts = bot.parts
    line = Line(bot)
    heart = Pulse(parts.db, parts.clock, Share(*(settings.shard_range or Share())))
    closing.push_async_callback(heart.stop)
    await heart.wake()
    beat = _beating(heart, bot, line)
    courier = Courier(parts.db, parts.clock, parts.letters, Carrier(bot), _share(settings))
    worker = Worker(parts.db, parts.clock, parts.jobs)
    _back_up_nightly(parts)
    health = Health(line.stands, courier.soonest)
    await _serve_health(health, bot, settings)
    closing.push_async_callback(health.stop)
    timetable = Timetable()
    closing.callback(timetable.stop)
    timetable.every(jobs.EVERY_SECONDS, "jobs", worker.tick)
    _start(timetable, line, beat, courier, settings)
    gc.freeze()  # what a process begins with stays: walking through it again took 0.1 s at a time
    if not stop.is_set():
        farewell = _farewell(bot, beat, courier, worker)
        await _until_stopped(bot, token, stop, farewell)


def _back_up_nightly(parts: Parts) -> None:
    file = parts.db.file
    if not file:
        return  # PostgreSQL has its own ways

    async def back_up() -> None:
        await asyncio.to_thread(storage.backup, file, file.parent / "backups", parts.clock.now())

    parts.jobs.nightly("backup", back_up)


def _share(settings: Settings) -> float:
    """The part of all shards that this process serves."""
    ids, count = settings.shard_range or ([0], 1)
    return len(ids) / count


async def _settle(before: "set[asyncio.Task[None]]") -> None:
    """What listeners have begun ends before the database closes, in its own time or cut short."""
    for cut in (False, True):
        left = asyncio.all_tasks() - before - {asyncio.current_task()}
        for task in left if cut else ():
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=A_MOMENT)


def _aim(settings: Settings) -> None:
    try:
        transport.aim_at(
            settings.discord_api_url, settings.discord_gateway_url, settings.proxy_host
        )
    except Misdirected as error:
        raise BadConfiguration(str(error)) from None


def load_content() -> content.Content:
    try:
        return content.load(discover.sources())
    except content.BadContent as error:
        raise BadConfiguration(f"The content has problems:\n{error}") from None


async def _serve_health(health: Health, bot: Bot, settings: Settings) -> None:
    async def count(interaction: discord.Interaction) -> None:
        health.interactions.labels(interaction.type.name).inc()

    bot.add_listener(count, "on_interaction")
    try:
        port = await health.start(settings.http_host, settings.http_port)
    except (OSError, ValueError) as error:
        raise BadConfiguration(unservable(error, settings)) from None
    log.info("health served port=%s", port)


def unservable(error: Exception, settings: Settings) -> str:
    """Why health can't be served there, and what to do."""
    port, number = settings.http_port, getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Port {port} is taken: set DAYMARK_HTTP_PORT to a free one, or to 0."
    if number == errno.EACCES:
        return f"Port {port} isn't for this user: set DAYMARK_HTTP_PORT to one above 1023."
    return (
        f"{settings.http_host} isn't an address of this machine: set DAYMARK_HTTP_HOST to "
        "127.0.0.1, or to 0.0.0.0 for all of them."
    )


def _beating(heart: Pulse, bot: Bot, line: Line) -> Job:
    """The heart's beat while members can be answered, also at the moment they can be again; the
    features are told where that ends an outage."""

    async def beat(*_shard: int) -> None:
        if line.stands() and await heart.beat():
            bot.dispatch("outage")

    for event in ("on_ready", "on_shard_ready", "on_shard_resumed"):
        bot.add_listener(beat, event)
    return beat


def _start(
    timetable: Timetable, line: Line, beat: Job, courier: Courier, settings: Settings
) -> None:
    """With what each process does for itself; all else is a job (bot/jobs.py)."""
    timetable.every(pulse.EVERY_SECONDS, "pulse", beat)

    async def post() -> None:
        if line.stands():
            await courier.tick()

    timetable.every(couriers.EVERY_SECONDS, "courier", post)
    if settings.heartbeat_url:
        job = heartbeat.heartbeat(line.stands, settings.heartbeat_url)
        timetable.every(heartbeat.EVERY_SECONDS, "heartbeat", job)
    timetable.start()


def _told_to_stop() -> asyncio.Event:
    """From the first moment on: a start may be long, and is as welcome to end as a run."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _until_stopped(bot: Bot, token: str, stop: asyncio.Event, farewell: Job) -> None:
    """The database closes after this returns, never in `close()`: `start()` ends with its socket,
    and an open SQLite thread would keep the process alive."""
    running = asyncio.create_task(connection.connect(bot, token))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    try:
        await asyncio.wait_for(_close(bot, running, farewell), STOP_WITHIN)
    except TimeoutError:
        log.warning("stopped without waiting for everything")
    if stop.is_set() or not running.done() or running.cancelled():
        return  # a connection that we cut ourselves has nothing to tell
    if error := running.exception():
        raise connection.explained(error)


def _farewell(bot: Bot, beat: Job, courier: Courier, worker: Worker) -> Job:
    """What is owed to members before the line is cut: answers, and what is on its way."""

    async def say() -> None:
        try:
            await beat()  # until here they could be answered
        except Exception:
            log.exception("the last heartbeat was not kept")
        await asyncio.gather(bot.doors.finish(), courier.stop(), worker.stop())

    return say


async def _close(bot: Bot, running: "asyncio.Task[None]", farewell: Job) -> None:
    await farewell()
    await bot.close()
    running.cancel()
    await asyncio.wait((running,))
