"""Logging as text or JSON, with tokens taken out before a line leaves."""

import logging
import re
import sys
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

# Bounded patterns: a hostile line must not be able to slow the filter down.
SECRETS = (
    re.compile(r"(/(?:webhooks|interactions)/\d{1,20}/)[\w.-]{10,400}"),
    re.compile(r"(\bBot )[\w.-]{10,200}"),
    re.compile(r"(token\\?[\"']?\s{0,3}[:=]\s{0,3}\\?[\"']?)[\w.-]{10,400}", re.IGNORECASE),
    re.compile(r"(://[^\s:/@]{1,100}+:)[^\s@]{1,200}+(?=@)"),
)
# What discord.py tries again by itself, every few seconds for as long as Discord is away.
TRIED_AGAIN = ("Attempting a reconnect", "Failed to connect")
LAYOUT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def redact(text: str) -> str:
    for pattern in SECRETS:
        text = pattern.sub(r"\1…", text)
    return text


class TextLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class JsonLines(JsonFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class OneLine(logging.Filter):
    """An outage in one line each time: a traceback through discord.py helps nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.msg.startswith(TRIED_AGAIN):
            record.msg = f"{record.getMessage()} {record.exc_info[1]!r}"
            record.args = record.exc_info = None
        return True


ONE_LINE = OneLine()


def set_up(kind: Literal["text", "json"]) -> None:
    """INFO for everything: discord.py's DEBUG lines hold tokens and members' words."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(LAYOUT) if kind == "json" else TextLines(LAYOUT))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("apscheduler", "alembic", "aiohttp.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns that we have no voice
    for trying in ("discord.client", "discord.shard", "discord.gateway"):
        logging.getLogger(trying).addFilter(ONE_LINE)
