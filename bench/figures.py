"""Times as rows of a table: ours, the bare bot's, and their ratio."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

HEAD = ("what", "n", "p50", "bare", "ratio", "p99", "bare", "ratio")
ENOUGH_FOR_P99 = 100


@dataclass(frozen=True)
class Row:
    """Milliseconds of ours and of the bare bot, which may have none."""

    what: str
    ours: Sequence[float]
    bare: Sequence[float] = ()

    def cells(self) -> tuple[str, ...]:
        count = len(self.ours)
        p99 = self._compared(0.99) if count >= ENOUGH_FOR_P99 else ("", "", "")
        return self.what, str(count), *self._compared(0.5), *p99

    def _compared(self, share: float) -> tuple[str, str, str]:
        ours = percentile(self.ours, share)
        if not self.bare:
            return _shown(ours), "", ""
        bare = percentile(self.bare, share)
        return _shown(ours), _shown(bare), f"{ours / bare:.1f}"


def percentile(times: Sequence[float], share: float) -> float:
    """The nearest rank: a time that was really measured."""
    return sorted(times)[ceil(share * len(times)) - 1]


def _shown(ms: float) -> str:
    return f"{ms:.0f} ms" if ms >= 100 else f"{ms:.1f} ms"


def table(rows: Iterable[Row]) -> str:
    """Markdown, aligned so that it reads as well in a terminal."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(cells, widths) for cells in (HEAD, rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
