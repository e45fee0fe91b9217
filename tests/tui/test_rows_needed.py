"""The screen is laid out anew where another number of rows is needed, and only there."""

from textual.app import App, ComposeResult

from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.widgets.verdict_band import VerdictBand

LONG = "TP80-004101 is in stock since 12 Nov and lies on shelf A-03, where GR-1031 has put it. " * 3


class Board(App[None]):
    """A list as high as its rows, and the band under it."""

    CSS = "RowList { height: auto; max-height: 100%; }"

    def compose(self) -> ComposeResult:
        """Both."""
        self.list = RowList((Column("", 10),), titles=False)
        self.band = VerdictBand()
        yield self.list
        yield self.band


async def test_a_verdict_has_the_rows_it_needs_and_gives_them_back() -> None:
    app = Board()
    async with app.run_test(size=(80, 24)) as pilot:
        app.band.show("ok", "OK", "T1 is new")
        await pilot.pause()
        assert app.band.size.height == 2
        app.band.show("refused", "REFUSED", LONG, "Put it aside.")
        await pilot.pause()
        assert app.band.size.height > 3
        app.band.show("ok", "OK", "T2 is new")
        await pilot.pause()
        assert app.band.size.height == 2


async def test_a_list_as_high_as_its_rows_grows_and_shrinks_with_them() -> None:
    app = Board()
    async with app.run_test(size=(80, 24)) as pilot:
        for count in (5, 2, 7, 1):
            app.list.show([Row(n, (f"row {n}",)) for n in range(count)])
            await pilot.pause()
            assert app.list.size.height == count
