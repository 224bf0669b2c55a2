"""The picture of a year, by its pixels: readable by anyone, on any ground, at a phone's width."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops

from cogs.streaks import heatmap
from cogs.streaks.grid import Grid, Mark

DAY = timedelta(days=1)
FIRST, TODAY = date(2025, 3, 3), date(2026, 3, 4)  # 53 weeks, from a Monday to the last Sunday
PHONE = 360 / heatmap.SIZE[0]
Colour = tuple[int, int, int]


def every_mark() -> Grid:
    days = [FIRST + n * DAY for n in range(53 * 7)]
    marks = [*Mark]
    return Grid(TODAY, {day: marks[n % 6] for n, day in enumerate(days)})


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return opened(heatmap.drawn(every_mark()))


def cell(image: Image.Image, day: date, scale: float = 1.0) -> Image.Image:
    x, y = heatmap.corner(every_mark(), day)
    box = (x, y, x + heatmap.CELL, y + heatmap.CELL)
    return image.crop(tuple(round(edge * scale) for edge in box))


def first_of(mark: Mark) -> date:
    return next(day for day in every_mark().days(mark) if day != TODAY)


def luminance(colour: Colour) -> float:
    """WCAG 2's relative luminance."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(image: Image.Image) -> Iterator[Colour]:
    for _, colour in image.getcolors(256):
        yield colour


def brightest(image: Image.Image) -> Colour:
    return max(colours(image), key=luminance)


def ground(picture: Image.Image) -> Colour:
    return picture.getpixel((0, 0))


def test_it_is_a_small_file_of_a_known_size():
    png = heatmap.drawn(every_mark())
    assert opened(png).size == heatmap.SIZE
    assert len(png) < 48 * 1024


def test_it_has_a_ground_of_its_own_so_that_discord_s_never_shows_through(picture):
    image = Image.open(BytesIO(heatmap.drawn(every_mark())))
    assert image.mode == "P"
    assert "transparency" not in image.info
    corners = [(x, y) for x in (0, picture.width - 1) for y in (0, picture.height - 1)]
    assert {picture.getpixel(corner) for corner in corners} == {ground(picture)}


@pytest.mark.parametrize("mark", Mark)
def test_each_mark_stands_out_from_the_ground(picture, mark):
    assert contrast(brightest(cell(picture, first_of(mark))), ground(picture)) >= 4.5


def test_words_stand_out_from_the_ground(picture):
    title = picture.crop((0, 0, picture.width, heatmap.MARGIN + heatmap.LINE))
    assert contrast(brightest(title), ground(picture)) >= 7


@pytest.mark.parametrize("scale", [1.0, PHONE], ids=["as drawn", "on a phone"])
def test_no_two_marks_look_alike_without_colour(picture, scale):
    small = picture.resize([round(side * scale) for side in picture.size]).convert("L")
    cells = {mark: cell(small, first_of(mark), scale).resize((15, 15)) for mark in Mark}
    for one, other in combinations(Mark, 2):
        apart = ImageChops.difference(cells[one], cells[other]).get_flattened_data()
        assert sum(grey > 60 for grey in apart) >= 15, (one, other)  # of 225 pixels


def test_marks_differ_in_how_much_light_they_give(picture):
    grey = picture.convert("L")
    given = sorted(sum(cell(grey, first_of(mark)).get_flattened_data()) for mark in Mark)
    assert all(more > 1.05 * less for less, more in pairwise(given))


def framed(shown: Grid) -> list[date]:
    image = opened(heatmap.drawn(shown))
    places = {day: heatmap.corner(shown, day) for day in shown.marks}
    beside = {day: image.getpixel((x - 4, y + 19)) for day, (x, y) in places.items()}
    return [day for day, colour in beside.items() if colour != ground(image)]


def test_today_has_a_frame_and_no_other_day_has():
    assert framed(every_mark()) == [TODAY]


