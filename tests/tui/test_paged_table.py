"""A table over ten million rows holds a few pages, asks by key, and ends up on the right row whatever the
keys.
"""

import asyncio
from collections.abc import Sequence

import pytest
from textual.app import ComposeResult

from models.refusals import BookBusy
from tests.tui.robot import station
from tests.tui.shell import NoBook
from tui.app import StationApp
from tui.clerk import Clerk
from tui.screens.base import StationScreen
from tui.widgets.cells import Column, Row
from tui.widgets.paged_table import WINDOW_MAX, PagedTable


class Numbers:
    """Rows 0 … size-1, one for each number, given as a keyset would."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0
        self.failing = False
        self.slow: asyncio.Event | None = None

    async def page(self, after: object | None, limit: int, backwards: bool) -> Sequence[Row]:
        self.asked += 1
        if self.slow is not None:
            await self.slow.wait()
        if self.failing:
            raise BookBusy()
        if backwards:
            end = self.size if after is None else int(str(after))
            return [self.row(n) for n in range(max(0, end - limit), end)]
        start = 0 if after is None else int(str(after)) + 1
        return [self.row(n) for n in range(start, min(self.size, start + limit))]

    async def count(self) -> int | None:
        return self.size

    def row(self, number: int) -> Row:
        return Row(number, (f"SN{number:08d}", "in stock"))


class Report(StationScreen[None]):
    """A table and nothing else."""

    def __init__(self, source: Numbers) -> None:
        super().__init__()
        self.source = source
        self.table = PagedTable(
            [Column("Serial", 20), Column("State", 10, grows=True)], empty="No serial numbers."
        )

    def listing(self) -> PagedTable:
        return self.table

    def compose_body(self) -> ComposeResult:
        yield self.table

    async def load(self) -> None:
        self.table.open(self.source)


def report(size: int) -> tuple[StationApp, Report]:
    screen = Report(Numbers(size))
    return StationApp(Clerk(NoBook), lambda: screen), screen


def number(screen: Report) -> int:
    assert screen.table.row is not None
    return int(str(screen.table.row.key))


async def test_ten_million_rows_open_at_the_first_and_jump_to_the_last_with_few_questions() -> None:
    app, screen = report(10_000_000)
    async with station(app) as robot:
        robot.sees("Serial", "SN00000000", "SN00000012")
        await robot.press("end")
        robot.sees("SN09999999")
        assert number(screen) == 9_999_999
        await robot.press("home")
        assert number(screen) == 0
        assert screen.source.asked <= 6
        assert screen.table.total == 10_000_000


async def test_paging_far_down_and_back_visits_every_row_once_in_order() -> None:
    app, screen = report(10_000_000)
    async with station(app) as robot:
        seen = [number(screen)]
        for _ in range(1500):
            screen.table.move("down")
            while screen.table.fetching:
                await asyncio.sleep(0)
            seen.append(number(screen))
        assert seen == list(range(1501))
        assert len(screen.table._rows) <= WINDOW_MAX
        for _ in range(150):
            screen.table.move("pageup")
            while screen.table.fetching:
                await asyncio.sleep(0)
        assert number(screen) == 0
        await robot.settle()
        robot.sees("SN00000000")


@pytest.mark.parametrize("size", [0, 1, 199, 200, 201, 400])
async def test_small_tables_begin_and_end_where_they_do(size: int) -> None:
    app, screen = report(size)
    async with station(app) as robot:
        await robot.press("end")
        if size == 0:
            robot.sees("No serial numbers.")
            assert screen.table.row is None
        else:
            assert number(screen) == size - 1
            await robot.press("down", "home", "up")
            assert number(screen) == 0


async def test_a_page_on_its_way_shows_dots_and_blocks_nothing() -> None:
    app, screen = report(1000)
    screen.source.slow = asyncio.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        app.keyboard.wedge.type("AB", 0)
        app.keyboard.show()
        await pilot.pause(0.05)
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "…" in shown
        assert "AB" in shown
        screen.source.slow.set()
        await pilot.pause(0.1)
        assert number(screen) == 0


async def test_a_page_that_cannot_be_read_is_refused_in_the_band_and_can_be_tried_again() -> None:
    app, screen = report(1000)
    screen.source.failing = True
    async with station(app) as robot:
        robot.refused("Another station keeps the book busy.")
        screen.source.failing = False
        await robot.press("home")
        assert number(screen) == 0


async def test_opening_near_a_key_stands_on_the_row_after_it_and_can_go_back() -> None:
    app, screen = report(1000)
    async with station(app) as robot:
        screen.table.open(screen.source, near=499)
        await robot.settle()
        assert number(screen) == 500
        await robot.press("up", "up")
        assert number(screen) == 498
