"""Draws the heat map: the only place that knows Pillow, and slow enough for a worker thread.

A year in one row is too small to read on a phone, so it is three strips of weeks. Its own dark
ground makes it look the same in dark and in light, and each mark has a shape and a lightness of
its own, so that nobody has to tell colours apart.
"""

from calendar import day_abbr, month_abbr
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from cogs.streaks.grid import Grid, Mark

FONT = Path(__file__).parent / "font" / "DejaVuSans.ttf"
STRIPS, WEEKS_A_STRIP = 3, 18  # 54 weeks: as many as a calendar year can touch
PITCH, CELL, LETTERS = 44, 38, 34  # pixels; a phone shows about 40 of 100
MARGIN, WEEKDAYS, LINE, SPACE, FRAME = 24, 88, 50, 12, 6
STRIP = LINE + 7 * PITCH
SIZE = (
    2 * MARGIN + WEEKDAYS + WEEKS_A_STRIP * PITCH,
    2 * MARGIN + STRIPS * STRIP + 3 * LINE,  # the title and two lines of legend
)
GROUND, INK = "#1e1f22", "#e6e8ec"
COLOURS = {
    Mark.DONE: "#a7f0c0",
    Mark.FROZEN: "#6cb8ff",
    Mark.EXCUSED: "#c7a6f5",
    Mark.MISSED: "#9aa1ad",
    Mark.VOID: "#9aa1ad",
    Mark.UNLIVED: "#868e99",
}
FINER = 4  # marks are drawn larger and reduced, so that their edges are smooth
SHADES = 8  # from the ground to each colour: enough for smooth edges, and half of the bytes
Corner = tuple[int, int]


def drawn(grid: Grid) -> bytes:
    """A PNG of SIZE; the same grid always gives the same bytes."""
    sheet = _Sheet(grid)
    sheet.name_weekdays()
    sheet.name_months()
    sheet.mark_days()
    sheet.explain()
    return sheet.png()


def corner(grid: Grid, day: date) -> Corner:
    """The upper left pixel of a day's cell, CELL wide and high."""
    week, weekday = grid.place(day)
    strip, column = divmod(week, WEEKS_A_STRIP)
    return _left(column), _top(strip) + weekday * PITCH


def months(grid: Grid) -> dict[int, date]:
    """Weeks over which a month is named: where it begins, and at the start of each strip. A name
    is wider than one week: where there is no room for it, it is left out."""
    named: dict[int, date] = {}
    for day in grid.marks:
        week, _ = grid.place(day)
        column = week % WEEKS_A_STRIP
        if (day.day == 1 and column < WEEKS_A_STRIP - 1) or (column == 0 and week not in named):
            named[week] = day
    return {week: day for week, day in named.items() if day.day == 1 or week + 1 not in named}


class _Sheet:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._image = Image.new("RGB", SIZE, GROUND)
        self._paper = ImageDraw.Draw(self._image)
        # A font of its own: they aren't safe to share between threads.
        self._font = ImageFont.truetype(FONT, LETTERS, layout_engine=ImageFont.Layout.BASIC)
        self._stamps = {mark: _stamp(mark) for mark in Mark}

    def name_weekdays(self) -> None:
        for strip in range(STRIPS):
            for weekday, name in enumerate(day_abbr):
                self._write((MARGIN, _top(strip) + weekday * PITCH), name)

    def name_months(self) -> None:
        grid = self._grid
        self._write((MARGIN, MARGIN), f"{_said(grid.first)} to {_said(grid.last)}")
        for week, day in months(grid).items():
            strip, column = divmod(week, WEEKS_A_STRIP)
            self._write((_left(column), _top(strip) - PITCH), month_abbr[day.month])

    def mark_days(self) -> None:
        grid = self._grid
        for day, mark in grid.marks.items():
            self._image.paste(self._stamps[mark], corner(grid, day))
        if grid.today in grid.marks:
            self._frame(corner(grid, grid.today))

    def explain(self) -> None:
        """The legend of what is there to be seen, in two lines at most."""
        grid = self._grid
        x, y = MARGIN, _top(STRIPS) - LINE + SPACE
        for mark in [mark for mark in Mark if grid.days(mark)]:
            x, y = self._room(x, y, mark)
            self._image.paste(self._stamps[mark], (x, y))
            x = self._write((x + CELL + SPACE, y), mark) + 2 * SPACE
        if grid.today in grid.marks:
            x, y = self._room(x, y, "today")
            self._frame((x, y))
            self._write((x + CELL + SPACE + FRAME, y), "today")

    def png(self) -> bytes:
        file = BytesIO()
        flat = self._image.quantize(palette=_palette(), dither=Image.Dither.NONE)
        flat.save(file, "PNG")
        return file.getvalue()

    def _room(self, x: int, y: int, words: str) -> Corner:
        wide = CELL + SPACE + int(self._font.getlength(words))
        return (x, y) if x + wide <= SIZE[0] - MARGIN else (MARGIN, y + LINE)

    def _write(self, at: Corner, words: str) -> int:
        """Beside a cell whose corner this is; returns where the words end."""
        x, y = at
        self._paper.text((x, y + CELL // 2), words, INK, self._font, anchor="lm")
        return x + int(self._font.getlength(words))

    def _frame(self, at: Corner) -> None:
        x, y = at
        box = (x - FRAME, y - FRAME, x + CELL + FRAME - 1, y + CELL + FRAME - 1)
        self._paper.rounded_rectangle(box, 8, outline=INK, width=4)


def _left(column: int) -> int:
    return MARGIN + WEEKDAYS + column * PITCH


def _top(strip: int) -> int:
    return MARGIN + 2 * LINE + strip * STRIP


def _said(day: date) -> str:
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def _palette() -> Image.Image:
    ground = ImageColor.getrgb(GROUND)
    shades: list[int] = []
    for colour in dict.fromkeys([INK, *COLOURS.values()]):
        for n in range(SHADES + 1):
            far = zip(ground, ImageColor.getrgb(colour), strict=True)
            shades += [low + (high - low) * n // SHADES for low, high in far]
    image = Image.new("P", (1, 1))
    image.putpalette(shades)
    return image


def _stamp(mark: Mark) -> Image.Image:
    """One mark on the ground, as large as a cell."""
    far = CELL * FINER - 1
    image = Image.new("RGB", (far + 1, far + 1), GROUND)
    paper, colour = ImageDraw.Draw(image), COLOURS[mark]
    middle, thick = far // 2, far // 7
    match mark:
        case Mark.DONE:
            paper.rounded_rectangle((0, 0, far, far), thick, colour)
        case Mark.FROZEN:
            paper.polygon([(middle, 0), (far, middle), (middle, far), (0, middle)], colour)
        case Mark.EXCUSED:
            paper.rounded_rectangle((0, middle - thick, far, middle + thick), thick, colour)
        case Mark.MISSED:
            paper.rounded_rectangle((0, 0, far, far), thick, outline=colour, width=thick)
        case Mark.VOID:
            paper.line((0, far, far, 0), colour, thick)
        case Mark.UNLIVED:
            paper.circle((middle, middle), thick, colour)
    return image.reduce(FINER)
