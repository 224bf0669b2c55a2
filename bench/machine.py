"""What the figures were measured on, without which they mean nothing."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} cores ({_processor()}), "
        f"load {load:.1f} before · {platform.system()}, Python {platform.python_version()}, "
        f"discord.py {version('discord.py')}, SQLAlchemy {version('sqlalchemy')}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    names = [
        line.partition(":")[2].strip()
        for line in (file.read_text("utf-8").splitlines() if file.exists() else [])
        if line.startswith("model name")
    ]
    return names[0] if names else platform.machine()