def test_another_year_has_no_frame():
    assert framed(Grid(date(2026, 3, 12), every_mark().marks)) == []


def test_the_legend_shows_what_is_there_and_nothing_else(picture):
    assert {mark for mark in Mark if in_legend(picture, mark)} == {*Mark}
    only = {FIRST + n * DAY: (Mark.DONE, Mark.MISSED)[n % 2] for n in range(53 * 7)}
    image = opened(heatmap.drawn(Grid(TODAY, only)))
    assert {mark for mark in Mark if in_legend(image, mark)} == {Mark.DONE, Mark.MISSED}


def in_legend(image: Image.Image, mark: Mark) -> bool:
    wanted = heatmap._stamp(mark)
    box = wanted.getbbox()
    for line in range(2):
        y = heatmap.MARGIN + heatmap.LINE + heatmap.STRIPS * heatmap.STRIP + heatmap.SPACE
        y += line * heatmap.LINE
        for x in range(heatmap.MARGIN, image.width - heatmap.CELL):
            found = image.crop((x, y, x + heatmap.CELL, y + heatmap.CELL))
            if box and near(found, wanted):
                return True
    return False


def near(one: Image.Image, other: Image.Image) -> bool:
    return max(high for _, high in ImageChops.difference(one, other).getextrema()) < 24


def test_each_row_has_its_weekday_and_each_strip_its_months(picture):
    for strip in range(heatmap.STRIPS):
        top = heatmap.MARGIN + 2 * heatmap.LINE + strip * heatmap.STRIP
        for weekday in range(7):
            y = top + weekday * heatmap.PITCH
            name = picture.crop((heatmap.MARGIN, y, heatmap.MARGIN + 60, y + heatmap.CELL))
            assert len({*colours(name)}) > 1, (strip, weekday)
        names = picture.crop((heatmap.MARGIN, top - heatmap.PITCH, picture.width, top - 8))
        assert len({*colours(names)}) > 1, strip


def test_months_are_named_where_they_begin_and_where_a_strip_does():
    named = {week: f"{day:%b}" for week, day in heatmap.months(every_mark()).items()}
    assert named == {
        0: "Mar", 4: "Apr", 8: "May", 12: "Jun",
        18: "Jul", 21: "Aug", 26: "Sep", 30: "Oct", 34: "Nov",
        36: "Nov", 39: "Dec", 43: "Jan", 47: "Feb", 51: "Mar",
    }  # fmt: skip


@pytest.mark.parametrize("year", [2012, 2018, 2024, 2026, 2040])
def test_every_year_fits(year):
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    shown = Grid(TODAY, {date(year, 1, 1) + n * DAY: Mark.DONE for n in range(days)})
    x, y = heatmap.corner(shown, date(year, 12, 31))
    assert x + heatmap.CELL <= heatmap.SIZE[0] - heatmap.MARGIN
    assert y + heatmap.CELL < heatmap.SIZE[1] - 2 * heatmap.LINE
    assert {day.month for day in heatmap.months(shown).values()} == {*range(1, 13)}
    weeks = [*heatmap.months(shown)]
    near = [(a, b) for a, b in pairwise(weeks) if b - a < 2]
    assert all(b % heatmap.WEEKS_A_STRIP == 0 for _, b in near)  # no names run into each other
    assert opened(heatmap.drawn(shown)).size == heatmap.SIZE


def test_the_same_year_gives_the_same_bytes_also_from_several_threads():
    with ThreadPoolExecutor(4) as workers:
        drawn = {*workers.map(heatmap.drawn, [every_mark() for _ in range(8)])}
    assert drawn == {heatmap.drawn(every_mark())}


def test_the_font_and_its_licence_are_beside_the_code_that_uses_them():
    assert heatmap.FONT.is_file()
    assert "Bitstream" in heatmap.FONT.with_name("LICENSE.txt").read_text("utf-8")
