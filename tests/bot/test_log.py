"""What leaves in a log line, and what is taken out first."""

import io
import json
import logging
import sys
import time

import pytest

from bot import log

BOT = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz_-0123456789"
WEBHOOK = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OkFCQ0RFRkdISUpLTE1OT1A"
PASSWORD = "correct-horse"


@pytest.fixture(params=["text", "json"])
def written(request, monkeypatch):
    """The root logger set up anew, onto a page that can be read."""
    root, page = logging.getLogger(), io.StringIO()
    before = root.level, root.handlers[:]
    monkeypatch.setattr(sys, "stderr", page)
    log.set_up(request.param)
    yield page.getvalue
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"Authorization: Bot {BOT}", "Authorization: Bot …"),
        (f"POST /interactions/123/{WEBHOOK}/callback", "POST /interactions/123/…/callback"),
        (f"PATCH /webhooks/123/{WEBHOOK}/messages/@original", "/webhooks/123/…/messages/@original"),
        (f'{{"token": "{WEBHOOK}"}}', '{"token": "…"}'),
        (f"{{'token': '{BOT}', 'op': 2}}", "…', 'op': 2}"),
        (f"token={BOT}", "token=…"),
        (f"DISCORD_TOKEN={BOT}", "TOKEN=…"),
        (f"Token: {BOT}", "Token: …"),
        (f"postgresql+asyncpg://ada:{PASSWORD}@db/daymark", "://ada:…@db/daymark"),
        (f"postgresql://ada:{PASSWORD}@db/daymark", "://ada:…@db/daymark"),
    ],
)
def test_secrets_are_taken_out(written, line, left):
    logging.getLogger("x").warning(line)
    for secret in (BOT, WEBHOOK, PASSWORD):
        assert secret not in written()
    assert left.replace('"', "") in written().replace("\\", "").replace('"', "")


def test_secrets_are_taken_out_of_tracebacks_and_arguments(written):
    try:
        raise ConnectionError(f"postgresql://ada:{PASSWORD}@db/x with Bot {BOT}")
    except ConnectionError:
        logging.getLogger("x").exception("failed at %s", {"token": WEBHOOK})
    assert "ConnectionError" in written()
    for secret in (BOT, WEBHOOK, PASSWORD):
        assert secret not in written()


@pytest.mark.parametrize(
    "line",
    ["ready guilds=1 commands=4", "check-in kept person=1 day=2026-03-02", "read https://x.org/a"],
)
def test_other_lines_leave_as_they_are(line):
    assert log.redact(line) == line


def test_debug_lines_never_leave(written):
    logging.getLogger("discord.gateway").debug("for event: %s", "a member's words")
    assert written() == ""


def away() -> None:
    raise ConnectionError("the gateway is gone")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("shard", "Attempting a reconnect for shard ID %s in 1.00s"),
        ("shard", "Failed to connect for shard_id: %s. Retrying..."),
        ("client", "Attempting a reconnect in %s"),
    ],
)
def test_an_outage_is_one_line(written, name, line):
    try:
        away()
    except ConnectionError:
        logging.getLogger(f"discord.{name}").exception(line, 0)
    assert "ConnectionError('the gateway is gone')" in written()
    assert line % 0 in written()
    assert written().count("\n") == 1
    assert "Traceback" not in written()


def test_any_other_error_keeps_its_traceback(written):
    try:
        away()
    except ConnectionError:
        logging.getLogger("discord.client").exception("Ignoring exception in %s", "on_message")
    assert "Traceback" in written()


@pytest.mark.parametrize("written", ["json"], indirect=True)
def test_json_lines_can_be_read_by_a_machine(written):
    logging.getLogger("bot.x").info("posted guild=%s", 7)
    line = json.loads(written())
    assert (line["levelname"], line["name"], line["message"]) == ("INFO", "bot.x", "posted guild=7")


@pytest.mark.parametrize("written", ["json"], indirect=True)
def test_a_line_of_json_stays_json_when_a_secret_is_taken_out(written):
    logging.getLogger("x").info('{"token": "%s", "a": 1}', WEBHOOK)
    assert json.loads(written())["message"].startswith('{"token": ')


@pytest.mark.parametrize(
    "hostile",
    [
        "Bot " * 250_000,
        "token: " * 150_000,
        "token" + " " * 1_000_000,
        "/webhooks/1/" * 90_000,
        "a" * 1_000_000,
        "a+" * 500_000,
        "a://" * 250_000,
        "a://" + "b" * 1_000_000,
        "a://b:" * 170_000,
        "a://b:" + "c" * 1_000_000,
        ("a" * 20 + "+" + "a" * 20 + "://" + "b" * 99 + ":") * 7_000,
    ],
    ids=lambda line: line[:12].strip(),
)
def test_a_hostile_megabyte_does_not_hold_us_up(hostile):
    began = time.process_time()
    log.redact(hostile)
    assert time.process_time() - began < 1.0
