"""Random lives of one person, realistic and nasty, as deeds in the order they reach the bot."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from .oracle import Oracle, Settings, day, start
from .oracle_clock import DAY

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Los_Angeles",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Havana",
    "America/Nuuk",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Pacific/Apia",
]
# Around a transition of each of them; the last three can lose a whole date.
BIRTHS = [
    ("UTC", date(2026, 3, 2)),
    ("Europe/Berlin", date(2026, 3, 20)),
    ("Europe/Berlin", date(2026, 10, 16)),
    ("America/Los_Angeles", date(2026, 10, 24)),
    ("Asia/Kathmandu", date(2026, 2, 20)),
    ("Australia/Lord_Howe", date(2026, 3, 30)),
    ("Australia/Lord_Howe", date(2026, 9, 28)),
    ("Africa/Cairo", date(2026, 4, 18)),
    ("Africa/Cairo", date(2026, 10, 24)),
    ("America/Havana", date(2026, 3, 2)),
    ("America/Havana", date(2025, 10, 27)),
    ("America/Nuuk", date(2024, 3, 25)),
    ("America/Nuuk", date(2024, 10, 21)),
    ("Antarctica/Casey", date(2018, 3, 6)),
    ("Antarctica/Casey", date(2020, 9, 29)),
    ("Antarctica/Troll", date(2026, 3, 24)),
    ("Antarctica/Troll", date(2026, 10, 19)),
    ("Pacific/Kiritimati", date(1994, 12, 27)),
    ("Pacific/Apia", date(2011, 12, 26)),
    ("UTC", date(2011, 12, 30)),  # and from here to Apia
]
DAY_STARTS = [time(0), time(6), time(2), time(2, 30), time(3), time(0, 1), time(1, 30), time(5, 59)]
LATER_PARTS = {"rest", "leave", "end_leave", "cancel_leave", "goal", "outage"}
COMPOSED = {"run": "check_in", "trip": "move"}  # gestures of several deeds, and of which
PLAIN_CALLS = {"undo", "unrepair", "unstrike", "ungrant", "outage"}  # these take no `now`
LONGEST_LIFE = timedelta(days=90)
MOST_DEEDS = 60

EDGES = [0, -0.1, 0.1, -1, 1, -60, 60, -600, 600, -899, -900, -901, 900, -1200, 1200, -7200]
LATENESS = [0, 0, 0, 0, 0, -2, 2, -600, 600, -900, 900, -900.1, 900.1, -1200, 1200]
BACK = [None, None, None, None, None, 1, 1, 0, 2, 3, -1, 8]
WEIGHTS = {
    "check_in": 8,
    "run": 3,
    "move": 3,
    "trip": 1,
    "undo": 2,
    "settings": 2,
    "strike": 2,
    "repair": 2,
    "grant": 1,
    "unstrike": 1,
    "unrepair": 1,
    "ungrant": 1,
    "go_home": 1,
    "imported": 1,
    "rest": 2,
    "leave": 2,
    "end_leave": 1,
    "cancel_leave": 1,
    "goal": 2,
    "outage": 3,
}


@dataclass(frozen=True)
class Deed:
    kind: str  # the name of an Oracle method
    now: datetime
    args: dict[str, Any]


@dataclass(frozen=True)
class Life:
    zone: str
    day_start: time
    deeds: list[Deed]

    def oracle(self) -> Oracle:
        return Oracle(self.zone, self.day_start)


def run(oracle: Oracle, deeds: Iterable[Deed]) -> list[Any]:
    """What each deed was answered: the study day, a refusal, or None."""
    return [do(oracle, deed) for deed in deeds]


def do(oracle: Oracle, deed: Deed) -> Any:
    when = () if deed.kind in PLAIN_CALLS else (deed.now,)
    return getattr(oracle, deed.kind)(*when, **deed.args)


Raw = dict[str, Any]
days_back = st.fixed_dictionaries({"back": st.integers(0, 5)})
nothing: st.SearchStrategy[Raw] = st.just({})
EVERYTHING: dict[str, st.SearchStrategy[Raw]] = {
    "check_in": st.fixed_dictionaries(
        {
            "late": st.sampled_from(LATENESS),
            "back": st.sampled_from(BACK),
            "counts": st.sampled_from([True, True, True, True, False]),
        }
    ),
    "run": st.fixed_dictionaries({"days": st.integers(2, 10)}),
    "trip": st.fixed_dictionaries({"days": st.sampled_from([30, 29, 1, 31])}),
    "undo": days_back,
    "move": st.fixed_dictionaries(
        {
            "zone": st.none() | st.sampled_from(ZONES),
            "day_start": st.none() | st.sampled_from(DAY_STARTS),
        }
    ),
    "settings": st.fixed_dictionaries(
        {
            "server": st.sampled_from([1, 1, 2]),
            "settings": st.builds(
                Settings,
                freezes_initial=st.integers(0, 3),
                freeze_earn_every=st.sampled_from([7, 0, 1, 2, 3]),
                freeze_cap=st.integers(0, 3),
                backdate_days=st.sampled_from([1, 0, 2, 7]),
            ),
        }
    ),
    "go_home": st.fixed_dictionaries({"server": st.sampled_from([1, 2])}),
    "repair": days_back,
    "unrepair": days_back,
    "strike": days_back,
    "unstrike": days_back,
    "grant": nothing,
    "ungrant": st.fixed_dictionaries({"n": st.integers(0, 5)}),
    "imported": st.fixed_dictionaries({"back": st.sets(st.integers(-1, 30), max_size=12)}),
    "rest": st.fixed_dictionaries({"weekdays": st.sets(st.integers(0, 6), max_size=4)}),
    "leave": st.fixed_dictionaries(
        {"ahead": st.integers(0, 5), "days": st.sampled_from([1, 2, 5, 10, 21, 22, 0])}
    ),
    "end_leave": nothing,
    "cancel_leave": st.fixed_dictionaries({"ahead": st.sets(st.integers(0, 9), max_size=4)}),
    "goal": st.fixed_dictionaries({"n": st.sampled_from([3, 5, 1, 2, 4, 6, 7, 0, 0, 8])}),
    "outage": st.fixed_dictionaries(
        {"minutes": st.sampled_from([10, 60, 120, 239, 240, 241, 900, 2000, 4320])}
    ),
}

# How the clock goes on: hours, a nudge to an edge of a study day, or a small step back.
forwards = st.one_of(
    st.tuples(st.just("hours"), st.integers(0, 60)),
    st.tuples(st.just("seconds"), st.sampled_from([0, 0.1, 1, 59, 60])),
    st.tuples(st.just("edge"), st.sampled_from(EDGES)),
    st.tuples(st.just("next edge"), st.sampled_from(EDGES)),
)
backwards = st.tuples(st.just("back"), st.sampled_from([0.1, 1, 5, 90]))


@dataclass
class Storyteller:
    """Turns drawn gestures into deeds; knows the person's own zone so that it can aim at edges."""

    zone: str
    day_start: time
    now: datetime
    end: datetime
    grants: int = 0
    deeds: list[Deed] = field(default_factory=list)

    def tell(self, wait: tuple[str, float], kind: str, raw: Raw) -> None:
        how, amount = wait
        if how == "back":  # the clock alone: time goes on from where it was
            self._do(kind, raw, self.now - timedelta(seconds=amount))
            return
        self._wait(how, amount)
        self._do(kind, raw, self.now)

    def _wait(self, how: str, amount: float) -> None:
        seconds = timedelta(seconds=amount)
        later = {
            "hours": lambda: self.now + timedelta(hours=amount),
            "seconds": lambda: self.now + seconds,
            "edge": lambda: self._edge(1) + seconds,
            "next edge": lambda: self._edge(2) + seconds,
        }[how]()
        self.now = min(max(self.now, later), self.end)

    def _edge(self, ahead: int) -> datetime:
        return start(self.zone, self.day_start, self._day(self.now) + ahead * DAY)

    def _day(self, instant: datetime) -> date:
        return day(self.zone, self.day_start, instant)

    def _do(self, kind: str, raw: Raw, now: datetime) -> None:
        if kind in COMPOSED:
            {"run": self._run, "trip": self._trip}[kind](raw["days"])
            return
        if kind == "ungrant" and not self.grants:
            kind, raw = "grant", {}
        self.deeds.append(Deed(kind, now, self._args(kind, raw, now)))
        self._remember(self.deeds[-1])

    def _run(self, days: int) -> None:
        """A check-in a day, so that streaks get somewhere."""
        for _ in range(days):
            self.deeds.append(Deed("check_in", self.now, {}))
            self.now = min(self.now + DAY, self.end)

    def _trip(self, days: int) -> None:
        """Far east and back, and once more some days later: the edge of R4's thirty days."""
        for _ in range(2):
            for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
                self._do("move", {"zone": zone, "day_start": None}, self.now)
            self.now = min(self.now + days * DAY, self.end)

    def _args(self, kind: str, raw: Raw, now: datetime) -> Raw:
        today = self._day(now)
        shape: dict[str, Callable[[], Raw]] = {
            "check_in": lambda: dict(_entry(raw, now, today)),
            "imported": lambda: {"days": {today - n * DAY for n in raw["back"]}},
            "leave": lambda: {
                "first": today + raw["ahead"] * DAY,
                "last": today + (raw["ahead"] + raw["days"] - 1) * DAY,
            },
            "cancel_leave": lambda: {"days": {today + n * DAY for n in raw["ahead"]}},
            "outage": lambda: {"start": now - timedelta(minutes=raw["minutes"]), "end": now},
            "ungrant": lambda: {"n": raw["n"] % self.grants},
        }
        if kind in shape:
            return shape[kind]()
        return {"day": today - raw["back"] * DAY} if "back" in raw else raw

    def _remember(self, deed: Deed) -> None:
        if deed.kind == "move":
            self.zone = deed.args["zone"] or self.zone
            self.day_start = self.day_start if (ds := deed.args["day_start"]) is None else ds
        self.grants += {"grant": 1, "ungrant": -1}.get(deed.kind, 0)


