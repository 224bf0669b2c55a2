"""Golden ledgers: facts as JSON, and beside them what they read as, letter for letter.

`python -m tests.streaks.golden_ledgers` writes those of golden_lives.py that aren't there yet.
"""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.days import Calendar, Setting
from cogs.streaks.facts import Dated, Entry, Facts, Goal, Outage, RestPlan, Terms
from cogs.streaks.rhythm import rhythm
from cogs.streaks.rules import Record, replay

from .golden_lives import LIVES, Told

FOLDER = Path(__file__).with_name("golden")


def to_json(facts: Facts, now: datetime) -> dict[str, Any]:
    return {
        "now": str(now),
        "days": [vars(setting) for setting in facts.calendar.settings],
        "latest": facts.calendar.latest,
        "entries": [vars(entry) for entry in sorted(facts.entries, key=lambda each: each.day)],
        "homes": [{"at": home.at, "server": home.guild} for home in facts.homes],
        "terms": [
            {"at": said.at, "server": server, **vars(said.terms)}
            for server, rows in facts.terms.items()
            for said in rows
        ],
        "repaired": sorted(facts.repaired),
        "struck": sorted(facts.struck),
        "granted": [*facts.grants],
        "leave": sorted(facts.leave),
        "rests": [{"since": r.since, "weekdays": sorted(r.weekdays)} for r in facts.rests],
        "outages": [vars(outage) for outage in facts.outages],
        "goals": [vars(goal) for goal in facts.goals],
    }


def from_json(told: dict[str, Any]) -> tuple[Facts, datetime]:
    day, at = date.fromisoformat, datetime.fromisoformat
    calendar = Calendar([_setting(s) for s in told["days"]], told["latest"] and day(told["latest"]))
    terms: dict[int, list[Dated]] = {}
    for said in told["terms"]:
        when, server = at(said.pop("at")), said.pop("server")
        terms.setdefault(server, []).append(Dated(when, server, Terms(**said)))
    facts = Facts(
        calendar=calendar,
        entries=[Entry(**{**each, "day": day(each["day"])}) for each in told["entries"]],
        homes=[Dated(at(home["at"]), home["server"]) for home in told["homes"]],
        terms=terms,
        repaired=frozenset(map(day, told["repaired"])),
        struck=frozenset(map(day, told["struck"])),
        grants=[*map(day, told["granted"])],
        leave=frozenset(map(day, told["leave"])),
        rests=[RestPlan(day(r["since"]), frozenset(r["weekdays"])) for r in told["rests"]],
        outages=[Outage(at(each["begin"]), at(each["end"])) for each in told["outages"]],
        goals=[Goal(day(goal["said_on"]), goal["days"]) for goal in told["goals"]],
    )
    return facts, at(told["now"])


def _setting(said: dict[str, Any]) -> Setting:
    return Setting(
        at=datetime.fromisoformat(said["at"]),
        zone=said["zone"],
        day_start=time.fromisoformat(said["day_start"]),
        floor=said["floor"] and date.fromisoformat(said["floor"]),
    )


def ledger(facts: Facts, now: datetime) -> str:
    """Everything that is shown of a record, oldest day first, and what a board counts of it."""
    record, board = replay(facts, now), replay(facts, now, imported=False)
    days = [f"{d.day} {d.day:%a} {d.verdict}, {d.streak}, {d.freezes}" for d in record.days]
    kept = rhythm(record, facts.goals)
    weeks = [
        f"week of {week.monday}: {week.done} of {'no goal' if week.needed is None else week.needed}"
        for week in kept.weeks
    ]
    weeks.append(f"weeks kept in a row: {kept.streak}")
    summary = [_figures("all", record), _figures("on boards", board)]
    return "\n".join(["day verdict, streak, freezes", *days, *weeks, *summary]) + "\n"


def _figures(what: str, record: Record) -> str:
    return (
        f"{what}: streak {record.streak}, longest {record.longest}, total {record.total}, "
        f"freezes {record.freezes}, {record.state}, ends {record.expires_at}"
    )


def write(name: str, told: Told) -> None:
    """Only where neither file is there, and both hands read the life alike."""
    assert told.product.show(told.now) == told.oracle.show(told.now), name
    facts = told.product.facts(told.now)
    text = json.dumps(to_json(facts, told.now), indent=1, default=str)
    with (FOLDER / f"{name}.json").open("x", encoding="utf-8") as file:
        file.write(text + "\n")
    with (FOLDER / f"{name}.ledger").open("x", encoding="utf-8") as file:
        file.write(ledger(facts, told.now))


if __name__ == "__main__":
    for name, live in LIVES.items():
        if not (FOLDER / f"{name}.ledger").exists():
            write(name, live())