def _entry(raw: Raw, now: datetime, today: date) -> Iterator[tuple[str, Any]]:
    if raw["late"]:
        yield "t", now + timedelta(seconds=raw["late"])
    if raw["back"] is not None:
        yield "day", today - raw["back"] * DAY
    if not raw["counts"]:
        yield "counts", False


def gestures(
    without: Iterable[str], steps_back: bool
) -> st.SearchStrategy[tuple[tuple[str, float], str, Raw]]:
    waits = forwards | backwards if steps_back else forwards
    allowed = {kind for kind in WEIGHTS if COMPOSED.get(kind, kind) not in without}
    kinds = [kind for kind, weight in WEIGHTS.items() if kind in allowed for _ in range(weight)]
    told = st.sampled_from(kinds).flatmap(lambda kind: st.tuples(st.just(kind), EVERYTHING[kind]))
    return st.tuples(waits, told).map(lambda pair: (pair[0], *pair[1]))


@st.composite
def lives(
    draw: st.DrawFn,
    without: Iterable[str] = (),
    steps_back: bool = True,
    goals: bool = False,
    zone: str | None = None,
) -> Life:
    """5 to 60 deeds in at most 90 days; `without` names kinds to leave out (LATER_PARTS). All are
    born in `zone`, if it is given."""
    without = {*without} if goals else {*without, "goal"}
    zone, birth = draw(st.sampled_from([b for b in BIRTHS if zone in (None, b[0])]))
    day_start = draw(st.sampled_from(DAY_STARTS))
    hours = draw(st.sampled_from([12, 0, 6, 23]))
    now = datetime.combine(birth, time(hours), tzinfo=UTC)
    teller = Storyteller(zone, day_start, now, now + LONGEST_LIFE)
    fewest = draw(st.sampled_from([5, 5, 15, 30]))  # else lists come out short
    told = st.lists(gestures(without, steps_back), min_size=fewest, max_size=MOST_DEEDS)
    for wait, kind, raw in draw(told):
        teller.tell(wait, kind, raw)
    return Life(zone, day_start, teller.deeds[:MOST_DEEDS])
